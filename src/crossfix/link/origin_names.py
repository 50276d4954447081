"""Names of those who say something, brought to one form across reports.

"Ukraine's Air Force", "the Ukrainian Air Force" and "Air Force of the Armed Forces of
Ukraine" are one body; "Zelensky" and "Volodymyr Zelenskyy" may be one person; "AP" and "the
Associated Press" are one agency.  Rules over the parts of a name, with lists of short names
in ``lexicons/origins.toml`` and of states and peoples in ``lexicons/places.toml``.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, Final

from anyascii import anyascii

from crossfix.findings.names import NameKind, OriginName
from crossfix.lexicons import load, words
from crossfix.lexicons.transcription import fold_name
from crossfix.model import SourceKind

_LISTS: Final[dict[str, Any]] = load("origins")
_OUTLETS: Final = {
    alias: name for name, aliases in _LISTS["outlets"].items() for alias in (name, *aliases)
}
_DROPPED: Final = words("origins", "outlet_words", "drop")
_BODIES: Final[dict[str, str]] = _LISTS["bodies"]
_ALIASES: Final[dict[str, list[str]]] = {
    short: load("sources")["aliases"][short] for short in ("mod", "mfa", "moi", "department")
}
_OPTIONAL: Final = words("origins", "words", "optional")
_SAME: Final[dict[str, str]] = _LISTS["words"]["same"]
_BRANCHES: Final[tuple[str, ...]] = tuple(_LISTS["words"]["branches"]["of_armed_forces"])
_BODY_NOUNS: Final = (
    words("sources", "roles", "bodies")
    | words("origins", "words", "bodies")
    | {"forces", "staff", "services"}
)
_SMALL: Final = frozenset(
    ["of", "the", "for", "and", "&", "a", "an", "in", "on", "s", "to", "at", "its", "with"]
)
_TOKEN: Final = re.compile(r"[\w./-]*\w")
_DOMAIN: Final = re.compile(r"^(?:https?://)?(?:www\.)?([\w-]+(?:\.[\w-]+)*?)\.[a-z]{2,5}(?:/.*)?$")
_OF_BODY: Final = re.compile(r" of (?:the )?(?=(?:\w+ )?(?:ministry|armed force|general staff))")


@cache
def _states() -> dict[str, str]:
    """Names of states, peoples and their plurals, lower case, to ISO codes."""
    found: dict[str, str] = {}
    for code, entry in load("places")["countries"].items():
        for name in (*entry["names"], *entry["demonyms"]):
            found.setdefault(name.lower(), code)
    return found


@cache
def _capitals() -> dict[str, str]:
    return {
        capital.lower().strip(): code
        for code, entry in load("places")["countries"].items()
        for capital in entry["capitals"]
    }


def name_of_publisher(name: str) -> OriginName | None:
    """The name of whoever publishes a report: a paper, an agency, a channel, an address."""
    return _outlet(name)


@lru_cache(maxsize=50_000)
def read_name(name: str, kind: SourceKind) -> OriginName | None:
    """A source's name in comparable form; ``None`` where nothing of it can be compared."""
    plain = _plain(name)
    if not plain:
        return None
    if kind in {SourceKind.MEDIA, SourceKind.MILBLOGGER} or plain in _OUTLETS:
        return _outlet(name)
    return read_body(name) or _person(name)


def read_body(name: str) -> OriginName | None:
    """A name as that of a body or a state, ``None`` where its words are of neither."""
    plain = _plain(name)
    if plain in _BODIES:
        return _listed(_BODIES[plain])
    if plain in _states() or plain in _capitals():
        return OriginName(NameKind.STATE, "", _states().get(plain) or _capitals()[plain])
    plain = _same_words(plain)
    state, rest = _part_state(_OF_BODY.split(plain, maxsplit=1) if _led(plain) else [plain])
    tokens = [token for token in _TOKEN.findall(rest) if token not in _SMALL]
    if not tokens or not any(t in _BODY_NOUNS or t in _BODIES for t in tokens):
        return None
    if state is not None and all(token in _OPTIONAL - {"armed"} for token in tokens):
        of_armies = {"force", "forces", "command", "military"} & set(tokens)
        kept = ["armed", "force"] if of_armies and len(tokens) == 1 else tokens
        return OriginName(NameKind.BODY, " ".join(sorted(kept)), state)
    if len(tokens) == 1 and tokens[0] in _BODIES:
        return _listed(_BODIES[tokens[0]])
    kept = [token for token in tokens if token not in _OPTIONAL or _is_branch(token, rest)]
    return OriginName(NameKind.BODY, " ".join(sorted(set(kept or tokens))), state)


