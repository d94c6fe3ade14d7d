"""Word lists for finding and resolving names, in lower case unless a module says otherwise.

They were written by hand for English-language news.
"""
