"""Our own gold: reports written for this project, each annotated twice.

``gold/reports.toml`` lists them; ``gold/<name>/`` holds ``report.txt`` and the passes,
``first.toml`` and ``second.toml``.  An annotation quotes the words it means; here they
become code-point offsets into the report.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal, TypeVar

import msgspec

from bench.corpora.own_quotes import (
    Paragraph,
    QuoteError,
    find_near,
    find_pieces,
    split_paragraphs,
)
from bench.corpora.polnear import Spans
from crossfix.codes import Evidence, Polarity, SourceKind

PASSES: Final = ("first", "second")
Table = TypeVar("Table", bound=msgspec.Struct)
Split = Literal["dev", "test"]


class GoldError(ValueError):
    """Annotations that cannot be used; one line a fault, with file, entry and remedy."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Quoted:
    """Paragraphs pasted from somebody else; ``through`` forwarded them, outermost first."""

    first: int
    last: int
    voice: str
    through: tuple[str, ...] = ()
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """One attribution as one pass has it; spans are offsets into the report.

    ``name`` is whom the source stands for; ``chain`` runs from the outermost speaker to
    the origin, without the report's author, a nameless link in ``<>``; ``inside`` is the
    id of the attribution of the same pass that holds this one.
    """

    id: str
    paragraph: int
    source: Spans
    cue: Spans
    content: Spans
    name: str | None
    kind: SourceKind | None
    private: bool
    inside: str | None
    chain: tuple[str, ...]
    polarity: Polarity
    hedges: Spans
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class Pass:
    """One reading of one report by one annotator."""

    quoted: tuple[Quoted, ...]
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class GoldReport:
    """A report and its passes; ``second`` is None until somebody has read it again."""

    name: str
    manner: str
    published: str
    split: Split
    text: str
    paragraphs: tuple[Paragraph, ...]
    first: Pass
    second: Pass | None


