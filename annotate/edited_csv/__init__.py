"""The round trip of an edited CSV: reading the table, comparing it with the tags, storing the changes."""
