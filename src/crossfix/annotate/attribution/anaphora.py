"""What "this" and "it" mean as the content of saying: "The company itself reports this!"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from crossfix.annotate.attribution import words
from crossfix.annotate.attribution.finding import Finding, Page, Range, covers, subtree
from crossfix.annotate.attribution.phrases import cue_group, source_phrase, tidy_content
from crossfix.annotate.attribution.speakers import speaker_of
from crossfix.syntax import agent, is_passive

if TYPE_CHECKING:
    from spacy.tokens import Token


def find_anaphoric(page: Page, found: Sequence[Finding]) -> list[Finding]:
    """As in "The company itself reports this!": the sentence before is what is said.

    Where the paragraph has no sentence before, the pronoun stands for the content.
    """
    results = list(found)
    cues = {index for finding in found for index in range(*finding.cue)}
    by_sentence: dict[int, list[Finding]] = {}
    for finding in found:
        by_sentence.setdefault(page.sentence_at[finding.cue[0]], []).append(finding)
    for pronoun in page.tokens:
        if pronoun.dep_ not in {"dobj", "pobj", "nsubjpass"}:
            continue
        if pronoun.lower_ not in {"this", "that", "it"} and not words.is_that_saying(pronoun):
            continue
        verb = pronoun.head if pronoun.dep_ != "pobj" else pronoun.head.head
        lemma = words.lemma(verb)
        if verb.i in cues or lemma not in words.DENIAL | words.SPEECH & (
            words.OBJECT | frozenset(words.PREPOSITIONS)
        ) | {"say"}:
            continue
        results.extend(_anaphoric(page, verb, pronoun, by_sentence))
    return results


def _meant(page: Page, first: int, findings: dict[int, list[Finding]]) -> list[Range]:
    """What "this" means: the clause before the semicolon, else the sentence before.

    Where that is somebody's saying it is what was said: who denies "this" denies the
    claim and not that it was made.
    """
    number = page.sentence_at[first]
    start, _ = page.sentences[number]
    mark = next((i for i in range(first - 1, max(start, first - 4), -1)
                 if page.doc[i].text in {";", ","}), None)  # fmt: skip
    parted = mark is not None and (
        page.doc[mark].text == ";" or page.doc[mark + 1].lower_ in {"but", "and", "while", "though"}
    )
    if mark is not None and parted and mark > start + 2:
        stretch = start, mark
    elif number > 0:
        number -= 1
        stretch = page.sentences[number]
    else:
        return []
    said = [f for f in findings.get(number, ()) if covers(stretch, f.cue) and f.content]
    said = [f for f in said if page.quote_at[f.cue[0]] < 0]
    outer = min(said, key=lambda f: (f.extent[0], -f.extent[1]), default=None)
    if outer is None:
        return [stretch]
    return [(max(a, stretch[0]), min(b, stretch[1])) for a, b in outer.content]


def _anaphoric(
    page: Page, verb: Token, pronoun: Token, findings: dict[int, list[Finding]]
) -> list[Finding]:
    passive = is_passive(verb)
    if passive != (pronoun.dep_ == "nsubjpass"):
        return []
    speaker = agent(verb) if passive else speaker_of(verb)
    if speaker is None or not words.can_say(speaker, "say"):
        return []
    source = source_phrase(speaker, verb=None if passive else verb)
    cue = cue_group(verb, particle=pronoun.head if pronoun.dep_ == "pobj" else None)
    pieces = _meant(page, min(source[0], cue[0]), findings) or [subtree(pronoun)]
    content = tidy_content(page, pieces, [source, cue], cue)
    if not content or any(covers(piece, cue) for piece in content):
        return []
    return [replace(Finding(source, cue, content, "anaphor"), open=True)]
