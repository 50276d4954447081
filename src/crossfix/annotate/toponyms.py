"""The stage that finds mentions of places, by many weak signs rather than one.

The entity labels of the parser's model are wrong too often in this genre ("Kramatorsk" comes
out a person), and the probe on our encoder has learned from news alone.  So each is one sign
among the preposition before a name, the words that say what it is, the verb that takes it,
the list it stands in, and the same name elsewhere in the report.  States and metonyms that
act are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from crossfix import lexicons, plugins
from crossfix.annotate import toponym_known as known
from crossfix.annotate import toponym_states as politics
from crossfix.annotate.toponym_kinds import name_kind
from crossfix.annotate.toponym_lists import is_listed, share_in_lists
from crossfix.annotate.toponym_probe import probe_sign
from crossfix.annotate.toponym_runs import (
    ARTICLES,
    BLOCKED,
    ENOUGH,
    PROBE,
    Run,
    demonyms,
    directions,
    find_runs,
)
from crossfix.config import Config
from crossfix.model import Feature, Notice, Place, make_id
from crossfix.models import encode
from crossfix.reading import Passage, Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

LABELS: Final = {
    "GPE": 2.0,
    "LOC": 1.8,
    "FAC": 1.2,
    "PERSON": -1.0,
    "ORG": -0.9,
    "NORP": -0.6,
    "PRODUCT": -0.8,
    "WORK_OF_ART": -1.2,
    "LAW": -2.0,
    "EVENT": -1.5,
    "DATE": -1.5,
    "LANGUAGE": -2.0,
}


class Toponyms:
    """Finds the mentions of places; where they are is another stage's question."""

    name = "toponyms"
    version = "3"

    def __init__(self, config: Config) -> None:
        self._register = known.Register(plugins.make(plugins.GAZETTEERS, config.gazetteer, config))

    def run(self, reading: Reading) -> Iterator[Place | Notice]:
        """Every mention of a place, not looked up yet."""
        found = [(passage, list(find_runs(passage.doc))) for passage in reading.passages]
        for (_, runs), encoded in zip(found, encode(reading), strict=True):
            for run in runs:
                judge(run)
                if not politics.is_state(run):
                    run.signs[PROBE] = probe_sign(run, encoded)
            share_in_lists(runs)
        self._look_up([run for _, runs in found for run in runs])
        for passage, runs in found:
            listed = {n: is_listed(one, two) for n, (one, two) in enumerate(pairwise(runs))}
            known.weigh_predicates(passage.doc, runs, listed)
            share_in_lists(runs)
        repeat([run for _, runs in found for run in runs])
        names = {r.name for _, runs in found for r in runs if r.score >= ENOUGH}
        for passage, runs in found:
            for run in runs:
                if run.score >= ENOUGH:
                    yield from _mentions(reading, passage, run, names)

    def _look_up(self, runs: Sequence[Run]) -> None:
        """Let the gazetteer speak for names that their neighbours leave undecided."""
        home = known.homes(runs, self._register, ENOUGH)
        people = known.surnames(runs)
        for run in runs:
            if run.is_open and run.score < ENOUGH:
                known.weigh_record(run, self._register, home, people)


def judge(run: Run) -> None:
    """Weigh the signs for and against one name by itself."""
    if politics.is_state(run):
        run.signs["state"] = 2.0 if politics.state_is_place(run) else BLOCKED
        return
    if _is_no_name(run):
        run.signs["no name"] = BLOCKED
        return
    name_kind(run)
    if run.label in LABELS:
        run.signs[run.label] = LABELS[run.label]
    if run.name.lower() in lexicons.words("sources", "kinds", "military"):
        run.signs["a force"] = -2.5
    _judge_neighbours(run)
    _judge_kind(run)
    if known.opens_as_noun(run):
        run.signs["opens a sentence"] = -2.2
    _judge_preposition(run)
    _judge_verb(run)
    if run.dateline:
        run.signs["dateline"] = 4.0
    elif politics.is_capital(run) and run.feature is None:
        # The name of a capital is known: what the model calls it says nothing more.
        label = min(0.0, run.signs.get(run.label, 0.0))
        run.signs["capital"] = 1.6 - label if politics.capital_is_place(run) else BLOCKED


