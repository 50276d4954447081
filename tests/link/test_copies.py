from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfix.findings.copies import Copy, CopyKind, DirectionBasis, PassageKind
from crossfix.link.copies import compare, mark_merged
from crossfix.link.copies_index import MemoryIndex
from crossfix.link.copies_reports import report_of
from crossfix.link.copies_words import read_words, stem
from crossfix.model import Ledger, SourceKind
from tests.link.reports import copies_among, index_of, text_ledger, told_ledger

BRIDGE = (
    "Engineers closed the railway bridge over the Inhulets on Tuesday after a night of shelling "
    "left two of its spans hanging over the water. Trains from the south now stop at a village "
    "halt four kilometres away, and passengers walk the rest of the road with their luggage. "
    "Nobody could say how long the repair would last, because the crane that is needed stands on "
    "the other bank. Farmers have begun to ferry milk across in rowing boats. The stationmaster "
    "hung a handwritten timetable on a lamp post beside the halt."
)
MILL = (
    "The mill in the old quarter stopped grinding when its transformer burned out in the "
    "evening. Bakers drove to three neighbouring towns for flour and came back with forty sacks. "
    "A long queue had formed before the shop on the square by sunrise, and pensioners lent "
    "each other folding chairs. The owner hopes to borrow a generator from the theatre."
)
HOST = (
    "Snow fell early this year in the hills above the reservoir. Shepherds drove their flocks "
    "down to the winter pens a month before they had meant to, and hay has become dear. The "
    "council voted for a subsidy of the fodder, which will be paid out at the post office."
)
BULLETIN = (
    "The General Staff said that {} clashes took place along the front over the past day. On the "
    "{} axis the defenders repelled {} attacks near {} and {}, and on the {} axis the enemy tried "
    "{} times to break through with armour. Aviation carried out {} strikes on areas where "
    "personnel were concentrated. The situation elsewhere did not change significantly."
)
FOOTER = (
    "This is a developing story and will be updated as details become known. Send photographs "
    "and videos to our editors, who check every picture before it is published on this page."
)


def sentences(text: str) -> list[str]:
    return [part.strip() + "." for part in text.split(".") if part.strip()]


def one_copy(
    left: str, right: str, *, days: tuple[str, str] = ("2025-05-13", "2025-05-14")
) -> Copy:
    found = copies_among(text_ledger("a", left, days[0]), text_ledger("b", right, days[1]))
    assert len(found) == 1
    return found[0]


def test_a_copy_of_all_is_whole_and_quotes_both() -> None:
    copy = one_copy(BRIDGE, BRIDGE.replace("'", "’").upper())
    assert copy.kind is CopyKind.WHOLE
    assert (copy.left, copy.right, copy.direction) == ("a", "b", DirectionBasis.PUBLISHED)
    assert copy.coverage_left == copy.coverage_right == 1.0


def test_a_part_in_another_report() -> None:
    part = " ".join(sentences(BRIDGE)[1:3])
    copy = one_copy(BRIDGE, HOST + " " + part)
    assert copy.kind is CopyKind.PART
    assert copy.coverage_right < 0.7
    [passage] = copy.copied
    assert passage.right.text.startswith("Trains from the south")
    assert passage.right.text.endswith("other bank")


def test_another_order() -> None:
    given = sentences(BRIDGE)
    copy = one_copy(BRIDGE, " ".join([*given[2:], *given[:2]]))
    assert copy.kind is CopyKind.REORDERED


def test_other_words() -> None:
    changed = (
        "After a night of shelling left two of its spans hanging over the river, engineers shut "
        "the rail bridge across the Inhulets on Tuesday. Trains from the south are now halting at "
        "a village stop 4 kilometres off, and travellers walk the rest of the road with their "
        "luggage. No one could say how long repairs would take because the crane they need stands "
        "on the far bank."
    )
    assert one_copy(BRIDGE, changed).kind is CopyKind.REWRITTEN


