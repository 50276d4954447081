"""The forms that are JSON, each held against what its standard asks for."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest
import stix2
from hypothesis import given
from hypothesis import strategies as st

from crossfix.codes import EventType, Status
from crossfix.findings.checks import Verdict
from crossfix.findings.corroboration import Backing, Backings, Checked
from crossfix.findings.disclosure import Shown
from crossfix.findings.grades import Credibility
from crossfix.model import Ledger
from crossfix.views.exports.annotations import CONTEXT, MOTIVATIONS, WebAnnotations
from crossfix.views.exports.claimreview import ClaimReviews
from crossfix.views.exports.geojson import GeoJson
from crossfix.views.exports.plover import CATEGORIES, MODES, PloverLines
from crossfix.views.exports.shielding import Shield
from crossfix.views.exports.stix import CONFIDENCE, StixBundle
from crossfix.views.exports.stix_objects import timestamp
from tests.views.exports.made import SAFE, Maker, export, news, preface, with_events

KEY = b"a key of the tests"


def safe(ledger: Ledger) -> Shown:
    return Shield(SAFE, KEY, ledger.sources).show(ledger)


def unplaced() -> Ledger:
    make = Maker("Shells fell on Mykolaivka.\n")
    place = make.place("Mykolaivka", None, None)
    make.event("fell", EventType.STRIKE, places=(place,), plover="ASSAULT", weapons=("Shells",))
    return make.ledger()


def graded(ledger: Ledger, grade: str | None, happening: str = "hap_1") -> Backings:
    return Backings(
        Backing(
            event_id=event.id,
            happening=happening,
            credibility=Credibility(grade) if grade else None,
            origins=2,
            reasons=("two origins",),
            checks=(Checked(feed="fires", verdict=Verdict.SILENT),),
        )
        for event in ledger.events
    )


# --- GeoJSON --------------------------------------------------------------------------


def test_geojson_is_valid_for_its_model() -> None:
    model = pytest.importorskip("geojson_pydantic", reason="the dev extra is not installed")
    text = export(GeoJson, [news(), safe(news(item="two")), unplaced()])
    collection = model.FeatureCollection.model_validate_json(text)
    assert len(collection.features) == 8


def test_geojson_has_longitude_first_no_crs_and_no_digits_too_many() -> None:
    found = json.loads(export(GeoJson, [news()]))
    assert found["type"] == "FeatureCollection"
    assert "crs" not in found
    assert len(found["crossfix"]["safety"]) == 3
    strike = found["features"][0]
    assert strike["geometry"] == {"type": "Point", "coordinates": [36.253, 49.981]}
    assert strike["properties"]["when"] == "2025-03-08"
    assert strike["properties"]["sources"][0]["sha256"] == news().document.sha256


def test_geojson_of_an_unresolved_place_has_no_geometry_and_a_reason() -> None:
    [feature] = json.loads(export(GeoJson, [unplaced()]))["features"]
    assert feature["geometry"] is None
    assert feature["properties"]["no_point_because"] == "Mykolaivka: too many alike"


def test_geojson_of_nothing_is_an_empty_collection() -> None:
    assert json.loads(export(GeoJson, []))["features"] == []


# --- PLOVER ---------------------------------------------------------------------------


def test_plover_lines_have_what_is_required() -> None:
    lines = [json.loads(line) for line in export(PloverLines, [news()]).splitlines()]
    assert [line["event"] for line in lines] == ["ASSAULT", "MOBILIZE"]
    for line in lines:
        assert {"id", "date", "actor", "event"} <= line.keys()
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", line["date"])
        assert line["event"] in CATEGORIES
        assert all(actor["actorText"] for actor in line["actor"])
        assert set(line.get("mode", ())) <= set(MODES)
    assert lines[0]["mode"] == ["drone"]
    assert lines[0]["dead"] == 3
    assert lines[0]["eventLoc"]["geonameid"] == 706483
    assert export(PloverLines, [unplaced()]) == "", "no actor and no date"


@pytest.mark.parametrize(
    ("words", "modes"),
    [
        ("missiles", ["heavy-weapons"]),
        ("guided bombs", ["explosives", "aerial"]),
        ("a sniper", ["firearms"]),
        ("a car bomb", ["targeted", "explosives"]),
        ("chlorine", ["unconventional"]),
        ("FPV drones", ["drone"]),
        ("words", None),
    ],
)
def test_modes(words: str, modes: list[str] | None) -> None:
    make = Maker(f"They attacked it with {words}.\n")
    make.event(
        "attacked",
        EventType.STRIKE,
        plover="ASSAULT",
        actor="They",
        weapons=(words,),
        earliest="2025-03-08",
        latest="2025-03-08",
    )
    [line] = map(json.loads, export(PloverLines, [make.ledger()]).splitlines())
    assert line.get("mode") == modes


# --- STIX -----------------------------------------------------------------------------


def stix(text: str) -> list[dict[str, Any]]:
    objects: list[dict[str, Any]] = json.loads(text)["objects"]
    return objects


def test_stix_is_valid_for_its_validator() -> None:
    validator = pytest.importorskip("stix2validator", reason="the dev extra is not installed")
    ledger = news(url="https://example.org/a", publisher="A paper", title="A title")
    text = export(StixBundle, [ledger, safe(news(item="two")), unplaced()], graded(ledger, "2"))
    # Ids of UUID version 5 are allowed; this check only advises against them.
    options = validator.ValidationOptions(version="2.1", strict=True, disabled="uuid-check")
    result = validator.validate_instance(json.loads(text), options)
    assert result.is_valid, [str(error) for error in result.errors]


@pytest.mark.parametrize("published", ["2025-03-09", "2025-03-09T10:20:30.250-05:00", None])
@pytest.mark.parametrize("grade", ["2", None])
def test_stix_is_what_its_library_would_write(published: str | None, grade: str | None) -> None:
    ledger = news(published, url="https://example.org/a", publisher="A paper", title="A title")
    denied = with_events(news(item="three"), status=Status.DENIED, earliest="2025-03-08T03:10")
    reports: list[Ledger | Shown] = [ledger, safe(news(item="two")), unplaced(), denied]
    bundle = json.loads(export(StixBundle, reports, graded(ledger, grade)))
    kinds = {each["type"] for each in bundle["objects"]}
    assert kinds >= {"incident", "sighting", "opinion", "identity", "location", "report"}
    assert ("note" in kinds) or not grade
    for each in bundle["objects"]:
        read = stix2.parse(each, allow_custom=False)
        assert json.loads(read.serialize()) == each
    assert len(stix2.parse(bundle, allow_custom=False).objects) == len(bundle["objects"])


ZONES: st.SearchStrategy[Any] = st.timezones() | st.none()


@given(st.datetimes(datetime(1900, 1, 2), timezones=ZONES))
def test_stix_timestamps_are_those_of_its_library(when: datetime) -> None:
    told = timestamp(when.isoformat())
    whole = when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)
    made = stix2.v21.Identity(name="x", created=whole, modified=whole)
    assert json.loads(made.serialize())["created"] == told


def test_stix_says_who_saw_what_and_where() -> None:
    ledger = news()
    objects = stix(export(StixBundle, [ledger], graded(ledger, "2")))
    by_id = {each["id"]: each for each in objects}
    assert len(by_id) == len(objects), "nothing is written twice"
    incident = next(each for each in objects if each["type"] == "incident")
    assert incident["confidence"] == CONFIDENCE[Credibility.PROBABLY_TRUE] == 70
    sighting = next(each for each in objects if each["type"] == "sighting")
    assert sighting["sighting_of_ref"] == incident["id"]
    assert by_id[sighting["where_sighted_refs"][0]]["name"] == "Ivan Franko"
    assert sighting["first_seen"] == "2025-03-08T00:00:00Z"
    relation = next(each for each in objects if each["type"] == "relationship")
    assert by_id[relation["target_ref"]]["precision"] == 5000.0
    opinion = next(each for each in objects if each["type"] == "opinion")
    assert opinion["opinion"] == "strongly-disagree"
    report = next(each for each in objects if each["type"] == "report")
    assert all(ref in by_id for ref in report["object_refs"])


def test_stix_is_the_same_on_every_run() -> None:
    ledger = news()
    assert export(StixBundle, [ledger]) == export(StixBundle, [ledger])


@pytest.mark.parametrize("grade", ["6", None])
def test_stix_leaves_confidence_unset_where_nothing_is_known(grade: str | None) -> None:
    ledger = news()
    objects = stix(export(StixBundle, [ledger], graded(ledger, grade)))
    assert not any("confidence" in each for each in objects)


def test_stix_has_no_plans() -> None:
    objects = stix(export(StixBundle, [with_events(news(), status=Status.PLANNED)]))
    assert {each["type"] for each in objects} == {"identity"}


# --- ClaimReview ----------------------------------------------------------------------

# What schema.org and the search engines' guides ask of each type: required properties.
REQUIRED = {
    "ClaimReview": {"claimReviewed", "reviewRating", "url", "author", "itemReviewed"},
    "Rating": {"ratingValue", "bestRating", "worstRating", "alternateName"},
    "Claim": {"author", "appearance", "text"},
    "Person": {"name"},
    "Organization": {"name"},
    "CreativeWork": {"@id", "text"},
    "Dataset": {"name", "description"},
}


def check_types(node: object) -> None:
    """Every typed object, however deep, has what its type asks for."""
    if isinstance(node, list):
        for part in node:
            check_types(part)
    if isinstance(node, dict):
        if "@type" in node:
            assert node.keys() >= REQUIRED[node["@type"]], node
        for part in node.values():
            check_types(part)


def graph(text: str) -> list[dict[str, Any]]:
    found = json.loads(text)
    assert found["@context"] == "https://schema.org"
    check_types(found)
    nodes: list[dict[str, Any]] = found["@graph"]
    return nodes


@pytest.mark.parametrize(("grade", "rating"), list(zip("12345", (5, 4, 3, 2, 1), strict=True)))
def test_a_graded_claim_is_reviewed(grade: str, rating: int) -> None:
    ledger = news()
    nodes = graph(export(ClaimReviews, [ledger], graded(ledger, grade)))
    [review] = [node for node in nodes if node["@type"] == "ClaimReview"]
    assert review["reviewRating"]["ratingValue"] == rating
    assert "(suggested)" in review["reviewRating"]["alternateName"]
    assert review["itemReviewed"]["author"] == {"@type": "Person", "name": "Ivan Franko"}


@pytest.mark.parametrize("grade", [None, "6"])
def test_without_a_grade_there_is_a_claim_and_a_reason(grade: str | None) -> None:
    ledger = news()
    nodes = graph(export(ClaimReviews, [ledger], graded(ledger, grade)))
    claims = [node for node in nodes if node["@type"] == "Claim"]
    assert len(claims) == 2
    assert all(node["creativeWorkStatus"].startswith("not reviewed: ") for node in claims)


def test_the_same_claimant_again_is_an_appearance_another_is_another_claim() -> None:
    first, again = news("2025-03-09"), news("2025-03-10", item="two")
    other = Maker("Drones set the depot on fire, Lesya Ukrainka said.\n", published="2025-03-08")
    source = other.source("Lesya Ukrainka")
    event = other.event("set", EventType.STRIKE)
    other.claim("Drones set the depot on fire", source, event)
    ledgers = [other.ledger(), first, again]
    known = Backings(
        Backing(event_id=e.id, happening="hap_1") for ledger in ledgers for e in ledger.events
    )
    nodes = graph(export(ClaimReviews, ledgers, known))
    claims = {node["author"]["name"]: node for node in nodes if node["@type"] == "Claim"}
    assert claims.keys() == {"Ivan Franko", "Lesya Ukrainka", "Olena Pchilka"}
    assert len(claims["Ivan Franko"]["appearance"]) == 2
    assert claims["Ivan Franko"]["firstAppearance"]["datePublished"] == "2025-03-09"
    assert len(claims["Lesya Ukrainka"]["appearance"]) == 1


# --- Web Annotation -------------------------------------------------------------------


def annotated(*reports: Ledger | Shown) -> list[dict[str, Any]]:
    found = json.loads(export(WebAnnotations, reports))
    # The MUSTs of the model for a collection and its page.
    assert found["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert found["type"] == "AnnotationCollection"
    assert found["id"]
    assert found["first"]["type"] == "AnnotationPage"
    items: list[dict[str, Any]] = found["first"]["items"]
    assert found["total"] == len(items)
    return items


def test_annotations_keep_the_musts_of_the_model() -> None:
    items = annotated(news())
    assert len({item["id"] for item in items}) == len(items)
    for item in items:
        assert item["type"] == "Annotation"
        assert ":" in item["id"]
        assert item["motivation"] in set(MOTIVATIONS.values())
        assert re.fullmatch(r"[\d-]{10}T[\d:]{8}Z", item["created"])
        for body in item["body"]:
            assert body["type"] == "TextualBody"
            assert isinstance(body["value"], str)
        targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
        for target in targets:
            assert isinstance(target["source"], str)
            kinds = [selector["type"] for selector in target["selector"]]
            assert kinds == ["TextQuoteSelector", "TextPositionSelector"]


def test_selectors_find_their_words_in_the_report() -> None:
    ledger = news()
    text = ledger.document.text
    for item in annotated(ledger):
        for target in item["target"] if isinstance(item["target"], list) else [item["target"]]:
            quote, position = target["selector"]
            start, end = position["start"], position["end"]
            assert text[start:end] == quote["exact"]
            assert text[:start].endswith(quote["prefix"])
            assert text[end:].startswith(quote["suffix"])
            assert len(quote["prefix"]) <= CONTEXT


def test_words_that_were_replaced_are_pointed_at_by_position_alone() -> None:
    ledger = news()
    text = ledger.document.text
    pointed = 0
    for item in annotated(safe(ledger)):
        for target in item["target"] if isinstance(item["target"], list) else [item["target"]]:
            selector = target["selector"]
            if isinstance(selector, dict):
                assert selector["type"] == "TextPositionSelector"
                pointed += 1
            else:
                quote, position = selector
                assert text[position["start"] : position["end"]] == quote["exact"]
                assert "Person " not in quote["prefix"] + quote["exact"] + quote["suffix"]
    assert pointed > 0


def test_annotations_of_nothing_are_an_empty_page() -> None:
    assert annotated() == []


def test_the_rules_stand_in_the_file() -> None:
    for exporter in (GeoJson, StixBundle, ClaimReviews, WebAnnotations):
        assert "--real-names" in export(exporter, [news()], head=preface(SAFE))
