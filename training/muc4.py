"""``python -m training.muc4``: learns MUC-4's five slots, and fills them in tests 1 and 2.

From the 1,300 reports for development alone: first networks that find spans
(:mod:`training.muc4_spans`), then what makes templates of them (:mod:`training.muc4_fill`).
"""

from __future__ import annotations

import sys

from training import muc4_fill, muc4_spans


def main() -> int:
    """Both stages, one behind the other."""
    return muc4_spans.main() or muc4_fill.main()


if __name__ == "__main__":
    sys.exit(main())
