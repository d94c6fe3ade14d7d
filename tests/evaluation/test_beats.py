import pytest

from annotate.evaluation.beats import beat_of


@pytest.mark.parametrize(
    ("name", "beat"),
    [
        ("bbc2004-business-wal-mart-fights-back-at-accusers", "bbc2004 business"),
        ("abc2006-science-500", "abc2006 science"),
        ("bbc2022-dev-286", "bbc2022"),
        ("bbc2022-few50-86", "bbc2022"),
        ("reuters1987-4570", "reuters1987"),
        ("dm2020-dyson", "dm2020"),
        ("usa-today_2016-09-08_candidates-vie-for-vets-support-", "usa-today"),
        ("my-article", "other"),
    ],
)
def test_the_name_of_an_article_gives_its_beat(name, beat):
    assert beat_of(name) == beat
