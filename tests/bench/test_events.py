"""The bench of events: how other people's marks are read, and what is counted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bench.corpora import cir
from bench.corpora.meantime import read_meantime
from bench.corpora.wikievents import read_wikievents

from crossfix.model import Status

HEADING = "entry,date,event_group,brief description\n"


def test_lines_are_read_once_with_their_group(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marks = tmp_path / "marks.toml"
    digest = cir.digest_of("Ground Battle", "Fighting at the bridge")
    marks.write_text(f'carried = ["{digest}"]\nnot_carried = []\n', encoding="utf-8")
    monkeypatch.setattr(cir, "CARRIED", marks)
    rows = tmp_path / "rows.csv"
    rows.write_text(
        HEADING + "1,,Ground Battle March 2022,Fighting at the bridge\n"
        "2,,Ground Battle Feb - June,Fighting at the bridge\n3,,Weather May,Rain over Lubny\n"
        "4,,Munitions,A shell in a garden\n",
        encoding="utf-8",
    )
    lines = [(line.group, line.text, line.carries) for line in cir.read_cir(rows)]
    assert lines == [
        ("Ground Battle", "Fighting at the bridge", True),
        ("Munitions", "A shell in a garden", None),
    ]


def test_a_happening_knows_what_was_told_before(tmp_path: Path) -> None:
    text = "A blast killed two and wounded five . The blast shook Lubny ."
    mentions = [(1, "Conflict.Attack.X", 0), (2, "Life.Die.X", 0), (5, "Life.Injure.X", 0),
                (9, "Conflict.Attack.X", 1)]  # fmt: skip
    document = {
        "tokens": text.split(),
        "entity_mentions": [{"id": "T1", "start": 3, "end": 4}],
        "event_mentions": [
            {
                "event_type": kind,
                "trigger": {"start": at, "end": at + 1, "sent_idx": sentence},
                "arguments": [{"entity_id": "T1", "role": "Victim"}] if at == 2 else [],
            }
            for at, kind, sentence in mentions
        ],
    }
    path = tmp_path / "dev.jsonl"
    path.write_text(json.dumps(document) + "\n", encoding="utf-8")
    [read] = read_wikievents(path)
    words = [read.text[h.start : h.stop] for h in read.happenings]
    assert words == ["blast", "killed", "wounded", "blast"]
    assert [h.joined for h in read.happenings] == [False, False, True, False]
    assert [h.again for h in read.happenings] == [False, False, False, True]
    [(field, (start, stop))] = read.happenings[1].arguments
    assert (field, read.text[start:stop]) == ("target", "two")


MENTIONS = [
    (("CERTAIN", "FUTURE", "POS", "NONE"), Status.PLANNED),
    (("POSSIBLE", "FUTURE", "POS", "NONE"), Status.HYPOTHETICAL),
    (("CERTAIN", "FUTURE", "NEG", "NONE"), Status.PLANNED),
    (("CERTAIN", "NON_FUTURE", "NEG", "NONE"), Status.DENIED),
    (("CERTAIN", "NON_FUTURE", "POS", "NONE"), Status.ASSERTED),
    (("PROBABLE", "NON_FUTURE", "POS", "NONE"), Status.HYPOTHETICAL),
    (("CERTAIN", "NON_FUTURE", "POS", "COND_IF_CLAUSE"), Status.HYPOTHETICAL),
    (("CERTAIN", "NON_FUTURE", "POS", "GEN"), None),
]


@pytest.mark.parametrize(("marks", "status"), MENTIONS)
def test_certainty_time_and_polarity_give_a_status(
    tmp_path: Path, marks: tuple[str, str, str, str], status: Status | None
) -> None:
    names = ("certainty", "time", "polarity", "special_cases")
    told = " ".join(f'{name}="{mark}"' for name, mark in zip(names, marks, strict=True))
    (tmp_path / "a.xml").write_text(
        '<Document><token sentence="0" t_id="1">Title</token>'
        '<token sentence="1" t_id="2">Monday</token>'
        '<token sentence="2" t_id="3">They</token><token sentence="2" t_id="4">left</token>'
        f'<EVENT_MENTION {told}><token_anchor t_id="4"/></EVENT_MENTION></Document>',
        encoding="utf-8",
    )
    [article] = read_meantime(tmp_path)
    assert article.text == "Title\n\nMonday\n\nThey left"
    assert [m.status for m in article.mentions] == ([status] if status else [])
    assert all(article.text[m.start : m.stop] == "left" for m in article.mentions)
