"""Holding the events of a case against independent data, and keeping what came of it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from crossfix.case.findings import Finding
from crossfix.caseindex import of_check
from crossfix.check import check_ledgers, load_events, load_fires
from crossfix.check.live import FirmsServer, Watch, live_fires
from crossfix.config import Config
from crossfix.findings.checks import Check, Evidence, Verdict, made_again

if TYPE_CHECKING:
    from crossfix.case import Case

GROUP: Final = 2_000
"""Checks that are written in one transaction."""


def read_feeds(fires: Sequence[Path], events: Sequence[Path]) -> list[Evidence]:
    """The feeds in files of fires and files of events; raises ``BadOption`` for a wrong one."""
    feeds: list[Evidence] = []
    if fires:
        feeds.append(load_fires(fires))
    if events:
        feeds.append(load_events(events))
    return feeds


def ask_firms(case: Case, config: Config, watch: Watch | None = None) -> Evidence:
    """The fires around the events of a case, asked of FIRMS over the network."""
    folder = config.cache_folder / "firms"
    return live_fires(case.ledgers(), FirmsServer(config.firms_key), folder, watch=watch)


def check_case(
    case: Case, feeds: Sequence[Evidence], today: date | None = None
) -> Counter[Verdict]:
    """Hold every event against the feeds, in place of what they said before; the verdicts.

    A check notes the day (UTC) on which it came to its verdict, and those that it had before.
    """
    day = (today or datetime.now(UTC).date()).isoformat()
    verdicts: Counter[Verdict] = Counter()
    details = {
        "feeds": [f"{feed.name} {feed.version}" for feed in feeds],
        "files": {d.file: _digest(d.file) for feed in feeds for d in feed.deliveries},
    }
    checks = check_ledgers(case.ledgers(), feeds)
    while some := list(islice(checks, GROUP)):
        verdicts.update(check.verdict for check in some)
        earlier = {c.id: c for c in case.findings.named(Check, [check.id for check in some])}
        made = [made_again(check, earlier.get(check.id), day) for check in some]
        new = [Finding(c, (c.document_id,), (of_check(c.event_id),)) for c in made]
        case.findings.check(new, (), details)
    return verdicts


def telling(case: Case, feeds: Iterable[Evidence]) -> Iterator[Check]:
    """The checks of these feeds that support or contradict, by id."""
    names = {feed.name for feed in feeds}
    told = {Verdict.SUPPORTS, Verdict.CONTRADICTS}
    return (c for c in case.findings.all(Check) if c.verdict in told and c.feed in names)


def _digest(file: str) -> str | None:
    """The SHA-256 of a feed's file, for the log; ``None`` of what is no file any more."""
    path = Path(file)
    if not path.is_file():
        return None
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
