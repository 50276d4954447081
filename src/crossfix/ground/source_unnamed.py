"""Those who appear in a report without a name: "the governor", "a driver", "his deputy"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from crossfix.ground.source_bodies import is_body
from crossfix.ground.source_cast import Appearance, Cast, Figure
from crossfix.ground.source_kinds import WHERE
from crossfix.ground.source_mentions import Form, Mention
from crossfix.ground.source_names import BODIES, PERSONS, TITLES, kind_of_noun, roles_like
from crossfix.ground.source_phrases import named_beside
from crossfix.ground.source_pointing import STANDS_FOR, by_role, by_sort
from crossfix.model import Span
from crossfix.reading import Passage

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens

_FAR: Final = 4000
_OWN: Final = frozenset({"my", "your", "our"})


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A mention without a name; ``named`` is where its name follows: "the mayor, Ann Ray".

    ``begin`` is where its paragraph begins.
    """

    span: Span
    full: Span
    mention: Mention
    weight: float
    named: int | None
    begin: int = 0


def with_of(chunk: Tokens) -> Tokens:
    """A phrase with the "of" phrase right behind it, or where somebody is: "a man in Tulcea"."""
    leading = {"of", "for"} | (WHERE if chunk.root.lemma_.lower() in PERSONS else set())
    of = next((t for t in chunk.root.rights if t.lower_ in leading and t.i == chunk.end), None)
    return chunk if of is None else chunk.doc[chunk.start : of.right_edge.i + 1]


def named_after(passage: Passage, chunk: Tokens) -> int | None:
    """Where the name stands that is put to a role behind a comma, or before one."""
    holder = chunk.root.head
    if chunk.root.dep_ == "appos" and holder.pos_ == "PROPN":  # "Ann Ray, the mayor"
        return passage.offset + holder.idx
    beside = (t for t in chunk.root.rights if t.dep_ == "appos")
    names = (t for t in beside if t.pos_ == "PROPN" or t.text[0] == "@")
    name = next(names, None) or named_beside(chunk.root)
    doc, index = chunk.doc, chunk.end
    if name is None and index < len(doc) and doc[index].text == ",":
        index += 1
        while index < len(doc) - 1 and (doc[index].lower_.rstrip(".") in {"", *TITLES}):
            index += 1
        known = index < len(doc) and kind_of_noun(chunk.root.lemma_.lower()) is not None
        name = doc[index] if known and doc[index].ent_type_ == "PERSON" else None
    return passage.offset + name.idx if name is not None else None


def _named(cast: Cast, one: Unnamed) -> Figure | None:
    """Who is named behind a role, unless it is a person's and the name that of a body."""
    figure = cast.at(one.named) if one.named is not None else None
    if figure is not None and is_body(figure.name) and one.mention.head not in BODIES:
        return None
    return figure


def _earlier(mention: Mention, known: tuple[int, Figure] | None) -> tuple[int, Figure] | None:
    """Somebody nameless told of before, unless "the rebels' spokesman" is another's."""
    if known is None or not mention.place:
        return known
    return known if mention.place & known[1].place else None


def _taken_up(cast: Cast, one: Unnamed, known: tuple[int, Figure] | None) -> Figure | None:
    """Whom an epithet takes up: somebody with a name or without, whoever was told of last.

    A name counts only where the report gives it just this role, or where nobody without a
    name has it.
    """
    named = by_role(cast, one.mention, one.span)
    if known is None or named is None:
        return named or (known[1] if known else None)
    start, nameless = known
    if one.mention.head not in named.told | STANDS_FOR.keys():
        last = next((a.start for a in cast.before(one.span.start, _FAR) if a.figure is named), 0)
        return named if last > start and one.mention.person else nameless
    return named


def add_unnamed(cast: Cast, unnamed: list[Unnamed]) -> None:
    """Put "the governor" and "a driver" into the cast: as who they are, or nameless.

    "the driver" is the driver told of before, "a driver" always a new one.
    """
    for one in unnamed:
        figure = _named(cast, one)
        if figure is not None and one.mention.form is Form.EPITHET:
            figure.introduced.add(one.mention.head)
            figure.learn(replace(one.mention, name=None))
    exact: dict[tuple[str, bool], tuple[int, Figure]] = {}
    alike: dict[tuple[str, bool], tuple[int, Figure]] = {}
    found: list[Appearance] = []
    for one in unnamed:
        mention, key = one.mention, (one.mention.head, one.mention.plural)
        figure = _named(cast, one)
        if figure is None and mention.form is Form.EPITHET:
            known = _earlier(mention, exact.get(key)) or _earlier(mention, alike.get(key))
            figure = _taken_up(cast, one, known) or by_sort(
                cast, mention, one.span, one.begin, bare=one.full == one.span
            )
        if figure is None:
            figure = Figure(one.full.text, nameless=True, first=one.full)
            figure.definite, figure.head = mention.definite, mention.head
        if figure.nameless and one.span.text.split()[0].lower() not in _OWN:
            exact[key] = one.span.start, figure  # "your minister" is another
            for role in roles_like(mention.head):
                alike[role, mention.plural] = one.span.start, figure
        figure.learn(mention)
        weight = one.weight + (1.0 if mention.person else 0.0)
        found.append(Appearance(one.span.start, one.span.stop, weight, figure))
    cast.appearances += found
    cast.settle()