def _is_no_name(run: Run) -> bool:
    words = [token.lower_ for token in run.tokens]
    longer = run.tokens.doc[run.tokens.start : run.tokens.end + 1].text
    metonyms = lexicons.load("places")["actors"]["metonyms"]
    if run.name in metonyms or longer in metonyms or words[0] in demonyms():
        return True
    if run.name in lexicons.load("places")["abbreviations"] and "." in run.name:
        return False
    if len(words) == 1 and (len(words[0]) < 3 or _is_acronym(run)):
        return not run.dateline
    if all(word in known.plain_words() for word in words):
        return True
    return any(not any(map(str.isalpha, token.text)) and token.is_digit for token in run.tokens)


def _is_acronym(run: Run) -> bool:
    text = run.tokens.text
    return text.isupper() and len(text) <= 5 and not run.dateline


def _judge_neighbours(run: Run) -> None:
    """Units, organisations, weapons, titles, quotation marks: what makes it something else."""
    doc = run.tokens.doc
    inner = {token.lower_ for token in run.tokens[1:]} if len(run.tokens) > 1 else set()
    following = [token.lower_ for token in doc[run.tokens.end : run.tokens.end + 2]]
    after, possessed = following[:1], following[:1] in (["'s"], ["’s"])
    for kind in ("units", "organisations", "weapons"):
        words = lexicons.words("places", "actors", kind)
        if words & inner or (not possessed and words & set(after)):
            run.signs[kind] = BLOCKED
    before = doc[run.tokens.start - 1] if run.tokens.start else None
    titles = lexicons.words("places", "actors", "titles")
    if before is not None and before.lower_.strip(".") in titles:
        run.signs["title"] = BLOCKED
    if run.tokens[0].lower_.strip(".") in titles and len(run.tokens) > 1:
        run.signs["title"] = BLOCKED
    if before is not None and before.text in {"“", '"', "«"} and after[:1] in (['"'], ["”"], ["»"]):
        run.signs["quoted"] = -2.5
    _judge_setting(run)
    if _is_told_of_as_person(run):
        run.signs["who"] = BLOCKED
    if before is not None and before.like_num and run.feature is None:
        run.signs["numbered"] = -1.5


def _judge_setting(run: Run) -> None:
    """A title, a distance or a word like "area" after the name, "with" before it."""
    titles = lexicons.words("places", "actors", "titles")
    after = run.after
    if after is not None and after.is_title and after.lower_.strip(".") in titles:
        run.signs["before a title"] = -1.5
    if after is not None and after.lower_ in lexicons.words("places", "locative", "surroundings"):
        run.signs["surroundings"] = 1.0
    if known.is_measured(run):
        run.signs["measured"] = 2.6
    if known.is_beside_person(run):
        run.signs["company"] = -1.0


def _is_told_of_as_person(run: Run) -> bool:
    """Whether a person is spoken of: "X, who ..." and "X who ..."."""
    following = [token.lower_ for token in run.tokens.doc[run.tokens.end : run.tokens.end + 2]]
    return following[:1] in (["who"], ["whose"]) or following in ([",", "who"], [",", "whose"])


def _judge_kind(run: Run) -> None:
    if run.feature is None:
        return
    strength = {Feature.FRONT: 2.8, Feature.WATER: 2.8, Feature.FACILITY: 1.7}
    run.signs["kind"] = strength.get(run.feature, 2.4)
    start, doc = run.tokens.start, run.tokens.doc
    word = doc[start - 1].lower_ if start else ""
    definite = word in ARTICLES or word in _locative_words()
    last = doc[max(run.stop, run.tokens.end) - 1].lower_
    sure = definite or last in lexicons.words("places", "features", "facility_sure")
    if run.label in {"ORG", "PERSON"} and (sure or run.feature is not Feature.FACILITY):
        run.signs["label set aside"] = 0.9


def _locative_words() -> frozenset[str]:
    return lexicons.words("places", "locative", "strong") | lexicons.words(
        "places", "locative", "medium"
    )


def _judge_preposition(run: Run) -> None:
    if run.tokens.start and run.tokens.doc[run.tokens.start - 1].lower_ in directions():
        run.signs["direction"] = 1.5
    word = run.before
    if word is None:
        return
    lower, locative = word.lower_, lexicons.load("places")["locative"]
    if lower in lexicons.words("places", "locative", "strong"):
        run.signs["preposition"] = 2.6
    elif lower in lexicons.words("places", "locative", "medium"):
        trusting = word.head.lemma_.lower() in locative["trusting"]
        run.signs["preposition"] = 0.0 if trusting else _medium(run, lower)
    elif lower in lexicons.words("places", "locative", "weak"):
        run.signs["preposition"] = 0.5
        run.signs["governed"] = _governed(run, word)