class _ReportTable(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    manner: str
    published: date
    split: Split


class _QuotedTable(msgspec.Struct, forbid_unknown_fields=True):
    first: int
    last: int
    voice: str
    through: list[str] = []
    date: date | None = None


class _NthTable(msgspec.Struct, forbid_unknown_fields=True):
    source: int | None = None
    cue: int | None = None
    content: int | None = None


class _SaidTable(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    paragraph: int
    content: list[str]
    source: str | list[str] = []
    cue: str | list[str] = []
    nth: _NthTable = msgspec.field(default_factory=_NthTable)
    name: str | None = None
    kind: SourceKind | None = None
    private: bool = False
    inside: str | None = None
    chain: list[str] | None = None
    polarity: Polarity = Polarity.AFFIRMED
    hedges: list[str] = []
    evidence: Evidence | None = None


def read_gold(folder: Path, split: Split | None = None) -> list[GoldReport]:
    """The reports of one split, or all; those without a first pass are left out.

    Raises ``FileNotFoundError`` without ``reports.toml`` and :class:`GoldError` with every
    fault of every file that is read.
    """
    listing = folder / "reports.toml"
    if not listing.exists():
        raise FileNotFoundError(2, "no gold of our own", str(listing))
    faults: list[str] = []
    tables = _tables(listing, "report", _ReportTable, faults)
    found = []
    for table in tables:
        if split is None or table.split == split:
            report = _read_report(folder, table, faults)
            if report is not None:
                found.append(report)
    if faults:
        raise GoldError(faults)
    return found


def unread(folder: Path) -> list[str]:
    """What is not read: files that are missing, and folders that the listing does not name."""
    tables = _tables(folder / "reports.toml", "report", _ReportTable, [])
    listed = {table.name for table in tables}
    wanted = ["report.txt", *(f"{one}.toml" for one in PASSES)]
    files = [folder / table.name / file for table in tables for file in wanted]
    missing = [f"{file.relative_to(folder)}: missing" for file in files if not file.exists()]
    folders = sorted(path.name for path in folder.iterdir() if path.is_dir())
    return missing + [f"{name}: not in reports.toml" for name in folders if name not in listed]


def _read_report(folder: Path, table: _ReportTable, faults: list[str]) -> GoldReport | None:
    path = folder / table.name / "report.txt"
    if not path.exists() or not path.with_name("first.toml").exists():
        return None
    text = path.read_text(encoding="utf-8")
    paragraphs = split_paragraphs(text)
    passes = [
        read_pass(path.with_name(f"{name}.toml"), paragraphs, faults)
        for name in PASSES
        if path.with_name(f"{name}.toml").exists()
    ]
    return GoldReport(
        name=table.name,
        manner=table.manner,
        published=table.published.isoformat(),
        split=table.split,
        text=text,
        paragraphs=tuple(paragraphs),
        first=passes[0],
        second=passes[1] if len(passes) > 1 else None,
    )


def read_pass(path: Path, paragraphs: Sequence[Paragraph], faults: list[str]) -> Pass:
    """One pass over a report; what is wrong with it is added to ``faults``."""
    tables = _tables(path, "attribution", _SaidTable, faults)
    quoted = tuple(_quoted(path, paragraphs, faults))
    said: dict[str, Said] = {}
    for table in tables:
        where = f"{_short(path)} attribution {table.id}"
        if table.id in said:
            faults.append(f"{where}: the id occurs twice; give every entry its own")
        elif not 1 <= table.paragraph <= len(paragraphs):
            faults.append(f"{where}: no paragraph {table.paragraph}; there are {len(paragraphs)}")
        else:
            try:
                said[table.id] = _resolved(table, paragraphs[table.paragraph - 1])
            except QuoteError as wrong:
                faults.append(f"{where}: {wrong}")
    faults += (f"{_short(path)} {fault}" for fault in _nesting_faults(said, {t.id for t in tables}))
    stated = {table.id for table in tables if table.chain is not None}
    return Pass(
        quoted,
        tuple(
            entry if entry.id in stated else _with_chain(entry, said, quoted, paragraphs)
            for entry in said.values()
        ),
    )


def _with_chain(
    entry: Said, said: dict[str, Said], quoted: Sequence[Quoted], paragraphs: Sequence[Paragraph]
) -> Said:
    """The entry with the chain that its nesting and its pasted stretch tell."""
    links: list[str] = []
    for stretch in quoted:
        if stretch.first <= entry.paragraph <= stretch.last:
            links += [*stretch.through, stretch.voice]
    for one in [*reversed(list(_above(entry, said))), entry]:
        paragraph = paragraphs[one.paragraph - 1]
        words = " ".join(
            paragraph.text[start - paragraph.start : stop - paragraph.start]
            for start, stop in one.source
        )
        links.append(one.name or (f"<{words}>" if words else "<>"))
    return replace(entry, chain=tuple(dict.fromkeys(links)))


def _resolved(table: _SaidTable, paragraph: Paragraph) -> Said:
    def find(part: str, words: str | list[str], nth: int | None) -> Spans:
        try:
            return find_pieces(paragraph, [words] if isinstance(words, str) else words, nth)
        except QuoteError as wrong:
            raise QuoteError(f"{part}: {wrong}") from wrong

    if not table.content:
        raise QuoteError("content is empty: quote what is attributed")
    content = find("content", table.content, table.nth.content)
    source = find("source", table.source, table.nth.source)
    cue = find("cue", table.cue, table.nth.cue)
    near = (*cue, *content)
    return Said(
        id=table.id,
        paragraph=table.paragraph,
        source=source,
        cue=cue,
        content=content,
        name=table.name,
        kind=table.kind,
        private=table.private,
        inside=table.inside,
        chain=tuple(table.chain or ()),
        polarity=table.polarity,
        hedges=tuple(find_near(paragraph, words, near) for words in table.hedges),
        evidence=table.evidence,
    )


def _quoted(path: Path, paragraphs: Sequence[Paragraph], faults: list[str]) -> Iterator[Quoted]:
    for table in _tables(path, "quoted", _QuotedTable, faults):
        if not 1 <= table.first <= table.last <= len(paragraphs):
            faults.append(
                f"{_short(path)} quoted {table.voice!r}: paragraphs {table.first} to {table.last}"
                f" are not a stretch of the {len(paragraphs)}; count them by blank lines"
            )
            continue
        day = table.date.isoformat() if table.date else None
        yield Quoted(table.first, table.last, table.voice, tuple(table.through), day)


def _nesting_faults(said: dict[str, Said], ids: set[str]) -> Iterator[str]:
    for entry in said.values():
        where = f"attribution {entry.id}: inside {entry.inside!r}"
        outer = said.get(entry.inside or "")
        if entry.inside is not None and entry.inside not in ids:
            yield f"{where} is no entry of this file; name the id of the one that holds it"
        elif outer is not None and outer.paragraph == entry.paragraph:
            stray = [span for span in entry.content if not _is_held(span, outer.content)]
            if stray:
                yield f"{where} does not hold its content; make the outer content cover it whole"
        if any(one.id == entry.id for one in _above(entry, said)):
            yield f"{where} leads back to itself; take one of the links away"


def _above(entry: Said, said: dict[str, Said]) -> Iterator[Said]:
    outer, seen = said.get(entry.inside or ""), set[str]()
    while outer is not None and outer.id not in seen:
        yield outer
        seen.add(outer.id)
        outer = said.get(outer.inside or "")


def _is_held(span: tuple[int, int], pieces: Spans) -> bool:
    """Whether a stretch lies in pieces; what parts two pieces ("he said") is let pass."""
    return bool(pieces) and pieces[0][0] <= span[0] and span[1] <= pieces[-1][1]


def _tables(path: Path, key: str, kind: type[Table], faults: list[str]) -> list[Table]:
    """The tables of one key, typed; each that does not fit becomes a fault."""
    try:
        read: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        if key != "quoted":  # the same file is read for both its keys
            faults.append(f"{_short(path)}: not valid TOML in UTF-8: {wrong}")
        return []
    known = {"report"} if key == "report" else {"quoted", "attribution"}
    if key != "quoted":
        faults += (f"{_short(path)}: no key {odd!r} is known" for odd in set(read) - known)
    found = []
    for number, table in enumerate(read.get(key, []), 1):
        try:
            found.append(msgspec.convert(table, kind, strict=False))
        except msgspec.ValidationError as wrong:
            name = _name_of(table) or f"number {number}"
            faults.append(f"{_short(path)} {key} {name}: {wrong}")
    return found


def _name_of(table: object) -> object:
    keys = ("id", "name", "voice")
    return next((table[key] for key in keys if key in table), "") if isinstance(table, dict) else ""


def _short(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"
