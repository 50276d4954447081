"""The classes of argument read out of files in WordNet's form: invented words and senses."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from training import wordnet

_LICENCE = "  1 This is a licence.  \n  2 It has two lines.  \n"
# 00000001 thing > 00000002 vessel > 00000003 skiff; 00000004 is a ship by name, an instance.
_DATA = (
    "00000001 03 n 01 thing 0 001 ~ 00000002 n 0000 | anything  \n"
    "00000002 03 n 01 vessel 0 003 @ 00000001 n 0000 ~ 00000003 n 0000 ~i 00000004 n 0000 | x  \n"
    "00000003 03 n 02 skiff 0 long_skiff 1 001 @ 00000002 n 0000 | a boat  \n"
    "00000004 03 n 01 argo 0 001 @i 00000002 n 0000 | a ship  \n"
    "00000005 03 n 01 song 0 000 | a tune  \n"
)
_INDEX = (
    "argo n 1 1 @i 1 0 00000004  \n"
    "ballad n 2 0 2 1 00000005 00000003  \n"
    "cutter n 2 0 2 0 00000003 00000005  \n"
    "long_skiff n 1 1 @ 1 0 00000003  \n"
    "pinnace n 2 0 2 3 00000003 00000005  \n"
    "skiff n 1 1 @ 1 0 00000003  \n"
    "vessel n 1 2 @ ~ 1 4 00000002  \n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "data.noun").write_text(_LICENCE + _DATA, encoding="utf-8")
    (tmp_path / "index.noun").write_text(_LICENCE + _INDEX, encoding="utf-8")
    return tmp_path


def test_a_word_belongs_by_its_first_sense_and_names_and_phrases_do_not(folder: Path) -> None:
    found = wordnet.read_nouns(folder).members((("vessel", 1),))
    # "cutter" was never tagged and is half a song; "pinnace" was, and its first sense counts.
    assert found == ["pinnace", "skiff", "vessel"]


def test_an_unknown_root_is_an_error(folder: Path) -> None:
    with pytest.raises(KeyError, match="zeppelin"):
        wordnet.read_nouns(folder).members((("zeppelin", 1),))


def test_the_licence_goes_with_the_words(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(wordnet, "CLASSES", {"boats": (("vessel", 1),)})
    target = tmp_path / "words.toml"
    wordnet.main(str(folder), str(target))
    text = target.read_text(encoding="utf-8")
    assert "# This is a licence.\n# It has two lines.\n" in text
    assert tomllib.loads(text)["boats"] == ["pinnace", "skiff", "vessel"]
