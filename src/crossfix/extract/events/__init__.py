"""Events: concrete happenings, who did what to whom, where, when, and how it is told.

``lexicon`` holds the vocabulary, ``triggers`` finds the words that tell of an event,
``status`` says how it is told, ``arguments`` and ``circumstances`` fill it in.
"""

from crossfix.extract.events.stage import Events

__all__ = ["Events"]
