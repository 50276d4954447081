"""Fires asked of NASA FIRMS over the network, because a command asked for it by name.

What is asked is a box around the places of events that reports tell of, for their days and
the season around them, in pieces of five days.  A piece whose days are complete is kept in
the cache folder and not asked for again, so that what was interrupted goes on where it
stopped.  The user's map key stands in every address: no message and no file shows it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Final

import httpx
import msgspec

from crossfix.check.fire_history import NEXT_DAY, SEASON
from crossfix.check.fire_layouts import refuse_answers
from crossfix.check.fire_times import EPOCH
from crossfix.check.fires import Fires, load_fires
from crossfix.check.matters import Asked, matters_of
from crossfix.check.text_files import Text
from crossfix.check.verdicts import unfit
from crossfix.errors import BadOption, MissingResource
from crossfix.findings.checks import Matter
from crossfix.model import Ledger

OFFICIAL: Final = "https://firms.modaps.eosdis.nasa.gov"
KEY_PAGE: Final = "https://firms.modaps.eosdis.nasa.gov/api/map_key/"
SHOWN_KEY: Final = "MAP_KEY"
"""What stands for the key in messages."""

SATELLITES: Final = ("VIIRS_SNPP", "VIIRS_NOAA20", "VIIRS_NOAA21", "MODIS")
KINDS: Final = ("SP", "NRT")
"""Standard products come months later and are better than those of near real time."""

PIECE: Final = 5
"""Days to a question: FIRMS takes no more."""

BOX: Final = 2
REACH: Final = 2.5
"""Degrees: boxes lie on a grid of ``BOX`` and hold ``REACH`` around a place, which is what
the region's daily counts look at."""

COMPLETE: Final = 3
"""Days after which a day's detections are all there."""

PAUSE_SECONDS: Final = 0.15
"""Between two questions: FIRMS allows 5,000 in ten minutes."""

ATTEMPTS: Final = 4
TIMEOUT_SECONDS: Final = 60.0
AGAIN: Final = "run the command again: what has arrived is kept"

Watch = Callable[[int, int], None]
"""Is told how many pieces are there, and how many are wanted."""


class Piece(msgspec.Struct, frozen=True, order=True):
    """One question: a satellite's product, a box in degrees, and the first of its five days."""

    source: str
    west: int
    south: int
    east: int
    north: int
    begin: date

    @property
    def end(self) -> date:
        """The last of its days."""
        return self.begin + timedelta(days=PIECE - 1)

    @property
    def question(self) -> str:
        """The part of the address behind the key."""
        box = f"{self.west},{self.south},{self.east},{self.north}"
        return f"{self.source}/{box}/{PIECE}/{self.begin.isoformat()}"

    @property
    def path(self) -> Path:
        """Where its answer is kept, inside the cache."""
        box = f"{self.west}_{self.south}_{self.east}_{self.north}"
        return Path(self.source) / box / f"{self.begin.isoformat()}.csv"


@dataclass(slots=True)
class FirmsServer:
    """The server that is asked, with the user's key and the pause between two questions."""

    key: str = field(repr=False)
    address: str = OFFICIAL
    pause: float = PAUSE_SECONDS
    _last: float = field(default=0.0, repr=False)

    def __post_init__(self) -> None:
        if not self.key.strip() or not self.key.isalnum():
            problem = "no map key is set" if not self.key.strip() else "not a map key of FIRMS"
            remedy = f"get one at {KEY_PAGE} and set firms_key"
            raise BadOption("firms_key", problem, remedy)

    def ask(self, client: httpx.Client, question: str) -> str:
        """The text that answers; raises :class:`~crossfix.errors.MissingResource`."""
        reason = ""
        for attempt in range(1, ATTEMPTS + 1):
            self._wait(attempt)
            try:
                answer = client.get(f"{self.address}/api/{question.format(key=self.key)}")
            except httpx.TransportError as error:
                reason = self._hide(" ".join(str(error).split()) or type(error).__name__)
                continue
            if answer.is_success:
                return answer.text
            reason = f"the server answered {answer.status_code} {answer.reason_phrase}".rstrip()
            if answer.status_code in {400, 401, 403}:
                break
        shown = question.format(key=SHOWN_KEY)
        raise MissingResource(f"FIRMS ({shown})", f"no rows came: {reason}", AGAIN)

    def _wait(self, attempt: int) -> None:
        """Keep the pause, and a longer one before each further attempt."""
        pause = self.pause * 4 ** (attempt - 1)
        left = self._last + pause - time.monotonic()
        if left > 0:
            time.sleep(left)
        self._last = time.monotonic()

    def _hide(self, words: str) -> str:
        return words.replace(self.key, SHOWN_KEY)


