"""Markdown: words without signs, marks where the signs were."""

from __future__ import annotations

import pytest

from crossfix.ingest.markdown import split_front_matter
from crossfix.reading import MarkKind
from tests.ingest.reports import embeds, marked, read_one

REPORT = """---
title: "Night of fire"
author:
  - Nellie Bly
  - Ernie Pyle
date: 2024-03-05
tags: [war, river]
source: https://news.example/fire
---
# Night of fire

A depot [burned](https://news.example/1) in *Brodek*
on Monday, **officials** said.\\
A second line.

> The governor wrote:
> nothing was struck.
>
> > A nested word.

- three wounded
- one yard
    - two trucks

Here is the video:

![clip](https://news.example/v.mp4)

A picture ![yard](yard.jpg) inside.

<iframe src="https://www.youtube.com/embed/q"></iframe>

| place | count |
|-------|-------|
| yard  | 3     |

```
a line as it is
another
```
"""


def test_markdown_to_text() -> None:
    received = read_one(REPORT, "fire.md")
    assert received.document.text.split("\n\n") == [
        "Night of fire",
        "A depot burned in Brodek on Monday, officials said.\nA second line.",
        "The governor wrote: nothing was struck.",
        "A nested word.",
        "three wounded",
        "one yard",
        "two trucks",
        "Here is the video:",
        "A picture inside.",
        "place | count",
        "yard | 3",
        "a line as it is\nanother",
    ]


def test_marks() -> None:
    received = read_one(REPORT, "fire.md")
    assert marked(received, MarkKind.HEADING) == ["Night of fire"]
    assert marked(received, MarkKind.QUOTE) == [
        "The governor wrote: nothing was struck.\n\nA nested word.",
        "A nested word.",
    ]
    assert marked(received, MarkKind.LIST_ITEM) == [
        "three wounded",
        "one yard\n\ntwo trucks",
        "two trucks",
    ]
    assert embeds(received) == [
        ("s the video:", "https://news.example/v.mp4", "video"),
        ("\n\nA picture ", "yard.jpg", "photo"),
        ("ture inside.", "https://www.youtube.com/embed/q", "video"),
    ]


def test_front_matter() -> None:
    document = read_one(REPORT, "fire.md").document
    assert document.title == "Night of fire"
    assert document.author == "Nellie Bly, Ernie Pyle"
    assert document.published == "2024-03-05"
    assert document.url == "https://news.example/fire"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("No front matter", {}),
        ("---\nnever closed\n", {}),
        ("---\ntitle: A: b\n---\nx", {"title": "A: b"}),
        ("---\nauthors: [Nellie Bly, 'Ernie Pyle']\n---\nx", {"author": "Nellie Bly, Ernie Pyle"}),
        ("---\r\ndate: 2024-03-05 # day\r\n---\r\nx", {"published": "2024-03-05"}),
        ("---\nweight: 3\nnested:\n  title: inner\n...\nx", {}),
    ],
)
def test_front_matter_forms(text: str, told: dict[str, str]) -> None:
    assert split_front_matter(text)[0] == told


def test_a_page_within_markdown_keeps_its_quotation() -> None:
    box = (
        '<blockquote class="twitter-tweet"><p>Blast in the town right now</p>'
        '&mdash; Nellie Bly (@jroe) <a href="https://x.com/1">5 March</a></blockquote>'
    )
    received = read_one(f"Before.\n\n{box}\n\nAfter.\n", "fire.md")
    quote = next(mark for mark in received.marks if mark.kind is MarkKind.QUOTE)
    assert quote.label == "Nellie Bly"
    assert received.document.text[quote.start :].startswith("Blast in the town right now")
