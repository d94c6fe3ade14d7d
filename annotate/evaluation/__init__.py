"""Scores a detector against a corpus in brat standoff: folders, texts and a detector in, figures out.

Pure: no Django, no settings, no database.
"""
