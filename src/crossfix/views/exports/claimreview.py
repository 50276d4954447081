"""schema.org ClaimReview (JSON-LD): what sources claim, reviewed where the case has a grade.

Without a grade a claim is written as a plain Claim that says why it was not reviewed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import Any, Final

import msgspec

from crossfix import lexicons
from crossfix.config import Config
from crossfix.findings.corroboration import Backing, Corroboration
from crossfix.findings.disclosure import Preface, Shown
from crossfix.findings.grades import WORDS, Credibility
from crossfix.model import Claim, Record, Source
from crossfix.views.exports.eventrows import counted
from crossfix.views.exports.rows import URN
from crossfix.views.exports.spool import Spool
from crossfix.views.wording import Wording

UNGRADED: Final = "not reviewed: the case has no grade for it"
UNJUDGED: Final = "not reviewed: its truth cannot be judged (Admiralty 6)"
_THINGS: Final = frozenset({"media", "company", "document", "satellite"})
_TOKENS: Final = re.compile(r"[^\W_]+")


class Appearance(Record, frozen=True, kw_only=True):
    """A claim where one report tells it."""

    claimant: str
    matter: str
    claim: str
    name: str
    person: bool
    text: str
    report: str
    trace: str
    published: str | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    backing: Backing | None = None


class ClaimReviews:
    """Claims by claimant and matter, with a rating where somebody or the case gave a grade."""

    name = "claimreview"
    version = "1"
    standard = "schema.org ClaimReview, JSON-LD"
    suffix = ".jsonld"

    def __init__(self, config: Config) -> None:
        self._config = config

    def begin(self, preface: Preface) -> ClaimGraph:
        """Begin a graph."""
        return ClaimGraph(preface)


class ClaimGraph:
    """A graph that is being written, once all claims are known.

    The same claimant again is an appearance of the same claim; another claimant makes
    another claim.
    """

    def __init__(self, preface: Preface) -> None:
        self._preface = preface
        self._spool = Spool()
        self._unrated: Counter[str] = Counter()

    def feed(self, report: Shown, known: Corroboration) -> Iterable[str]:
        """Nothing yet: the claims of a report wait for their like."""
        for appearance in appearances(report, known):
            key = (appearance.claimant, appearance.matter, appearance.published or "~")
            self._spool.add((*key, appearance.claim), msgspec.msgpack.encode(appearance))
        return ()

    def finish(self) -> Iterable[str]:
        """The whole graph, a node a line."""
        yield '{"@context":"https://schema.org","@graph":[\n'
        yield _json(self._about())
        decode = msgspec.msgpack.Decoder(Appearance).decode
        told = (decode(body) for body in self._spool.sorted())
        for _, members in groupby(told, key=lambda each: (each.claimant, each.matter)):
            yield ",\n" + _json(self._node(list(members)))
        yield "\n]}\n"

    def remarks(self) -> Sequence[str]:
        """How many claims have no review, and why."""
        unrated = self._unrated.most_common()
        return [f"{counted(count, 'claim')} without a review: {why}" for why, count in unrated]

    def _about(self) -> dict[str, Any]:
        return {
            "@type": "Dataset",
            "@id": f"{URN}export:{self._preface.head or 'case'}",
            "name": self._preface.title,
            "description": "; ".join(self._preface.policy.lines()),
        }

    def _node(self, members: list[Appearance]) -> dict[str, Any]:
        """A review of a claim, or the claim and why there is no review."""
        claim = claim_of(members)
        backing = next((each.backing for each in members if each.backing), None)
        grade = backing.grade if backing else None
        if backing is None or grade is None or grade is Credibility.CANNOT_BE_JUDGED:
            why = UNGRADED if grade is None else UNJUDGED
            self._unrated[why] += 1
            return {**claim, "creativeWorkStatus": why}
        name = f"{URN}review:{members[0].claim}"
        found = {
            "@type": "ClaimReview",
            "@id": name,
            "url": members[0].url or name,
            "claimReviewed": members[0].text,
            "datePublished": self._preface.newest,
            "author": {"@type": "Organization", "name": self._preface.title},
            "itemReviewed": claim,
            "reviewRating": rating(backing, grade),
            "reviewBody": "; ".join([*backing.reasons, *backing.conflicts]) or None,
        }
        return {key: value for key, value in found.items() if value is not None}


def appearances(report: Shown, known: Corroboration) -> Iterator[Appearance]:
    """The claims of one report."""
    ledger, wording = report.ledger, Wording(report.ledger)
    sources = {source.id: source for source in ledger.sources}
    events = {event.id for event in ledger.events}
    backings = known.about(sorted(events))
    document = ledger.document
    for claim in ledger.claims:
        source = sources.get(claim.source_id)
        about = [backings[each] for each in claim.refers_to if each in backings]
        backing = about[0] if about else None
        start, stop = report.origins.of(claim.spans[0])[0], report.origins.of(claim.spans[-1])[1]
        text = " … ".join(" ".join(span.text.split()) for span in claim.spans)
        yield Appearance(
            claimant=source.name.casefold() if source and source.name else claim.source_id,
            matter=_matter(claim, text, backing),
            claim=claim.id,
            name=wording.source(claim.source_id),
            person=is_person(source),
            text=text,
            report=document.id,
            trace=f"{document.id}[{start}-{stop}] sha256:{document.sha256} {claim.id}",
            published=document.published,
            url=document.url,
            title=document.title,
            publisher=document.publisher,
            backing=backing,
        )


def claim_of(members: Sequence[Appearance]) -> dict[str, Any]:
    """A claim with where it appears, the first of them first."""
    first = members[0]
    found = {
        "@type": "Claim",
        "@id": f"{URN}{first.claim}",
        "text": first.text,
        "author": {"@type": "Person" if first.person else "Organization", "name": first.name},
        "datePublished": first.published,
        "firstAppearance": work(first) if first.published else None,
        "appearance": [work(each) for each in members],
    }
    return {key: value for key, value in found.items() if value is not None}


def work(each: Appearance) -> dict[str, Any]:
    """A report in which a claim appears, with the words and the way back to them."""
    found = {
        "@type": "CreativeWork",
        "@id": f"{URN}{each.report}",
        "url": each.url,
        "name": each.title,
        "publisher": {"@type": "Organization", "name": each.publisher} if each.publisher else None,
        "datePublished": each.published,
        "text": each.text,
        "identifier": each.trace,
    }
    return {key: value for key, value in found.items() if value is not None}


def rating(backing: Backing, grade: Credibility) -> dict[str, Any]:
    """An Admiralty credibility as a rating of 1 to 5, where schema.org has 5 as the best."""
    by = "given by a person" if backing.credibility_by_person else "suggested"
    return {
        "@type": "Rating",
        "ratingValue": 6 - int(grade),
        "bestRating": 5,
        "worstRating": 1,
        "alternateName": f"Admiralty {grade.value}: {WORDS[grade]} ({by})",
    }


def is_person(source: Source | None) -> bool:
    """Whether a source is told as a person and not as a body, an outlet or a document."""
    if source is None or source.kind.value in _THINGS:
        return False
    words = [word.casefold() for word in _TOKENS.findall(source.name or "")]
    return not any(word in _bodies() or word.removesuffix("s") in _bodies() for word in words)


@cache
def _bodies() -> frozenset[str]:
    """Nouns of bodies, without those of persons in office."""
    polities = lexicons.words("actors", "polities") | lexicons.words("positions", "formations")
    people = lexicons.words("actors", "people") | lexicons.words("positions", "titles")
    offices = {"minister", "president", "leader", "official", "envoy", "secretary", "chancellor"}
    spoken = {"premier", "spokesman", "spokesperson", "king", "prince", "partner"}
    bodies = {"staff", "force", "agency", "service", "office", "department", "committee", "police"}
    return frozenset((polities | bodies) - people - offices - spoken)


def _matter(claim: Claim, text: str, backing: Backing | None) -> str:
    """What a claim is about: the happening, else its own words."""
    if backing is not None and backing.happening:
        return f"happening\x1e{backing.happening}"
    return f"words\x1e{' '.join(_TOKENS.findall(text.casefold())) or claim.id}"


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
