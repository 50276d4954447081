"""A report's own words beside the source that it names."""

from __future__ import annotations

from crossfix.findings.origins import MergeReason, Origin, OriginKind, Telling
from crossfix.link.origin_groups import origins
from crossfix.model import SourceKind, Span

KEYS = {
    "governor": "person::gov:",
    "hospital": "body::hospital",
    "the statement": "unnamed:a:statement",
}
PAPER = "the statement"


def telling(report: str, start: int, who: str | None = None, *, denied: bool = False) -> Telling:
    """What a report tells at an offset, on somebody's word or on its own."""
    known = OriginKind.UNNAMED if who == PAPER else OriginKind.NAMED
    origin = Origin(
        kind=known if who else OriginKind.OWN,
        name=who or "Courier",
        source_kind=SourceKind.DOCUMENT if who == PAPER else SourceKind.OFFICIAL,
        keys=(KEYS[who],) if who else ("outlet::courier",),
        day="2025-05-14",
    )
    return Telling(
        id=f"tel_{report}_{start:03}",
        document_id=report,
        event_id=f"evt_{report}_{start}",
        words=Span(start=start, stop=start + 3, text="hit"),
        origin=origin,
        attribution=f"att_{report}_{start}" if who else None,
        publisher=("outlet::courier",),
        denied=denied,
    )


def parts(*tellings: Telling) -> list[set[str]]:
    """The tellings of each origin, by report and offset."""
    groups = origins(tellings, [])
    return sorted(({t.id.removeprefix("tel_") for t in g.tellings} for g in groups), key=sorted)


def test_a_headline_and_what_goes_on_rest_on_whom_the_report_names() -> None:
    found = parts(telling("a", 0), telling("a", 50, "governor"), telling("a", 90))
    assert found == [{"a_000", "a_050", "a_090"}]


def test_of_two_sources_the_one_before_is_rested_on() -> None:
    told = (telling("a", 20, "governor"), telling("a", 50), telling("a", 90, "hospital"))
    assert parts(*told) == [{"a_020", "a_050"}, {"a_090"}]


def test_an_outlet_s_own_words_do_not_join_its_sources() -> None:
    told = (
        telling("a", 0),
        telling("a", 20, "governor"),
        telling("b", 0),
        telling("b", 20, "hospital"),
    )
    assert parts(*told) == [{"a_000", "a_020"}, {"b_000", "b_020"}]


def test_the_statement_is_that_of_whom_the_report_names() -> None:
    assert parts(telling("a", 0, "governor"), telling("a", 50, PAPER)) == [{"a_000", "a_050"}]
    assert parts(telling("a", 0, PAPER), telling("b", 0, "governor")) == [{"a_000"}, {"b_000"}]


def test_a_report_that_names_nobody_is_its_own_origin() -> None:
    assert parts(telling("a", 0), telling("b", 20, "governor")) == [{"a_000"}, {"b_020"}]


def test_own_words_do_not_rest_on_a_denial() -> None:
    assert parts(telling("a", 0), telling("a", 20, "governor", denied=True)) == [
        {"a_000"},
        {"a_020"},
    ]


def test_the_reason_is_told() -> None:
    [group] = origins([telling("a", 0), telling("a", 20, "governor")], [])
    [merge] = group.merges
    assert (merge.reason, merge.because) == (
        MergeReason.OWN_WORDS,
        "the report names governor for it",
    )
    assert group.name == "governor"
