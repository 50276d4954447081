"""Fixed phrases that speak of what is to come: "on the cards", "it is a matter of time"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from string import ascii_lowercase, ascii_uppercase
from typing import TYPE_CHECKING, Any, Final

from crossfix import lexicons
from crossfix.extract.outlooks import Future
from crossfix.model import ForecastKind
from crossfix.reading import Passage

if TYPE_CHECKING:
    from spacy.tokens import Token

_TABLE: Final[dict[str, Any]] = lexicons.load("estimative")
_PREDICATES: Final = frozenset({"VERB", "AUX"})
# Small letters, and blanks for all that parts words: of the same length, and quicker to search.
_PLAIN: Final = {
    **dict(zip(map(ord, ascii_uppercase), ascii_lowercase, strict=True)),
    **dict.fromkeys(map(ord, "\n\r\t\u00a0\u2009\u202f"), " "),
}
_REPORTED: Final = frozenset({"ccomp", "conj"})


@cache
def _pattern() -> re.Pattern[str]:
    """All phrases as one expression; ``{destiny}`` stands for the nouns of that list."""
    nouns = "|".join(_TABLE["lists"]["destiny"])
    kinds = (
        f"(?P<{kind}>" + "|".join(patterns).replace("{destiny}", nouns) + ")"
        for kind, patterns in _TABLE["phrases"].items()
    )
    return re.compile(rf"(?<![\w’'])(?:{'|'.join(kinds)})(?!\w)")


def find_phrases(passage: Passage) -> Mapping[int, Future]:
    """The clauses that such phrases make, by the token at which the phrase hangs."""
    found: dict[int, Future] = {}
    for match in _pattern().finditer(passage.text.translate(_PLAIN)):
        tokens = passage.doc.char_span(*match.span(), alignment_mode="expand")
        if tokens is None or match.lastgroup is None:
            continue
        head = _predicate(tokens.root)
        if head is not None and not _is_past(head):
            found.setdefault(
                tokens.root.i, Future(head, tokens.root, ForecastKind(match.lastgroup))
            )
    return found


def _predicate(token: Token) -> Token | None:
    """The verb of the clause that a phrase stands in; the phrase itself where it has none."""
    for above in (token, *token.ancestors):
        if above.pos_ in _PREDICATES:
            return above
        if above.dep_ == "ROOT":
            return above
    return None


def _is_past(verb: Token) -> bool:
    """Whether the clause is of the past and not the present of what somebody said."""
    past = verb.tag_ == "VBD" or any(
        c.tag_ == "VBD" and c.dep_ in {"aux", "auxpass"} for c in verb.children
    )
    return past and verb.dep_ not in _REPORTED
