"""The picture of calibration: what came true against what the words said, as SVG."""

from __future__ import annotations

from collections.abc import Iterator
from math import sqrt
from typing import Final
from xml.sax.saxutils import escape

from crossfix.scoring.records import Bin, Scorecard

WIDTH, HEIGHT = 560, 600
LEFT, TOP, SIDE = 70, 60, 440
LEAST_RADIUS, MOST_RADIUS = 3.0, 14.0
INK, GRID, BAND, DOT = "#222222", "#dddddd", "#eef3f8", "#1b6ca8"

Point = tuple[float, float]

_TITLE: Final = "Calibration of forecasts"


def draw_calibration(card: Scorecard, heading: str) -> str:
    """An SVG page: a dot for each band of ICD 203 that holds resolved forecasts.

    Across is the mean probability said, upwards the share that came true with its 95 %
    interval; the area of a dot grows with its count, which stands beside it.  On the
    diagonal as much came true as was said.  ``heading`` says whose forecasts they are.
    """
    bins = [band for band in card.bins if band.share.n]
    told = f"{sum(band.share.n for band in bins)} forecasts with a probability"
    if card.measures is not None:
        told += f", Brier score {card.measures.brier:.3f}"
    most = max((band.share.n for band in bins), default=1)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
        ' font-family="sans-serif" font-size="12" role="img">',
        f"<title>{_TITLE}: {escape(heading)}</title>",
        f"<desc>{escape('; '.join(map(_describe, bins)))}</desc>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        _text(LEFT, TOP - 34, f"{_TITLE}: {heading}", 'font-size="15"'),
        _text(LEFT, TOP - 14, told),
        *_frame(card.bins),
        *(part for band in bins for part in _dot(band, most)),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _describe(band: Bin) -> str:
    said, came = band.said or 0, band.share.came_true or 0
    return f"{band.words}: {band.share.n}, said {said:.0%}, came true {came:.0%}"


def _frame(bins: tuple[Bin, ...]) -> Iterator[str]:
    for number, band in enumerate(bins):
        if number % 2 == 0:
            x, width = _x(band.low), (band.high - band.low) * SIDE
            yield f'<rect x="{x:.1f}" y="{TOP}" width="{width:.1f}" height="{SIDE}" fill="{BAND}"/>'
    for fifth in range(6):
        share = fifth / 5
        x, y = _x(share), _y(share)
        yield _line((LEFT, y), (LEFT + SIDE, y), GRID)
        yield _line((x, TOP), (x, TOP + SIDE), GRID)
        yield _text(x, TOP + SIDE + 18, f"{share:.0%}", 'text-anchor="middle"')
        yield _text(LEFT - 8, y + 4, f"{share:.0%}", 'text-anchor="end"')
    yield _line((_x(0), _y(0)), (_x(1), _y(1)), INK, ' stroke-dasharray="5 4"')
    yield _text(LEFT + SIDE / 2, TOP + SIDE + 42, "probability said", 'text-anchor="middle"')
    middle = TOP + SIDE / 2
    turned = f'text-anchor="middle" transform="rotate(-90 22 {middle:g})"'
    yield _text(22, middle, "share that came true", turned)
    note = "Lines: 95% intervals. Numbers: how many. Stripes: the terms of ICD 203."
    yield _text(LEFT, HEIGHT - 16, note, 'font-size="11"')


def _dot(band: Bin, most: int) -> Iterator[str]:
    share = band.share
    if band.said is None or share.came_true is None:
        return
    x, y = _x(band.said), _y(share.came_true)
    radius = max(LEAST_RADIUS, MOST_RADIUS * sqrt(share.n / most))
    ends = (x, _y(share.low or 0)), (x, _y(share.high or 0))
    yield _line(*ends, DOT, ' stroke-width="1.5"')
    yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{DOT}" fill-opacity="0.75"/>'
    yield _text(x + radius + 4, y + 4, str(share.n))


def _x(said: float) -> float:
    return LEFT + said * SIDE


def _y(came: float) -> float:
    return TOP + (1 - came) * SIDE


def _line(start: Point, stop: Point, colour: str, more: str = "") -> str:
    ends = f'x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{stop[0]:.1f}" y2="{stop[1]:.1f}"'
    return f'<line {ends} stroke="{colour}"{more}/>'


def _text(x: float, y: float, words: str, more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{INK}" {more}>{escape(words)}</text>'
