"""The clause that a trigger stands in: who acts on what, where the clause ends, what governs it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from crossfix.syntax import SUBJECTS, agent, coordinated, is_passive, objects

if TYPE_CHECKING:
    from spacy.tokens import Token

_RELATIVES: Final = frozenset({"who", "which", "that", "whom", "whose"})
_OTHER_CLAUSES: Final = frozenset({"relcl", "ccomp", "advcl", "parataxis", "csubj"})
_INTRANSITIVE: Final = frozenset(
    [
        "arrive",
        "die",
        "fall",
        "advance",
        "retreat",
        "flee",
        "perish",
        "come",
        "explode",
        "collapse",
        "erupt",
        "withdraw",
        "counterattack",
        "retreat",
        "skirmish",
    ]
)
_COPULAS: Final = frozenset({"be", "take"})
_PREDICATES: Final = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Roles:
    """Who acts and what is acted on, whatever the voice; prepositional phrases by word."""

    subjects: tuple[Token, ...] = ()
    objects: tuple[Token, ...] = ()
    obliques: dict[str, tuple[Token, ...]] = field(default_factory=dict)

    def heads(self) -> Iterator[Token]:
        """Every argument's head, subjects first."""
        yield from self.subjects
        yield from self.objects
        for heads in self.obliques.values():
            yield from heads


def subject(verb: Token) -> Token | None:
    """The subject nearest before a verb; sentences that run on leave it several.

    Looked for above too, where verbs are coordinated or chained.
    """
    own = [child for child in verb.children if child.dep_ in SUBJECTS]
    if own:
        before = [child for child in own if child.i < verb.i and not _is_quoted_name(child)]
        return before[-1] if before else own[0]
    if verb.dep_ in {"conj", "xcomp"} and verb.head.pos_ in _PREDICATES:
        return subject(verb.head)
    if verb.dep_ == "xcomp" and verb.head.dep_ == "acomp":  # "are ready to lay down arms"
        return subject(verb.head.head)
    return None


def _is_quoted_name(head: Token) -> bool:
    """Whether a name stands in quotation marks behind what it names (the battalion "X")."""
    first = head.left_edge
    around = {first.text[:1], first.nbor(-1).text if first.i else ""}
    return head.pos_ == "PROPN" and bool(around & {"“", '"', "«", "‘"})


def _controller(verb: Token) -> Token | None:
    """Who does what a gerund tells: "X's announcement of having ...", "X endured meeting ..."."""
    noun = verb.head.head
    owner = next((child for child in noun.children if child.dep_ == "poss"), None)
    if owner is not None:
        return owner
    carrier = noun if noun.pos_ in _PREDICATES else carrier_of(noun)
    return subject(carrier) if carrier is not None else None


def roles_of_verb(verb: Token) -> Roles:
    """The arguments of a verb, passives turned round and relative pronouns resolved."""
    top = head_of_chain(verb)
    obliques = _obliques(verb)
    if top is not verb:
        obliques = {**_obliques(top), **obliques}
    doer = _doer(verb)
    first, second = _resolved(doer, verb), tuple(objects(verb)) or _up_to(verb)
    if verb.dep_ in {"acl", "amod", "advcl", "acomp"}:
        found = _participle_roles(verb, doer, first, second)
        if found is not None:
            return Roles(*found, obliques)
    if (
        verb.dep_ == "relcl"
        and doer is not None
        and not _is_setting(verb)
        and doer.lower_ not in _RELATIVES
        and not second
    ):
        if verb.lemma_.lower() not in _INTRANSITIVE:
            second = (_whole(verb.head),)
        elif not any(c.dep_ == "prep" and not list(c.children) for c in verb.children):
            return Roles((verb.head,), (), obliques)
    if _is_passive(verb, top):
        return Roles(_agents(verb), first or second, obliques)
    plain = tuple(t for t in second if t.lower_ not in _RELATIVES)
    return Roles(first, plain or _antecedent(second, verb), obliques)


def _is_setting(clause: Token) -> bool:
    """Whether a relative clause tells what happened at a place or time ("where", "when")."""
    return any(child.lower_ in {"where", "when"} for child in clause.children)


