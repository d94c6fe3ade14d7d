"""Readers: from the bytes of a format to articles, some with claims. Pure: no Django, no database, no settings."""
