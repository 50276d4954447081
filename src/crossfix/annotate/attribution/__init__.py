"""Attribution: who says, thinks, promises, denies or shows what.

``tagger`` reads source, cue and content with the trained encoder, ``finder`` finds them by
rules over the parse, and ``combine`` makes one list of both; ``marks`` tells hedges, polarity
and evidence from them; ``stage`` nests them and makes the records.
"""

from crossfix.annotate.attribution.finding import Finding
from crossfix.annotate.attribution.stage import Attributions

__all__ = ["Attributions", "Finding"]
