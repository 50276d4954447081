"""Direct speech: quotations and colons, by the marks and not by the parse.

A quotation is given to the verb of saying beside it; one that follows without a verb of
its own goes on with the words of whoever spoke last in the same paragraph.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from crossfix.annotate.attribution import words
from crossfix.annotate.attribution.finding import Finding, Page, Range, joined, meets
from crossfix.annotate.attribution.phrases import (
    cue_group,
    nearest_phrase,
    source_phrase,
    tidy_content,
)
from crossfix.annotate.attribution.speakers import speaker_of
from crossfix.syntax import agent, is_passive

if TYPE_CHECKING:
    from spacy.tokens import Token

_AFTER: Final = 12
_BEFORE: Final = 30
_GOES_ON: Final = 80
_ENDS: Final = frozenset({".", "!", "?", "…", ";"})
_BREAKS: Final = frozenset({":", "—", "–", "-", "--"})


def add_quotations(page: Page, found: Sequence[Finding]) -> list[Finding]:
    """The findings with every quotation that somebody is told to have said.

    Quotations that a finding's content already meets become whole; others get a finding
    of their own, or go on with the last one.
    """
    results = sorted(found, key=lambda finding: finding.extent)
    taken = {
        page.quote_at[index]
        for finding in results
        for start, stop in finding.content
        for index in range(start, stop)
        if page.quote_at[index] != page.quote_at[finding.cue[0]]
    }
    told = _Told(results)
    for number, quote in enumerate(page.quotes):
        broken_off = page.doc[quote[1] - 2].text == ","
        if number in taken or not (broken_off or _is_speech(page, quote)):
            continue
        verb = _verb_behind(page, quote) or _verb_before(page, quote)
        given = verb is not None and _give(page, verb, quote, told)
        if not given and not _label_before(page, quote) and _begins_sentence(page, quote):
            _go_on(page, quote, told)
    return list(told.by_cue.values())


class _Told:
    """The findings so far, looked up by a word of their cue and by where they end."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.by_cue: dict[Range, Finding] = {}
        self._cue_at: dict[int, Range] = {}
        self._ends: list[tuple[int, Range]] = []
        for finding in findings:
            self.put(finding)

    def put(self, finding: Finding) -> None:
        """Add a finding, or put it in the place of the one with its cue."""
        self.by_cue[finding.cue] = finding
        for index in range(*finding.cue):
            self._cue_at.setdefault(index, finding.cue)
        insort(self._ends, (finding.extent[1], finding.cue))

    def with_cue(self, cue: Range) -> Finding | None:
        """The finding whose cue shares a word with this one."""
        known = next((self._cue_at[i] for i in range(*cue) if i in self._cue_at), None)
        return self.by_cue[known] if known is not None else None

    def ending_before(self, token: int, reach: int) -> Finding | None:
        """The last open finding with a source that ends before a word and within reach."""
        for index in range(bisect_right(self._ends, (token, (token + 1, 0))) - 1, -1, -1):
            end, cue = self._ends[index]
            if end < token - reach:
                return None
            finding = self.by_cue[cue]
            if finding.extent[1] == end and finding.open and finding.source:
                return finding
        return None


def _is_speech(page: Page, quote: Range) -> bool:
    """Whether a quotation is words spoken and not a name or a word held at a distance."""
    inner = page.doc[quote[0] + 1 : quote[1] - 1]
    letters = [token for token in inner if token.text[:1].isalnum()]
    return len(letters) >= 3 or any(token.pos_ == "VERB" for token in letters)


def _verb_behind(page: Page, quote: Range) -> Token | None:
    """The verb in '"...," said X', '"...," X told reporters'."""
    doc = page.doc
    stop = min(quote[1] + _AFTER, len(doc))
    closed = doc[quote[1] - 2].text if quote[1] - 2 >= 0 else ""
    for index in range(quote[1], stop):
        token = doc[index]
        if token.text in _ENDS | _BREAKS or page.quote_at[index] >= 0 or token.dep_ == "cc":
            return None
        if token.tag_ == "VBG" and index > quote[1] + 1:
            continue
        if token.pos_ in {"VERB", "AUX"} and words.lemma(token) in words.SPEECH:
            fresh = doc[quote[1]].text[:1].isupper()
            if fresh and (closed == "." or (closed in _ENDS and _has_own_clause(token))):
                return None
            return token
    return None


