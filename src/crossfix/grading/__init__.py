"""Suggesting grades: from origins, conflicts and checks; from a source's own record."""

from __future__ import annotations

import math
from typing import Final

from crossfix.findings.grades import Credibility, Grade, Ground, Reliability, Track

STRONG: Final = math.log(3.0)
"""A check counts when the data are at least three times as likely with the event (logits)."""

FEWEST: Final = 10
"""How many claims of a source must be settled before its record says anything."""

_Z: Final = 1.645  # bounds that hold in 95 of 100 cases on the side that counts

_LETTERS: Final = (
    (0.9, Reliability.COMPLETELY),
    (0.75, Reliability.USUALLY),
    (0.5, Reliability.FAIRLY),
    (0.25, Reliability.NOT_USUALLY),
)
"""From which lower bound of the share borne out a letter is suggested."""


def suggest_credibility(ground: Ground) -> Grade:
    """A grade from 1 to 6 for a happening, with its reasons.

    Confirmation (1) needs two independent origins and none against; a check on independent
    data lifts one origin to 2, never to 1.  A conflict over details keeps two origins at 2.
    Silence of a check is not among the grounds, so it lowers nothing.
    """
    reasons = list(_told(ground))
    if ground.foretold:
        return _grade(Credibility.CANNOT_BE_JUDGED, [*reasons, "it has not happened yet"])
    if not ground.origins:
        return _grade(Credibility.CANNOT_BE_JUDGED, [*reasons, "nobody asserts it"])
    if ground.against:
        outweighed = ground.against > ground.origins and ground.support < STRONG
        grade = Credibility.IMPROBABLE if outweighed else Credibility.DOUBTFUL
        if ground.origins > ground.against:
            grade = Credibility.POSSIBLY_TRUE
        return _grade(grade, reasons)
    if not ground.placed:
        return _grade(Credibility.CANNOT_BE_JUDGED, [*reasons, "it has no day and no place"])
    supported = ground.support >= STRONG
    if ground.origins > 1 and not ground.conflicts and not ground.recorded_otherwise:
        return _grade(Credibility.CONFIRMED, reasons)
    if ground.origins > 1 or (supported and not ground.recorded_otherwise):
        return _grade(Credibility.PROBABLY_TRUE, reasons)
    if ground.recorded_otherwise:
        return _grade(Credibility.DOUBTFUL, reasons)
    return _grade(Credibility.POSSIBLY_TRUE, reasons)


def suggest_reliability(track: Track) -> Grade:
    """A letter from A to F for a source, by its own record in the case alone.

    The lower bound of the share that was borne out among what was settled decides (Wilson's
    interval), so that few claims cannot earn much.  Which side a source is on plays no part.
    """
    settled = track.borne_out + track.contradicted
    claims = "1 claim" if track.claims == 1 else f"{track.claims} claims"
    counts = (
        f"{claims}: {track.borne_out} borne out, {track.contradicted} contradicted, "
        f"{track.unresolved} unresolved"
    )
    if settled < FEWEST:
        why = f"fewer than {FEWEST} of them are settled"
        return _grade(Reliability.CANNOT_BE_JUDGED, [counts, why])
    low = lower_bound(track.borne_out, settled)
    letter = next((letter for bound, letter in _LETTERS if low >= bound), Reliability.UNRELIABLE)
    return _grade(letter, [counts, f"at least {low:.0%} of what is settled was borne out"])


def lower_bound(successes: int, trials: int) -> float:
    """The lower end of Wilson's interval for a share (one side, 95 %)."""
    share, z2 = successes / trials, _Z * _Z
    middle = share + z2 / (2 * trials)
    half = _Z * math.sqrt(share * (1 - share) / trials + z2 / (4 * trials * trials))
    return max(0.0, (middle - half) / (1 + z2 / trials))


def _told(ground: Ground) -> list[str]:
    """The grounds in words; what is not there is not told."""
    several = "independent origins assert" if ground.origins > 1 else "origin asserts"
    told = [f"{ground.origins} {several} it"] if ground.origins else []
    if ground.against:
        told.append(f"{ground.against} deny it" if ground.against > 1 else "1 denies it")
    if ground.conflicts:
        points = "one point" if ground.conflicts == 1 else f"{ground.conflicts} points"
        told.append(f"accounts differ on {points}")
    if ground.support >= STRONG:
        told.append(f"independent data support it ({math.exp(ground.support):.0f} times as likely)")
    if ground.recorded_otherwise:
        told.append("independent data record it otherwise")
    return told


def _grade(grade: str, reasons: list[str]) -> Grade:
    return Grade(grade=grade, reasons=tuple(reasons))
