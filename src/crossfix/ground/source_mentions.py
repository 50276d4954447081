"""A mention of a source taken apart: name, titles and roles, number, what it can stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from crossfix.ground.source_names import (
    BODIES,
    EVIDENTIAL,
    GENERIC,
    NAME_ONLY,
    PERSONS,
    gender_of,
    is_figure,
    kind_of_name,
    kind_of_noun,
)
from crossfix.ground.source_runs import DETERMINERS, core_of, lemma_of, name_run, split_run
from crossfix.model import SourceKind

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

_INDEFINITE: Final = frozenset({"a", "an", "another", "one", "some", "several", "any", "other"})
_AGE: Final = re.compile(r"^(?:1[89]|[2-9]\d)$")
_NOT_PERSONS: Final = frozenset({"ORG", "GPE", "NORP", "LOC", "FAC"})
_PLURAL_TAGS: Final = frozenset({"NNS", "NNPS"})


_SPEAKING_FOR: Final = frozenset(
    {"spokesman", "spokeswoman", "spokesperson", "representative", "commander", "speaker"}
)
_FOR: Final = frozenset({SourceKind.MILITARY, SourceKind.COMPANY})


class Form(StrEnum):
    """How a source is put into words."""

    NAME = "name"
    PRONOUN = "pronoun"
    EPITHET = "epithet"  # "the minister": points at somebody named elsewhere
    NAMELESS = "nameless"  # "officials", "a witness"


@dataclass(frozen=True, slots=True)
class Mention:
    """What the words of a source tell about it.

    ``roles`` are lemmas of the nouns that say what it is; ``place`` are words that say
    of where ("Lithuania's", "Russian"); ``gender`` is "f", "m" or unknown.
    """

    form: Form
    name: str | None = None
    head: str = ""
    roles: frozenset[str] = frozenset()
    place: frozenset[str] = frozenset()
    kind: SourceKind | None = None
    gender: str | None = None
    person: bool | None = None
    plural: bool = False
    private: bool = False


def describe(tokens: Tokens) -> Mention:
    """Take a source's words apart."""
    head = tokens.root
    if head.tag_ in {"PRP", "PRP$", "WP", "WDT"} or (len(tokens) == 1 and head.pos_ == "PRON"):
        gender = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f"}.get(head.lower_)
        return Mention(Form.PRONOUN, head=head.lower_, gender=gender)
    run = name_run(core_of(tokens), head)
    lemmas = frozenset(lemma_of(t) for t in tokens if t.pos_ in {"NOUN", "PROPN", "ADJ"})
    told = Mention(
        Form.NAMELESS,
        head=lemma_of(head),
        roles=frozenset(lemma for lemma in lemmas if kind_of_noun(lemma) or lemma in PERSONS),
        place=_places(tokens, head),
        kind=_kind(tokens, head, run),
        plural=head.tag_ in _PLURAL_TAGS,
    )
    titles, name = split_run(run, head)
    name = name.removeprefix("@")
    indefinite = tokens[0].lower_ in _INDEFINITE and name.rsplit(maxsplit=1)[-1:] != [] and (
        name.rsplit(maxsplit=1)[-1].lower() in BODIES
    )  # fmt: skip
    if not name or indefinite or _is_bare_role(name, titles):
        return _named_behind(tokens, told) or _unnamed(tokens, told)
    name = _with_owner(tokens, head, name)
    return replace(
        told,
        form=Form.NAME,
        name=name,
        place=told.place | frozenset(titles),
        kind=told.kind or kind_of_name(name) or _of_state(head, titles),
        gender=gender_of(name, frozenset(titles)),
        person=_is_person(name, titles, head),
        private=_has_age(tokens),
    )


def _with_owner(tokens: Tokens, head: Token, name: str) -> str:
    """A body's name with the country whose it is: "Russia's Defence Ministry"."""
    owner = next((t for t in head.lefts if t.dep_ == "poss" and t.ent_type_ == "GPE"), None)
    if owner is None or owner.i < tokens.start or owner.left_edge.i != owner.i:
        return name
    if name.rsplit(maxsplit=1)[-1].lower() not in BODIES:
        return name
    return f"{owner.text}'s {name}"


