"""The word that tells of an event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crossfix.extract.events.clauses import Roles
from crossfix.extract.events.lexicon import Rule

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Trigger:
    """The word that tells of an event, its kind, its arguments and what carries it.

    ``first`` and ``last`` are the tokens to quote; ``carrier`` is the verb that governs
    a noun; ``light`` whether that verb only carries it ("launched a strike").
    """

    token: Token
    rule: Rule
    roles: Roles
    first: int
    last: int
    carrier: Token | None = None
    light: bool = False
    verbal: bool = True
