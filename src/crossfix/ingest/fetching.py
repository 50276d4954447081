"""One address, fetched because the user named it: the only use of the network."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Final

from crossfix.config import Config
from crossfix.errors import FetchFailed, ReportTooLarge
from crossfix.ingest.loading import library
from crossfix.plugins import Raw

if TYPE_CHECKING:
    import httpx

TIMEOUT_SECONDS: Final = 30.0
MOST_REDIRECTS: Final = 5
CHECK: Final = "check the address, or save the page and give the file"


def fetch(
    url: str,
    config: Config,
    *,
    published: str | None = None,
    transport: httpx.BaseTransport | None = None,
) -> Raw:
    """The bytes behind an address and the media type that came with them.

    Raises :class:`~crossfix.errors.FetchFailed` for whatever is no answer, and
    :class:`~crossfix.errors.ReportTooLarge` as soon as the limit is passed.
    """
    http: type[httpx.Client] = library("httpx").Client
    faults = (library("httpx").HTTPError, library("httpx").InvalidURL)
    try:
        with (
            http(
                follow_redirects=True,
                max_redirects=MOST_REDIRECTS,
                timeout=TIMEOUT_SECONDS,
                transport=transport,
                headers={"user-agent": f"crossfix/{version('crossfix')}"},
            ) as client,
            client.stream("GET", url) as answer,
        ):
            data = _load(answer, url, config)
            media_type = answer.headers.get("content-type")
    except faults as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise FetchFailed(url, f"cannot be fetched ({reason})", CHECK) from None
    return Raw(path=url, data=data, published=published, media_type=media_type)


def _load(answer: httpx.Response, url: str, config: Config) -> bytes:
    if not answer.is_success:
        problem = f"the server answered {answer.status_code} {answer.reason_phrase}".rstrip()
        raise FetchFailed(url, problem, CHECK)
    data = bytearray()
    for chunk in answer.iter_bytes():
        data += chunk
        if len(data) > config.max_bytes:
            problem = f"larger than the limit of {config.max_bytes:,} bytes"
            raise ReportTooLarge(url, problem, "raise max_bytes in crossfix.toml")
    return bytes(data)
