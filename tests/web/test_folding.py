"""What is quoted is folded by its own words, and every answer that quotes says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from crossfix import lexicons
from crossfix.case import open_case
from crossfix.config import Config
from crossfix.linkwork import lay_out
from crossfix.web.app import make_app
from crossfix.web.desk import Desk
from crossfix.web.folding import folded, warnings_of, why_folded
from tests.case.reports import (
    TOWNS,
    Pair,
    make_document,
    make_ledger,
    make_pairs,
    make_received,
    make_text,
)

PLACE = "Bloodstained Square"
WHY = "tells of blood in detail"
TITLE = "Charred remains in the cellar"
WHY_REMAINS = "tells of human remains in detail"
ASKED = ("claims", "gaps", "conflicts", "forecasts", "copies", "happenings", "search?q=power",
         "changes?since=2025-02-02")  # fmt: skip


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", None),
        ("three drones hit the depot", None),
        ("soldiers beheaded two prisoners", "tells of bodies torn apart"),
        ("soldiers", None),  # the rest of that sentence
        ("BURNED BODIES lay there", "tells of human remains in detail"),
        ("“charred remains”", "tells of human remains in detail"),
        ("the roof was cut in two", None),
        ("cut in half", "tells of bodies torn apart"),
        ("cut in half the budget", None),
        ("a soldier’s throat was cut", "tells of mutilation or wounds in detail"),
        ("rapeseed, and a woman was raped", "tells of sexual violence"),
    ],
)
def test_words_are_judged_by_what_they_tell_themselves(words: str, why: str | None) -> None:
    assert why_folded(words) == why


def stems() -> list[str]:
    classes: dict[str, list[str]] = lexicons.load("graphic")["classes"]
    return [stem for among in classes.values() for stem in among]


def phrases() -> list[str]:
    found: list[str] = lexicons.load("graphic")["not"]["phrases"]
    return found


@pytest.mark.parametrize("stem", stems())
def test_every_stem_of_the_lexicon_is_found(stem: str) -> None:
    words = stem.removesuffix("$")
    if not any(phrase.startswith(words) and words != phrase for phrase in phrases()):
        assert warnings_of(f"Then {words.upper()}, and no more.")


def test_a_stem_is_found_at_the_beginning_of_words_only() -> None:
    assert warnings_of("torturers") and not warnings_of("xtorturers")
    assert warnings_of("non-torturers") and not warnings_of("gutsy, a gutsier one")


@given(st.text(max_size=80), st.sampled_from(stems()), st.text(max_size=80))
def test_what_stands_around_does_not_hide_it(before: str, stem: str, after: str) -> None:
    text = f"{before}\n{stem.removesuffix('$')}\n{after}"
    plain = text.replace("’", "'").casefold()
    if not any(phrase.split()[0].casefold() in plain for phrase in phrases()):
        assert warnings_of(text)


def test_each_of_several_words_is_told_once() -> None:
    quoted = ["burned bodies", "a bridge", "burned bodies"]
    assert folded(quoted) == {"burned bodies": "tells of human remains in detail"}


# --- the API --------------------------------------------------------------------------


def graphic_pairs() -> Iterator[Pair]:
    """Reports of drones that hit a square with a name that is folded."""
    for number in range(4):
        text = make_text(number, paragraphs=2)
        for town in TOWNS:
            text = text.replace(town, PLACE)
        day = f"2025-02-{1 + number:02d}"
        document = make_document(text, path=f"r{number}.txt", published=day)
        yield make_received(document), make_ledger(document)


def served(
    path: Path, pairs: Iterator[Pair], asked: tuple[str, ...], *, reads: bool = False
) -> dict[str, Any]:
    """The answers of the API on a case of some reports, and on one of its happenings.

    With ``reads`` also on one of the reports.
    """
    with open_case(path, create=True) as case:
        case.add_many(pairs)
        lay_out(case)
    with (
        Desk(Config(case=str(path)), writable=False, today=lambda: date(2025, 6, 1)) as desk,
        TestClient(make_app(desk), base_url="http://127.0.0.1") as client,
    ):
        found = {name.partition("?")[0]: client.get(f"/api/{name}").json() for name in asked}
        first = max(found["happenings"]["rows"], key=lambda row: row["reports"])
        found["happening"] = client.get(f"/api/happenings/{first['id']}").json()
        if reads:
            name = found["reports"]["rows"][0]["id"]
            found["report"] = client.get(f"/api/reports/{name}").json()
    return found


def said(answer: object) -> Iterator[object]:
    """Every ``graphic`` that an answer has, at any depth."""
    if isinstance(answer, dict):
        yield from (answer[name] for name in answer if name.endswith("graphic"))
        for value in answer.values():
            yield from said(value)
    elif isinstance(answer, list):
        for value in answer:
            yield from said(value)


def test_every_answer_that_quotes_says_what_to_fold(tmp_path: Path) -> None:
    found = served(tmp_path / "a.case", graphic_pairs(), ASKED)
    claims = found["claims"]["rows"]
    assert {row["graphic"] for row in claims if PLACE in row["words"]} == {WHY}
    assert {row["graphic"] for row in found["happenings"]["rows"]} == {WHY}
    assert {one["graphic"] for one in found["happening"]["accounts"]} == {WHY}
    foretold = {row["forecast"]["text"] for row in found["forecasts"]["rows"]}
    assert found["forecasts"]["graphic"] == dict.fromkeys(foretold, WHY)
    passages = [passage for copy in found["copies"]["copies"] for passage in copy["passages"]]
    shared = {one[side]["text"] for one in passages for side in ("left", "right")}
    assert shared and found["copies"]["graphic"] == dict.fromkeys(shared, WHY)
    texts = {"".join(hit["pieces"]): hit["graphic"] for hit in found["search"]["hits"]}
    assert {why for text, why in texts.items() if PLACE in text} == {WHY}
    lines = {row["what"] for row in found["changes"]["rows"]}
    assert {line for line in lines if PLACE in line} <= found["changes"]["graphic"].keys()
    for conflict in found["conflicts"]["rows"]:
        assert conflict["left"]["graphic"] == conflict["right"]["graphic"] == WHY


def titled_pairs() -> Iterator[Pair]:
    """Reports, every one under a title that tells of the dead in detail."""
    for number in range(4):
        text = make_text(number, paragraphs=2)
        day = f"2025-02-{1 + number:02d}"
        document = make_document(text, path=f"r{number}.txt", published=day, title=TITLE)
        yield make_received(document), make_ledger(document)


def test_every_answer_that_names_a_report_says_why_to_fold_its_title(tmp_path: Path) -> None:
    found = served(tmp_path / "a.case", titled_pairs(), ("reports", *ASKED))

    def named(answer: object) -> Iterator[Mapping[str, object]]:
        for inner in answer.values() if isinstance(answer, dict) else answer:  # type: ignore[attr-defined]
            if isinstance(inner, dict) and inner.get("heading") == TITLE:
                yield inner
            if isinstance(inner, dict | list):
                yield from named(inner)

    for name in ("reports", "claims", "gaps", "copies", "happening", "search"):
        rows = list(named(found[name]))
        assert rows, name
        assert {row["heading_graphic"] for row in rows} == {WHY_REMAINS}, name
    forecasts = found["forecasts"]
    assert forecasts["rows"] and forecasts["graphic"][TITLE] == WHY_REMAINS
    for row in named(found["conflicts"]):
        assert row["heading_graphic"] == WHY_REMAINS


def test_a_report_tells_which_words_its_cards_fold(tmp_path: Path) -> None:
    found = served(tmp_path / "a.case", graphic_pairs(), ("reports", *ASKED), reads=True)
    report = found["report"]
    text, graphic = report["ledger"]["document"]["text"], report["graphic"]
    words = report["graphic_words"]
    assert words and set(words.values()) == {WHY}
    assert all(PLACE in quoted for quoted in words)
    events = report["ledger"]["events"]
    assert {each["trigger"]["text"] for each in events}.isdisjoint(words), "they tell no detail"
    assert any(place["text"] in words for place in report["ledger"]["places"])
    assert all(PLACE in text[one["start"] : one["stop"]] for one in graphic)


def test_nothing_is_folded_where_nothing_is_graphic(tmp_path: Path) -> None:
    found = served(
        tmp_path / "a.case", make_pairs(4, paragraphs=2), ("reports", *ASKED), reads=True
    )
    told = [*said(found), found["report"]["graphic_words"]]
    assert len(told) > 20
    assert not any(told), msgspec.json.encode(told).decode()
