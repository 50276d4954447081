"""The cards that lie beside probes: what they read, learned from, how good, their limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

from training.probe import ProbePlan

CARD: Final = """# Probe: mentions of places

Tells for each word whether it belongs to the name of a place, of a state, of a people, or to
none.  Written by `make train-toponyms`; do not edit.

| | |
| --- | --- |
| file | `{file}`, {size} MB, two linear layers in half precision |
| reads | the states of layers 1, 3 and 5 of the encoder beside it, which stay as they are |
| trained on | LGL (588 articles of local American news) and TR-News (118 of world news), from the GPLv3 repository of their authors: {words} words, each article as it is and {copies} times with the names of its places exchanged for names of settlements all over the world (GeoNames, CC BY 4.0). No text of the corpora is in this repository |
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

HAPPENINGS: Final = """# Probe: what happens

Tells for each word whether it tells of an occurrence, of saying or perceiving, of a state, of an
act upon another event, or of none.  Written by `make train-happenings`; do not edit.

| | |
| --- | --- |
| file | `{file}`, {size} MB, two linear layers in half precision |
| reads | the states of layers 1, 3 and 5 of the encoder beside it, which stay as they are |
| trained on | the events of TimeBank and AQUAINT (TempEval-3): {words} words of American news, texts of the LDC. No text of them is in this repository |
| plan | {plan} |

## Figures

Words of occurrences, taken from a chance of one half.  Each corpus is read by a probe that was
trained on the other one alone.

| corpus | precision | recall | F1 |
| --- | ---: | ---: | ---: |
{figures}

## Limits

- TimeML marks every occurrence, planned, denied and general ones too; the rules of the events
  stage choose among them (`extract/events/occurrences.py`).
- English only, and news of the 1990s.
- It must be trained anew when the encoder is.
"""


def write_happenings_card(
    probe: Path, words: int, plan: ProbePlan, measured: Mapping[str, Mapping[str, float]]
) -> None:
    """Write the card of the probe of happenings beside its file."""
    rows = _rows(measured, ("precision", "recall", "f1"))
    told = _facts(probe, plan) | {"words": f"{words:,}", "figures": rows}
    probe.with_suffix(".md").write_text(HAPPENINGS.format(**told), encoding="utf-8")


def write_probe_card(
    probe: Path,
    words: int,
    copies: int,
    plan: ProbePlan,
    measured: Mapping[str, Mapping[str, float]],
) -> None:
    """Write the card of the probe of places beside its file."""
    rows = _rows(measured, ("probe_precision", "probe_recall", "probe_f1"))
    told = _facts(probe, plan) | {"words": f"{words:,}", "copies": str(copies), "figures": rows}
    probe.with_suffix(".md").write_text(CARD.format(**told), encoding="utf-8")


def _facts(probe: Path, plan: ProbePlan) -> dict[str, str]:
    return {
        "file": probe.name,
        "size": f"{probe.stat().st_size / 1e6:.1f}",
        "plan": ", ".join(f"{key} {value}" for key, value in asdict(plan).items()),
    }


def _rows(measured: Mapping[str, Mapping[str, float]], parts: Sequence[str]) -> str:
    return "\n".join(
        f"| {corpus} | " + " | ".join(f"{100 * found[part]:.1f}" for part in parts) + " |"
        for corpus, found in measured.items()
    )
