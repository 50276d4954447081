"""Passive and nameless saying: "it was hinted that", "is said to", "claims emerged"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from crossfix.annotate.attribution import words
from crossfix.annotate.attribution.finding import Finding, Page, Range, subtree
from crossfix.annotate.attribution.phrases import (
    cue_group,
    has_proposition,
    source_phrase,
    tidy_content,
)
from crossfix.annotate.attribution.speakers import is_quoting, quoted_by
from crossfix.syntax import agent, is_conditional, is_passive

if TYPE_CHECKING:
    from spacy.tokens import Token

_BARE: Final = frozenset(
    {"report", "confirm", "announce", "deny", "claim", "allege", "rumor", "rumour", "predict",
     "hint", "acknowledge", "reveal", "disclose", "corroborate", "verify", "refute", "dispute"}
)  # fmt: skip
"""Verbs that say something of their subject even when nobody is named."""


def find_passive(page: Page) -> Iterator[Finding]:
    """Attributions whose verb is in the passive, with or without a named agent."""
    for verb, lemma in zip(page.tokens, page.lemmas, strict=True):
        if lemma not in words.ANY_VERB or verb.pos_ not in {"VERB", "AUX"}:
            continue
        if not is_passive(verb) or is_conditional(verb):
            continue
        found = _passive(page, verb)
        if found is not None:
            yield found


def _passive(page: Page, verb: Token) -> Finding | None:
    if is_quoting(verb):
        return _quoted(page, verb)
    by = agent(verb)
    if by is not None and not words.can_say(by, words.lemma(verb)):
        return None
    source = source_phrase(by) if by is not None else None
    holes = [source] if source else []
    if by is not None:
        holes.append((by.head.i, by.head.i + 1))
    cue = cue_group(verb)
    relative = _relative(page, verb, cue) if by is not None else None
    if relative is not None:
        content = tidy_content(page, [relative], holes, cue)
        return Finding(source, cue, content, "relative") if content else None
    before = _appositive(page, verb) if by is not None else None
    if before is not None:
        content = tidy_content(page, [before], holes, cue)
        return Finding(source, cue, content, "appositive") if content else None
    for pieces in (_clause(verb), _raised(verb), _subject(verb, named=by is not None)):
        content = tidy_content(page, pieces, [*holes, cue], cue)
        if content and has_proposition(page, content):
            return Finding(source, cue, content, "passive")
    return None


def _quoted(page: Page, verb: Token) -> Finding | None:
    """As in "the mayor was quoted as saying that ..."."""
    speaker = quoted_by(verb)
    if speaker is None or not words.can_say(speaker, "say"):
        return None
    saying = next((t for t in verb.subtree if t.i > verb.i and t.lower_ == "saying"), None)
    cue = cue_group(verb)[0], (saying.i + 1 if saying is not None else verb.i + 1)
    source = source_phrase(speaker, verb=verb)
    start, stop = page.sentence(verb.i)
    pieces = [subtree(c) for c in saying.children if c.dep_ == "ccomp"] if saying else []
    if not pieces and source[0] - 1 > start and page.doc[source[0] - 1].text in {",", '"', "”"}:
        pieces = [(start, source[0])]
    elif not pieces and cue[1] + 1 < stop:
        pieces = [(cue[1], stop)]
    content = tidy_content(page, pieces, [source, cue], cue)
    return Finding(source, cue, content, "quoted") if content else None


def _appositive(page: Page, verb: Token) -> Range | None:
    """As in "..., a claim rejected by Ankara": what stands before the comma is meant."""
    noun = verb.head
    if verb.dep_ != "acl" or noun.pos_ != "NOUN" or words.lemma(noun) not in words.SAYING:
        return None
    start, _ = page.sentence(verb.i)
    left = min((t.i for t in noun.lefts), default=noun.i)
    if left - 2 <= start or page.doc[left - 1].text != "," or page.doc[left].lower_ == "the":
        return None
    return start, left - 1


_ADDRESSED: Final = frozenset(
    {"ask", "tell", "inform", "warn", "urge", "advise", "remind", "notify", "assure", "brief",
     "question", "order", "instruct", "invite"}
)  # fmt: skip
"""Verbs whose passive has the one spoken to as its subject."""


def _clause(verb: Token) -> list[Range]:
    """As in "it was hinted that ...", "he was told that ...".

    "Whoever lost it will be asked" gives nothing: the subject is who is spoken to.
    """
    if words.lemma(verb) not in words.SPEECH | words.MENTAL:
        return []
    labels = {"ccomp"} if words.lemma(verb) in _ADDRESSED else {"ccomp", "csubjpass"}
    return [
        subtree(child)
        for child in verb.children
        if child.dep_ in labels and (child.i > verb.i or child.dep_ != "ccomp")
        and child.pos_ in {"VERB", "AUX"}
        and not (child.dep_ == "csubjpass" and child.left_edge.tag_ in {"WP", "WDT"})
    ]  # fmt: skip


def _raised(verb: Token) -> list[Range]:
    """As in "the bridge is said to have burnt": subject and infinitive are one content."""
    if words.lemma(verb) not in words.PASSIVE_TO:
        return []
    subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    for child in verb.children:
        if child.dep_ == "xcomp" and any(c.lower_ == "to" for c in child.children):
            return [subtree(child), *([subtree(subject)] if subject is not None else [])]
    return []


def _relative(page: Page, verb: Token, cue: Range) -> Range | None:
    """As in "..., which was confirmed by the Kremlin": the phrase that "which" stands for.

    Told by position: parsers hang such clauses on whatever noun is nearest.
    """
    if words.lemma(verb) not in words.OBJECT | words.SPEECH:
        return None
    doc = page.doc
    start, _ = page.sentence(verb.i)
    for index in range(cue[0] - 1, max(start, cue[0] - 5), -1):
        if doc[index].lower_ in {"which", "that"} and doc[index - 1].text == ",":
            head = doc[index - 2]
            while (head.head.i != head.i and head.pos_ not in {"VERB", "AUX"}) or (
                head.tag_ in {"VBG", "VBN"} and head.dep_ in {"pcomp", "acl"}
            ):
                if head.head.pos_ in {"VERB", "AUX"} and head.head.dep_ not in {"pcomp", "acl"}:
                    break
                head = head.head
            begin = max(start, head.left_edge.i)
            return begin + (doc[begin].pos_ == "ADP"), index - 1
    return None


def _subject(verb: Token, *, named: bool) -> list[Range]:
    """As in "the strike was confirmed": the subject is what is said."""
    lemma = words.lemma(verb)
    if lemma not in (words.OBJECT if named else _BARE) or verb.dep_ in {"acl", "amod"}:
        return []
    for child in verb.children:
        if lemma in words.DENIED_BY_NEGATION and words.is_bare_saying(child):
            continue
        if child.dep_ in {"nsubjpass", "csubjpass"} and (
            child.pos_ != "PRON" or child.lower_ in {"this", "that"}
        ):
            return [subtree(child)]
    return []


def _is_there(verb: Token) -> bool:
    """As in "there are reports of"."""
    return any(child.dep_ == "expl" and child.lower_ == "there" for child in verb.lefts)


def find_emerging(page: Page) -> Iterator[Finding]:
    """As in "Claims emerged that ...", "there are reports of ...": nobody is named."""
    for noun, lemma in zip(page.tokens, page.lemmas, strict=True):
        if lemma not in words.SAYING or noun.pos_ != "NOUN":
            continue
        verb = noun.head
        if words.lemma(verb) not in words.EMERGENCE or noun.dep_ not in {"nsubj", "attr"}:
            continue
        own = lemma in words.OWNED_ONLY and not _is_there(verb)
        if own or any(child.dep_ == "poss" for child in noun.children):
            continue
        pieces = [
            subtree(child)
            for head in (noun, verb)
            for child in head.children
            if child.i > noun.i and child.i != verb.i and child.dep_ in {"acl", "ccomp", "relcl"}
            and any(c.lower_ == "that" and c.dep_ == "mark" for c in child.children)
        ]  # fmt: skip
        pieces = pieces or [
            (child.i + 1, subtree(child)[1])
            for child in noun.rights
            if child.dep_ == "prep" and child.lower_ == "of" and _is_there(verb)
        ]
        cue = (min(noun.i, verb.i), max(noun.i, verb.i) + 1)
        cue = cue if cue[1] - cue[0] <= 4 else (noun.i, noun.i + 1)
        content = tidy_content(page, pieces, [cue], cue)
        if content:
            yield Finding(None, cue, content, "emerging")
