"""The card that lies beside a probe: what it reads, from what it learned, how good, its limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Final

from training.probe import ProbePlan

CARD: Final = """# Probe: mentions of places

Tells for each word whether it belongs to the name of a place, of a state, of a people, or to
none.  Written by `make train-toponyms`; do not edit.

| | |
| --- | --- |
| file | `{file}`, {size:.1f} MB, two linear layers in half precision |
| reads | the states of layers 1, 3 and 5 of the encoder beside it, which stay as they are |
| trained on | LGL (588 articles of local American news) and TR-News (118 of world news), from the GPLv3 repository of their authors: {words:,} words, each article as it is and {copies} times with the names of its places exchanged for names of settlements all over the world (GeoNames, CC BY 4.0). No text of the corpora is in this repository |
| plan | {plan} |

## Figures

The probe alone, against all that a corpus marks (states that act and peoples too), mentions
that overlap.  Each corpus is read by a probe that was trained on the other one alone.

| corpus | precision | recall | F1 |
| --- | ---: | ---: | ---: |
{figures}

What the whole stage makes of it, under the conventions of a ledger, is printed by
`python -m bench places`.

## Limits

- English only, and news: the corpora hold no war reports, posts or bulletins.
- They do not mark plants, bridges, fronts and regions of battle: rules find these.
- It says that something is the name of a place, never where the place is.
- It must be trained anew when the encoder is.
"""


def write_probe_card(
    probe: Path,
    words: int,
    copies: int,
    plan: ProbePlan,
    measured: Mapping[str, Mapping[str, float]],
) -> None:
    """Write the card beside the file of a probe, under its name."""
    rows = (
        f"| {corpus} | " + " | ".join(f"{100 * found[part]:.1f}" for part in PARTS) + " |"
        for corpus, found in measured.items()
    )
    text = CARD.format(
        file=probe.name,
        size=probe.stat().st_size / 1e6,
        words=words,
        copies=copies,
        plan=", ".join(f"{key} {value}" for key, value in asdict(plan).items()),
        figures="\n".join(rows),
    )
    probe.with_suffix(".md").write_text(text, encoding="utf-8")


PARTS: Final = ("probe_precision", "probe_recall", "probe_f1")
