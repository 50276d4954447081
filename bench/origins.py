"""Measures copies and origins: ``python -m bench.origins [--press] [--misses] [--calls N]``.

Copies: a case of :mod:`bench.syndication` in which it is known who copied whom, from text of
ECB+, MEANTIME and WikiWars.  Every pair that is called a copy and that the benchmark did not
make is compared with what a person wrote of it in ``bench/copies_read.toml`` (right: text of
one stands in the other), by the words that were called copied; pairs that nobody has read
are counted apart and taken to be right as often as those that were.  ``--calls N`` lists N
of them, ``--misses`` the copies that were not found.  ``--press`` measures the corpora of
:mod:`bench.corpora.press` instead, where whatever was called a copy was read.
"""

from __future__ import annotations

import hashlib
import sys
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

from bench.corpora.plain import read_plain
from bench.corpora.press import read_press
from bench.syndication import EDITS, FEWEST, Made, make_case
from bench.ten import group_reports, read_reports
from crossfix.findings.copies import Copy
from crossfix.findings.origins import count_independent
from crossfix.link.copies import copies_of, settle
from crossfix.link.copies_index import MemoryIndex
from crossfix.link.copies_prints import fingerprints
from crossfix.link.copies_reports import report_of
from crossfix.model import Document, Ledger

SHARED: Final = Path(__file__).resolve().parents[2] / "shared"
SEED: Final = 777
COPIES: Final = 420
_READ: Final = Path(__file__).with_name("copies_read.toml")
_FEW: Final = 100
"""Texts of so few characters are headlines."""
_BANDS: Final = (15, 25, 40, 80, 10**9)


def ledger_of(made: Made) -> Ledger:
    """A report of the benchmark as a ledger of its text alone."""
    document = Document(
        id=made.name, path=made.name, sha256="", text=made.text, published=made.day,
        publisher=made.publisher,
    )  # fmt: skip
    return Ledger(document=document)


def find_all(case: list[Made]) -> dict[frozenset[str], Copy]:
    """What any two reports of a case have in common."""
    index = MemoryIndex()
    taken = []
    for made in case:
        ledger = ledger_of(made)
        prints = fingerprints(ledger)
        report = report_of(ledger)
        index.add(report, (key for window in prints for key in window.keys))
        taken.append((report, prints))
    told = settle(c for report, prints in taken for c in copies_of(report, prints, index))
    return {frozenset((copy.left, copy.right)): copy for copy in told}


def measure(shared: Path, seed: int = SEED) -> dict[str, float]:
    """The figures of copies; raises ``FileNotFoundError`` where the corpora are absent."""
    case = make_case(list(read_plain(shared / "data")), seed, COPIES)
    started = time.process_time()
    found = find_all(case)
    figures = {"copies.seconds": time.process_time() - started, "copies.reports": len(case)}
    return figures | score_found(case, found) | score_called(case, found) | score_ten()


def score_found(case: list[Made], found: dict[frozenset[str], Copy]) -> dict[str, float]:
    """Of the copies that were made, the share that is called one: by edit and by words."""
    by_edit: dict[str, list[bool]] = defaultdict(list)
    by_words: dict[int, list[bool]] = defaultdict(list)
    directed: list[bool] = []
    for made in case:
        if made.kind not in EDITS:
            continue
        for origin, words in made.origins:
            copy = found.get(frozenset((made.name, origin)))
            called = copy is not None and copy.kind is not None
            by_edit[made.kind].append(called)
            band = max(b for b in _BANDS if b <= max(words, _BANDS[0]))
            by_words[band].append(called)
            if called and copy is not None:
                directed.append((copy.left, copy.right) == (origin, made.name))
    long = [hit for band, hits in by_words.items() if band >= FEWEST for hit in hits]
    figures = {"copies.found": _mean(long), "copies.made": len(long)}
    figures |= {f"copies.found, {edit}": _mean(hits) for edit, hits in by_edit.items()}
    figures |= {
        f"copies.found, {band} words and more": _mean(hits) for band, hits in by_words.items()
    }
    return figures | {"copies.direction right, of found": _mean(directed)}


def score_called(case: list[Made], found: dict[frozenset[str], Copy]) -> dict[str, float]:
    """Of the pairs that are called copies, the share that is right."""
    counts: Counter[str] = Counter()
    for verdict, _ in verdicts(case, found):
        counts[verdict] += 1
    shares = {
        sample: _share(counts[f"{sample} right"], counts[f"{sample} wrong"])
        for sample in ("first", "second")
    }
    right = counts["first right"] + counts["second right"]
    share = _share(right, counts["first wrong"] + counts["second wrong"])
    own = counts["made"] + counts["wrong"]
    corpora = counts.total() - own
    return {f"copies.called, {verdict}": float(n) for verdict, n in sorted(counts.items())} | {
        "copies.right, of called with what was made": _share(counts["made"], counts["wrong"]),
        **{f"copies.right, of pairs of the {name} sample": one for name, one in shares.items()},
        "copies.right, of all that were read": share,
        "copies.right, of all called, as read": (counts["made"] + share * corpora)
        / max(1, own + corpora),
    }