def _is_branch(token: str, rest: str) -> bool:
    """As in "force" of "air force": a word that is dropped elsewhere, and belongs here."""
    return any(token in branch.split() and branch in rest for branch in _BRANCHES) or (
        token == "force" and "armed force" in rest
    )


def _led(plain: str) -> bool:
    """Whether a body stands before "of the ministry", "of the armed forces"."""
    before = _OF_BODY.split(plain, maxsplit=1)[0]
    return any(token in _BODY_NOUNS or token == "directorate" for token in before.split())


def _part_state(parts: list[str]) -> tuple[str | None, str]:
    """The state that a name tells, in the first or a later part, and what is left of the first."""
    state: str | None = None
    rest = parts[0]
    for number, part in enumerate(parts):
        tokens = part.split()
        for size in (4, 3, 2, 1):
            for place in range(len(tokens) - size + 1):
                code = _states().get(" ".join(tokens[place : place + size]))
                if code is not None and state is None:
                    state = code
                    if number == 0:
                        rest = " ".join(tokens[:place] + tokens[place + size :])
    return state, rest


def _listed(text: str) -> OriginName:
    first, _, rest = text.partition(" ")
    state = first if first.isupper() and len(first) == 2 else None
    tokens = _same_words(rest if state else text).split()
    branch = " ".join(tokens)
    kept = [t for t in tokens if t not in _OPTIONAL or _is_branch(t, branch)] or tokens
    return OriginName(NameKind.BODY, " ".join(sorted(set(kept))), state)


def _same_words(plain: str) -> str:
    """One word for those that are used of the same body; "military" is one only as a noun."""
    tokens = [part for token in plain.split() for part in _ALIASES.get(token, [token])]
    return " ".join(
        token if token == "military" and place + 1 < len(tokens) else _SAME.get(token, token)
        for place, token in enumerate(tokens)
    )


def _plain(name: str) -> str:
    """Lower case, without article, genitive endings and marks."""
    plain = name.lower().replace("’", "'").replace("'s ", " ").strip(" .,;:'\"@")
    plain = re.sub(r"'s?\b", "", plain)
    plain = re.sub(r"^(?:the|a|an)\s+", "", plain)
    return " ".join(plain.split())


def _outlet(name: str) -> OriginName | None:
    plain = _plain(name)
    domain = _DOMAIN.match(plain)
    if domain is not None and plain not in _OUTLETS:
        plain = domain[1].rpartition(".")[2].replace("-", " ") or plain
    if plain not in _OUTLETS:
        tokens = plain.split()
        kept = [t for t in tokens if t not in _DROPPED and _states().get(t) is None] or [
            t for t in tokens if t not in _DROPPED
        ]
        plain = " ".join(kept or tokens)
    plain = _OUTLETS.get(plain, _OUTLETS.get(plain.replace(" ", ""), plain))
    words_of = re.sub(r"[^\w]+", "", anyascii(plain).lower())
    return OriginName(NameKind.OUTLET, words_of) if words_of else None


def _person(name: str) -> OriginName | None:
    parts = [part for part in re.split(r"\s+", name.strip()) if part[:1].isupper() or len(part) > 3]
    if not parts:
        return None
    given = fold_name(parts[0]) if len(parts) > 1 else None
    return OriginName(NameKind.PERSON, fold_name(parts[-1]), None, given)
