"""The picture of accuracy against abstention: what answering more costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

WIDTH, HEIGHT = 720, 420
LEFT, RIGHT, TOP, BOTTOM = 60, 270, 30, 52
LEAST_RIGHT = 0.80
MOST_ABSTAINED = 0.5
FEWEST = 20
LINES = {
    "lgl": ("LGL, 161 km", "#1b6ca8", ""),
    "trnews": ("TR-News, 161 km", "#b5462a", ""),
    "cir": ("Ukrainian towns, 15 km: default gazetteer", "#3f7d43", "6 3"),
    "cir_whole": ("Ukrainian towns, 15 km: all settlements", "#6d4a9c", "2 3"),
}


@dataclass(frozen=True, slots=True)
class Scored:
    """The score of one answer (None: there was nothing to answer with) and whether it is right."""

    score: float | None
    right: bool


def points(found: Sequence[Scored]) -> list[tuple[float, float, float]]:
    """For each threshold in hundredths: it, the share abstained, the right of the answered."""
    curve = []
    for hundredth in range(0, 100, 2):
        threshold = hundredth / 100
        answered = [s for s in found if s.score is not None and s.score >= threshold]
        if len(answered) >= FEWEST:
            right = sum(s.right for s in answered) / len(answered)
            curve.append((threshold, 1 - len(answered) / len(found), right))
    return curve


def draw(curves: Mapping[str, Sequence[Scored]], threshold: float, path: Path) -> None:
    """Write the picture as SVG; the dot on each line is the threshold in force."""
    parts = [_axes()]
    for number, (name, found) in enumerate(curves.items()):
        label, colour, dashes = LINES[name]
        curve = points(found)
        inside = [(a, r) for _, a, r in curve if a <= MOST_ABSTAINED and r >= LEAST_RIGHT]
        line = " ".join(f"{_x(a):.1f},{_y(r):.1f}" for a, r in inside)
        parts.append(
            f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"'
            f' stroke-dasharray="{dashes}"/>'
        )
        for at, abstained, right in curve:
            if abs(at - threshold) < 0.005 and right >= LEAST_RIGHT:
                parts.append(
                    f'<circle cx="{_x(abstained):.1f}" cy="{_y(right):.1f}" r="4" fill="{colour}"/>'
                )
        y = TOP + 16 + 20 * number
        parts.append(f'<text x="{WIDTH - RIGHT + 16}" y="{y}" fill="{colour}">{label}</text>')
    y = TOP + 16 + 20 * len(curves)
    parts.append(f'<circle cx="{WIDTH - RIGHT + 22}" cy="{y - 4}" r="4" fill="#555"/>')
    told = f"threshold in force, {threshold:g}"
    parts.append(f'<text x="{WIDTH - RIGHT + 34}" y="{y}" fill="#555">{told}</text>')
    body = "\n".join(parts)
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
        f' font-family="sans-serif" font-size="12">\n<title>Right of the answered against the'
        f' share abstained</title>\n<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>\n'
        f"{body}\n</svg>\n",
        encoding="utf-8",
    )


def _x(abstained: float) -> float:
    return LEFT + abstained / MOST_ABSTAINED * (WIDTH - LEFT - RIGHT)


def _y(right: float) -> float:
    return TOP + (1 - right) / (1 - LEAST_RIGHT) * (HEIGHT - TOP - BOTTOM)


def _axes() -> str:
    lines = []
    for tenth in range(6):
        abstained, right = tenth * MOST_ABSTAINED / 5, LEAST_RIGHT + tenth * (1 - LEAST_RIGHT) / 5
        x, y = _x(abstained), _y(right)
        lines += [
            f'<line x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{HEIGHT - BOTTOM}" stroke="#ddd"/>',
            f'<line x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" y2="{y:.1f}" stroke="#ddd"/>',
            f'<text x="{x - 10:.1f}" y="{HEIGHT - BOTTOM + 16}">{100 * abstained:.0f} %</text>',
            f'<text x="{LEFT - 42}" y="{y + 4:.1f}">{100 * right:.0f} %</text>',
        ]
    lines.append(f'<text x="{LEFT}" y="{HEIGHT - 10}">share of mentions left unresolved</text>')
    lines.append(f'<text x="{LEFT}" y="{TOP - 8}">share right of those resolved</text>')
    return "\n".join(lines)
