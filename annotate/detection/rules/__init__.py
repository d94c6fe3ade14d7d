"""The rules that find source, cue and content. What a trained model replaces; the rooms around stay."""
