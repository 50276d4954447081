"""Lead-ins, and whether what follows one is what it promises.

"A report from a driver in Sumy:" is answered when the pasted report stands below it and
broken when the video or post behind it was lost in copying and the author
simply goes on.  The decision is a table of named features with weights; the features
that fired are kept on the segment, so that a gap can show its reasons.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from crossfix.annotate.pasted import pasted_signs
from crossfix.annotate.writers import (
    FIRST_PERSON,
    IN_FULL,
    LATER,
    WHOLE,
    WRITTEN_BY,
    introduces,
)
from crossfix.lexicons import words
from crossfix.lexicons.openings import told_sentences
from crossfix.model import Segment, SegmentKind, Span
from crossfix.reading import MarkKind, Passage

if TYPE_CHECKING:
    from spacy.tokens import Doc

_TRAILING: Final = re.compile(r"[\s)\]\"”’»*_👇⬇⤵\ufe0f]+$")
_ARROWS: Final = re.compile(r"[👇⬇⤵]")
_QUOTED_START: Final = re.compile(r"^[\s>]*[\"“«„‘]")
_LIST_ITEM: Final = re.compile(r"^\s*(?:[-*–•]\s|\(?(?:\d{1,2}|[a-z])[.)]\s)")
_WORD: Final = re.compile(r"[\w’']+")
CONTENT: Final = frozenset({"NOUN", "PROPN"})


class Turn(NamedTuple):
    """Who speaks in a paragraph, how that is told, and the segment that the post begins with."""

    name: Span | None
    basis: str
    post: str


@dataclass(frozen=True)
class Block:
    """A segment with its parse and with what the format says about it."""

    segment: Segment
    passages: tuple[Passage, ...]
    marks: frozenset[MarkKind] = frozenset()
    label: str | None = None
    embed_follows: bool = False
    own_style: bool = False

    @property
    def text(self) -> str:
        """The words of the block."""
        return self.segment.text

    @property
    def first(self) -> Doc | None:
        """The parse of its first piece, if it was parsed."""
        return self.passages[0].doc if self.passages else None

    @property
    def last(self) -> Doc | None:
        """The parse of its last piece, if it was parsed."""
        return self.passages[-1].doc if self.passages else None


def ends_in_colon(text: str) -> bool:
    """Whether a block ends by pointing at what is below: a colon, or arrows."""
    return _TRAILING.sub("", text).endswith(":") or bool(_ARROWS.search(text[-6:]))


def is_label(block: Block) -> bool:
    """Whether a short block that ends in a colon is a heading: "Conclusion:".

    Nothing is promised by a bare noun phrase of up to four words that names no person,
    no medium and no evidence, and does not begin as a sentence would.
    """
    doc = block.first
    named = _WORD.findall(block.text.lower())
    if doc is None or len(named) > 4:
        return False
    if named and named[-1] in words("voices", "headings"):
        return True
    if any(token.pos_ in {"VERB", "AUX", "ADP", "PRON"} for token in doc):
        return False
    if doc[0].pos_ in {"CCONJ", "DET", "SCONJ"} or doc[0].lower_ in words("voices", "going_on"):
        return False
    if any(entity.label_ in {"PERSON", "ORG"} for entity in doc.ents):
        return False
    return not promised_words(doc)


def is_heading(block: Block, after: Block | None) -> bool:
    """Short, followed by text, and neither a sentence nor a promise."""
    text = block.text
    if ends_in_colon(text):
        return is_label(block) and after is not None and not block.embed_follows
    if len(text) > 120 or text[-1] in '.!?…,;"”’»)' or after is None:
        return False
    return len(text.split()) <= 16 and len(after.text) > len(text)


def promised_words(doc: Doc) -> set[str]:
    """Words of a parse that promise something to look at or to read."""
    promising = {
        word
        for kind in ("video", "photo", "map", "post", "statement", "link")
        for word in words("voices", "promises", kind)
    }
    return {token.lower_ for token in doc if token.lower_ in promising}


# --- features -------------------------------------------------------------------------


def _nothing_follows(_: Block, after: Block | None) -> bool:
    """The report, or this part of it, ends here."""
    return after is None or after.segment.kind is SegmentKind.SEPARATOR


def _heading_follows(_: Block, after: Block | None) -> bool:
    """A heading follows at once."""
    return after is not None and (
        after.segment.kind is SegmentKind.HEADING or (ends_in_colon(after.text) and is_label(after))
    )


def _embed_stood_here(lead: Block, _: Block | None) -> bool:
    """The format shows that an embed stood right here and was dropped."""
    return lead.embed_follows


def _names_writer(lead: Block, after: Block | None) -> bool:
    """The lead-in names who wrote what follows, or gives it "in full"."""
    if lead.last is None or _nothing_follows(lead, after):
        return False
    sentence = list(lead.last.sents)[-1].text
    return WRITTEN_BY.search(sentence) is not None or IN_FULL.search(sentence) is not None


def _given_whole(lead: Block, after: Block | None) -> bool:
    """The lead-in gives the whole of a text, or says how it was cut or translated."""
    if lead.last is None or _nothing_follows(lead, after):
        return False
    return WHOLE.search(list(lead.last.sents)[-1].text) is not None


def _is_introduced(lead: Block, after: Block | None) -> bool:
    """The lead-in is nothing but somebody, and the next paragraph speaks as "I" or "we"."""
    if lead.last is None or after is None or _nothing_follows(lead, after):
        return False
    return introduces(list(lead.last.sents)[-1]) and FIRST_PERSON.search(after.text) is not None


def _comes_later(lead: Block, _: Block | None) -> bool:
    """The lead-in says that the thing is still to come: "will be posted tomorrow:"."""
    if lead.last is None:
        return False
    sentence = list(lead.last.sents)[-1].text
    return LATER.search(sentence) is not None


def goes_on(_: Block, after: Block | None) -> bool:
    """The next paragraph opens with a word that carries on the author's own argument."""
    if after is None:
        return False
    opening = after.text.lstrip().lower()
    found = _WORD.match(opening)
    if found and found.group() in words("voices", "going_on"):
        return True
    return any(opening.startswith(phrase) for phrase in words("voices", "going_on_phrases"))


