"""A case written out in the forms of others: what ``crossfix export`` does."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.metadata import entry_points
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from crossfix import plugins
from crossfix.config import Config
from crossfix.errors import BadOption
from crossfix.findings.corroboration import Corroboration
from crossfix.findings.disclosure import DELAY_DAYS, Policy, Preface
from crossfix.model import Ledger, Source
from crossfix.plugins import Exporter
from crossfix.views.exports.edtf import whole_day
from crossfix.views.exports.folder import Contents, fill
from crossfix.views.exports.shielding import Shield
from crossfix.views.exports.terms import Terms
from crossfix.views.exports.writing import new_file, new_folder

if TYPE_CHECKING:
    from crossfix.case import Case

FOLDER: Final = "folder"
"""The form that holds all others."""

KEY_FILE: Final = "pseudonyms.key"
_KEY_BYTES: Final = 32

Say = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Request:
    """An export as it was asked for; ``today`` is the day that delays count to."""

    form: str
    to: Path
    merged: bool = False
    exact_positions: bool = False
    delay_days: int | None = DELAY_DAYS
    real_names: bool = False
    today: date | None = None
    with_raw: bool = False
    force: bool = False


@cache
def forms_of_export() -> dict[str, str]:
    """The forms that a case can be written in, by name, each with what it is."""
    found = {entry.name: entry.load().__doc__ for entry in entry_points(group=plugins.EXPORTERS)}
    forms = {name: (doc or name).strip().splitlines()[0] for name, doc in sorted(found.items())}
    return {**forms, FOLDER: "Every form, the texts, and a manifest with their hashes."}


def export_case(case: Case, config: Config, request: Request, say: Say) -> None:
    """Write a case out; ``say`` is told what was held back and what found no place.

    Raises :class:`~crossfix.errors.BadOption`; nothing half written is ever left.
    """
    exporters = _exporters(request, config)
    _refuse_raw(request)
    newest = newest_day(case)
    policy = Policy(
        exact_positions=request.exact_positions,
        delay_days=request.delay_days,
        real_names=request.real_names,
        today=request.today or day_of_delays(newest),
    )
    key = b"" if policy.real_names else case_key(case, config)
    shield = Shield(policy, key, named_sources(case))
    preface = Preface(
        case=Path(case.where).name,
        version=installed_version("crossfix"),
        head=case.head,
        newest=newest,
        merged=request.merged,
        policy=policy,
    )
    terms = Terms(preface, shield, corroboration_of(case))
    if request.form == FOLDER:
        remarks = _write_folder(case, config, request, exporters, terms)
    else:
        remarks = _write_file(case, request, exporters[0], terms)
    for line in (*shield.lines(), *remarks):
        say(line)


def corroboration_of(case: Case) -> Corroboration:
    """What a case knows of its events across reports."""
    from crossfix.overview import Overview  # noqa: PLC0415 - brings the linker

    return Overview(case)


def case_key(case: Case, config: Config) -> bytes:
    """The secret that the pseudonyms of a case are made with.

    It is made from a random key in the user's data folder, which is written when first
    needed, and from the first hash of the case's audit log: the same persons have other
    pseudonyms in another case.
    """
    path = config.data_folder / KEY_FILE
    first = next(iter(case.audit()), None)
    salt = first.hash.encode() if first is not None else b""
    return hmac.new(_secret(path), salt, hashlib.sha256).digest()


def _secret(path: Path) -> bytes:
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            with new_file(path) as sheet:
                sheet.write_bytes(secrets.token_hex(_KEY_BYTES).encode() + b"\n")
            path.chmod(0o600)
        secret = path.read_bytes().strip()
    except OSError as error:
        problem = f"the key of pseudonyms cannot be read ({error.strerror})"
        raise BadOption(str(path), problem, "mend it, or add --real-names") from None
    if len(secret) < _KEY_BYTES:
        problem = "is too short for a key of pseudonyms"
        raise BadOption(str(path), problem, "put the right one there, or remove it")
    return secret


def _exporters(request: Request, config: Config) -> list[Exporter]:
    registered = plugins.names(plugins.EXPORTERS)
    if request.form != FOLDER and request.form not in registered:
        known = ", ".join(sorted([*registered, FOLDER]))
        raise BadOption(request.form, "is no form of export", f"choose from {known}")
    wanted = registered if request.form == FOLDER else [request.form]
    return [plugins.make(plugins.EXPORTERS, name, config) for name in wanted]


def _refuse_raw(request: Request) -> None:
    """Bytes as received hold names and places as they were: that must be wanted."""
    if not request.with_raw:
        return
    if request.form != FOLDER:
        raise BadOption("--with-raw", "is for a folder", f"export {FOLDER}, or leave it out")
    if not request.real_names or not request.exact_positions or request.delay_days is not None:
        problem = "gives reports as received, with all their names and places"
        raise BadOption("--with-raw", problem, "add --real-names --exact-positions --no-delay")


def newest_day(case: Case) -> str | None:
    """The last day on which a report of the case was published."""
    published = (document.published for document in case.documents())
    return max((whole_day(day) for day in published if day), default=None)


def day_of_delays(newest: str | None) -> date:
    """The day that delays count to: the newest report's, which cannot lie ahead."""
    today = date.today()
    return today if newest is None else min(today, date.fromisoformat(newest))


def named_sources(case: Case) -> Iterator[Source]:
    """The sources of all reports, those corrected by a person as read and as corrected."""
    for _, source in case.entries("sources"):
        assert isinstance(source, Source)  # what entries of this kind are
        yield source
    for document_id in case.reviews.by_document():
        yield from case.reviewed(document_id).ledger.sources


def standing_ledgers(case: Case) -> Iterator[Ledger]:
    """All ledgers with what people corrected, and without what they rejected."""
    return (reviewed.standing for reviewed in case.reviewed_ledgers())


def _write_file(case: Case, request: Request, exporter: Exporter, terms: Terms) -> list[str]:
    export = exporter.begin(terms.preface)
    with new_file(request.to, force=request.force) as sheet:
        for ledger in standing_ledgers(case):
            sheet.write(export.feed(terms.shield.show(ledger), terms.known))
        sheet.write(export.finish())
    return list(export.remarks())


def _write_folder(
    case: Case, config: Config, request: Request, exporters: list[Exporter], terms: Terms
) -> list[str]:
    contents = Contents(
        ledgers=standing_ledgers(case),
        log=(msgspec.structs.asdict(entry) for entry in case.audit()),
        raws=_raws(case) if request.with_raw else (),
        facts={"config": config.digest},
    )
    with new_folder(request.to, force=request.force) as folder:
        return fill(folder, contents, exporters, terms)


def _raws(case: Case) -> Iterator[tuple[str, bytes]]:
    """The bytes of the case, each once, though many reports may have come out of them."""
    seen = set[str]()
    for document in case.documents():
        if document.sha256 not in seen:
            seen.add(document.sha256)
            yield document.sha256, case.received(document.id).raw
