from annotate.models import Claim
from annotate.web.highlight_tags import highlighted
from annotate.web.highlighting import cut_paragraphs


def claim(pk: int, *spans, source=(), cue=()) -> Claim:
    return Claim(
        pk=pk, spans=[list(each) for each in spans], start=spans[0][0], end=spans[-1][1], source=source, cue=cue
    )


def runs(text: str, *claims: Claim) -> list[list[tuple]]:
    return [
        [(segment.text, segment.claim and segment.claim.pk, segment.within) for segment in paragraph.segments]
        for paragraph in cut_paragraphs(text, claims)
    ]


def test_a_text_without_claims_is_its_paragraphs_without_the_blank_lines():
    assert runs("One.\n\n \nTwo.") == [[("One.", None, ())], [("Two.", None, ())]]


def test_a_paragraph_knows_its_first_code_point():
    assert [paragraph.start for paragraph in cut_paragraphs("👩🏽‍🔬.\n\nb", [])] == [0, 7]


def test_a_claim_of_two_spans_leaves_out_what_lies_between():
    assert runs("“A,” he said, “b.”", claim(1, (0, 4), (14, 18))) == [
        [("“A,”", 1, (1,)), (" he said, ", None, ()), ("“b.”", 1, (1,))]
    ]


def test_a_nested_claim_is_innermost_where_it_stands():
    assert runs("abcdef", claim(1, (0, 6)), claim(2, (2, 4))) == [[("ab", 1, (1,)), ("cd", 2, (1, 2)), ("ef", 1, (1,))]]


def test_overlapping_claims_share_what_they_share():
    assert [each[2] for each in runs("abcdef", claim(1, (0, 4)), claim(2, (2, 6)))[0]] == [(1,), (1, 2), (2,)]


def test_two_claims_on_the_same_words_are_both_there():
    assert runs("abc", claim(1, (0, 3)), claim(2, (0, 3))) == [[("abc", 1, (1, 2))]]


def test_claims_that_touch_are_kept_apart():
    assert runs("abcd", claim(1, (0, 2)), claim(2, (2, 4))) == [[("ab", 1, (1,)), ("cd", 2, (2,))]]


def test_a_claim_over_two_paragraphs_is_cut_at_their_border():
    assert runs("ab\ncd", claim(1, (1, 5))) == [[("a", None, ()), ("b", 1, (1,))], [("cd", 1, (1,))]]


def test_all_runs_together_are_the_text():
    text = "a\nbc\n\ndef"
    cut = [segment[0] for paragraph in runs(text, claim(1, (0, 4)), claim(2, (3, 9))) for segment in paragraph]
    assert "".join(cut) == text.replace("\n", "")


def test_each_claim_has_one_place_to_link_to_also_one_that_an_inner_one_covers():
    html = str(highlighted(cut_paragraphs("abc", [claim(1, (0, 3)), claim(2, (0, 3))])))
    assert html.count('id="claim-1"') == html.count('id="claim-2"') == 1


def test_the_tab_key_stops_once_at_a_claim_of_many_runs():
    html = str(highlighted(cut_paragraphs("“A,” he said, “b.”", [claim(1, (0, 4), (14, 18))])))
    assert html.count("<a ") == 2
    assert html.count('tabindex="-1"') == 1