def test_short_posts() -> None:
    post = "Two spans of the railway bridge over the Inhulets hang over the water, trains stop."
    assert one_copy(post, "❗️" + post + "\n\nSubscribe").kind is not None
    again = "Two spans of the railway bridge over the Inhulets now hang above water; trains stop!"
    assert one_copy(post, again).kind is not None


def test_put_together_from_several() -> None:
    first, second = " ".join(sentences(BRIDGE)[:3]), " ".join(sentences(MILL)[:3])
    found = copies_among(
        text_ledger("bridge", BRIDGE, "2025-05-12"),
        text_ledger("mill", MILL, "2025-05-13"),
        text_ledger("both", first + " " + second, "2025-05-14"),
    )
    assert {copy.kind for copy in mark_merged(found)} == {CopyKind.MERGED}
    assert {copy.right for copy in found} == {"both"}


def test_the_same_copied_twice_is_not_merged() -> None:
    part = " ".join(sentences(BRIDGE)[:3])
    found = copies_among(
        text_ledger("a", BRIDGE, "2025-05-12"),
        text_ledger("b", BRIDGE, "2025-05-13"),
        text_ledger("c", part, "2025-05-14"),
    )
    assert len(found) == 3
    assert all(copy.kind is not CopyKind.MERGED for copy in mark_merged(found))


# --- what is no copy --------------------------------------------------------------------------


def test_the_same_words_quoted_by_both() -> None:
    quote = (
        "We shall rebuild every span of this bridge before the first snow, and whoever tells the "
        "people of the left bank otherwise has never seen our engineers at work"
    )
    copy = one_copy(f"{HOST} “{quote},” the minister said.", f'The minister: "{quote}." {MILL}')
    assert copy.kind is None
    assert [p.kind for p in copy.passages] == [PassageKind.SHARED_QUOTATION]
    assert copy.direction is DirectionBasis.UNKNOWN


def test_a_formula_of_every_day_is_no_copy() -> None:
    places = ["Lyman", "Toretsk", "Orikhiv", "Kupiansk", "Siversk", "Borova", "Terny", "Huliaipole"]
    one = BULLETIN.format(112, places[0], 14, places[1], places[2], places[3], 9, 31)
    two = BULLETIN.format(87, places[4], 22, places[5], places[6], places[7], 17, 45)
    copy = one_copy(one, two)
    assert copy.kind is None
    assert [p.kind for p in copy.passages] == [PassageKind.FORMULA]


def test_one_bulletin_in_two_papers_is_a_copy() -> None:
    text = BULLETIN.format(112, "Lyman", 14, "Toretsk", "Orikhiv", "Kupiansk", 9, 31)
    assert one_copy(text, "Morning digest. " + text).kind is not None


STANDS = (
    "The tall ferryman of the eastern landing keeps his oars in the chapel and rings the bell "
    "for whoever wants to cross."
)


def standing_reports(stands: str, days: int, publisher: str | None = None) -> list[Ledger]:
    texts = [
        " ".join(
            f"The {a} {b} {c} on the {d}." for a, b, c, d in zip(*[iter(words)] * 4, strict=True)
        )
        for words in (random.Random(n).sample(WORDS, 40) for n in range(days))
    ]
    return [
        text_ledger(f"r{n}", f"{text}\n\n{stands}", f"2025-05-{n + 1:02d}", publisher)
        for n, text in enumerate(texts)
    ]


@pytest.mark.parametrize(("days", "publisher"), [(8, None), (4, "The Landing Post")])
def test_standing_text_is_learned_from_the_case(days: int, publisher: str | None) -> None:
    ledgers = standing_reports(STANDS, days, publisher)
    found = copies_among(*ledgers)
    assert found
    kinds = {p.kind for copy in found for p in copy.passages}
    assert kinds == {PassageKind.STANDING_TEXT}
    assert all(copy.kind is None for copy in found)
    assert copies_among(*ledgers[:2])[0].kind is not None  # two reports teach nothing yet