def _named_behind(tokens: Tokens, told: Mention) -> Mention | None:
    """Somebody whose role stands first: "the head of the region, Jan Zizka".

    Or who is introduced with it: "a user named Harbour Watch".
    """
    called = _called(tokens)
    if called is not None:
        return replace(told, form=Form.NAME, name=called, person=None)
    behind = [t for t in tokens if t.i > tokens.root.i]
    for noun in behind:
        if noun.dep_ == "appos" and noun.pos_ == "PROPN" and noun.i < tokens.end:
            named = tokens.doc[noun.left_edge.i : min(noun.right_edge.i + 1, tokens.end)]
            run = [token.text for token in named if token.pos_ == "PROPN"]
            direct = noun.head.i == tokens.root.i
            if not direct and (noun.ent_type_ in _NOT_PERSONS or told.kind is None):
                continue
            return replace(
                told,
                form=Form.NAME,
                name=" ".join(run),
                gender=gender_of(" ".join(run), told.roles),
                person=told.head not in BODIES,
                private=_has_age(tokens),
            )
    return None


def _maker(tokens: Tokens) -> str | None:
    """Whose satellites they are, where a known maker is named: "imagery published by Maxar"."""
    names = (t.text for t in tokens if t.pos_ == "PROPN" and t.i != tokens.root.i)
    return next((name for name in names if kind_of_name(name) is SourceKind.SATELLITE), None)


def _of(head: Token) -> list[Token]:
    """The nouns of the "of" phrases of a role: the parser hangs the name on the last."""
    return [inner for t in head.rights if t.lower_ in {"of", "for"} for inner in t.children]


def _called(tokens: Tokens) -> str | None:
    for token in tokens:
        if token.lower_ in {"named", "called", "nicknamed", "dubbed"} and token.i > tokens.root.i:
            run = [t for t in tokens.doc[token.i + 1 : tokens.end] if t.text not in '"“”«»']
            if run and run[0].text[:1].isupper():
                return tokens.doc[run[0].i : run[-1].i + 1].text
    return None


def _places(tokens: Tokens, head: Token) -> frozenset[str]:
    """The words that say of where somebody is: "Lithuania's", "Russian"."""
    named = {t.lower_ for t in tokens if t.ent_type_ in {"GPE", "NORP"} and t.i != head.i}
    return frozenset(named | {t.lower_ for t in head.lefts if t.dep_ == "poss"})


def _unnamed(tokens: Tokens, told: Mention) -> Mention:
    """A mention without a name of its own: named by its owner, an epithet, or nameless."""
    head, lemma = tokens.root, told.head
    first = tokens[0].lower_
    owned = any(t.dep_ == "poss" for t in head.lefts)
    proper = any(
        (t.pos_ == "PROPN" and t.ent_type_ not in {"DATE", "TIME"})
        or t.ent_type_ in {"ORG", "GPE", "NORP"}
        for t in tokens
    )
    maker = _maker(tokens) if told.kind is SourceKind.SATELLITE else None
    if maker is not None:
        return replace(told, form=Form.NAME, name=maker, person=False)
    thing = told.kind in {SourceKind.SATELLITE, SourceKind.DOCUMENT}
    body = thing or lemma in BODIES or lemma in EVIDENTIAL
    role = kind_of_noun(lemma) is not None or lemma in PERSONS
    group = told.plural and role and lemma not in GENERIC
    open_body = first in _INDEFINITE or (told.plural and lemma in GENERIC)
    if proper and (body or group) and not open_body:
        return replace(
            told, form=Form.NAME, name=_own_name(tokens, told) or _bare(tokens), person=False
        )
    if told.plural:
        definite = first in {"the", "these", "those"} and not proper
    else:
        definite = first in {"the", "this", "that"} or owned or head.text[:1].isupper()
    return replace(
        told,
        form=Form.EPITHET if definite else Form.NAMELESS,
        roles=told.roles | {lemma},
        person=None if lemma in BODIES else role,
    )


