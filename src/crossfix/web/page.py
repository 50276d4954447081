"""The page as HTML: a shell that loads the bundle, or all of it in one file.

The bundle (``static/``) is made from ``page/`` by ``make page`` and is part of the wheel.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from crossfix.errors import MissingResource

SCRIPT: Final = "app.js"
STYLE: Final = "app.css"
ICON: Final = "icon.svg"
REMEDY: Final = "run make page in the repository, or install crossfix from a wheel"


@dataclass(frozen=True, slots=True)
class Whole:
    """What the page in one file is made of: its title, its data (base64), what to be told."""

    title: str
    data: str
    remarks: tuple[str, ...] = ()


def static_folder() -> Path:
    """Where the bundle lies, if it was made."""
    return Path(str(files("crossfix.web").joinpath("static")))


def missing(folder: Path) -> list[str]:
    """The files of the bundle that are not there."""
    return [name for name in (SCRIPT, STYLE, ICON) if not (folder / name).is_file()]


def render_shell(title: str) -> str:
    """The page that loads the bundle and asks the API."""
    return _template().render(title=title, policy=None, style=None, remarks=())


def render_whole(whole: Whole, folder: Path) -> str:
    """The page with its bundle and its data inside, for a browser without a network.

    Raises :class:`~crossfix.errors.MissingResource` when the bundle was not made.
    """
    if gone := missing(folder):
        raise MissingResource(str(folder), f"the page was not built ({', '.join(gone)})", REMEDY)
    script = _inside((folder / SCRIPT).read_text(encoding="utf-8"), "script")
    style = _inside((folder / STYLE).read_text(encoding="utf-8"), "style")
    icon = base64.b64encode((folder / ICON).read_bytes()).decode()
    return _template().render(
        title=whole.title,
        policy=policy_of(script, style),
        style=style,
        script=script,
        icon=f"data:image/svg+xml;base64,{icon}",
        data=whole.data,
        remarks=whole.remarks,
    )


def policy_of(script: str, style: str) -> str:
    """A content security policy that lets these two run and nothing else be loaded."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_digest(script)}'",
            f"style-src '{_digest(style)}'",
            "img-src data: blob:",
            "font-src data:",
            "worker-src blob:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _inside(text: str, tag: str) -> str:
    r"""A text that does not end the element that it stands in.

    In a script ``<\/script`` and ``<\!--`` mean the same inside of strings, templates and
    patterns, where alone they can stand in a bundle; in a style ``<\/style`` does.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")  # as HTML reads it, for the digest
    text = re.sub(rf"</(?={tag})", r"<\\/", text, flags=re.IGNORECASE)
    return text.replace("<!--", "<\\!--") if tag == "script" else text


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("crossfix.web"), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template("page.html")
