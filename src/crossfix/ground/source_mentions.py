"""A mention of a source taken apart: name, titles and roles, number, what it can stand for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from crossfix.ground.source_bodies import is_body
from crossfix.ground.source_kinds import has_age, is_private, is_state, kind_told
from crossfix.ground.source_names import (
    BODIES,
    COLLECTIVES,
    EVIDENTIAL,
    GENERIC,
    JOURNALISTS,
    PERSONS,
    PLATFORMS,
    PRIVATE,
    gender_of,
    is_figure,
    is_outlet,
    kind_listed,
    kind_of_name,
    kind_of_noun,
)
from crossfix.ground.source_phrases import phrase_of
from crossfix.ground.source_runs import DETERMINERS, core_of, lemma_of, name_run, split_run
from crossfix.model import SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

OFFICIAL: Final = SourceKind.OFFICIAL
_INDEFINITE: Final = frozenset({"a", "an", "another", "one", "some", "several", "any", "other"})
_REFLEXIVES: Final = frozenset({"itself", "himself", "herself", "themselves"})
_NOT_PERSONS: Final = frozenset({"ORG", "GPE", "NORP", "LOC", "FAC"})
_WHERE: Final = frozenset(
    {"in", "at", "near", "around", "outside", "inside", "into", "towards", "toward", "across",
     "through", "throughout", "north", "south", "east", "west"}
)  # fmt: skip
_PLURAL_TAGS: Final = frozenset({"NNS", "NNPS"})


_HANDLE: Final = frozenset({"account", "user", "poster", "channel"})
"""What a text may call again whom it names by a handle."""


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
    of where ("Lithuania's", "Russian"), ``modifiers`` those before a role ("deputy");
    ``gender`` is "f", "m" or unknown.  ``definite``
    says that it is meant to be known who it is: "the mayor", not "an official".
    """

    form: Form
    name: str | None = None
    head: str = ""
    roles: frozenset[str] = frozenset()
    place: frozenset[str] = frozenset()
    modifiers: frozenset[str] = frozenset()
    kind: SourceKind | None = None
    gender: str | None = None
    person: bool | None = None
    plural: bool = False
    private: bool = False
    definite: bool = True


def describe(tokens: Tokens) -> Mention:
    """Take a source's words apart."""
    tokens = phrase_of(tokens)
    head = tokens.root
    if head.text[0] == "@" and len(head) > 2:
        return Mention(Form.NAME, name=head.text[1:], head=head.lower_, roles=_HANDLE)
    if head.tag_ in {"PRP", "PRP$", "WP", "WDT"} or (len(tokens) == 1 and head.pos_ == "PRON"):
        gender = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f"}.get(head.lower_)
        return Mention(Form.PRONOUN, head=head.lower_, gender=gender)
    run = name_run(core_of(tokens), head)
    owners = {t.i for owner in head.lefts if owner.dep_ == "poss" for t in owner.subtree}
    lemmas = frozenset(
        lemma_of(t) for t in tokens if t.pos_ in {"NOUN", "PROPN", "ADJ"} and t.i not in owners
    )
    told = Mention(
        Form.NAMELESS,
        head=lemma_of(head),
        roles=frozenset(
            lemma for lemma in lemmas if kind_of_noun(lemma) or lemma in PERSONS | PRIVATE
        ),
        place=_places(tokens, head),
        modifiers=frozenset(t.lower_ for t in head.lefts if t.dep_ in {"amod", "compound"}),
        kind=kind_told(tokens, head, run),
        definite=_is_definite(tokens),
        plural=head.tag_ in _PLURAL_TAGS,
        gender=gender_of("", frozenset({lemma_of(head)})),
    )
    titles, name = split_run(run, head)
    name = name.removeprefix("@")
    indefinite = tokens[0].lower_ in _INDEFINITE and name.rsplit(maxsplit=1)[-1:] != [] and (
        name.rsplit(maxsplit=1)[-1].lower() in BODIES
    )  # fmt: skip
    if not name or indefinite or _is_bare_role(name, titles):
        return _named_behind(tokens, told) or _unnamed(tokens, told)
    name = _with_owner(tokens, head, name)
    private = is_private(tokens) and not titles
    state = OFFICIAL if is_state(head, titles) and not private else None
    return replace(
        told,
        form=Form.NAME,
        name=name,
        modifiers=told.modifiers | frozenset(titles),
        roles=frozenset(told.roles & BODIES if is_body(name) else told.roles)
        | frozenset(title.rstrip(".") for title in titles),
        kind=told.kind or kind_of_name(name) or state,
        plural=told.plural and not is_body(name),
        gender=gender_of(name, frozenset(titles)) or told.gender,
        person=private or _is_person(name, titles, head),
        private=private,
    )


