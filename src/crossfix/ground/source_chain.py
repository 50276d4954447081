"""Through whom words came: the media between a speaker and the report."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from typing import TYPE_CHECKING, Final

from crossfix.ground.source_names import EVIDENTIAL, kind_of_noun
from crossfix.ground.source_runs import lemma_of
from crossfix.model import SourceKind, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

_OCCASIONS: Final = frozenset(
    {"interview", "comment", "remark", "statement", "article", "column", "op-ed", "talk",
     "conversation", "broadcast", "report", "segment", "appearance", "piece", "editorial"}
)  # fmt: skip
_TELLING: Final = frozenset({"tell", "inform", "speak", "talk", "write", "assure"})
_QUOTING: Final = frozenset({"quote", "cite"})
_RELAYING: Final = frozenset(
    {"quote", "cite", "report", "publish", "broadcast", "carry", "print", "air", "read", "post",
     "share", "circulate", "release", "upload", "forward", "repost", "show"}
)  # fmt: skip
_ASKING: Final = frozenset(
    {"interview", "reach", "contact", "ask", "question", "quote", "cite", "phone", "approach",
     "poll"}
)  # fmt: skip
_POSTING: Final = frozenset(
    {"post", "publish", "share", "release", "circulate", "upload", "forward", "repost",
     "broadcast", "air", "film", "shoot", "record", "distribute", "disseminate", "obtain", "put",
     "issue"}
)  # fmt: skip
_CARRYING: Final = _OCCASIONS | _TELLING | _QUOTING | _RELAYING | _ASKING | _POSTING
_MARKED: Final = "crossfix.carrying"
"""Where a parse keeps which of its words may tell of a carrier: it is asked at every cue."""
_MESSAGES: Final = frozenset(
    {"message", "statement", "communique", "communiqué", "letter", "post", "address", "speech"}
)
_TAPES: Final = frozenset({"recording", "tape", "intercept", "interception", "audio"})
_PREPOSITIONS: Final = frozenset({"with", "to", "by", "on", "for", "in", "from"})


class Carrier(IntEnum):
    """How sure the wording makes it that somebody is whom the words came through."""

    IF_MEDIUM = 0  # whoever else stands there is somebody who was spoken to
    UNLESS_KNOWN = 1  # "told X": a medium unless X is known for something else
    SURE = 2  # "in an interview with X", "footage posted by X"


def carriers(
    doc: Doc, cue: Tokens, source: tuple[int, int] | None, outside: Sequence[tuple[int, int]]
) -> Iterator[tuple[Tokens, Carrier]]:
    """The noun phrases of those that words may have come through, outermost first.

    "told Reuters", "in an interview with the Daily", "as quoted by TASS", "footage posted
    by X".  ``source`` and ``outside`` are the token ranges of the source and of the content,
    which is not looked into.
    """
    for head in _publishers(cue, source):
        if source is None or not _within(head, [source]):
            yield _phrase(head), Carrier.SURE
    sentence = cue.sent
    last = min(sentence.end, cue.end + 40)
    for index in _carrying(doc, max(sentence.start, cue.start - 40), last, cue):
        token = doc[index]
        own = cue.start <= index < cue.end
        if _within(token, outside):
            continue
        if source is not None and source[0] <= token.i < source[1]:
            found = _of_source(token, source)
        else:
            if not own and not _hangs_on(token, cue, source):
                continue
            found = _carriers(token, own=own)
            found = ((h, c) for h, c in found if source is None or not _within(h, [source]))
        for head, certainty in found:
            if not _within(head, outside):
                yield _phrase(head), certainty


def _carrying(doc: Doc, start: int, stop: int, cue: Tokens) -> list[int]:
    """The words from one to another that may tell of a carrier, and those of the cue."""
    if _MARKED not in doc.user_data:
        doc.user_data[_MARKED] = [t.i for t in doc if lemma_of(t) in _CARRYING]
    marked = doc.user_data[_MARKED]
    inside = set(marked[bisect_left(marked, start) : bisect_left(marked, stop)])
    return sorted(inside.union(range(cue.start, cue.end)))


def _hangs_on(token: Token, cue: Tokens, source: tuple[int, int] | None) -> bool:
    """Whether a word belongs to the cue or its speaker and not to another clause's verb."""
    if token.i in {cue.root.head.i, cue.root.head.head.i}:  # "quoted her as saying"
        return True
    parts = [(cue.start, cue.end), *([source] if source is not None else [])]
    for _ in range(8):
        if token.head.i == token.i:
            return False
        token = token.head
        if _within(token, parts):
            return True
        if token.tag_ in {"VBD", "VBZ", "VBP"} and token.pos_ == "VERB":
            return any(_within(t, parts) for t in token.children)
    return False


