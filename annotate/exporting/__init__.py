"""Write annotated articles to files: CSV, JSON Lines, W3C Web Annotation and brat."""
