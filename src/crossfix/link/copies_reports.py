"""What has to be known of a report to lay it beside another: text, day, names, credits."""

from __future__ import annotations

from collections.abc import Iterable

from crossfix.findings.names import OriginName
from crossfix.link.origin_names import name_of_publisher, read_name
from crossfix.model import Ledger, Record, Source

_NO_DAY = "9999"


class Report(Record, frozen=True, kw_only=True):
    """A report as copies are told by.

    ``names`` are those of its publisher and author, ``credits`` those that it names as
    sources, ``forwards`` those whose messages it forwards, all in comparable form.
    ``published`` is ISO 8601, a day or a minute.
    """

    document_id: str
    text: str
    published: str | None = None
    publisher: str | None = None
    names: tuple[OriginName, ...] = ()
    credits: tuple[OriginName, ...] = ()
    forwards: tuple[OriginName, ...] = ()

    @property
    def order(self) -> tuple[str, str]:
        """By day, then by id: an order that does not depend on when reports came."""
        return self.published or _NO_DAY, self.document_id


def report_of(ledger: Ledger) -> Report:
    """The report of a ledger (see :class:`Report`)."""
    document = ledger.document
    sources = {source.id: source for source in ledger.sources}
    forwarded = [s.voice for s in ledger.segments if s.voice_basis == "forward"]
    return Report(
        document_id=document.id,
        text=document.text,
        published=document.published,
        publisher=publisher_of(ledger),
        names=own_names(ledger),
        credits=_names_of(s for s in ledger.sources if not s.is_author),
        forwards=_names_of(sources[voice] for voice in forwarded if voice in sources),
    )


def publisher_of(ledger: Ledger) -> str | None:
    """The key of whoever publishes the report; ``None`` where nothing tells it."""
    names = own_names(ledger)
    return names[0].key if names else None


def own_names(ledger: Ledger) -> tuple[OriginName, ...]:
    """The names under which others would cite the report: publisher, channel, author."""
    document = ledger.document
    author = next((s.name for s in ledger.sources if s.is_author and s.name), None)
    given = (document.publisher, document.author, author)
    read = (name_of_publisher(name) for name in given if name)
    return tuple(dict.fromkeys(name for name in read if name is not None))


def _names_of(sources: Iterable[Source]) -> tuple[OriginName, ...]:
    found: dict[OriginName, None] = {}
    for source in sources:
        name = read_name(source.name, source.kind) if source.name else None
        if name is not None:
            found[name] = None
    return tuple(found)
