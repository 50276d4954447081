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
    PERSONS,
    TITLES,
    gender_of,
    is_domain,
    is_figure,
    kind_of_name,
    kind_of_noun,
)
from crossfix.model import SourceKind

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

_LINKS: Final = frozenset(
    {"of", "for", "the", "and", "&", "de", "von", "van", "der", "al", "bin", "-", "in"}
)
_DETERMINERS: Final = frozenset(
    {"the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their"}
)
_AGE: Final = re.compile(r"^(?:1[89]|[2-9]\d)$")
_NOT_PERSONS: Final = frozenset({"ORG", "GPE", "NORP", "LOC", "FAC"})
_PLURAL_TAGS: Final = frozenset({"NNS", "NNPS"})


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
    run = _name_run(_core(tokens), head)
    lemmas = frozenset(_lemma(t) for t in tokens if t.pos_ in {"NOUN", "PROPN", "ADJ"})
    told = Mention(
        Form.NAMELESS,
        head=_lemma(head),
        roles=frozenset(lemma for lemma in lemmas if kind_of_noun(lemma) or lemma in PERSONS),
        place=_places(tokens, head),
        kind=_kind(tokens, head, run),
        plural=head.tag_ in _PLURAL_TAGS,
    )
    titles, name = split_titles(run)
    if not name or _is_bare_role(name, titles):
        return _named_behind(tokens, told) or _unnamed(tokens, told)
    return replace(
        told,
        form=Form.NAME,
        name=name,
        place=told.place | frozenset(titles),
        kind=told.kind or kind_of_name(name),
        gender=gender_of(name, frozenset(titles)),
        person=_is_person(name, titles, head),
        private=_has_age(tokens),
    )


def _named_behind(tokens: Tokens, told: Mention) -> Mention | None:
    """Somebody whose role stands first: "the head of the region, Jan Hlinka"."""
    for noun in tokens.root.rights:
        if noun.dep_ == "appos" and noun.pos_ == "PROPN" and noun.i < tokens.end:
            named = tokens.doc[noun.left_edge.i : min(noun.right_edge.i + 1, tokens.end)]
            run = [token.text for token in named if token.pos_ == "PROPN"]
            return replace(
                told,
                form=Form.NAME,
                name=" ".join(run),
                gender=gender_of(" ".join(run), told.roles),
                person=told.head not in BODIES,
                private=_has_age(tokens),
            )
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
    proper = any(t.pos_ == "PROPN" or t.ent_type_ in {"ORG", "GPE", "NORP"} for t in tokens)
    thing = told.kind in {SourceKind.SATELLITE, SourceKind.DOCUMENT}
    body = thing or lemma in BODIES or lemma in EVIDENTIAL
    role = kind_of_noun(lemma) is not None or lemma in PERSONS
    group = told.plural and role and lemma not in GENERIC
    if proper and (body or group):
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


def split_titles(run: list[str]) -> tuple[list[str], str]:
    """A run of name words as titles and name: ("Defence Minister", "Ann Ray").

    A run that ends in a title or a role is all title, unless it names a body.
    """
    last = -1
    for index, word in enumerate(run):
        plain = word.lower().rstrip(".")
        if plain in BODIES and index == len(run) - 1:
            return [], " ".join(run)
        if word.lower() in TITLES or plain in TITLES or kind_of_noun(plain):
            if plain in BODIES and last < index and _starts_body(run[index:]):
                return [], " ".join(run)
            last = index
    titles = [word.lower() for word in run[: last + 1]]
    return titles, " ".join(run[last + 1 :])


def _starts_body(rest: list[str]) -> bool:
    """As in "Ministry of Defence", "Institute for the Study of War"."""
    return len(rest) == 1 or rest[1].lower() in {"of", "for"}


def _core(tokens: Tokens) -> list[Token]:
    """The words of the mention without determiners, apposition and what stands behind."""
    head = tokens.root
    cut = next(
        (t.i for t in tokens if t.i > head.i and (t.text == "," or t.lower_ in {"who", "which"})),
        tokens.end,
    )
    return [
        t for t in tokens if t.i < cut and not (t.i == tokens.start and t.lower_ in _DETERMINERS)
    ]


def _name_run(core: list[Token], head: Token) -> list[str]:
    """The run of proper words that the head stands in, the links of a body's name too."""
    foreign = head.tag_ == "NN" and head.text.istitle() and head.n_lefts == 0 and (
        kind_of_noun(_lemma(head)) is None and _lemma(head) not in PERSONS | EVIDENTIAL
    )  # fmt: skip
    foreign = foreign or (head.pos_ == "ADJ" and head.is_title and len(core) == 1)
    if head.pos_ != "PROPN" and not is_domain(head.text) and not foreign:
        domain = [t.text for t in core if is_domain(t.text)]
        return domain[:1]
    number = next((n for n, t in enumerate(core) if t.i == head.i), None)
    if number is None:
        return []
    start = stop = number
    while start > 0 and (_is_proper(core[start - 1]) or core[start - 1].dep_ in {"amod", "nmod"}):
        if core[start - 1].dep_ == "poss" or core[start - 1].tag_ == "POS":
            break
        start -= 1
    while stop + 1 < len(core):
        following = core[stop + 1]
        linked = following.lower_ in _LINKS and any(
            _is_proper(t) for t in core[stop + 2 : stop + 4]
        )
        if not _is_proper(following) and not linked:
            break
        if following.lower_ in {"and", "&", "in"} and following.dep_ in {"cc", "prep"} and (
            following.head.i == head.i
        ):  # fmt: skip
            break
        stop += 1
    return [
        t.text for t in core[start : stop + 1] if t.tag_ not in {"POS", "DT"} or t.lower_ == "the"
    ]


def _is_proper(token: Token) -> bool:
    return token.pos_ == "PROPN" or (
        token.text[:1].isupper() and token.pos_ in {"ADJ", "NOUN"} and token.i > token.sent.start
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
        if known is not None and _lemma(head) not in BODIES | GENERIC:
            return known
    beside = {"compound", "appos", "amod"}
    nouns = [head, *(t for t in reversed(list(tokens)) if t.dep_ in beside and t.head.i == head.i)]
    if _lemma(head) in PERSONS:  # "the head of the administration"
        nouns += [t for t in tokens if t.dep_ == "pobj" and t.head.head.i == head.i]
    for token in nouns:
        kind = kind_of_noun(_lemma(token)) or kind_of_noun(token.lower_)
        if kind is not None:
            return kind
        if _lemma(token) in EVIDENTIAL:
            return SourceKind.OTHER
    return None


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
    while len(words) > 1 and words[0].lower_ in _DETERMINERS:
        words = words[1:]
    return tokens.doc[words[0].i : tokens.end].text.strip(" ,;:")


def _lemma(token: Token) -> str:
    return token.lemma_.lower()
