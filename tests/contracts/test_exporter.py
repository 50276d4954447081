"""What every exporter must do, whoever wrote it: run on each one that is registered."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfix import plugins
from crossfix.config import Config
from crossfix.findings.checks import Verdict
from crossfix.findings.corroboration import Backing, Backings, Checked, Corroboration
from crossfix.findings.disclosure import Policy, Preface, Shown
from crossfix.findings.grades import Credibility, Reliability
from crossfix.model import Event, Ledger
from crossfix.views.exports.shielding import Shield
from tests.views.exports.made import SAFE, TODAY, Maker, news

NAMES = plugins.names(plugins.EXPORTERS)
KEY = b"a key of the tests"


def make(name: str) -> plugins.Exporter:
    made: plugins.Exporter = plugins.make(plugins.EXPORTERS, name, Config())
    return made


def preface(merged: bool = False, policy: Policy = SAFE) -> Preface:
    return Preface(case="a.case", version="0", merged=merged, policy=policy)


def known(*ledgers: Ledger) -> Corroboration:
    return Backings(
        Backing(
            event_id=event.id,
            happening=f"hap_{event.type.value}",
            reports=2,
            origins=1,
            credibility=Credibility.POSSIBLY_TRUE,
            reliability=Reliability.USUALLY,
            reasons=("one origin",),
            checks=(Checked(feed="fires", verdict=Verdict.BLIND),),
            conflicts=("told otherwise",),
        )
        for ledger in ledgers
        for event in ledger.events
    )


def write(
    name: str, reports: list[Shown], backing: Corroboration, *, merged: bool = False
) -> tuple[str, list[str]]:
    export = make(name).begin(preface(merged))
    pieces = [text for report in reports for text in export.feed(report, backing)]
    pieces += export.finish()
    return "".join(pieces), list(export.remarks())


def safe(*ledgers: Ledger) -> list[Shown]:
    sources = [source for ledger in ledgers for source in ledger.sources]
    shield = Shield(Policy(today=TODAY), KEY, sources)
    return [shield.show(ledger) for ledger in ledgers]


@pytest.mark.parametrize("name", NAMES)
def test_names_itself(name: str) -> None:
    exporter = make(name)
    assert isinstance(exporter, plugins.Exporter)
    assert exporter.name == name
    assert exporter.version
    assert exporter.standard
    assert exporter.suffix.startswith(".")
    assert isinstance(exporter.begin(preface()), plugins.Export)


@pytest.mark.parametrize("merged", [False, True])
@pytest.mark.parametrize("name", NAMES)
def test_the_same_reports_give_the_same_text(name: str, merged: bool) -> None:
    ledgers = [news(), news("2025-03-10", item="two")]
    backing = known(*ledgers)
    first = write(name, safe(*ledgers), backing, merged=merged)
    assert first == write(name, safe(*ledgers), backing, merged=merged)
    assert first[0]


@pytest.mark.parametrize("name", NAMES)
def test_every_export_begins_anew(name: str) -> None:
    """The plugin is made once; what one export has seen is nothing to the next."""
    alone = write(name, safe(news()), known())
    write(name, safe(news(item="two")), known())
    assert write(name, safe(news()), known()) == alone


@pytest.mark.parametrize("merged", [False, True])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_that_was_held_back_comes_out(name: str, merged: bool) -> None:
    text, _ = write(name, safe(news()), known(news()), merged=merged)
    for held in ("Pchilka", "Chuhuiv", "36.68", "5th Mechanized"):
        assert held not in text


@pytest.mark.parametrize("name", NAMES)
def test_what_is_written_leads_back_to_the_report(name: str) -> None:
    ledger = news()
    text, _ = write(name, safe(ledger), known())
    assert ledger.document.id in text
    assert ledger.document.sha256 in text


@pytest.mark.parametrize("name", NAMES)
def test_no_report_at_all_is_no_error(name: str) -> None:
    assert isinstance(write(name, [], known())[0], str)


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_ledger_is_no_error(name: str) -> None:
    write(name, [Shown(Maker("Nothing happened.\n", published=None).ledger())], known())


@pytest.mark.parametrize("merged", [False, True])
@pytest.mark.parametrize("name", NAMES)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
@settings(max_examples=25)
def test_any_words_can_be_written(name: str, merged: bool, words: str) -> None:
    if not words.strip() or "\n\n" in words:
        return
    make_one = Maker(f"{words} x", title=words, publisher=words)
    source = make_one.source(words.strip()) if words.strip() in make_one.text else make_one.author
    make_one.claim("x", source)
    ledger = make_one.ledger()
    event = Event(
        id="evt_1",
        trigger=make_one.span("x"),
        type=news().events[0].type,
        acled="Armed clash",
        plover="ASSAULT",
        actor=make_one.span("x"),
        earliest="2025-03-08",
        latest="2025-03-08",
        claim_ids=(ledger.claims[0].id,),
    )
    make_one.entries["events"] = [event]
    text, _ = write(name, [Shown(make_one.ledger())], known(ledger), merged=merged)
    assert text.encode()
