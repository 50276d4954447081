"""Feeds: a report for every entry."""

from __future__ import annotations

import pytest

from crossfix.errors import EmptyReport, MalformedReport, Skip, UnsupportedFormat
from crossfix.reading import MarkKind
from tests.ingest.reports import embeds, marked, read_all, read_one, refusal, told

SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"'
)


def rss(*items: str, head: str = "<title>River Post</title>") -> str:
    inner = "".join(f"<item>{item}</item>" for item in items)
    return (
        f'<?xml version="1.0"?><rss version="2.0" {SPACES}><channel>{head}{inner}</channel></rss>'
    )


FULL = (
    "<title>Fire &amp;amp; smoke</title><link>https://news.example/1</link><guid>tag:1</guid>"
    "<pubDate>Tue, 05 Mar 2024 10:00:00 +0200</pubDate><dc:creator>Nellie Bly</dc:creator>"
    "<content:encoded><![CDATA[<p>The depot burned. Here is the video:</p>"
    '<iframe src="https://www.youtube.com/embed/a"></iframe><h3>Aftermath</h3>'
    "<blockquote>Nothing was struck.</blockquote><ul><li>three hurt</li></ul>]]></content:encoded>"
)
SHORT = "<title>Only a summary</title><description>The yard burned.</description>"


def test_an_entry_is_a_report() -> None:
    received = read_one(rss(FULL), "feed.xml")
    document = received.document
    assert document.text.split("\n\n") == [
        "Fire & smoke", "The depot burned. Here is the video:", "Aftermath",
        "Nothing was struck.", "three hurt",
    ]  # fmt: skip
    assert document.title == "Fire & smoke"
    assert (document.item, document.url) == ("tag:1", "https://news.example/1")
    assert (document.author, document.publisher) == ("Nellie Bly", "River Post")
    assert document.published == "2024-03-05T08:00:00+00:00"
    assert marked(received, MarkKind.HEADING) == ["Fire & smoke", "Aftermath"]
    assert marked(received, MarkKind.QUOTE) == ["Nothing was struck."]
    assert marked(received, MarkKind.LIST_ITEM) == ["three hurt"]
    assert embeds(received) == [("s the video:", "https://www.youtube.com/embed/a", "video")]


def test_a_summary_is_told() -> None:
    received = read_one(rss(SHORT), "feed.xml")
    assert received.document.text == "Only a summary\n\nThe yard burned."
    assert "a summary only" in told(received)


def test_enclosures_are_embeds() -> None:
    item = f'{SHORT}<enclosure url="https://news.example/v.mp4" type="video/mp4" length="9"/>'
    assert embeds(read_one(rss(item), "f.rss")) == [
        ("yard burned.", "https://news.example/v.mp4", "video")
    ]


def test_entries_are_kept_apart_and_empty_ones_counted() -> None:
    first, second = read_all(rss(FULL, "<guid>x</guid>", SHORT), "feed.xml")
    assert first.document.id != second.document.id
    assert "entries without text that are left out: 1" in told(first)
    assert "left out" not in told(second)


def test_atom() -> None:
    data = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>River Post</title><entry>'
        '<id>urn:1</id><link href="https://news.example/1"/><title>Fire</title>'
        "<author><name>Nellie Bly</name></author><updated>2024-03-05T10:00:00Z</updated>"
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One.</p><p>Two.</p>'
        "</div></content></entry></feed>"
    )
    document = read_one(data, "-").document
    assert document.text == "Fire\n\nOne.\n\nTwo."
    assert (document.item, document.url) == ("urn:1", "https://news.example/1")
    assert (document.author, document.published) == ("Nellie Bly", "2024-03-05T10:00:00+00:00")


def test_scripts_in_entries_are_not_text() -> None:
    item = (
        "<title>Fire</title><description>&lt;script&gt;stolen()&lt;/script&gt;"
        "&lt;p&gt;It burned.&lt;/p&gt;</description>"
    )
    assert read_one(rss(item), "feed.xml").document.text == "Fire\n\nIt burned."


@pytest.mark.parametrize(
    ("data", "error", "problem"),
    [
        ("<rss><channel", MalformedReport, "a broken feed"),
        ("<rss><channel><item>", MalformedReport, "a broken feed"),
        (rss(), EmptyReport, "without entries"),
        (rss("<guid>x</guid>"), EmptyReport, "hold no text"),
        ("<?xml version='1.0'?><note><to>x</to></note>", UnsupportedFormat, "neither a feed"),
    ],
)
def test_what_is_no_feed_is_refused(data: str, error: type[Skip], problem: str) -> None:
    skipped = refusal(data, "feed.xml")
    assert isinstance(skipped, error)
    assert problem in skipped.problem


def test_a_bomb_of_entities_is_refused_or_harmless() -> None:
    entities = "".join(
        f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' if n else '<!ENTITY e0 "boom">' for n in range(12)
    )
    data = f"<?xml version='1.0'?><!DOCTYPE r [{entities}]><rss><channel><item><title>Fire &e11;"
    data += "</title><description>It burned.</description></item></channel></rss>"
    try:
        text = "".join(received.document.text for received in read_all(data, "feed.xml"))
    except Skip as skipped:
        text = skipped.problem
    assert len(text) < 10_000
