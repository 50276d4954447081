"""The cast of a report, gathered from its noun phrases before anything is resolved."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from crossfix.ground.source_bodies import is_body
from crossfix.ground.source_cast import Cast
from crossfix.ground.source_kinds import is_private, kind_told
from crossfix.ground.source_mentions import Form, Mention, describe
from crossfix.ground.source_names import (
    BODIES,
    PERSONS,
    PRIVATE,
    SPEAKERS,
    TITLES,
    kind_of_noun,
)
from crossfix.ground.source_phrases import PARTS
from crossfix.ground.source_unnamed import Unnamed, add_unnamed, named_after, with_of
from crossfix.lexicons.openings import opening_of
from crossfix.model import Attribution, Source, SourceKind, Span
from crossfix.reading import Passage, Reading
from crossfix.syntax import quotations

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

_ROLES: Final = BODIES | PERSONS | PRIVATE | SPEAKERS | {"source", "insider"}
"""Nouns of those who may speak without a name."""
_SPEAKING: Final = 1.5
"""What it adds to the prominence of somebody that words are attributed to them here."""
_CITED: Final = 3.5
_QUOTED: Final = 1.5
"""What it takes from it that they are named only in somebody's quoted words."""
_NOT_SPEAKERS: Final = frozenset(
    {"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY"}
)


def gather_cast(reading: Reading) -> Cast:
    """Everybody who appears in a report, named or not.  Takes time in its length."""
    cast = Cast(reading.all(Source))
    speaking = _speakers(reading)
    unnamed: list[Unnamed] = []
    for passage in reading.passages:
        quoted = list(quotations(passage.doc))
        opening = opening_of(passage.text)
        written = set(opening.places) if opening is not None else set()
        for chunk in _chunks(passage.doc):
            if any(chunk.start_char < b and a < chunk.end_char for a, b in written):
                continue  # where a report was written speaks nowhere in it
            span = passage.tokens(chunk)
            speaks = speaking(span)
            weight = _weight(chunk) + _SPEAKING * speaks
            weight -= _QUOTED * any(a <= chunk.start_char < b for a, b in quoted)
            mention = describe(chunk)
            if mention.form is Form.NAME and mention.name and len(mention.name) > 1:
                cast.add(span, _with_apposition(chunk, mention), weight, speaks=speaks)
                _add_owners(cast, passage, chunk)
                continue
            _add_acronyms(cast, passage, chunk)
            if mention.head in _ROLES:
                whole = with_of(chunk)
                if len(whole) > len(chunk):
                    mention = describe(whole)
                named = named_after(passage, chunk)
                full = passage.tokens(whole)
                unnamed.append(Unnamed(span, full, mention, weight, named, passage.offset))
    cast.settle()
    _add_cited(cast, reading)
    add_unnamed(cast, unnamed)
    return cast


def _add_cited(cast: Cast, reading: Reading) -> None:
    """Put those into the cast whom words are attributed to and the parser has no name for."""
    offsets = [passage.offset for passage in reading.passages]
    found = False
    for span in (a.source for a in reading.all(Attribution) if a.source is not None):
        index = bisect_right(offsets, span.start) - 1
        tokens = reading.passages[index].find(span) if index >= 0 else None
        if tokens is None or cast.at(offsets[index] + tokens.root.idx) is not None:
            continue
        mention = describe(tokens)
        if mention.form is Form.NAME and mention.name and len(mention.name) > 1:
            cast.add(span, mention, _CITED, speaks=True)
            found = True
    if found:
        cast.settle()


def _add_owners(cast: Cast, passage: Passage, chunk: Tokens) -> None:
    """Put whoever owns somebody into the cast: "Armenia's negotiators"."""
    for owner in (t for t in chunk if t.dep_ == "poss" and t.pos_ == "PROPN"):
        owned = passage.doc[owner.left_edge.i : owner.i + 1]
        cast.add(passage.tokens(owned), describe(owned), 0.5)


def _add_acronyms(cast: Cast, passage: Passage, chunk: Tokens) -> None:
    """Put a body into the cast that is named only before a thing: "a WFP store"."""
    for token in chunk:
        named = token.dep_ == "compound" and token.ent_type_ == "ORG" and token.pos_ == "PROPN"
        if named and token.text.isupper():
            acronym = passage.doc[token.i : token.i + 1]
            cast.add(passage.tokens(acronym), describe(acronym), 0.0)


def _chunks(doc: Doc) -> Iterator[Tokens]:
    """The noun phrases that can be somebody, bodies with the whole of their name."""
    for short in doc.noun_chunks:
        if _inside_body(short.root):
            continue
        chunk = _whole_body(short)
        head = chunk.root
        if head.pos_ not in {"PROPN", "NOUN"} or head.ent_type_ in _NOT_SPEAKERS:
            continue
        if head.text[0] == "@":
            continue
        if head.pos_ == "PROPN" or head.lemma_.lower() in _ROLES or (
            any(token.pos_ == "PROPN" for token in chunk)
        ):  # fmt: skip
            yield chunk
    for token in doc:  # handles, which the parser knows least
        if token.text[0] == "@" and len(token) > 2:
            yield doc[token.i : token.i + 1]


