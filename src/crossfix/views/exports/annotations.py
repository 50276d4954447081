"""W3C Web Annotations (JSON-LD): every entry of a ledger, hung on the words that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

import msgspec

from crossfix.config import Config
from crossfix.findings.corroboration import Corroboration
from crossfix.findings.disclosure import Preface, Shown
from crossfix.model import (
    KINDS,
    Attribution,
    Claim,
    Entry,
    Event,
    Forecast,
    Gap,
    Place,
    Quantity,
    Segment,
    Source,
    Span,
    Time,
)
from crossfix.views.exports.edtf import whole_day
from crossfix.views.exports.eventrows import counted
from crossfix.views.exports.rows import URN
from crossfix.views.wording import Wording, spans_of

CONTEXT: Final = 32
"""Characters of prefix and suffix."""

MOTIVATIONS: Final[dict[type, str]] = {
    Segment: "classifying",
    Source: "identifying",
    Attribution: "describing",
    Time: "identifying",
    Place: "identifying",
    Quantity: "identifying",
    Event: "classifying",
    Claim: "describing",
    Forecast: "describing",
    Gap: "assessing",
}
"""Why an entry of each kind is hung on the text, in the words of the vocabulary."""


class WebAnnotations:
    """Every entry as an annotation of the report that it was read from."""

    name = "annotations"
    version = "1"
    standard = "W3C Web Annotation Data Model, JSON-LD"
    suffix = ".jsonld"

    def __init__(self, config: Config) -> None:
        self._config = config

    def begin(self, preface: Preface) -> Collection:
        """Begin a collection."""
        return Collection(preface)


class Collection:
    """A collection of one page that is being written."""

    def __init__(self, preface: Preface) -> None:
        self._preface = preface
        self._total = 0
        self._links = 0
        self._unquoted = 0
        self._id = f"{URN}annotations:{preface.head or 'case'}"

    def feed(self, report: Shown, known: Corroboration) -> Iterable[str]:
        """The annotations of one report."""
        wording = Wording(report.ledger)
        self._links += len(report.ledger.links)
        for kind in KINDS:
            for entry in getattr(report.ledger, kind):
                spans = spans_of(entry)
                if spans:
                    yield ",\n" if self._total else self._opening()
                    yield msgspec.json.encode(
                        self._annotation(entry, spans, report, wording)
                    ).decode()
                    self._total += 1

    def finish(self) -> Iterable[str]:
        """The end of the page, and how many annotations there are."""
        if not self._total:
            yield self._opening()
        yield f'\n]}},"total":{self._total}}}\n'

    def remarks(self) -> Sequence[str]:
        """What is no annotation of a stretch of text."""
        links = f"{counted(self._links, 'link')} left out: they join entries and quote nothing"
        words = (
            f"{counted(self._unquoted, 'annotation')} by position alone: the words quoted were "
            "replaced"
        )
        return [*([links] if self._links else []), *([words] if self._unquoted else [])]

    def _opening(self) -> str:
        about = {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": self._id,
            "type": "AnnotationCollection",
            "label": f"{self._preface.title}: {'; '.join(self._preface.policy.lines())}",
        }
        page = {"id": f"{self._id}:page", "type": "AnnotationPage", "startIndex": 0}
        head = msgspec.json.encode(about).decode()[:-1]
        return f'{head},"first":{msgspec.json.encode(page).decode()[:-1]},"items":[\n'

    def _annotation(
        self, entry: Entry, spans: Sequence[Span], report: Shown, wording: Wording
    ) -> dict[str, Any]:
        document = report.ledger.document
        targets = [self._target(span, report) for span in spans]
        found = {
            "id": f"{URN}{document.id}:{entry.id}",
            "type": "Annotation",
            "motivation": MOTIVATIONS[type(entry)],
            "created": _moment(document.published),
            "body": [
                {
                    "type": "TextualBody",
                    "value": msgspec.json.encode(entry).decode(),
                    "format": "application/json",
                },
                {
                    "type": "TextualBody",
                    "value": wording.line(entry),
                    "format": "text/plain",
                    "purpose": "describing",
                },
            ],
            "target": targets[0] if len(targets) == 1 else targets,
        }
        return {key: value for key, value in found.items() if value is not None}

    def _target(self, span: Span, report: Shown) -> dict[str, Any]:
        """Where the words stand: by quotation and by position, in code points."""
        document = report.ledger.document
        start, end = report.origins.of(span)
        position = {"type": "TextPositionSelector", "start": start, "end": end}
        selectors: list[dict[str, Any]] = [position]
        if report.origins.untouched(span.start, span.stop):
            selectors.insert(0, quotation(span, report))
        else:
            self._unquoted += 1
        return {
            "type": "SpecificResource",
            "source": document.url or f"{URN}{document.id}",
            "scope": f"{URN}sha256:{document.sha256}",
            "selector": selectors if len(selectors) > 1 else selectors[0],
        }


def quotation(span: Span, report: Shown) -> dict[str, Any]:
    """The words of a span with what stands before and after, as far as that was not replaced."""
    text, origins = report.ledger.document.text, report.origins
    before, after = max(0, span.start - CONTEXT), min(len(text), span.stop + CONTEXT)
    while not origins.untouched(before, span.start):
        before += 1
    while not origins.untouched(span.stop, after):
        after -= 1
    return {
        "type": "TextQuoteSelector",
        "exact": span.text,
        "prefix": text[before : span.start],
        "suffix": text[span.stop : after],
    }


def _moment(iso: str | None) -> str | None:
    """A day as the moment at which it begins; the model asks for one with its zone."""
    if not iso:
        return None
    if "T" not in iso:
        return f"{whole_day(iso)}T00:00:00Z"
    return iso if iso.endswith("Z") or "+" in iso else f"{iso}Z"
