"""The sentence that words stand in, for a card or a list."""

from __future__ import annotations

from crossfix.model import Document, Span
from crossfix.views.sentences import sentence_around
from crossfix.views.wording import heading_of
from crossfix.web.folding import why_folded
from crossfix.web.shapes import AccountWords


def account_words(event_id: str, document: Document, words: Span) -> AccountWords:
    """Words of a report with the rest of their sentence."""
    begins, ends = sentence_around(document.text, words.start, words.stop)
    heading = heading_of(document)
    return AccountWords(
        event=event_id,
        document=document.id,
        heading=heading,
        published=document.published,
        start=begins,
        before=document.text[begins : words.start],
        trigger=document.text[words.start : words.stop],
        after=document.text[words.stop : ends],
        graphic=why_folded(document.text[begins:ends]),
        heading_graphic=why_folded(heading),
    )
