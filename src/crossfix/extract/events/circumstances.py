"""When an event happened, how exactly that is told, and its figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from crossfix.extract.events.clauses import clause_of, phrase_of
from crossfix.extract.events.lexicon import LIGHT
from crossfix.extract.events.scene import Laid, Scene, between
from crossfix.extract.events.telling import complement_of, governor, is_outside
from crossfix.extract.events.trigger import Trigger
from crossfix.model import EventType, Time, TimeType
from crossfix.syntax import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRESENT: Final = frozenset({"VBZ", "VBP"})
_CORE: Final = frozenset({"nsubj", "nsubjpass", "dobj"})
_UNTIL: Final = frozenset({"until", "till", "by", "before"})
_LASTING: Final = frozenset({"for", "in", "over", "within", "during"})
_NOW: Final = frozenset({"today", "now", "currently", "tonight", "presently"})


@dataclass(frozen=True, slots=True)
class When:
    """The time expressions of an event and the bounds they give, ISO 8601."""

    times: tuple[Time, ...] = ()
    earliest: str | None = None
    latest: str | None = None

    @property
    def precision(self) -> int | None:
        """ACLED time precision: 1 the day, 2 the week, 3 the month; None beyond."""
        if self.earliest is None or self.latest is None:
            return None
        days = (day_of(self.latest) - day_of(self.earliest)).days
        return next((code for limit, code in ((1, 1), (7, 2), (31, 3)) if days <= limit), None)


def scope_of(trigger: Trigger) -> set[int]:
    """The tokens whose places, times and figures belong to a trigger first of all."""
    token = trigger.token
    if trigger.verbal and token.dep_ == "amod":
        return phrase_of(token.head) | clause_of(token.head)
    tokens = clause_of(token)
    return tokens if trigger.verbal else tokens | phrase_of(trigger.token)


def when_of(scene: Scene, trigger: Trigger, scope: set[int], rival: set[int]) -> When:
    """The times of an event in its own phrase or its clause."""
    sentence = trigger.token.sent
    laid = between(scene.times, sentence.start, sentence.end - 1)
    own = [] if trigger.verbal else [t for t in laid if t.inside(phrase_of(trigger.token))]
    inside = [
        t
        for t in laid
        if t.inside(scope) and not t.inside(rival) and not _is_no_time_of(scene, t, trigger)
    ]
    for group in (own if rival else [], inside):
        when = _dated(scene, group)
        if when.times:
            return when
    return When()


def when_near(scene: Scene, trigger: Trigger, rival: set[int]) -> When:
    """The times told in the rest of an event's sentence; not since when something else is so."""
    sentence = trigger.token.sent
    laid = between(scene.times, sentence.start, sentence.end - 1)
    said = complement_of(trigger.token)
    doc = scene.passage.doc
    near = []
    for item in laid:
        word, verb = doc[item.last], governor(doc[item.last])
        if is_since(scene, item) or is_vague(item.entry) or is_outside(word, said):
            continue
        if _is_at_once(verb, trigger.token) or not (
            item.inside(rival) or _is_of_next(verb, trigger.token) or _is_aside(verb)
        ):
            near.append(item)
    return _dated(scene, near)


def _is_at_once(verb: Token | None, trigger: Token) -> bool:
    """Whether a clause tells at what moment something happened ("killed when a bomb hit X")."""
    if verb is None or verb.dep_ != "advcl" or trigger not in {verb.head, verb.head.head}:
        return False
    if verb.head != trigger and verb.head.dep_ != "conj":
        return False
    return any(child.lower_ in {"when", "as", "while"} for child in verb.children)


def _is_aside(verb: Token | None) -> bool:
    """Whether a verb tells something else of a place or thing ("where others saw it later")."""
    return verb is not None and verb.dep_ == "relcl" and any(c.dep_ in SUBJECTS for c in verb.lefts)


def _is_no_time_of(scene: Scene, item: Laid[Time], trigger: Trigger) -> bool:
    """Whether a word for the present is no time but what acts or is acted on ("the current")."""
    token = scene.passage.doc[item.last]
    return is_vague(item.entry) and token.pos_ == "NOUN" and token.dep_ in _CORE


def _is_of_next(verb: Token | None, trigger: Token) -> bool:
    """Whether a verb tells what came next ("taken prisoner near X and freed in May").

    A time behind both is that of both where nothing stands between them.
    """
    if verb is None or verb.dep_ != "conj" or verb.head != trigger or verb.i < trigger.i:
        return False
    return any(t.dep_ in {"prep", "npadvmod"} for t in trigger.doc[trigger.i + 1 : verb.i])


def is_until(scene: Scene, item: Laid[Time]) -> bool:
    """Whether a time is the one until which something is so, or by which it is to be."""
    before = scene.passage.doc[max(0, item.first - 2) : item.first]
    return any(token.lower_ in _UNTIL for token in before)


def is_ahead(scene: Scene, when: When) -> bool:
    """Whether a time is still to come on the day of the telling."""
    day = scene.today
    return day is not None and when.earliest is not None and when.earliest[:10] > day[:10]


def is_vague(time: Time) -> bool:
    """Whether a time says only "now", which holds for its own clause alone."""
    return time.value == "PRESENT_REF"