def score_press(shared: Path) -> dict[str, float]:
    """Of pairs of the press corpora that are called copies, the share that is right.

    Hardly any of these articles have to do with each other, so that what is called a copy
    is mostly what stands on a page beside them.  A pair that nobody read is counted apart.
    """
    read = _labels()["press"]
    case = [
        Made(one.name, one.day or "", one.paper or "", one.text, "original")
        for one in read_press(shared / "data")
        if len(one.text) > _FEW
    ]
    counts: Counter[str] = Counter()
    for copy in find_all(case).values():
        if copy.kind is not None:
            counts[read.get(_pair(copy), "not read")] += 1
    all_right = sum(verdict == "right" for verdict in read.values())
    return {
        "press.articles": float(len(case)),
        **{f"press.called, {verdict}": float(n) for verdict, n in sorted(counts.items())},
        "press.right, of called and read": _share(counts["right"], counts["wrong"]),
        "press.found, of right pairs that were read": counts["right"] / max(1, all_right),
    }


def _share(right: float, wrong: float) -> float:
    return right / max(1.0, right + wrong)


def _pair(copy: Copy) -> str:
    """The names of the two reports, in one order."""
    return " ".join(sorted((copy.left, copy.right)))


@cache
def _labels() -> dict[str, dict[str, str]]:
    """What a reader said: ``first`` by hashes of words, the other samples by pairs of names."""
    table = tomllib.loads(_READ.read_text(encoding="utf-8"))
    told = {
        sample: {name: verdict for verdict in ("right", "wrong") for name in table[sample][verdict]}
        for sample in ("second", "press")
    }
    told["first"] = {
        name: verdict for verdict in ("right", "wrong") for name in table[verdict]["words"]
    }
    return told


def verdicts(case: list[Made], found: dict[frozenset[str], Copy]) -> Iterable[tuple[str, Copy]]:
    """Each pair that is called a copy: made so, wrong, or what a reader said of it."""
    names = {made.name: made for made in case}
    labels = _labels()
    for copy in found.values():
        if copy.kind is None:
            continue
        left, right_one = names[copy.left], names[copy.right]
        first = labels["first"].get(fingerprint_of(copy))
        second = labels["second"].get(_pair(copy))
        if _sources(left) & _sources(right_one):
            yield "made", copy
        elif "bulletin" in (left.kind, right_one.kind):
            yield "wrong", copy
        elif first is not None:
            yield f"first {first}", copy
        elif second is not None:
            yield f"second {second}", copy
        else:
            yield "not read", copy


def fingerprint_of(copy: Copy) -> str:
    """A name for the words that were called copied, the same for every pair that has them."""
    passage = max(copy.copied, key=lambda p: p.score)
    words = " ".join(run.left.text.lower() for run in passage.matching)
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def _sources(made: Made) -> set[str]:
    return {made.name, *(name for name, _ in made.origins), *made.hosts}


def _mean(hits: list[bool]) -> float:
    return sum(hits) / max(1, len(hits))


def _list(case: list[Made], found: dict[frozenset[str], Copy], calls: int) -> None:
    waiting = [copy for verdict, copy in verdicts(case, found) if verdict in {"not read", "wrong"}]
    waiting.sort(key=lambda copy: copy.score)
    step = max(1, len(waiting) // max(1, calls))
    for copy in waiting[::step][:calls]:
        passage = max(copy.copied, key=lambda p: p.score)
        print(fingerprint_of(copy), copy.score, copy.left, copy.right, passage.reasons)
        print("   L", " ".join(passage.left.text.split())[:500])
        print("   R", " ".join(passage.right.text.split())[:500])


def _misses(case: list[Made], found: dict[frozenset[str], Copy]) -> None:
    names = {made.name: made for made in case}
    for made in case:
        for origin, words in made.origins:
            copy = found.get(frozenset((made.name, origin)))
            if made.kind in EDITS and (copy is None or copy.kind is None):
                print(made.kind, made.name, origin, words, copy and copy.passages[0].reasons)
                print("   COPY", " ".join(made.text.split())[:300])
                if made.kind.startswith("short"):
                    print("   FROM", " ".join(names[origin].text.split())[:300])
    for name in ("quoting", "footed", "bulletin"):
        kinds = Counter(
            kind.value if kind else "copy"
            for pair, copy in found.items()
            if all(one.startswith(name) for one in pair)
            for kind in [copy.passages[0].kind if copy.kind is None else None]
        )
        print(name, dict(kinds))


def score_ten() -> dict[str, float]:
    """The ten invented reports: how many origins were told apart, and reports in the right one."""
    told = list(read_reports())
    groups, _ = group_reports(told)
    truth = {one.ledger.document.id: one.truth[0] for one in told}
    right = sum(
        Counter(truth[document] for document in group.documents).most_common(1)[0][1]
        for group in groups
    )
    return {
        "origins.ten reports: origins, of three": float(count_independent(groups)),
        "origins.ten reports: reports with those of their origin": float(right),
    }


def main() -> None:
    """Prints the figures."""
    if "--press" in sys.argv:
        for name, value in score_press(SHARED).items():
            print(f"{name:60} {value:.4f}")
        return
    case = make_case(list(read_plain(SHARED / "data")), SEED, COPIES)
    started = time.process_time()
    found = find_all(case)
    print(f"{len(case)} reports, {time.process_time() - started:.1f} s of CPU")
    print(Counter(copy.kind for copy in found.values()))
    for name, value in (score_found(case, found) | score_called(case, found) | score_ten()).items():
        print(f"{name:60} {value:.4f}")
    if "--misses" in sys.argv:
        _misses(case, found)
    if "--calls" in sys.argv:
        _list(case, found, int(sys.argv[sys.argv.index("--calls") + 1]))


if __name__ == "__main__":
    main()
