"""Web pages: main text, structure, embeds, metadata, and hostile markup."""

from __future__ import annotations

import pytest

from crossfix.ingest.html import HtmlReader
from crossfix.reading import MarkKind
from tests.ingest.reports import (
    CONFIG,
    PARAGRAPHS,
    article,
    embeds,
    marked,
    page,
    raw,
    read_one,
    refusal,
    told,
)

TWEET = (
    '<blockquote class="twitter-tweet"><p lang="en" dir="ltr">Fourth blast at the depot just now '
    '<a href="https://t.co/a">pic.twitter.com/a</a></p>&mdash; Nellie Bly (@jroe) '
    '<a href="https://twitter.com/jroe/status/1">March 5, 2024</a></blockquote>'
    '<script async src="https://platform.twitter.com/widgets.js"></script>'
)
BARE_TWEET = '<blockquote class="twitter-tweet"><a href="https://twitter.com/jroe/status/2"></a></blockquote>'


@pytest.mark.parametrize(
    ("path", "start", "accepted"),
    [
        ("a.html", "anything", True),
        ("a.HTM", "anything", True),
        ("https://news.example/a.html?b=c", "anything", True),
        ("-", "<!DOCTYPE html><p>x", True),
        ("-", "\ufeff<html><p>x", True),
        ("a", "<?xml version='1.0'?><!-- note --><html><p>x", True),
        ("a.txt", "<html><body>x", True),
        ("-", "<p>Fragment.</p>", True),
        ("-", "<div class='a'>Fragment.</div> More.", True),
        ("a.txt", "<p>Tags in a text.</p>", False),
        ("a.md", "<div align=center>Logo</div>\n\n# Head", False),
        ("-", "<Reuters> said that", False),
        ("-", "Plain words", False),
    ],
)
def test_pages_are_known_by_content(path: str, start: str, accepted: bool) -> None:
    assert HtmlReader(CONFIG).accepts(raw(start, path)) is accepted


def test_structure() -> None:
    quote = "<blockquote><p>Nothing was struck here last night.</p><p>All is calm.</p></blockquote>"
    points = (
        "<h2>What is known</h2><ul><li>Three drivers were hurt</li><li>One yard burned</li></ul>"
    )
    received = read_one(article(quote, points), "a.html")
    assert received.document.text.split("\n\n") == [
        "Fire at the depot",
        PARAGRAPHS[0],
        "Nothing was struck here last night.",
        "All is calm.",
        PARAGRAPHS[1],
        "What is known",
        "Three drivers were hurt",
        "One yard burned",
        PARAGRAPHS[2],
    ]
    assert marked(received, MarkKind.HEADING) == ["Fire at the depot", "What is known"]
    assert marked(received, MarkKind.QUOTE) == [
        "Nothing was struck here last night.\n\nAll is calm."
    ]
    assert marked(received, MarkKind.LIST_ITEM) == ["Three drivers were hurt", "One yard burned"]


