"""The trained model: labels words as source, cue and content, and links the labelled runs into attributions."""
