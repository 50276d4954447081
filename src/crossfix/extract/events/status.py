"""Whether an event is told as fact, as not so, as intended or as supposed, or not as an event.

Looks at the words above a trigger: negation, modals, verbs and nouns of planning,
fearing, denying and failing, "if", purpose clauses, and habits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crossfix.extract.events.clauses import head_of_chain
from crossfix.extract.events.lexicon import LIGHT, STATUS
from crossfix.extract.events.nonevents import (
    governed,
    happens,
    in_question,
    is_awaited,
    is_command,
    is_feared,
    is_generic,
    is_headline_future,
    is_purpose,
)
from crossfix.extract.events.noun_status import (
    is_called_off,
    is_taken_for_granted,
    is_untrue,
    lacks_supply,
    status_of_noun,
)
from crossfix.extract.events.trigger import Trigger
from crossfix.model import EventType, Status
from crossfix.syntax import SUBJECTS, is_conditional, is_negated, modal, subject

if TYPE_CHECKING:
    from spacy.tokens import Token

_WILL: Final = frozenset({"will", "'ll", "’ll", "shall", "wo", "won"})
_MAY: Final = frozenset({"could", "would", "may", "might", "should", "can", "must", "ca", "ought"})
_OCCUR: Final = frozenset(
    [
        "take",
        "occur",
        "happen",
        "be",
        "begin",
        "start",
        "continue",
        "follow",
        "resume",
        "last",
        "unfold",
        "break",
        "erupt",
    ]
)
_NOBODY: Final = frozenset({"nobody", "none", "no-one"})
_PREDICATES: Final = frozenset({"VERB", "AUX"})
_SAID: Final = frozenset({"suggest", "warn"})
_ALMOST: Final = frozenset({"nearly", "almost"})
_CLAUSE_LINKS: Final = frozenset({"ccomp", "xcomp", "acl", "pcomp", "csubj", "csubjpass"})


def status_of(trigger: Trigger) -> Status | None:
    """The status of an event, or ``None`` when the words tell of no event at all.

    No events are purposes ("to strike"), habits ("always attack"), definitions
    ("missiles that strike ships"), commands and rhetorical questions.
    """
    verb = trigger.token if trigger.verbal else trigger.carrier
    if in_question(trigger.token) or (trigger.verbal and _is_no_telling(trigger.token)):
        return None
    absent = lacks_supply(trigger)
    if not trigger.verbal and not absent:
        own = status_of_noun(trigger.token) or is_awaited(trigger.token)
        if own is not None or is_taken_for_granted(trigger):
            return own or Status.ASSERTED
    if verb is None:
        return Status.ASSERTED
    if verb.dep_ in {"csubj", "csubjpass"} and verb.tag_ == "VBG":
        return None
    if absent:
        return _by_modal(verb) or _conditional(verb) or _status_above(verb) or Status.ASSERTED
    if is_called_off(trigger):
        return Status.DENIED
    found = _status_by_verb(trigger, verb)
    if found is Status.PLANNED and is_feared(verb):
        return Status.HYPOTHETICAL
    found = found or _status_above(verb) or Status.ASSERTED
    return Status.HYPOTHETICAL if found is Status.ASSERTED and _is_any(trigger) else found


def _is_no_telling(verb: Token) -> bool:
    """Whether a verb tells of a habit, a command or a purpose and not of a happening."""
    return is_generic(verb) or is_command(verb) or is_purpose(verb)


def _status_by_verb(trigger: Trigger, verb: Token) -> Status | None:
    """What the verb's own clause says, and of a noun what the verb does with it."""
    if trigger.verbal or trigger.light or _is_subject_or_existential(trigger):
        found = _status_of_clause(verb)
        if found is not None or trigger.verbal:
            return found
    if trigger.rule.type is EventType.AGREEMENT and verb.lemma_ == "agree":
        return None
    return _status_under(verb, trigger.token)


