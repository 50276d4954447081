"""Who wrote what a lead-in announces, by the shape of the lead-in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfix.annotate.writers import IN_FULL, LATER, WRITTEN_BY
from crossfix.model import Segment, SegmentKind, Source
from tests.readings import reading_of

POST = (
    "We counted eleven boats last night. The crews tell us that three of them came back without "
    "their engines."
)


@pytest.mark.parametrize(
    ("lead", "writer"),
    [
        ("Gull Digest forwarded this post by Bridge Watch, dated June 16:", "Bridge Watch"),
        ("From the 2nd Battalion, forwarded to us on Friday:", "the 2nd Battalion"),
        ("10/ Worth your time, from @gulfpilot, a retired pilot, via @tanks:", "@gulfpilot"),
        ("On Facebook @quay_mayor, who is not the mayor, wrote this:", "@quay_mayor"),
        ("An MSF statement:", "MSF"),
        ("Starling's latest post:", "Starling"),
        ("Here is Sunday's post in full:", None),
        ("A message from a friend:", None),
        ("This post made me laugh:", None),
    ],
)
def test_names_the_writer(lead: str, writer: str | None) -> None:
    found = WRITTEN_BY.search(lead)
    assert (found[found.lastgroup or 0] if found else None) == writer


@pytest.mark.parametrize(
    ("lead", "voice"),
    [
        ("Gull Digest forwarded this post by Bridge Watch, dated June 16:", "Bridge Watch"),
        ("Kordofan Monitor was right again. Here is its post in full:", "Kordofan Monitor"),
        ("On Facebook @quay_mayor, who is not the mayor, wrote this:", "@quay_mayor"),
        ("A soldier of the 126th, on the telephone:", "A soldier of the 126th"),
        ("Last, a letter. It was sent by a medic in Sumy:", "a medic"),
    ],
)
def test_the_writer_speaks_in_what_follows(lead: str, voice: str) -> None:
    reading = reading_of(f"{lead}\n\n{POST}\n\nSo much for that.", stages=["voices"])
    names = {source.id: source.name for source in reading.all(Source)}
    quoted = [s for s in reading.all(Segment) if s.kind is SegmentKind.QUOTED_REPORT]
    assert [names[s.voice] for s in quoted[:1]] == [voice]


def test_what_is_promised_for_later_is_not_there() -> None:
    text = (
        "The ministry promised to publish the statement of the officer:\n\n"
        "The observatory in Segou counts forty dead and warns that the number will rise."
    )
    kinds = [s.kind for s in reading_of(text, stages=["voices"]).all(Segment)]
    assert kinds == [SegmentKind.LEAD_IN, SegmentKind.PARAGRAPH]


@given(st.text(alphabet="AaTheFrom post:'s@_ ,.1", max_size=60))
def test_a_writer_is_never_empty(lead: str) -> None:
    found = WRITTEN_BY.search(lead)
    assert found is None or found[found.lastgroup or 0].strip()
    for pattern in (IN_FULL, LATER):
        match = pattern.search(lead)
        assert match is None or match.group().strip()


def test_a_list_that_nothing_announces_is_the_authors() -> None:
    text = "\n\n".join(
        ["The day was quiet until noon.", "▪️ North: our troops hold the bank.",
         "▪️ East: the enemy fired 120 shells.", "▪️ South: our guns answered.", "We counted 61.",
         "Tomorrow will be loud."]
    )  # fmt: skip
    kinds = {s.kind for s in reading_of(text, stages=["voices"]).all(Segment)}
    assert kinds == {SegmentKind.PARAGRAPH}
