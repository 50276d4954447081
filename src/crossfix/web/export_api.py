"""The API on exports: a case in a form that others use, as a file to be kept."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Final
from urllib.parse import quote

from starlette.background import BackgroundTask
from starlette.responses import FileResponse

from crossfix import plugins
from crossfix.exporting import FOLDER, Request, export_case
from crossfix.findings.disclosure import DELAY_DAYS
from crossfix.web.routes import Asked, File, Parameter, Refusal, Route

REMARKS: Final = "x-crossfix-remarks"
"""The header that tells what was held back: lines, percent-encoded."""

_YES: Final = ("yes", "no")


def _export(asked: Asked) -> FileResponse:
    form = asked.path["format"]
    known = sorted([*plugins.names(plugins.EXPORTERS), FOLDER])
    if form not in known:
        raise Refusal(404, f"{form} is no form of export", f"choose from {', '.join(known)}")
    if not asked.case.extent()[0]:
        raise Refusal(409, "the case holds no report yet", "bring some in first")
    folder = Path(tempfile.mkdtemp(prefix="crossfix-export-"))
    try:
        made, remarks = _written(asked, form, folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    stem = Path(asked.case.where).stem
    return FileResponse(
        made,
        media_type="application/octet-stream",
        filename=f"{stem}-{form}{_ending(asked, form)}",
        headers={REMARKS: quote("\n".join(remarks)), "cache-control": "no-store"},
        background=BackgroundTask(shutil.rmtree, folder, ignore_errors=True),
    )


def _written(asked: Asked, form: str, folder: Path) -> tuple[Path, list[str]]:
    """Write the export into a folder of its own; the file, and what was said of it."""
    remarks: list[str] = []
    delay = asked.number("delay")
    request = Request(
        form=form,
        to=folder / "export",
        merged=asked.word("merge") == "yes",
        exact_positions=asked.word("exact_positions") == "yes",
        delay_days=delay or None,
        real_names=asked.word("real_names") == "yes",
    )
    export_case(asked.case, asked.desk.config, request, remarks.append)
    if form != FOLDER:
        return request.to, remarks
    return Path(shutil.make_archive(str(folder / "packed"), "zip", request.to)), remarks


def _ending(asked: Asked, form: str) -> str:
    """How the file of a form ends."""
    if form == FOLDER:
        return ".zip"
    return str(plugins.make(plugins.EXPORTERS, form, asked.desk.config).suffix)


ROUTES = (
    Route(
        "GET",
        "/export/{format}",
        _export,
        "The case in a form that others use, safe unless asked otherwise: "
        f"what was held back stands in the header {REMARKS}.",
        query=(
            Parameter("merge", "One row a happening, not one a report.", "no", choices=_YES),
            Parameter("exact_positions", "Positions of units as they are.", "no", choices=_YES),
            Parameter("real_names", "Private persons under their names.", "no", choices=_YES),
            Parameter(
                "delay",
                "Days for which positions of units are held back; 0 for none.",
                DELAY_DAYS,
                least=0,
                most=36_500,
            ),
        ),
        answer=File("application/octet-stream", "The file; a folder comes as a zip archive."),
    ),
)