@pytest.mark.parametrize(
    ("markup", "label", "promises"),
    [
        ('<iframe src="https://www.youtube.com/embed/a"></iframe>',
         "https://www.youtube.com/embed/a", "video"),
        ('<p><iframe data-src="//player.vimeo.com/video/1" src="about:blank"></iframe></p>',
         "//player.vimeo.com/video/1", "video"),
        ('<iframe src="https://www.google.com/maps/embed?pb=1"></iframe>',
         "https://www.google.com/maps/embed?pb=1", "map"),
        ('<iframe src="https://t.me/some/12?embed=1"></iframe>',
         "https://t.me/some/12?embed=1", "post"),
        ('<iframe src="https://charts.example/7"></iframe>', "https://charts.example/7", "unknown"),
        ("<div><video controls><source src='/v.mp4'></video></div>", "/v.mp4", "video"),
        ('<script async data-telegram-post="some/123"></script>', "https://t.me/some/123", "post"),
        (BARE_TWEET, "https://twitter.com/jroe/status/2", "post"),
        ('<blockquote class="instagram-media" data-instgrm-permalink="https://instagram.com/p/1">'
         '<a href="#">View this post on Instagram</a></blockquote>',
         "https://instagram.com/p/1", "post"),
        ('<img src="/yard.jpg" width="800">', "/yard.jpg", "photo"),
        ('<a href="/big.jpg"><img src="/yard.jpg"></a>', "/yard.jpg", "photo"),
        ('<picture><source srcset="a.webp"><img src="/yard.jpg"></picture>', "/yard.jpg", "photo"),
        ('<img src="data:image/gif;base64,R0l" data-src="/lazy.jpg">', "/lazy.jpg", "photo"),
        ('<figure><img src="/yard.jpg"></figure>', "/yard.jpg", "photo"),
        ('<figure class="wp-block-embed"><div><iframe src="https://youtu.be/a"></iframe></div>'
         "</figure>", "https://youtu.be/a", "video"),
        ('<object data="/clip.swf" type="application/x-shockwave-flash"></object>',
         "/clip.swf", "video"),
        ('<embed src="https://www.youtube.com/v/a">', "https://www.youtube.com/v/a", "video"),
        ('<amp-youtube data-videoid="abc"></amp-youtube>',
         "https://www.youtube.com/watch?v=abc", "video"),
        ('<amp-twitter data-tweetid="12"></amp-twitter>', "https://x.com/i/status/12", "post"),
        ('<amp-img src="/yard.jpg" width="600" height="400"></amp-img>', "/yard.jpg", "photo"),
        ('<lite-youtube videoid="abc"></lite-youtube>',
         "https://www.youtube.com/watch?v=abc", "video"),
        ('<iframe src="https://www.scribd.com/embeds/1"></iframe>',
         "https://www.scribd.com/embeds/1", "statement"),
    ],
)  # fmt: skip
def test_embeds_are_marked_where_they_stood(markup: str, label: str, promises: str) -> None:
    received = read_one(article(markup), "a.html")
    assert embeds(received) == [("le district.", label, promises)]
    assert received.document.text.split("\n\n") == ["Fire at the depot", *PARAGRAPHS]


@pytest.mark.parametrize(
    "markup",
    [
        '<iframe src="https://www.googletagmanager.com/ns.html?id=1"></iframe>',
        '<iframe src="https://video.example/1" style="display: none"></iframe>',
        '<iframe src="https://count.example/1" width="0" height="0"></iframe>',
        '<img src="https://count.example/p.gif" width="1" height="1">',
        '<img src="https://s.w.org/images/core/emoji/1.png" class="emoji">',
        '<img src="/img/author-avatar.jpg" width="300">',
        '<img class="lazy" src="data:image/gif;base64,R0l">',
        "<noscript><img src='/twice.jpg'></noscript>",
    ],
)
def test_counters_icons_and_advertisements_are_no_embeds(markup: str) -> None:
    assert embeds(read_one(article(markup), "a.html")) == []


def test_embeds_outside_the_article_are_left_out() -> None:
    foot = '<footer><iframe src="https://www.youtube.com/embed/z"></iframe></footer></body>'
    body = article('<iframe src="https://www.youtube.com/embed/a"></iframe>')
    received = read_one(body.replace("</body>", foot), "a.html")
    assert [label for _, label, _ in embeds(received)] == ["https://www.youtube.com/embed/a"]


def test_a_post_whose_text_is_there_is_a_quotation() -> None:
    received = read_one(article(TWEET), "a.html")
    (quote,) = [mark for mark in received.marks if mark.kind is MarkKind.QUOTE]
    said = received.document.text[quote.start : quote.stop]
    assert said.startswith("Fourth blast at the depot just now")
    assert quote.label == "Nellie Bly"
    assert embeds(received) == []


