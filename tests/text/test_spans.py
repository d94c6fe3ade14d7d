import pytest

from annotate.text.spans import format_spans, parse_spans


@pytest.mark.parametrize(("spans", "written"), [([[12, 40]], "12-40"), ([[12, 40], [52, 80]], "12-40;52-80")])
def test_spans_are_read_as_they_were_written(spans, written):
    assert format_spans(spans) == written
    assert parse_spans(written) == spans


@pytest.mark.parametrize("written", ["", "12", "12-", "12-40;", "-12-40", "12-40,52-80", "a-b", f"{'9' * 10}-1"])
def test_anything_else_is_refused(written):
    with pytest.raises(ValueError, match="not spans"):
        parse_spans(written)
