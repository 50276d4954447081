"""What "today" means in the author's words, in a wire report and in a pasted post."""

from __future__ import annotations

import msgspec
import pytest

from crossfix.annotate.times import Times
from crossfix.config import Config
from crossfix.model import Segment, SegmentKind, Time
from crossfix.reading import Reading
from tests.readings import reading_of

PUBLISHED = "2025-02-12"


def with_post(post: str, published: str | None = PUBLISHED) -> Reading:
    """An author's lead-in and a pasted post under it, the times of both reckoned."""
    reading = reading_of(f"Here is a report of the attack yesterday:\n\n{post}", published)
    lead_in, *quoted = reading.all(Segment)
    parents = [lead_in.id, *(segment.id for segment in quoted)]
    changed = [
        msgspec.structs.replace(segment, kind=SegmentKind.QUOTED_REPORT, parent=parent)
        for segment, parent in zip(quoted, parents, strict=False)
    ]
    reading = reading.with_entries(changed)
    return reading.with_entries(Times(Config()).run(reading))


POSTS = [
    ("Chronology of yesterday's attack. It began on February 6, 2025, time 10.08.", "2025-02-07"),
    ("Chronology of last night's attack. It began on February 6, 2025.", "2025-02-07"),
    ("Today our troops took the farm. February 6, 2025 will be remembered.", "2025-02-06"),
    ("Yesterday's attack began on February 6, time 10.08.", "2025-02-07"),
    ("On the night of February 7, 2025, troops struck the substation.", "2025-02-07"),
    ("February 9, 2025\nThe enemy shelled the town today.", "2025-02-09"),
    ("The enemy shelled the town today.", PUBLISHED),
    ("The war began on February 24, 2022.", PUBLISHED),  # too long ago to be its day
    ("Yesterday it was quiet. On March 1, 2025, talks will open.", PUBLISHED),
    ("On February 3, 2025, and on February 5, 2025, they struck.", "2025-02-05"),
]


@pytest.mark.parametrize(("post", "dateline"), POSTS)
def test_dateline_of_a_post(post: str, dateline: str) -> None:
    reading = with_post(post)
    lead_in, *quoted = reading.all(Segment)
    assert lead_in.dateline == PUBLISHED
    assert {segment.dateline for segment in quoted} == {dateline}


def test_yesterday_of_a_post_is_not_that_of_the_author() -> None:
    reading = with_post(POSTS[0][0])
    found = {time.start: time for time in reading.all(Time)}
    ours, theirs, full, clock = (found[start] for start in sorted(found))
    assert (ours.value, theirs.value) == ("2025-02-11", "2025-02-06")
    assert (full.value, clock.value) == ("2025-02-06", "2025-02-06T10:08")
    assert ours.anchor == reading.document.id
    assert theirs.anchor == reading.all(Segment)[1].id


def test_a_post_over_several_paragraphs_has_one_dateline() -> None:
    post = "Yesterday the farm was attacked.\n\nIt began on February 6, 2025, at 10:08."
    assert {s.dateline for s in with_post(post).all(Segment)[1:]} == {"2025-02-07"}


def test_a_post_keeps_its_own_day_without_publication_date() -> None:
    reading = with_post("Yesterday's attack began on February 6, 2025.", None)
    lead_in, post = reading.all(Segment)
    assert (lead_in.dateline, post.dateline) == (None, "2025-02-07")


WIRES = [
    ("KYIV, Feb 10 — Shells fell on Monday.", "2025-02-10"),
    ("KYIV, Ukraine, Feb. 10 (Agency) - Shells fell.", "2025-02-10"),
    ("LONDON Feb 10 (Agency) - Shells fell.", "2025-02-10"),
    ("Shells fell on Feb 10 near the town.", PUBLISHED),
    ("On Feb 10 - a day of rain - shells fell.", PUBLISHED),
]


@pytest.mark.parametrize(("text", "dateline"), WIRES)
def test_wire_dateline(text: str, dateline: str) -> None:
    [segment] = reading_of(text, PUBLISHED, stages=["times"]).all(Segment)
    assert segment.dateline == dateline


def test_a_stamp_at_the_head_dates_a_report_without_publication_date() -> None:
    reading = reading_of("February 10, 2025\n\nShells fell yesterday.", None, stages=["times"])
    assert [segment.dateline for segment in reading.all(Segment)] == ["2025-02-10"] * 2
    assert [time.value for time in reading.all(Time)] == ["2025-02-10", "2025-02-09"]


def test_no_date_no_dateline() -> None:
    reading = reading_of("Shells fell yesterday.", None, stages=["times"])
    assert [segment.dateline for segment in reading.all(Segment)] == [None]
