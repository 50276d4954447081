"""The parser's components over a batch of texts: spaCy's results without its detours.

Loaded with the parser, and like it only when something is parsed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, DependencyParser, EntityRecognizer
from spacy.pipeline.attributeruler import set_token_attrs  # type: ignore[attr-defined]

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_LEMMAS: Final = "lemma_index"
_REMEMBERED: Final = 30_000
"""Kinds of words that are kept in mind: those of half a million words of prose."""
_STEPPED: Final = sys.version_info < (3, 12)
"""Whether the transitions are taken from here; see :func:`_take_steps`."""


def quicken(pipeline: Language) -> None:
    """Let the lemmatizer look words up in sets; it comes with lists, of 57,000 for nouns."""
    index = pipeline.get_pipe("lemmatizer").lookups.get_table(_LEMMAS)  # type: ignore[attr-defined]
    for kind, known in index.items():
        index[kind] = frozenset(known)


def annotate(pipeline: Language, texts: Sequence[str]) -> list[Doc]:
    """Texts parsed together, each as the pipeline alone would parse it."""
    docs = [pipeline.make_doc(text) for text in texts]
    for _, component in pipeline.pipeline:
        if _STEPPED and isinstance(component, (DependencyParser, EntityRecognizer)):
            _take_steps(component, docs)
        elif isinstance(component, AttributeRuler):
            rules = _rules_of(component)
            for doc in docs:
                rules.apply(doc)
        elif hasattr(component, "pipe"):
            # Parsers take a quarter of this at once.
            docs = list(component.pipe(docs, batch_size=4 * len(docs)))
        else:
            docs = [component(doc) for doc in docs]
    return docs


def _take_steps(component: Any, docs: list[Doc]) -> None:
    """The transitions of a parser or entity recogniser over all texts side by side.

    Their own loop lets go of the interpreter's lock and, where spaCy is built for Python
    3.11 (with hooks for profilers), takes it anew at each look at a state: half of its time.
    """
    states = component.moves.init_batch(docs)
    unfinished = [state for state in states if not state.is_final()]
    if unfinished:
        scorer = component.model.predict(docs)
        while unfinished:
            unfinished = component.transition_states(unfinished, scorer.predict(unfinished))
        scorer.clear_memory()
    component.set_annotations(docs, states)


class _Kind(NamedTuple):
    """What the rules say of words of one kind.

    ``rules`` are those of one word that hold, and ``values`` what they set together;
    ``parts`` are the (pattern, place) of longer patterns that such a word can stand in.
    """

    rules: tuple[int, ...]
    values: dict[int, int]
    parts: frozenset[tuple[int, int]]


class _Rules:
    """The rules of an attribute ruler, remembered for each kind of word.

    A pattern asks a word for a few attributes.  Words that agree in all of those are of
    one kind: the matcher is asked for the first of them only.
    """

    def __init__(self, ruler: AttributeRuler) -> None:
        self._values = ruler.attrs
        self._matcher = Matcher(ruler.vocab)
        self._longer: list[tuple[int, int, int]] = []  # rule, words, place of the word it sets
        self._kinds: dict[bytes, _Kind] = {}
        self._outcomes: dict[tuple[object, ...], _Kind] = {}
        asked: set[str] = set()
        entries: list[dict[str, Any]] = ruler.patterns
        for rule, entry in enumerate(entries):
            for pattern in entry["patterns"]:
                asked.update(*pattern)
                if len(pattern) == 1:
                    self._matcher.add(f"{rule}", [pattern])
                    continue
                for place, word in enumerate(pattern):
                    self._matcher.add(f"{len(self._longer)}.{place}", [[word]])
                at = range(len(pattern))[int(entry["index"])]
                self._longer.append((rule, len(pattern), at))
        self._asked: list[int | str] = sorted(asked)
        self._row = f"V{8 * len(asked)}"  # a word's values as one string of bytes

    def apply(self, doc: Doc) -> None:
        """Set on every word what the rules say; where two disagree, the later one wins."""
        rows = doc.to_array(self._asked).view(self._row).ravel().tolist()
        kinds = [self._kinds.get(row) or self._learn(row, doc, at) for at, row in enumerate(rows)]
        values = [kind.values for kind in kinds]
        for at, rules in self._of_several(kinds):
            values[at] = self._together(rules)
        for token, value in zip(doc, values, strict=True):
            if value:
                set_token_attrs(token, value)

    def _learn(self, row: bytes, doc: Doc, at: int) -> _Kind:
        strings = doc.vocab.strings
        found = self._matcher(doc[at : at + 1], allow_missing=True)
        names = [strings[match].partition(".") for match, *_ in found]
        rules = tuple(sorted(int(rule) for rule, dot, _ in names if not dot))
        parts = frozenset((int(number), int(place)) for number, dot, place in names if dot)
        if len(self._kinds) >= _REMEMBERED:
            self._kinds.clear()
        kind = _Kind(rules, self._together(rules), parts)
        self._kinds[row] = self._outcomes.setdefault((rules, parts), kind)
        return kind

    def _of_several(self, kinds: Sequence[_Kind]) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Words that patterns of several words set, with all rules that hold for them."""
        added: dict[int, set[int]] = {}
        for start, kind in enumerate(kinds):
            for number, place in kind.parts:
                rule, words, at = self._longer[number]
                span = kinds[start : start + words]
                if place == 0 and len(span) == words and all(
                    (number, there) in other.parts for there, other in enumerate(span)
                ):  # fmt: skip
                    added.setdefault(start + at, set()).add(rule)
        for at, rules in added.items():
            yield at, tuple(sorted(rules.union(kinds[at].rules)))

    def _together(self, rules: Sequence[int]) -> dict[int, int]:
        return {name: value for rule in rules for name, value in self._values[rule].items()}


_rules_of = cache(_Rules)
