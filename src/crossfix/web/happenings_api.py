"""The API on happenings: all of them as rows, one of them for its card."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from crossfix.errors import BadOption
from crossfix.findings.corroboration import Backing
from crossfix.findings.happenings import Judged
from crossfix.findings.whole import Whole
from crossfix.web.folding import folded
from crossfix.web.holdings import Holdings
from crossfix.web.passages import account_words
from crossfix.web.routes import Asked, Refusal, Route
from crossfix.web.rows import happening_row, happening_rows
from crossfix.web.shapes import HappeningRows, HappeningView


def happening_view(held: Holdings, name: str) -> HappeningView:
    """A happening, by its id or an event's; :exc:`Refusal` (404) where there is none."""
    try:
        whole = held.stock.whole(name)
    except BadOption as error:
        raise Refusal(404, f"{error.item}: {error.problem}", error.remedy) from None
    documents = {name: held.stock.document(name) for name in whole.documents}
    judged = tuple(judged for judged in held.stock.judged() if _is_about(judged, whole))
    return HappeningView(
        row=happening_row(whole, held),
        whole=whole,
        accounts=tuple(
            account_words(account.id, documents[account.document], account.trigger)
            for account in whole.accounts
        ),
        matches=tuple(held.stock.matches(whole.happening)),
        judged=judged,
        graphic=folded(_quoted(whole, judged)),
    )


def _quoted(whole: Whole, said: Iterable[Judged]) -> Iterator[str]:
    """The words of reports that a happening's card quotes beside the accounts."""
    for conflict in whole.conflicts:
        yield from (conflict.left.words.text, conflict.right.words.text, conflict.differs)
    for judged in said:
        yield from (judged.left.words.text, judged.right.words.text)


def backing_of(held: Holdings, event_ids: Sequence[str]) -> Mapping[str, Backing]:
    """What stands behind events, by event id."""
    return held.overview.about(event_ids)


def _is_about(judged: Judged, whole: Whole) -> bool:
    """Whether a person's word is on an account of a happening, in it or apart from it now."""
    return any(
        account.document == end.document and account.trigger.overlaps(end.words)
        for account in whole.accounts
        for end in (judged.left, judged.right)
    )


def _happenings(asked: Asked) -> HappeningRows:
    held = asked.desk.holdings
    rows = happening_rows(held)
    asked.desk.settle()
    return rows


def _happening(asked: Asked) -> HappeningView:
    return happening_view(asked.desk.holdings, asked.path["id"])


ROUTES = (
    Route(
        "GET",
        "/happenings",
        _happenings,
        "All happenings, for the map, the timeline and lists.",
        answer=HappeningRows,
        by_head=True,
    ),
    Route(
        "GET",
        "/happenings/{id}",
        _happening,
        "One happening with all that is known of it, by its id or that of one of its events.",
        answer=HappeningView,
        by_head=True,
    ),
)
