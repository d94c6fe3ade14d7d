"""The names of the ways in which an attribution is found."""

from enum import StrEnum


class Rule(StrEnum):
    """Each rule, with an example, and the model."""

    SPEECH = "speech"  # “It was over,” he said
    STATEMENT = "statement"  # he said that it was over
    BARE = "bare"  # he said it was over
    OBJECT = "object"  # he criticised the plan
    TRAILING = "trailing"  # it was over, he said
    ACCORDING = "according"  # according to him, it was over
    NOUN = "noun"  # his claim that it was over
    COLON = "colon"  # Roe: It was over
    TRANSCRIPT = "transcript"  # ROE: It was over. It really was.
    PULL_QUOTE = "pull quote"  # a quotation with its speaker on the line below
    PASSIVE = "passive"  # she was accused of theft
    PARTICIPLE = "participle"  # he left, arguing that it was over
    RELAYED = "relayed"  # quoted him as saying it was over
    QUESTION = "question"  # Q: Was it over?
    HEADLINE = "headline"  # Minister 'lied to MPs'
    NESTED = "nested"  # she added that he had said it was over
    LONE_QUOTE = "lone quote"  # a paragraph in quotation marks
    FOREIGN = "foreign"  # words in quotation marks in a text that is not English
    MODEL = "model"
