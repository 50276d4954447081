"""Whoever a lead-in, or the first line of what is pasted, names as the one who speaks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from crossfix.annotate.leadins import Block
from crossfix.annotate.writers import WHOLE, WRITTEN_BY, introduces, told_of
from crossfix.lexicons import words
from crossfix.model import Span
from crossfix.reading import Passage
from crossfix.syntax import agent, is_passive, noun_phrase, subject

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

_BACK: Final = 4
"""Sentences at the end of a lead-in in which whoever is to speak may be named."""
_STAND_FOR_TEXTS: Final = frozenset({"it", "them", "this", "following", "here", "below"})


def named_speaker(lead: Block) -> Span | None:
    """Whoever a lead-in says is about to speak, as a span of the document.

    "A report from a driver", "as confirmed by the governor", "The mayor of Sumy from
    today" in its last sentence, else the name that it opens with ("Rybar updates on ...").
    """
    if not lead.passages:
        return None
    passage = lead.passages[-1]
    sentences = list(passage.doc.sents)
    found = _in_sentence(lead, passage, sentences[-1])
    if found is not None:
        return found
    # "It began with a post by X. I give it as it stands:" — whose it is stands before.
    if not _leaves_open(sentences[-1]):
        return None
    if _owned(sentences[-1]):
        return _told_before(passage, sentences[-_BACK:-1])
    for sentence in reversed(sentences[-_BACK:-1]):
        written = WRITTEN_BY.search(passage.text, sentence.start_char, sentence.end_char)
        if written is not None:
            return passage.chars(*written.span(written.lastgroup or 0))
        noun = next(filter(None, map(_writer, sentence)), None)
        if noun is not None:
            return passage.tokens(noun_phrase(noun))
    return told_of(passage, sentences[-1])


def _told_before(passage: Passage, sentences: Sequence[Tokens]) -> Span | None:
    """Who is told of last by name before "his text": "The pundit X thinks so. His text ..."."""
    for sentence in reversed(sentences):
        for token in sentence:
            if token.dep_ != "nsubj" or token.pos_ not in {"PROPN", "NOUN"}:
                continue
            named = [t for t in (token, *token.conjuncts) if t.pos_ == "PROPN"]
            if named:
                name = [t for t in named[-1].subtree if t.i <= named[-1].i and t.pos_ == "PROPN"]
                return passage.between(name[0], named[-1])
    return None


def _leaves_open(sentence: Tokens) -> bool:
    """Whether a lead-in's last sentence gives a text and does not say whose it is."""
    texts = words("voices", "speaking", "texts") | words("voices", "texts")
    return WHOLE.search(sentence.text) is not None or any(
        token.lemma_.lower() in texts or token.lower_ in _STAND_FOR_TEXTS for token in sentence
    )


def _writer(token: Token) -> Token | None:
    """Whose a text is by the words about it: "a message from a policeman"."""
    texts = words("voices", "speaking", "texts") | words("voices", "texts")
    if token.lemma_.lower() not in texts:
        return None
    for child in token.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"from", "by", "of"}:
            found = next((t for t in child.children if t.dep_ == "pobj"), None)
            if found is not None and found.pos_ in {"PROPN", "NOUN"}:
                return found
    return None


def _in_sentence(lead: Block, passage: Passage, sentence: Tokens) -> Span | None:
    """Whoever one sentence of a lead-in says is about to speak."""
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
    headed = _writer(root)  # "Statement of the ministry, in full:"
    if headed is not None:
        return passage.tokens(noun_phrase(headed))
    if any(token.lemma_ in forwarding for token in sentence) and _owned(sentence):
        return None  # "His text reached me through ...": whose it is stands before
    return opening_speaker(lead) or told_of(passage, sentence)


def _owned(sentence: Tokens) -> bool:
    """Whether a sentence speaks of "his text" or "her message"."""
    texts = words("voices", "speaking", "texts") | words("voices", "texts")
    return any(
        token.lower_ in {"his", "her", "their", "its"} and token.head.lemma_.lower() in texts
        for token in sentence
    )


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
