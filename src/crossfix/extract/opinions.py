"""Whether words put something forward, and whether they judge or tell.

A question, a command, a heading and a bare noun put nothing forward that could be true or false.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from crossfix import lexicons

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

_JUDGING: Final = lexicons.words("judgement", "verbs")
_EVALUATIVE: Final = lexicons.words("judgement", "adjectives")
_WEAK: Final = lexicons.words("judgement", "weak")
_ADVERBS: Final = lexicons.words("judgement", "adverbs")
_NOUNS: Final = lexicons.words("judgement", "nouns")
_SPEECH: Final = lexicons.words("attribution", "verbs", "speech")
_FINITE: Final = frozenset({"VBZ", "VBP", "VBD", "MD"})
_ASKING: Final = frozenset(
    {"whether", "who", "whom", "whose", "what", "how", "why", "which", "where"}
)
_PREDICATIVE: Final = frozenset({"acomp", "oprd", "attr", "ROOT", "ccomp", "conj"})
_HERE: Final = frozenset({"here", "below", "above"})
_PASSING: Final = frozenset({"forward", "share", "post", "publish", "repost", "echo", "attach"})
_DENYING: Final = frozenset({"no", "not", "nobody", "none", "nothing", "never"})
_WANTED: Final = 4
_FRAME: Final = 6
"""Words below which a verb of saying is only the frame of a quotation ("X, he said")."""


def is_proposition(tokens: Tokens) -> bool:
    """Whether a stretch puts something forward: one of its sentences, or parts of them, does."""
    return any(_puts_forward(part) for part in sentences_of(tokens))


def sentences_of(tokens: Tokens) -> Iterator[Tokens]:
    """The stretch cut at the ends of its sentences."""
    start, doc = tokens.start, tokens.doc
    while start < tokens.end:
        stop = min(doc[start].sent.end, tokens.end)
        yield doc[start:stop]
        start = stop


def is_question(part: Tokens) -> bool:
    """Whether a sentence, or a part of one, ends in a question mark."""
    return any(token.text == "?" for token in part[-2:])


def _puts_forward(part: Tokens) -> bool:
    words = [token for token in part if token.is_alpha]
    if not words or is_question(part):
        return False
    root = part.root
    if words[0].lower_ in _ASKING and _is_asked(words[0], root):
        return False
    if _is_command(root, words[0]):
        return False
    finite = any(token.tag_ in _FINITE for token in part)
    wanted = any(token.tag_ == "TO" for token in part) and len(words) >= _WANTED
    return finite or wanted or root.tag_ == "VBN" or any(t.lower_ in _DENYING for t in words)


def _is_asked(word: Token, root: Token) -> bool:
    """Whether an interrogative belongs to the whole stretch, and not to its subject."""
    clause = next((a for a in word.ancestors if a.tag_ in _FINITE or a.pos_ == "VERB"), None)
    return clause is None or root in {clause, word.head}


def _is_command(root: Token, first: Token) -> bool:
    """Whether it bids somebody do something: "think about the logic"."""
    if root.tag_ != "VB" or root.i - first.i > 2:
        return False
    return not any(
        c.dep_ in {"nsubj", "nsubjpass", "csubj", "expl"} or c.tag_ in {"MD", "TO"}
        for c in root.children
    )


def is_frame(sentence: Tokens) -> bool:
    """Whether a sentence only leads to what others say or shows it ("here is the post:")."""
    words = [token for token in sentence if token.is_alpha]
    if words and words[0].lower_ in _HERE:
        return True
    leads = sentence[-1].text == ":" or len(words) < _FRAME
    return leads and sentence.root.lemma_.lower() in _SPEECH | _PASSING


def is_judgement(tokens: Tokens) -> bool:
    """Whether words judge rather than tell: an opinion in the first person, an evaluation."""
    return any(_judges(token) for token in tokens)


def _judges(token: Token) -> bool:
    lemma = token.lemma_.lower()
    if lemma in _JUDGING and token.pos_ == "VERB":
        return any(c.dep_ == "nsubj" and c.lower_ in {"i", "we", "one"} for c in token.children)
    if token.lower_ in _ADVERBS:
        return True
    if token.pos_ == "ADJ" and lemma in _EVALUATIVE:
        told = token.head if token.dep_ == "amod" else token
        return lemma not in _WEAK or told.dep_ in _PREDICATIVE
    if token.pos_ == "NOUN" and lemma in _NOUNS:
        return lemma not in _WEAK or token.dep_ in {"attr", "ROOT"}
    return False
