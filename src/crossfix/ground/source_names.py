"""Names of sources: what is title and what is name, which spellings are one, what kind.

Pure functions over strings and words; the lists are ``lexicons/sources.toml``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

from anyascii import anyascii
from rapidfuzz import fuzz

from crossfix.lexicons import load, words
from crossfix.lexicons.transcription import fold_name
from crossfix.model import SourceKind

_LISTS: Final[dict[str, Any]] = load("sources")
TITLES: Final = words("sources", "titles", "words")
MALE: Final = words("sources", "titles", "male")
FEMALE: Final = words("sources", "titles", "female")
BODIES: Final = words("sources", "roles", "bodies")
GENERIC: Final = words("sources", "roles", "generic")
NAME_ONLY: Final = words("sources", "roles", "name_only")
PUBLICITY: Final = frozenset({"media", "press", "news", "information"})
"""What an office is for and not what it is: a media office is no medium."""
PLATFORMS: Final = words("sources", "platforms", "words")
"""Where channels are kept: "the Telegram channel" has no name yet."""
OUTLETS: Final = words("sources", "roles", "outlets")
EVIDENTIAL: Final = words("sources", "nouns", "evidential")
_FEMALE_NAMES: Final = words("sources", "gender", "female_names")
_MALE_IN_A: Final = words("sources", "gender", "male_in_a")
_FEMALE_ALONE: Final = ("ova", "eva", "skaya", "skaia", "tskaya", "ienė", "dottir", "dóttir")
"""Endings that tell a woman's surname also where it stands alone."""
_FEMALE_ENDINGS: Final = tuple(_LISTS["gender"]["female_endings"])

_PERSONAL_FIRST: Final = (
    "satellite", "eyewitness", "milblogger", "analyst", "military", "official", "media",
    "company", "anonymous", "document",
)  # fmt: skip
_KIND_OF_NOUN: Final[dict[str, SourceKind]] = {
    noun: SourceKind(kind) for kind in reversed(_PERSONAL_FIRST) for noun in _LISTS["nouns"][kind]
}
SPEAKERS: Final = frozenset(
    noun for noun, kind in _KIND_OF_NOUN.items()
    if kind not in {SourceKind.DOCUMENT, SourceKind.SATELLITE, SourceKind.ANONYMOUS}
)  # fmt: skip
"""Nouns for those who can speak, by any role."""
PERSONS: Final = words("sources", "nouns", "person")
PRIVATE: Final = words("resolution", "private", "nouns")
JOURNALISTS: Final = words("resolution", "journalists", "nouns")
COLLECTIVES: Final = words("resolution", "collectives", "nouns")
PRIVATE_CLAUSES: Final = words("resolution", "private", "clauses")
_ROLE_ALIASES: Final[dict[str, list[str]]] = load("resolution")["role_aliases"]

_DOMAIN: Final = re.compile(
    r"^[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|io|eu|lt|lv|ee|ua|ru|pl|de|fr|uk|tv|me|by|il|ir"
    r"|tr|news)$",
    re.I,
)
_VOWELS: Final = re.compile(r"[aeiouyj]+|(?<=.)h")
_VOICELESS: Final = str.maketrans("gdbvzq", "ktpfsk")
_DOUBLED: Final = re.compile(r"(.)\1+")


@lru_cache(maxsize=4096)
def skeleton(name: str) -> str:
    """The consonants of a folded name: what different transcriptions have in common.

    Voiced ones count as voiceless: "Sargsyan" and "Sarkisyan" are one name.
    """
    bare = _VOWELS.sub("", fold_name(name)).translate(_VOICELESS)
    return _DOUBLED.sub(r"\1", bare) or fold_name(name)


_FIGURES: Final = {
    fold_name(surname): SourceKind(kind)
    for kind, surnames in _LISTS["figures"].items()
    for surname in surnames
}


def same_word(left: str, right: str) -> bool:
    """Whether two words are spellings of one name."""
    left, right = fold_name(left), fold_name(right)
    if left == right:
        return True
    if {left + "a", right + "a"} & {left, right}:  # Petrov and Petrova are two persons
        return False
    if min(len(left), len(right)) < 5 or left[0] != right[0]:
        return False
    alike = fuzz.ratio(left, right)
    return alike >= 88 or (alike >= 75 and len(left) >= 7 and skeleton(left) == skeleton(right))


def is_short_for(short: str, full: str) -> bool:
    """Whether a name may be a shorter form of another: same last word, no other first name.

    "Zelensky" and "V. Zelensky" for "Volodymyr Zelensky"; not "Olena Zelenska".
    """
    few, many = short.split(), full.split()
    if not few or not many or len(few) > len(many) or not same_word(few[-1], many[-1]):
        return False
    return all(
        any(same_word(word, other) or _is_initial(word, other) for other in many[:-1])
        for word in few[:-1]
    )


