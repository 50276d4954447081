"""Answers that are kept as long as nothing changes that they rest on.

An answer is kept compressed, as it is sent.  The ``ETag`` is the state of the case (its
head, the day, what has been reckoned since), so that a browser asks again and is told in a
few bytes that nothing changed.
"""

from __future__ import annotations

import gzip
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import Final

from starlette.datastructures import Headers
from starlette.responses import Response

from crossfix.web.answers import JSON

MOST_BYTES: Final = 64_000_000
"""So much is kept, the longest unused given up first."""
SMALL: Final = 1_000
"""Bytes below which nothing is gained by compressing."""
_LEVEL: Final = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with the state that it rests on; ``packed`` says that it is compressed."""

    state: str
    body: bytes
    packed: bool
    media_type: str = JSON

    @classmethod
    def of(cls, body: bytes, state: str, media_type: str = JSON) -> Answer:
        """An answer, compressed if it is not small."""
        packed = len(body) >= SMALL
        kept = gzip.compress(body, _LEVEL, mtime=0) if packed else body
        return cls(state, kept, packed, media_type)

    def respond(self, headers: Headers) -> Response:
        """The response to a request with these headers: 304 where it has the answer already."""
        tag = f'W/"{self.state}"'
        said = {"etag": tag, "cache-control": "private, no-cache", "vary": "Accept-Encoding"}
        if tag in (known.strip() for known in headers.get("if-none-match", "").split(",")):
            return Response(status_code=304, headers=said)
        body = self.body
        if self.packed and "gzip" in headers.get("accept-encoding", ""):
            said["content-encoding"] = "gzip"
        elif self.packed:
            body = gzip.decompress(body)
        return Response(body, media_type=self.media_type, headers=said)


class Kept:
    """The answers of one state; those of an earlier one are forgotten."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most = most
        self._lock = Lock()
        self._answers: OrderedDict[str, Answer] = OrderedDict()
        self._bytes = 0

    def get(self, target: str, state: str) -> Answer | None:
        """What is kept of an address, if the state is still the same."""
        with self._lock:
            found = self._answers.get(target)
            if found is None or found.state != state:
                return None
            self._answers.move_to_end(target)
            return found

    def put(self, target: str, state: str, body: bytes) -> Answer:
        """Keep an answer."""
        made = Answer.of(body, state)
        with self._lock:
            self._forget(target)
            self._answers[target] = made
            self._bytes += len(made.body)
            while self._bytes > self._most and self._answers:
                self._forget(next(iter(self._answers)))
        return made

    def _forget(self, target: str) -> None:
        gone = self._answers.pop(target, None)
        if gone is not None:
            self._bytes -= len(gone.body)
