"""Find out who said it: resolve sources to the names in an article (pure Python), and the register of actors."""