def _is_initial(word: str, other: str) -> bool:
    return len(word.rstrip(".")) == 1 and fold_name(other).startswith(fold_name(word))


def kind_of_noun(lemma: str) -> SourceKind | None:
    """What sort of source a noun tells: "spokesman" an official, "resident" a witness."""
    return _KIND_OF_NOUN.get(lemma)


def is_outlet(run: list[str]) -> bool:
    """As in "Kordofan Monitor" or "Front Observer": a role word that is the name of a page."""
    if len(run) < 2 or run[-1].lower() not in OUTLETS:
        return False
    before = run[-2].lower().rstrip(".")
    return before not in TITLES and before not in BODIES and kind_of_noun(before) is None


def roles_like(role: str) -> frozenset[str]:
    """A role and the nouns by which its bearer may be called again: "Dr", "the surgeon"."""
    plain = role.rstrip(".")
    return frozenset({role, plain, *_ROLE_ALIASES.get(plain, ())})


def kind_listed(name: str) -> SourceKind | None:
    """The kind that the lists give a name, without looking at its words."""
    return _listed_kind(re.sub(r"^(?:the|a|an)\s+", "", name.lower()))


def kind_of_name(name: str) -> SourceKind | None:
    """What sort of source a name is known for, or tells by its words; None if neither."""
    plain = re.sub(r"^(?:the|a|an)\s+", "", name.lower())
    if _DOMAIN.match(plain):
        return SourceKind.MEDIA
    listed = _listed_kind(plain)
    if listed is not None:
        return listed
    figure = _figure_word(name.split()) if is_figure(name) else None
    if figure is not None:
        return _FIGURES[figure]
    parts = plain.replace("’", "'").split()
    if any(part.startswith("satellite") or part in {"nasa", "firms"} for part in parts):
        return SourceKind.SATELLITE
    for owner in (part.partition("'s")[0] for part in parts if "'s" in part):
        if _listed_kind(owner) in {SourceKind.MILITARY, SourceKind.COMPANY}:
            return _listed_kind(owner)
    for part in [parts[-1], *(p for p in parts[:-1] if p not in PUBLICITY)] if parts else []:
        kind_found = kind_of_noun(part)
        if kind_found is not None and part in BODIES:
            return kind_found
    return None


_LISTED: Final = {
    name: SourceKind(kind) for kind, names in reversed(_LISTS["kinds"].items()) for name in names
}


def _listed_kind(plain: str) -> SourceKind | None:
    return _LISTED.get(plain) or _LISTED.get(plain.replace("’", "'"))


def is_listed(name: str) -> bool:
    """Whether a name is that of a state, a body or an outlet of the lists, and no person's."""
    return _listed_kind(re.sub(r"^(?:the|a|an)\s+", "", name.lower())) is not None


def is_figure(name: str) -> bool:
    """Whether a name is that of a widely known person."""
    parts = name.split()
    return bool(parts) and len(parts) <= 4 and _figure_word(parts) is not None


def _figure_word(parts: list[str]) -> str | None:
    """The surname of a widely known person in a name, or that their channel begins with."""
    last = anyascii(parts[-1]).lower()
    for word in (last, last.replace("h", "g"), re.sub(r"^(?:al|el|ad|as|ash)-", "", last)):
        if fold_name(word) in _FIGURES:
            return fold_name(word)
    first = fold_name(parts[0])  # "Butusov Plus"
    own = len(parts) == 2 and parts[1].lower() in {"plus", "+", "live", "official", "z", "tg"}
    return first if own and first in _FIGURES else None


def is_domain(name: str) -> bool:
    """Whether a name is the address of a site ("example.org")."""
    return _DOMAIN.match(name) is not None


def gender_of(name: str, titles: frozenset[str]) -> str | None:
    """As in "f" or "m" where a title, a given name or a surname tells it, else None."""
    if titles & FEMALE:
        return "f"
    if titles & MALE:
        return "m"
    parts = [anyascii(part).lower() for part in name.split()]
    if not parts:
        return None
    if parts[0] in _FEMALE_NAMES:
        return "f"
    if name.lower().endswith(_FEMALE_ENDINGS if len(parts) > 1 else _FEMALE_ALONE):
        return "f"
    return "m" if len(parts) > 1 and parts[-1].endswith(("ov", "ev", "sky", "skyi", "enko")) and (
        not parts[0].endswith(("a", "ya"))
    ) else None  # fmt: skip


def leans_female(name: str) -> bool:
    """Whether a full name is more likely a woman's: "Samira Abdalla"."""
    parts = [anyascii(part).lower() for part in name.split()]
    return len(parts) > 1 and parts[0].endswith("a") and parts[0] not in _MALE_IN_A
