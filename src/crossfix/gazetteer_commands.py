"""The ``crossfix gazetteer`` commands: which gazetteers there are, and what they know."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import msgspec
import typer
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

from crossfix.config import load_config
from crossfix.console import ConfigOption, JsonOption, err, failing_well, print_line, print_remark

if TYPE_CHECKING:
    from crossfix.ground.gazetteer_download import Watch
    from crossfix.ground.gazetteers import Description

# The modules behind these commands load data packages: each command imports them when it runs.
# ruff: noqa: PLC0415

app = typer.Typer(
    name="gazetteer",
    help="The gazetteers that places are looked up in.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

SHOWN: Final = 12
STAY: Final = "the gazetteers that were there stay as they were"


@app.command("list")
def list_gazetteers(as_json: JsonOption = False, config: ConfigOption = None) -> None:
    """List the gazetteers: the default and those that were added."""
    from crossfix.ground import gazetteers

    with failing_well():
        for description in gazetteers.describe_all(load_config(config)):
            print_line(_as_json(description) if as_json else _line(description))


@app.command()
def info(
    name: Annotated[str, typer.Argument(help="A gazetteer's name, or a country code.")],
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Say what a gazetteer holds, how far it knows each country and where it comes from."""
    from crossfix.ground import gazetteers

    with failing_well():
        description = gazetteers.describe(load_config(config), name)
        for line in [_as_json(description)] if as_json else _lines(description):
            print_line(line)


@app.command()
def add(
    wanted: Annotated[
        list[str],
        typer.Argument(
            metavar="COUNTRY|FILE...",
            help="Country codes, which are downloaded from GeoNames, or files: a GeoNames country "
            "file, Who's On First (CSV, TSV, GeoJSON), a CSV or TSV with name, lat and lon.",
        ),
    ],
    names: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="GeoNames alternate names that go with a country file."),
    ] = None,
    name: Annotated[
        str | None, typer.Option(metavar="NAME", help="What to call the gazetteer of a file.")
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Add gazetteers; they are searched as one with those that are there."""
    from crossfix.ground import gazetteers

    with failing_well(STAY), _downloads() as watch:
        added = gazetteers.add_gazetteers(
            wanted, load_config(config), names=names, name=name, watch=watch
        )
    for part in added:
        print_line(f"{part.name}: {part.places:,} places added")


@app.command()
def remove(
    name: Annotated[str, typer.Argument(help="An added gazetteer's name, or a country code.")],
    config: ConfigOption = None,
) -> None:
    """Take away a gazetteer that was added."""
    from crossfix.ground import gazetteers

    with failing_well():
        print_line(f"{gazetteers.remove_gazetteer(load_config(config), name)}: removed")


@app.command()
def find(
    words: Annotated[list[str], typer.Argument(metavar="NAME...", help="A name or words of one.")],
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="At most N places.")] = 20,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Look a name up as a report's would be, and by its words."""
    from crossfix.ground.gazetteer import Geonames, Held

    with failing_well():
        gazetteer = Geonames(load_config(config))
        name = " ".join(words)
        every = dict.fromkeys([*gazetteer.candidates(name), *gazetteer.find(name, limit)])
        first: dict[int, Held] = {}
        for place in every:
            first.setdefault(place.key, place)
        for place in list(first.values())[:limit]:
            print_line(msgspec.json.encode(place).decode() if as_json else _place_line(place))
        if not first and not as_json:
            told = f"no place on record is called {name} ({gazetteer.coverage})"
            print_remark(told)


def _line(told: Description) -> str:
    most = [code or "no country" for code in list(told.countries)[:SHOWN]]
    more = f" and {len(told.countries) - SHOWN} more" if len(told.countries) > SHOWN else ""
    date = f", added {told.added[:10]}" if told.added else ""
    return (
        f"{told.name}  {told.places:,} places  {', '.join(most)}{more}  "
        f"({told.form}, {told.source}{date})"
    )


def _lines(told: Description) -> Iterator[str]:
    yield f"name      {told.name}"
    yield f"form      {told.form}"
    yield f"source    {told.source}"
    yield f"licence   {told.licence}"
    if told.added:
        yield f"added     {told.added}"
        yield f"sha256    {told.sha256}"
    yield f"file      {told.path} ({told.bytes / 1e6:.1f} MB)"
    kinds = ", ".join(f"{count:,} {feature}" for feature, count in told.features.items())
    yield f"places    {told.places:,}: {kinds}"
    for reach in told.reaches[:SHOWN]:
        yield f"coverage  {reach.country}: {reach}; {reach.settlements:,} settlements on record"
    if len(told.reaches) > SHOWN:
        yield f"coverage  and {len(told.reaches) - SHOWN} countries more"


def _place_line(place: object) -> str:
    from crossfix.ground.gazetteer import Held

    assert isinstance(place, Held)
    lies_in = ", ".join(part for part in (place.admin2, place.admin1, place.country) if part)
    ids = " ".join(f"{gazetteer}:{number}" for gazetteer, number in place.ids)
    people = f", {place.population:,} people" if place.population else ""
    return (
        f"{place.match:.2f}  {place.name}  {place.feature}{people}  {lies_in}  "
        f"{place.lat:.4f} {place.lon:.4f} ±{place.radius_km:g} km  {ids}"
    )


def _as_json(told: Description) -> str:
    return msgspec.json.encode(told, enc_hook=_plain).decode()


def _plain(value: object) -> object:
    if isinstance(value, Path):
        return str(value)
    raise NotImplementedError(type(value).__name__)


@contextmanager
def _downloads() -> Iterator[Watch]:
    """A bar for each file that is downloaded, on a terminal."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
    )
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as progress:
        tasks = {}

        def watch(name: str, there: int, length: int | None) -> None:
            if name not in tasks:
                tasks[name] = progress.add_task(name, total=length)
            progress.update(tasks[name], completed=there, total=length)

        yield watch
