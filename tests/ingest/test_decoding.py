"""Bytes to text: the right codec, exactly, or a refusal."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfix.errors import MalformedReport, Skip, UnreadableBytes
from crossfix.ingest.decoding import declared_charset, decode, decode_leniently

ENGLISH = "The governor said “nothing was struck” – a café owner in Brodek disagreed.\r\nMore.\n"
WESTERN = "Señor Núñez y el señor Müller están en el café de Orléans; ¿qué pasó?"
RUSSIAN = "Вчера вечером над городом были слышны взрывы, сообщил губернатор области."
UKRAINIAN = "Вибухи у місті: є поранені, їх лікують у лікарні, повідомив мер."
POLISH = "Żołnierze zajęli wieś w środę; według władz zginęło pięć osób, są też ranni."


@pytest.mark.parametrize(
    ("text", "codec", "named"),
    [
        (ENGLISH, "utf-8", "utf-8"),
        (ENGLISH, "utf-8-sig", "utf-8"),
        (ENGLISH, "utf-16", "utf-16-le"),
        (ENGLISH, "utf-16-le", "utf-16-le"),
        (ENGLISH, "utf-16-be", "utf-16-be"),
        (ENGLISH, "utf-32", "utf-32-le"),
        (ENGLISH, "utf-32-be", "utf-32-be"),
        (ENGLISH, "cp1252", "cp1252"),
        (WESTERN, "latin-1", "cp1252"),
        ("Café déjà vu", "latin-1", "cp1252"),
        ("The naïve fiancée", "latin-1", "cp1252"),
        (RUSSIAN, "utf-16-le", "utf-16-le"),
        (RUSSIAN, "cp1251", "cp1251"),
        (RUSSIAN, "koi8-r", "koi8_u"),
        (RUSSIAN, "cp866", "cp866"),
        (RUSSIAN, "iso8859_5", "iso8859_5"),
        ("Привет, мир", "cp1251", "cp1251"),
        ("Привет, мир", "koi8-r", "koi8_u"),
        (RUSSIAN.upper(), "cp1251", "cp1251"),
        (UKRAINIAN, "cp1251", "cp1251"),
        (UKRAINIAN, "koi8-u", "koi8_u"),
        (POLISH, "cp1250", "cp1250"),
    ],
)
def test_codec_is_found(text: str, codec: str, named: str) -> None:
    found = decode(text.encode(codec), "x")
    assert (found.text, found.encoding) == (text, named)


@pytest.mark.parametrize(
    ("data", "error", "problem"),
    [
        (ENGLISH.encode("utf-16")[:-1], MalformedReport, "UTF-16 text that is cut short"),
        (ENGLISH.encode("utf-16-le")[:-1], MalformedReport, "UTF-16 text that is cut short"),
        (ENGLISH.encode("utf-32")[:-2], MalformedReport, "UTF-32 text that is cut short"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8a\x00", MalformedReport, "not valid UTF-16-LE"),
        (RUSSIAN.encode()[:-2], MalformedReport, "UTF-8 text that is cut short"),
        (RUSSIAN.encode() + b"\xff" + RUSSIAN.encode(), MalformedReport, "1 broken characters"),
        (bytes(range(256)), UnreadableBytes, "binary data"),
        (b"text with\x00a nul", UnreadableBytes, "binary data"),
        (b"\x01\x02\x03\x04\x05" * 9, UnreadableBytes, "binary data"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, error: type[Skip], problem: str) -> None:
    with pytest.raises(error, match=problem):
        decode(data, "x")


@pytest.mark.parametrize(
    ("label", "codec"),
    [("windows-1251", "cp1251"), ("KOI8-R", "koi8_r"), ("ISO-8859-2", "iso8859_2")],
)
def test_a_declared_character_set_is_believed(label: str, codec: str) -> None:
    text = POLISH if codec == "iso8859_2" else "Мир"
    assert decode(text.encode(codec), "x", label).text == text


def test_a_declared_character_set_that_does_not_fit_is_not_believed() -> None:
    assert decode(RUSSIAN.encode(), "x", "ascii").text == RUSSIAN
    assert decode(RUSSIAN.encode(), "x", "no-such-charset").text == RUSSIAN


def test_lenient_decoding_counts_what_it_replaces() -> None:
    found = decode_leniently(RUSSIAN.encode() + b"\xff" + RUSSIAN.encode(), "x")
    assert found.broken == 1
    assert found.text == f"{RUSSIAN}\ufffd{RUSSIAN}"


@pytest.mark.parametrize(
    ("media_type", "charset"),
    [
        ("text/html; charset=UTF-8", "UTF-8"),
        ('text/plain;charset="koi8-r"', "koi8-r"),
        ("text/html", None),
        (None, None),
    ],
)
def test_declared_charset(media_type: str | None, charset: str | None) -> None:
    assert declared_charset(media_type) == charset


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_comes_back_exactly(text: str) -> None:
    found = decode(text.encode(), "x")
    assert found.text == text.removeprefix("\ufeff")


@given(st.binary(max_size=300))
def test_any_bytes_round_trip_or_are_refused(data: bytes) -> None:
    try:
        found = decode(data, "x")
    except Skip as skipped:
        assert skipped.item == "x"
        assert skipped.remedy
        return
    assert data.endswith(found.text.encode(found.encoding))
    assert len(data) - len(found.text.encode(found.encoding)) <= 4
