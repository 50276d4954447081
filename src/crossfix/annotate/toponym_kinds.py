"""What the words around a name say it is: a region, a town, a front, a river, a plant."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from crossfix import lexicons
from crossfix.annotate.toponym_runs import JOINERS, Run
from crossfix.model import Feature

if TYPE_CHECKING:
    from spacy.tokens import Doc

SETTLED: Final = frozenset({Feature.CITY, Feature.VILLAGE, Feature.REGION, Feature.DISTRICT})
MOST_BETWEEN: Final = 4

_ADJECTIVE: Final = re.compile(r"[sc]['’]?k(?:y|yi|yy|iy|ii|i|oye|oe|aya|a|oi|ogo|oho)$")

KINDS: Final = {
    "front": Feature.FRONT,
    "region": Feature.REGION,
    "district": Feature.DISTRICT,
    "city": Feature.CITY,
    "village": Feature.VILLAGE,
    "water": Feature.WATER,
    "facility": Feature.FACILITY,
}

KEEPS_WORD: Final = frozenset({Feature.CITY, Feature.VILLAGE})
"""Kinds whose word is part of the name when it is written with a capital (Kansas City)."""


@cache
def kind_words() -> dict[str, tuple[Feature, bool]]:
    """Word → kind of place, and whether the word is a plural."""
    table = lexicons.load("places")["features"]
    words: dict[str, tuple[Feature, bool]] = {}
    for kind, feature in KINDS.items():
        for word in table[kind]:
            words.setdefault(word, (feature, False))
            plural = f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"
            words.setdefault(plural, (feature, True))
    return words


def name_kind(run: Run) -> None:
    """Set the feature, the name to look up and the end of the mention of a run."""
    _front_after(run)
    if run.feature is None:
        _kind_inside(run)
    if run.feature is None:
        _kind_after(run)
    if run.feature is None:
        _kind_before(run)
    if run.feature is None:
        _adjective_of_thing(run)


def _front_after(run: Run) -> None:
    """A front outdoes what the name itself looks like ("Krasny Liman direction")."""
    doc, at = run.tokens.doc, run.tokens.end
    if at >= len(doc):
        return
    word = doc[at].lower_
    along = word in lexicons.words("places", "generic", "lines") and _is_chain(run)
    known = kind_words().get(word)
    if along or (known and known[0] is Feature.FRONT and not doc[at].is_title):
        run.feature = Feature.FRONT
        run.plural = not along and bool(known and known[1])
        if not run.plural:
            run.stop = at + 1


def _is_chain(run: Run) -> bool:
    """Whether a run joins several names by hyphens ("Svatove-Kreminna")."""
    words = [token for token in run.tokens if token.text[:1].isupper()]
    return len(words) > 1 and any(token.text in JOINERS for token in run.tokens)


def _kind_inside(run: Run) -> None:
    """The word is part of the run: "Kursk Oblast", "Lake Onega", "New York City"."""
    words = [token.text for token in run.tokens]
    if len(words) < 2:
        return
    known = kind_words()
    last, first = known.get(words[-1].lower()), known.get(words[0].lower())
    if last and not last[1] and words[-2] not in JOINERS:
        run.feature = last[0]
        if run.feature not in KEEPS_WORD:
            run.name = _bare(words[:-1], run.feature)
    elif first and first[0] in {Feature.WATER, Feature.FACILITY} and not first[1]:
        run.feature = first[0]
    elif first and first[0] in {Feature.CITY, Feature.VILLAGE, Feature.REGION} and not first[1]:
        run.feature = first[0]
        bare = words[1:]
        while len(bare) > 1 and bare[0] in {"of", "the"}:
            bare = bare[1:]
        run.name = " ".join(bare)


def _bare(words: list[str], feature: Feature) -> str:
    """The name proper: "Zaporizhzhia Nuclear Power" of a plant is "Zaporizhzhia"."""
    middle = lexicons.words("places", "features", "facility_middle")
    while feature is Feature.FACILITY and len(words) > 1 and words[-1].lower() in middle:
        words = words[:-1]
    text = ""
    for word in words:
        joined = word in JOINERS or text[-1:] in JOINERS
        text += word if joined or not text else f" {word}"
    return text


def _kind_after(run: Run) -> None:
    """The word follows in small letters: "Kursk region", "Yarovka gas field"."""
    doc, at = run.tokens.doc, run.tokens.end
    middle = lexicons.words("places", "features", "facility_middle")
    known = kind_words()
    for steps in range(MOST_BETWEEN + 1):
        if at >= len(doc):
            return
        two = f"{doc[at].lower_} {doc[at + 1].lower_}" if at + 1 < len(doc) else ""
        found, length = (known[two], 2) if two in known else (known.get(doc[at].lower_), 1)
        is_next = at == run.tokens.end
        if found and not doc[at].is_title and (is_next or found[0] is Feature.FACILITY):
            if not (length == 1 and is_next and _goes_on(doc, at, found[0])):
                run.feature, run.plural = found
                if not run.plural:
                    run.stop = at + length
                return
        elif doc[at].lower_ not in middle and doc[at].text not in JOINERS:
            return
        if steps and doc[at].is_punct and doc[at].text not in JOINERS:
            return
        at += 1


def _goes_on(doc: Doc, at: int, feature: Feature) -> bool:
    """Whether the word only begins another ("state police", "city council", "port facility")."""
    if at + 1 >= len(doc):
        return False
    following = doc[at + 1]
    if feature is Feature.FACILITY:
        return following.lower_ in kind_words() and kind_words()[following.lower_][0] is feature
    blocked = lexicons.words("places", "actors", "organisations")
    return following.lower_ in blocked or following.lower_ in lexicons.words(
        "places", "actors", "titles"
    )


def _kind_before(run: Run) -> None:
    """The word stands before: "the village of X", "the town X", "the river X"."""
    doc, at = run.tokens.doc, run.tokens.start - 1
    if at >= 1 and doc[at].lower_ == "of":
        at -= 1
    if at < 0:
        return
    found = kind_words().get(doc[at].lower_)
    is_next = at == run.tokens.start - 1
    if found and (found[0] in SETTLED or (found[0] is Feature.WATER and is_next)):
        run.feature = found[0]


def _adjective_of_thing(run: Run) -> None:
    """A Slavic place adjective before a common noun names a thing, not a town."""
    after = run.after
    if (
        len(run.tokens) == 1
        and _ADJECTIVE.search(run.name)
        and after is not None
        and after.pos_ in {"NOUN", "ADJ"}
        and after.text.islower()
    ):
        run.feature = Feature.FACILITY