def _is_definite(tokens: Tokens) -> bool:
    """As in "the mayor", "its spokesman", "Kyiv's mayor"; not "officials", "one of them"."""
    first, head = tokens[0], tokens.root
    if first.lower_ in DETERMINERS:
        return first.lower_ not in {"a", "an"}
    owned = any(t.dep_ == "poss" for t in head.lefts)
    return owned or head.pos_ == "PROPN" or head.tag_ == "NN"


def _with_owner(tokens: Tokens, head: Token, name: str) -> str:
    """A body's name with the country whose it is: "Russia's Defence Ministry"."""
    owner = next((t for t in head.lefts if t.dep_ == "poss" and t.ent_type_ == "GPE"), None)
    group = next((t for t in head.lefts if t.dep_ == "poss" and t.text[:1].isupper()), None)
    if group is not None and group.tag_ == "NNPS" and len(name.split()) == 1:
        return tokens.doc[group.left_edge.i : head.i + 1].text.removeprefix("The ")
    of = next((t for t in head.lefts if t.dep_ == "poss" and t.i >= tokens.start), None)
    if of is not None and kind_listed(f"{of.text}'s {name}") is not None:  # "Lloyd's List"
        return f"{of.text}'s {name}"
    if owner is None or owner.i < tokens.start or not is_body(name):
        return name
    start = min([owner.i, *(t.i for t in owner.lefts if t.dep_ == "compound")])
    return f"{tokens.doc[start : owner.i + 1].text}'s {name}"


def _named_behind(tokens: Tokens, told: Mention) -> Mention | None:
    """Somebody whose role stands first: "the head of the region, Jan Zizka".

    Or who is introduced with it: "a user named Harbour Watch".
    """
    called = _called(tokens)
    if called is not None:
        private = is_private(tokens)
        return replace(told, form=Form.NAME, name=called, person=private or None, private=private)
    if told.head in EVIDENTIAL:  # "a clip posted by the channel Gulf Lens"
        return None
    behind = [t for t in tokens if t.i > tokens.root.i]
    for noun in behind:
        if noun.dep_ == "appos" and noun.pos_ == "PROPN" and noun.i < tokens.end:
            named = tokens.doc[noun.left_edge.i : min(noun.right_edge.i + 1, tokens.end)]
            titles, called = split_run(
                [token.text for token in named if token.pos_ == "PROPN"], noun
            )
            ranks = {kind_of_noun(title.rstrip(".")) for title in titles}
            direct = noun.head.i == tokens.root.i
            if not direct and (noun.ent_type_ in _NOT_PERSONS or told.kind is None):
                continue
            return replace(
                told,
                form=Form.NAME,
                name=called or noun.text,
                kind=SourceKind.MILITARY if SourceKind.MILITARY in ranks else told.kind,
                gender=gender_of(called, told.roles | frozenset(titles)),
                person=told.head not in BODIES,
                private=is_private(tokens) or has_age(tokens),
            )
    return None


def _maker(tokens: Tokens) -> str | None:
    """Whose satellites they are, where a known maker is named: "imagery published by Maxar"."""
    names = (t.text for t in tokens if t.pos_ == "PROPN" and t.i != tokens.root.i)
    return next((name for name in names if kind_of_name(name) is SourceKind.SATELLITE), None)


_NAMING: Final = frozenset(
    {"named", "called", "nicknamed", "dubbed", "alias", "callsign", "nickname", "aka"}
)


def _called(tokens: Tokens) -> str | None:
    for token in tokens:
        sign = token.lower_ == "sign" and token.i > 0 and token.nbor(-1).lower_ == "call"
        if (token.lower_ in _NAMING or sign) and token.i > tokens[0].i:
            run = [t for t in tokens.doc[token.i + 1 : tokens.end] if t.text not in '"“”«»,']
            if run and run[0].text[:1].isupper():
                return tokens.doc[run[0].i : run[-1].i + 1].text
    return None