def test_page_furniture_is_told_by_its_form() -> None:
    [copy] = copies_among(*standing_reports(FOOTER, 2))
    assert copy.kind is None
    assert {p.kind for p in copy.passages} == {PassageKind.STANDING_TEXT}


@pytest.mark.parametrize(
    "shared",
    [
        # a charge in the words of the court
        "He was charged on Friday with aggravated assault, reckless endangerment of passengers, "
        "leaving the scene of a collision and driving without a licence",
        # an appeal
        "Anyone with information about the blaze is asked to contact the county police on "
        "0555 125 2222 or to leave a message at the front desk of the station",
        # names and offices
        "Dmytro Vyshnevetsky, deputy chairman of the federation of river pilots and lock keepers, ",
        # a post that both embed
        "The whole quay is under water and the cranes stand in it like herons in a pond "
        "— Harbour Watch (@harbourwatch) May 13, 2025",
        # a weapon in full
        "the 2S4 Tyulpan 240 mm self-propelled heavy siege mortar",
    ],
)
def test_words_of_others_are_no_copy(shared: str) -> None:
    left, right = f"{HOST} {shared}. {MILL}", f"{BRIDGE} {shared}."
    assert all(
        c.kind is None for c in copies_among(text_ledger("a", left), text_ledger("b", right))
    )


def test_what_stands_beside_an_office_is_still_a_copy() -> None:
    told = (
        "Dmytro Vyshnevetsky, chairman of the pilots, led three stranded barges through the "
        "narrows before dawn while soldiers on the bank cheered and threw him bread."
    )
    assert one_copy(f"{HOST} {told}", f"{told} {MILL}").kind is not None


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said: ``we hold the bank'' on Friday.", "we hold the bank"),
        ("‘We hold the town’s bank,’ he said.", "We hold the town’s bank"),
        ("'I can't speak for the dead,' he said.", "I can't speak for the dead"),
        ("'I can speak for nobody, \" the pilot told them.", "I can speak for nobody"),
        ("”I can speak for nobody,” the pilot told them.", "I can speak for nobody"),
        ("Ships in 1990's docks and sailors' bread.", ""),
    ],
)
def test_quotations_with_torn_marks(text: str, quoted: str) -> None:
    words = read_words(text)
    told = [w for w, q in zip(words.forms, words.quoted, strict=True) if q]
    assert told == read_words(quoted).forms


@pytest.mark.parametrize(
    ("text", "titled"),
    [
        ("Ann Smith, head of the bank, left.", "Ann Smith, head of the bank"),
        ("Ann Smith, a professor of law at Lviv, left.", "Ann Smith, a professor of law at Lviv"),
        ("Shells fell on Lyman, the governor said.", ""),
        ("On Monday, police killed a chief.", ""),
        ("They saw a 2S4 240 mm self-propelled mortar there.", "2S4 240 mm self-propelled mortar"),
        ("At 9:30 a tank was hit.", ""),
    ],
)  # fmt: skip
def test_names_in_full(text: str, titled: str) -> None:
    words = read_words(text)
    told = [w for w, t in zip(words.forms, words.titled, strict=True) if t]
    assert told == read_words(titled).forms


@pytest.mark.parametrize(
    ("text", "furniture"),
    [
        ("Six died. Subscribe to our channel. Ten fled.", "Subscribe to our channel"),
        ("Six died. Photo by Robert Capa", "Photo by Robert Capa"),
        ("Six died. Read more in the paper.", "Read more in the paper"),
        ("Write to desk@landing.example today.", "desk@landing.example today"),
        ("Rebels called on the army to follow us.", "follow us"),
        ("The column followed the river to the crossing.", ""),
        ("Photographs by satellite show the crossing.", ""),
    ],
)
def test_page_furniture(text: str, furniture: str) -> None:
    words = read_words(text)
    told = [w for w, f in zip(words.forms, words.furniture, strict=True) if f]
    assert told == read_words(furniture).forms


