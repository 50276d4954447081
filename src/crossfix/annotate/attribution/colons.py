"""What stands behind a colon: a speaker's words, by the marks and not by the parse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from crossfix.annotate.attribution import words
from crossfix.annotate.attribution.finding import Finding, Page, Range, meets
from crossfix.annotate.attribution.phrases import cue_group, source_phrase, tidy_content
from crossfix.annotate.attribution.speakers import speaker_of
from crossfix.syntax import agent, is_passive

if TYPE_CHECKING:
    from spacy.tokens import Token

_AFTER: Final = 12
_ENDS: Final = frozenset({".", "!", "?", "…", ";"})
_SPEAKER: Final = 10
"""Words before a colon that can still be a speaker's name and title."""


_LABEL: Final = 4


_BEHIND: Final = 3


_NOUNS: Final = frozenset({"report", "claim", "comment", "answer", "post", "note", "statement"})
"""Words of saying that before a colon are as often a heading."""


def find_colons(page: Page, found: Sequence[Finding]) -> list[Finding]:
    """What stands behind a colon: "the mayor said: ...", "Ray: the bridge is closed".

    A name alone before the colon speaks the rest of the paragraph; a verb of saying
    speaks the rest of its sentence.
    """
    doc = page.doc
    results = list(found)
    cues = {index for finding in found for index in range(*finding.cue)}
    for colon in page.tokens:
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
        elif verb is None and page.quote_at[colon.i + 1] >= 0:
            results.extend(_before_quotation(page, colon.i))
    return results


def _before_quotation(page: Page, colon: int) -> list[Finding]:
    """As in 'Starling: "Where is the air defence?"' inside a paragraph."""
    start = colon
    while start > max(0, colon - _LABEL) and page.doc[start - 1].text[:1].isupper():
        start -= 1  # names of channels are tagged as anything
    label = page.doc[start:colon]
    quote = page.quote(colon + 1)
    alone = start == 0 or page.doc[start - 1].text in _ENDS or page.doc[start].is_sent_start
    if (
        quote is None
        or not len(label)
        or not alone
        or words.lemma(label[-1]) in words.LABELS | words.SAYING
    ):
        return []
    content = tidy_content(page, [quote], [], (colon, colon + 1))
    return [Finding((start, colon), (colon, colon + 1), content, "speaker")] if content else []


def _can_speak(head: Token) -> bool:
    """Whether a label before a colon is a speaker's and no heading ("Verdict: ...")."""
    lemma = words.lemma(head)
    return words.is_animate(head) and lemma not in words.LABELS | words.SAYING


def _behind_verb(page: Page, verb: Token, colon: int) -> list[Finding]:
    speaker = agent(verb) if is_passive(verb) else speaker_of(verb)
    if speaker is None or not words.can_say(speaker, words.lemma(verb)):
        return []
    cue = cue_group(verb)
    stop = page.sentence(colon + 1)[1]
    content = tidy_content(page, [(colon + 1, stop)], [], cue)
    if not content or len(page.doc[content[0][0] : content[0][1]]) < _BEHIND:
        return []
    return [Finding(source_phrase(speaker, verb=verb), cue, content, "colon")]


def _behind_name(page: Page, colon: int, found: Sequence[Finding]) -> list[Finding]:
    doc = page.doc
    begin = next((i for i in range(colon) if doc[i].text[:1].isalnum()), colon)
    label = doc[begin:colon]
    names = [token for token in label if words.is_name(token)]
    saying = _tagged_noun(page, begin, colon)
    if saying is not None:
        return saying
    if not names or any(t.pos_ in {"VERB", "AUX"} or t.text == "," for t in label):
        return []
    phrase = any(token.pos_ == "ADP" or token.tag_ == "POS" for token in label)
    head = names[-1] if names[-1].i == colon - 1 and not phrase else label.root
    if head.ent_type_ in {"DATE", "TIME", "LOC", "FAC"} or not _can_speak(head):
        return []
    rest = colon + 1, len(doc)
    if not _has_verb(page, rest) or any(meets(f.extent, (0, colon)) for f in found):
        return []
    cue = colon, colon + 1
    content = tidy_content(page, [rest], [], cue)
    return [Finding((begin, colon), cue, content, "speaker")] if content else []


def _tagged_noun(page: Page, begin: int, colon: int) -> list[Finding] | None:
    """As in "Comrades on the ground confirm: ...", where the tagger takes the verb for a noun."""
    last = page.doc[colon - 1]
    first = next((t for t in page.doc[begin:colon] if t.pos_ in {"NOUN", "PROPN"}), None)
    if first is None or last.i == first.i or last.tag_ not in {"NN", "NNS", "VBP", "VB", "VBZ"}:
        return None
    verbal = words.lemma(last) in words.SPEECH & words.CLAUSAL and last.lower_ not in _NOUNS
    if not verbal or not words.is_animate(first):
        return None
    content = tidy_content(page, [(colon + 1, page.sentence(colon + 1)[1])], [], (colon - 1, colon))
    return [Finding((begin, colon - 1), (colon - 1, colon), content, "colon")] if content else None


def _has_verb(page: Page, piece: Range) -> bool:
    return any(token.pos_ in {"VERB", "AUX"} for token in page.doc[piece[0] : piece[1]])
