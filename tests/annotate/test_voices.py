"""Whose words a paragraph is: lead-ins, pasted posts, signatures, block quotes."""

from __future__ import annotations

import pytest

from crossfix.model import Segment, SegmentKind, Source
from crossfix.reading import Mark, MarkKind
from tests.readings import reading_of

LEAD, QUOTED, PLAIN = SegmentKind.LEAD_IN, SegmentKind.QUOTED_REPORT, SegmentKind.PARAGRAPH
HEADING, RULE = SegmentKind.HEADING, SegmentKind.SEPARATOR


def told(text: str, marks: tuple[Mark, ...] = ()) -> list[tuple[SegmentKind, str | None]]:
    reading = reading_of(text, stages=["voices"], marks=marks)
    names = {source.id: source.name for source in reading.all(Source)}
    return [(segment.kind, names[segment.voice]) for segment in reading.all(Segment)]


ANSWERED = [
    (
        "A report from a nurse in Nikopol:\n\n"
        "We spent the night in the cellar. In the morning there were no windows left.",
        "a nurse",
    ),
    (
        "The channel Harbour Watch writes:\n\n"
        "🔹 Our troops hit the port crane at dawn. 🔹 The fire was put out by noon.",
        "The channel Harbour Watch",
    ),
    (
        "As described by Reuters:\n\n"
        "“The bridge was closed to traffic on Sunday after two explosions, officials said.”",
        "Reuters",
    ),
    (
        "More on the rail hub:\n\n"
        "Last night our forces struck the rail hub , two trains burned. Steppe Courier",
        "Steppe Courier",
    ),
    (
        "From the same sector:\n\n"
        "Gulf Monitor reports from the Orikhiv direction. The enemy has brought up reserves.",
        "Gulf Monitor",
    ),
    (
        "The night was described by the mayor:\n\n"
        "Three drones hit the boiler house, the mayor said on local television on Friday.",
        None,
    ),
]


@pytest.mark.parametrize(("text", "voice"), ANSWERED)
def test_answered_lead_in_gives_the_quoted_report_its_voice(text: str, voice: str | None) -> None:
    assert told(text) == [(LEAD, None), (QUOTED, voice)]


UNANSWERED = [
    "The governor posted this on Sunday:\n\nThat is hardly the language of a man at ease.",
    "Here is the moment of the explosion:\n\nHowever, the cause is not known.",
    "Macron had this to say:\n\n* * *\n\nElsewhere, the front was quiet.",
    "The map shows how far the column got:\n\nWhat nobody explains is how it was supplied.",
    "Look at this photo of the crater:",
    "The ministry put out a video of the launch:\n\nIt was filmed near the coast, it seems.",
]


@pytest.mark.parametrize("text", UNANSWERED)
def test_lead_in_that_the_author_walks_past_stays_unanswered(text: str) -> None:
    reading = reading_of(text, stages=["voices"])
    lead = reading.all(Segment)[0]
    assert lead.kind is LEAD
    assert sum(lead.reasons.values()) < 0
    assert QUOTED not in {segment.kind for segment in reading.all(Segment)}


OWN_WORDS = [
    "There are three reasons for this:\n\n- The roads are mud.\n- Shells are short.\n- It is cold.",
    "The terms were clear:\n\nNo troops, no bases, no foreign ships in the strait.",
    "Two things follow:\n\n1. The bridge stays closed.\n\n2. The ferry is the only way.",
]


@pytest.mark.parametrize("text", OWN_WORDS)
def test_list_after_a_colon_is_the_authors_own(text: str) -> None:
    kinds = [kind for kind, _ in told(text)]
    assert kinds[0] is LEAD
    assert set(kinds[1:]) == {PLAIN}


HEADINGS = [
    "Conclusion:\n\nThe war goes on, and nobody is ready to end it this year.",
    "Donetsk direction\n\nThe fighting near the river went on through the whole night.",
    "Key points:\n\nThe army held its lines, and the bridges are still standing today.",
    "Losses:\n\nTwo armoured vehicles and a truck were lost near the crossing on Monday.",
]


@pytest.mark.parametrize("text", HEADINGS)
def test_heading_is_no_lead_in(text: str) -> None:
    assert told(text) == [(HEADING, None), (PLAIN, None)]


def test_pasted_post_without_a_lead_in_has_a_nameless_voice() -> None:
    text = (
        "The day was quiet in the north.\n\n"
        "🔴 Our units struck a depot near Balta at night. 🔴 The enemy lost two launchers ."
    )
    kinds = told(text)
    assert kinds == [(PLAIN, None), (QUOTED, None)]


