"""Sentences that say that there is evidence of a kind, or that there is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfix.link.recordings import denies, recordings_in

SAID: list[tuple[str, list[str]]] = [
    ("There are no videos or photos.", ["no photo video"]),
    ("There's no video evidence that the bridge was hit.", ["no video"]),
    ("No footage of the strike has been published so far.", ["no video"]),
    ("Neither photos nor videos of the crash have emerged.", ["no photo video"]),
    ("No visual confirmation yet.", ["no visual"]),
    ("Videos of the crash have not appeared.", ["no video"]),
    ("Photos of the site are absent.", ["no photo"]),
    ("Not a single photo of the wreck exists.", ["no photo"]),
    ("Nobody has published a video of the attack.", ["no video"]),
    ("We found no evidence of an attack.", ["no proof"]),
    ("The absence of any footage is striking.", ["no video"]),
    ("Satellite imagery shows craters at the airfield.", ["satellite"]),
    ("Videos showing a burning tank were posted on 11 May 2025.", ["video"]),
    ("Footage from the scene shows smoke.", ["video"]),
    ("Residents posted photographs of the crater.", ["photo"]),
    ("According to a video, the tank exploded.", ["video"]),
    ("There is no doubt: videos show it.", ["video"]),
    # What one party has not shown, or what does not show something, may be there.
    ("The ministry has not released any footage.", []),
    ("The footage has not been released.", []),
    ("The videos do not show whether the bridge stands.", []),
    ("I did not post that picture.", []),
    ("No photo can tell what happened.", []),
    # Supposed, earlier, doubtful, excepted.
    ("If videos appear, we will publish them.", []),
    ("At first there were no photos of the damage.", []),
    ("Old footage was shared as new.", []),
    ("There are no videos apart from the one that the mayor posted.", []),
    ("Are there any videos?", []),
    # No recording at all.
    ("No video game was played.", []),
    ("The video's release was delayed.", []),
    ("Residents filmed nothing.", []),
]


def told(text: str) -> list[str]:
    found = recordings_in(text)
    return [" ".join([*(["no"] if r.denied else []), *sorted(r.kinds)]) for r in found]


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_what_is_said_of_evidence(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("none", "some", "against"),
    [
        ("There are no videos.", "Footage shows the fire.", True),
        ("There is no footage.", "Photographs show the fire.", False),
        ("There is no evidence.", "Photographs show the fire.", True),
        ("There is no visual confirmation.", "Satellite images show the fire.", True),
        ("There are no videos.", "There is evidence of the fire.", False),
        ("There are no new photos.", "Photographs show the fire.", False),
        ("There are no drone videos.", "Drone videos show the fire.", True),
    ],
)
def test_kinds_that_a_denial_covers(none: str, some: str, against: bool) -> None:
    (denied,), (asserted,) = recordings_in(none), recordings_in(some)
    assert denies(denied, asserted) is against
    assert not denies(asserted, denied)


@given(st.text(st.sampled_from("novides .,;:?!\n’'photAa-"), max_size=120))
def test_every_recording_quotes_its_text(text: str) -> None:
    for recording in recordings_in(text):
        for span in (recording.words, recording.sentence):
            assert text[span.start : span.stop] == span.text
        assert recording.words.text
