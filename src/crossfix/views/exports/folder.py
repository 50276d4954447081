"""A folder with everything that a case may show: all forms, ledgers, the log, and a manifest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import msgspec

from crossfix.model import LEDGER_VERSION, Ledger
from crossfix.plugins import Export, Exporter
from crossfix.views.exports.log import show_entry
from crossfix.views.exports.shielding import Shield
from crossfix.views.exports.terms import Terms
from crossfix.views.exports.writing import MANIFEST, Sheet

LEDGERS: Final = "ledgers.jsonl"
AUDIT: Final = "audit.jsonl"
SUMS: Final = "SHA256SUMS"
RAW: Final = "raw"
VERSION: Final = 1


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A file of the folder."""

    path: str
    size: int
    sha256: str
    form: str


@dataclass(slots=True)
class Contents:
    """What goes into a folder: streams, each of which is read once.

    ``log`` are audit entries as plain values; ``raws`` are bytes as received with their hash,
    asked for only where they may be shown.
    """

    ledgers: Iterable[Ledger]
    log: Iterable[Mapping[str, Any]]
    raws: Iterable[tuple[str, bytes]] = ()
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class _Part:
    exporter: Exporter
    export: Export
    sheet: Sheet


def fill(
    folder: Path,
    contents: Contents,
    exporters: Sequence[Exporter],
    terms: Terms,
) -> list[str]:
    """Write everything into an empty folder; what each form had no place for, as sentences."""
    listed: list[Listed] = []
    remarks: list[str] = []
    producers: dict[tuple[str, str], None] = {}
    with ExitStack() as stack:
        parts = [
            _Part(e, e.begin(terms.preface), _sheet(stack, folder, f"{e.name}{e.suffix}"))
            for e in exporters
        ]
        ledgers = _sheet(stack, folder, LEDGERS)
        reports = 0
        for ledger in contents.ledgers:
            shown = terms.shield.show(ledger)
            reports += 1
            producers |= {(p.name, p.version): None for p in ledger.producers}
            ledgers.write_bytes(msgspec.json.encode(shown.ledger) + b"\n")
            for part in parts:
                part.sheet.write(part.export.feed(shown, terms.known))
        for part in parts:
            part.sheet.write(part.export.finish())
            listed.append(_listed(part.sheet, part.exporter.standard))
            remarks += [f"{part.exporter.name}: {r}" for r in part.export.remarks()]
        log = _sheet(stack, folder, AUDIT)
        masked = _write_log(log, contents.log, terms.shield)
        listed += [
            _listed(ledgers, f"ledgers, version {LEDGER_VERSION}, a line of JSON a report"),
            _listed(log, "audit log, a line of JSON an entry"),
            *_write_raws(folder, contents.raws),
        ]
    if masked:
        remarks.append(f"audit: masked entries, whose hash stays that in the case: {masked}")
    about = {
        **_facts(terms, reports),
        "remarks": remarks,
        "exporters": [{"name": e.name, "version": e.version} for e in exporters],
        "producers": [{"name": n, "version": v} for n, v in sorted(producers)],
        **contents.facts,
        "files": sorted(listed, key=lambda each: each.path),
    }
    _write_manifest(folder, about, listed)
    return remarks


def _facts(terms: Terms, reports: int) -> dict[str, Any]:
    """What the manifest says of the case and of the rules in force."""
    preface = terms.preface
    return {
        "manifest": VERSION,
        "case": preface.case,
        "crossfix": preface.version,
        "head": preface.head,
        "newest": preface.newest,
        "reports": reports,
        "merged": preface.merged,
        "policy": preface.policy,
        "safety": terms.shield.lines(),
    }


def _sheet(stack: ExitStack, folder: Path, name: str) -> Sheet:
    return Sheet(stack.enter_context((folder / name).open("wb")), name)


def _listed(sheet: Sheet, form: str) -> Listed:
    return Listed(path=sheet.name, size=sheet.size, sha256=sheet.sha256, form=form)


def _write_log(sheet: Sheet, log: Iterable[Mapping[str, Any]], shield: Shield) -> int:
    """Write the audit log; how many entries are not as they stand in the case."""
    masked = 0
    for entry in log:
        shown = show_entry(entry, shield)
        masked += "masked" in shown
        sheet.write_bytes(msgspec.json.encode(shown) + b"\n")
    return masked


def _write_raws(folder: Path, raws: Iterable[tuple[str, bytes]]) -> Iterator[Listed]:
    for sha256, data in raws:
        (folder / RAW).mkdir(exist_ok=True)
        name = f"{RAW}/{sha256}"
        with (folder / name).open("wb") as file:
            sheet = Sheet(file, name)
            sheet.write_bytes(data)
        yield _listed(sheet, "bytes as received")


def _write_manifest(folder: Path, about: dict[str, Any], listed: Sequence[Listed]) -> None:
    """Write the manifest, and the sums of everything that ``sha256sum -c`` checks."""
    body = msgspec.json.format(msgspec.json.encode(about), indent=1) + b"\n"
    with (folder / MANIFEST).open("wb") as file:
        manifest = Sheet(file, MANIFEST)
        manifest.write_bytes(body)
    everything = [*listed, _listed(manifest, "manifest")]
    lines = (f"{each.sha256}  {each.path}\n" for each in sorted(everything, key=lambda e: e.path))
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")
