"""Lead-ins by their shape: who wrote what follows, and whether it is still to come.

Names of channels and handles are what the parser knows least, so these are patterns over
the words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from crossfix.lexicons import words
from crossfix.model import Span
from crossfix.reading import Passage
from crossfix.syntax import noun_phrase

if TYPE_CHECKING:
    from spacy.tokens import Span as TokenSpan

_NAME: Final = (
    r"(?:[Tt]he )?(?!(?:An?|The|This|That|Another|Here|His|Her|Their|Our|My|One|In|On|And|But|Now|"
    r"Forwarded|Forward|Reposted|Reposting|Repost|Shared|Sharing|Via|Written|Quote|Quoting|From|"
    r"\w+day|January|February|March|April|May|June|July|August|September|October|November|"
    r"December|Today|Tonight|Telegram|Facebook|Twitter|X)\b)"
    r"(?:@\w+|[A-Z0-9][\w’&-]*(?: (?:of |for |the )*[A-Z0-9@][\w’&-]*)*)"
)
_SOMEBODY: Final = (
    words("resolution", "private", "nouns")
    | words("sources", "nouns", "eyewitness")
    | words("sources", "nouns", "military")
)
_TEXT: Final = (
    r"(?:post|message|note|letter|text|thread|entry|story|dispatch|update|comment|statement)"
)
_PAGE: Final = (
    r"(?:[Tt]he )?(?:(?:[Tt]elegram|TG|Facebook|VK|[Yy]ou[Tt]ube) )?"
    r"(?:channel|page|account|feed|group|Telegram|Facebook|blog)(?: of)?"
)
_WAYS: Final = (
    rf"(?i:\b{_TEXT}s?) (?:is |comes |was )?(?:by|from) (?:{_PAGE} )?(?P<post>{_NAME})",
    rf"^(?:\W|\d+/)*From (?:{_PAGE} )?(?P<front>{_NAME})(?=[,:])",
    rf", from (?:{_PAGE} )?(?P<tail>{_NAME})(?=[,:])",
    rf"\bfrom {_PAGE} (?P<page>{_NAME})(?=[,:])",
    rf"(?i:\b(?:forwarded|reposted|quoted|quote|taken|copied)\b)[^:,]{{0,30}}? from "
    rf"(?:{_PAGE} )?(?P<source>{_NAME})(?=[,:])",
    rf"(?i:\b(?:reposting|quoting|i quote|over to|written by|hand over to))"
    rf" (?:{_PAGE} )?(?P<over>{_NAME})",
    rf"\bIn (?P<words>{_NAME})['’]s? (?:own )?words",
    rf"(?i:\b(?:friends|colleagues|comrades|people|folks)) (?:at|from|of) (?P<friends>{_NAME}) "
    r"(?:report|write|say|note|add|post)",
    rf"(?P<passed>{_NAME}),? (?:forwarded|reposted|shared|relayed|via)\b(?= (?:to us )?(?:by|@))",
    r"(?P<via>@\w+),? via ",
    rf"^(?i:via) {_NAME}, (?P<behind>{_NAME})",
    r"^(?P<sender>(?:An?|One|My|Our) [\w ]{3,40}?) (?:sent|messaged|texted|e-?mailed)\b",
    rf"(?<!\w)(?P<own>{_NAME})(?:['’]s)? (?:latest |new |full )?{_TEXT}\b[^:,]{{0,30}}:",
    r"(?P<handle>@\w+)[^:@]{0,60}\b(?:wrote|writes|posted|posts|says|said|reports)\b",
)
WRITTEN_BY: Final = re.compile("|".join(_WAYS))
"""A lead-in that names who wrote what follows; the group that matched is the name."""
IN_FULL: Final = re.compile(
    r"\b(?:wrote|writes|posted|posts)(?: this| the following)\b[^:]{0,30}:$"
    rf"|\b{_TEXT}\b[^:]{{0,20}}\b(?:in full|entire)\b",
    re.I,
)
"""A lead-in that gives the whole of a text."""
WHOLE: Final = re.compile(
    r"\b(?:in full|word for word|verbatim|unabridged|unedited|abridged|as is|as received"
    r"|without (?:cuts|changes|comment)"
    r"|with (?:small|minor|slight|some|a few) (?:cuts|changes|edits)"
    r"|as (?:it|they) stands?|as (?:it|they) (?:is|are|was|were) (?:written|posted|published|sent)"
    r"|the (?:whole|full|entire|complete) (?:text|post|thread|message|letter|statement|thing)"
    r"|(?:I|we) (?:translate|reproduce|copy|paste|print|publish|give (?:it|them) (?:here|as))"
    r"|(?:my|our|in|machine) translation|translated (?:by|from|below|here)|excerpts?"
    r"|(?:long|longer|lengthy|detailed) (?:post|text|thread|message|letter|account|report))\b",
    re.I,
)
"""A lead-in to a text given as it is, which may run over several paragraphs."""
LATER: Final = re.compile(
    r"\b(?:will be|shall be|to be|promised? to|promises to|plans? to|planned to)\s+\w+"
    r"|\b(?:tomorrow|later today|next week|soon)\b",
    re.I,
)
"""A lead-in to what is not there yet."""


FIRST_PERSON: Final = re.compile(r"\b(?:I|we|We|my|My|our|Our|us|me)\b")


def introduces(sentence: TokenSpan) -> bool:
    """Whether a lead-in is nothing but somebody: "Olena, who keeps bees in Korsunka:"."""
    root = sentence.root
    if root.pos_ not in {"PROPN", "NOUN"} or root.i > sentence.start + 5:
        return False
    somebody = (
        root.ent_type_ == "PERSON"
        or root.lemma_.lower() in _SOMEBODY
        or (root.pos_ == "PROPN" and any(t.lower_ == "who" for t in sentence))
    )
    return somebody and not any(t.dep_ in {"nsubj", "nsubjpass"} for t in root.children)


def told_of(passage: Passage, sentence: TokenSpan) -> Span | None:
    """Whoever the lead-in tells of, where it ends in a text and nobody's name.

    "The Monitor has been right before. Here is its post in full:", "..., which Byron called
    absurd:".
    """
    names = [t for t in sentence if t.dep_ == "nsubj" and t.ent_type_ == "PERSON"]
    if names:
        return passage.tokens(noun_phrase(names[-1]))
    texts = words("voices", "speaking", "texts") | words("voices", "promises", "post")
    if not any(token.lemma_.lower() in texts for token in sentence):
        return None
    before = passage.doc[: sentence.start]
    told = [t for t in before if t.dep_ == "nsubj" and t.pos_ == "PROPN"]
    return passage.tokens(noun_phrase(told[-1])) if told else None
