"""Reading numerals: digits, words, vague magnitudes, ranges, ratios, and their bounds.

Works on characters alone; what a numeral counts is told by the parse
(:mod:`crossfix.annotate.quantities`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from crossfix import lexicons

_TABLE: Final[dict[str, Any]] = lexicons.load("quantities")
_CARDINALS: Final[dict[str, float]] = _TABLE["cardinals"]
_SCALES: Final[dict[str, float]] = _TABLE["scales"]
_VAGUE: Final[dict[str, dict[str, float]]] = _TABLE["vague"]
_FEW: Final[dict[str, dict[str, float]]] = _TABLE["few"]
_RATIOS: Final[dict[str, float]] = _TABLE["ratios"]
_PARTS: Final[dict[str, float]] = _TABLE["parts"]
_OF_MANY: Final = "|".join(_TABLE["shares"]["of"])
_CURRENCIES: Final[dict[str, str]] = _TABLE["currencies"]
_SMALL: Final = 12
_WIDTH: Final[float] = _TABLE["approximation"]["width"]


def _any(words: Any) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_SCALE_WORD: Final = rf"(?:{_any(_SCALES)})"
_CARDINAL: Final = rf"(?:{_any(_CARDINALS)})"
_WORDS: Final = (
    rf"(?:(?:half\s)?an?(?=\s{_SCALE_WORD}\b)|{_CARDINAL}\b)"
    rf"(?:[\s-](?:and\s)?(?:{_CARDINAL}|{_SCALE_WORD})\b)*"
)
_DIGITS: Final = (
    r"(?:\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
    # "5M" and "$5m" are millions; "5 m" and "5m" are metres.
    rf"(?:(?:[\s-]?{_SCALE_WORD}|(?-i:[kKMB])|(?(cur)\s?[mb]|(?!)))(?![\w]))*"
)
_VAGUE_WORDS: Final = rf"(?:{_any(_VAGUE)})(?:\sof\s(?:{_any(_VAGUE)}))*"
_FEW_OF: Final = rf"(?P<few_of>{_any(_FEW)}|many)(?:\sof)?\s(?P<magnitude>{_SCALE_WORD})"
_PART: Final = rf"(?:(?P<parts>an?|{_CARDINAL})[\s-])?(?P<part>{_any(_PARTS)})(?!\san?\s)"
_SHARE: Final = (
    rf"(?P<some>{_CARDINAL}|\d{{1,2}})\s(?:in|out\sof)(?:\severy)?\s(?P<many>{_OF_MANY})"
)
_ONE: Final = rf"(?:{_DIGITS}|(?:\b{_WORDS}))"
_CURRENCY: Final = rf"(?:{_any(_CURRENCIES)})"
NUMERAL: Final = re.compile(
    rf"(?P<cur>{_CURRENCY}\s?)?"
    rf"(?:(?<![\w.,:/\\#№@+’'])(?<!\w[-–—])"
    rf"(?:\b(?:{_FEW_OF}|{_PART}|{_SHARE})\b"
    rf"|(?P<a>{_ONE})(?:(?P<sep>\s?[-–—]\s?|\sto\s|\sor\s|\sand\s|:)(?:{_CURRENCY})?(?P<b>{_ONE}))?)"
    rf"|\b(?P<ratio>{_any(_RATIOS)})\b"
    rf"|\b(?P<few>{_any(_FEW)})\b(?!\sof\s)"
    rf"|\b(?P<vague>{_VAGUE_WORDS})\b)",
    re.IGNORECASE,
)
"""A numeral or a range of two, with the mark of a currency before it."""

_ATTACHED: Final = re.compile(r"\d|[:/]\d|(?:st|nd|rd|th)\b|[A-Za-zА-Яа-я]|[-–][A-Z0-9]|\s?['′″]")
_UNIT_AHEAD: Final = re.compile(
    rf"(?:{_any(word for words in _TABLE['units'].values() for word in words)})(?!\w)",
    re.IGNORECASE,
)
_CHANGE: Final = re.compile(
    rf"\b(?:{'|'.join(_TABLE['change']['verbs'])})\b(?:\s[\w’'-]+){{0,5}}\sfrom\s(?:\w+\s){{0,2}}$",
    re.IGNORECASE,
)
_ADVANTAGE: Final = re.compile(
    r"\W{0,3}(?:\w+\W){0,2}(?:advantage|ratio|superiority|odds|margin)", re.I
)


@dataclass(frozen=True, slots=True)
class Range:
    """A numeral as read: where it stands and the values it leaves open.

    ``plain`` is a bare single number (which may be a date or a name); ``weak`` counts
    only where the noun is one of men, arms, losses or sites; ``unit`` is a currency,
    ``times`` or ``ratio`` when the numeral itself says so.
    """

    start: int
    stop: int
    low: float | None
    best: float | None
    high: float | None
    unit: str | None = None
    plain: bool = False
    digits: bool = False
    weak: bool = False
    vague: bool = False


def read_numeral(match: re.Match[str]) -> Range | None:
    """The values of a match of :data:`NUMERAL`; None when it is part of a longer name."""
    start = match.start()
    currency = _CURRENCIES.get((match["cur"] or "").strip().upper())
    if match["magnitude"]:
        return _scaled_few(match, currency)
    if match["part"] or match["many"]:
        return _fraction(match)
    for group, table in (("few", _FEW), ("vague", _VAGUE)):
        if match[group]:
            low, best, high = _vague(match[group].lower(), table)
            return Range(
                start, match.end(), low, best, high, currency, weak=group == "few", vague=True
            )
    if match["ratio"]:
        value = float(_RATIOS[match["ratio"].lower()])
        after = match.string[match.end() : match.end() + 4].lower()
        if (
            value < 5
            and match["ratio"].lower() in {"once", "twice"}
            and not after.startswith(" as")
        ):
            return None
        return Range(start, match.end(), value, value, value, "times")
    return _numbers(match, currency)


def _scaled_few(match: re.Match[str], currency: str | None) -> Range:
    """Read "several dozen" as "dozens", "a couple of hundred" as two hundred."""
    scale, few = match["magnitude"].lower(), match["few_of"].lower()
    vague = few != "a couple" and f"{scale}s" in _VAGUE
    two = 2 * _SCALES[scale]
    low, best, high = _vague(f"{scale}s", _VAGUE) if vague else (two, two, two)
    return Range(match.start(), match.end(), low, best, high, currency, vague=vague)


_WHOLE: Final = re.compile(
    r"\s(?!of\s(?:them|it|that|those|these|us|this)\b)(?:of|the|its|their|his|her|our|all)\b",
    re.IGNORECASE,
)
_ONE_HALF: Final = re.compile(
    r"\b(?:first|second|other|latter|former|better|last|one|this|that|\w+ern|upper|lower)\s$", re.I
)
_BY: Final = re.compile(r"\b(?:by|to|than|least|about|almost|nearly|roughly|over)\s$", re.I)


def _fraction(match: re.Match[str]) -> Range | None:
    """A part of something: "a third of", "by half", "two thirds", "nine out of ten"."""
    text, start, stop = match.string, match.start(), match.end()
    if match["many"]:
        value = value_of(match["some"]) / value_of(match["many"])
        return Range(start, stop, value, value, value, "share") if value < 1 else None
    part, count = match["part"].lower(), (match["parts"] or "").lower()
    if not count and (part != "half" or _ONE_HALF.search(text[max(0, start - 12) : start])):
        return None
    ends = re.match(r"\s?(?:[.,;:!?)\u201d\"]|$|\s(?:and|in|since|by|after)\b)", text[stop:])
    measures = _WHOLE.match(text, stop) or (ends and _BY.search(text[max(0, start - 9) : start]))
    several = count not in {"", "a", "an", "one"} and part.endswith("s")
    if not (measures or (several and ends)):
        return None
    value = round((value_of(count) if count else 1.0) * _PARTS[part], 4)
    return Range(start, stop, value, value, value, "share") if value < 1 else None


def _numbers(match: re.Match[str], currency: str | None) -> Range | None:
    text, start = match.string, match.start()
    first = value_of(match["a"])
    stop = match.end("a")
    if match["b"] and not _is_attached(text, match.end("b")):
        pair = _pair(match, first, value_of(match["b"]))
        if pair is not None:
            low, high, unit = pair
            best = low if unit == "ratio" else None
            return Range(start, match.end("b"), low, best, high, unit or currency)
    if match["sep"] == ":" or (match["b"] and match["sep"] == "-" and not currency):
        return None
    if _is_attached(text, stop):
        return None
    digits = match["a"][0].isdigit()
    if match["a"].lower() == "one" and text[stop : stop + 4].lower() == " of ":
        return None
    return Range(
        start, stop, first, first, first, currency,
        plain=currency is None and not re.search(_SCALE_WORD, match["a"], re.I),
        digits=digits,
        weak=not digits and first <= _SMALL,
    )  # fmt: skip


def _pair(match: re.Match[str], a: float, b: float) -> tuple[float, float, str | None] | None:
    """Low and high of a range, or both the ratio; None when the two do not belong together."""
    sep = match["sep"].strip().lower()
    after = match.string[match.end() : match.end() + 60]
    if sep in {"to", ":"} and a >= b > 0 and (b == 1 or _ADVANTAGE.match(after)):
        return (a / b, a / b, "ratio") if sep == "to" or _ADVANTAGE.match(after) else None
    if sep == ":":
        return None
    if sep == "to" and _CHANGE.search(match.string[max(0, match.start() - 60) : match.start()]):
        return None
    if sep == "and":
        before = match.string[max(0, match.start() - 9) : match.start()].lower()
        if not before.rstrip().endswith("between"):
            return None
    scale = re.search(_SCALE_WORD, match["b"], re.I)
    if scale and not re.search(_SCALE_WORD, match["a"], re.I) and a < 1000:
        a *= _SCALES[scale[0].lower()]
    if (
        sep == "-"
        and match["a"].isdigit()
        and match["b"].isdigit()
        and len(match["a"]) == 4 == len(match["b"])
    ):
        return None if 1900 <= a < b <= 2100 else (a, b, None)
    return (a, b, None) if a < b else None


def value_of(numeral: str) -> float:
    """The value of digits or words of counting, scales included."""
    text = numeral.lower().replace("\u00a0", "").replace("\u202f", "")
    if text[0].isdigit():
        number = re.match(r"\d[\d, ]*(?:\.\d+)?", text)
        assert number is not None
        value = float(re.sub(r"[, ]", "", number[0]))
        for word in re.findall(r"[a-z]+", text[number.end() :]):
            value *= {"k": 1e3, "m": 1e6, "b": 1e9}.get(word) or _SCALES[word]
        return value
    total, current = 0.0, 0.0
    for word in re.findall(r"[a-z]+", text):
        if word == "half":
            current = 0.5
        elif word in {"a", "an"}:
            current = current or 1.0
        elif word in _CARDINALS:
            current += _CARDINALS[word]
        elif word in _SCALES and _SCALES[word] >= 1000:
            total += (current or 1.0) * _SCALES[word]
            current = 0.0
        elif word in _SCALES:
            current = (current or 1.0) * _SCALES[word]
    return total + current


def _vague(
    words: str, table: dict[str, dict[str, float]]
) -> tuple[float | None, float | None, float | None]:
    parts = words.split(" of ")
    first = table[parts[0]]
    low, high = float(first["low"]), float(first["high"])
    best = float(first["best"]) if "best" in first else None
    for part in parts[1:]:
        factor = _SCALES[part.rstrip("s")]
        low, high = low * factor, (high + 1) * factor - 1
        best = best * factor if best is not None else None
    return low, best, high


def _is_attached(text: str, stop: int) -> bool:
    """Whether a numeral runs on into letters or figures: an ordinal, a model, a clock."""
    if not text[stop - 1].isdigit():
        return False
    if _UNIT_AHEAD.match(text, stop):
        return False
    return _ATTACHED.match(text, stop) is not None


_BEFORE: Final = {
    kind: re.compile(rf"(?:(?<=\W)|^)(?:{_any(_TABLE['bounds'][kind])})\s?$", re.IGNORECASE)
    for kind in ("about", "low", "high")
}
_AFTER: Final = {
    kind: re.compile(rf"\s(?:{_any(_TABLE['bounds'][kind + '_after'])})\b", re.IGNORECASE)
    for kind in ("about", "low", "high")
}


def read_bounds(text: str, start: int, stop: int) -> tuple[str | None, int, int]:
    """The bound (``low``, ``high``, ``about``, ``None``) and the stretch with its words."""
    if text[stop : stop + 1] == "+" and text[stop - 1].isalnum():
        return "low", start, stop + 1
    window = text[max(0, start - 28) : start]
    for kind, pattern in _BEFORE.items():
        found = pattern.search(window)
        if found:
            return kind, start - len(window) + found.start(), stop
    for kind, pattern in _AFTER.items():
        found = pattern.match(text, stop)
        if found:
            return kind, start, found.end()
    return None, start, stop


def spread(found: Range, bound: str | None) -> tuple[float | None, float | None, float | None]:
    """Low, best and high of a numeral under a bound ("more than", "up to", "about")."""
    low, best, high = found.low, found.best, found.high
    if bound == "low":
        return low, None, None
    if bound == "high":
        return None, None, high
    if bound == "about" and best is not None and not found.vague:
        return round(best * (1 - _WIDTH), 6), best, round(best * (1 + _WIDTH), 6)
    return low, best, high