def _within(token: Token, ranges: Iterable[tuple[int, int]]) -> bool:
    return any(start <= token.i < stop for start, stop in ranges)


def _of_source(token: Token, source: tuple[int, int]) -> Iterator[tuple[Token, Carrier]]:
    """Who carries a source by its own words: "an official quoted by X", "a photo posted by X"."""
    lemma = lemma_of(token)
    if token.tag_ not in {"VBN", "VBD"} or token.dep_ not in {"acl", "relcl"}:
        return
    if lemma in _ASKING:
        yield from ((head, Carrier.UNLESS_KNOWN) for head in _led(token, {"by"}))
    elif lemma in _POSTING and lemma_of(token.head) in EVIDENTIAL | _MESSAGES:
        yield from ((head, Carrier.SURE) for head in _led(token, {"by"}))


def _carriers(token: Token, *, own: bool) -> Iterator[tuple[Token, Carrier]]:
    """Heads that may be media, and how sure the wording alone makes them.

    ``own`` says that the token is part of the cue: what somebody else beside "told
    Reuters" did not come through Reuters.
    """
    lemma = lemma_of(token)
    if token.pos_ == "NOUN" and lemma in _OCCASIONS:
        for head in _led(token, _PREPOSITIONS):
            sure = lemma == "interview" and head.head.lower_ in {"with", "to", "by"}
            proper = sure and head.pos_ in {"PROPN", "X"}
            yield head, Carrier.SURE if proper else Carrier.IF_MEDIUM
    elif token.pos_ == "VERB":
        yield from _of_verb(token, lemma, own=own)


def _of_verb(token: Token, lemma: str, *, own: bool) -> Iterator[tuple[Token, Carrier]]:
    if lemma in _TELLING and (own or token.tag_ == "VBG"):
        told = [child for child in token.rights if child.dep_ in {"dobj", "dative"}]
        yield from (
            (head, Carrier.SURE if _is_own(head) else Carrier.UNLESS_KNOWN) for head in told
        )
        yield from ((head, Carrier.IF_MEDIUM) for head in _led(token, {"to", "with", "on"}))
    elif lemma in _QUOTING and any(t.lower_ == "as" for t in token.rights):
        heads = [*token.lefts, *_led(token, {"by", "in"})]
        yield from ((head, Carrier.IF_MEDIUM) for head in heads)
    elif lemma in _ASKING and (token.tag_ == "VBN" or _is_passive(token)):
        yield from ((head, Carrier.UNLESS_KNOWN) for head in _led(token, {"by"}))
    elif lemma in _RELAYING and not own:
        message = token.dep_ == "acl" and lemma_of(token.head) in _MESSAGES | EVIDENTIAL
        for head in _led(token, {"by", "in", "on"}):
            by = head.head.lower_ == "by"
            yield head, Carrier.SURE if message and by else Carrier.IF_MEDIUM
    elif own:
        for head in _led(token, {"to", "by", "on", "in"}):
            taped = lemma_of(head) in _TAPES and head.head.lower_ in {"on", "in"}
            yield head, Carrier.SURE if taped else Carrier.IF_MEDIUM


def _is_passive(token: Token) -> bool:
    """As in "X, asked about it by Y, said": whoever did it follows, whatever the tag."""
    return any(child.dep_ == "agent" for child in token.children)


