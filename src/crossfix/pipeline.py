"""The whole flow on one page: bytes → report → blocks → parse → stages → ledger.

Every stage is looked up by name and run in the order that the configuration gives.
Reports are prepared together, so that the parser works in full batches, and each is
then carried through the stages on its own.  A report that cannot be read becomes a
:class:`~crossfix.errors.Skip` in the place where its ledger would have stood.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from crossfix import ingest, plugins
from crossfix.annotate.blocks import author_of, slices, split_blocks
from crossfix.annotate.parse import parse
from crossfix.config import Config
from crossfix.errors import Skip, StageFailed
from crossfix.model import KINDS, Ledger, Notice, Producer, Segment, SegmentKind
from crossfix.plugins import Raw
from crossfix.reading import Passage, Reading, Received, batched

Outcome = tuple[Received, Ledger] | Skip
"""A report with its ledger, or why there is none."""


def read_all(
    raws: Iterable[Raw | Skip],
    config: Config,
    *,
    wanted: Callable[[Received], bool] = lambda received: True,
) -> Iterator[Outcome]:
    """The outcome for every report in these bytes, in the order given.

    ``wanted`` is asked before a report is parsed: one that is in a case already need not
    be read again, and has no outcome.
    """
    received = (item for item in _receive(raws, config) if isinstance(item, Skip) or wanted(item))
    for batch in batched(received, _length, config.batch_characters):
        ledgers = read_reports((item for item in batch if isinstance(item, Received)), config)
        for item in batch:
            yield item if isinstance(item, Skip) else next(ledgers)


def read_reports(reports: Iterable[Received], config: Config) -> Iterator[Outcome]:
    """The outcome for each received report, parsed together and in the order given."""
    stages = load_stages(config)
    batch = list(reports)
    for received, prepared in zip(batch, prepare(batch), strict=True):
        try:
            reading = run_stages(prepared, stages)
        except Skip as skip:
            yield skip
        else:
            yield received, _ledger(reading, stages, config)


def load_stages(config: Config) -> list[plugins.Stage]:
    """The configured stages, in order."""
    return [plugins.make(plugins.STAGES, name, config) for name in config.stages]


def prepare(reports: Iterable[Received]) -> list[Reading]:
    """Reports split into blocks and parsed, all in one pass of the parser."""
    readings = []
    for received in reports:
        document = received.document
        base = Reading(document, received.marks, notices=received.notices)
        blocks = split_blocks(document, received.marks)
        readings.append(base.with_entries([author_of(document), *blocks]))
    pieces = (
        (segment.text[start:stop], (number, segment.id, segment.start + start))
        for number, reading in enumerate(readings)
        for segment in reading.all(Segment)
        if segment.kind is not SegmentKind.SEPARATOR
        for start, stop in slices(segment.text)
    )
    passages: list[list[Passage]] = [[] for _ in readings]
    for doc, (number, segment_id, offset) in parse(pieces):
        text = readings[number].document.text[offset : offset + len(doc.text)]
        passages[number].append(Passage(segment_id, offset, text, doc))
    return [reading.with_passages(found) for reading, found in zip(readings, passages, strict=True)]


def run_stages(reading: Reading, stages: Iterable[plugins.Stage]) -> Reading:
    """The reading after every stage.

    Raises :class:`~crossfix.errors.StageFailed` where one breaks: the other reports of
    the run must not suffer from it, whatever the fault is.
    """
    for stage in stages:
        try:
            reading = reading.with_entries(stage.run(reading))
        except Exception as error:
            problem = f"stage {stage.name} failed ({type(error).__name__}: {error})"
            remedy = "leave the stage out with the stages setting, and report the fault"
            raise StageFailed(reading.document.path, problem, remedy) from error
    return reading


def _receive(raws: Iterable[Raw | Skip], config: Config) -> Iterator[Received | Skip]:
    for raw in raws:
        if isinstance(raw, Skip):
            yield raw
            continue
        try:
            yield from ingest.read(raw, config)
        except Skip as skip:
            yield skip


def _length(item: Received | Skip) -> int:
    return len(item.document.text) if isinstance(item, Received) else 0


def _ledger(reading: Reading, stages: list[plugins.Stage], config: Config) -> Ledger:
    entries: dict[str, Any] = {key: reading.all(kind) for key, kind in KINDS.items()}
    return Ledger(
        document=reading.document,
        notices=reading.notices + tuple(_reasons_for_empty(reading)),
        producers=tuple(_producers(stages)),
        config=config.digest,
        **entries,
    )


def _producers(stages: Iterable[plugins.Stage]) -> Iterator[Producer]:
    """The stages, and after each what it says that it looked things up in."""
    for stage in stages:
        yield Producer(name=stage.name, version=stage.version)
        yield from getattr(stage, "producers", ())


def _reasons_for_empty(reading: Reading) -> Iterator[Notice]:
    """Why a part of the ledger is empty, unless a stage has said so already."""
    told = {notice.about for notice in reading.notices}
    words = len(reading.document.text.split())
    for key, kind in KINDS.items():
        if key not in told and not reading.all(kind):
            yield Notice(about=key, message=f"none found in the {words} words of the report")
