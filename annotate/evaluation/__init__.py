"""Scoring a detector against a corpus in brat standoff format. Pure: no Django, no settings, no database."""