def _is_bare_role(name: str, titles: list[str]) -> bool:
    """Whether a capitalised run is a role without a name ("Defence Minister")."""
    last = name.rsplit(maxsplit=1)[-1].lower()
    return not titles and last not in BODIES and kind_of_noun(last) is not None and (
        kind_of_name(name) is None
    )  # fmt: skip


def _is_person(name: str, titles: list[str], head: Token) -> bool | None:
    if is_figure(name):
        return True
    if titles or head.ent_type_ == "PERSON":
        return kind_of_name(name) not in {SourceKind.MEDIA, SourceKind.SATELLITE}
    if name.rsplit(maxsplit=1)[-1].lower() in BODIES or head.ent_type_ in _NOT_PERSONS:
        return False
    return None


def _kind(tokens: Tokens, head: Token, run: list[str]) -> SourceKind | None:
    lowered = [t.lower_ for t in tokens]
    if any(word.startswith("satellite") or word == "firms" for word in lowered):
        return SourceKind.SATELLITE
    if run:
        known = kind_of_name(" ".join(run))
        if known is not None and lemma_of(head) not in BODIES | GENERIC:
            return known
    beside = {"compound", "appos", "amod"}
    nouns = [head, *(t for t in reversed(list(tokens)) if t.dep_ in beside and t.head.i == head.i)]
    if lemma_of(head) in PERSONS:  # "the head of the administration"
        nouns += [t for t in tokens if t.dep_ == "pobj" and t.head.head.i == head.i]
    if lemma_of(head) in _SPEAKING_FOR:
        nouns = [t for t in _of(head) if kind_of_noun(lemma_of(t)) in _FOR] + nouns
    for token in nouns:
        if token.lower_ in NAME_ONLY and not token.text[:1].isupper():
            continue
        kind = kind_of_noun(lemma_of(token).rstrip(".")) or kind_of_noun(token.lower_)
        if kind is not None:
            return kind
        if lemma_of(token) in EVIDENTIAL:
            return SourceKind.OTHER
    return None


def _of_state(head: Token, titles: list[str]) -> SourceKind | None:
    """A state or its capital that speaks is its government."""
    return SourceKind.OFFICIAL if head.ent_type_ == "GPE" and not titles else None


def _has_age(tokens: Tokens) -> bool:
    """As in "Olena, 43," : newspapers give the ages of private persons."""
    doc = tokens.doc
    around = doc[tokens.start : min(tokens.end + 3, len(doc))]
    return any(
        _AGE.match(token.text) and token.i > tokens.start and doc[token.i - 1].text == ","
        for token in around
    )


def _own_name(tokens: Tokens, told: Mention) -> str:
    """The name of a paper or a company without what it is: "the Harbour News website"."""
    if told.kind not in {SourceKind.MEDIA, SourceKind.COMPANY}:
        return ""
    head = tokens.root
    run = [t for t in head.lefts if t.dep_ == "compound" and t.pos_ == "PROPN"]
    if not run or run[0].ent_type_ in {"NORP", "GPE"} or run[-1].i != head.i - 1:
        return ""
    return str(tokens.doc[run[0].left_edge.i : head.i].text)


def _bare(tokens: Tokens) -> str:
    words = list(tokens)
    while len(words) > 1 and words[0].lower_ in DETERMINERS:
        words = words[1:]
    return tokens.doc[words[0].i : tokens.end].text.strip(" ,;:")


def antecedent_of(tokens: Tokens) -> Tokens | None:
    """The noun phrase that a relative pronoun stands for."""
    clause = tokens.root
    for _ in range(6):
        if clause.dep_ in {"relcl", "acl"}:
            head = clause.head
            left = min([head.i, *(t.left_edge.i for t in head.lefts if t.dep_ != "relcl")])
            return tokens.doc[left : head.i + 1]
        if clause.head.i == clause.i:
            break
        clause = clause.head
    before = tokens.doc[: tokens.start]
    nouns = (t for t in reversed(list(before[-6:])) if t.pos_ in {"NOUN", "PROPN"})
    noun = next(nouns, None)
    if noun is None:
        return None
    return tokens.doc[min([noun.i, *(t.left_edge.i for t in noun.lefts)]) : noun.i + 1]