def test_a_caption_stays_text() -> None:
    figure = (
        '<figure><img src="/yard.jpg"><figcaption>The yard on Tuesday, seen from the bridge. '
        "Photo: Nellie Bly</figcaption></figure>"
    )
    received = read_one(article(figure), "a.html")
    assert "The yard on Tuesday, seen from the bridge. Photo: Nellie Bly" in received.document.text
    assert embeds(received) == [("le district.", "/yard.jpg", "photo")]


def test_a_post_kept_in_an_attribute_is_a_quotation() -> None:
    attrs = '{"url":"https://x.com/1","full_text":"The yard is still burning","name":"Nellie Bly"}'
    box = f"<div class='tweet' data-attrs='{attrs}'></div>"
    received = read_one(article(box), "a.html")
    (quote,) = [mark for mark in received.marks if mark.kind is MarkKind.QUOTE]
    assert received.document.text[quote.start : quote.stop] == "The yard is still burning"
    assert quote.label == "Nellie Bly"


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta property="article:published_time" content="2024-03-05T10:00:00Z">',
         "2024-03-05T10:00:00+00:00"),
        ('<meta name="date" content="2024-03-05">', "2024-03-05"),
        ('<script type="application/ld+json">{"@graph":[{"@type":"WebPage"},{"@type":"NewsArticle",'
         '"datePublished":"2024-03-05T12:00:00+02:00"}]}</script>', "2024-03-05T12:00:00+02:00"),
        ('<script type="application/ld+json">{broken</script>'
         '<meta itemprop="datePublished" content="2024-03-05">', "2024-03-05"),
        ("<title>x</title>", None),
    ],
)  # fmt: skip
def test_dates(head: str, day: str | None) -> None:
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    assert read_one(page(body, head), "a.html").document.published == day


def test_a_date_in_the_address() -> None:
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    document = read_one(page(body), "https://news.example/2024/03/05/fire").document
    assert document.published == "2024-03-05"
    assert document.url == "https://news.example/2024/03/05/fire"


def test_metadata() -> None:
    head = (
        "<title>Fire at the depot | Daily</title><meta property='og:title' content='Fire at the "
        "depot'><meta property='og:site_name' content='The Daily'>"
        "<meta name='author' content='Nellie Bly'>"
        "<link rel='canonical' href='https://news.example/fire'>"
    )
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    document = read_one(page(body, head), "a.html").document
    assert document.title == "Fire at the depot"
    assert document.author == "Nellie Bly"
    assert document.publisher == "The Daily"
    assert document.url == "https://news.example/fire"
    assert document.language == "en"


@pytest.mark.parametrize(
    ("codec", "head", "media_type"),
    [
        ("cp1251", "<meta charset=windows-1251>", None),
        ("koi8-r", "", "text/html; charset=koi8-r"),
        ("utf-16", "", None),
        ("utf-8", "<meta charset=windows-1251>", "text/html; charset=utf-8"),
        ("utf-8", "", None),
    ],
)
def test_encodings(codec: str, head: str, media_type: str | None) -> None:
    text = "Вчера вечером над городом были слышны взрывы, сообщил губернатор области."
    data = page(f"<p>{text}</p>", head).encode(codec)
    assert read_one(data, "a.html", media_type=media_type).document.text == text


def test_broken_characters_are_told() -> None:
    data = page("<p>Слышны взрывы</p>").encode()
    received = read_one(data.replace("взр".encode(), b"\xff" + "взр".encode()), "a.html")
    assert received.document.text == "Слышны \ufffdвзрывы"
    assert "1 characters of the page were broken" in told(received)


SCRIPT = "<script>var a = '<p>stolen text of a script</p>';</script>"


