"""The cast of a report, gathered from its noun phrases before anything is resolved."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from crossfix.ground.source_cast import Cast
from crossfix.ground.source_mentions import Form, Mention, describe
from crossfix.ground.source_names import BODIES, kind_of_noun
from crossfix.model import Source, SourceKind
from crossfix.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

_NOT_SPEAKERS: Final = frozenset(
    {"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY"}
)


def gather_cast(reading: Reading) -> Cast:
    """Everybody named in a report.  Takes time in its length."""
    cast = Cast(reading.all(Source))
    for passage in reading.passages:
        for short in passage.doc.noun_chunks:
            if _inside_body(short.root):
                continue
            chunk = _whole_body(short)
            head = chunk.root
            if head.pos_ not in {"PROPN", "NOUN"} or head.ent_type_ in _NOT_SPEAKERS:
                continue
            if not any(token.pos_ == "PROPN" for token in chunk):
                continue
            mention = describe(chunk)
            if mention.form is not Form.NAME or not mention.name or len(mention.name) < 2:
                continue
            cast.add(passage.tokens(chunk), _with_apposition(chunk, mention), _weight(chunk))
            for owner in (t for t in chunk if t.dep_ == "poss" and t.pos_ == "PROPN"):
                owned = passage.doc[owner.left_edge.i : owner.i + 1]
                cast.add(passage.tokens(owned), describe(owned), 0.5)
    cast.settle()
    return cast


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
    said = [t for t in chunk.root.rights if t.dep_ == "appos"]
    verb = chunk.root.head
    if chunk.root.dep_ == "nsubj" and verb.lemma_ == "be":
        said += [t for t in verb.rights if t.dep_ == "attr"]
    roles = set(mention.roles)
    kind = mention.kind
    for noun in said:
        lemma = noun.lemma_.lower()
        found = kind_of_noun(lemma)
        if mention.kind is SourceKind.MEDIA and found is not SourceKind.MEDIA:
            continue  # "in an interview with the Daily, the mayor, Ann Ray, said"
        roles |= {lemma}
        if found is not None and (kind is None or kind is SourceKind.OTHER):
            kind = found
    if kind is None and _lives_there(chunk):
        kind = SourceKind.EYEWITNESS
    person = mention.person
    if person is None and roles - mention.roles:
        person = not roles & BODIES
    return replace(mention, roles=frozenset(roles), kind=kind, person=person)


def _lives_there(chunk: Tokens) -> bool:
    """As in "Ann Ray, a teacher who lives on the third floor"."""
    nouns = [chunk.root, *(t for t in chunk.root.rights if t.dep_ == "appos")]
    return any(
        clause.dep_ == "relcl" and clause.lemma_ in {"live", "reside", "shelter"}
        for noun in nouns
        for clause in noun.rights
    )


def _weight(chunk: Tokens) -> float:
    """How likely a later "he" means whoever is named here: subjects first."""
    return {"nsubj": 2.0, "nsubjpass": 1.5, "agent": 1.0, "poss": 0.5}.get(chunk.root.dep_, 0.0)
