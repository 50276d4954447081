"""What the gazetteer and the predicate add to a name that its neighbours leave undecided.

That a name is on record says little by itself: people, firms and everyday words share
names with villages somewhere.  It says much about a name on record in a country that the
report is about.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

from crossfix import lexicons
from crossfix.annotate.toponym_kinds import kind_words
from crossfix.annotate.toponym_runs import Run
from crossfix.annotate.toponym_states import is_state, state_codes
from crossfix.model import Feature

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from crossfix.plugins import Gazetteer

ON_RECORD: Final = 0.93
"""The least match that counts as the name itself or a regular spelling of it."""

HOME_SHARE: Final = 0.15
TOWN: Final = 15_000
LEAST_TOLD: Final = 1.5
MOST_COUNTRIES: Final = 3
SHORTEST: Final = 3
MOST_AHEAD: Final = 9


class Register:
    """Which countries have a place of a name, and how many people live in the largest."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def countries(self, name: str) -> dict[str, int]:
        """ISO codes to the most people of a place of this name there."""
        found: dict[str, int] = {}
        for candidate in self._gazetteer.candidates(name):
            if candidate.match >= ON_RECORD and candidate.country:
                people = max(candidate.population, found.get(candidate.country, 0))
                found[candidate.country] = people
        return found


def homes(runs: Iterable[Run], register: Register, enough: float) -> frozenset[str]:
    """The countries that a report is about, by the names that are surely places.

    Empty where fewer than :data:`LEAST_TOLD` such names tell.

    A name that several countries have counts for each in part; states named anywhere
    count in full, as actors too.
    """
    weight: dict[str, float] = defaultdict(float)
    seen: set[str] = set()
    codes = state_codes()
    for run in runs:
        if run.name in seen:
            continue
        seen.add(run.name)
        if is_state(run):
            if run.name.lower() in codes:
                weight[codes[run.name.lower()]] += 1.0
        elif run.score >= enough and run.feature not in {Feature.WATER, Feature.FACILITY}:
            found = register.countries(run.name)
            for code in found:
                weight[code] += 1.0 / len(found)
    total = sum(weight.values())
    if total < LEAST_TOLD:
        return frozenset()
    return frozenset(code for code, share in weight.items() if share >= HOME_SHARE * total)


def weigh_record(run: Run, register: Register, home: frozenset[str], people: set[str]) -> None:
    """Set the sign that a name is on record where the report happens."""
    first = run.tokens[0]
    name = run.name
    loose = _like_people()
    if home and home <= loose:
        return
    if len(name) < SHORTEST or name.lower() in people | weapons() or run.feature is not None:
        return
    found = register.countries(name)
    at_home = {code: count for code, count in found.items() if code in home and code not in loose}
    if not at_home:
        few = not home and 0 < len(found) <= MOST_COUNTRIES and loose.isdisjoint(found)
        if few and (max(found.values()) >= TOWN or len(run.tokens) > 1):
            run.signs["on record"] = 1.8 - 0.7 * min(0.0, run.signs.get(run.label, 0.0))
        return
    opening = first.is_sent_start and first.pos_ != "PROPN" and len(run.tokens) == 1
    town = max(at_home.values()) >= TOWN
    if opening and not town:
        return
    label = min(0.0, run.signs.get(run.label, 0.0))
    sure = town or len(run.tokens) > 1
    run.signs["on record"] = 2.2 - 0.7 * label if sure else 1.6
    if town:
        run.signs.pop("opens a sentence", None)


@cache
def _like_people() -> frozenset[str]:
    """ISO codes of countries where places share their names with people and things."""
    return frozenset(lexicons.load("places")["spelling"]["like_people"])


@cache
def weapons() -> frozenset[str]:
    """Names of weapons, in small letters."""
    table = lexicons.load("weapons")
    return frozenset(word for row in table.values() if "words" in row for word in row["words"])


