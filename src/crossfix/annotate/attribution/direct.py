"""Direct speech: quotations and colons, by the marks and not by the parse.

A quotation is given to the verb of saying beside it; one that follows without a verb of
its own goes on with the words of whoever spoke last in the same paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from crossfix.annotate.attribution import words
from crossfix.annotate.attribution.finding import Finding, Page, Range, covers, joined, meets
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
_SPEAKER: Final = 10
"""Words before a colon that can still be a speaker's name and title."""


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
    by_cue = {finding.cue: finding for finding in results}
    for number, quote in enumerate(page.quotes):
        broken_off = page.doc[quote[1] - 2].text == ","
        if number in taken or not (broken_off or _is_speech(page, quote)):
            continue
        verb = _verb_behind(page, quote) or _verb_before(page, quote)
        given = verb is not None and _give(page, verb, quote, by_cue)
        if not given and _begins_sentence(page, quote):
            _go_on(page, quote, by_cue)
    return list(by_cue.values())


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
        if token.text in _ENDS | _BREAKS or page.quote_at[index] >= 0:
            return None
        if token.tag_ == "VBG" and index > quote[1] + 1:
            continue
        if token.pos_ in {"VERB", "AUX"} and words.lemma(token) in words.SPEECH:
            if closed == "." and doc[quote[1]].text[:1].isupper():
                return None
            return token
    return None


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
        if token.pos_ in {"VERB", "AUX"} and words.lemma(token) in words.SPEECH | words.LABEL:
            return token
    return None


def _give(page: Page, verb: Token, quote: Range, by_cue: dict[Range, Finding]) -> bool:
    """Give a quotation to a verb's finding; False where nobody is told to speak."""
    cue = cue_group(verb)
    known = next((c for c in by_cue if meets(c, cue)), None)
    if known is not None:
        old = by_cue[known]
        if old.rule in {"verb:object", "verb:led", "verb:shown", "verb:infinitive"} and not any(
            abs(quote[0] - piece[1]) <= 2 for piece in old.content
        ):
            content = tidy_content(page, [quote], [], cue)
        else:
            content = tidy_content(page, [*old.content, quote], [], cue)
        by_cue[known] = old.holding(content)
        return True
    source = _speaker(page, verb, quote)
    if source is None and not is_passive(verb):
        return False
    content = tidy_content(page, [quote], [], cue)
    if content and not any(meets(cue, piece) for piece in content):
        by_cue[cue] = Finding(source, cue, content, "quotation")
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


def _go_on(page: Page, quote: Range, by_cue: dict[Range, Finding]) -> None:
    """Let a quotation without a verb go on with the last speaker's words."""
    before = [f for f in by_cue.values() if f.extent[1] <= quote[0] and f.open and f.source]
    last = max(before, key=lambda finding: finding.extent[1], default=None)
    if last is None or quote[0] - last.extent[1] > _GOES_ON:
        return
    if not words.is_animate(_head(page, last.source)):
        return
    by_cue[last.cue] = last.holding(joined([*last.content, quote]))


def _head(page: Page, source: Range | None) -> Token:
    if source is None:
        return page.doc[0]
    return page.doc[source[0] : source[1]].root


def find_colons(page: Page, found: Sequence[Finding]) -> list[Finding]:
    """What stands behind a colon: "the mayor said: ...", "Ray: the bridge is closed".

    A name alone before the colon speaks the rest of the paragraph; a verb of saying
    speaks the rest of its sentence.
    """
    doc = page.doc
    results = list(found)
    cues = {index for finding in found for index in range(*finding.cue)}
    for colon in doc:
        if colon.text != ":" or page.quote_at[colon.i] >= 0 or colon.i + 3 >= len(doc):
            continue
        start, _ = page.sentence(colon.i)
        verb = next(
            (t for t in reversed(doc[max(start, colon.i - _AFTER) : colon.i])
             if t.pos_ == "VERB" and words.lemma(t) in words.SPEECH),
            None,
        )  # fmt: skip
        if verb is not None and verb.i not in cues:
            results.extend(_behind_verb(page, verb, colon.i))
        elif verb is None and start == 0 and colon.i <= _SPEAKER:
            results.extend(_behind_name(page, colon.i, found))
    return results