def _speakers(reading: Reading) -> Callable[[Span], bool]:
    """Whether a stretch is (part of) the source of an attribution."""
    spans = sorted(a.source for a in reading.all(Attribution) if a.source is not None)
    starts = [span.start for span in spans]

    def speaks(span: Span) -> bool:
        around = range(max(0, bisect_right(starts, span.stop) - 3), bisect_right(starts, span.stop))
        return any(spans[index].overlaps(span) for index in around)

    return speaks


def _inside_body(head: Token) -> bool:
    """Whether a noun is the "Defence" of "Ministry of Defence"."""
    of = head.head
    return head.dep_ == "pobj" and of.lower_ in {"of", "for"} and of.head.pos_ == "PROPN" and (
        of.head.lower_ in BODIES
    )  # fmt: skip


def _whole_body(chunk: Tokens) -> Tokens:
    """A chunk with the "of Defence" that belongs to the body's name."""
    if chunk.root.lower_ not in BODIES or chunk.root.pos_ != "PROPN":
        return chunk
    led = (t for t in chunk.root.rights if t.lower_ in {"of", "for"} and t.i == chunk.end)
    nouns = (t for of in led for t in of.children if t.pos_ == "PROPN")
    noun = next(nouns, None)
    return chunk if noun is None else chunk.doc[chunk.start : noun.i + 1]


def _with_apposition(chunk: Tokens, mention: Mention) -> Mention:
    """The mention with what an apposition or a predicate tells: "X, a resident of Y"."""
    title = _title_before(chunk)
    if title is not None and mention.kind is None:
        mention = replace(mention, kind=kind_of_noun(title), person=True)
    roles = set(mention.roles)
    kind = mention.kind
    for noun in _said_of(chunk, mention):
        lemma = noun.lemma_.lower()
        found = kind_of_noun(lemma)
        if mention.kind is SourceKind.MEDIA and found is not SourceKind.MEDIA:
            continue  # "in an interview with the Daily, the mayor, Ann Ray, said"
        roles |= {lemma, *(t.lower_ for t in noun.lefts if t.dep_ == "compound")}
        if found is None and noun.pos_ == "NOUN":
            found = kind_told(noun.doc[noun.left_edge.i : noun.i + 1], noun, [])
        if found is not None and (kind is None or kind is SourceKind.OTHER):
            kind = found
    person = mention.person
    alone = False
    if chunk.root.dep_ == "appos" and chunk.root.head.lower_ in PARTS:  # "one of them, Teshome"
        person = person is not False or None
        alone = person is True and len(chunk) == 1
    private = mention.private or alone or (person is not False and is_private(chunk))
    if person is None and roles - mention.roles:
        person = not roles & BODIES
    return replace(
        mention,
        roles=frozenset(roles),
        kind=kind or _of_affiliation(chunk),
        person=person or private,
        private=private,
    )


def _said_of(chunk: Tokens, mention: Mention) -> list[Token]:
    """The nouns that say what somebody named is; a person's role is none of a body's.

    "Colonel, the General Staff says ..." makes no colonel of the staff.
    """
    said = [t for t in chunk.root.rights if t.dep_ == "appos"]
    verb = chunk.root.head
    if chunk.root.dep_ == "appos" and verb.pos_ == "NOUN":  # "the mayor, Ann Ray"
        said.append(verb)
    if chunk.root.dep_ == "nsubj" and verb.lemma_ == "be":
        said += [t for t in verb.rights if t.dep_ == "attr"]
    said += _role_before(chunk)
    if mention.name is None or not is_body(mention.name):
        return said
    return [noun for noun in said if noun.lemma_.lower() in BODIES]


def _of_affiliation(chunk: Tokens) -> SourceKind | None:
    """As in "Petra Lind of the consultancy Harbour Metrics"."""
    led = (t for t in chunk.root.rights if t.lower_ in {"of", "at", "from", "with"})
    for noun in (t for of in led for t in of.children if t.dep_ == "pobj"):
        found = kind_told(noun.doc[noun.left_edge.i : noun.i + 1], noun, [])
        if found in _AFFILIATED:
            return found
    return None


_AFFILIATED: Final = frozenset({SourceKind.ANALYST, SourceKind.COMPANY, SourceKind.MEDIA})


def _title_before(chunk: Tokens) -> str | None:
    """A title that the parse has cut off at its full stop: "Brig. Yasir Mahgoub"."""
    before = chunk.doc[max(0, chunk.start - 2) : chunk.start]
    if len(before) < 2 or before[1].text != "." or before[0].lower_ not in TITLES:
        return None
    return before[0].lower_


def _role_before(chunk: Tokens) -> list[Token]:
    """The role whose name follows a comma although the parse does not say so."""
    index = chunk.start - 1
    while index >= 0 and chunk.doc[index].lower_.rstrip(".") in {"", *TITLES}:
        index -= 1
    if index < 1 or chunk.doc[index].text != "," or chunk.doc[index + 1].text == ",":
        return []
    noun = chunk.doc[index - 1]
    fits = noun.pos_ == "NOUN" and kind_of_noun(noun.lemma_.lower()) is not None
    return [noun] if fits and noun.i > 0 and chunk.root.pos_ == "PROPN" else []


def _weight(chunk: Tokens) -> float:
    """How likely a later "he" means whoever is named here: subjects first."""
    return {"nsubj": 2.0, "nsubjpass": 1.5, "agent": 1.0, "poss": 0.5}.get(chunk.root.dep_, 0.0)