def _is_subject_or_existential(trigger: Trigger) -> bool:
    """Whether the noun is what the clause says happens ("strikes occurred", "there was no ...")."""
    carrier = trigger.carrier
    if carrier is None:
        return False
    if trigger.token.dep_ in {"nsubj", "nsubjpass"}:
        auxiliary = modal(carrier)
        coming = auxiliary is not None and auxiliary.lower_ in {
            *_WILL,
            "would",
            "could",
            "may",
            "might",
        }
        happens_then = {*_OCCUR, *LIGHT["occur"], *LIGHT["active"]}
        return (coming and carrier.lemma_ in happens_then) or carrier.lemma_ in _OCCUR
    if trigger.token.i < carrier.i and subject(carrier) is None:
        auxiliary = modal(carrier)
        return auxiliary is not None and auxiliary.lower_ in _WILL
    return trigger.token.dep_ == "attr" and carrier.lemma_ == "be"


def _is_any(trigger: Trigger) -> bool:
    """Whether what acts or is acted on is "any": told of none in particular."""
    heads = (*trigger.roles.subjects, *trigger.roles.objects)
    if any(child.lower_ == "any" for head in heads for child in head.children):
        return True
    return trigger.verbal and any(child.lower_ == "ever" for child in trigger.token.children)


def _status_of_clause(verb: Token) -> Status | None:
    """What the auxiliaries and negations of the clause say."""
    top = head_of_chain(verb)
    if is_headline_future(verb):
        return Status.PLANNED
    if verb is not top and not happens(top):
        return governed(top) or (Status.DENIED if is_negated(top) else _by_modal(top))
    supposed = _conditional(verb) or _conditional(top)
    if supposed is not None:
        return supposed
    if _is_negated(verb) or (verb is not top and _is_negated(top)):
        if _denies_end(top):
            return None
        return _by_modal(verb) or _by_modal(top) or Status.DENIED
    for part in (verb, top):
        found = _by_modal(part)
        if found is not None:
            return found
    return None


def _conditional(verb: Token) -> Status | None:
    return Status.HYPOTHETICAL if is_conditional(verb) else None


