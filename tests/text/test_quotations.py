"""Quotations in single marks inside others in single marks."""

import pytest

from annotate.text import Document


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        (
            "'The bakery gives every driver a 'thank you' loaf at Easter.'",
            ["'The bakery gives every driver a 'thank you' loaf at Easter.'"],
        ),
        (
            "It said: 'He rang her and he told her 'that the shop was shut'.' He left.",
            ["'He rang her and he told her 'that the shop was shut'.'"],
        ),
        (
            "She said: 'The 'big' and the 'small' van are here,' and left 'at once'.",
            ["'The 'big' and the 'small' van are here,'", "'at once'"],
        ),
        (
            "‘We call it the ‘old’ road,’ said Price. ‘Nobody minds.’",
            ["‘We call it the ‘old’ road,’", "‘Nobody minds.’"],
        ),
    ],
)
def test_words_quoted_inside_speech_do_not_end_it(text, quotations):
    assert [text[slice(*quotation.spans[0])] for quotation in Document(text).quotations] == quotations


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("'A van,' he said. 'A bus.'", ["'A van,'", "'A bus.'"]),
        ("They asked about 'a plan', the 'plot' and 'the end'.", ["'a plan'", "'plot'", "'the end'"]),
        ("'We lost the field. 'Nobody came.'", ["'Nobody came.'"]),
    ],
)
def test_quotations_after_each_other_are_not_inside_each_other(text, quotations):
    assert [text[slice(*quotation.spans[0])] for quotation in Document(text).quotations] == quotations