def _places(tokens: Tokens, head: Token) -> frozenset[str]:
    """The words that say of where somebody is: "Lithuania's", "Russian"."""
    named = {t.lower_ for t in tokens if t.ent_type_ in {"GPE", "NORP"} and t.i != head.i}
    owners = {t.lower_ for t in head.lefts if t.dep_ == "poss" and t.tag_ != "PRP$"}
    return frozenset(named | owners)


def _before_place(tokens: Tokens, head: Token) -> Iterator[Token]:
    """The words of a mention up to where somebody is: "insurers", not "in Dakar"."""
    for token in tokens:
        if token.i > head.i and token.lower_ in {"in", "at", "from", "near", "on", "by", "around"}:
            return
        yield token


def _unnamed(tokens: Tokens, told: Mention) -> Mention:
    """A mention without a name of its own: named by its owner, an epithet, or nameless."""
    head, lemma = tokens.root, told.head
    first = tokens[0].lower_
    owned = any(t.dep_ == "poss" for t in head.lefts)
    proper = any(
        t.lower_ not in PLATFORMS
        and (
            (t.pos_ == "PROPN" and t.ent_type_ not in {"DATE", "TIME"})
            or t.ent_type_ in {"ORG", "GPE", "NORP"}
        )
        for t in _before_place(tokens, head)
    )
    maker = _maker(tokens) if told.kind is SourceKind.SATELLITE else None
    if maker is not None:
        return replace(told, form=Form.NAME, name=maker, person=False)
    body = lemma in BODIES and lemma not in EVIDENTIAL
    role = kind_of_noun(lemma) is not None or lemma in PERSONS | PRIVATE
    group = told.plural and role and lemma not in GENERIC | PRIVATE
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
        person=role and not _is_thing(lemma),
    )


def _is_thing(lemma: str) -> bool:
    """Whether a noun of the lists is for a body, an outlet or a document and no person."""
    if lemma in BODIES | COLLECTIVES:
        return True
    media = kind_of_noun(lemma) in {SourceKind.MEDIA, SourceKind.DOCUMENT, SourceKind.SATELLITE}
    return media and lemma not in JOURNALISTS


def _is_bare_role(name: str, titles: list[str]) -> bool:
    """Whether a capitalised run is a role without a name ("Defence Minister")."""
    last = name.rsplit(maxsplit=1)[-1].lower()
    if titles or is_outlet(name.split()) or last in BODIES or kind_of_name(name) is not None:
        return False
    return kind_of_noun(last) is not None


def _is_person(name: str, titles: list[str], head: Token) -> bool | None:
    if is_figure(name):
        return True
    if is_outlet(name.split()) or (not titles and _is_where(head)):
        return False
    if titles or head.ent_type_ == "PERSON" or gender_of(name, frozenset()) is not None:
        return kind_of_name(name) not in {SourceKind.MEDIA, SourceKind.SATELLITE}
    if name.rsplit(maxsplit=1)[-1].lower() in BODIES or head.ent_type_ in _NOT_PERSONS:
        return False
    return None


def _is_where(head: Token) -> bool:
    """As in "at Gubba": whoever the parser takes it for, it is a place."""
    return head.dep_ == "pobj" and head.head.lower_ in _WHERE


def _own_name(tokens: Tokens, told: Mention) -> str:
    """The name of a paper or a company without what it is: "the Harbour News website"."""
    if told.kind not in {SourceKind.MEDIA, SourceKind.COMPANY}:
        return ""
    head = tokens.root
    run = [t for t in head.lefts if t.dep_ == "compound" and t.pos_ == "PROPN"]
    if not run or run[0].ent_type_ in {"NORP", "GPE"}:
        return ""
    between = tokens.doc[run[-1].i + 1 : head.i]
    if any(t.dep_ != "compound" or kind_of_noun(lemma_of(t)) is None for t in between):
        return ""
    return str(tokens.doc[run[0].left_edge.i : run[-1].i + 1].text)


def _bare(tokens: Tokens) -> str:
    words = list(tokens)
    while len(words) > 1 and words[0].lower_ in DETERMINERS:
        words = words[1:]
    while len(words) > 1 and words[-1].lower_ in _REFLEXIVES:
        words = words[:-1]
    return tokens.doc[words[0].i : words[-1].i + 1].text.strip(" ,;:")