WORDS = [
    "harbour",
    "lantern",
    "meadow",
    "copper",
    "willow",
    "saddle",
    "beacon",
    "kettle",
    "orchard",
    "furnace",
    "pebble",
    "canvas",
    "thicket",
    "barrel",
    "chimney",
    "feather",
    "granite",
    "hammock",
    "ladder",
    "mirror",
    "needle",
    "oyster",
    "parcel",
    "quiver",
    "ribbon",
    "sandal",
    "timber",
    "velvet",
    "walnut",
    "anchor",
    "basket",
    "candle",
    "dagger",
    "ember",
    "falcon",
    "garden",
    "hollow",
    "island",
    "jacket",
    "kennel",
    "lagoon",
    "marble",
    "nettle",
    "otter",
    "pillow",
    "quarry",
    "rafter",
    "sickle",
    "tunnel",
    "urchin",
    "valley",
    "wagon",
    "yonder",
    "zephyr",
    "acorn",
    "bramble",
    "cradle",
    "dune",
    "elbow",
    "fiddle",
    "goblet",
    "hinge",
    "inkwell",
    "jigsaw",
    "knapsack",
    "lattice",
    "mortar",
    "nutmeg",
    "oar",
    "pantry",
    "quill",
    "rudder",
    "spindle",
    "thimble",
]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (BRIDGE, MILL),
        ("Air defence forces were working over the city.", "Air defence forces were working."),
        (
            "Air raid alert! Take cover. Air defence forces are working in the Kyiv region now.",
            "Explosions are heard. Air defence forces are working. Stay in the shelters tonight.",
        ),
        (
            "Missiles hit a depot in Poltava on Monday; three workers died, the governor said.",
            "On Monday three people were killed when a missile struck a fuel depot near Poltava.",
        ),
    ],
)
def test_no_copies(left: str, right: str) -> None:
    found = copies_among(text_ledger("a", left), text_ledger("b", right))
    assert all(copy.kind is None for copy in found)


# --- direction --------------------------------------------------------------------------------


def test_equal_days_tell_nothing() -> None:
    assert one_copy(BRIDGE, BRIDGE, days=("2025-05-14", "2025-05-14")).direction == "unknown"


def test_a_credit_tells_on_equal_days() -> None:
    outlet = text_ledger("a", BRIDGE, publisher="Reuters")
    told = told_ledger("b", ("Reuters", SourceKind.MEDIA), text=BRIDGE + " Drones struck it.")
    [copy] = copies_among(outlet, told)
    assert (copy.left, copy.right, copy.direction) == ("a", "b", DirectionBasis.CREDIT)
    # The same with the ids the other way round.
    [copy] = copies_among(
        text_ledger("z", BRIDGE, publisher="Reuters"),
        told_ledger("y", ("Reuters", SourceKind.MEDIA), text=BRIDGE + " Drones struck it."),
    )
    assert (copy.left, copy.right) == ("z", "y")


def test_a_credit_against_the_day_tells_nothing() -> None:
    outlet = text_ledger("a", BRIDGE, "2025-05-15", publisher="Reuters")
    told = told_ledger("b", ("Reuters", SourceKind.MEDIA), text=BRIDGE + " Drones struck it.")
    assert copies_among(outlet, told)[0].direction is DirectionBasis.UNKNOWN


def test_a_forward_decides() -> None:
    channel = text_ledger("z", BRIDGE + " Drones struck it.", publisher="Bridge Watch")
    passed = told_ledger(
        "a",
        ("Bridge Watch", SourceKind.MILBLOGGER),
        text=BRIDGE + " Drones struck it.",
        forwarded=True,
    )
    [copy] = copies_among(channel, passed)
    assert (copy.left, copy.direction) == ("z", DirectionBasis.FORWARD)


