"""Reports brought in through the page: files that were dropped, and text that was pasted.

What was sent is put down in a folder of its own and read there, one file after another, by
one thread of the application.  Whole reports are in the case from the moment at which their
file was read; a file that cannot be read is named with the remedy and stops nothing.
"""

from __future__ import annotations

from contextlib import AsyncExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException

from crossfix.errors import BadOption
from crossfix.ingest.dates import check_published
from crossfix.web.filenames import file_name
from crossfix.web.importing import Batch, imports_of
from crossfix.web.intake import Sent
from crossfix.web.routes import Asked, Field, Refusal, Route
from crossfix.web.shapes import Job, PasteBody

MOST_FILES: Final = 500
"""Files that one import may have."""
MOST_BYTES: Final = 500_000_000
"""Bytes that one import may have in all."""

_CHUNK: Final = 1 << 20
_FIELDS: Final = 4


async def post_import(asked: Asked) -> Job:
    """Bring reports in: files of a form, or pasted text; the answer is where it stands."""
    if not asked.desk.writable:
        problem = "the case was opened for reading only"
        raise Refusal(403, problem, "serve it without --read-only")
    imports = imports_of(asked.desk)
    imports.check_room()
    async with AsyncExitStack() as kept:
        folder = TemporaryDirectory(prefix="crossfix-import-")
        kept.callback(folder.cleanup)
        if isinstance(asked.body, PasteBody):
            batch = _pasted(asked.body, folder)
        else:
            batch = await _put_down(asked, folder)
        kept.pop_all()  # from here on the folder is the import's to remove
    return imports.begin(batch)


def get_import(asked: Asked) -> Job:
    """An import as it stands: what was read, what is waiting, and what went wrong."""
    found = imports_of(asked.desk).job(asked.path["id"])
    if found is None:
        problem = f"there is no import {asked.path['id']!r}"
        raise Refusal(404, problem, "the last ones are kept as long as crossfix serves")
    return found


def _pasted(body: PasteBody, folder: TemporaryDirectory[str]) -> Batch:
    """Pasted text as a file of its own."""
    published = _day(body.published)
    if not body.text.strip():
        raise Refusal(400, "there is no text", "paste the text of a report")
    title = " ".join(body.title.split())
    path = Path(folder.name, "0")
    path.write_bytes(body.text.encode())
    sent = Sent(path=path, name=file_name(f"{title or 'pasted text'}.txt"), title=title or None)
    return Batch(folder=folder, files=(sent,), published=published)


async def _put_down(asked: Asked, folder: TemporaryDirectory[str]) -> Batch:
    """The files of a form, in its folder under numbers."""
    try:
        form = await asked.request.form(max_files=MOST_FILES, max_fields=_FIELDS)
    except (MultiPartException, HTTPException) as error:
        told = error.message if isinstance(error, MultiPartException) else error.detail
        remedy = f"send files, at most {MOST_FILES} together, and published"
        raise Refusal(400, f"the form cannot be read ({told})", remedy) from None
    try:
        published, uploads = _parts(form)
        sent = [
            await _put(upload, Path(folder.name, str(number)))
            for number, upload in enumerate(uploads)
        ]
    finally:
        await form.close()
    return Batch(folder=folder, files=tuple(sent), published=published)


def _parts(form: FormData) -> tuple[str | None, list[UploadFile]]:
    """The day and the files of a form."""
    unknown = sorted({name for name, _ in form.multi_items()} - {"files", "published"})
    if unknown:
        raise Refusal(400, f"there is no field {unknown[0]!r} here", "known: files, published")
    given, uploads = form.get("published"), form.getlist("files")
    files = [upload for upload in uploads if isinstance(upload, UploadFile)]
    if not files or len(files) != len(uploads):
        raise Refusal(400, "there is no file in the form", "send files under the name files")
    if not (given is None or isinstance(given, str)):
        raise Refusal(400, "published is a file", "send the day as YYYY-MM-DD")
    return _day(given), files


async def _put(upload: UploadFile, path: Path) -> Sent:
    with path.open("wb") as sheet:
        while chunk := await upload.read(_CHUNK):
            sheet.write(chunk)
    return Sent(path=path, name=file_name(upload.filename))


def _day(given: str | None) -> str | None:
    try:
        return check_published(given.strip() or None) if given else None
    except BadOption as error:
        raise Refusal(400, f"published: {error.problem}", error.remedy) from None


ROUTES: Final = (
    Route(
        "POST",
        "/imports",
        post_import,
        "Bring reports in: files of a form, or pasted text; the answer is where it stands.",
        body=PasteBody,
        form=(
            Field("files", "A report or an export of reports.", is_file=True, many=True,
                  required=True),
            Field("published", "When they were published (ISO 8601): what 'today' means."),
        ),
        answer=Job,
        most_bytes=MOST_BYTES,
        status=202,
    ),
    Route(
        "GET",
        "/imports/{id}",
        get_import,
        "An import as it stands: what was read, what is waiting, and what went wrong.",
        answer=Job,
    ),
)  # fmt: skip
"""The routes that bring reports in."""
