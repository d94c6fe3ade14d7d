"""An editor's decision on a claim: tagging, dismissing, undoing. Every decision is a new tag; none is ever changed."""
