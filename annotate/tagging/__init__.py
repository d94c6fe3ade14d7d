"""An editor's decision on a claim: tag, dismiss, undo. Every decision is a new tag; no tag is ever changed."""