def _up_to(verb: Token) -> tuple[Token, ...]:
    """The object that the parse hides behind a bound ("lost up to two platoons")."""
    return tuple(
        noun
        for particle in verb.children
        if particle.dep_ == "prt" and particle.lower_ == "up"
        for to in particle.children
        if to.lower_ == "to"
        for noun in to.children
        if any(child.dep_ == "nummod" for child in noun.children)
    )


def _doer(verb: Token) -> Token | None:
    """The subject, looked for also where a participle or a gerund leaves it out."""
    doer = subject(verb)
    if doer is None and verb.dep_ in {"advcl", "conj", "acomp"} and verb.head.pos_ in _PREDICATES:
        doer = subject(verb.head)
        if doer is None and verb.dep_ == "conj" and verb.head.dep_ == "advcl":
            doer = _doer(verb.head)  # "..., killing ten and wounding 20"
    if doer is None and verb.dep_ == "pcomp":
        doer = _controller(verb)
    return doer


def _participle_roles(
    verb: Token, doer: Token | None, first: tuple[Token, ...], second: tuple[Token, ...]
) -> tuple[tuple[Token, ...], tuple[Token, ...]] | None:
    """Who acts and what is acted on where the verb is a participle without a clause of its own."""
    own = any(child.dep_ in SUBJECTS for child in verb.children)
    if verb.tag_ == "JJ":
        return (), tuple(coordinated(verb.head)) if verb.dep_ == "amod" else first
    if own or verb.dep_ == "acomp":
        return None
    if verb.dep_ == "advcl":
        if verb.tag_ != "VBN" or agent(verb) is None or second:
            return None
        shown = [c for c in verb.head.children if c.dep_ in {"attr", "dobj"} and c.i < verb.i]
        return _agents(verb), tuple(shown[-1:]) or first
    if verb.tag_ == "VBG" or verb.lemma_.lower() in _INTRANSITIVE:
        return (verb.head,), second
    if verb.tag_ == "VBN" and not second and doer is None:
        return _agents(verb), tuple(coordinated(verb.head))
    return None


def _is_passive(verb: Token, top: Token) -> bool:
    if any(child.dep_ == "nsubj" for child in verb.children):
        return False
    if is_passive(verb) or (top is not verb and verb.tag_ == "VBN" and is_passive(top)):
        return True
    siblings = verb.dep_ == "conj" and verb.tag_ == "VBN" and verb.head.pos_ in _PREDICATES
    return siblings and subject(verb) is subject(verb.head) and is_passive(verb.head)


def _agents(verb: Token) -> tuple[Token, ...]:
    doer = agent(verb)
    return tuple(coordinated(doer)) if doer is not None else ()


def _antecedent(heads: tuple[Token, ...], verb: Token) -> tuple[Token, ...]:
    return tuple(t for head in heads for t in _resolved(head, verb))


def _resolved(head: Token | None, verb: Token) -> tuple[Token, ...]:
    """A subject's heads; a relative pronoun stands for the noun that its clause hangs on."""
    if head is None:
        return ()
    if head.lower_ in _RELATIVES and head.tag_ in {"WDT", "WP", "WP$", "IN"}:
        clause = head_of_chain(head.head)
        while clause.dep_ == "conj" and clause.head.pos_ in _PREDICATES:
            clause = clause.head
        if clause.dep_ == "relcl":
            acted_on = head.dep_ in {"dobj", "nsubjpass"}
            return tuple(coordinated(_whole(clause.head) if acted_on else clause.head))
        return ()
    return tuple(coordinated(head))


def _whole(noun: Token) -> Token:
    """What a relative clause is about whose noun only says what something comes with.

    "A train with 40 wagons that drones set on fire": the train, and all that is in it.
    """
    led = noun.head
    whole = led.head
    comes_with = noun.dep_ == "pobj" and led.lower_ == "with" and led.dep_ == "prep"
    counted = any(child.dep_ == "nummod" for child in noun.children)
    return whole if comes_with and counted and whole.pos_ in {"NOUN", "PROPN"} else noun


