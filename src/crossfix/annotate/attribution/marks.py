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

_DENYING_NOUNS: Final = frozenset(
    {"denial", "rejection", "refutation", "dismissal", "repudiation", "rebuttal"}
)
_CLAIMING: Final = frozenset(
    {"figure", "number", "toll", "count", "data", "footage", "video", "recording", "image",
     "photo", "story", "document", "map", "study", "evidence", "coverage", "publication"}
)  # fmt: skip
"""What claims something without being a saying: who dismisses it denies what it shows."""
_REFUSING: Final = frozenset({"refuse", "decline", "fail"})
_TELLING: Final = frozenset({"say", "tell", "disclose", "reveal", "specify", "explain", "name"})
_UNTRUTH: Final = "|".join(map(re.escape, sorted(listed("resolution", "untruth", "words"))))
_UNTRUE: Final = re.compile(rf"(?<![\w-])(?:{_UNTRUTH})(?![\w-])", re.I)
_THAT_IS_UNTRUE: Final = re.compile(
    r"""["“„«]?(?:that )?(?:this|that|it|these|those|they|all (?:this|that|of this|of that)|"""
    r"""(?:the|its|his|her|their) [\w’'-]+)? ?"""
    rf"""(?:(?:is|was|are|were|had been|has been) (?:an? |all |pure |simply |just |entirely )*"""
    rf"""["“]?(?:{_UNTRUTH})(?![\w-])"""
    r"""|(?:(?:does|did|has|have|had|was|were|is|are|do)(?:n['’]t| not)\W*$))"""
    r"""|(?:nothing of the (?:kind|sort)|no such thing)\W*$""",
    re.I,
)

_EVIDENCE: Final = tuple(
    (Evidence(kind), re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, phrases)) + ")"))
    for kind, phrases in load("attribution")["evidence"].items()
)
_INTERCEPTS: Final = re.compile(r"(?<![\w-])intercept(?:s|ions?)?(?!\w)")
"""The noun, of a source: in content it is as often what air defence does."""
_QUOTED: Final = re.compile(r"[“\"„«][^”\"»]*[”\"»]")
"""What is said in somebody's own words is no word on what it rests on."""
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
    for token in page.tokens[start:last]:
        if _is_doubting(token):
            yield token.i, token.i + 1
        elif page.lemmas[token.i] in _SEEMING and _is_seeming(token):
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
    """Whether the source denies the content, refuses it, or calls it untrue.

    "denied", "did not confirm", "rejected claims", "refused to say", "called it a fake",
    "ruled out", "said that was a lie", "promised nothing of the kind".
    """
    cue = page.doc[finding.cue[0] : finding.cue[1]]
    for token in cue:
        lemma = words.lemma(token)
        if token.pos_ in {"VERB", "AUX"}:
            told = _of_verb(page, finding, token)
            if told is not None:
                return told
        elif lemma in _DENYING_NOUNS:
            return Polarity.DENIED
    if _of_noun(page, finding) is Polarity.DENIED or _is_untrue(page, finding):
        return Polarity.DENIED
    return Polarity.AFFIRMED


def _of_verb(page: Page, finding: Finding, token: Token) -> Polarity | None:
    """What one verb of the cue says of the content; None where it leaves that to others."""
    lemma = words.lemma(token)
    if lemma in words.DENIAL and _has_label(page, finding):
        return _of_label(page, finding)
    if lemma in words.DENIAL:
        return Polarity.AFFIRMED if is_negated(token) else Polarity.DENIED
    if lemma == "rule" and any(child.lower_ == "out" for child in token.children):
        return Polarity.AFFIRMED if is_negated(token) else Polarity.DENIED
    if lemma in words.DENIED_BY_NEGATION and is_negated(token):
        return Polarity.DENIED
    if lemma in _TELLING and is_negated(token) and _asks(page, finding):
        return Polarity.DENIED
    if lemma in _REFUSING and _refused(page, finding):
        return Polarity.DENIED
    if lemma in words.LABEL and not is_negated(token) and _calls_untrue(page, finding):
        return Polarity.DENIED
    return None


def _has_label(page: Page, finding: Finding) -> bool:
    """As in "dismissed the offer as theatre": what is said of it stands behind "as"."""
    if finding.rule == "verb:small_clause":
        return True
    start, stop = finding.content[0][0], finding.content[-1][1]
    return any(t.lower_ == "as" and t.dep_ == "prep" for t in page.doc[start:stop]) and any(
        words.lemma(t) == "dismiss" for t in page.doc[finding.cue[0] : finding.cue[1]]
    )


def _of_label(page: Page, finding: Finding) -> Polarity:
    """As in "dismissed the reports as fake": denied, but "dismissed the offer as theatre" not."""
    start = finding.content[0][0]
    named = any(words.lemma(t) in words.SAYING | _CLAIMING for t in page.doc[start : start + 4])
    return Polarity.DENIED if named or _calls_untrue(page, finding) else Polarity.AFFIRMED


def _calls_untrue(page: Page, finding: Finding) -> bool:
    """As in "called the recording a fake": the content ends in a word for what is not so.

    The word must stand behind what is called so, and not deep in a clause of its own.
    """
    said = " ".join(page.doc[start:stop].text for start, stop in finding.content)
    return _UNTRUE.search(" ".join(said.split()[1:10])) is not None


def _is_untrue(page: Page, finding: Finding) -> bool:
    """As in "said that was a lie", "says it doesn't", "promised nothing of the kind"."""
    said = " ".join(page.doc[start:stop].text for start, stop in finding.content)
    return _THAT_IS_UNTRUE.match(said) is not None


def _asks(page: Page, finding: Finding) -> bool:
    """Whether the content is a question that stays open: "would not say where"."""
    first = page.doc[finding.content[0][0]]
    return first.tag_ in {"WDT", "WP", "WRB", "WP$"} or first.lower_ in {"whether", "if", "how"}


def _refused(page: Page, finding: Finding) -> bool:
    """As in "refused to confirm that ...": what is refused is to bear out the content."""
    start = finding.content[0][0]
    beginning = [*page.doc[finding.cue[0] : finding.cue[1]], *page.doc[start : start + 2]]
    return any(words.lemma(t) in words.DENIED_BY_NEGATION | _TELLING for t in beginning)


def _of_noun(page: Page, finding: Finding) -> Polarity:
    """As in "rejected claims that ..." denies the claims' content too.

    But not where the claims have a source of their own: "rejected a report by X that".
    """
    for token in page.doc[finding.cue[0] : finding.cue[1]]:
        verb = token.head
        if token.pos_ == "NOUN" and token.dep_ == "dobj" and words.lemma(verb) in words.DENIAL:
            if finding.source is not None and not _is_subject(page, finding.source, verb):
                continue
            return Polarity.AFFIRMED if is_negated(verb) else Polarity.DENIED
    return Polarity.AFFIRMED


def _is_subject(page: Page, source: Range, verb: Token) -> bool:
    return any(source[0] <= child.i < source[1] for child in verb.children if child.dep_ == "nsubj")


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
    kind = _match(_QUOTED.sub(" ", " ".join(content).lower()))
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
