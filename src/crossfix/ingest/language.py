"""The language a report is written in, and what follows from it."""

from __future__ import annotations

from typing import Final

from crossfix.ingest.loading import library
from crossfix.model import Notice

SAMPLE: Final = 5000
"""How many characters are looked at."""

FEWEST_LETTERS: Final = 40
"""Below this a guess would be worth nothing."""

READS: Final = "en"


def tell_language(text: str, declared: str | None = None) -> str | None:
    """The ISO 639-1 code of the language, from the text, or as declared if it is too short."""
    sample = text.strip()[:SAMPLE]
    if sum(map(str.isalpha, sample)) >= FEWEST_LETTERS:
        code, _ = library("py3langid").classify(sample)
        return str(code)
    code = (declared or "").strip().lower()[:2]
    return code if len(code) == 2 and code.isalpha() else None


def warn_of_language(language: str | None) -> tuple[Notice, ...]:
    """What the user must know about a report that is not in English."""
    if language in {None, READS}:
        return ()
    message = (
        f"the report seems to be in another language ({language}); crossfix reads English, "
        "so the results will be poor: translate it first"
    )
    return (Notice(about="language", message=message),)