def _has_own_clause(verb: Token) -> bool:
    """Whether a verb says something behind it already ("Rybar claims only windows broke")."""
    return any(child.dep_ == "ccomp" and child.i > verb.i for child in verb.children)


def _label_before(page: Page, quote: Range) -> bool:
    """Whether a name and a colon stand before a quotation ("Starling: “...”")."""
    return quote[0] > 1 and page.doc[quote[0] - 1].text == ":"


def _verb_before(page: Page, quote: Range) -> Token | None:
    """The verb in 'X said in Kyiv on Monday: "..."', 'X wrote, "..."', 'said that "..."'."""
    doc = page.doc
    last = quote[0] - 1
    if last < 0 or doc[last].text in _ENDS:
        return None
    reach = _BEFORE if doc[last].text in {":", ","} else 4
    for index in range(last, max(-1, last - reach), -1):
        token = doc[index]
        if index != last and (token.text in _ENDS or page.quote_at[index] >= 0):
            return None
        if token.dep_ == "acl" or any(c.lower_ in words.OWN_VOICE for c in token.lefts):
            continue  # "an interview published on Monday", "and I quote"
        if token.pos_ in {"VERB", "AUX"} and words.lemma(token) in words.SPEECH | words.LABEL:
            return token
    return None


def _give(page: Page, verb: Token, quote: Range, told: _Told) -> bool:
    """Give a quotation to a verb's finding; False where nobody is told to speak."""
    cue = cue_group(verb)
    old = told.with_cue(cue)
    if old is not None:
        if old.rule in {"verb:object", "verb:led", "verb:shown", "verb:infinitive"} and not any(
            abs(quote[0] - piece[1]) <= 2 for piece in old.content
        ):
            content = tidy_content(page, [quote], [], cue)
        else:
            content = tidy_content(page, [*old.content, quote], [], cue)
        told.put(old.holding(content))
        return True
    source = _speaker(page, verb, quote)
    if source is None and not is_passive(verb):
        return False
    content = tidy_content(page, [quote], [], cue)
    if content and not any(meets(cue, piece) for piece in content):
        told.put(Finding(source, cue, content, "quotation"))
        return True
    return False


def _speaker(page: Page, verb: Token, quote: Range) -> Range | None:
    """Who speaks: the verb's subject, else the noun phrase beside the verb."""
    head = agent(verb) if is_passive(verb) else speaker_of(verb)
    if head is not None and page.quote_at[head.i] != page.quote_at[quote[0]]:
        if head.lower_ in words.OWN_VOICE:
            return None
        if words.can_say(head, "say"):
            return source_phrase(head, verb=verb)
    if is_passive(verb):
        return None
    doc = page.doc
    if quote[1] <= verb.i <= quote[1] + 2:
        span = verb.i + 1, min(verb.i + 8, len(doc))
    else:
        begin, _ = page.sentence(verb.i)
        span = max(begin, quote[1] if quote[1] <= verb.i else begin), verb.i
    found = nearest_phrase(page, *span)
    return source_phrase(found, verb=verb) if found is not None else None


def _begins_sentence(page: Page, quote: Range) -> bool:
    if quote[0] == 0:
        return False
    before = page.doc[quote[0] - 1]
    return before.text in _ENDS | {"”", '"', "“", ","} or before.is_space


def _go_on(page: Page, quote: Range, told: _Told) -> None:
    """Let a quotation without a verb go on with the last speaker's words."""
    last = told.ending_before(quote[0], _GOES_ON)
    if last is None or not words.is_animate(_head(page, last.source)):
        return
    told.put(last.holding(joined([*last.content, quote])))


def _head(page: Page, source: Range | None) -> Token:
    if source is None:
        return page.doc[0]
    return page.doc[source[0] : source[1]].root
