"""Read files and pages, normalise their text, and store articles with their claims."""
