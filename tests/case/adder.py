"""A process that adds reports to a case: ``python -m tests.case.adder CASE FROM TO STEP``."""

from __future__ import annotations

import sys

from crossfix.case import open_case
from tests.case.reports import make_pair


def main() -> None:
    path, first, last, step = sys.argv[1], *map(int, sys.argv[2:5])
    with open_case(path, create=True, wait=30) as case:
        case.add_many(make_pair(n, paragraphs=3) for n in range(first, last, step))


if __name__ == "__main__":
    main()
