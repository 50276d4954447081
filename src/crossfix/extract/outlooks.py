"""Words other than modals that speak of what is to come.

Adjectives and verbs with "to", plans and threats, chances and prospects, and foresight.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from crossfix import lexicons
from crossfix.model import ForecastKind
from crossfix.syntax import is_negated, modal, subject

if TYPE_CHECKING:
    from spacy.tokens import Token

_TABLE: Final[dict[str, Any]] = lexicons.load("estimative")
TO: Final = {word: ForecastKind(kind) for kind, words in _TABLE["to"].items() for word in words}
"""What may stand before "to" and a verb, and the kind of forecast that it makes."""
_PLANS: Final = lexicons.words("estimative", "nouns", "plan")
_THREATS: Final = lexicons.words("estimative", "nouns", "threat")
_CHANCES: Final = lexicons.words("estimative", "nouns", "chance")
_STAND: Final = lexicons.words("estimative", "lists", "stand")
_PROSPECT: Final = lexicons.words("estimative", "lists", "prospect")
_OUTCOMES: Final = lexicons.words("estimative", "lists", "outcomes")
_RATE: Final = frozenset(
    ["judge", "consider", "deem", "think", "find", "rate", "call", "regard", "see", "believe"]
)
_NO_DOERS: Final = lexicons.words("estimative", "lists", "no_doers")
_BRINK: Final = lexicons.words("estimative", "lists", "brink")
_GERUND: Final[dict[str, list[str]]] = _TABLE["gerund"]
# Words that bind who says them.
_SPOKEN: Final = frozenset(
    ["pledge", "promise", "vow", "swear", "threaten", "agree", "undertake", "commit", "propose",
     "resolve"]
)  # fmt: skip
_WANT: Final = frozenset(
    ["want", "urge", "ask", "make", "force", "compel", "press", "pressure", "require", "tell",
     "need", "allow", "help", "let", "get", "encourage", "advise", "invite",
     "cause", "lead", "enable"]
)  # fmt: skip
_OBLIGED: Final = frozenset({"must", "should", "ought", "would", "can"})
_BLAME: Final = frozenset({"blame", "say", "see", "date", "do", "note"})


@dataclass(frozen=True, slots=True)
class Future:
    """A clause about the future: its head, the word that makes it so, its kind."""

    head: Token
    cue: Token
    kind: ForecastKind


def of_word(token: Token, days_ahead: frozenset[int]) -> Future | None:
    """The clause about the future that a word makes, unless it is a modal."""
    if token.lemma_ == "be" and token.pos_ in {"AUX", "VERB"}:
        return _of_be(token, days_ahead)
    found = None
    if token.pos_ in {"VERB", "ADJ", "AUX", "ADV", "ADP"} or token.tag_.startswith("VB"):
        found = (
            _of_infinitive(token, days_ahead)
            or _of_gerund(token)
            or _of_prospect(token, days_ahead)
        )
    if found is None and token.pos_ == "NOUN":
        return _of_noun(token) or _of_brink(token)
    return found


def _of_infinitive(token: Token, days_ahead: frozenset[int]) -> Future | None:
    """A word before an infinitive: "set to fall", "expected to", "is going to", "plans to"."""
    lemma = token.lemma_.lower()
    going = token.lower_ == "going" and token.tag_ == "VBG"
    kind = ForecastKind.PREDICTION if going else TO.get(lemma) or TO.get(token.lower_)
    if kind is None:
        return None
    loose = lemma in {"gear", "prepare", "ready", "mobilize"} or token.dep_ == "acl"
    links = {"xcomp", "advcl"} if loose else {"xcomp"}
    verb = next((c for c in token.children if c.dep_ in links and _is_infinitive(c)), None)
    if verb is None or (token.tag_ == "VB" and _is_wanted(token)):
        return None
    if any(c.lower_ == "too" for c in token.head.children if c.i < token.i) and token.tag_ == "VB":
        return None
    if token.dep_ == "amod" or (kind is not ForecastKind.PREDICTION and is_unsaid(token)):
        return None
    if _is_past(token, kind, days_ahead) or _is_compared(token):
        return None
    head = _clause_head(token)
    may = modal(head) if head is not token else None
    if (
        may is not None
        and may.lower_ in _OBLIGED
        and not any(t.i in days_ahead for t in head.subtree)
    ):
        return None  # "a president must be ready to decide"
    if kind is ForecastKind.EXPECTATION or token.lower_ in {"set", "poised", "planned"}:
        return Future(head, token, ForecastKind.EXPECTATION)
    if (
        token.pos_ == "VERB"
        and kind is ForecastKind.PLAN
        and token.lemma_ in {"seek", "look", "hope"}
    ):
        had = any(c.lemma_ == "have" for c in token.children if c.dep_ == "aux")
        return Future(head, token, kind) if token.tag_ != "VBD" and not had else None
    return Future(head, token, kind)


def _clause_head(token: Token) -> Token:
    """The verb of the clause that a predicate ("ready to", "intent on") stands in."""
    return token.head if token.dep_ in {"acomp", "oprd"} and subject(token.head) else token


def _is_past(token: Token, kind: ForecastKind, days_ahead: frozenset[int]) -> bool:
    """Whether "was about to", "had planned to" tell of what was to come then.

    A promise or a threat stays open; an intention told of the past is over, unless it is
    reported ("he said they planned to") or names a day to come.
    """
    verb = token.head if token.dep_ == "acomp" else token
    if verb.dep_ in {"ccomp", "conj"} or any(t.i in days_ahead for t in verb.subtree):
        return False
    if kind in {ForecastKind.PLAN, ForecastKind.THREAT} and token.lemma_.lower() in _SPOKEN:
        return False
    helped = any(c.tag_ == "VBD" and c.dep_ in {"aux", "auxpass"} for c in verb.children)
    return verb.tag_ == "VBD" or helped


def _is_compared(token: Token) -> bool:
    """Whether "likely" only compares kinds of people: "the young are more likely to vote"."""
    if token.lower_ not in {"likely", "apt", "liable"}:
        return False
    more = any(c.lower_ in {"more", "less"} for c in token.children)
    return more and any(t.lower_ == "than" for t in token.sent)


def is_unsaid(token: Token) -> bool:
    """Whether it is denied that somebody promised or threatened: "he never pledged to ..."."""
    never = any(c.dep_ == "neg" or c.lower_ == "never" for c in token.children)
    return never and token.lemma_.lower() in _SPOKEN


def _is_infinitive(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def _is_wanted(verb: Token) -> bool:
    """Whether a verb only tells what somebody wants of another ("want them to expect ...")."""
    return verb.dep_ in {"ccomp", "xcomp"} and verb.head.lemma_ in _WANT


def _of_be(token: Token, days_ahead: frozenset[int]) -> Future | None:
    """What is to be: "two streets are to be evacuated", "the plan is to attack"."""
    verb = next((c for c in token.children if c.dep_ == "xcomp" and _is_infinitive(c)), None)
    doer = subject(token)
    if verb is None or doer is None or verb.lemma_ in _BLAME or verb.i < token.i:
        return None
    past = token.tag_ == "VBD" and not any(t.i in days_ahead for t in token.subtree)
    if past or token.tag_ not in {"VBZ", "VBP", "VBD"} or doer.lemma_.lower() in _NO_DOERS:
        return None
    if doer.pos_ not in {"NOUN", "PROPN", "PRON"} or doer.lower_ in {"what", "that", "all"}:
        return None
    return Future(token, token, ForecastKind.PLAN)


def _of_gerund(token: Token) -> Future | None:
    """Plans told with a noun of action: "ruled out giving up", "is considering sending"."""
    lemma = token.lemma_.lower()
    if lemma not in _GERUND or (token.tag_ == "VB" and _is_wanted(token)):
        return None
    if token.dep_ == "xcomp" and any(c.lower_ == "too" for c in token.head.children):
        return None  # "too poor to think of building"
    may = modal(token)
    if may is not None and may.lower_ not in {"will", "'ll", "’ll"}:
        return None
    leads = _GERUND[lemma]
    particles = {c.lower_ for c in token.children if c.dep_ in {"prt", "prep"}}
    if "" not in leads and particles.isdisjoint(leads):
        return None
    if lemma == "rule" and is_negated(token):
        return None
    if lemma == "rule" and any(c.dep_ in {"dobj", "xcomp", "pcomp"} for c in token.children):
        return Future(token, token, ForecastKind.PLAN)
    acts = (
        inner
        for child in token.children
        for inner in (child, *child.children)
        if child.dep_ in {"xcomp", "prep"} and inner.dep_ in {"xcomp", "pcomp"}
    )
    past = token.tag_ == "VBD" and lemma != "rule"
    return (
        Future(_clause_head(token), token, ForecastKind.PLAN)
        if not past and any(act.tag_ == "VBG" for act in acts)
        else None
    )


def _of_prospect(token: Token, days_ahead: frozenset[int]) -> Future | None:
    """What is said to be likely or at hand: "an offensive is imminent", "the likely outcome is"."""
    lemma = token.lemma_.lower()
    if lemma not in _PROSPECT:
        return None
    if token.dep_ == "amod" and token.i > token.head.i:
        rated = token.head.dep_ == "dobj" and token.head.head.lemma_ in _RATE
        return Future(token.head.head, token, ForecastKind.PREDICTION) if rated else None
    if token.dep_ == "amod":
        noun, ranked = token.head, any(c.lower_ in {"most", "least"} for c in token.children)
        verb = noun.head if noun.dep_ in {"attr", "nsubj"} else None
        if verb is None or verb.lemma_ != "be" or verb.tag_ not in {"VBZ", "VBP"}:
            return None
        foretells = noun.lemma_.lower() in _OUTCOMES or (ranked and noun.dep_ == "attr")
        return Future(verb, token, ForecastKind.PREDICTION) if foretells else None
    if token.dep_ in {"ccomp", "oprd", "advmod"} and token.head.lemma_ in _RATE:
        told = [c for c in token.head.children if c.dep_ in {"dobj", "nsubjpass"}]
        small = any(c.dep_ == "nsubj" for c in token.children) or any(c.i < token.i for c in told)
        head = token if token.dep_ == "ccomp" else token.head
        return Future(head, token, ForecastKind.PREDICTION) if small else None
    verb, doer = token.head, subject(token.head)
    stands = token.dep_ in {"acomp", "oprd"} and verb.lemma_ in _STAND
    if not stands or doer is None or doer.pos_ == "PRON" or doer.lemma_.lower() in _NO_DOERS:
        return None
    if any(c.dep_ in {"xcomp", "ccomp"} for c in (*token.children, *verb.children)):
        return None
    now = verb.tag_ in {"VBZ", "VBP"}
    ahead = any(t.i in days_ahead for t in verb.subtree)
    weak = lemma in {"possible", "impossible", "certain", "doubtful"}
    return Future(verb, token, ForecastKind.PREDICTION) if now and (ahead or not weak) else None


def _of_noun(token: Token) -> Future | None:
    lemma = token.lemma_.lower()
    if lemma in _CHANCES:
        about = any(
            c.lower_ in {"of", "for", "that"} or c.dep_ in {"acl", "ccomp"} for c in token.children
        )
        told = token.dep_ in {"nsubj", "nsubjpass", "attr", "dobj"} and token.head.lemma_ in _STAND
        rated = token.head.lemma_ in {"put", "estimate", "assess", "rate"}
        past = token.head.tag_ == "VBD" and not rated and token.head.dep_ not in {"ccomp", "conj"}
        open_ = about and told and not past
        return Future(token.head, token, ForecastKind.PREDICTION) if open_ else None
    kind = (
        ForecastKind.PLAN if lemma in _PLANS else ForecastKind.THREAT if lemma in _THREATS else None
    )
    if kind is None or (token.dep_ == "attr" and token.head.tag_ == "VBD"):
        return None
    infinitive = any(
        c.dep_ in {"acl", "relcl", "xcomp"} and _is_infinitive(c) for c in token.children
    )
    return Future(token, token, kind) if infinitive else None


def _of_brink(noun: Token) -> Future | None:
    """What is about to be: "on the verge of collapse", "on course to win"."""
    lead = noun.head
    if noun.dep_ != "pobj" or lead.lower_ not in {"on", "at", "in"} or lead.head.tag_ == "VBD":
        return None
    below = any(c.dep_ == "prep" and c.lower_ == "of" for c in noun.children)
    onward = any(_is_infinitive(c) for c in (*noun.children, *lead.children, *lead.head.children))
    word = noun.lemma_.lower()
    if (word in _BRINK and below) or (word in {"track", "course"} and onward):
        verb = lead.head if lead.head.pos_ in {"VERB", "AUX"} else noun
        return Future(verb, noun, ForecastKind.PREDICTION)
    return None
