"""Active verbs of saying, thinking, intending and showing, and what they take.

One verb gives at most one finding; the first frame that fits decides: clause, small
clause ("called it a lie"), infinitive, accusation, object, preposition.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from crossfix.annotate.attribution import words
from crossfix.annotate.attribution.clauses import (
    FINITE,
    led_by_that,
    named_between,
    shower_beside,
    shown_behind,
    speaker_beside,
)
from crossfix.annotate.attribution.finding import Finding, Page
from crossfix.annotate.attribution.frames import FRAMES
from crossfix.annotate.attribution.phrases import (
    cue_group,
    has_proposition,
    source_phrase,
    tidy_content,
)
from crossfix.annotate.attribution.speakers import find_by_position, is_quoting, speaker_of
from crossfix.syntax import is_conditional, is_passive

if TYPE_CHECKING:
    from spacy.tokens import Token


def find_active(page: Page) -> Iterator[Finding]:
    """An attribution for every active verb of the lists that has a speaker and content."""
    for verb, lemma in zip(page.tokens, page.lemmas, strict=True):
        if lemma not in words.ANY_VERB or not _is_verb(verb):
            continue
        if is_passive(verb) or is_citing(verb) or is_quoting(verb) or tells_nothing(page, verb):
            continue
        shower = shower_beside(page, verb)
        speaker = speaker_of(verb) or shower or _lost_speaker(page, verb)
        if speaker is None or not words.can_say(speaker, lemma):
            continue
        found = _framed(page, verb, speaker)
        if found is None and shower is not None:
            found = _shown_by_position(page, verb, shower)
        if found is not None:
            yield found


def tells_nothing(page: Page, verb: Token) -> bool:
    """Whether a verb of saying says nothing here: asked, wished for, supposed, or silent."""
    return (
        is_conditional(verb) or _is_asked(page, verb) or _is_wished_for(verb) or _says_nothing(verb)
    )


def _is_verb(token: Token) -> bool:
    """A verb, also one that the tagger takes for a noun ("images show a crater")."""
    if token.pos_ in {"VERB", "AUX"}:
        return True
    if token.pos_ != "NOUN":
        return False
    before = token.nbor(-1) if token.i else token
    return any(child.dep_ == "nsubj" for child in token.lefts) or (
        words.lemma(token) in words.SHOWS and before.pos_ == "NOUN" and words.is_evidence(before)
    )


def _lost_speaker(page: Page, verb: Token) -> Token | None:
    """The speaker by position, of a finite verb of saying that leads to a "that"."""
    if verb.tag_ not in FINITE or words.lemma(verb) not in words.SPEECH:
        return None
    if led_by_that(page, verb.i + 1, page.sentence(verb.i)[1]) is None:
        return None
    return speaker_beside(page, verb)


def _shown_by_position(page: Page, verb: Token, shower: Token) -> Finding | None:
    """What evidence shows where the parser takes "show" for a noun."""
    cue = verb.i, verb.i + 1
    start, stop = page.sentence(verb.i)
    piece = led_by_that(page, cue[1], stop) or shown_behind(page, cue[1])
    if piece is None:
        return None
    first = max(start, shower.left_edge.i)
    while first > start and page.doc[first - 1].pos_ in {"PROPN", "NOUN", "ADJ", "DET"}:
        first -= 1
    source = first, verb.i
    content = tidy_content(page, [piece], [source, cue], cue)
    return Finding(source, cue, content, "verb:shown") if content else None


_NORMS: Final = frozenset({"should", "must", "ought", "shall"})
_SILENCES: Final = frozenset({"reply", "respond", "answer", "comment", "elaborate", "specify"})


def _is_wished_for(verb: Token) -> bool:
    """As in "the West should not fear": the speaker's advice and nobody's thought."""
    lemma = words.lemma(verb)
    return lemma not in words.SPEECH and any(
        child.dep_ == "aux" and child.lower_ in _NORMS for child in verb.children
    )


def _says_nothing(verb: Token) -> bool:
    """As in "did not reply", "declined to comment", "asked not to be named"."""
    lemma = words.lemma(verb)
    if lemma in _SILENCES and any(child.dep_ == "neg" for child in verb.children):
        return True
    if lemma in {"decline", "refuse", "ask", "request", "want", "wish", "agree", "prefer"}:
        for child in verb.children:
            if child.dep_ in {"xcomp", "ccomp", "advcl"} and child.i > verb.i:
                name = words.lemma(child) in {"name", "identify", "quote"} and is_passive(child)
                bare = words.lemma(child) in _SILENCES and lemma in {"decline", "refuse"}
                return name or (bare and not any(c.dep_ == "dobj" for c in child.children))
    asked = lemma == "ask" and verb.tag_ in {"VBN", "VBD"} and verb.i > 0
    return asked and verb.nbor(-1).text == "," and verb.i + 1 < len(verb.doc) and (
        verb.nbor(1).lower_ in {"about", "whether", "if", "by", "on", "to", "why", "how", "what"}
    )  # fmt: skip


def is_citing(verb: Token) -> bool:
    """Whether a verb names another source of the clause it hangs on: ", citing officials"."""
    return verb.lower_ in words.CITING and any(
        child.dep_ == "dobj" and (words.is_animate(child) or words.is_evidence(child))
        for child in verb.children
    )


def _is_asked(page: Page, verb: Token) -> bool:
    """Whether the writer asks ("why would they want that?") and tells nothing."""
    _, stop = page.sentence(verb.i)
    return (
        page.doc[stop - 1].text == "?"
        and page.quote_at[verb.i] < 0
        and words.lemma(verb) not in words.SPEECH
    )


def _framed(page: Page, verb: Token, speaker: Token) -> Finding | None:
    lemma = words.lemma(verb)
    for fits, frame in FRAMES:
        if lemma not in fits:
            continue
        particle, pieces = frame(verb, speaker)
        if not pieces:
            continue
        source = source_phrase(speaker, verb=verb)
        if source[1] <= verb.i:
            source = named_between(page, source, verb)
        cue = cue_group(verb, particle=particle)
        content = tidy_content(page, pieces, [source, cue], cue)
        if content and has_proposition(page, content):
            return Finding(source, cue, content, f"verb:{frame.__name__.strip('_')}")
    return find_by_position(page, verb, speaker)
