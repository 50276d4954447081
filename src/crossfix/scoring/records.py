"""The records of the register of forecasts and of its score."""

from __future__ import annotations

from enum import StrEnum

from crossfix.model import EventType, Forecast, Record, SourceKind, Span


class Outcome(StrEnum):
    """What became of a forecast; void: it cannot be judged, or its condition never came."""

    TRUE = "true"
    FALSE = "false"
    VOID = "void"


class State(StrEnum):
    """How a forecast stands: not decided yet, past its deadline, or resolved."""

    OPEN = "open"
    DUE = "due"
    TRUE = "true"
    FALSE = "false"
    VOID = "void"


class Resolution(Record, frozen=True, kw_only=True):
    """What somebody found of a forecast, as the audit log of the case tells it.

    ``forecast`` and ``words`` are its id and the stretch that it covered when it was
    resolved: a later reading may see other bounds.  ``on`` is the day (ISO 8601) on which
    the outcome was found, ``source`` what it was found in; ``who`` and ``at`` (UTC) are
    those of the audit entry number ``audit_seq``, ``because`` its reason.
    """

    forecast: str
    document_id: str
    words: Span
    outcome: Outcome
    because: str
    on: str
    source: str | None
    who: str
    at: str
    audit_seq: int


class Registered(Record, frozen=True, kw_only=True):
    """One forecast of a case: who made it, what it is about, and how it stands.

    ``source`` is the name to show.  ``source_key`` is the same for one source in all
    reports: the id of a named one, the publisher or else the report of a nameless author,
    and the kind of source for any other who has no name, which is a class and no person.
    """

    document_id: str
    report: str
    published: str | None
    source: str
    source_key: str
    source_kind: SourceKind
    topic: EventType
    state: State
    forecast: Forecast
    resolution: Resolution | None = None


class Measures(Record, frozen=True, kw_only=True):
    """How good forecasts with a probability were, over ``n`` of them that came out.

    ``brier`` is the mean squared difference, 0 to 1, with the bounds of a 95 % bootstrap
    interval (``None`` on fewer than ten); it equals ``reliability`` - ``resolution`` +
    ``uncertainty``.  ``log`` is the mean of -ln of the probability of what came out, after
    clipping.  ``said`` is the mean probability, ``came_true`` the share that came true.
    Lower is better for ``brier``, ``log`` and ``reliability``; higher for ``resolution``.
    """

    n: int
    brier: float
    brier_low: float | None
    brier_high: float | None
    log: float
    reliability: float
    resolution: float
    uncertainty: float
    said: float
    came_true: float


class Share(Record, frozen=True, kw_only=True):
    """How many of ``n`` came true, as a share with the bounds of its 95 % Wilson interval.

    Without any, the three are ``None``.
    """

    n: int
    came_true: float | None = None
    low: float | None = None
    high: float | None = None


class Bin(Record, frozen=True, kw_only=True):
    """The forecasts whose probability lies from ``low`` up to ``high``: said and come true.

    ``words`` is the term of ICD 203 for this interval, ``said`` their mean probability.
    """

    words: str
    low: float
    high: float
    said: float | None
    share: Share


class Group(Record, frozen=True, kw_only=True):
    """The score of one source, topic or kind.

    ``measures`` (over ``scored`` forecasts with a probability), ``unnumbered`` and
    ``void_rate`` are ``None`` where they would rest on fewer than ``Scorecard.least``.
    ``rank`` is by Brier score, 1 the best, among those that have one.
    """

    key: str
    name: str
    registered: int
    true: int
    false: int
    void: int
    void_rate: float | None
    scored: int
    measures: Measures | None
    without_probability: int
    unnumbered: Share | None
    rank: int | None


class Scorecard(Record, frozen=True, kw_only=True):
    """The score of a case's forecasts.

    ``registered`` counts forecasts, the ``copies`` of others among them; every other count
    is without copies.  ``due`` are past their deadline and not resolved.  ``disputed``
    names copies of one forecast that were resolved differently: none of them is scored.
    ``lost`` counts resolutions whose words are no forecast in the present reading.
    ``void_rate`` is of all that were resolved.
    """

    registered: int
    copies: int
    open: int
    due: int
    true: int
    false: int
    void: int
    void_rate: float | None
    disputed: tuple[tuple[str, ...], ...]
    lost: int
    clip: float
    least: int
    measures: Measures | None
    unnumbered: Share
    bins: tuple[Bin, ...]
    sources: tuple[Group, ...]
    topics: tuple[Group, ...]
    kinds: tuple[Group, ...]
