"""Checks made fit to be shown: rows of feeds tell places exactly, and what happened in words."""

from __future__ import annotations

import msgspec

from crossfix.findings.checks import Check, Sighting
from crossfix.model import Span
from crossfix.views.exports.shielding import Shield


def fit_check(check: Check, trigger: Span, shield: Shield, *, placed: bool) -> Check:
    """A check with the words of its event as they are shown, and no private person's name.

    Where the place of its event is not told (not ``placed``), without what would tell it.
    """
    if not placed:
        return msgspec.structs.replace(
            check, trigger=trigger, sightings=(), coverage="", notes=(), reasons={}
        )
    return msgspec.structs.replace(
        check,
        trigger=trigger,
        notes=tuple(shield.mask(note, check.document_id) for note in check.notes),
        sightings=tuple(_fit_sighting(sighting, shield) for sighting in check.sightings),
    )


def _fit_sighting(sighting: Sighting, shield: Shield) -> Sighting:
    return msgspec.structs.replace(
        sighting,
        file=shield.mask_path(sighting.file),
        what=shield.mask(sighting.what),
        raw={column: shield.mask(value) for column, value in sighting.raw.items()},
    )