def live_fires(
    ledgers: Iterable[Ledger],
    server: FirmsServer,
    folder: Path,
    *,
    today: date | None = None,
    watch: Watch | None = None,
) -> Fires:
    """The fires around the events of ledgers, asked of FIRMS or taken from the cache.

    ``folder`` is where answers are kept.  Raises :class:`~crossfix.errors.MissingResource`
    for what does not arrive, :class:`~crossfix.errors.BadOption` for a key that is refused.
    """
    questions = (question for ledger in ledgers for question in matters_of(ledger))
    matters = [question.matter for question in questions if isinstance(question, Asked)]
    fit = [matter for matter in matters if unfit(matter, Fires) is None]
    return load_fires(fetch_pieces(fit, server, folder, today=today, watch=watch))


def fetch_pieces(
    matters: Sequence[Matter],
    server: FirmsServer,
    folder: Path,
    *,
    today: date | None = None,
    watch: Watch | None = None,
) -> list[Path]:
    """The files that hold the fires around matters, fetched where they are not there."""
    today = today or datetime.now(UTC).date()
    headers = {"user-agent": f"crossfix/{version('crossfix')}"}
    with httpx.Client(timeout=TIMEOUT_SECONDS, headers=headers, follow_redirects=True) as client:
        wanted = list(dict.fromkeys(_blocks(matters, today)))
        if not wanted:
            return []
        held = _availability(client, server)
        pieces = sorted({piece for block in wanted for piece in _products(block, held)})
        paths = []
        for number, piece in enumerate(pieces, start=1):
            paths.append(_fetch(client, server, piece, folder))
            if watch is not None:
                watch(number, len(pieces))
    return paths


def _blocks(matters: Sequence[Matter], today: date) -> Iterator[Piece]:
    """The boxes and stretches of days that matters need, of no product yet."""
    for matter in matters:
        south = int((matter.lat - REACH) // BOX) * BOX
        north = int(-((-matter.lat - REACH) // BOX)) * BOX
        west = int((matter.lon - REACH) // BOX) * BOX
        east = int(-((-matter.lon - REACH) // BOX)) * BOX
        first = matter.earliest - timedelta(days=SEASON)
        last = min(matter.latest + timedelta(days=SEASON + NEXT_DAY), today)
        begin = EPOCH + timedelta(days=(first - EPOCH).days // PIECE * PIECE)
        while begin <= last:
            yield Piece("", max(west, -180), max(south, -90), min(east, 180), min(north, 90), begin)
            begin += timedelta(days=PIECE)


def _availability(client: httpx.Client, server: FirmsServer) -> dict[str, tuple[date, date]]:
    """First and last day of each product, as the server tells."""
    text = Text("FIRMS", server.ask(client, "data_availability/csv/{key}/ALL"))
    refuse_answers(text)
    held = {}
    for line in text.lines[1:]:
        values = [value.strip() for value in line.split(",")]
        try:
            held[values[0]] = (date.fromisoformat(values[1]), date.fromisoformat(values[2]))
        except (IndexError, ValueError):
            continue
    if not held:
        problem = "it does not say which products it holds"
        raise MissingResource("FIRMS", problem, "try again later")
    return held


def _products(block: Piece, held: dict[str, tuple[date, date]]) -> Iterator[Piece]:
    """The block in the best product that each satellite has for its days."""
    for satellite in SATELLITES:
        for kind in KINDS:
            first, last = held.get(f"{satellite}_{kind}", (date.max, date.min))
            whole = first <= block.begin and block.end <= last
            if whole or (kind == KINDS[-1] and first <= block.end and block.begin <= last):
                yield msgspec.structs.replace(block, source=f"{satellite}_{kind}")
                break


def _fetch(client: httpx.Client, server: FirmsServer, piece: Piece, folder: Path) -> Path:
    """The file of a piece; asked for again as long as its days are not complete."""
    path = folder / piece.path
    if path.is_file() and _complete(path, piece):
        return path
    text = server.ask(client, "area/csv/{key}/" + piece.question)
    name = f"FIRMS (area/csv/{SHOWN_KEY}/{piece.question})"
    refuse_answers(Text(name, text))
    if "latitude" not in text[:500].lower():
        raise MissingResource(name, "what arrived is no table of fires", "try again later")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    except OSError as error:
        problem = f"cannot be kept ({error.strerror or error})"
        raise MissingResource(str(path), problem, "free some space and run it again") from error
    return path


def _complete(path: Path, piece: Piece) -> bool:
    """Whether a kept answer was asked for after its days' detections were all there."""
    asked = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    return (asked - piece.end).days >= COMPLETE
