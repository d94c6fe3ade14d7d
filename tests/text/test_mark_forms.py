"""Other forms of a text's quotation marks and breaks, at the same offsets."""

import pytest

from annotate.text import Document
from annotate.text.mark_forms import with_curly_single_marks, with_joined_paragraphs, with_single_marks


@pytest.mark.parametrize(
    ("text", "straight", "curly"),
    [
        ('"It fell," he said.', "'It fell,' he said.", "‘It fell,’ he said."),
        ("“It fell,” he said.", "'It fell,' he said.", "‘It fell,’ he said."),
        ('He said: "I don\'t know."', "He said: 'I don't know.'", "He said: ‘I don’t know.’"),
        ("He said: “I don’t know.”", "He said: 'I don't know.'", "He said: ‘I don’t know.’"),
        ("“She said ‘no’ twice,” he said.", "'She said \"no\" twice,' he said.", "‘She said “no” twice,’ he said."),
        ("It's a 5\" nail, he said.", "It's a 5\" nail, he said.", 'It’s a 5" nail, he said.'),
        ("''It fell,'' he said.", "''It fell,'' he said.", "''It fell,'' he said."),
        ("The 'ghost' ship sank.", "The 'ghost' ship sank.", "The 'ghost' ship sank."),
    ],
)
def test_double_marks_become_single_ones(text, straight, curly):
    assert with_single_marks(Document(text)) == straight
    assert with_curly_single_marks(Document(text)) == curly


def test_each_paragraph_of_a_quotation_gets_a_single_opening_mark():
    text = "He said: “It fell.\n“It had to.”\n"
    assert with_curly_single_marks(Document(text)) == "He said: ‘It fell.\n‘It had to.’\n"


def test_a_mark_that_is_never_closed_becomes_single_too():
    assert with_single_marks(Document('"It fell, he said.\nIt rained.')) == "'It fell, he said.\nIt rained."


def test_line_breaks_become_spaces_except_at_the_end():
    assert with_joined_paragraphs("One.\r\n\nTwo.\nThree.\n\n") == "One.   Two. Three.\n\n"


def test_offsets_stay():
    document = Document("“She said ‘no’,” he said.\n\n“It''s \"so\"\n« ça » ``x'' '")
    forms = with_single_marks(document), with_curly_single_marks(document), with_joined_paragraphs(document.text)
    assert {len(form) for form in forms} == {len(document.text)}