def _behind_verb(page: Page, verb: Token, colon: int) -> list[Finding]:
    speaker = agent(verb) if is_passive(verb) else speaker_of(verb)
    if speaker is None or not words.can_say(speaker, words.lemma(verb)):
        return []
    cue = cue_group(verb)
    stop = page.sentence(colon + 1)[1]
    content = tidy_content(page, [(colon + 1, stop)], [], cue)
    if not content or not _has_verb(page, content[0]):
        return []
    return [Finding(source_phrase(speaker, verb=verb), cue, content, "colon")]


def _behind_name(page: Page, colon: int, found: Sequence[Finding]) -> list[Finding]:
    doc = page.doc
    begin = next((i for i in range(colon) if doc[i].text[:1].isalnum()), colon)
    label = doc[begin:colon]
    names = [token for token in label if words.is_name(token)]
    if not names or any(t.pos_ in {"VERB", "AUX"} or t.text == "," for t in label):
        return []
    phrase = any(token.pos_ == "ADP" or token.tag_ == "POS" for token in label)
    head = names[-1] if names[-1].i == colon - 1 and not phrase else label.root
    if head.ent_type_ in {"DATE", "TIME", "LOC", "FAC"} or not words.is_animate(head):
        return []
    rest = colon + 1, len(doc)
    if not _has_verb(page, rest) or any(meets(f.extent, (0, colon)) for f in found):
        return []
    cue = colon, colon + 1
    content = tidy_content(page, [rest], [], cue)
    return [Finding((begin, colon), cue, content, "speaker")] if content else []


def _has_verb(page: Page, piece: Range) -> bool:
    return any(token.pos_ in {"VERB", "AUX"} for token in page.doc[piece[0] : piece[1]])


def find_anaphoric(page: Page, found: Sequence[Finding]) -> list[Finding]:
    """As in "The company itself reports this!": the sentence before is what is said.

    Where the paragraph has no sentence before, the pronoun stands for the content.
    """
    results = list(found)
    cues = {index for finding in found for index in range(*finding.cue)}
    for pronoun in page.doc:
        if pronoun.lower_ not in {"this", "that", "it"} or pronoun.dep_ not in {
            "dobj", "pobj", "nsubjpass",
        }:  # fmt: skip
            continue
        verb = pronoun.head if pronoun.dep_ != "pobj" else pronoun.head.head
        lemma = words.lemma(verb)
        if verb.i in cues or lemma not in words.SPEECH & (
            words.OBJECT | frozenset(words.PREPOSITIONS)
        ) | {"say"}:
            continue
        results.extend(_anaphoric(page, verb, pronoun))
    return results


def _anaphoric(page: Page, verb: Token, pronoun: Token) -> list[Finding]:
    passive = is_passive(verb)
    if passive != (pronoun.dep_ == "nsubjpass"):
        return []
    speaker = agent(verb) if passive else speaker_of(verb)
    if speaker is None or not words.can_say(speaker, "say"):
        return []
    source = source_phrase(speaker, verb=None if passive else verb)
    cue = cue_group(verb, particle=pronoun.head if pronoun.dep_ == "pobj" else None)
    number = page.sentence_at[verb.i]
    before = page.sentences[number - 1] if number > 0 else None
    pieces = [before] if before is not None else [(pronoun.i, pronoun.i + 1)]
    content = tidy_content(page, pieces, [source, cue], cue)
    if not content or any(covers(piece, cue) for piece in content):
        return []
    return [replace(Finding(source, cue, content, "anaphor"), open=True)]
