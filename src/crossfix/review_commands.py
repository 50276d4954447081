"""The commands on entries: review one, list the reviews of a case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from crossfix.config import load_config
from crossfix.console import (
    CaseOption,
    ConfigOption,
    JsonOption,
    err,
    failing_well,
    opened,
    print_line,
)
from crossfix.errors import BadOption
from crossfix.findings.corrections import CORRECTIONS
from crossfix.findings.reviews import Review, ReviewVerdict
from crossfix.forecast_options import (
    BecauseOption,
    ByOption,
    LimitOption,
    name_actor,
    parse_reason,
)
from crossfix.views.reviews import change_lines, review_line

if TYPE_CHECKING:
    from crossfix.case import Case

# The database and the linker take time to load: each command does so when it runs.
# ruff: noqa: PLC0415, PLR0913, PLR0917 - and each command has one parameter an option


def review(
    entry: Annotated[
        str, typer.Argument(metavar="ID", help="An entry of a report, or the beginning of its id.")
    ],
    accept: Annotated[bool, typer.Option("--accept", help="It is as the text says.")] = False,
    reject: Annotated[bool, typer.Option("--reject", help="The text does not say so.")] = False,
    given: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="FIELD=VALUE",
            help="Correct a field; 'none' takes its value away. Can be given several times.",
        ),
    ] = None,
    undo: Annotated[
        bool, typer.Option("--undo", help="Take back what was said of it last.")
    ] = False,
    because: BecauseOption = None,
    by: ByOption = None,
    case: CaseOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Accept, correct or reject an entry; it outlives new readings, and the log keeps all."""
    with failing_well():
        verdict, changes = _said(accept=accept, reject=reject, undo=undo, given=given or ())
        reason, who = parse_reason(because), name_actor(by)
        with opened(load_config(config, case=case).case, who=who) as there:
            found = there.find(entry)
            if verdict is None:
                _undo(there, found.document_id, found.id, reason)
                return
            from crossfix import reviewing

            written = reviewing.review(
                there, found.document_id, found.id, verdict, because=reason, changes=changes
            )
        if as_json:
            print_line(msgspec.json.encode(written).decode())
            return
        print_line(review_line(written))
        for line in change_lines(written):
            print_line(f"    {line}")


def reviews(
    kind: Annotated[
        str | None,
        typer.Option(metavar="KIND", help=f"Only of one kind: {', '.join(CORRECTIONS)}."),
    ] = None,
    case: CaseOption = None,
    limit: LimitOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """List what people said of entries, the newest first, with the numbers of the log."""
    with failing_well():
        if kind is not None and kind not in CORRECTIONS:
            raise BadOption(kind, "is nothing to review", f"one of {', '.join(CORRECTIONS)}")
        with opened(load_config(config, case=case).case, read_only=True) as there:
            found = [each for each in _present(there) if kind in {None, each.kind}]
        for each in found[: limit or len(found)]:
            print_line(msgspec.json.encode(each).decode() if as_json else review_line(each))
        if not found and not as_json:
            err.print(f"nobody has reviewed anything in {there.where}", markup=False)


def add_to(app: typer.Typer) -> None:
    """Make these commands of the command line."""
    for command in (review, reviews):
        app.command()(command)


def _said(
    *, accept: bool, reject: bool, undo: bool, given: Sequence[str]
) -> tuple[ReviewVerdict | None, dict[str, Any]]:
    """The verdict and the changes; no verdict where it is to be undone."""
    if accept + reject + undo + bool(given) != 1:
        problem = "say what is to be done"
        raise BadOption("--accept --reject --set --undo", problem, "give exactly one of them")
    if given:
        return ReviewVerdict.CORRECTED, dict(map(_parse_change, given))
    if undo:
        return None, {}
    return (ReviewVerdict.ACCEPTED if accept else ReviewVerdict.REJECTED), {}


def _parse_change(given: str) -> tuple[str, Any]:
    name, sign, value = given.partition("=")
    if not sign or not name.strip():
        raise BadOption(given, "is no correction", "write it as field=value")
    value = value.strip()
    return name.strip(), None if value.casefold() in {"", "none"} else value


def _undo(case: Case, document_id: str, entry_id: str, reason: str) -> None:
    from crossfix import reviewing

    found = case.reviewed(document_id).reviews
    mine = next((each for each in found if each.entry == entry_id), None)
    if mine is None:
        raise BadOption(entry_id, "was not reviewed", "there is nothing to undo")
    written = reviewing.undo(case, mine.seq, reason)
    again = next((r for r in case.reviewed(document_id).reviews if r.entry == entry_id), None)
    print_line(
        f"{entry_id}: {mine.verdict.value} by {mine.who} is taken back (audit entry {written.seq})"
    )
    print_line(f"    stands again: {review_line(again)}" if again else "    it is as it was read")


def _present(case: Case) -> list[Review]:
    """The reviews in force with the ids that their entries have now, the newest first."""
    found: list[Review] = []
    for document_id in case.reviews.by_document():
        there = case.reviewed(document_id)
        found += [*there.reviews, *there.lost]
    return sorted(found, key=lambda each: -each.seq)
