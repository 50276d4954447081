"""Epithets for a sort of people, "the latter", "its spokeswoman", surnames taken for nouns."""

from __future__ import annotations

import pytest

from crossfix.ground.source_evidence import evidence_of_clause
from crossfix.model import Attribution, Evidence, Source
from tests.ground.test_sources import read


def origin(text: str) -> Source:
    """The source of the last attribution of a text."""
    reading = read(text)
    attributions = sorted(reading.all(Attribution), key=lambda a: a.content[0].start)
    found = reading.get(Source, attributions[-1].source_id)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "The daily printed a talk with Otto Braun. "
            "The former colonel said that the bridge was lost.",
            "Otto Braun",
        ),
        (
            "Ernst Reuter was in town on Monday. The columnist said that the talks had failed.",
            "Ernst Reuter",
        ),
    ],
)
def test_whom_an_epithet_takes_up(text: str, name: str) -> None:
    assert origin(text).name == name


def test_an_office_that_another_may_hold_takes_up_nobody() -> None:
    found = origin("Otto Braun sells bread in Meghri. The mayor said that work starts in spring.")
    assert found.name != "Otto Braun"


@pytest.mark.parametrize(
    ("behind", "evidence"),
    [
        (", who asked not to be named, put the number at nine", Evidence.ANONYMOUS),
        (", speaking on condition of anonymity, said so", Evidence.ANONYMOUS),
        (" wrote in a confidential report seen by the agency that", Evidence.DOCUMENT),
        (" wrote in a statement that", None),
        (", who asked for water, said so", None),
    ],
)
def test_what_the_words_behind_a_source_tell(behind: str, evidence: Evidence | None) -> None:
    assert evidence_of_clause(behind) is evidence
