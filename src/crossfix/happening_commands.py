"""The commands on many reports: link, happenings, origins, judge, grade."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from crossfix.config import load_config
from crossfix.console import (
    CaseOption,
    ConfigOption,
    JsonOption,
    failing_well,
    opened,
    print_line,
    print_remark,
)
from crossfix.errors import BadOption
from crossfix.findings.happenings import Judgement
from crossfix.findings.whole import Whole
from crossfix.forecast_options import (
    BecauseOption,
    ByOption,
    LimitOption,
    name_actor,
    parse_day,
    parse_reason,
)
from crossfix.views.happenings import happening_lines, match_lines, origin_lines
from crossfix.views.quoting import Quoting

if TYPE_CHECKING:
    from crossfix.case import Case
    from crossfix.overview import Overview

# The database takes time to load: each command does so when it runs.
# ruff: noqa: PLC0415, PLR0913, PLR0917 - and each command has one parameter an option

EventArgument = Annotated[
    str, typer.Argument(metavar="ID", help="An event or happening, or the beginning of its id.")
]


def link(
    again: Annotated[
        bool, typer.Option("--again", help="Lay all reports out anew, now that there are more.")
    ] = False,
    case: CaseOption = None,
    config: ConfigOption = None,
) -> None:
    """Lay the reports of a case side by side, as far as that was not done yet.

    Reading into a case does so by itself; this is for reports that were read with an
    earlier version, or whose run was stopped.
    """
    with failing_well("the reports that were laid out stay so"):
        from crossfix.linkwork import lay_out

        with opened(load_config(config, case=case).case) as there:
            laid = lay_out(there, again=again)
        print_remark(
            f"{there.where}: {laid.reports} reports laid beside the others, "
            f"{laid.accounts} accounts, {laid.copies} pairs share text"
        )


def happenings(
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only on this day or later.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only on this day or before.")
    ] = None,
    event_type: Annotated[
        str | None, typer.Option("--type", metavar="TYPE", help="Only of this type of event.")
    ] = None,
    several: Annotated[
        bool, typer.Option("--several", help="Only what more than one report tells.")
    ] = False,
    case: CaseOption = None,
    limit: LimitOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """List what happened by all the reports of a case: origins, not outlets, are counted."""
    with failing_well():
        days = [parse_day(day).isoformat() if day else None for day in (since, until)]
        with opened(load_config(config, case=case).case, read_only=True) as there:
            overview = overview_of(there)
            wanted = (
                whole
                for whole in overview.happenings()
                if _is_wanted(whole, days[0], days[1], event_type)
                and (not several or len(whole.documents) > 1)
            )
            quoting = Quoting(overview.ledger)
            for whole in islice(wanted, limit):
                for line in [_json(whole)] if as_json else happening_lines(whole, quoting):
                    print_line(line)


def origins(
    happening: EventArgument,
    reasons: Annotated[
        bool, typer.Option("--reasons", help="Also why its accounts are taken for one happening.")
    ] = False,
    case: CaseOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Show on whose word a happening rests, who copied whom, and the words that match."""
    with failing_well(), opened(load_config(config, case=case).case, read_only=True) as there:
        overview = overview_of(there)
        whole, quoting = overview.named(happening), Quoting(overview.ledger)
        if as_json:
            print_line(_json(whole))
            return
        for line in origin_lines(whole, quoting):
            print_line(line)
        if reasons:
            from crossfix.linkwork import matches_of

            for line in match_lines(matches_of(there, whole.happening), whole, quoting):
                print_line(line)


def judge(
    left: EventArgument,
    right: EventArgument,
    judgement: Annotated[
        str | None, typer.Argument(metavar="|".join(Judgement), help="What they are.")
    ] = None,
    withdraw: Annotated[
        bool, typer.Option("--withdraw", help="Take back what people judged of the two.")
    ] = False,
    because: BecauseOption = None,
    by: ByOption = None,
    case: CaseOption = None,
    config: ConfigOption = None,
) -> None:
    """Say whether two events are one happening; it outlives new readings and versions."""
    with failing_well():
        if withdraw == (judgement is not None):
            raise BadOption("|".join(Judgement), "and --withdraw", "give one of the two")
        if judgement not in {None, *Judgement}:
            raise BadOption(str(judgement), "is no judgement", f"one of {', '.join(Judgement)}")
        reason, who = parse_reason(because), name_actor(by)
        from crossfix import linkwork
        from crossfix.case.subjects import telling

        with opened(load_config(config, case=case).case, who=who) as there:
            ends = telling(there.find(left)), telling(there.find(right))
            if ends[0] == ends[1]:
                raise BadOption(left, "is the same event twice", "name two events")
            if judgement is not None:
                linkwork.judge(there, ends, Judgement(judgement), reason)
            elif not (said := linkwork.said_of(there, ends)):
                raise BadOption(f"{left} and {right}", "were not judged", "nothing to take back")
            else:
                for judged in said:
                    linkwork.unjudge(there, judged, reason)
            _print_happenings(there, left, right)


def grade(
    subject: Annotated[
        str, typer.Argument(metavar="ID", help="An event (1 to 6) or a source (A to F).")
    ],
    given: Annotated[
        str | None, typer.Argument(metavar="GRADE", help="The Admiralty grade: 1 to 6 or A to F.")
    ] = None,
    withdraw: Annotated[
        bool, typer.Option("--withdraw", help="Take back the grade that a person set.")
    ] = False,
    because: BecauseOption = None,
    by: ByOption = None,
    case: CaseOption = None,
    config: ConfigOption = None,
) -> None:
    """Set the credibility of an event or the reliability of a source, above the suggestion."""
    with failing_well():
        if withdraw == (given is not None):
            raise BadOption("GRADE", "and --withdraw", "give one of the two")
        reason, who = parse_reason(because), name_actor(by)
        from crossfix.case.subjects import graded

        with opened(load_config(config, case=case).case, who=who) as there:
            scale, name = graded(there.find(subject))
            if given is None:
                written = there.judgements.withdraw(scale, name, reason)
            else:
                written = there.judgements.grade(scale, name, given.upper(), reason)
            print_line(f"{scale} of {name}: {given or 'as suggested'} (audit entry {written.seq})")


def add_to(app: typer.Typer) -> None:
    """Make these commands of the command line."""
    for command in (link, happenings, origins, judge, grade):
        app.command()(command)


def overview_of(case: Case) -> Overview:
    """What a case knows of happenings; tells the user of reports that are not in it."""
    from crossfix.overview import Overview

    overview = Overview(case)
    if pending := overview.pending:
        print_remark(f"{pending} reports were not laid beside the others yet: run crossfix link")
    return overview


def _is_wanted(whole: Whole, since: str | None, until: str | None, event_type: str | None) -> bool:
    def may_be(earliest: str | None, latest: str | None) -> bool:
        start, stop = earliest or latest, latest or earliest
        if start is None or stop is None:
            return since is None and until is None
        return (since is None or stop[:10] >= since) and (until is None or start[:10] <= until)

    return any(
        may_be(account.earliest, account.latest) and event_type in {None, account.type.value}
        for account in whole.accounts
    )


def _print_happenings(case: Case, *events: str) -> None:
    """The happenings of some events, each once."""
    overview = overview_of(case)
    quoting = Quoting(overview.ledger)
    for whole in {whole.happening: whole for whole in map(overview.named, events)}.values():
        for line in happening_lines(whole, quoting):
            print_line(line)


def _json(whole: Whole) -> str:
    return msgspec.json.encode(whole).decode()
