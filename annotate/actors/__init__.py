"""Who said it: resolving sources to the names in an article (pure Python), and the register of actors."""
