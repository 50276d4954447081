"""The words of saying, and who or what can say something.

All lists are lemmas from ``lexicons/attribution.toml`` and ``lexicons/sources.toml``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crossfix.lexicons import load, words

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECT: Final = "attribution"

SPEECH: Final = words(_SUBJECT, "verbs", "speech")
CLAUSAL: Final = words(_SUBJECT, "verbs", "speech") - (
    words(_SUBJECT, "verbs", "quotation_only") - {"ask", "read", "post"}
)
MENTAL: Final = words(_SUBJECT, "verbs", "mental")
SHOWING: Final = words(_SUBJECT, "verbs", "showing")
SHOWS: Final = words(_SUBJECT, "verbs", "shows")
INTENTION: Final = words(_SUBJECT, "verbs", "intention")
DIRECTIVE: Final = words(_SUBJECT, "verbs", "directive")
OBJECT: Final = words(_SUBJECT, "verbs", "object")
LABEL: Final = words(_SUBJECT, "verbs", "label")
ACCUSATION: Final = words(_SUBJECT, "verbs", "accusation")
DENIAL: Final = words(_SUBJECT, "verbs", "denial")
DENIED_BY_NEGATION: Final = words(_SUBJECT, "verbs", "denied_by_negation")
PASSIVE_TO: Final = words(_SUBJECT, "verbs", "passive_to")
EMERGENCE: Final = words(_SUBJECT, "verbs", "emergence")
SUPPORT: Final = words(_SUBJECT, "verbs", "support")
PERCEPTION: Final = words(_SUBJECT, "verbs", "perception")
PREPOSITIONS: Final[dict[str, frozenset[str]]] = {
    verb: frozenset(led) for verb, led in load(_SUBJECT)["prepositions"].items()
}
ANY_VERB: Final = (
    SPEECH | MENTAL | SHOWING | INTENTION | DIRECTIVE | OBJECT | LABEL | ACCUSATION
    | PASSIVE_TO | PERCEPTION | frozenset(PREPOSITIONS)
)  # fmt: skip
"""Every verb that can be a cue."""

SAYING: Final = words(_SUBJECT, "nouns", "saying")
CLAUSE_ONLY: Final = words(_SUBJECT, "nouns", "clause_only")
OWNED_ONLY: Final = words(_SUBJECT, "nouns", "owned_only")
LABELS: Final = words(_SUBJECT, "nouns", "labels")
CONDUITS: Final = words(_SUBJECT, "nouns", "conduits")
STANCE: Final = words(_SUBJECT, "nouns", "stance")
NAMELESS: Final = words(_SUBJECT, "phrases", "nameless")
CITING: Final = words(_SUBJECT, "phrases", "participles")

_NOUNS: Final[dict[str, list[str]]] = load("sources")["nouns"]
EVIDENTIAL: Final = frozenset(_NOUNS["evidential"]) | frozenset(_NOUNS["satellite"])
DOCUMENTS: Final = frozenset(_NOUNS["document"])
EYEWITNESSES: Final = frozenset(_NOUNS["eyewitness"])
ANIMATE: Final = words("sources", "roles", "bodies") | frozenset(
    noun
    for kind in ("official", "military", "media", "analyst", "milblogger", "company",
                 "eyewitness", "person", "anonymous")
    for noun in _NOUNS[kind]
)  # fmt: skip

THIRD_PERSONS: Final = frozenset({"he", "she", "they", "who", "him", "her", "them", "his", "their"})
OWN_VOICE: Final = frozenset({"i", "we", "me", "us", "my", "our", "you", "your", "ye"})


def lemma(token: Token) -> str:
    """The lower-case lemma of a token."""
    return token.lemma_.lower()


def is_name(token: Token) -> bool:
    """Whether a token is (the head of) a proper name.

    A capitalised singular noun that stands bare is one too: the parser takes foreign
    names at the head of a sentence for nouns.
    """
    if token.text[:1] == "@" and len(token) > 1:  # "@harbourwatch"
        return True
    if token.pos_ == "PROPN":
        return token.text[:1].isalnum()
    if token.pos_ == "ADJ" and token.head.pos_ == "VERB" and token.dep_ == "amod":
        return token.is_title
    if token.pos_ == "NOUN" and sum(map(str.isupper, token.text)) >= 2:  # "MoD"
        return lemma(token) not in SAYING | EVIDENTIAL | DOCUMENTS
    bare = token.tag_ == "NN" and token.text.istitle() and token.n_lefts == 0
    return bare and lemma(token) not in SAYING | EVIDENTIAL | DOCUMENTS


def is_animate(head: Token) -> bool:
    """Whether a head noun or pronoun is someone, or a body of people, that can speak."""
    if head.lower_ in OWN_VOICE:
        return False
    if head.pos_ == "PRON" or head.tag_ in {"PRP", "PRP$", "WP", "WDT"}:
        return head.lower_ in THIRD_PERSONS or lemma(head) in ANIMATE or _antecedent(head)
    if is_name(head) or lemma(head) in ANIMATE or head.lower_ in ANIMATE:
        return True
    if head.lower_.endswith(("man", "men", "woman", "women", "person")):
        return head.lower_ not in {"specimen", "regimen", "acumen"}
    if head.pos_ == "NUM" or head.tag_ in {"JJ", "JJS", "DT"}:  # "one of them"
        return head.lower_ in ANIMATE or any(
            child.lower_ == "of" and any(inner.lower_ in THIRD_PERSONS for inner in child.children)
            for child in head.children
        )
    return head.tag_ == "NNS" and head.lower_.endswith(("ers", "ists", "ors", "ants", "ians"))


def is_evidence(head: Token) -> bool:
    """Whether a head noun is a thing that shows something: footage, a map, a document."""
    if head.lower_ in {"which", "that"} and head.head.dep_ == "relcl":
        return is_evidence(head.head.head)
    return not EVIDENTIAL.isdisjoint(forms := {lemma(head), head.lower_}) or (
        not DOCUMENTS.isdisjoint(forms)
    )


def is_bare_saying(noun: Token) -> bool:
    """As in "could not verify the reports": the noun tells nothing of what was said."""
    return lemma(noun) in SAYING and not any(
        child.dep_ in {"acl", "relcl", "prep", "ccomp"} for child in noun.rights
    )


def is_that_saying(noun: Token) -> bool:
    """As in "disputed that account": the words point at what was said before."""
    return is_bare_saying(noun) and any(
        child.dep_ == "det" and child.lower_ in {"this", "that", "these", "those"}
        for child in noun.lefts
    )


def can_say(head: Token, verb: str) -> bool:
    """Whether this subject can be the source of this verb of saying, thinking or showing.

    Things say and report (a sign, a study); only somebody thinks, wants or refuses; and
    "the situation suggests" is the writer's own inference.
    """
    if head.lower_ in OWN_VOICE or head.lower_ in {"this", "these", "those", "there", "what"}:
        return False
    if is_animate(head) or _bears_name(head):
        return True
    if is_evidence(head):
        return verb in SHOWING or verb in SPEECH or verb in OBJECT
    if head.pos_ == "NUM" and verb in CLAUSAL:  # "One says it is over"
        return True
    if head.lower_ == "it":
        return verb in SPEECH and verb not in {"mean", "imply", "go", "suggest", "indicate"}
    return False


def _bears_name(head: Token) -> bool:
    """Whether a person's name stands in apposition: whoever that is can speak ("his coach, X")."""
    return any(
        child.dep_ == "appos" and child.pos_ == "PROPN" and child.ent_type_ == "PERSON"
        for child in head.rights
    )


def _antecedent(head: Token) -> bool:
    """Whether the noun that a relative pronoun stands for can speak."""
    clause = head.head
    while clause.dep_ in {"aux", "auxpass", "xcomp", "ccomp", "conj"} and clause.head is not clause:
        clause = clause.head
    return head.lower_ in {"which", "that"} and clause.dep_ == "relcl" and (
        clause.head.pos_ != "PRON" and is_animate(clause.head)
    )  # fmt: skip