def _is_own(head: Token) -> bool:
    """As in "a friend of mine", "my cousin": who hands it on to the author."""
    return head.pos_ == "NOUN" and any(
        t.lower_ in {"my", "our"} or (t.lower_ == "of" and t.nbor(1).lower_ in {"mine", "ours"})
        for t in head.children
        if t.i + 1 < len(head.doc)
    )


def _publishers(cue: Tokens, source: tuple[int, int] | None) -> Iterator[Token]:
    """Who published what speaks: "X released a video showing", "a video in which he says"."""
    nouns = [cue.doc[source[0] : source[1]].root] if source is not None else []
    verb = cue.root
    for _ in range(3):
        if verb.dep_ in {"relcl", "acl"} and lemma_of(verb.head) in EVIDENTIAL:
            nouns.append(verb.head)
        verb = verb.head
    for noun in nouns:
        yield from _published(noun)
        shown = noun.dep_ == "dobj" and lemma_of(noun) in EVIDENTIAL
        if shown and lemma_of(noun.head) in _POSTING:
            yield from (t for t in noun.head.lefts if t.dep_ == "nsubj" and t.pos_ != "PRON")


def _published(noun: Token) -> Iterator[Token]:
    """Who is said behind what speaks to have published it: "images, which X put online, show"."""
    if lemma_of(noun) not in EVIDENTIAL | _MESSAGES:
        return
    for clause in (t for t in noun.subtree if t.dep_ == "relcl" and t.i > noun.i):
        taken = any(t.lower_ in {"which", "that"} and t.dep_ == "dobj" for t in clause.lefts)
        if taken and lemma_of(clause) in _POSTING:
            for subject in (t for t in clause.lefts if t.dep_ == "nsubj" and t.pos_ != "PRON"):
                names = (t for t in subject.rights if t.dep_ == "appos" and t.pos_ == "PROPN")
                yield next(names, subject)


def _led(token: Token, prepositions: Iterable[str]) -> Iterator[Token]:
    """The nouns that prepositions lead to from a word, also before it ("To Reuters he said")."""
    for child in token.children:
        if child.dep_ in {"prep", "agent", "dative"} and child.lower_ in prepositions:
            yield from (inner for inner in child.children if inner.dep_ == "pobj")


def _phrase(head: Token) -> Tokens:
    left = min([head.i, *(t.left_edge.i for t in head.lefts)])
    right = head.i + 1
    for child in head.rights:
        if child.dep_ in {"compound", "nummod"} and child.left_edge.i == right:
            right = child.right_edge.i + 1
    return head.doc[left:right]


def names_medium(phrase: Tokens) -> bool:
    """Whether a phrase is for one medium: "a local station", not "reporters"."""
    head = phrase.root
    if head.tag_ in {"NNS", "NNPS"} or lemma_of(head) in {"press", "media"} | _MESSAGES:
        return False
    return calls_medium(phrase)


def calls_medium(phrase: Tokens) -> bool:
    """Whether the head of a phrase is a noun for media and their people."""
    return kind_of_noun(lemma_of(phrase.root)) in {SourceKind.MEDIA, SourceKind.MILBLOGGER}


def is_bare(phrase: Tokens) -> bool:
    """As in "on television": no certain station."""
    return len(phrase) == 1 and phrase.root.text.islower()


def chain_of(
    author: str, voices: Iterable[str], above: Iterable[str], media: Iterable[str], source: str
) -> tuple[str, ...]:
    """Source ids from the report's author to the origin, none of them twice.

    ``voices`` are those who forwarded the segment and who speaks in it, ``above`` the
    sources of the enclosing attributions, all outermost first.
    """
    between = dict.fromkeys(link for link in (*voices, *above, *media) if link)
    chain = [author, *(link for link in between if link not in {author, source})]
    return tuple(chain if source == author and len(chain) == 1 else [*chain, source])


def token_range(doc: Doc, offset: int, span: Span) -> tuple[int, int] | None:
    """The tokens that a document span covers in a passage that begins at ``offset``."""
    found = doc.char_span(span.start - offset, span.stop - offset, alignment_mode="expand")
    return (found.start, found.end) if found is not None else None