@pytest.mark.parametrize(
    "markup",
    [
        page(f"{SCRIPT}<p>The depot burned.</p>"),
        page("<p onclick=\"alert('stolen text')\">The depot burned.</p>"),
        page("<style>p::after {content: 'stolen text'}</style><p>The depot burned.</p>"),
        page("<p>The depot burned.</p><script>document.write('stolen text')"),
        page("<noscript>stolen text</noscript><p>The depot burned.</p>"),
        page("<template><p>stolen text</p></template><p>The depot burned.</p>"),
        page("<p style='display:none'>stolen text</p><p>The depot burned.</p>"),
        page("<!-- stolen text --><p>The depot burned.</p>"),
        page("<p>The depot <b>burned.<i></p><script>stolen text</script>"),
        "<!DOCTYPE l [<!ENTITY a 'stolen text'><!ENTITY b '&a;&a;'>]><html><p>The depot burned.",
        page("<p>The depot burned.</p>" + "</div>" * 5000),
    ],
)
def test_hostile_markup_gives_only_what_is_shown(markup: str) -> None:
    assert read_one(markup, "a.html").document.text == "The depot burned."


@pytest.mark.parametrize("sign", ["\x01", "\x0c", "&#1;", "&#0;", "&#xd800;", "\ufffe"])
def test_characters_that_no_tree_can_hold(sign: str) -> None:
    quote = f"<blockquote><p>All {sign} is calm.</p><cite>{sign} Nellie Bly</cite></blockquote>"
    iframe = f'<p>x {sign} <iframe src="https://youtu.be/a{sign}"></iframe> y</p>'
    received = read_one(article(quote, iframe), "a.html")
    assert PARAGRAPHS[2] in received.document.text
    assert [promises for _, _, promises in embeds(received)] == ["video"]


@pytest.mark.parametrize("forged", ["\ue5f00\ue5f1", "&#xe5f0;0&#xE5F1;", "&#58864;0&#58865"])
def test_a_page_cannot_forge_an_embed(forged: str) -> None:
    received = read_one(page(f"<p>The depot burned {forged} twice.</p>"), "a.html")
    assert received.document.text == "The depot burned 0 twice."
    assert embeds(received) == []


def test_endless_nesting_is_told() -> None:
    deep = "<div>" * 100_000 + "buried" + "</div>" * 100_000
    received = read_one(page(f"<p>The depot burned.</p>{deep}"), "a.html")
    assert received.document.text == "The depot burned."
    assert "nested too deep" in told(received)


@pytest.mark.parametrize(
    "markup",
    [page(""), page(SCRIPT), page("<img src='/a.jpg'>"), "<html></html>", "<p></p>"],
)
def test_pages_without_text(markup: str) -> None:
    assert "no text" in refusal(markup, "a.html").problem


def test_a_page_without_main_text_is_taken_whole_and_says_so() -> None:
    received = read_one(page("<footer><p>The depot burned.</p></footer>"), "a.html")
    assert received.document.text == "The depot burned."
    assert "no main text could be told" in told(received)
    assert "no main text" not in told(read_one(article(), "a.html"))


def test_a_page_of_links_keeps_their_words() -> None:
    links = "".join(f"<li><a href='/{n}'>Place number {n}</a></li>" for n in range(30))
    received = read_one(page(f"<div><ul>{links}</ul></div>"), "a.html")
    assert marked(received, MarkKind.LIST_ITEM) == [f"Place number {n}" for n in range(30)]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Bare words<br>on two lines<br><br>and more", "Bare words\non two lines\n\nand more"),
        ("<pre>KYIV, 5 March\nGuns fell silent.\n\nMore.</pre>",
         "KYIV, 5 March\nGuns fell silent.\n\nMore."),
        ("<table><tr><th>Town</th><th>Hurt</th></tr><tr><td>Brodek</td><td>3</td></tr></table>",
         "Town | Hurt\n\nBrodek | 3"),
        ("<p>One&nbsp;two\n  three<span>four</span></p>", "One two threefour"),
        ("<div>One<p>Two</p>three</div>", "One\n\nTwo\n\nthree"),
    ],
)  # fmt: skip
def test_blocks_and_lines(markup: str, text: str) -> None:
    assert read_one(page(markup), "a.html").document.text == text
