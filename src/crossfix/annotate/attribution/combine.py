"""What the encoder reads and what the rules find, as one list of findings.

The encoder places the parts of an attribution better than the rules do, but it was taught
that a word is in one attribution at most.  So its spans win where both found the same act
of saying, and the rules add what it cannot know: attributions inside another's content,
those that hold another, and the forms of posts and bulletins that its corpus lacks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from crossfix.annotate.attribution import words
from crossfix.annotate.attribution.clauses import FINITE
from crossfix.annotate.attribution.finder import past_opening
from crossfix.annotate.attribution.finding import (
    Finding,
    Page,
    Range,
    covers,
    meets,
    without,
)
from crossfix.annotate.attribution.tagger import Characters, Tagged
from crossfix.annotate.attribution.verbs import tells_nothing

_FORMS: Final = frozenset({"citing", "nameless", "emerging"})
"""Rules for forms that the corpus marks by other conventions: their findings stand."""
_RELATIVE: Final = frozenset({"who", "whom", "whose", "which", "where"})

_APPEARING: Final = frozenset({"seem", "appear"})
"""Heads of words of saying that tell what the writer makes of something ("seemed clear")."""
_POINTING: Final = frozenset({"that", "it", "this", "which"})
_COMMAS: Final = frozenset({",", ";", ":", "-", "–", "—", "--"})

READ: Final = "read"
"""The rule of a finding that the encoder made."""


def combine(page: Page, tagged: Iterable[Tagged], ruled: Iterable[Finding]) -> list[Finding]:
    """Findings of both, in text order, no two for one act of saying.

    Takes time in the words that findings cover.
    """
    ruled = list(ruled)
    formed = {at for f in ruled if f.rule in _FORMS for at in range(*f.cue)}
    read = [f for f in findings_of(page, tagged) if formed.isdisjoint(range(*f.cue))]
    owners = _owners(read)
    agreed: dict[int, Finding] = {}
    cues: dict[Range, Range] = {}
    kept: list[Finding] = []
    for finding in ruled:
        same = _same_act(finding, owners)
        if same is None:
            kept.extend(_added(page, finding, owners))
        elif same not in agreed:
            agreed[same] = _settled(page, read[same], finding)
            cues[finding.cue] = agreed[same].cue
    for number, finding in enumerate(read):
        if number in agreed:
            kept.append(agreed[number])
        elif _is_said(page, finding):
            kept.append(finding)
    for finding in kept:
        cues.setdefault(finding.cue, finding.cue)
    found = [
        replace(
            finding,
            source=_without_clause(page, finding.source),
            inside=cues.get(finding.inside) if finding.inside else None,
        )
        for finding in kept
    ]
    found = past_opening(page, found)
    return sorted(found, key=lambda finding: (finding.extent, finding.cue))


def _settled(page: Page, read: Finding, ruled: Finding) -> Finding:
    """One finding of two for the same act of saying."""
    if _is_bare(page, read):
        return ruled
    source = read.source
    if source is None or (ruled.source is not None and covers(source, ruled.source)):
        source = ruled.source
    elif ruled.rule == "passive" and page.doc[slice(*source)].text.lower() == "it":
        source = ruled.source  # "it was hinted that" names nobody
    elif _splits_speaker(page, read, ruled):
        source = ruled.source
    content = without(read.content, [source]) if source else list(read.content)
    pieces = [_without_commas(page, piece) for piece in content]
    content = [piece for piece in pieces if piece[0] < piece[1]]
    if not content:
        return ruled
    told = ruled.content if _is_clipped(page, content, ruled) else tuple(content)
    return replace(read, source=source, content=told, inside=ruled.inside, rule=ruled.rule)


def _splits_speaker(page: Page, read: Finding, ruled: Finding) -> bool:
    """Whether the encoder took a name for the speaker and the role beside it for what is said."""
    source, whole = read.source, ruled.source
    if source is None or whole is None or not covers(whole, _without_marks(page, source)):
        return False
    return any(meets(piece, whole) for piece in read.content)


def _is_clipped(page: Page, content: Sequence[Range], ruled: Finding) -> bool:
    """Whether the encoder read only the end of a sentence that is said ("..., killing two")."""
    piece = content[0]
    if len(content) > 1 or piece[1] > ruled.cue[0] or page.doc[piece[0] - 1].text != ",":
        return False
    if any(page.doc[at].tag_ in FINITE for at in range(*piece)):
        return False
    return any(
        covers(whole, piece)
        and any(page.doc[at].tag_ in FINITE for at in range(whole[0], piece[0]))
        for whole in ruled.content
    )


def _without_commas(page: Page, piece: Range) -> Range:
    """A stretch without the commas at its ends."""
    start, stop = piece
    while start < stop and page.doc[start].text == ",":
        start += 1
    while start < stop and page.doc[stop - 1].text == ",":
        stop -= 1
    return start, stop


def _is_bare(page: Page, finding: Finding) -> bool:
    """Whether the content is a lone word that only points at what is said."""
    (start, stop), *others = finding.content
    return not others and stop - start == 1 and page.doc[start].lower_ in _POINTING


def _is_said(page: Page, finding: Finding) -> bool:
    """Whether what the encoder alone read is an attribution by the conventions."""
    if finding.source is None:
        return False
    head = page.doc[slice(*finding.source)].root
    if head.lower_ in words.OWN_VOICE:
        return False
    if page.doc[slice(*finding.cue)].root.lemma_ in _APPEARING:
        return False
    if words.CITING & {page.doc[at].lower_ for at in range(*finding.cue)}:
        told = [page.doc[at] for piece in finding.content for at in range(*piece)]
        return any(token.tag_ in FINITE or token.lower_ == "as" for token in told)
    return not any(
        token.pos_ == "VERB" and tells_nothing(page, token)
        for token in page.doc[slice(*finding.cue)]
    )


def findings_of(page: Page, tagged: Iterable[Tagged]) -> Iterator[Finding]:
    """What the encoder read as ranges of tokens, widened to whole ones."""
    for one in tagged:
        source = _tokens(page, one.source) if one.source else None
        cue = _tokens(page, one.cue)
        content = tuple(piece for piece in (_tokens(page, span) for span in one.content) if piece)
        if cue and content:
            yield Finding(source, cue, content, READ)


def _tokens(page: Page, span: Characters) -> Range | None:
    tokens = page.doc.char_span(*span, alignment_mode="expand")
    return (tokens.start, tokens.end) if tokens else None


def _without_marks(page: Page, piece: Range) -> Range:
    """A stretch without the punctuation at its ends."""
    start, stop = piece
    while start < stop - 1 and page.doc[start].is_punct:
        start += 1
    while start < stop - 1 and page.doc[stop - 1].is_punct:
        stop -= 1
    return start, stop


def _without_clause(page: Page, source: Range | None) -> Range | None:
    """A source without the clause that the corpus counts in, and without its commas.

    That is a relative clause behind a comma, and what was done with footage and documents
    ("images taken by", "a transcript seen by").
    """
    if source is None:
        return None
    start, stop = source
    shown = words.is_evidence(page.doc[start:stop].root)
    for at in range(start + 1, stop):
        token = page.doc[at]
        relative = token.lower_ in _RELATIVE and page.doc[at - 1].is_punct
        if relative or (shown and token.dep_ == "acl" and token.tag_ in {"VBN", "VBG"}):
            stop = at
            break
    while stop - 1 > start and page.doc[stop - 1].text in _COMMAS:
        stop -= 1
    return start, stop


Owner = tuple[int, str, Range]
"""Which of the findings a token is a part of, which part, and the whole stretch of it."""


def _owners(read: Sequence[Finding]) -> dict[int, Owner]:
    owners: dict[int, Owner] = {}
    for number, finding in enumerate(read):
        parts = [("content", piece) for piece in finding.content]
        parts += [("source", finding.source)] if finding.source else []
        for part, piece in [*parts, ("cue", finding.cue)]:
            owners.update((at, (number, part, piece)) for at in range(*piece))
    return owners


def _same_act(finding: Finding, owners: dict[int, Owner]) -> int | None:
    """The finding of the encoder whose words of saying these are."""
    for at in range(*finding.cue):
        number, part, _ = owners.get(at, (0, "", (0, 0)))
        if part == "cue":
            return number
    return None


def _added(page: Page, finding: Finding, owners: dict[int, Owner]) -> Iterator[Finding]:
    """A finding of the rules alone, as far as it agrees with what the encoder read."""
    _, part, around = owners.get(finding.cue[0], (0, "", (0, 0)))
    if part == "source":
        return
    if part == "content":
        if finding.source is not None and not covers(around, finding.source):
            return
        inner = tuple(
            (max(start, around[0]), min(stop, around[1]))
            for start, stop in finding.content
            if meets((start, stop), around)
            and not (stop - start == 1 and page.doc[start].lower_ == "that")
        )
        if inner:
            yield finding.holding(inner)
        return
    held = [owners[at] for piece in finding.content for at in range(*piece) if at in owners]
    wholes = {_without_marks(page, whole) for _, _, whole in held}
    if all(any(covers(piece, whole) for piece in finding.content) for whole in wholes):
        yield finding
