"""Whoever a lead-in, or the first line of what is pasted, names as the one who speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossfix.annotate.leadins import Block
from crossfix.annotate.writers import WRITTEN_BY, introduces, told_of
from crossfix.lexicons import words
from crossfix.model import Span
from crossfix.syntax import agent, is_passive, noun_phrase, subject

if TYPE_CHECKING:
    from spacy.tokens import Token


def named_speaker(lead: Block) -> Span | None:
    """Whoever a lead-in says is about to speak, as a span of the document.

    "A report from a driver", "as confirmed by the governor", "The mayor of Sumy from
    today" in its last sentence, else the name that it opens with ("Rybar updates on ...").
    """
    if not lead.passages:
        return None
    passage = lead.passages[-1]
    sentence = list(passage.doc.sents)[-1]
    written = WRITTEN_BY.search(passage.text, sentence.start_char)
    if written is not None:
        return passage.chars(*written.span(written.lastgroup or 0))
    forwarding = words("voices", "speaking", "forwarding")
    # "sent by a medic" names the writer where nobody else is said to have written.
    for token in sorted(sentence, key=lambda token: token.lemma_ in forwarding):
        head = _speaker(token) or (agent(token) if token.lemma_ in forwarding else None)
        if head is not None and head.pos_ in {"PROPN", "NOUN"}:
            return passage.tokens(noun_phrase(head))
    root = sentence.root
    if introduces(sentence):
        return passage.tokens(noun_phrase(root))
    if root.pos_ == "PROPN" and root.ent_type_ in {"PERSON", "ORG", ""}:
        return passage.tokens(noun_phrase(root))
    return opening_speaker(lead) or told_of(passage, sentence)


def opening_speaker(block: Block) -> Span | None:
    """The name that a block opens with, as its own headline: "Rybar reports from Sumy."

    Told by shape, since the parser takes such verbs for nouns as often as not: up to
    four capitalised words, a verb of saying in the third person present, and then no
    content of what is said but "on", "from", "about" or the end.
    """
    if not block.passages or block.first is None:
        return None
    doc = block.first
    for position, token in enumerate(doc[1:6], start=1):
        verb = token.lower_.removesuffix("es"), token.lower_.removesuffix("s")
        if (
            token.is_lower
            and token.lower_ != verb[1]
            and any(stem in words("voices", "speaking", "verbs") for stem in verb)
        ):
            beyond = doc[position + 1] if position + 1 < len(doc) else None
            if beyond is None or beyond.pos_ in {"ADP", "PUNCT"} or beyond.lower_ == "as":
                return block.passages[0].tokens(doc[:position])
            return None
        if not token.is_title and not token.is_upper:
            return None
    return None


def _speaker(token: Token) -> Token | None:
    """The speaker that one token introduces as verb or noun of saying, if it does."""
    if token.pos_ == "VERB" and token.lemma_ in words("voices", "speaking", "verbs"):
        return agent(token) or (None if is_passive(token) else subject(token))
    if token.pos_ == "NOUN" and token.lemma_ in words("voices", "speaking", "texts"):
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in {"from", "by"}:
                return next((t for t in child.children if t.dep_ == "pobj"), None)
    return None
