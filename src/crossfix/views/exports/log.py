"""Entries of the audit log made fit to be shown, with as much left as they were as can be."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any, Final

import msgspec

from crossfix.views.exports.positions import WITHHELD
from crossfix.views.exports.shielding import Shield

_SPAN: Final = frozenset({"start", "stop", "text"})
_VALUES: Final = frozenset({"changes", "before"})
"""Under these a review keeps what was corrected: names, points and days among it."""


def show_entry(entry: Mapping[str, Any], shield: Shield) -> dict[str, Any]:
    """An audit entry as it may be shown; ``masked`` is set where it is not as it was.

    Words that it quotes from a report, folders, and names of private persons are taken out.
    The hash stays that of the entry in the case, so a masked entry does not hash to it; the
    chain through ``prev`` still holds.  Where no limit is in force, nothing is changed.
    """
    if shield.policy.is_open:
        return dict(entry)
    shown = {
        **entry,
        "subject": shield.mask(_without_folder(entry["subject"])),
        "reason": entry["reason"] and shield.mask(entry["reason"]),
    }
    details = msgspec.json.decode(entry["details"])
    fit = _show(details, shield)
    if fit != details:
        shown["details"] = msgspec.json.encode(fit, order="sorted").decode()
    return shown if shown == entry else {**shown, "masked": True}


def _show(value: Any, shield: Shield) -> Any:
    """A value of the details, however deep, without quotations and names."""
    if isinstance(value, dict):
        quotes = value.keys() >= _SPAN
        return {
            key: WITHHELD
            if (quotes and key == "text") or (key in _VALUES and part)
            else _show(part, shield)
            for key, part in value.items()
        }
    if isinstance(value, list):
        return [_show(part, shield) for part in value]
    return shield.mask(value) if isinstance(value, str) else value


def _without_folder(subject: str) -> str:
    """A path without its folders; anything else as it is."""
    if "://" in subject or not any(mark in subject for mark in "/\\"):
        return subject
    return PurePath(subject.replace("\\", "/")).name