def _medium(run: Run, lower: str) -> float:
    if lower not in {"in", "into", "at"}:
        return 1.6
    # "in" before what the model calls a person is a place nearly always.
    return 2.6 if len(run.tokens) <= 2 or run.label not in {"ORG", "EVENT"} else 1.2


def _governed(run: Run, word: Token) -> float:
    """What the verb or noun adds that a weak preposition hangs on."""
    lower, head = word.lower_, word.head.lemma_.lower()
    if head in lexicons.words("places", "locative", "dealings"):
        return -1.5
    if lower == "of":
        head = word.head.lower_
        people = head in lexicons.words("places", "features", "of_heads_of_people")
        known = head in lexicons.words("places", "features", "of_heads")
        return (1.6 if people else 2.0) if known else 0.0
    if lower in {"to", "from"}:
        heads = {head, word.head.head.lemma_.lower()}
        return 1.9 if heads & lexicons.words("places", "locative", "motion") else 0.3
    if lower == "between":
        return 1.4
    if lower in {"on", "against", "by"}:
        near = {head, word.doc[max(0, word.i - 1)].lemma_.lower()}
        return 1.5 if near & lexicons.words("places", "locative", "attacks") else 0.0
    return 0.0


def _judge_verb(run: Run) -> None:
    """Verbs that take places as objects speak for one, verbs of saying against it."""
    root = run.tokens.root
    lemma = root.head.lemma_.lower()
    if root.dep_ in {"dobj", "nsubjpass"}:
        if lemma in lexicons.words("places", "locative", "taking_towns"):
            run.signs["taken"] = 2.6
        elif lemma in {"capture", "seize"}:
            # A person can be seized as well: enough for a town mislabelled a firm only.
            run.signs["taken"] = 2.4
        elif lemma in lexicons.words("places", "locative", "taking_places"):
            run.signs["taken"] = 1.3
    elif root.dep_ == "nsubj":
        if lemma in lexicons.words("places", "actors", "speech"):
            run.signs["speaks"] = -2.2
        elif lemma not in lexicons.words("places", "locative", "place_subjects"):
            run.signs["acts"] = -0.7


def repeat(runs: Sequence[Run]) -> None:
    """A name that is surely a place elsewhere in the report is one here, if nothing forbids.

    Two names of several words that end in the same word are taken for spellings of one
    ("Cherkasskaya Konopelka", "Cherkassk Konopelka").
    """
    sure = {run.name for run in runs if run.score >= ENOUGH and not politics.is_state(run)}
    tails = {name.split(" ")[-1] for name in sure if " " in name}
    for run in runs:
        if run.score >= ENOUGH or run.score <= BLOCKED / 2:
            continue
        words = run.name.split(" ")
        tail = words[-1] in tails and len(words) > 1 and run.feature is None
        if run.name in sure or tail or (len(words) > 2 and words[-1] in sure):
            run.signs["elsewhere"] = 1.8 + max(0.0, -run.signs.get(run.label, 0.0))


def _mentions(reading: Reading, passage: Passage, run: Run, names: set[str]) -> Iterator[Place]:
    for start, stop, name in _pieces(run, names):
        tokens = passage.doc[start:stop]
        span = passage.tokens(tokens)
        yield Place(
            id=make_id("pla", reading.document.id, span),
            span=span,
            name=name,
            feature=run.feature,
            reason="not looked up yet",
        )


def _pieces(run: Run, names: set[str]) -> list[tuple[int, int, str]]:
    """A run as one mention, or as two that somebody pasted together without a comma."""
    start, stop, doc = run.tokens.start, run.tokens.end, run.tokens.doc
    if run.feature is None and stop - start >= 3:
        for cut in (stop - 1, start + 1):
            left, right = doc[start:cut].text, doc[cut:stop].text
            short, long = (right, left) if cut == stop - 1 else (left, right)
            if short in names and (long in names or long.count(" ") >= 1) and "-" not in long:
                return [(start, cut, left), (cut, stop, right)]
    return [(start, max(stop, run.stop), run.name)]
