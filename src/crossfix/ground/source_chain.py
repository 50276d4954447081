"""Through whom words came: the media between a speaker and the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from crossfix.ground.source_mentions import describe
from crossfix.ground.source_names import is_domain, kind_of_name, kind_of_noun
from crossfix.model import SourceKind, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

_OCCASIONS: Final = frozenset(
    {"interview", "comment", "remark", "statement", "article", "column", "op-ed", "talk",
     "conversation", "broadcast", "report", "segment", "appearance", "piece", "editorial"}
)  # fmt: skip
_TELLING: Final = frozenset({"tell", "inform", "speak", "talk", "write"})
_QUOTING: Final = frozenset({"quote", "cite"})
_RELAYING: Final = frozenset(
    {"quote", "cite", "report", "publish", "broadcast", "carry", "print", "air"}
)
_PREPOSITIONS: Final = frozenset({"with", "to", "by", "on", "for", "in", "from"})


def media_through(doc: Doc, cue: Tokens, outside: Sequence[tuple[int, int]]) -> Iterator[Tokens]:
    """The noun phrases of the media that words came through, outermost first.

    "told Reuters", "in an interview with the Daily", "as quoted by TASS".  ``outside``
    are the token ranges of source and content, which are not looked into.
    """
    sentence = cue.sent
    last = min(sentence.end, cue.end + 40)
    for token in doc[max(sentence.start, cue.start - 40) : last]:
        if any(start <= token.i < stop for start, stop in outside):
            continue
        for head, sure in _carriers(token, own=cue.start <= token.i < cue.end):
            if any(start <= head.i < stop for start, stop in outside):
                continue
            phrase = _phrase(head)
            if sure or _is_medium(phrase):
                yield phrase


def _carriers(token: Token, *, own: bool) -> Iterator[tuple[Token, bool]]:
    """Heads that may be media, and whether the wording alone makes them so.

    ``own`` says that the token is part of the cue: what somebody else beside "told
    Reuters" did not come through Reuters.
    """
    lemma = token.lemma_.lower()
    if token.pos_ == "NOUN" and lemma in _OCCASIONS:
        for head in _led(token, _PREPOSITIONS):
            sure = lemma == "interview" and head.head.lower_ in {"with", "to", "by"}
            yield head, sure and (head.pos_ == "PROPN" or is_domain(head.text))
    elif token.pos_ == "VERB" and lemma in _TELLING and (own or token.tag_ == "VBG"):
        told = [child for child in token.rights if child.dep_ in {"dobj", "dative"}]
        yield from ((head, False) for head in [*told, *_led(token, {"to", "with", "on"})])
    elif token.pos_ == "VERB" and lemma in _QUOTING and any(t.lower_ == "as" for t in token.rights):
        yield from ((head, False) for head in [*token.lefts, *_led(token, {"by", "in"})])
    elif token.pos_ == "VERB" and lemma in _RELAYING:
        yield from ((head, False) for head in _led(token, {"by", "in", "on"}))


def _led(token: Token, prepositions: Iterable[str]) -> Iterator[Token]:
    for child in token.rights:
        if child.dep_ in {"prep", "agent", "dative"} and child.lower_ in prepositions:
            yield from (inner for inner in child.children if inner.dep_ == "pobj")


def _phrase(head: Token) -> Tokens:
    left = min([head.i, *(t.left_edge.i for t in head.lefts)])
    right = head.i + 1
    for child in head.rights:
        if child.dep_ in {"compound", "nummod"} and child.left_edge.i == right:
            right = child.right_edge.i + 1
    return head.doc[left:right]


def _is_medium(phrase: Tokens) -> bool:
    mention = describe(phrase)
    if mention.name is None:
        return False
    return (
        mention.kind is SourceKind.MEDIA
        or kind_of_name(mention.name) is SourceKind.MEDIA
        or kind_of_noun(phrase.root.lemma_.lower()) is SourceKind.MEDIA
    )


def chain_of(
    author: str, voice: str, above: Iterable[str], media: Iterable[str], source: str
) -> tuple[str, ...]:
    """Source ids from the report's author to the origin, none of them twice.

    ``above`` are the sources of the enclosing attributions, outermost first.
    """
    between = dict.fromkeys(link for link in (voice, *above, *media) if link)
    chain = [author, *(link for link in between if link not in {author, source})]
    return tuple(chain if source == author and len(chain) == 1 else [*chain, source])


def token_range(doc: Doc, offset: int, span: Span) -> tuple[int, int] | None:
    """The tokens that a document span covers in a passage that begins at ``offset``."""
    found = doc.char_span(span.start - offset, span.stop - offset, alignment_mode="expand")
    return (found.start, found.end) if found is not None else None
