"""Writes the cells of standing sources on record: ``python -m training.static_sources``.

From the detections of gianman89 over Ukraine, 2016 and 2018 to 2021: NASA FIRMS (open data)
by way of a repository under the MIT licence.  The years of full war are left out: what burns
there month after month may be the front.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import h3.api.numpy_int as h3
import numpy as np

from crossfix.check import static_sources
from crossfix.check.fire_rows import read_detections

ROOT: Final = Path(__file__).resolve().parents[1]
FIRES: Final = ROOT.parent / "shared" / "data" / "firms" / "gianman89"
YEARS: Final = (2016, 2018, 2019, 2020, 2021)
HEAD: Final = """\
# Cells (H3, resolution 8) that burn in many separate months, quiet ones among them: gas flares,
# furnaces, mines. Ukraine, {years}: {rows:,} detections in {record} months.
# provenance: NASA FIRMS (MODIS C6.1 and VIIRS C2 active fires, NASA open data) by way of the
# repository gianman89 (MIT); written by training/static_sources.py, the rule is in
# crossfix/check/static_sources.py.
"""


def main() -> None:
    """Learn the cells and write them into the package."""
    found = read_detections([FIRES / f"ukr_fire_data_{year}.csv" for year in YEARS]).frame
    lat, lon = found["lat"].to_numpy(), found["lon"].to_numpy()
    months = found["day"].to_numpy().astype("datetime64[D]").astype("datetime64[M]")
    static = static_sources.learn_static(
        static_sources.cells_of(lat, lon),
        months.astype(np.int32),
        static_sources.wide_blocks(lat, lon),
    )
    head = HEAD.format(
        years=", ".join(map(str, YEARS)), rows=found.height, record=len(np.unique(months))
    )
    lines = ["cell,months,quiet,share"]
    for cell, seen, quiet, share in static.iter_rows():
        lines.append(f"{h3.int_to_str(cell)},{seen},{quiet},{share:.3f}")
    path = Path(static_sources.__file__).parent / static_sources.DATA
    path.write_text(head + "\n".join(lines) + "\n", encoding="ascii")
    print(f"{path.name}: {static.height} cells, {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