def _is_negated(verb: Token) -> bool:
    """Negation; "nobody was hurt" too, but not "there has never been such a ..."."""
    heads = [child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass", "dobj"}]
    if any(head.lower_ in _NOBODY or _is_no_one(head) for head in heads):
        return True
    if any(c.dep_ == "advmod" and c.lower_ in _ALMOST for c in verb.children):
        return True
    never = any(child.lower_ == "never" for child in verb.children)
    record = any(t.lower_ in {"such", "so", "before"} for t in verb.subtree)
    return is_negated(verb) and not (never and record)


def _is_no_one(head: Token) -> bool:
    return head.lower_ == "one" and any(child.lower_ == "no" for child in head.children)


def _denies_end(verb: Token) -> bool:
    """Whether a negated verb is one of ending: "did not stop shelling"."""
    return verb.lemma_ in {"stop", "cease", "halt"}


def _by_modal(verb: Token) -> Status | None:
    auxiliary = modal(verb)
    if auxiliary is None:
        if (
            verb.tag_ == "VB"
            and verb.head.lemma_ == "go"
            and verb.head.tag_ == "VBG"
            and verb.dep_ == "xcomp"
        ):
            return Status.PLANNED
        return None
    if auxiliary.lower_ in _WILL:
        return Status.PLANNED
    if auxiliary.lower_ == "would" and _is_reported(verb):
        return Status.PLANNED
    return Status.HYPOTHETICAL if auxiliary.lower_ in _MAY else None


def _is_reported(verb: Token) -> bool:
    """Whether "would" is the "will" of reported speech: what somebody said would come."""
    clause = head_of_chain(verb)
    while clause.dep_ == "conj" and clause.head.pos_ in _PREDICATES:
        clause = clause.head
    return clause.dep_ in {"ccomp", "acl"}


def _status_under(verb: Token, noun: Token) -> Status | None:
    """What a verb says of a noun that is its object: planned, feared, denied, prevented."""
    lemma = verb.lemma_.lower()
    if noun.dep_ in {"dobj", "nsubjpass", "pobj", "conj"} and verb.pos_ == "VERB":
        if noun.dep_ == "pobj" and noun.head.lower_ not in {
            "for",
            "of",
            "against",
            "about",
            "on",
            "to",
        }:
            return None
        if (
            lemma in STATUS["planned"]
            and lemma not in LIGHT["active"]
            and lemma not in {"order", "set", "call", "offer"}
        ):
            return Status.PLANNED
        if lemma in STATUS["hypothetical"]:
            return Status.HYPOTHETICAL
        if lemma in STATUS["denied"] and lemma not in {"fail", "decline"}:
            return Status.DENIED
    return None


def _status_above(verb: Token) -> Status | None:
    """What the clauses above say, as long as they take this one as their content."""
    token = verb.head if verb.dep_ == "acomp" else verb
    for _ in range(6):
        if token.dep_ == "conj" and token.head.pos_ in _PREDICATES:
            token = token.head
            continue
        if token.dep_ == "advcl":
            return _status_of_adverbial(token)
        report = _report_of(token)
        if report is not None:
            return Status.DENIED if is_untrue(report) else None
        if token.pos_ == "NOUN" and token.dep_ in {"dobj", "nsubjpass"}:
            return _status_of_report(token.head)
        if token.dep_ not in _CLAUSE_LINKS:
            return None
        above = token.head
        if above.dep_ == "prep" or above.pos_ == "ADP":
            above = above.head
        decided, found = _status_of_content(token, above)
        if decided:
            return found
        found = _status_of_bare(above) if token.dep_ == "xcomp" else None
        if found is not None:
            return found
        token = above
    return None


def _status_of_bare(above: Token) -> Status | None:
    """What a verb says of one that hangs on it without a subject of its own."""
    return _by_modal(above) or (Status.DENIED if is_negated(above) else None)


def _report_of(token: Token) -> Token | None:
    """The report that a clause is the content of, where something is said of the report.

    "The claim that it fell is false"; the parse may take the content for a description.
    """
    report = token.head if token.dep_ == "relcl" else token
    named = report.lemma_.lower() in STATUS["reports"]
    return report if named and report.dep_ in {"nsubj", "nsubjpass"} else None


def _status_of_report(verb: Token) -> Status | None:
    """What a verb says of a report that is its object ("has not confirmed claims that ...")."""
    if verb.lemma_.lower() in STATUS["bearing_out"] and _is_left_open(verb):
        return Status.HYPOTHETICAL
    found = governed(verb)
    return found if found is not Status.PLANNED else None


def _status_of_adverbial(clause: Token) -> Status | None:
    """What hangs on a condition, or on what is still to come ("after the town falls")."""
    ahead = modal(clause.head)
    present = clause.tag_ in {"VBZ", "VBP"}
    coming = ahead is not None and ahead.lower_ in _WILL and present
    awaits = present and any(
        child.lower_ in {"after", "once", "until", "till"} for child in clause.children
    )
    unsure = coming or awaits or _is_open_question(clause) or is_conditional(clause)
    return Status.HYPOTHETICAL if unsure else None


def _is_open_question(clause: Token) -> bool:
    return any(child.dep_ == "mark" and child.lower_ == "whether" for child in clause.children)


def _status_of_content(token: Token, above: Token) -> tuple[bool, Status | None]:
    """Whether the verb above decides how its content is told, and how."""
    bare = not any(child.dep_ in {"mark", *SUBJECTS} for child in token.children)
    if token.dep_ == "acl" and token.tag_ in {"VBN", "VBG"} and bare:
        return True, None  # "a plan made public" was made public
    if _is_open_question(token):
        return True, Status.HYPOTHETICAL
    if above.lemma_.lower() in STATUS["bearing_out"] and token.dep_ in {"ccomp", "csubj"}:
        return True, Status.HYPOTHETICAL if _is_left_open(above) else None
    if above.lemma_.lower() in _SAID and token.dep_ == "ccomp" and not _is_future(token):
        return True, None
    untold = [c for c in above.children if c.dep_ == "xcomp"] if token.dep_ == "ccomp" else []
    if any(verb.lemma_.lower() in STATUS["telling"] for verb in untold):
        return True, None  # "how many were arrested he refused to say"
    found = governed(above)
    if found is None or happens(above):
        return False, None
    past = token.dep_ == "ccomp" and found is Status.PLANNED and not _is_future(token)
    return True, None if past else found


def _is_left_open(verb: Token) -> bool:
    """Whether somebody would not, or could not yet, bear something out."""
    top = head_of_chain(verb)
    return is_negated(verb) or is_negated(top) or governed(top) is Status.DENIED


def _is_future(verb: Token) -> bool:
    return modal(verb) is not None or verb.tag_ == "VB"
