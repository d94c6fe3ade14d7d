"""The trained model: labels words as source, cue and content, and ties the labelled runs into attributions.

Pure, as the whole room: it reads its two files beside it once, and nothing else.
"""
