"""Adjuncts that give a clause to somebody: "according to X", "as X put it", "reportedly"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from crossfix.annotate.attribution import words
from crossfix.annotate.attribution.finding import Finding, Page, Range, covers, meets, subtree
from crossfix.annotate.attribution.phrases import (
    cue_group,
    has_proposition,
    source_phrase,
    tidy_content,
)
from crossfix.annotate.attribution.speakers import speaker_of
from crossfix.annotate.attribution.verbs import is_citing
from crossfix.syntax import agent, is_passive

if TYPE_CHECKING:
    from spacy.tokens import Token

_FROM: Final = frozenset({"from", "by"})
_CLAUSE_HEADS: Final = frozenset({"VERB", "AUX"})
_SENTENCE_ENDS: Final = frozenset({".", "!", "?", "…"})


def find_adjuncts(page: Page) -> Iterator[Finding]:
    """Attributions whose words stand beside the clause that they attribute."""
    for token in page.tokens:
        word = token.lower_
        if word in {"according", "judging", "per"}:
            yield from _according(page, token)
        elif word in {"in", "by"} and token.dep_ == "prep":
            yield from _stance(page, token)
        elif word == "as":
            yield from _as_clause(page, token)
        elif word in words.NAMELESS:
            yield from _nameless(page, token)


def _according(page: Page, token: Token) -> Iterator[Finding]:
    """As in "according to X", "judging by X", "per X" before, inside or behind a clause."""
    doc = page.doc
    last = token.i
    if token.lower_ != "per":
        if token.i + 1 >= len(doc) or doc[token.i + 1].lower_ not in {"to", "by", "from"}:
            return
        last += 1
    head = _object_of(doc[last]) or _next_noun(page, last + 1)
    if head is None or head.lower_ in words.OWN_VOICE:
        return
    if token.lower_ == "per" and not words.is_animate(head):
        return
    if token.lower_ == "judging" and not (words.is_evidence(head) or words.is_animate(head)):
        return
    whole = last + 1, subtree(head)[1]
    conduit, speaker = _through(head)
    source = source_phrase(speaker)
    if conduit is None and source[0] > last + 1:
        source = last + 1, source[1]
    if conduit is not None and doc[min(source[1], len(doc) - 1)].dep_ == "prep":
        source = source[0], max(source[1], min(whole[1], source[1] + 8))
        source = source[0], source[1] - doc[source[1] - 1].is_punct
    cue = token.i, (source[0] if conduit is not None else last + 1)
    adjunct = token.i, max(source[1], whole[1] if conduit is not None else 0)
    content = tidy_content(page, _matrix(page, token, adjunct), [adjunct], cue)
    if content and has_proposition(page, content):
        yield Finding(source, cue, content, "according")


def _object_of(preposition: Token) -> Token | None:
    return next((c for c in preposition.children if c.dep_ in {"pobj", "pcomp"}), None)


def _next_noun(page: Page, start: int) -> Token | None:
    """The head of the noun phrase that begins here, where the parse has lost it."""
    for index in range(start, min(start + 8, len(page.doc))):
        token = page.doc[index]
        if token.pos_ in {"NOUN", "PROPN", "PRON"} and token.head.i not in range(
            index + 1, min(index + 5, len(page.doc))
        ):
            return token
        if token.is_punct and token.text not in "\"“'":
            return None
    return None


def _through(head: Token) -> tuple[Token | None, Token]:
    """The conduit and the speaker behind it: "information received from the hackers"."""
    if words.lemma(head) not in words.CONDUITS:
        return None, head
    stack = [child for child in head.rights if child.dep_ in {"prep", "agent", "acl"}]
    for child in stack:
        if child.dep_ == "acl":
            stack.extend(c for c in child.rights if c.dep_ in {"prep", "agent"})
        elif child.lower_ in _FROM:
            inner = _object_of(child)
            if inner is not None and words.is_animate(inner):
                return head, inner
    return None, head


def _matrix(page: Page, token: Token, adjunct: Range) -> list[Range]:
    """The clause that an adjunct belongs to.

    At the head of a sentence that is what follows up to its end; elsewhere the clause
    of the verb that it hangs on, or what stands before it in the sentence.
    """
    start, stop = page.sentence(token.i)
    before = [t for t in page.doc[start : adjunct[0]] if not t.is_punct and t.pos_ != "CCONJ"]
    if len(before) <= 1:
        return [(adjunct[1], _until_break(page, adjunct[1], stop))]
    start = _after_break(page, start, adjunct[0])
    if start == adjunct[0]:
        return [(adjunct[1], _until_break(page, adjunct[1], stop))]
    verb = token.head
    while verb.pos_ not in _CLAUSE_HEADS and verb.head.i != verb.i:
        verb = verb.head
    while (
        token.i
        and page.doc[token.i - 1].text == ","
        and verb.tag_ == "VBG"
        and (verb.dep_ in {"advcl", "prep", "acl", "pcomp"})
    ):  # ", injuring four people, according to the mayor"
        verb = verb.head
    if verb.pos_ in _CLAUSE_HEADS and not covers(adjunct, (verb.i, verb.i + 1)):
        begin, end = subtree(verb)
        begin, end = max(begin, start), min(end, stop)
        if end <= adjunct[1] + 1 or _comma(page, adjunct[1]):
            return [(begin, end)]
        return [(begin, adjunct[0])]
    return [(start, adjunct[0])]


def _after_break(page: Page, start: int, stop: int) -> int:
    """Where the clause begins that an adjunct stands in: behind a colon or a semicolon."""
    for index in range(stop - 1, start, -1):
        if page.doc[index].text in {";", ":"} and page.quote_at[index] < 0:
            return index + 1
    return start


def _comma(page: Page, index: int) -> bool:
    return index < len(page.doc) and page.doc[index].text in {",", "–", "—", ")"}


def _until_break(page: Page, start: int, stop: int) -> int:
    """Where the sentence ends, the parser's sentence cut at a full stop inside it."""
    for index in range(start, stop):
        if page.doc[index].text in _SENTENCE_ENDS and page.quote_at[index] < 0:
            return index
    return stop


