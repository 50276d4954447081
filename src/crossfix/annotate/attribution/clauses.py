"""Clauses by position, where the parse has lost them: who speaks, what follows, where it ends.

Parsers of newswire break on inserted phrases ("Politico, quoting a diplomat, wrote that")
and on nouns that look like verbs ("data show fires"); the order of the words does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from crossfix.annotate.attribution import words
from crossfix.annotate.attribution.finding import Finding, Page, Range, without

if TYPE_CHECKING:
    from spacy.tokens import Token

FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
_COMPLEMENTISERS: Final = frozenset({"that", "whether"})
_THAT_REACH: Final = 24
_INSERT: Final = 16
_STOPS: Final = frozenset({";", ":", ".", "!", "?", "…"})
_CONTRAST: Final = frozenset({"while", "whereas", "though", "although", "but", "yet"})
_NOUNS: Final = frozenset({"NOUN", "PROPN"})


def led_by_that(page: Page, start: int, stop: int) -> Range | None:
    """From the "that" which opens what a verb says to the end of its sentence.

    What may stand between is an addressee, a day, an occasion or who is cited, but no
    finite verb: "told Le Monde in an interview published on Monday that ...".
    """
    for index in range(start, min(stop, start + _THAT_REACH)):
        token = page.doc[index]
        if token.lower_ in _COMPLEMENTISERS and (index == start or _opens_clause(token)):
            rest = page.doc[index + 1 : stop]
            return (index, stop) if any(t.tag_ in FINITE for t in rest) else None
        if token.tag_ in FINITE or token.text in _STOPS or page.quote_at[index] >= 0:
            return None
    return None


def _opens_clause(token: Token) -> bool:
    if token.dep_ in {"nsubj", "dobj", "nsubjpass", "pobj"} and token.head.dep_ == "relcl":
        return False
    return token.dep_ != "det" and (token.tag_ == "IN" or token.dep_ == "mark")


def speaker_beside(page: Page, verb: Token) -> Token | None:
    """Whoever stands before a finite verb of saying that the parse leaves without subject.

    Directly, or with one phrase between commas: "Politico, quoting a diplomat, wrote".
    """
    start, _ = page.sentence(verb.i)
    index = verb.i - 1
    while index > start and page.doc[index].pos_ in {"AUX", "ADV", "PART"}:
        index -= 1
    if index > start and page.doc[index].text == ",":
        index = _before_insert(page, index, start)
    if index < start or page.doc[index].pos_ not in _NOUNS:
        return None
    head = page.doc[index]
    while head.head.i in range(start, head.i) and head.dep_ in {"pobj", "prep", "compound"}:
        head = head.head
    return head if head.pos_ in _NOUNS and words.is_animate(head) else None


def _before_insert(page: Page, comma: int, start: int) -> int:
    """The word before a phrase between commas that has no finite verb; -1 if there is none."""
    for index in range(comma - 1, max(start, comma - _INSERT), -1):
        token = page.doc[index]
        if token.text == ",":
            return index - 1
        if token.tag_ in FINITE or token.text in _STOPS or page.quote_at[index] >= 0:
            return -1
    return -1


def named_between(page: Page, source: Range, verb: Token) -> Range:
    """A source with the name that stands between it and its verb: "the head, Ann Ray, said"."""
    start, stop = source[1] + 1, verb.i - 1
    doc = page.doc
    if not (0 < stop - start <= 5 and doc[source[1]].text == "," and doc[stop].text == ","):
        return source
    if all(token.pos_ == "PROPN" for token in doc[start:stop]):
        return source[0], stop
    return source


def shower_beside(page: Page, verb: Token) -> Token | None:
    """The evidence directly before "show" or "indicate", whatever the parser takes it for."""
    start, _ = page.sentence(verb.i)
    if verb.i == start or words.lemma(verb) not in words.SHOWS:
        return None
    before = page.doc[verb.i - 1]
    if before.pos_ in _NOUNS and words.is_evidence(before):
        return before
    return None


def shown_behind(page: Page, start: int) -> Range | None:
    """What stands behind such a verb, up to the next comma or stop."""
    _, stop = page.sentence(start - 1)
    for index in range(start, stop):
        token = page.doc[index]
        if token.text in _STOPS or (token.text == "," and page.quote_at[index] < 0):
            stop = index
            break
    following = page.doc[start:stop]
    if len(following) < 1 or following[0].pos_ in {"ADP", "AUX", "CCONJ"}:
        return None
    return (start, stop) if any(t.pos_ in _NOUNS for t in following) else None


def keep_apart(page: Page, found: Sequence[Finding]) -> list[Finding]:
    """Findings whose contents do not run into a clause that somebody else speaks.

    "X said that ...; Y said that ..." and "X said ..., while Y said ..." are two: a
    clause with its own speaker begins behind the semicolon or the contrast.
    """
    own = [_own_clause(page, finding) for finding in found]
    clauses = sorted({clause for clause in own if clause is not None})
    if not clauses:
        return list(found)
    by_sentence: dict[int, list[Range]] = {}
    for clause in clauses:
        by_sentence.setdefault(page.sentence_at[clause[0]], []).append(clause)
    return [
        _kept(page, finding, clause, by_sentence)
        for finding, clause in zip(found, own, strict=True)
    ]


def _own_clause(page: Page, finding: Finding) -> Range | None:
    """The clause of a finding that begins behind a semicolon or a contrast, else None."""
    if finding.source is None or finding.source[0] > finding.cue[0]:
        return None
    first = finding.source[0]
    begin, stop = page.sentence(finding.cue[0])
    if page.quote_at[first] >= 0 or first <= begin + 1:
        return None
    before = page.doc[first - 1]
    mark = first - 1
    if before.lower_ in _CONTRAST:
        mark -= 1
    elif before.text != ";":
        return None
    if page.doc[mark].text not in {",", ";"}:
        return None
    end = next((i for i in range(first, stop) if page.doc[i].text == ";"), stop)
    return mark, end


def _kept(
    page: Page, finding: Finding, own: Range | None, clauses: dict[int, list[Range]]
) -> Finding:
    if finding.rule in {"anaphor", "relative", "according", "position:before"}:
        return finding
    cue = finding.cue[0]
    others = [
        clause
        for clause in clauses.get(page.sentence_at[cue], ())
        if not clause[0] <= cue < clause[1]
    ]
    content = without(finding.content, others) if others else list(finding.content)
    if own is not None:
        content = without(content, [(0, own[0])])
    content = _without_marks(page, content)
    return finding.holding(content) if content else finding


def _without_marks(page: Page, content: Iterable[Range]) -> list[Range]:
    """Pieces without the commas and semicolons that a cut has left at their ends."""
    kept = []
    for first, last in content:
        start, stop = first, last
        while start < stop and page.doc[stop - 1].text in {",", ";"}:
            stop -= 1
        while start < stop and page.doc[start].text in {",", ";"}:
            start += 1
        if any(t.text[:1].isalnum() for t in page.doc[start:stop]):
            kept.append((start, stop))
    return kept
