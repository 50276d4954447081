"""Attribution: who says, thinks, promises, denies or shows what.

``finder`` finds source, cue and content as ranges of tokens, by rules over the parse;
``marks`` tells hedges, polarity and evidence from them; ``stage`` nests them and makes
the records.  Whoever finds the spans in another way puts it in the place of ``finder``.
"""

from crossfix.annotate.attribution.finder import find_attributions
from crossfix.annotate.attribution.finding import Finding
from crossfix.annotate.attribution.stage import Attributions

__all__ = ["Attributions", "Finding", "find_attributions"]
