"""A text with its paragraphs, quotations, sentences and words."""

from dataclasses import dataclass
from functools import cached_property

from annotate.text.article_tokens import ArticleToken, cut_tokens
from annotate.text.corpus_words import CorpusLine, cut_corpus_lines, split_lines
from annotate.text.language import is_english
from annotate.text.lost_breaks import add_lost_breaks
from annotate.text.paragraphs import cut_paragraphs
from annotate.text.quotations import Quotation, find_quotations
from annotate.text.sentences import Sentence, cut_sentences
from annotate.text.spans import Span


@dataclass(frozen=True)
class Document:
    """An immutable text with its paragraphs, quotations, sentences and words; all offsets count code points.

    Each view is read when it is first used, and only once. Words come in three cuts, because each user was tuned or
    trained on its own and finds less with another: the units of `sentences` for rules, `corpus_lines` for the model
    and its scores (the model reads them as `model_lines`), `tokens` for names.
    """

    text: str

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The paragraphs in order, also those of a line that lost its breaks."""
        return tuple(add_lost_breaks(self.text, cut_paragraphs(self.text)))

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """The quotations in order; none overlap."""
        return tuple(find_quotations(self.text, self.paragraphs))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences in order, as words, punctuation marks and whole quotations."""
        return tuple(cut_sentences(self.text, self.paragraphs, self.quotations))

    @cached_property
    def sentence_starts(self) -> tuple[int, ...]:
        return tuple(sentence.span[0] for sentence in self.sentences)

    @cached_property
    def corpus_lines(self) -> tuple[CorpusLine, ...]:
        """The words of each line that has any, as the PolNeAR corpus cuts them: the model was trained on that cut."""
        return tuple(cut_corpus_lines(self.text))

    @cached_property
    def model_lines(self) -> tuple[CorpusLine, ...]:
        """The corpus lines as the model reads them: a line that lost its breaks is cut at its paragraphs."""
        return tuple(split_lines(self.corpus_lines, [start for start, _ in self.paragraphs]))

    @cached_property
    def tokens(self) -> tuple[ArticleToken, ...]:
        """Words, punctuation marks and line breaks for finding names: titles keep their full stop, `'s` is separate."""
        return tuple(cut_tokens(self.text))

    @cached_property
    def is_english(self) -> bool:
        return is_english(self.text)
