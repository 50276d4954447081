"""The card that lies beside the weights: what they are, from what, how good, and their limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from crossfix.models.encoder import WEIGHTS
from training.examples import Article
from training.network import BASE, LAYERS, base_version

CARD: Final = """# Encoder with attribution heads

Finds who says what in English text: source, cue and content of each attribution, and which
of them belong together.  Written by `make train-attribution`; do not edit.

| | |
| --- | --- |
| file | `{weights}`, {size:.1f} MB, int8 (dynamic), ONNX |
| base | MiniLM-L6-H384-uncased as all-MiniLM-L6-v2, from the package `{base}` {version} (package MIT; upstream Apache-2.0); {layers} layers, width 384, word table as it was |
| added | marks at the input: shape of the word and the blank before it |
| heads | spans by a semi-Markov CRF; arcs from each part to its cue |
| trained on | PolNeAR 1.0, train split alone: {articles} annotated copies of its articles, {words:,} words. **PolNeAR states no licence**: no text of it is in this repository |
| plan | {plan} |
| took | {minutes:.0f} minutes on two cores without a GPU |

## Figures

PolNeAR dev in the protocol of published results (tokens and labels as in CofeNet's
conversion, exact match), by these files:

| part | F1 |
| --- | --- |
{figures}

The dev split was used to choose the form of the network and the number of epochs.  What
the whole stage reaches (`make bench`) stands in the README.

## Limits

- English only. The corpus is news about an election in the United States in 2016: war
  reports, posts and bulletins differ from it, and accuracy on them is lower (see the
  figures on our own gold in the README).
- A token is in one attribution at most: nested ones are found by rules outside this model.
- Names and dialects that the corpus lacks may be missed. No score of confidence is given.
- It says who is said to say something, never whether it is true.
- Activations are quantised by the range of each window, so a span may end otherwise
  when the paragraphs around it change. The same report always gives the same spans.
"""


def write_card(
    folder: Path,
    figures: Mapping[str, float],
    plan: Mapping[str, object],
    minutes: float,
    articles: Sequence[Sequence[Article]],
) -> None:
    """Write ``CARD.md`` into the folder of the weights."""
    words = sum(len(example.pieces.words) for article in articles for example in article[0])
    text = CARD.format(
        weights=WEIGHTS,
        size=(folder / WEIGHTS).stat().st_size / 1e6,
        base=BASE,
        version=base_version(),
        layers=LAYERS,
        articles=len(articles),
        words=words,
        plan=", ".join(f"{key} {value}" for key, value in plan.items()),
        minutes=minutes,
        figures="\n".join(
            f"| {name.removesuffix(' F1')} | {figure:.1f} |" for name, figure in figures.items()
        ),
    )
    (folder / "CARD.md").write_text(text, encoding="utf-8")