def _obliques(head: Token) -> dict[str, tuple[Token, ...]]:
    """Objects of the prepositions that hang on a word."""
    found: dict[str, tuple[Token, ...]] = {}
    for child in head.children:
        if child.dep_ in {"prep", "agent", "dative"} and child.tag_ in {
            "IN",
            "TO",
            "RP",
            "VBG",
            "RB",
        }:
            for inner in child.children:
                if inner.dep_ in {"pobj", "pcomp"}:
                    found[child.lower_] = found.get(child.lower_, ()) + tuple(coordinated(inner))
                elif inner.dep_ == "prep":
                    deep = [t for t in inner.children if t.dep_ == "pobj"]
                    if deep:
                        found[inner.lower_] = tuple(coordinated(deep[0]))
        elif child.dep_ == "prt" and child.tag_ == "RP":
            found.setdefault(child.lower_, ())
    return found


def roles_of_noun(
    noun: Token, carrier: Token | None, is_target: bool, *, seen: bool = False
) -> Roles:
    """The arguments of a noun of an event: its modifiers, and the verb that carries it.

    The subject of a carrying verb is the actor, or the target if ``is_target``; that of a
    verb of reporting (``seen``) has no part in the event.
    """
    obliques = _obliques(noun)
    subjects: list[Token] = [t for t in noun.children if t.dep_ == "poss" and t.tag_ != "PRP$"]
    subjects += list(obliques.get("by", ()))
    targets: list[Token] = []
    if not subjects and noun.tag_ == "VBG" and noun.dep_ == "pcomp":
        doer = _controller(noun)
        subjects += [doer] if doer is not None else []
    if carrier is not None:
        carried = roles_of_verb(carrier)
        own = {noun.i} | {t.i for t in coordinated(noun)}
        doers = [t for t in carried.subjects if t.i not in own]
        patients = [t for t in carried.objects if t.i not in own]
        if seen:
            targets += patients if noun.dep_ == "nsubj" and carrier.lemma_ not in _COPULAS else []
            doers = []
        if is_target:
            targets += [t for t in doers + patients if t.i not in own]
        else:
            subjects += doers
        for word, heads in carried.obliques.items():
            kept = tuple(t for t in heads if t.i not in own)
            if kept and word not in obliques:
                obliques[word] = kept
    return Roles(tuple(subjects), tuple(targets), obliques)


def head_of_chain(verb: Token) -> Token:
    """The finite verb at the top of "continued to strike"."""
    while verb.dep_ == "xcomp" and verb.head.pos_ in _PREDICATES:
        verb = verb.head
    return verb


def carrier_of(noun: Token) -> Token | None:
    """The verb that governs a noun, directly or through "series of", "wave of", "in a"."""
    token, steps = noun, 0
    while steps < 6:
        steps += 1
        if token.dep_ == "ROOT":
            return None
        head = token.head
        if head.pos_ in _PREDICATES:
            return head
        if token.dep_ in {"relcl", "ccomp", "advcl"}:
            return None
        token = head
    return None


def clause_of(token: Token) -> set[int]:
    """Indices of the tokens of the clause around a trigger, other clauses left out.

    For a noun with arguments of its own that is the noun's phrase and the rest of the
    clause that governs it.
    """
    top = token
    while top.pos_ not in _PREDICATES and top.dep_ not in {"ROOT", *_OTHER_CLAUSES}:
        if top.dep_ == "acl":
            break
        top = top.head
    top = head_of_chain(top)
    return set(_inside(top, keep=_path(token, top)))


def _path(token: Token, top: Token) -> set[int]:
    path = {token.i}
    while token.i != top.i and token.dep_ != "ROOT":
        token = token.head
        path.add(token.i)
    return path


def _inside(top: Token, keep: set[int]) -> Iterator[int]:
    stack = [top]
    while stack:
        token = stack.pop()
        yield token.i
        for child in token.children:
            cut = child.dep_ in _OTHER_CLAUSES or (
                child.dep_ == "conj" and child.pos_ in _PREDICATES
            )
            if child.i in keep or not cut:
                stack.append(child)


def phrase_of(noun: Token) -> set[int]:
    """Indices of a noun's own phrase, with its participles ("carried out last night")."""
    found = set()
    stack = [noun]
    while stack:
        token = stack.pop()
        found.add(token.i)
        stack += [child for child in token.children if token is not noun or _is_own(child)]
    return found


def _is_own(child: Token) -> bool:
    """Whether a child belongs to a noun's own phrase and not to a clause or noun beside it."""
    return child.dep_ not in {"relcl", "advcl", "ccomp", "parataxis", "conj", "appos"}
