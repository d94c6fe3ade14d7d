"""The rules that find source, cue and content without the trained model."""