# --- invariants -------------------------------------------------------------------------------

_SENTENCES = sentences(BRIDGE) + sentences(MILL) + sentences(HOST)


@settings(max_examples=40)
@given(st.permutations(_SENTENCES), st.permutations(_SENTENCES), st.integers(1, len(_SENTENCES)))
def test_every_span_quotes_its_report_and_passages_lie_apart(
    left: list[str], right: list[str], count: int
) -> None:
    one, two = text_ledger("a", " ".join(left[:count])), text_ledger("b", "\n".join(right))
    copy = compare(report_of(one), report_of(two))
    if copy is None:
        return
    texts = {"a": one.document.text, "b": two.document.text}
    for passage in copy.passages:
        for left_span, right_span in [
            (passage.left, passage.right),
            *((run.left, run.right) for run in passage.matching),
        ]:
            assert texts[copy.left][left_span.start : left_span.stop] == left_span.text
            assert texts[copy.right][right_span.start : right_span.stop] == right_span.text
        for run in passage.matching:
            assert read_words(run.left.text).forms == read_words(run.right.text).forms
    assert 0 <= copy.coverage_left <= 1
    assert 0 <= copy.coverage_right <= 1


@settings(max_examples=15)
@given(st.permutations(range(6)))
def test_the_order_of_arrival_does_not_matter(order: list[int]) -> None:
    given_ = sentences(BRIDGE)
    texts = [BRIDGE, MILL, HOST + given_[0] + given_[1], MILL + HOST, given_[2] + given_[0], HOST]
    ledgers = [text_ledger(f"r{n}", t, f"2025-05-{10 + n % 3}") for n, t in enumerate(texts)]
    assert copies_among(*(ledgers[n] for n in order)) == copies_among(*ledgers)


@settings(max_examples=50)
@given(st.lists(st.lists(st.integers(0, 30), max_size=6), max_size=30), st.integers(1, 9))
def test_the_index_finds_all_that_hold_a_key(held: list[list[int]], batch: int) -> None:
    index = MemoryIndex(batch)
    for number, keys in enumerate(held):
        index.add(report_of(text_ledger(f"r{number}", "Text.")), keys)
    asked = list(range(0, 30, 3))
    found = {name: sorted(keys) for name, keys in index.holders(asked).items()}
    assert found == {
        f"r{number}": sorted(set(keys) & set(asked))
        for number, keys in enumerate(held)
        if set(keys) & set(asked)
    }


def test_adding_twice_changes_nothing() -> None:
    ledger = text_ledger("a", BRIDGE)
    assert index_of(ledger, ledger).keys == index_of(ledger).keys


# --- words ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("twenty-three drones", ["23", "dron"]),
        ("2.5 million", ["2500000"]),
        ("1,200 men", ["1200", "man"]),
        ("four hundred and six", ["400", "and", "6"]),
        ("Ukraine’s full-scale", ["ukrain", "full", "scal"]),
        ("S-300 and 155mm", ["s", "300", "and", "155", "mm"]),
    ],
)
def test_words_are_folded(text: str, forms: list[str]) -> None:
    assert read_words(text).forms == forms


@pytest.mark.parametrize(
    ("words",), [(("strike", "strikes", "striking", "struck"),), (("launch", "launched"),)]
)
def test_stems(words: tuple[str, ...]) -> None:
    assert len({stem(word) for word in words}) == 1


def test_quotations_and_particulars() -> None:
    words = read_words('He said: "we hold Lyman" on 3 May. “No end')
    assert [w for w, q in zip(words.forms, words.quoted, strict=True) if q] == [
        "we", "hold", "lyman", "no", "end",
    ]  # fmt: skip
    assert [w for w, p in zip(words.forms, words.particular, strict=True) if p] == [
        "lyman", "3", "may",
    ]  # fmt: skip
