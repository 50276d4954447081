"""What the words of an attribution tell besides, on given spans: denial and evidence."""

from __future__ import annotations

import pytest

from crossfix.annotate.attribution.finding import Finding, page_of
from crossfix.annotate.attribution.marks import evidence_of, polarity_of
from crossfix.annotate.parse import parse
from crossfix.model import Evidence, Polarity

DENIED, AFFIRMED = Polarity.DENIED, Polarity.AFFIRMED

TABLE: list[tuple[str, str, str, str, Polarity]] = [
    # text, source, cue, content
    ("Moscow called the recording a fake.", "Moscow", "called", "the recording a fake", DENIED),
    ("Moscow called the tape proof.", "Moscow", "called", "the tape proof", AFFIRMED),
    (
        "The secretary has called the report “an invention from start to end”.",
        "The secretary",
        "has called",
        "the report “an invention from start to end”",
        DENIED,
    ),
    (
        "The deputy dismissed the figures as “political”.",
        "The deputy",
        "dismissed",
        "the figures as “political”",
        DENIED,
    ),
    (
        "The deputy dismissed the offer as theatre.",
        "The deputy",
        "dismissed",
        "the offer as theatre",
        AFFIRMED,
    ),
    ("The adviser said that was a lie.", "The adviser", "said", "that was a lie", DENIED),
    ("The owner says it doesn't.", "The owner", "says", "it doesn't", DENIED),
    (
        "The cabinet has ruled out giving up the hill.",
        "The cabinet",
        "has ruled out",
        "giving up the hill",
        DENIED,
    ),
    (
        "The cabinet has not ruled out a strike.",
        "The cabinet",
        "has not ruled out",
        "a strike",
        AFFIRMED,
    ),
    (
        "Kyiv has refused to say what the tracks are for.",
        "Kyiv",
        "has refused",
        "to say what the tracks are for",
        DENIED,
    ),
    (
        "The envoy would not tell me which it is.",
        "The envoy",
        "would not tell",
        "which it is",
        DENIED,
    ),
    ("He promised nothing of the kind.", "He", "promised", "nothing of the kind", DENIED),
    ("Two said they saw no such thing.", "Two", "said", "they saw no such thing", AFFIRMED),
    (
        "He denied a report by Rudaw that jets had struck.",
        "Rudaw",
        "report",
        "that jets had struck",
        AFFIRMED,
    ),
    ("I refuse to accept that our people did it.", "I", "refuse to accept",
     "that our people did it", DENIED),
    ("The army refused to withdraw.", "The army", "refused", "to withdraw", AFFIRMED),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "cue", "content", "polarity"), TABLE)
def test_polarity(text: str, source: str, cue: str, content: str, polarity: Polarity) -> None:
    [(doc, _)] = parse([(text, None)])

    def find(words: str) -> tuple[int, int]:
        start = text.index(words)
        span = doc.char_span(start, start + len(words), alignment_mode="expand")
        assert span is not None
        return span.start, span.end

    finding = Finding(find(source), find(cue), (find(content),), "given")
    assert polarity_of(page_of(doc), finding) is polarity


@pytest.mark.parametrize(
    ("source", "content", "kind"),
    [
        ("Planet", "that satellite images show a berm", Evidence.SATELLITE),
        ("an officer", "“we see them on every satellite picture”", None),
        ("footage from a drone", "two boats", Evidence.VIDEO),
    ],
)
def test_evidence_is_not_what_somebody_talks_of(
    source: str, content: str, kind: Evidence | None
) -> None:
    assert evidence_of(source, "said", [content], nameless=False) is kind
