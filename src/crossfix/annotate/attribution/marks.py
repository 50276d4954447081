"""What the words of an attribution tell besides: doubt, denial, and evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from crossfix.annotate.attribution import words
from crossfix.annotate.attribution.finding import Finding, Page, Range
from crossfix.lexicons import load
from crossfix.lexicons import words as listed
from crossfix.model import Evidence, Polarity
from crossfix.syntax import is_negated

if TYPE_CHECKING:
    from spacy.tokens import Token

_ADVERBS: Final = listed("attribution", "hedges", "adverbs")
_ADJECTIVES: Final = listed("attribution", "hedges", "adjectives")
_SEEMING: Final = listed("attribution", "hedges", "verbs")
_FIRST_PERSON: Final = listed("attribution", "hedges", "first_person")
_MODALS: Final = frozenset({"might", "may", "could"})

_EVIDENCE: Final = tuple(
    (Evidence(kind), re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, phrases)) + ")"))
    for kind, phrases in load("attribution")["evidence"].items()
)
_INTERCEPTS: Final = re.compile(r"(?<![\w-])intercept(?:s|ions?)?(?!\w)")
"""The noun, of a source: in content it is as often what air defence does."""
_GEOLOCATED: Final = re.compile(r"footage|video|clip|photo|image|picture|locat", re.I)
_OF_CONTENT: Final = frozenset(
    {Evidence.SATELLITE, Evidence.GEOLOCATED_FOOTAGE, Evidence.INTERCEPT}
)
"""Evidence that the content alone may name; a video told of in a speech proves nothing."""


def find_hedges(page: Page, finding: Finding) -> Iterator[Range]:
    """Words of doubt inside an attribution: "reportedly", "it seems", "might", "I believe"."""
    start, stop = finding.extent
    start = page.sentence(start)[0] if finding.rule != "speaker" else start
    last = page.sentence(stop - 1)[1]
    for token in page.doc[start:last]:
        if _is_doubting(token):
            yield token.i, token.i + 1
        elif words.lemma(token) in _SEEMING and _is_seeming(token):
            yield _with_it(token), token.i + 1
        elif token.tag_ == "MD" and token.lower_ in _MODALS and start <= token.i < stop:
            yield token.i, token.i + 1
        elif token.lower_ in _FIRST_PERSON and token.i > start and token.nbor(-1).lower_ == "i":
            yield token.i - 1, token.i + 1


def _is_doubting(token: Token) -> bool:
    if token.lower_ in _ADVERBS:
        return token.pos_ in {"ADV", "ADJ"}
    return token.lower_ in _ADJECTIVES and token.dep_ == "amod"


def _is_seeming(token: Token) -> bool:
    """As in "appears to have", "it seems that", not "the army appeared at the gates"."""
    return token.pos_ == "VERB" and (
        words.lemma(token) == "seem"
        or any(child.dep_ in {"xcomp", "ccomp", "oprd", "acomp"} for child in token.children)
    )


def _with_it(token: Token) -> int:
    return token.i - 1 if token.i and token.nbor(-1).lower_ == "it" else token.i


def polarity_of(page: Page, finding: Finding) -> Polarity:
    """Whether the source denies the content: "denied", "did not confirm", "rejected claims"."""
    for token in page.doc[finding.cue[0] : finding.cue[1]]:
        lemma = words.lemma(token)
        if token.pos_ in {"VERB", "AUX"}:
            if lemma in words.DENIAL and finding.rule == "verb:small_clause":
                return _of_label(page, finding)
            if lemma in words.DENIAL:
                return Polarity.AFFIRMED if is_negated(token) else Polarity.DENIED
            if lemma in words.DENIED_BY_NEGATION and is_negated(token):
                return Polarity.DENIED
            if lemma in {"refuse", "decline", "fail"} and _refused(page, finding):
                return Polarity.DENIED
        elif lemma in {"denial", "rejection", "refutation", "dismissal", "repudiation"}:
            return Polarity.DENIED
    return _of_noun(page, finding)


def _of_label(page: Page, finding: Finding) -> Polarity:
    """As in "dismissed the reports as fake": denied, but "dismissed the offer as theatre" not."""
    start = finding.content[0][0]
    named = any(words.lemma(token) in words.SAYING for token in page.doc[start : start + 4])
    return Polarity.DENIED if named else Polarity.AFFIRMED


def _refused(page: Page, finding: Finding) -> bool:
    """As in "refused to confirm that ...": what is refused is to bear out the content."""
    start = finding.content[0][0]
    return any(words.lemma(t) in words.DENIED_BY_NEGATION for t in page.doc[start : start + 2])


def _of_noun(page: Page, finding: Finding) -> Polarity:
    """As in "rejected claims that ..." denies the claims' content too."""
    for token in page.doc[finding.cue[0] : finding.cue[1]]:
        verb = token.head
        if token.pos_ == "NOUN" and token.dep_ == "dobj" and words.lemma(verb) in words.DENIAL:
            return Polarity.AFFIRMED if is_negated(verb) else Polarity.DENIED
    return Polarity.AFFIRMED


def evidence_of(
    source: str, cue: str, content: Iterable[str], *, nameless: bool
) -> Evidence | None:
    """What an attribution is said to rest on, from its own words; None where none tells.

    The words of the source and the cue decide before those of the content.
    """
    said = f"{source} {cue}".lower()
    kind = _match(said)
    if kind is not None:
        return kind
    if _INTERCEPTS.search(said):
        return Evidence.INTERCEPT
    kind = _match(" ".join(content).lower())
    if kind in _OF_CONTENT:
        return kind
    return Evidence.ANONYMOUS if nameless else None


def _match(said: str) -> Evidence | None:
    for kind, pattern in _EVIDENCE:
        if pattern.search(said) and (
            kind is not Evidence.GEOLOCATED_FOOTAGE or _GEOLOCATED.search(said)
        ):
            return kind
    return None
