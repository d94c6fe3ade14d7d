"""Out: the annotated articles as files."""