def test_post_of_several_paragraphs_is_one_voice() -> None:
    text = (
        "Delta Post writes:\n\n"
        "🔴 Our troops moved up to the canal. #canal\n\n"
        "🔴 The enemy blew up the lock . @deltapost\n\n"
        "But none of this could be confirmed."
    )
    kinds = told(text)
    assert kinds[1:3] == [(QUOTED, "Delta Post"), (QUOTED, "Delta Post")]
    assert kinds[3] == (PLAIN, None)


def test_signature_line_names_the_post_above_it() -> None:
    text = (
        "And this came in late:\n\n"
        "⚡ The enemy's drones struck the refinery , the fire can be seen from afar.\n\n"
        "— Night Bulletin"
    )
    assert told(text)[1] == (QUOTED, "Night Bulletin")


def test_block_quote_and_forward_carry_their_label() -> None:
    text = "He was clear.\n\nWe will not leave the town."
    quote = Mark(MarkKind.QUOTE, 15, len(text), "Regional Administration")
    assert told(text, (quote,))[1] == (QUOTED, "Regional Administration")
    forward = Mark(MarkKind.FORWARD, 15, len(text), "Front Desk")
    assert told(text, (forward,))[1] == (QUOTED, "Front Desk")


def test_a_channels_own_post_is_its_authors() -> None:
    text = (
        "⚡ Evening summary\n\n"
        "▪️ Our troops held the ridge near Balta.\n\n"
        "▪️ The enemy lost two boats , the river is quiet again.\n\n"
        "▪️ Our artillery worked on the far bank. #river"
    )
    assert {kind for kind, _ in told(text)} <= {HEADING, PLAIN}


def test_separator_and_author() -> None:
    assert told("One thing.\n\n—\n\nAnother thing.") == [(PLAIN, None), (RULE, None), (PLAIN, None)]


def test_parent_of_a_quoted_report_is_its_lead_in() -> None:
    reading = reading_of(ANSWERED[1][0], stages=["voices"])
    lead, quoted = reading.all(Segment)
    assert quoted.parent == lead.id


@pytest.mark.parametrize(
    "text",
    [
        "NATO, the EU and the UN condemned the strike on Sunday.",
        "The minister denied it: “No such order was given.”",
        "At 10:30 the alarm sounded, at 11:15 it ended.",
        "He said that the enemy of peace is impatience.",
    ],
)
def test_plain_prose_is_the_authors(text: str) -> None:
    assert told(text) == [(PLAIN, None)]


def test_post_given_whole_ends_where_the_author_speaks_of_it() -> None:
    text = (
        "It began with a post by the channel Steppe Courier. I give it as it stands:\n\n"
        "The mill is ours. The lads went in at dawn and had cleared the yard by ten.\n\n"
        "Two trucks burned by the gate. The commander reports no losses.\n\n"
        "Note what is missing in the post: a single photograph of the yard."
    )
    voice = (QUOTED, "Steppe Courier")
    assert told(text) == [(LEAD, None), voice, voice, (PLAIN, None)]


def test_signature_further_down_keeps_a_post_together() -> None:
    text = (
        "A post by Lower River Notes, from Wednesday:\n\n"
        "Friends, short and without emotion. The upper gate of the dam is gone.\n\n"
        "What does it mean downstream? For the village, nothing at all.\n\n"
        "The pontoon was stuck, an engineer writes to me. More tomorrow. Lower River Notes\n\n"
        "The engineer was less sure when she was asked."
    )
    voice = (QUOTED, "Lower River Notes")
    assert told(text) == [(LEAD, None), voice, voice, voice, (PLAIN, None)]


def test_statement_in_full_ends_where_its_body_is_told_of() -> None:
    text = (
        "Statement of the regional health department, in full:\n\n"
        "On Tuesday one patient was admitted with wounds. Relatives have been informed.\n\n"
        "The department has not said where she was wounded, and nobody else has."
    )
    assert [kind for kind, _ in told(text)] == [LEAD, QUOTED, PLAIN]


def test_round_up_gives_each_section_the_voice_of_its_heading() -> None:
    text = (
        "Evening round-up of channels\n\n"
        "What they wrote today, in the order in which it came in.\n\n"
        "Rybar\n\n"
        "The bridge over the canal is under fire control, there is no traffic on it.\n\n"
        "Steppe Courier\n\n"
        "A quiet evening on this bank. The village burns on the other side of it.\n\n"
        "From me: nothing of this is confirmed by anybody at the moment."
    )
    found = told(text)
    assert (QUOTED, "Rybar") in found and (QUOTED, "Steppe Courier") in found
    assert found[-1] == (PLAIN, None)


def test_headings_with_places_make_no_round_up() -> None:
    text = (
        "The day at the front\n\n"
        "Kherson\n\nThe fighting near the river went on through the whole night there.\n\n"
        "Donetsk\n\nThe bridges are still standing today, and the army held its lines."
    )
    assert QUOTED not in {kind for kind, _ in told(text)}
