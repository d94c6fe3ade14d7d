"""Read an exported CSV that somebody edited in a spreadsheet, and store the changes.

`uploaded_file` opens it, `table` reads its rows, `comparison` works out what it would change, `summary_token` carries
the changes through the page where the editor confirms them, and `changes` stores them as tags.
"""
