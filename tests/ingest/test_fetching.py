"""Addresses: fetched over a transport that needs no network."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import httpx
import pytest

from crossfix.config import Config
from crossfix.errors import FetchFailed, ReportTooLarge
from crossfix.ingest.fetching import fetch
from tests.ingest.reports import CONFIG

StartResponse = Callable[[str, list[tuple[str, str]]], Any]


def site(environ: dict[str, Any], start: StartResponse) -> Iterable[bytes]:
    """A small site: a report, a redirect, a circle of redirects, and no end of bytes."""
    path = environ["PATH_INFO"]
    if path == "/report":
        start("200 OK", [("content-type", "text/plain; charset=koi8-r")])
        return ["Взрывы".encode("koi8-r")]
    if path in {"/moved", "/circle"}:
        target = "/report" if path == "/moved" else "/circle"
        start("302 Found", [("location", target)])
        return [b""]
    if path == "/vast":
        start("200 OK", [("content-type", "text/plain")])
        return (b"x" * 1000 for _ in range(10_000))
    start("404 Not Found", [("content-type", "text/plain")])
    return [b"no such page"]


SITE = httpx.WSGITransport(app=site)


def test_the_bytes_and_their_media_type() -> None:
    found = fetch("http://news.example/report", CONFIG, published="2024-03-05", transport=SITE)
    assert found.data.decode("koi8-r") == "Взрывы"
    assert found.media_type == "text/plain; charset=koi8-r"
    assert (found.path, found.published) == ("http://news.example/report", "2024-03-05")


def test_redirects_are_followed_and_the_address_kept_as_given() -> None:
    assert fetch("http://news.example/moved", CONFIG, transport=SITE).path.endswith("/moved")


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("http://news.example/gone", "404"),
        ("http://news.example/circle", "redirects"),
        ("http://[::bad", "cannot be fetched"),
        ("http://news.example:port/", "cannot be fetched"),
    ],
)
def test_what_does_not_answer(url: str, problem: str) -> None:
    with pytest.raises(FetchFailed) as caught:
        fetch(url, CONFIG, transport=SITE)
    assert problem in caught.value.problem
    assert caught.value.item == url


def test_the_limit_ends_the_transfer() -> None:
    with pytest.raises(ReportTooLarge):
        fetch("http://news.example/vast", Config(max_bytes=5000), transport=SITE)
