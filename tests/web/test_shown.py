"""What the page in one file gives away: nothing that an export would hold back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfix.case import open_case
from crossfix.case.findings import Finding
from crossfix.case.judgements import CREDIBILITY, subject_of
from crossfix.caseindex import of_check
from crossfix.config import Config
from crossfix.exporting import named_sources
from crossfix.findings.checks import Check, Sighting, Verdict
from crossfix.findings.disclosure import Policy
from crossfix.linkwork import lay_out
from crossfix.model import EventType, Feature, Ledger, Notice, SourceKind
from crossfix.reading import Received
from crossfix.scoring.records import Outcome
from crossfix.views.exports.shielding import Shield
from crossfix.web.holdings import Holdings
from crossfix.web.lists import change_rows
from crossfix.web.report import Wanted, write_report
from crossfix.web.shown import UNTOLD, ShownStock
from tests.case.reports import make_pairs
from tests.views.exports.made import Maker
from tests.web.test_page import held_in

NAME = "Ivan Franko"
LAT, LON = 48.123456, 35.654321
REASON = f"{NAME} told me himself"


def told(ledger: Ledger) -> Ledger:
    """The ledger as one that tells positions of units on the word of a private person."""
    replace = msgspec.structs.replace
    return replace(
        ledger,
        sources=tuple(
            replace(s, private_person=True, kind=SourceKind.EYEWITNESS) if s.name else s
            for s in ledger.sources
        ),
        places=tuple(
            replace(p, lat=LAT, lon=LON, radius_km=1.0, feature=Feature.VILLAGE, reason=None)
            for p in ledger.places
        ),
        events=tuple(replace(e, type=EventType.DEPLOYMENT) for e in ledger.events),
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / f"{NAME}.case"
    with open_case(path, create=True, who="Lesya Ukrainka") as case:
        case.add_many((received, told(ledger)) for received, ledger in make_pairs(4, 3))
        lay_out(case)
        ledger = next(case.ledgers())
        event = ledger.events[0]
        where = subject_of(ledger.document.id, event.trigger)
        case.judgements.grade(CREDIBILITY, where, "2", REASON)
        sighting = Sighting(file="f.csv", line=2, km=0.1, when="2025-02-01", what="fire",
                            raw={"latitude": str(LAT), "longitude": str(LON),
                                 "notes": f"{NAME} saw it"})  # fmt: skip
        check = Check(id="chk_1", event_id=event.id, document_id=ledger.document.id, place_id=None,
                      trigger=event.trigger, feed="fires", version="1",
                      notes=(f"near Mayor {NAME}",),
                      verdict=Verdict.SUPPORTS, sightings=(sighting,), count=1)  # fmt: skip
        finding = Finding(check, (ledger.document.id,), (of_check(event.id),))
        case.findings.check([finding], (), {})
        entry = case.register.entry(ledger.forecasts[0].id, "2025-06-01")
        case.register.resolve(entry, Outcome.TRUE, REASON, on=date(2025, 3, 1), source=REASON)
    return path


def written(path: Path, bundle: Path, policy: Policy) -> tuple[dict[str, Any], str]:
    wanted = Wanted(to=path.with_suffix(".html"), static=bundle, policy=policy)
    with open_case(path, read_only=True) as case:
        write_report(case, Config(data=str(path.parent / "data")), wanted, print)
    found = held_in(wanted.to.read_text())
    return found, msgspec.json.encode(found).decode()


def around(everything: str, words: str) -> str:
    at = everything.index(words)
    return everything[max(0, at - 300) : at + 100]


@pytest.mark.parametrize(
    "policy",
    [Policy(), Policy(today=date(2030, 1, 1)), Policy(delay_days=None)],
    ids=["delayed", "old", "coarse"],
)
def test_no_name_and_no_position_is_given_away(path: Path, bundle: Path, policy: Policy) -> None:
    found, everything = written(path, bundle, policy)
    assert found["/api/case"]["reports"] == 4
    for held_back in ("Franko", str(LAT), str(LON), "Lesya", "Ukrainka"):
        assert held_back not in everything, around(everything, held_back)
    rows = msgspec.json.encode(found["/api/happenings"]).decode()
    for town in ("Vesnivka", "Dolyna", "Kamyanske"):
        assert town not in rows
    young = policy.delay_days is not None and policy.today is None
    assert bool(found["/api/happenings"]["rows"]) is not young


def test_what_was_asked_to_be_shown_is_shown(path: Path, bundle: Path) -> None:
    policy = Policy(exact_positions=True, delay_days=None, real_names=True)
    found, everything = written(path, bundle, policy)
    for shown in (NAME, str(LAT), "Dolyna", REASON):
        assert shown in everything
    assert found["/api/copies"]["copies"]
    assert found["/api/fires"]["rows"][0]["lat"] == LAT
    assert "Lesya" not in everything
    graded = [row for row in found["/api/happenings"]["rows"] if row["by_person"]]
    assert [row["grade"] for row in graded] == ["2"]
    assert UNTOLD not in everything
    assert "reasons that people wrote are told" in found["/api/case"]["remarks"]
    assert "Ivan Franko.case" in found["/api/case"]["name"]


def test_only_what_people_wrote_is_untold(path: Path, bundle: Path) -> None:
    """The program's own reasons for a grade are told; a person's are not, and that is said."""
    found, everything = written(path, bundle, Policy(delay_days=None))
    assert any("reasons that people wrote are left out" in r for r in found["/api/case"]["remarks"])
    views = [answer for name, answer in found.items() if name.startswith("/api/happenings/")]
    given = [view["whole"]["given"] for view in views if view["whole"]["given"]]
    assert [(one["because"], one["who"]) for one in given] == [(UNTOLD, "somebody")]
    suggested = [reason for view in views for reason in view["whole"]["credibility"]["reasons"]]
    assert suggested
    assert not any("withheld" in reason for reason in suggested)
    assert everything.count(UNTOLD) >= 3


def changes_held(found: dict[str, Any], day: str) -> list[Any]:
    """What the file says changed since a day, found as the page finds it."""
    names = [name for name in found if "/api/changes?since=" in name]
    before = [name for name in names if name <= f"/api/changes?since={day}"]
    return list(found[max(before, default="/api/changes")]["rows"])


def test_what_changed_is_held_for_every_day(path: Path, bundle: Path) -> None:
    policy = Policy(delay_days=None, real_names=True)
    found, _ = written(path, bundle, policy)
    with open_case(path, read_only=True) as case:
        documents = [document.id for document in case.documents()]
        stock = ShownStock(case, Shield(policy, b"", named_sources(case)), documents, "a.case")
        held = Holdings(stock, case.head, date.today().isoformat())
        held.settle()
        days = [date(2025, 1, 25) + timedelta(days=n) for n in range(60)]
        told = {day: change_rows(held, day.isoformat()) for day in days}
    sizes = set()
    for day, rows in told.items():
        kept = changes_held(found, day.isoformat())
        assert kept == msgspec.json.decode(msgspec.json.encode(rows.rows)), day
        sizes.add(len(kept))
    assert len(sizes) > 1


def test_what_two_reports_share_quotes_them_as_they_are_shown(path: Path, bundle: Path) -> None:
    found, _ = written(path, bundle, Policy(delay_days=None))
    texts = {
        name.removeprefix("/api/reports/"): answer["ledger"]["document"]["text"]
        for name, answer in found.items()
        if name.startswith("/api/reports/")
    }
    copies = found["/api/copies"]["copies"]
    assert copies
    for copy in copies:
        for passage in copy["passages"]:
            for side in ("left", "right"):
                span = passage[side]
                assert texts[copy[side]][span["start"] : span["stop"]] == span["text"]


def test_spans_quote_what_is_shown(path: Path, bundle: Path) -> None:
    found, _ = written(path, bundle, Policy(delay_days=None))
    seen = 0
    for name, answer in found.items():
        if not name.startswith("/api/happenings/"):
            continue
        for account in answer["whole"]["accounts"]:
            text = found[f"/api/reports/{account['document']}"]["ledger"]["document"]["text"]
            span = account["trigger"]
            assert text[span["start"] : span["stop"]] == span["text"]
            seen += 1
    assert seen == 12


# --- names of private persons, in any string of the file --------------------------------

SPOKEN = "“I saw it,” said Olena Pchilka, a pensioner. Drones hit a depot in Kharkiv.\n"
FORMS = [
    "Olena Pchilka", "Mayor Olena Pchilka", "Pchilka", "Mrs. Pchilka’s", "OLENA PCHILKA",
    "O. Pchilka", "O. P. Pchilka", "Pchilka O. P.", "Pchilka Olena", "Olena\nPchilka",
    "Olena Petrivna Pchilka", "olena pchilka", "the Pchilka-led choir", "Олена Пчілка",
    "https://t.me/olena_pchilka", "@OlenaPchilka", "opchilka@example.org", "pchilka.jpg",
    "#Pchilka", "t.me/opchilka",
]  # fmt: skip
SLOTS = ["text", "title", "author", "publisher", "url", "path", "reason", "notice", "other"]
WORDS = [" ".join(form.split()) for form in FORMS]


def reports_with(put: dict[str, str]) -> Iterator[tuple[Received, Ledger]]:
    """A report in which she speaks, and one that has the forms of her name in many places."""
    first = Maker(SPOKEN, path="first.txt")
    first.source("Olena Pchilka", SourceKind.EYEWITNESS, private=True)
    kharkiv = first.place("Kharkiv", 49.98, 36.25)
    first.event("hit", EventType.STRIKE, actor="Drones", places=(kharkiv,), earliest="2025-03-08")
    first.claim("I saw it", first.entries["sources"][-1].id)
    yield received(first.ledger()), first.ledger()
    text = "Drones hit a depot in Kharkiv, and {} was there.\n\n{}\n\nLesya Ukrainka wept.\n"
    fields = {name: put[name] for name in ("title", "author", "publisher", "url") if name in put}
    second = Maker(
        text.format(put.get("text", "nobody"), put.get("other", "Nothing.")),
        path=f"{put.get('path', 'b').replace('/', '_')}.txt",
        **fields,
    )
    second.source("Lesya Ukrainka", SourceKind.OFFICIAL)
    words = {"reason": put.get("reason", "none")}
    second.place("Kharkiv", None, None, **words)
    second.event("hit", EventType.STRIKE, actor="Drones", earliest="2025-03-08")
    ledger = second.ledger()
    notice = Notice(about="document", message=put.get("notice", "none"))
    ledger = msgspec.structs.replace(ledger, notices=(notice,))
    yield received(ledger), ledger


def received(ledger: Ledger) -> Received:
    return Received(ledger.document, ledger.document.text.encode())


def strings_of(value: object) -> Iterator[str]:
    """Every string of a value, keys among them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield key
            yield from strings_of(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings_of(part)


@settings(max_examples=12)
@given(st.dictionaries(st.sampled_from(SLOTS), st.sampled_from(WORDS), min_size=5))
def test_no_surname_of_a_private_person_is_in_any_string(
    tmp_path_factory: pytest.TempPathFactory, put: dict[str, str]
) -> None:
    folder = tmp_path_factory.mktemp("names")
    static = folder / "static"
    static.mkdir()
    for name in ("app.js", "app.css", "icon.svg"):
        (static / name).write_text("/**/\n")
    path = folder / f"{put.get('path', 'a').replace('/', '_')}.case"
    with open_case(path, create=True, who="Ada") as case:
        case.add_many(reports_with(put))
        lay_out(case)
    found, everything = written(path, static, Policy(delay_days=None))
    page = path.with_suffix(".html").read_text()
    assert found["/api/case"]["reports"] == 2
    assert len(found["/api/happenings"]["rows"]) >= 1
    hers = re.compile("pchilka|пчілка", re.IGNORECASE)
    assert [text for text in strings_of(found) if hers.search(text)] == []
    assert not hers.search(page)
    for kept in ("Lesya Ukrainka", "Kharkiv"):
        assert kept in everything
