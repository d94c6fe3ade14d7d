"""Whose claim: resolving sources to names within an article (pure Python), and the register of actors."""
