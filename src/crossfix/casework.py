"""What the commands do: reading with progress, reading into a case, asking a case.

Each function does one command's work and returns records; the command line prints them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import structs
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from crossfix import ingest, pipeline
from crossfix.config import Config
from crossfix.console import opened
from crossfix.errors import Skip
from crossfix.findings.reviews import Review, Reviewed
from crossfix.model import Document, Entry, Ledger, Record
from crossfix.plugins import Raw
from crossfix.reading import Received
from crossfix.views.reviews import mark
from crossfix.views.wording import Wording, heading_of

if TYPE_CHECKING:
    from crossfix.case import Case, Found, Hit, Tally, Verification

Each = Callable[[Ledger | Skip], object]
"""What to do with every ledger, or with every reason why there is none."""


def read_inputs(
    inputs: Sequence[str], config: Config, *, published: str | None, watch: Console | None
) -> Iterator[Ledger | Skip]:
    """The ledger of every report, in the order given, with progress on ``watch``."""
    raws = ingest.collect(inputs, config, published=published)
    for outcome in _watched(pipeline.read_all(raws, config), watch):
        yield outcome if isinstance(outcome, Skip) else outcome[1]


def read_into_case(  # noqa: PLR0913 - one parameter for each option of the command
    inputs: Sequence[str],
    config: Config,
    *,
    published: str | None,
    again: bool,
    watch: Console,
    each: Each,
) -> Tally:
    """Add every report to the case that the configuration names.

    Reports that the case holds are not read again, unless ``again`` is set: then a new
    reading replaces the old one, which goes into the case's history.  Reports that
    cannot be read are noted in the case and do not stop the others.  A run that is
    killed leaves whole reports only; the next one goes on where it stopped.
    """
    with opened(config.case, create=True) as case:
        skipped = known = 0

        def wanted(received: Received) -> bool:
            nonlocal known
            there = not again and case.has(received.document.id)
            known += there
            return not there

        def readable() -> Iterator[tuple[Received, Ledger]]:
            nonlocal skipped
            failed = {issue.path for issue in case.issues()}
            raws = ingest.collect(inputs, config, published=published)
            for outcome in _watched(pipeline.read_all(raws, config, wanted=wanted), watch):
                if isinstance(outcome, Skip):
                    skipped += 1
                    each(outcome)
                    case.record_issue(outcome.item, f"{outcome.problem}; {outcome.remedy}")
                    continue
                each(outcome[1])
                yield outcome
                if outcome[0].document.path in failed:
                    case.clear_issues(outcome[0].document.path)

        tally = _replace_all(case, readable()) if again else case.add_many(readable())
        _lay_out(case)
        return structs.replace(tally, known=tally.known + known, skipped=tally.skipped + skipped)


def list_kind(path: str, kind: str, limit: int | None) -> Iterator[tuple[Record, str]]:
    """What a case holds of one kind, each as a record and as one line for a person."""
    with opened(path, read_only=True) as case:
        if kind == "reports":
            yield from _limited(((d, _report_line(d)) for d in case.documents()), limit)
        elif kind == "issues":
            yield from _limited(((i, f"{i.path}: {i.message}") for i in case.issues()), limit)
        elif kind == "audit":
            lines = (
                (a, f"{a.seq}  {a.at}  {a.actor}  {a.action}  {a.subject}") for a in case.audit()
            )
            yield from _limited(lines, limit)
        else:
            yield from _entry_lines(case, kind, limit)


def find(path: str, record_id: str) -> tuple[Found, Reviewed]:
    """The record that an id or its beginning names, as reviewed, with the ledger it is in."""
    with opened(path, read_only=True) as case:
        found = case.find(record_id)
        there = case.reviewed(found.document_id)
        if found.kind == "document":
            return found, there
        entries = getattr(there.ledger, found.kind)
        record = next(entry for entry in entries if entry.id == found.id)
        return structs.replace(found, record=record), there


def search(path: str, words: str, limit: int) -> list[tuple[Hit, Document]]:
    """The segments that hold the words, each with its report."""
    with opened(path, read_only=True) as case:
        return [(hit, case.document(hit.document_id)) for hit in case.search(words, limit=limit)]


def verify(config: Config, known_head: str | None) -> Verification:
    """Check the case that the configuration names against itself and its bytes.

    ``known_head`` is a head of the audit chain that was noted elsewhere and must be in it.
    """
    with opened(config.case, read_only=True) as case:

        def reread(raw: Raw) -> Iterable[Received]:
            return ingest.read(raw, config)

        return case.verify(reread, known_head=known_head)


def _lay_out(case: Case) -> None:
    from crossfix.linkwork import lay_out  # noqa: PLC0415 - brings the linker

    lay_out(case)


def _replace_all(case: Case, pairs: Iterable[tuple[Received, Ledger]]) -> Tally:
    from crossfix.case import Tally  # noqa: PLC0415 - as above

    changed = [case.replace(received, ledger) for received, ledger in pairs]
    return Tally(added=sum(changed), known=changed.count(False))


def _entry_lines(case: Case, kind: str, limit: int | None) -> Iterator[tuple[Record, str]]:
    """Entries as reviewed, with their wording; each ledger is loaded once."""
    wording: Wording | None = None
    said: dict[str, Review] = {}
    there: dict[str, Entry] = {}
    for document_id, entry in case.entries(kind, limit=limit):
        if wording is None or wording.ledger.document.id != document_id:
            reviewed = case.reviewed(document_id)
            wording = Wording(reviewed.ledger)
            said = {each.entry: each for each in reviewed.reviews if each.entry}
            there = {each.id: each for each in getattr(reviewed.ledger, kind)}
        now = there.get(entry.id, entry)
        yield now, f"{now.id}  {wording.line(now)}{mark(said.get(now.id))}"


def _report_line(document: Document) -> str:
    published = document.published or "no date"
    return f"{document.id}  {published[:10]}  {heading_of(document)}  ({document.path})"


def _limited(
    pairs: Iterable[tuple[Record, str]], limit: int | None
) -> Iterator[tuple[Record, str]]:
    for number, pair in enumerate(pairs):
        if limit is not None and number >= limit:
            return
        yield pair


def _watched(
    outcomes: Iterator[pipeline.Outcome], watch: Console | None
) -> Iterator[pipeline.Outcome]:
    """The same outcomes, counted on a terminal while they come."""
    if watch is None or not watch.is_terminal:
        yield from outcomes
        return
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=watch, transient=True) as progress:
        task = progress.add_task("reading", total=None)
        for outcome in outcomes:
            progress.advance(task)
            yield outcome
