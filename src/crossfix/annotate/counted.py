"""What a figure counts: the noun it stands with, or the one that is understood.

``eleven boats ... three came back``: the second figure has no noun of its own and counts
what the one before it counted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from crossfix import lexicons
from crossfix.model import Span
from crossfix.reading import Passage
from crossfix.syntax import noun_phrase, subject

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

_COUNTED_TAGS: Final = frozenset({"NOUN", "PROPN", "ADJ"})
_CASUALTY: Final = lexicons.words("counted", "lists", "harm")
_HARMED: Final = lexicons.words("counted", "lists", "harmed")
_TALLY: Final = lexicons.words("counted", "lists", "tally")
_PERSONS: Final = lexicons.words("counted", "lists", "persons")
_SAYING: Final = lexicons.words("attribution", "verbs", "speech")
_CITING: Final = frozenset({"cite", "quote", "accord", "draw", "interview"})
_COMPARING: Final = frozenset({"as", "more", "less", "fewer", "than", "over", "since"})
_LEADING: Final = re.compile(r"[\s\"“”‘’'()-]*(?:strong\s|of\s)?")
_LABEL: Final = re.compile(r"(\w[\w ]{1,40}\w)\s?:\s?(?:\w+\s){0,2}$")
_TEMPORAL: Final = frozenset(
    {"at", "after", "before", "around", "about", "by", "until", "till", "since", "from", "past"}
)
_LEVELS: Final = frozenset(
    ["stand", "put", "remain", "peak", "stop", "estimate", "hold", "cap", "start", "begin"]
)


def find_counted(passage: Passage, tokens: Tokens) -> Token | None:
    """The head of what a figure counts, where it stands with it."""
    doc, last = passage.doc, tokens[-1]
    for token in tokens:
        head = token.head
        if token.dep_ in {"nummod", "amod", "compound", "quantmod"} and head.i > last.i:
            if head.dep_ in {"compound", "nmod"} and head.head.i > head.i:
                head = head.head
            between = doc[last.i + 1 : head.i]
            near = head.i - last.i <= 8 and not any(t.text in ";:.!?" for t in between)
            commas = [t.i for t in between if t.text == ","]
            near = near and commas != [last.i + 1]
            if head.pos_ in _COUNTED_TAGS and near:
                return head
    position = last.i + 1
    if position < len(doc) and doc[position].lower_ == "of":
        position += 1
        while position < len(doc) and doc[position].dep_ in {"det", "poss", "case"}:
            position += 1
    return (
        noun_after(passage, position)
        or _harmed_after(passage, last.i + 1)
        or _attribute(tokens)
        or _verb_before(tokens)
    )


def noun_after(passage: Passage, position: int) -> Token | None:
    """The last noun of the run of modifiers and nouns that begins at a token."""
    doc, found = passage.doc, None
    for token in doc[position : position + 6]:
        hyphened = token.i and doc[token.i - 1].text == "-" and token.lower_ in _HARMED
        if token.pos_ in {"NOUN", "PROPN"} or hyphened or (token.tag_ in {"VBN"} and found is None):
            if found is not None and found.tag_ == "NNS" and token.pos_ == "PROPN":
                break
            found = token
        elif (token.pos_ not in {"ADJ", "NUM"} and token.text not in {"-", "“", "”", '"'}) or (
            token.pos_ == "NUM" and found is not None
        ):
            break
    return found


def _harmed_after(passage: Passage, position: int) -> Token | None:
    """An adjective that stands for people: "two dead and seven wounded"."""
    following = passage.doc[position : position + 1]
    return following[0] if len(following) and following[0].lower_ in _HARMED else None


def _attribute(tokens: Tokens) -> Token | None:
    """What a figure is said to be made of: "sixty-one were children"."""
    token = tokens.root
    if token.dep_ != "nsubj" or token.head.lemma_ != "be":
        return None
    return next(
        (c for c in token.head.children if c.dep_ == "attr" and c.tag_ in {"NNS", "NNPS"}), None
    )


def _verb_before(tokens: Tokens) -> Token | None:
    """The verb of harm that a figure without a noun belongs to ("killing up to 30")."""
    for ancestor in tokens[0].ancestors:
        if ancestor.pos_ == "VERB" and ancestor.lemma_.lower() in _CASUALTY:
            return ancestor if abs(tokens.start - ancestor.i) <= 4 else None
    return None


def find_compared(tokens: Tokens) -> Token | None:
    """What is said to be so many times as large: the subject of the clause."""
    after = tokens.doc[tokens.end : tokens.end + 3]
    if not any(t.lower_ in _COMPARING or t.tag_ in {"JJR", "RBR"} for t in after):
        return None
    return _subject_above(tokens)


def _subject_above(tokens: Tokens) -> Token | None:
    for ancestor in tokens[0].ancestors:
        if ancestor.pos_ in {"VERB", "AUX"}:
            found = subject(ancestor)
            return found if found is not None and found.pos_ in {"NOUN", "PROPN"} else None
    return None


def find_measured(passage: Passage, tokens: Tokens) -> Span | None:
    """What a share or a percentage without "of" is told of: the subject of its clause."""
    found = _subject_above(tokens)
    if found is None:
        # A headline without a verb: "Concrete prices up by a third".
        root = tokens[0].sent.root
        found = root if root.pos_ in {"NOUN", "PROPN"} and root.i < tokens.start else None
    return passage.tokens(noun_phrase(found)) if found is not None else None


def is_tallied(tokens: Tokens) -> Token | None:
    """The word of counting that a figure gives the value of: "put the number at 11"."""
    sentence = tokens[0].sent
    for token in reversed(sentence.doc[sentence.start : tokens.start]):
        if token.like_num or tokens.start - token.i > 14:
            return None
        if token.lemma_.lower() in _TALLY:
            return token
    return None


def find_tallied(passage: Passage, tokens: Tokens) -> Span | None:
    """What such a word counts ("the number of lost tankers"), or the word with its own noun."""
    word = is_tallied(tokens)
    if word is None:
        return None
    for child in word.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            inner = next((c for c in child.children if c.dep_ == "pobj"), None)
            if inner is not None and inner.i < tokens.start:
                return passage.tokens(noun_phrase(inner))
    own = [c for c in word.children if c.dep_ in {"compound", "amod"}]
    return passage.tokens(noun_phrase(word)) if own and word.pos_ == "NOUN" else None


def find_label(passage: Passage, start: int) -> Span | None:
    """The word before a colon that a figure is the value of: "Crew: 23"."""
    found = _LABEL.search(passage.text[max(0, start - 60) : start])
    if found is None:
        return None
    first = max(0, start - 60) + found.start(1)
    tokens = passage.doc.char_span(first, first + len(found[1]), alignment_mode="contract")
    if tokens is None or not len(tokens) or tokens[-1].pos_ not in {"NOUN", "PROPN"}:
        return None
    return passage.token(tokens[-1])


def is_clock_or_age(tokens: Tokens, value: float | None) -> bool:
    """Whether a bare number is an hour ("after seven") or an age ("Lesia, 66, who ...")."""
    token, doc = tokens[-1], tokens.doc
    before = list(doc[max(0, tokens.start - 2) : tokens.start])
    after = doc[tokens.end].text if tokens.end < len(doc) else ""
    if value is not None and value <= 110 and value == int(value) and len(before) == 2:
        named = before[0].pos_ == "PROPN" and before[0].tag_ == "NNP"
        enclosed = (before[1].text, after) in {(",", ","), ("(", ")"), (",", ".")}
        if named and enclosed and tokens[0].is_digit:
            return True
    if before and before[-1].lower_ == "aged":
        return True
    if value is None or not 1 <= value <= 24 or is_tallied(tokens) is not None:
        return False
    head = token.head
    if token.dep_ not in {"pobj", "npadvmod"} or (head.pos_ == "VERB" and token.dep_ == "pobj"):
        return False
    hour = before and before[-1].lower_ in _TEMPORAL
    return bool(hour) and head.head.lemma_.lower() not in _LEVELS


def counts_sources(counted: Token | None) -> bool:
    """Whether a figure says how many people speak: "two officials said", "citing three aides"."""
    if counted is None or counted.lemma_.lower() not in _PERSONS:
        return False
    first = counted
    while first.dep_ == "conj" and first.head.pos_ in {"NOUN", "PROPN"}:
        first = first.head
    head, lemma = first.head, first.head.lemma_.lower()
    if first.dep_ == "nsubj":
        finite = head.tag_ != "VBN" or any(c.dep_ == "aux" for c in head.children)
        return lemma in _SAYING and finite
    if first.dep_ in {"dobj", "dative"}:
        return lemma in _CITING or lemma == "tell"
    return first.dep_ == "pobj" and head.head.lemma_.lower() in _CITING


def is_countable(counted: Token | None) -> bool:
    """Whether a small or vague number counts people, arms, losses, sites or goods."""
    if counted is None:
        return False
    kinds = lexicons.words("counted", "nouns")
    names = {counted.lemma_.lower(), counted.lower_}
    if counted.i > 1 and counted.nbor(-1).text == "-":
        whole = f"{counted.nbor(-2).lower_}-{counted.lower_}"
        names |= {whole, whole.removesuffix("s")}
    return not names.isdisjoint(kinds) or counted.lower_ in _HARMED


def stands_alone(tokens: Tokens) -> bool:
    """Whether a figure is itself what does or undergoes something: "four are in hospital"."""
    return tokens.root.dep_ in {"nsubj", "nsubjpass", "dobj"} or is_tallied(tokens) is not None


def span_of(passage: Passage, counted: Token | None, stop: int) -> Span | None:
    """The noun phrase that is counted, without the figure itself."""
    if counted is None:
        return None
    text = passage.text
    if counted.pos_ == "VERB" or counted.lower_ in _HARMED:
        start = counted.idx
        hyphen = counted.i and counted.nbor(-1).text == "-"
        if hyphen and counted.i > 1:
            start = counted.nbor(-2).idx
        return passage.chars(start, counted.idx + len(counted))
    phrase = noun_phrase(counted)
    if phrase.end_char <= stop:
        return passage.tokens(phrase)
    start = max(phrase.start_char, stop)
    lead = _LEADING.match(text, start)
    start = lead.end() if lead else start
    end = max(phrase.end_char, counted.idx + len(counted))
    return passage.chars(start, end) if start < end and text[start:end].strip() else None
