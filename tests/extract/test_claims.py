"""Claims: who puts what forward, once."""

from __future__ import annotations

import pytest
from msgspec import structs

from crossfix.config import Config
from crossfix.extract.claims import Claims
from crossfix.extract.coverage import Coverage
from crossfix.model import Attribution, Claim, ClaimKind, Event, Segment, Span, slice_span
from crossfix.reading import Reading
from tests.readings import reading_of

STAGES = ["times", "quantities", "events", "forecasts", "claims"]

KINDS = [
    ("Troops shelled the town.", "event"),
    ("The army will attack the town.", "forecast"),
    ("Output is three times greater.", "quantity"),
    ("I believe this is a farce.", "assessment"),
    ("The whole idea is absurd.", "assessment"),
    ("Odesa is a port of Ukraine.", "state"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kinds(text: str, kind: str) -> None:
    reading = reading_of(text, "2025-02-12", stages=STAGES)
    [claim] = reading.all(Claim)
    assert claim.kind.value == kind
    [segment] = reading.all(Segment)
    assert claim.source_id == segment.voice
    assert claim.attribution is None


def test_events_know_their_claims_and_claims_their_events() -> None:
    reading = reading_of("Troops shelled the town and 5 people died.", stages=STAGES)
    events = reading.all(Event)
    assert events
    for event in events:
        assert event.claim_ids
        for claim_id in event.claim_ids:
            claim = reading.get(Claim, claim_id)
            assert claim is not None
            assert event.id in claim.refers_to


def test_the_authors_judgement_is_no_event() -> None:
    text = "This desperate show is a humiliation, and the author slammed the deal."
    reading = reading_of(text, "2025-02-12", stages=STAGES)
    assert [claim.kind for claim in reading.all(Claim)] == [ClaimKind.ASSESSMENT]
    assert reading.all(Event) == ()


def _attributed(text: str, *contents: str) -> Reading:
    reading = reading_of(text, "2025-02-12", stages=STAGES[:-1])
    entries = []
    for number, content in enumerate(contents):
        start = text.index(content)
        span = slice_span(text, start, start + len(content))
        entries.append(
            Attribution(
                id=f"att_{number}",
                source=None,
                source_id=f"src_{number}",
                cue=None,
                content=(span,),
            )
        )
    return reading.with_entries(entries)


def test_the_innermost_source_owns_the_claim() -> None:
    text = "He said that she said that troops shelled the town."
    reading = _attributed(
        text, "that she said that troops shelled the town", "that troops shelled the town"
    )
    claims = [entry for entry in Claims(Config()).run(reading) if isinstance(entry, Claim)]
    assert [(claim.source_id, claim.attribution) for claim in claims] == [("src_1", "att_1")]


def test_attributed_words_without_an_event_are_a_state_of_their_source() -> None:
    text = "The minister said the harbour lies in Odesa."
    reading = _attributed(text, "the harbour lies in Odesa")
    [claim] = Claims(Config()).run(reading)
    assert isinstance(claim, Claim)
    assert (claim.kind, claim.source_id) == (ClaimKind.STATE, "src_0")


def test_coverage_goes_from_the_outermost_to_the_innermost() -> None:
    def content(name: str, start: int, stop: int) -> Attribution:
        span = Span(start, stop, "x" * (stop - start))
        return Attribution(id=name, source=None, source_id=None, cue=None, content=(span,))

    coverage = Coverage([content("b", 5, 20), content("a", 0, 40), content("c", 30, 40)])
    assert [a.id for a in coverage.around(Span(6, 8, "xx"))] == ["a", "b"]
    assert [a.id for a in coverage.around(Span(35, 36, "x"))] == ["a", "c"]
    assert coverage.innermost(Span(41, 42, "x")) is None
    assert [a.id for a in coverage.inside(Span(3, 31, "x" * 28))] == ["b", "c"]


NO_PROPOSITIONS = [
    "Did Odesa fall?",
    "Think about the absurd logic of Odesa.",
    "Good news from Odesa.",
    "Here is the absurd post of the mayor of Odesa:",
]


@pytest.mark.parametrize("text", NO_PROPOSITIONS)
def test_questions_commands_and_bare_nouns_put_nothing_forward(text: str) -> None:
    assert reading_of(text, "2025-02-12", stages=STAGES).all(Claim) == ()


def _claims(reading: Reading) -> list[Claim]:
    return [entry for entry in Claims(Config()).run(reading) if isinstance(entry, Claim)]


def test_what_a_source_says_twice_over_is_one_claim() -> None:
    text = "He said that in his view the road is muddy."
    reading = _attributed(text, "that in his view the road is muddy", "the road is muddy")
    both = [structs.replace(a, source_id="src_0") for a in reading.all(Attribution)]
    [claim] = _claims(reading.with_entries(both))
    assert [span.text for span in claim.spans] == ["the road is muddy"]


def test_the_same_words_by_one_source_are_one_claim() -> None:
    text = "The whole idea is plainly absurd. Nobody came. The whole idea is plainly absurd."
    [claim] = [
        c
        for c in reading_of(text, "2025-02-12", stages=STAGES).all(Claim)
        if c.kind is ClaimKind.ASSESSMENT
    ]
    assert len(claim.spans) == 2


def test_an_indirect_question_is_no_claim_of_the_one_who_asks() -> None:
    text = "She asked whether the road is muddy."
    assert _claims(_attributed(text, "whether the road is muddy")) == []


def test_words_beside_an_event_are_a_state_of_their_source() -> None:
    text = "He said: “The road is muddy. Troops shelled the town.”"
    reading = _attributed(text, "“The road is muddy. Troops shelled the town.”")
    told = {(claim.kind.value, claim.spans[0].text) for claim in _claims(reading)}
    assert ("state", "“The road is muddy.") in told
    assert {kind for kind, _ in told} == {"state", "event"}


def test_only_what_judges_as_a_predicate_makes_an_assessment() -> None:
    kinds = [
        [claim.kind.value for claim in reading_of(text, "2025-02-12", stages=STAGES).all(Claim)]
        for text in ("Ukraine has an important port.", "The port of Ukraine is important.")
    ]
    assert kinds == [["state"], ["assessment"]]