def surnames(runs: Iterable[Run]) -> set[str]:
    """Last words of what are surely people's names, in small letters."""
    found: set[str] = set()
    for run in runs:
        titled = "title" in run.signs
        named = run.label == "PERSON" and len(run.tokens) > 1 and "preposition" not in run.signs
        if titled or named:
            found.add(run.tokens[-1].lower_)
    return found


def weigh_predicates(doc: Doc, runs: Sequence[Run], listed: Mapping[int, bool]) -> None:
    """Set the sign of what is said after a name: "was shelled", "came under fire".

    ``listed`` tells for each number of a run whether a list goes on after it; what is said
    after the last of a list is said of all.
    """
    strength = 0.0
    for number in range(len(runs) - 1, -1, -1):
        if not listed.get(number, False):
            strength = _said_after(doc, runs[number].stop)
        if strength:
            runs[number].signs["said of it"] = strength


def _said_after(doc: Doc, at: int) -> float:
    words = [token.lower_ for token in doc[at : at + MOST_AHEAD]]
    surely = lexicons.words("places", "locative", "said_of_places")
    weakly = lexicons.words("places", "locative", "said_of_places_too")
    begun = False
    for number, word in enumerate(words):
        after = set(words[number + 1 : number + 4])
        if word in {"under"} and after & lexicons.words("places", "locative", "under"):
            return 2.6 if after & _GUNFIRE else 1.6
        if word == "without" and after & lexicons.words("places", "locative", "without"):
            return 2.6
        if word in surely and begun:
            return 1.8
        if word in weakly and begun:
            return 0.9
        if word in _AUXILIARIES:
            begun = True
        elif word not in _BETWEEN and not (begun and word.endswith("ly")):
            return 0.0
    return 0.0


_GUNFIRE: Final = frozenset({"fire", "shelling", "bombardment", "occupation", "siege"})
_MEASURED: Final = re.compile(r"\s*\((?:just |about |some )?\d{1,3} ?-?(?:km|kilomet|mile)")


def is_measured(run: Run) -> bool:
    """Whether a distance in brackets follows ("Synkivka (8km northeast of Kupyansk)")."""
    return _MEASURED.match(run.text, run.tokens.end_char) is not None


_AUXILIARIES: Final = frozenset(
    {"was", "were", "is", "are", "be", "been", "being", "has", "have", "had", "came", "come",
     "comes", "got", "remain", "remains", "remained", "left", "completely", "partially"}
)  # fmt: skip
_BETWEEN: Final = frozenset(
    {"also", "again", "now", "itself", "and", "its", "their", "outskirts", "surroundings",
     "environs", "suburbs", "region", "area", "district", "still", "heavily", "repeatedly", "the",
     "constantly", "all", "both", "reportedly", "fully", "temporarily", "once", "-", ","}
)  # fmt: skip


_AFTER_NOUNS: Final = frozenset({"of", "on", "in", "from", "to", "after", "at", "for", "near"})


@cache
def plain_words() -> frozenset[str]:
    """Words that make no name however many stand together ("Railway bridge")."""
    middle = lexicons.words("places", "features", "facility_middle")
    organisations = lexicons.words("places", "actors", "organisations")
    damage = lexicons.words("places", "locative", "said_of_places")
    damage |= lexicons.words("places", "locative", "said_of_places_too")
    titles = lexicons.words("places", "actors", "titles")
    return frozenset(kind_words()) | middle | organisations | damage | titles


def is_beside_person(run: Run) -> bool:
    """Whether a name follows "with" and no border: company, not a place."""
    before = run.before
    if before is None or before.lower_ != "with" or run.feature is not None:
        return False
    return before.head.lower_ not in {"border", "borders", "frontier", "boundary", "link", "links"}


def opens_as_noun(run: Run) -> bool:
    """Whether a single word only has a capital because a sentence begins with it."""
    token = run.tokens[0]
    if len(run.tokens) != 1 or not token.is_sent_start or run.feature is not None:
        return False
    if run.after is not None and run.after.lower_ in _AFTER_NOUNS:
        return True
    if token.tag_ in {"NN", "JJ"}:
        return run.label not in {"GPE", "LOC"}
    return not token.tag_.startswith("NNP")
