"""The command line: parse, call one function, print.

Results go to standard output, progress and errors to standard error.  The exit status
is 0 when all went well, 1 when some report could not be read or a case does not verify,
and 2 when the set-up is wrong.
"""

from __future__ import annotations

import sys
from enum import StrEnum
from importlib.metadata import version as installed_version
from typing import TYPE_CHECKING, Annotated, Final

import msgspec
import typer

from crossfix import (
    casework,
    change_commands,
    check_commands,
    export_commands,
    forecast_commands,
    gazetteer_commands,
    happening_commands,
    review_commands,
    web_commands,
)
from crossfix.config import Config, load_config
from crossfix.console import (
    CaseOption,
    ConfigOption,
    JsonOption,
    err,
    failing_well,
    out,
    print_line,
)
from crossfix.errors import BadOption, Skip
from crossfix.link.within import conflicts_within
from crossfix.model import KINDS, Ledger
from crossfix.views.reviews import review_lines
from crossfix.views.terminal import print_hit, print_ledger, print_record

if TYPE_CHECKING:
    from crossfix.case import Verification

app = typer.Typer(
    name="crossfix",
    help="Read war reporting and write a sourced ledger: who claims what, on whose word.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

LISTED: Final = (*KINDS, "reports", "issues", "audit")


class Form(StrEnum):
    """How ledgers are written to standard output."""

    PAGE = "page"
    JSON = "json"
    JSONL = "jsonl"


def _print_version(wanted: bool) -> None:
    if wanted:
        out.print(f"crossfix {installed_version('crossfix')}")
        raise typer.Exit


@app.callback()
def start(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Read war reporting and write a sourced ledger: who claims what, on whose word."""


@app.command()
def read(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="REPORT...", help="Files, folders, globs, addresses, or - for standard input."
        ),
    ],
    published: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help="When the reports were published (ISO 8601): what 'today' means in them.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write the ledger as JSON.")] = False,
    as_jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Write one line of JSON a report.")
    ] = False,
    case: Annotated[
        str | None,
        typer.Option("--case", metavar="FILE", help="Add the reports to this case file."),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Read reports that the case holds already once more.")
    ] = False,
    config: ConfigOption = None,
) -> None:
    """Read reports and print their ledgers, or add them to a case."""
    with failing_well("whole reports that were added stay"):
        settings = load_config(config, case=case)
        form = _form(as_json, as_jsonl)
        if case is not None:
            failed = _read_into(settings, inputs, published, again=again, form=form)
        else:
            if again:
                raise BadOption("--again", "needs a case to read into", "add --case FILE")
            failed = 0
            watch = None if form is Form.PAGE else err
            for outcome in casework.read_inputs(inputs, settings, published=published, watch=watch):
                failed += _show(outcome, form)
        if failed:
            raise typer.Exit(1)


@app.command("list")
def list_entries(
    kind: Annotated[str, typer.Argument(help=f"One of: {', '.join(LISTED)}.")],
    case: CaseOption = None,
    limit: Annotated[int | None, typer.Option(metavar="N", help="At most N of them.")] = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """List what a case holds of one kind."""
    with failing_well():
        if kind not in LISTED:
            raise BadOption(
                kind, "is nothing that a case lists", f"choose from {', '.join(LISTED)}"
            )
        settings = load_config(config, case=case)
        for record, line in casework.list_kind(settings.case, kind, limit):
            print_line(msgspec.json.encode(record).decode() if as_json else line)


@app.command()
def show(
    record_id: Annotated[str, typer.Argument(metavar="ID", help="An id, or the beginning of one.")],
    case: CaseOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Show one record of a case, and the words that it rests on."""
    with failing_well():
        settings = load_config(config, case=case)
        found, reviewed = casework.find(settings.case, record_id)
        if as_json:
            print_line(msgspec.json.encode(found.record).decode())
        else:
            print_record(out, found.record, reviewed.ledger)
            for line in review_lines(reviewed, found.id):
                print_line(line)


@app.command()
def search(
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS...", help='Words, "phrases", beginnings*.')
    ],
    case: CaseOption = None,
    limit: Annotated[int, typer.Option(metavar="N", help="At most N hits.")] = 20,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Search the text of a case."""
    with failing_well():
        settings = load_config(config, case=case)
        hits = casework.search(settings.case, " ".join(words), limit)
        for hit, document in hits:
            if as_json:
                print_line(msgspec.json.encode(hit).decode())
            else:
                print_hit(out, document, hit.segment, hit.snippet)
        if not hits and not as_json:
            err.print(f"nothing in {settings.case} holds {' '.join(words)}")


@app.command()
def verify(
    case: CaseOption = None,
    head: Annotated[
        str | None,
        typer.Option(metavar="HASH", help="A head of the audit log that you noted earlier."),
    ] = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Check every span of a case against the stored bytes, and the audit chain."""
    with failing_well():
        settings = load_config(config, case=case)
        result = casework.verify(settings, head)
        if as_json:
            print_line(msgspec.json.encode(result).decode())
        else:
            _print_verification(settings.case, result)
        if not result.sound:
            raise typer.Exit(1)


# The order in which help lists them: reading, looking, judging, handing on.
happening_commands.add_to(app)
change_commands.add_to(app)
check_commands.add_to(app)
app.add_typer(forecast_commands.app)
review_commands.add_to(app)
web_commands.add_to(app)
app.command()(export_commands.export)
app.add_typer(gazetteer_commands.app)


def main() -> None:
    """Run the command line; a broken pipe or an interrupt ends it quietly."""
    try:
        app()
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)


def _form(as_json: bool, as_jsonl: bool) -> Form:
    if as_json and as_jsonl:
        raise BadOption("--json --jsonl", "say two different things", "give one of them")
    return Form.JSON if as_json else Form.JSONL if as_jsonl else Form.PAGE


def _read_into(
    settings: Config, inputs: list[str], published: str | None, *, again: bool, form: Form
) -> int:
    """Add reports to a case, print what was asked for; how many could not be read."""
    result = casework.read_into_case(
        inputs,
        settings,
        published=published,
        again=again,
        watch=err,
        each=(lambda outcome: _show(outcome, form)) if form is not Form.PAGE else _tell,
    )
    err.print(
        f"{settings.case}: {result.added} added, {result.known} there already, "
        f"{result.skipped} not readable"
    )
    return result.skipped


def _show(outcome: Ledger | Skip, form: Form) -> int:
    if isinstance(outcome, Skip):
        return _tell(outcome)
    if form is Form.PAGE:
        print_ledger(out, outcome, conflicts_within(outcome))
        return 0
    data = msgspec.json.encode(outcome)
    if form is Form.JSON:
        data = msgspec.json.format(data, indent=2)
    sys.stdout.buffer.write(data + b"\n")
    sys.stdout.buffer.flush()
    return 0


def _tell(outcome: Ledger | Skip) -> int:
    if isinstance(outcome, Skip):
        err.print(f"crossfix: {outcome}", style="red", soft_wrap=True, markup=False)
        return 1
    return 0


def _print_verification(path: str, result: Verification) -> None:
    print_line(
        f"{path}: {result.reports} reports, {result.records} records, {result.spans} spans "
        f"checked, {result.wrong_spans} wrong; {result.findings} findings, "
        f"{result.audit_entries} audit entries, head "
        f"{result.head}"
    )
    if result.not_reread:
        print_line(f"{result.not_reread} reports could not be made again from their bytes")
    for fault in result.faults:
        where = " ".join(part for part in (fault.document, fault.record) if part)
        print_line(f"fault: {fault.problem} {where}".rstrip())
    if not result.sound:
        print_line(f"{result.fault_count} faults: go back to a copy that verifies")