def _dated(scene: Scene, laid: Sequence[Laid[Time]]) -> When:
    """The times of a group as bounds; "since" opens an interval that ends with the telling."""
    points = [item for item in laid if _is_point(item.entry)]
    plain = [item.entry for item in points if not is_since(scene, item)]
    if plain or not points:
        return bounded(plain)
    since = bounded([item.entry for item in points])
    day = scene.today
    if since.earliest is None or day is None or day[:10] < since.earliest[:10]:
        return since
    return When(since.times, since.earliest, max(day, since.latest or day))


def is_since(scene: Scene, item: Laid[Time]) -> bool:
    """Whether a time is one since when something is so ("since Monday", "since the 2022 war")."""
    before = scene.passage.doc[max(0, item.first - 2) : item.first]
    return any(token.lower_ == "since" for token in before)


def _is_point(time: Time) -> bool:
    return time.type in {TimeType.DATE, TimeType.TIME} and (
        time.earliest is not None or time.value is not None
    )


def bounded(times: Sequence[Time]) -> When:
    """Times with the bounds they give together: their overlap, or else all of their reach."""
    known = [(t.earliest, t.latest) for t in times if t.earliest and t.latest]
    if not known:
        return When(tuple(times))
    earliest, latest = known[0]
    for start, stop in known[1:]:
        if start[:10] <= latest[:10] and earliest[:10] <= stop[:10]:
            narrow_start, narrow_stop = _later(earliest, start), _earlier(latest, stop)
            if narrow_start[:16] <= narrow_stop[:16] or len(narrow_start) != len(narrow_stop):
                earliest, latest = narrow_start, narrow_stop
                continue
        earliest, latest = min(earliest, start), max(latest, stop)
    return When(tuple(times), earliest, latest)


def _later(a: str, b: str) -> str:
    """The later of two starts; on one day the one that tells the hour."""
    return max(a, b) if a[:10] != b[:10] else max(a, b, key=lambda s: (len(s) > 10, s))


def _earlier(a: str, b: str) -> str:
    """The earlier of two ends; on one day the one that tells the hour."""
    return (
        min(a, b)
        if a[:10] != b[:10]
        else (a if len(a) > len(b) else b)
        if len(a) != len(b)
        else min(a, b)
    )


def today_of(scene: Scene, trigger: Trigger, scope: set[int]) -> When:
    """The segment's own day, when the words say that it happens now.

    What has gone on for a time that is told is not of today alone, and what "is encircled"
    became so before.
    """
    day = scene.today
    verb = trigger.token if trigger.verbal else trigger.carrier
    if day is None or verb is None:
        return When()
    words = {trigger.token.doc[i].lower_ for i in scope}
    if not trigger.verbal and verb.lemma_.lower() in LIGHT["report"]:
        return When()  # "the footage shows the landing" is told today and happened before
    told = trigger.verbal or trigger.light or trigger.token.dep_ in {"nsubj", "attr"}
    head = trigger.token.head
    hangs = head.dep_ != "appos" and verb in {head, head.head} and trigger.token.dep_ != "appos"
    told = told or (hangs and verb.lemma_ in {"be", "remain", "stand"})
    if words & _NOW and not _is_before(verb):
        return When((), day, day)
    if told and _is_present(verb) and not lasts(scene, scope) and not _is_result(trigger, verb):
        return When((), day, day)
    return When()


def lasts(scene: Scene, scope: set[int]) -> bool:
    """Whether a length of time is told with an event ("in a week", "for two days")."""
    return any(_is_length(scene, t) and t.inside(scope) for t in scene.times)


def length_of(scene: Scene, scope: set[int]) -> Time | None:
    """The length of time for which something is said to have gone on."""
    return next((t.entry for t in scene.times if _is_length(scene, t) and t.inside(scope)), None)


def _is_length(scene: Scene, item: Laid[Time]) -> bool:
    before = scene.passage.doc[max(0, item.first - 1) : item.first + 1]
    return item.entry.type is TimeType.DURATION and any(t.lower_ in _LASTING for t in before)


def _is_result(trigger: Trigger, verb: Token) -> bool:
    """Whether a passive of the present tells how things are ("are encircled") by what was done."""
    if trigger.rule.type is EventType.OUTAGE or verb.tag_ != "VBN":
        return False
    return not any(child.lower_ == "being" for child in verb.children)


def _is_before(verb: Token) -> bool:
    """Whether a verb is in the past perfect, and so tells of what was before anything else."""
    return any(c.dep_ == "aux" and c.lower_ == "had" for c in verb.children)


def _is_present(verb: Token) -> bool:
    parts = [verb, *(c for c in verb.children if c.dep_ in {"aux", "auxpass"})]
    perfect = any(p.lemma_ == "have" for p in parts)
    return not perfect and any(p.tag_ in _PRESENT for p in parts)


def day_of(iso: str) -> date:
    """The day of a bound, the first of its month where it tells none."""
    try:
        return date.fromisoformat(iso[:10])
    except ValueError:
        year, month = (int(part) for part in (iso[:7] + "-01").split("-")[:2])
        return date(year, month, 1) + timedelta(days=0)


def figures_of(scene: Scene, trigger: Trigger, scope: set[int], rival: set[int]) -> tuple[str, ...]:
    """Ids of the figures of a trigger's clause."""
    sentence = trigger.token.sent
    laid = between(scene.figures, sentence.start, sentence.end - 1)
    return tuple(f.entry.id for f in laid if f.inside(scope) and not f.inside(rival))
