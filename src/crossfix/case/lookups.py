"""Findings looked up by many ids or keys at once, in SQL that only SQLite has.

What is asked for goes in as one JSON array: the statement stays the same however many there
are, so that it is read once and costs little more than the look-ups themselves.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Row

_NAMED: Final = """
    SELECT f.* FROM json_each(?) j CROSS JOIN findings f ON f.kind = ? AND f.id = j.value"""
_WITH_KEYS: Final = """
    SELECT f.* FROM (
        SELECT DISTINCT k.finding
        FROM json_each(?) j CROSS JOIN finding_keys k ON k."key" = j.value) s
    CROSS JOIN findings f ON f.seq = s.finding AND f.kind = ?"""
_IDS: Final = """
    SELECT k."key", f.id FROM json_each(?) j CROSS JOIN finding_keys k ON k."key" = j.value
    CROSS JOIN findings f ON f.seq = k.finding AND f.kind = ? ORDER BY f.id"""
_SHARING: Final = """
    SELECT f.id, s.held FROM (
        SELECT k.finding, group_concat(k."key") AS held
        FROM json_each(?) j CROSS JOIN finding_keys k ON k."key" = j.value
        AND k.finding <= coalesce((
            SELECT x.finding FROM finding_keys x WHERE x."key" = j.value
            ORDER BY x.finding LIMIT 1 OFFSET ?), 9223372036854775807)
        GROUP BY k.finding HAVING count(*) >= ?) s
    CROSS JOIN findings f ON f.seq = s.finding AND f.kind = ?"""
_DOCUMENTS: Final = """
    SELECT o.finding, d.id FROM json_each(?) j
    CROSS JOIN finding_documents o ON o.finding = j.value
    CROSS JOIN documents d ON d.seq = o.document"""
_NUMBERS: Final = """
    SELECT d.id, d.seq FROM json_each(?) j CROSS JOIN documents d ON d.id = j.value"""


def rows_named(connection: Connection, kind: str, ids: Collection[str]) -> Sequence[Row[Any]]:
    """The rows of the findings of a kind with these ids, in no order."""
    return _ask(connection, _NAMED, _array(dict.fromkeys(ids)), kind)


def rows_with(connection: Connection, kind: str, keys: Iterable[int]) -> Sequence[Row[Any]]:
    """The rows of the findings of a kind that have one of the keys, each once, in no order."""
    return _ask(connection, _WITH_KEYS, _array(dict.fromkeys(keys)), kind)


def ids_with(connection: Connection, kind: str, keys: Iterable[int]) -> Sequence[tuple[int, str]]:
    """Key and id of each finding of a kind that has one of the keys, in the order of ids."""
    return _ask(connection, _IDS, _array(dict.fromkeys(keys)), kind)


def sharing(
    connection: Connection, kind: str, keys: Iterable[int], least: int, most: int
) -> dict[str, list[int]]:
    """The findings of a kind that have so many of the keys at least, by id, and which.

    Of a key that more than ``most`` have, those count that were written first.
    """
    rows = _ask(connection, _SHARING, _array(dict.fromkeys(keys)), most - 1, least, kind)
    return {finding_id: list(map(int, held.split(","))) for finding_id, held in rows}


def documents_of(connection: Connection, findings: Iterable[int]) -> dict[int, list[str]]:
    """The reports (ids) that findings (by number) hang on."""
    found: dict[int, list[str]] = {}
    for finding, document_id in _ask(connection, _DOCUMENTS, _array(findings)):
        found.setdefault(finding, []).append(document_id)
    return found


def numbers_of(connection: Connection, document_ids: Iterable[str]) -> dict[str, int]:
    """The numbers of reports, by id."""
    rows = _ask(connection, _NUMBERS, _array(dict.fromkeys(document_ids)))
    return {row.id: row.seq for row in rows}


def _array(values: Iterable[str | int]) -> str:
    return json.dumps(list(values))


def _ask(connection: Connection, statement: str, *parameters: object) -> Sequence[Any]:
    return connection.exec_driver_sql(statement, parameters).all()
