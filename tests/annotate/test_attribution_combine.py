"""What the encoder read and what the rules found become one list."""

import pytest

from crossfix.annotate.attribution.combine import combine
from crossfix.annotate.attribution.finder import find_on
from crossfix.annotate.attribution.finding import Finding, page_of
from crossfix.annotate.attribution.tagger import Tagged
from crossfix.annotate.parse import parse

Parts = tuple[str | None, str, tuple[str, ...]]


def at(text: str, words: str) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


def combined(text: str, *read: Parts) -> list[Parts]:
    """Source, cue and content of every finding, when the encoder read these."""
    [(doc, _)] = parse([(text, None)])
    page = page_of(doc)
    tagged = [
        Tagged(at(text, source) if source else None, at(text, cue),
               tuple(at(text, piece) for piece in content))
        for source, cue, content in read
    ]  # fmt: skip

    def parts(finding: Finding) -> Parts:
        source = doc[slice(*finding.source)].text if finding.source else None
        pieces = tuple(doc[slice(*piece)].text for piece in finding.content)
        return source, doc[slice(*finding.cue)].text, pieces

    return [parts(finding) for finding in combine(page, tagged, find_on(page))]


OUTER = "The channel writes that, according to the brigade, the bridge has fallen."


@pytest.mark.parametrize(
    ("text", "read", "expected"),
    [
        pytest.param(
            "The mayor said on Monday that the dam holds.",
            [("The mayor", "said", ("that the dam holds.",))],
            [("The mayor", "said", ("that the dam holds.",))],
            id="of two for one act the encoder's stays",
        ),
        pytest.param(
            OUTER,
            [("The channel", "writes", ("that, according to the brigade, the bridge has fallen",))],
            [
                ("The channel", "writes",
                 ("that, according to the brigade, the bridge has fallen",)),
                ("the brigade", "according to", ("the bridge has fallen",)),
            ],
            id="what stands inside a content is added",
        ),
        pytest.param(
            OUTER,
            [("the brigade", "according to", ("the bridge has fallen",))],
            [
                ("The channel", "writes",
                 ("that, according to the brigade, the bridge has fallen",)),
                ("the brigade", "according to", ("the bridge has fallen",)),
            ],
            id="what holds another is added",
        ),
        pytest.param(
            "The answer seemed clear: the bridge would stay closed.",
            [("The answer", "seemed", ("clear: the bridge would stay closed",))],
            [],
            id="what something seems to the writer is nobody's words",
        ),
        pytest.param(
            "It was hinted that the talks would fail.",
            [("It", "was hinted", ("that the talks would fail",))],
            [(None, "was hinted", ("that the talks would fail",))],
            id="a passive whose subject stands for its clause names nobody",
        ),
        pytest.param("Nothing was said.", [], [], id="nothing of nothing"),
    ],
)  # fmt: skip
def test_findings(text: str, read: list[Parts], expected: list[Parts]) -> None:
    assert combined(text, *read) == expected


def test_a_rule_that_reads_the_same_words_otherwise_gives_way() -> None:
    text = "Officials say talks on the port continue, the paper said."
    read: Parts = ("the paper", "said", ("Officials say talks on the port continue,",))
    found = combined(text, read)
    whole: Parts = ("the paper", "said", ("Officials say talks on the port continue",))
    assert whole in found
    inner = {"talks on the port continue", "talks on the port continue,"}
    assert all(other == whole or set(other[2]) <= inner for other in found)


SPLIT = [
    pytest.param(
        "Nine lorries burned, the head of the guild, Captain Ada Lovelace, said.",
        ("Captain Ada Lovelace", "said", ("Nine lorries burned, the head of the guild",)),
        ("the head of the guild, Captain Ada Lovelace", "said", ("Nine lorries burned",)),
        id="a role is no part of what is said",
    ),
    pytest.param(
        "Guards fired at the ferry on Monday, killing two sailors, a port official said.",
        ("a port official", "said", ("killing two sailors",)),
        ("a port official", "said", ("Guards fired at the ferry on Monday, killing two sailors",)),
        id="a participle at the end is said with its sentence",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "read", "expected"), SPLIT)
def test_a_reading_that_cuts_a_clause_gives_way(text: str, read: Parts, expected: Parts) -> None:
    assert combined(text, read) == [expected]
