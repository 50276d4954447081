"""One frozen configuration, from defaults, a TOML file, the environment and flags.

This is the only module that reads the environment.  Later sources win: defaults, then
``crossfix.toml`` (or the file that ``CROSSFIX_CONFIG`` names), then the variables in
:data:`VARIABLES`, then flags.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import msgspec
import platformdirs

from crossfix.errors import BadOption

CONFIG_FILE: Final = "crossfix.toml"
DEFAULT_CASE: Final = "crossfix.case"

STAGES: Final = (
    "voices",
    "times",
    "quantities",
    "toponyms",
    "attribution",
    "sources",
    "places",
    "events",
    "forecasts",
    "claims",
    "gaps",
    "links",
)
"""The built-in stages, in the order in which they run."""


VARIABLES: Final = (
    ("CROSSFIX_CASE", "case"),
    ("CROSSFIX_CACHE", "cache"),
    ("CROSSFIX_DATA", "data"),
    ("CROSSFIX_FIRMS_KEY", "firms_key"),
)
"""The variables of the environment that are read, and the settings that they give."""


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything that can be set.  Each field is a key of ``crossfix.toml``."""

    case: str = DEFAULT_CASE
    """The case file that commands work on."""
    cache: str = ""
    """Folder for what is compiled once (the gazetteer); empty means the user's cache."""
    data: str = ""
    """Folder for what was added (gazetteers); empty means the user's data folder."""
    max_bytes: int = 20_000_000
    """The largest report that is read, in bytes."""
    batch_characters: int = 400_000
    """How much text is parsed together; more is faster and takes more memory."""
    stages: tuple[str, ...] = STAGES
    """The stages to run, in order; a plugin's stage is added by naming it here."""
    gazetteer: str = "geonames"
    """The gazetteer that places are looked up in."""
    place_threshold: float = 0.4
    """The score below which a place stays unresolved."""
    firms_key: str = ""
    """The user's map key of NASA FIRMS, for `crossfix check --live` and nothing else."""

    @property
    def cache_folder(self) -> Path:
        """Where compiled resources live."""
        return Path(self.cache) if self.cache else platformdirs.user_cache_path("crossfix")

    @property
    def data_folder(self) -> Path:
        """Where what the user added is kept."""
        return Path(self.data) if self.data else platformdirs.user_data_path("crossfix")

    @property
    def digest(self) -> str:
        """A short hash of what decides results; paths and keys do not count."""
        deciding = msgspec.structs.replace(self, case="", cache="", data="", firms_key="")
        return hashlib.sha256(msgspec.json.encode(deciding)).hexdigest()[:12]


def load_config(
    path: Path | None = None, env: Mapping[str, str] | None = None, **flags: object
) -> Config:
    """The configuration in force.

    ``path`` names a TOML file that must exist; without it ``CROSSFIX_CONFIG`` or a
    ``crossfix.toml`` in the current folder is read, if there is one.  A flag that is
    ``None`` was not given.  Raises :class:`~crossfix.errors.BadOption`.
    """
    env = os.environ if env is None else env
    named = path or (Path(env["CROSSFIX_CONFIG"]) if env.get("CROSSFIX_CONFIG") else None)
    settings = _read_toml(named or Path(CONFIG_FILE), must_exist=named is not None)
    for variable, key in VARIABLES:
        if env.get(variable):
            settings[key] = env[variable]
    settings |= {key: value for key, value in flags.items() if value is not None}
    try:
        return msgspec.convert(settings, Config)
    except msgspec.ValidationError as error:
        where = str(named or CONFIG_FILE)
        raise BadOption(
            where, f"not a valid setting ({error})", "see docs/configuration.md"
        ) from None


def _read_toml(path: Path, *, must_exist: bool) -> dict[str, object]:
    try:
        return msgspec.toml.decode(path.read_bytes(), type=dict[str, object])
    except FileNotFoundError:
        if must_exist:
            raise BadOption(str(path), "no such configuration file", "check the path") from None
        return {}
    except (OSError, msgspec.DecodeError) as error:
        raise BadOption(str(path), f"cannot be read ({error})", "mend or remove the file") from None