def _stance(page: Page, preposition: Token) -> Iterator[Finding]:
    """As in "in the general's view", "in the words of the mayor", "by their own account"."""
    noun = _object_of(preposition)
    if noun is None or words.lemma(noun) not in words.STANCE:
        return
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    if owner is None:
        of = next((c for c in noun.rights if c.lower_ == "of"), None)
        owner = _object_of(of) if of is not None else None
    if owner is None or owner.lower_ in words.OWN_VOICE or not words.is_animate(owner):
        return
    adjunct = preposition.i, subtree(noun)[1]
    source = source_phrase(owner)
    cue = (preposition.i, noun.i + 1) if owner.i > noun.i else (noun.i, noun.i + 1)
    content = tidy_content(page, _matrix(page, preposition, adjunct), [adjunct], cue)
    if content and has_proposition(page, content):
        yield Finding(source, cue, content, "stance")


def _as_clause(page: Page, mark: Token) -> Iterator[Finding]:
    """As in "as the mayor put it"; "as stated" without an agent is the writer's own."""
    verb = next(
        (
            token
            for token in page.doc[mark.i + 1 : mark.i + 9]
            if _saying(token) and (mark.head.i in {token.i, token.head.i} or token.head.i == mark.i)
        ),
        None,
    )
    if verb is None or any(
        c.dep_ in {"ccomp", "dobj"} and c.lower_ not in {"it", "this"} for c in verb.children
    ):
        return
    speaker = agent(verb) if is_passive(verb) or verb.tag_ == "VBN" else speaker_of(verb)
    if speaker is None or not words.can_say(speaker, "say") or speaker.i < mark.i:
        return
    source = source_phrase(speaker, verb=verb if speaker.i < verb.i else None)
    cue = cue_group(verb)
    begin, end = mark.i, max(subtree(verb)[1], source[1])
    start, stop = page.sentence(mark.i)
    head = verb.head if mark.head.i == verb.i else mark.head
    around = subtree(head) if head.pos_ in _CLAUSE_HEADS and head.i != verb.i else (start, stop)
    content = tidy_content(page, [around], [(begin, end)], cue)
    if content and has_proposition(page, content):
        yield Finding(source, cue, content, "as")


def _saying(token: Token) -> bool:
    return (
        words.lemma(token) in words.SPEECH | {"put", "see", "tell"} and token.pos_ in _CLAUSE_HEADS
    )


def _nameless(page: Page, adverb: Token) -> Iterator[Finding]:
    """As in "the depot was reportedly hit": nobody is named, and the clause is the content."""
    head = adverb.head
    if head.pos_ == "ADP" and head.head.pos_ in {"NOUN", "PROPN"}:
        return  # "a screenshot purportedly from the ministry" says nothing
    cue = adverb.i, adverb.i + 1
    while head.pos_ not in _CLAUSE_HEADS and head.head.i != head.i and head.dep_ not in {"appos"}:
        head = head.head
    pieces = [subtree(head)] if head.i != adverb.i else [page.sentence(adverb.i)]
    content = tidy_content(page, pieces, [cue], cue)
    if content and has_proposition(page, content):
        yield Finding(None, cue, content, "nameless", open=False)


def find_citing(page: Page, found: Iterable[Finding]) -> Iterator[Finding]:
    """As in "Reuters reported ..., citing officials": the officials said the same."""
    by_sentence: dict[int, list[Finding]] = {}
    for finding in found:
        by_sentence.setdefault(page.sentence_at[finding.cue[0]], []).append(finding)
    for token in page.tokens:
        if not is_citing(token):
            continue
        cited = next(c for c in token.children if c.dep_ == "dobj")
        cue = token.i, token.i + 1
        source = source_phrase(cited)
        outer = _citing_one(token, by_sentence.get(page.sentence_at[token.i], []))
        if outer is None:
            continue
        content = tidy_content(page, outer.content, [(token.i, source[1])], cue)
        if content:
            yield Finding(source, cue, content, "citing", inside=outer.cue)


def _citing_one(token: Token, findings: Iterable[Finding]) -> Finding | None:
    """Whose finding it is that cites: the one that stands beside, else by the parse, else first."""
    cue = token.i, token.i + 1
    able = [f for f in findings if f.source and f.source[0] < token.i and not meets(f.cue, cue)]
    near = {token.i, token.i - 1}
    for finding in able:
        if finding.source and near & {finding.source[1], finding.cue[1]}:
            return finding
    for finding in able:
        if finding.cue[0] <= token.head.i < finding.cue[1]:
            return finding
    return able[0] if able else None
