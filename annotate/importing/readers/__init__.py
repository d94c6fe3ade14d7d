"""Read each format's bytes into articles, some with claims. Pure: no Django, no database, no settings."""
