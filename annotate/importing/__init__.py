"""In: reading what an editor brings, normalising it, and taking articles and their claims into the database."""
