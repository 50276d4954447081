"""What holds for every reader and every report."""

from __future__ import annotations

import hashlib
import html
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import crossfix.ingest
from crossfix.config import Config
from crossfix.ingest import choose_reader
from crossfix.model import make_id
from crossfix.plugins import READERS, Reader, make, names
from crossfix.reading import MarkKind, Received
from tests.ingest.reports import (
    CONFIG,
    article,
    export,
    marked,
    message,
    page,
    pdf,
    raw,
    read_all,
    read_one,
)

WORDS = st.text(
    alphabet=st.characters(categories=["Ll", "Lu", "Nd"], max_codepoint=0x4FF), min_size=3
)
SENTENCES = st.lists(WORDS, min_size=3, max_size=12).map(" ".join)


def check(received: Received, data: bytes) -> None:
    """The invariants of one report."""
    document = received.document
    assert received.raw == data
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.id == make_id("doc", document.sha256, document.item or "")
    assert document.text.strip()
    starts = [mark.start for mark in received.marks]
    assert starts == sorted(starts)
    for mark in received.marks:
        assert 0 <= mark.start <= mark.stop <= len(document.text)
        assert (mark.start == mark.stop) == (mark.kind is MarkKind.EMBED)


FEED = (
    "<rss><channel><title>F</title><item><title>Fire</title><guid>{}</guid></item></channel></rss>"
)

SAMPLES = {
    "text": ("a.txt", b"Guns fall silent\n\nThe town was quiet.\n"),
    "markdown": ("a.md", b"# Fire\n\n> It burned.\n\n![a](b.jpg)\n"),
    "html": ("a.html", article('<iframe src="https://youtu.be/a"></iframe>').encode()),
    "telegram": ("result.json", export(message(1, "Fire."), message(2, "Out.")).encode()),
    "feed": ("feed.xml", FEED.format("tag:1").encode()),
    "pdf": ("a.pdf", pdf([["A depot burned near the river town on Monday, it was said."]])),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_every_reader_keeps_the_bytes_and_its_marks_inside(name: str) -> None:
    path, data = SAMPLES[name]
    found = read_all(data, path)
    assert found
    for received in found:
        assert received.document.reader == name
        assert received.document.path == path
        check(received, data)


@pytest.mark.parametrize("name", SAMPLES)
def test_reading_twice_gives_the_same(name: str) -> None:
    path, data = SAMPLES[name]
    assert read_all(data, path) == read_all(data, path)


def test_every_registered_reader_is_a_reader_and_has_a_sample() -> None:
    registered = names(READERS)
    assert set(SAMPLES) <= set(registered)
    for name in registered:
        reader = make(READERS, name, CONFIG)
        assert isinstance(reader, Reader)
        assert reader.name == name


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_taken_by_its_own_reader(name: str) -> None:
    path, data = SAMPLES[name]
    assert choose_reader(raw(data, path), Config()).name == name


@given(SENTENCES)
def test_plain_text_is_unchanged(text: str) -> None:
    received = read_one(text)
    assert received.document.text == text
    check(received, text.encode())


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(["h2", "blockquote", "li", "p"]), SENTENCES), min_size=1))
def test_feed_marks_hold_what_their_elements_held(blocks: list[tuple[str, str]]) -> None:
    body = "".join(f"<{tag}>{html.escape(text)}</{tag}>" for tag, text in blocks)
    data = FEED.format("1").replace(
        "</item>", f"<description>{html.escape(body)}</description></item>"
    )
    received = read_one(data, "feed.xml")
    check(received, data.encode())
    for tag, kind in (("blockquote", MarkKind.QUOTE), ("li", MarkKind.LIST_ITEM)):
        assert marked(received, kind) == [text for name, text in blocks if name == tag]
    headings = [text for name, text in blocks if name == "h2"]
    assert marked(received, MarkKind.HEADING) == ["Fire", *headings]


@settings(max_examples=25)
@given(st.lists(SENTENCES, min_size=1, max_size=6))
def test_pages_keep_order_and_invent_nothing(paragraphs: list[str]) -> None:
    markup = page("".join(f"<p>{text}</p>" for text in paragraphs))
    received = read_one(markup, "a.html")
    check(received, markup.encode())
    waiting = iter(paragraphs)
    assert all(block in waiting for block in received.document.text.split("\n\n"))


@given(st.lists(st.one_of(SENTENCES, st.fixed_dictionaries({"type": st.just("bold"),
       "text": SENTENCES})), min_size=1))  # fmt: skip
def test_messages_are_flattened_in_order(pieces: list[str | dict[str, str]]) -> None:
    data = export(message(1, pieces, photo="a.jpg", forwarded_from="River Post"))
    received = read_one(data, "result.json")
    check(received, data.encode())
    said = [piece if isinstance(piece, str) else piece["text"] for piece in pieces]
    assert received.document.text == "".join(said)
    assert marked(received, MarkKind.FORWARD) == ["".join(said)]


def test_the_public_face() -> None:
    assert sorted(crossfix.ingest.__all__) == ["choose_reader", "collect", "read"]


def test_a_real_report_is_read_to_the_character() -> None:
    shared = Path(__file__).parents[2] / ".." / "shared" / "reports"
    if not shared.is_dir():
        pytest.skip("the shared development data is not here")
    for path in sorted(shared.glob("*.txt")):
        data = path.read_bytes()
        received = read_one(data, str(path), published="2025-02-12")
        assert received.document.text.encode(received.document.encoding or "") == data
        assert received.document.language == "en"
        check(received, data)
