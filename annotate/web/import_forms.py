"""Forms for importing pasted text, files or web addresses, and for choosing the columns of a table."""

import io
from itertools import islice
from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from annotate.importing.decoding import NotText, Unreadable, normalise
from annotate.importing.readers.column_mapping import ColumnMapping
from annotate.importing.readers.file_formats import FORMATS, list_labels
from annotate.importing.readers.reader_choice import detect_format, read_file
from annotate.importing.readers.reader_types import Opener, ReadArticle
from annotate.models import Article, Import
from annotate.text.web_addresses import LONGEST_URL

DAY_FIRST = {"": None, "day": True, "month": False}


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; `clean` returns a list."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = data if isinstance(data, (list, tuple)) else [data]
        cleaned = [super(FilesField, self).clean(file, initial) for file in files]
        return [file for file in cleaned if file]


class UrlField(forms.URLField):
    """A URL; its length is checked before Django takes it apart, because that may take long."""

    def to_python(self, value: Any) -> str | None:
        if len(str(value or "").strip()) > LONGEST_URL:
            raise forms.ValidationError(f"A URL can have at most {LONGEST_URL:,} characters. Use a shorter one.")
        return super().to_python(value)


class ImportForm(forms.ModelForm):
    """A pasted text, files or web addresses.

    `article()` returns the article of a text or of a file with one article. Several files, or a file with many
    articles, are in `cleaned_data["many"]`, web addresses in `cleaned_data["addresses"]`.
    """

    text = forms.CharField(
        required=False,
        strip=False,
        label="Text",
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Paste the article’s text.",
    )
    file = FilesField(
        required=False,
        label="Or files",
        help_text=f"One article per file: {list_labels(format for format in FORMATS if not format.has_many)}. "
        f"Many articles in one file: {list_labels(format for format in FORMATS if format.has_many)}. JSON may come "
        "from doccano or Label Studio. A .zip may contain any of these, or brat .txt and .ann files.",
    )
    addresses = forms.CharField(
        required=False,
        label="Or web addresses",
        widget=forms.Textarea(attrs={"rows": 2, "placeholder": "https://", "spellcheck": "false"}),
        help_text="One per line. The text, title, author and date are taken from the page.",
    )
    url = UrlField(required=False, label="URL", max_length=LONGEST_URL, assume_scheme="https")
    field_order = ["text", "file", "addresses", "title", "outlet", "author", "published_at", "url"]

    class Meta:
        model = Article
        fields = ["title", "outlet", "author", "published_at", "url"]
        widgets = {"published_at": forms.DateInput(attrs={"type": "date"})}
        help_texts = {"title": "If left blank, the first line of the text becomes the title."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False
        # Django would refuse NUL characters without saying where; `normalise` says where.
        self.fields["text"].validators.clear()

    @property
    def sources(self) -> list[forms.BoundField]:
        """The fields for the articles themselves; the editor fills in one of them."""
        return [self[name] for name in ("text", "file", "addresses")]

    @property
    def details(self) -> list[forms.BoundField]:
        """The fields about a single article."""
        return [self[name] for name in self.Meta.fields]

    @property
    def has_details(self) -> bool:
        """Whether any field about the article is filled in or has an error. The page shows these fields then."""
        return any(field.errors or (self.is_bound and field.value()) for field in self.details)

    def clean_addresses(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["addresses"].splitlines() if line.strip()]

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        if any(name in self.errors for name in ("file", "text", "addresses")):
            return cleaned
        files, pasted, addresses = cleaned.get("file"), cleaned.get("text", ""), cleaned.get("addresses")
        if sum(map(bool, (files, pasted.strip(), addresses))) > 1:
            raise forms.ValidationError("You gave more than one of text, files and addresses. Import one at a time.")
        try:
            if files:
                self._read_files(files)
            elif not addresses:
                cleaned["text"] = _check_pasted(pasted)
        except Unreadable as error:
            raise forms.ValidationError(str(error)) from error
        return cleaned

    def _read_files(self, files: list[UploadedFile]) -> None:
        if len(files) == 1:
            self._read_file(files[0])
            return
        if sum(size_of(file) for file in files) > settings.IMPORT_MAX_BYTES:
            raise Unreadable(f"Files can be up to {settings.IMPORT_MAX_BYTES:,} bytes together. Import them in parts.")
        self.cleaned_data["many"] = files

    def _read_file(self, file: UploadedFile) -> None:
        opener, name = opener_of(file), file.name or ""
        format = detect_format(name, opener)
        is_plain = format.name == "plain"
        most = settings.ARTICLE_MAX_BYTES if is_plain else settings.IMPORT_MAX_BYTES
        if size_of(file) > most:
            what = "An article" if is_plain else "A file"
            raise Unreadable(f"{what} can be up to {most:,} bytes; this is {size_of(file):,}. Import it in parts.")
        if format.has_many:
            self.cleaned_data["many"] = [file]
        else:
            self._fill_in(_read_article(name, opener))

    def _fill_in(self, article: ReadArticle) -> None:
        """Take the text from the file, and the details that the editor left blank."""
        self.cleaned_data["text"] = article.text
        for name in self.Meta.fields:
            self.cleaned_data[name] = self.cleaned_data.get(name) or getattr(article, name)

    def article(self) -> dict[str, Any]:
        """Return the article's fields, as arguments of `import_article`."""
        return {name: self.cleaned_data[name] for name in ("text", *self.Meta.fields)}


def size_of(file: UploadedFile) -> int:
    """Return an uploaded file's size in bytes."""
    return file.size or 0


def opener_of(file: UploadedFile) -> Opener:
    """Return a function that opens an uploaded file for readers. A file on disk is never loaded as a whole."""
    if hasattr(file, "temporary_file_path"):
        return lambda: open(file.temporary_file_path(), "rb")
    raw = file.read()
    return lambda: io.BytesIO(raw)


def _read_article(name: str, opener: Opener) -> ReadArticle:
    for outcome in islice(read_file(name, opener), 1):
        if isinstance(outcome, ReadArticle):
            return outcome
        raise Unreadable(outcome.sentence)
    raise Unreadable("There is no article in the file.")


def _check_pasted(text: str) -> str:
    size = len(text.encode(errors="surrogatepass"))
    if size > settings.ARTICLE_MAX_BYTES:
        raise NotText(
            f"An article can be up to {settings.ARTICLE_MAX_BYTES:,} bytes; this is {size:,}. Import it in parts."
        )
    if not text:
        raise NotText("Paste a text, choose a file or enter a web address.")
    return normalise(text)


class MappingForm(forms.Form):
    """The content of each column of a table; `mapping()` returns it."""

    text = forms.ChoiceField(
        label="Text", error_messages={"required": "Choose the column that holds the articles’ text."}
    )
    title = forms.ChoiceField(required=False)
    outlet = forms.ChoiceField(required=False)
    author = forms.ChoiceField(required=False)
    published_at = forms.ChoiceField(required=False, label="Published")
    url = forms.ChoiceField(required=False, label="URL")
    day_first = forms.ChoiceField(
        required=False,
        label="Dates such as 03/04/2026",
        choices=[("", "leave out"), ("day", "3 April: day first"), ("month", "4 March: month first")],
    )

    def __init__(self, data: QueryDict | None = None, *, bulk: Import) -> None:
        # Both are set while an import waits for its columns.
        guessed, glimpse = cast(dict[str, Any], bulk.mapping), cast(dict[str, Any], bulk.glimpse)
        order = next(name for name, value in DAY_FIRST.items() if value is guessed["day_first"])
        super().__init__(data, initial={**guessed, "day_first": order})
        columns = [(name, name) for name in glimpse["header"] if name]
        for name, field in self.fields.items():
            if isinstance(field, forms.ChoiceField) and name != "day_first":
                field.choices = [("", "choose a column" if name == "text" else "none"), *columns]

    def mapping(self) -> ColumnMapping:
        """Return the valid form's choice."""
        chosen = self.cleaned_data
        return ColumnMapping(**{**chosen, "day_first": DAY_FIRST[chosen["day_first"]]})
