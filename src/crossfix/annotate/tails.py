"""The words of saying behind what is said, put right in the parse.

Of "Five soldiers died at Gao, the head of the army's press office, Colonel X, said" the
parser makes one long list: the head an apposition of Gao, "said" a second verb of the
soldiers'.  Here the speaker gets to be the subject of the saying, the name an apposition
of the role, and what stands before the clause that is said, so that every later stage finds
who speaks, and no event takes the speaker's region for its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from crossfix.lexicons import load, words
from crossfix.lexicons.openings import first_word

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

_FINITE: Final = frozenset({"VBD", "VBZ", "VBP"})
_TENSED: Final = _FINITE | {"MD"}
_PREDICATES: Final = frozenset({"VERB", "AUX"})
_NOMINAL: Final = frozenset({"NOUN", "PROPN"})
_SUBORDINATE: Final = frozenset({
    "when", "while", "as", "after", "before", "if", "although", "though", "because", "since",
    "until", "once", "unless", "whereas", "asked",
})  # fmt: skip
_LONGEST: Final = 22
"""Words of a role or a name between two commas."""
_SAYING: Final = words("attribution", "verbs", "speech") - words(
    "attribution", "verbs", "quotation_only"
)
_BODIES: Final = words("sources", "roles", "bodies")
_SPEAKERS: Final = _BODIES | frozenset(
    noun
    for kind in ("official", "military", "media", "analyst", "milblogger", "company",
                 "eyewitness", "person", "anonymous")
    for noun in load("sources")["nouns"][kind]
)  # fmt: skip
_PERSONS: Final = _SPEAKERS - _BODIES
_MARKS: Final = frozenset('"“”«»„;:()[]—–')
_TIMES: Final = frozenset({"DATE", "TIME"})


@dataclass(frozen=True, slots=True)
class _Tail:
    """A verb of saying with its speaker before it: the role or the one name, and a name behind.

    ``start`` is the first word of the speaker; the comma before it ends what is said.
    """

    verb: Token
    start: int
    head: Token
    name: Token | None


def mend_tails(doc: Doc) -> None:
    """Put the parse of every sentence right that ends with who has said it."""
    first = first_word(doc)
    for sentence in list(doc.sents):
        if sentence.start < first:
            continue
        for token in sentence:
            if token.tag_ not in _FINITE or doc[max(0, token.i - 1)].text != ",":
                continue
            saying = token.lemma_.lower() in _SAYING
            tail = _tail_of(sentence, token) if saying else None
            if tail is not None:
                _mend(sentence, tail)
                break
            _mend_name(sentence, token)


def _mend_name(sentence: Tokens, verb: Token) -> None:
    """Hang a name before a verb on the role that is its subject: "the head of the guild, X, went".

    The parser makes it a name of the guild.
    """
    stretch = _stretch(sentence, verb.i - 1)
    name = _name_in(sentence.doc, stretch) if stretch is not None else None
    role = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if stretch is None or name is None or role is None or role.lemma_.lower() not in _PERSONS:
        return
    inside = role.i < name.head.i < stretch[0] and role.is_ancestor(name)
    if name.dep_ == "appos" and inside:
        name.head = role


def _tail_of(sentence: Tokens, verb: Token) -> _Tail | None:
    """The speaker before a verb of saying, if what is said stands before both."""
    if not _closes(sentence, verb):
        return None
    parts = _parts_before(sentence, verb)
    if parts is None:
        return None
    head, name, start = parts
    said = sentence.doc[sentence.start : start - 1]
    if not _is_told(said):
        return None
    return _Tail(verb, start, head, name)


def _closes(sentence: Tokens, verb: Token) -> bool:
    """Whether nothing that is said follows a verb: its end, a phrase of when or how, a hearer."""
    doc = sentence.doc
    if verb.i + 1 >= sentence.end:
        return True
    after = doc[verb.i + 1]
    hears = verb.lemma_.lower() == "tell"
    led = after.is_punct or after.pos_ in {"ADP", "ADV", "SCONJ"} or after.ent_type_ in _TIMES
    if after.text == ":" or after.lower_ == "that" or not (led or hears):
        return False
    behind = doc[verb.i + 1 : sentence.end]
    stop = next((t.i for t in behind if t.text in {",", ";"}), sentence.end)
    near = doc[verb.i + 1 : stop]
    return not any(t.lower_ in {"that", "whether"} and t.tag_ == "IN" for t in near) and not (
        hears and any(t.tag_ in _TENSED for t in near)
    )


def _parts_before(sentence: Tokens, verb: Token) -> tuple[Token, Token | None, int] | None:
    """Head of the speaker, the name beside a role, and where the speaker begins."""
    doc = sentence.doc
    last = _stretch(sentence, verb.i - 1)
    first = _stretch(sentence, last[0] - 1) if last is not None else None
    if last is None or first is None or first[0] <= sentence.start:
        return None
    one, other = _role_in(doc, first), _role_in(doc, last)
    if one is not None and _name_in(doc, last) is not None:
        return one, _name_in(doc, last), first[0]
    if other is not None and _name_in(doc, first) is not None:
        name = _name_in(doc, first)
        assert name is not None
        return name, other, first[0]
    return None


def _stretch(sentence: Tokens, comma: int) -> tuple[int, int] | None:
    """The words between a comma and the one before it; None where they are no phrase."""
    doc = sentence.doc
    at = comma
    while at > sentence.start and comma - at <= _LONGEST:
        before = doc[at - 1]
        if before.text == ",":
            return (at, comma) if at < comma else None
        if before.text in _MARKS or before.tag_ in _TENSED:
            return None
        at -= 1
    return None


def _role_in(doc: Doc, stretch: tuple[int, int]) -> Token | None:
    """The noun that says what somebody is: the last one before its first preposition."""
    start, stop = stretch
    if doc[start].pos_ not in {"DET", "PRON", "ADJ", "NOUN", "PROPN", "VERB", "ADV"}:
        return None
    if doc[start].tag_ in {"WDT", "WP", "WRB", "IN", "CC"}:
        return None
    head: Token | None = None
    for token in doc[start:stop]:
        if token.tag_ in {"IN", "TO"} and token.i > start:
            break
        if token.pos_ in _NOMINAL:
            head = token
    if head is None:
        return None
    led = doc[start].tag_ in {"DT", "PRP$"} and head.pos_ == "NOUN"
    return head if led or head.lemma_.lower() in _SPEAKERS else None


def _name_in(doc: Doc, stretch: tuple[int, int]) -> Token | None:
    """The last word of a name, with or without a title before it."""
    start, stop = stretch
    tokens = [t for t in doc[start:stop] if not t.is_punct]
    named = all(t.text[:1].isupper() or t.pos_ == "PROPN" or t.lower_ in _LINKS for t in tokens)
    if not tokens or not named or stop - start > _NAME or tokens[-1].ent_type_ in _TIMES:
        return None
    return tokens[-1]


_LINKS: Final = words("places", "particles", "all") | {"bin", "ibn", "abu", "ben", "y", "e", "dos"}
_NAME: Final = 8


def _is_told(said: Tokens) -> bool:
    """Whether words before a speaker tell something by themselves."""
    if not len(said) or said[0].lower_ in _SUBORDINATE:
        return False
    return any(t.tag_ in _TENSED and t.pos_ in _PREDICATES for t in said)


# --- putting it right -------------------------------------------------------------------


def _mend(sentence: Tokens, tail: _Tail) -> None:
    """Hang the speaker and what is said on the verb of saying."""
    doc, verb = sentence.doc, tail.verb
    start, stop = sentence.start, sentence.end
    said = _top_of(sentence, tail)
    verb.head, verb.dep_ = verb, "ROOT"
    for token in doc[start:stop]:
        if token.i == verb.i:
            continue
        if token.i == said.i:
            token.head, token.dep_ = verb, "ccomp"
        elif token.i == tail.head.i:
            token.head, token.dep_ = verb, "nsubj"
        elif tail.name is not None and token.i == tail.name.i:
            token.head, token.dep_ = tail.head, "appos"
        else:
            _rehang(token, tail, said)


def _rehang(token: Token, tail: _Tail, said: Token) -> None:
    """Hang a word that the parser has put across a border on the top of its own part."""
    verb = tail.verb
    place = _part(token.i, tail)
    if _part(token.head.i, tail) == place and token.head.i != token.i:
        return
    if place == "said":
        kept = token.dep_ if token.dep_ not in {"ROOT", "nsubj", "nsubjpass"} else "dep"
        token.head, token.dep_ = said, "punct" if token.is_punct else kept
    elif place == "speaker":
        token.head = tail.head if not token.is_punct else verb
        token.dep_ = "punct" if token.is_punct else _inner(token)
    elif token.dep_ == "ROOT" or token.head.i < verb.i:
        token.head = verb
        token.dep_ = "dep" if token.dep_ in {"ROOT", "appos"} else token.dep_


def _inner(token: Token) -> str:
    return token.dep_ if token.dep_ in {"prep", "det", "amod", "compound", "poss"} else "dep"


def _part(index: int, tail: _Tail) -> str:
    """Which part of the sentence a word stands in."""
    if index < tail.start - 1:
        return "said"
    return "speaker" if index < tail.verb.i else "behind"


def _top_of(sentence: Tokens, tail: _Tail) -> Token:
    """The verb at the head of what is said."""
    doc = sentence.doc
    inside = doc[sentence.start : tail.start - 1]
    tops = [t for t in inside if _part(t.head.i, tail) != "said" or t.head.i == t.i]
    verbs = [t for t in tops if t.pos_ in _PREDICATES]
    told = [t for t in verbs if _is_tensed(t)]
    finite = [t for t in inside if t.pos_ in _PREDICATES and _is_tensed(t)]
    return (told or finite or verbs)[0]


def _is_tensed(verb: Token) -> bool:
    return verb.tag_ in _TENSED or any(
        c.tag_ in _TENSED for c in verb.children if c.dep_ in {"aux", "auxpass"}
    )
