"""Words that the reading of names leans on, as plain data. All in lower case unless a module says otherwise."""
