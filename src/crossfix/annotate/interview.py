"""Interviews: paragraphs that are answers, by the labels and questions that stand before them.

Three manners are known: "Q:" and "A:"; a name and a colon before each turn; questions that
begin with a dash, or stand alone in a paragraph, with answers in the first person.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from crossfix.annotate.leadins import Block, Turn
from crossfix.model import SegmentKind, Span

_FEWEST: Final = 3
"""Questions, or turns of one speaker, that make an interview."""
_QUESTION: Final = re.compile(r"^\W{0,3}(?:Q|Question)\s*[:.)–-]\s*\S", re.I)
_ANSWER: Final = re.compile(r"^\W{0,3}(?:A|Answer)\s*[:.)–-]\s*(?=\S)")
_DASHED: Final = re.compile(r"^\s*[-–—]\s*\S")
_LABEL: Final = re.compile(r"^(?P<name>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,2}):\s+(?=\S)")
_QUOTED: Final = re.compile(r"^\s*[\"“„«‘]")
_FIRST: Final = re.compile(r"\b(?:I|we|my|our|me|us|We|My|Our)\b")
_WITH: Final = re.compile(
    r"(?i:\b(?:interview with|talk(?:ed|s|ing)? (?:to|with)|sp(?:oke|eaks?|eaking) (?:to|with)|"
    r"met|conversation with|questions (?:to|for)|asked|commander|officer|surgeon|minister|mayor|"
    r"governor|doctor|called|named)) (?P<name>[A-Z][\w’-]+(?: [A-Z][\w’-]+){1,2})"
)


def find_answers(blocks: Sequence[Block]) -> dict[str, Turn]:
    """The segments that are answers of an interview, with the name of whoever answers.

    The name is a span of the document, or None where nothing tells it.  Empty where the
    report is no interview.
    """
    prose = [block for block in blocks if block.segment.kind is SegmentKind.PARAGRAPH]
    found = _by_labels(prose) or _by_questions(prose)
    return {
        segment: Turn(name, "interview", segment if name else min(found))
        for segment, name in found.items()
    }


def _by_labels(prose: Sequence[Block]) -> dict[str, Span | None]:
    """Turns that begin with a speaker's name; whoever asks most of the questions is left out."""
    turns = [
        (block, match)
        for block in prose
        if (match := _LABEL.match(block.text)) and not _ANSWER.match(block.text)
    ]
    times = Counter(match["name"] for _, match in turns)
    asking = Counter(
        match["name"] for block, match in turns if block.text.rstrip('"”» ').endswith("?")
    )
    names = {name for name, count in times.items() if count >= _FEWEST and asking[name] * 2 < count}
    if len(times) < 2 or not asking:
        return {}
    return {
        block.segment.id: _span(block, match.start("name"), match["name"])
        for block, match in turns
        if match["name"] in names
    }


def _by_questions(prose: Sequence[Block]) -> dict[str, Span | None]:
    """Answers behind questions that are labelled, dashed or alone in their paragraph."""
    asked = [bool(_is_question(block.text)) for block in prose]
    found: dict[str, Span | None] = {}
    if sum(asked) < _FEWEST:
        return {}
    speaker = _interviewee(prose, asked)
    answering = False
    for block, question in zip(prose, asked, strict=True):
        if question:
            answering = True
        elif answering and _is_answer(block.text):
            found[block.segment.id] = speaker
        else:
            answering = False
    return found if len(found) >= _FEWEST else {}


def _is_question(text: str) -> bool:
    if _QUESTION.match(text):
        return True
    ends = text.rstrip('"”»*_ ').endswith("?")
    return (
        ends
        and not _QUOTED.match(text)
        and (_DASHED.match(text) is not None or len(text.split()) <= 30)
    )


def _is_answer(text: str) -> bool:
    """Whether a paragraph behind a question is an answer in its speaker's own words."""
    if _ANSWER.match(text) or (_DASHED.match(text) and not _is_question(text)):
        return True
    return _QUOTED.match(text) is None and _FIRST.search(text) is not None


def _interviewee(prose: Sequence[Block], asked: Sequence[bool]) -> Span | None:
    """Whoever the paragraphs before the first question introduce."""
    for block in prose[: asked.index(True)]:
        match = _WITH.search(block.text)
        if match is not None:
            return _span(block, match.start("name"), match["name"])
    for block in prose[: asked.index(True)]:
        for passage in block.passages:
            for entity in passage.doc.ents:
                if entity.label_ == "PERSON" and len(entity) > 1:
                    return passage.tokens(entity)
    return None


def _span(block: Block, start: int, words: str) -> Span:
    at = block.segment.start + start
    return Span(at, at + len(words), words)
