import time
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from procrastinate.contrib.django.models import ProcrastinateJob

from annotate.models import Article

URL = "/articles/import/"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"


def refusal(response) -> str:
    assert response.status_code == 422
    assert not Article.objects.exists()
    return response.content.decode()


def test_a_pasted_text_becomes_an_article_and_detection_is_queued(page, editor):
    response = page.post(
        URL,
        {
            "text": "Ms Roe said it leaked.\r\nMore.",
            "title": "It leaked",
            "outlet": "O",
            "author": "A",
            "published_at": "2026-03-01",
            "url": "https://example.org/a",
        },
    )
    article = Article.objects.get()
    assert response.headers["Location"] == f"/articles/{article.pk}/"
    assert (article.text, article.title, article.published_at) == (
        "Ms Roe said it leaked.\nMore.",
        "It leaked",
        date(2026, 3, 1),
    )
    assert (article.imported_by, article.detection) == (editor, "pending")
    assert ProcrastinateJob.objects.get().args["article_id"] == article.pk


def test_everything_but_the_text_is_optional(page):
    page.post(URL, {"text": "\n  The first line\nthe rest"})
    assert Article.objects.get().title == "The first line"


def test_an_uploaded_file_is_decoded(page):
    page.post(URL, {"file": SimpleUploadedFile("a.txt", "L’élève a nié : « non ».".encode("cp1252"))})
    assert Article.objects.get().text == "L’élève a nié : « non »."


def test_the_same_text_again_leads_to_the_existing_article(page, article):
    response = page.post(URL, {"text": article.text.replace("\n", "\r\n"), "title": "Another"}, follow=True)
    assert response.redirect_chain == [(f"/articles/{article.pk}/", 302)]
    assert "already imported" in response.content.decode()
    assert not ProcrastinateJob.objects.exists()


def test_an_empty_text_is_refused(page):
    assert "Paste the article’s text" in refusal(page.post(URL, {"text": ""}))


def test_a_text_of_white_space_is_refused(page):
    assert "only white space" in refusal(page.post(URL, {"text": " \n\t "}))


def test_an_empty_file_is_refused(page):
    assert "empty" in refusal(page.post(URL, {"file": SimpleUploadedFile("a.txt", b"")}))


def test_a_picture_named_txt_is_refused(page):
    assert "not a text file" in refusal(page.post(URL, {"file": SimpleUploadedFile("a.txt", PNG)}))


def test_nul_characters_are_refused_with_their_position(page):
    assert "Character 3 (U+0000)" in refusal(page.post(URL, {"text": "ab\0c"}))


def test_a_file_and_a_text_together_are_refused(page):
    both = {"text": "a", "file": SimpleUploadedFile("a.txt", b"b")}
    assert "one at a time" in refusal(page.post(URL, both))


def test_a_text_over_the_limit_is_refused_and_stays_in_the_form(page, settings):
    settings.ARTICLE_MAX_BYTES = 20
    html = refusal(page.post(URL, {"text": "é" * 11, "title": "Kept title"}))
    assert "can be up to 20 bytes; this is 22" in html
    assert "é" * 11 in html
    assert "Kept title" in html


def test_a_20_mb_file_is_refused(page):
    file = SimpleUploadedFile("a.txt", b"x" * 20_000_000)
    assert "can be up to 2,000,000 bytes; this is 20,000,000" in refusal(page.post(URL, {"file": file}))


def test_a_20_mb_paste_is_refused_and_stays_on_the_page_before(page):
    response = page.post(URL, {"text": "x" * 20_000_000})
    assert response.status_code == 413
    assert "Go back in your browser" in response.content.decode()


def test_an_invalid_date_or_address_is_refused_and_the_text_stays(page):
    html = refusal(page.post(URL, {"text": "Kept text.", "published_at": "yesterday", "url": "nowhere"}))
    assert "Enter a valid date" in html
    assert "Enter a valid URL" in html
    assert "Kept text." in html


def test_a_javascript_address_is_refused(page):
    assert "Enter a valid URL" in refusal(page.post(URL, {"text": "a", "url": "javascript:alert(1)"}))


def test_the_wrong_method_is_refused(page):
    assert page.put(URL).status_code == 405


def test_a_long_url_is_refused_before_it_is_taken_apart(page):
    url = "https://e" + "\u0301\u0316" * 40_000
    start = time.process_time()
    assert "A URL can have at most 2,000 characters." in refusal(page.post(URL, {"text": "It was so.", "url": url}))
    assert time.process_time() - start < 2