def points_back(_: Block, after: Block | None) -> bool:
    """The next paragraph speaks of the promised thing as already seen ("It even came ...")."""
    if after is None or after.first is None or pasted_signs(after.text):
        return False
    head = after.first[0]
    # "That certainly doesn't", "It’s", "This was followed": a bare pronoun as subject.
    if head.lower_ not in words("voices", "pointing_back"):
        return False
    if head.lower_ == "there" and head.dep_ == "expl":  # "There is nothing to hold"
        return False
    return head.dep_ in {"nsubj", "nsubjpass", "expl", "advmod"} or head.pos_ == "PRON"


def sums_up(_: Block, after: Block | None) -> bool:
    """The next paragraph begins with a cleft or a question of the author's."""
    if after is None or after.first is None:
        return False
    return after.first[0].tag_ in {"WP", "WDT", "WRB"}


def addresses_reader(_: Block, after: Block | None) -> bool:
    """The next paragraph speaks to the reader."""
    if after is None or after.first is None or pasted_signs(after.text):
        return False
    opening = {token.lower_ for token in after.first[:25]}
    return bool(opening & words("voices", "addressing"))


def _leads_in_itself(_: Block, after: Block | None) -> bool:
    """The next paragraph is short and promises something of its own."""
    return after is not None and ends_in_colon(after.text) and len(after.text) < 300


def _is_quoted(_: Block, after: Block | None) -> bool:
    """The next paragraph opens with a quotation mark."""
    return after is not None and _QUOTED_START.match(after.text) is not None


def _is_marked(_: Block, after: Block | None) -> bool:
    """The format marks the next paragraph as a quotation or a forwarded message."""
    return after is not None and bool(after.marks & {MarkKind.QUOTE, MarkKind.FORWARD})


def _is_list(_: Block, after: Block | None) -> bool:
    """A list follows: the colon announced it."""
    return after is not None and (
        MarkKind.LIST_ITEM in after.marks or _LIST_ITEM.match(after.text) is not None
    )


def _is_enumeration(_: Block, after: Block | None) -> bool:
    """The next paragraph goes on with the enumeration that the colon announced.

    It opens with a phrase that has no verb of its own and no subject: "No NATO, no 2014
    borders, ...".
    """
    if after is None or after.first is None:
        return False
    opening = next(told_sentences(after.first))
    return opening.root.pos_ not in {"VERB", "AUX"} and "," in opening.text


def _repeats_matter(lead: Block, after: Block | None) -> bool:
    """The next paragraph tells the matter of the lead-in again: common nouns recur."""
    return len(_matter(lead) & _matter(after)) >= 2 if after is not None else False


def _names_again(lead: Block, after: Block | None) -> bool:
    """The next paragraph begins by naming whom the lead-in named."""
    if after is None or after.first is None or not lead.passages:
        return False
    opening = {token.lower_ for token in after.first[:6] if token.pos_ == "PROPN"}
    named = {t.lower_ for p in lead.passages for t in p.doc if t.pos_ == "PROPN"}
    return bool(opening & named)


def _is_pasted(_: Block, after: Block | None) -> bool:
    """The next paragraph shows signs of having been pasted."""
    return after is not None and bool(pasted_signs(after.text))


def _matter(block: Block) -> set[str]:
    return {
        token.lemma_.lower()
        for passage in block.passages
        for token in passage.doc
        if token.pos_ in CONTENT and len(token) > 3
    }


Feature = Callable[[Block, Block | None], bool]

FEATURES: Final[tuple[tuple[float, Feature], ...]] = (
    (-6.0, _nothing_follows),
    (-6.0, _heading_follows),
    (-5.0, _embed_stood_here),
    (-3.0, _comes_later),
    (-3.0, goes_on),
    (-3.0, points_back),
    (-2.0, sums_up),
    (-1.0, addresses_reader),
    (-1.0, _leads_in_itself),
    (+2.0, _names_writer),
    (+2.0, _given_whole),
    (+3.0, _is_introduced),
    (+4.0, _is_marked),
    (+4.0, _is_list),
    (+3.0, _is_quoted),
    (+3.0, _is_pasted),
    (+2.5, _is_enumeration),
    (+1.0, _repeats_matter),
    (+1.0, _names_again),
)
"""Weight and feature; the sum with ``PRIOR`` decides, above zero the lead-in is answered."""

PRIOR: Final = 0.5


def weigh_answer(lead: Block, after: Block | None) -> dict[str, float]:
    """The features that fired, by name, for the question: is this lead-in answered?"""
    found = {
        feature.__name__.strip("_"): weight for weight, feature in FEATURES if feature(lead, after)
    }
    return {"prior": PRIOR, **found}


def is_own_words(lead: Block, after: Block) -> bool:
    """Whether an answered lead-in is answered by its own author: a list, an enumeration."""
    counted = _is_enumeration(lead, after) and not _names_writer(lead, after)
    listed = _is_list(lead, after) or counted
    return (
        listed
        and not (_is_quoted(lead, after) or _is_marked(lead, after))
        and not (pasted_signs(after.text).keys() - {"bullets"})
    )
