"""The form of the API's table: what a route is, and what its endpoint is handed.

The routes themselves stand in ``ROUTES`` of the modules of their subject;
:mod:`crossfix.web.table` puts them together.  The application and the description of the
API (:mod:`crossfix.web.openapi`) are both made from that one table.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

from starlette.requests import Request
from starlette.responses import Response

from crossfix.model import Record
from crossfix.web.desk import Desk

if TYPE_CHECKING:
    from crossfix.case import Case

R = TypeVar("R", bound=Record)

SMALL_BODY: Final = 64 * 1024
"""Bytes that the body of a request may have where its route names no other number."""


class Refusal(Exception):  # noqa: N818 - it says what happens to the request
    """A request that is answered with a :class:`~crossfix.web.shapes.Problem`."""

    def __init__(self, status: int, problem: str, remedy: str) -> None:
        super().__init__(f"{problem}; {remedy}")
        self.status = status
        self.problem = problem
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a query; numbers are those with bounds, ``least`` and ``most``.

    ``choices`` are the only values of words, where not any will do.
    """

    name: str
    meaning: str
    default: str | int | None = None
    least: int | None = None
    most: int | None = None
    choices: tuple[str, ...] = ()

    @property
    def is_number(self) -> bool:
        """Whether its values are whole numbers."""
        return self.least is not None


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form that is sent as ``multipart/form-data``."""

    name: str
    meaning: str
    is_file: bool = False
    many: bool = False
    required: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """An answer that is a file and no record: its media type and what it holds."""

    media_type: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Listed:
    """An answer that is a list of records."""

    record: type[Record]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, taken apart by its route.

    ``path`` and ``query`` hold every parameter that the route names, defaults filled in;
    ``body`` is the decoded record, ``None`` where a form was sent (see :attr:`request`).
    """

    desk: Desk
    request: Request
    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str | int | None] = field(default_factory=dict)
    body: Record | None = None

    @property
    def case(self) -> Case:
        """The case, open for reading."""
        return self.desk.case

    def writing(self) -> AbstractContextManager[Case]:
        """The case, open for writing; :exc:`Refusal` (403) where nothing may be written."""
        if not self.desk.writable:
            problem = "the case was opened for reading only"
            raise Refusal(403, problem, "serve it without --read-only")
        return self.desk.writing()

    def word(self, name: str) -> str:
        """A parameter of the query that is words; empty when it was not given."""
        value = self.query[name]
        return value if isinstance(value, str) else ""

    def number(self, name: str) -> int:
        """A parameter of the query that is a number and has a default."""
        value = self.query[name]
        assert isinstance(value, int)  # what the route's table says
        return value

    def sent(self, record: type[R]) -> R:
        """The body, which the route says is such a record."""
        assert isinstance(self.body, record)  # what was decoded
        return self.body


Answered: TypeAlias = Record | Sequence[Record] | Response
Endpoint: TypeAlias = Callable[[Asked], Answered] | Callable[[Asked], Awaitable[Answered]]


@dataclass(frozen=True, slots=True)
class Route:
    """One thing that the API does.

    ``path`` is under ``/api`` and names its parameters in braces.  An endpoint that is a
    plain function runs in a thread of its own; a coroutine runs in the server's loop and
    must not block it.  ``form`` are fields that may be sent in place of ``body``.
    ``by_head``: the answer to a GET changes only with the head of the case (or the day),
    and is kept as long as they stand.  ``most_bytes`` bounds the body.
    """

    method: str
    path: str
    endpoint: Endpoint
    summary: str
    query: tuple[Parameter, ...] = ()
    body: type[Record] | None = None
    form: tuple[Field, ...] = ()
    answer: type[Record] | Listed | File = Record
    by_head: bool = False
    most_bytes: int = SMALL_BODY
    status: int = 200
