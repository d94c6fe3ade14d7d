"""Sequences that need several rooms: import articles, and find their claims. Views, commands and jobs call these."""
