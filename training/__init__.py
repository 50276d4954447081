"""How the trained weights come about: corpora in, weights and their card out.

Nothing here is part of the installed package.  ``python -m training`` needs the ``train``
extra; ``make train-attribution`` sets it up and runs it.  To add a head: read its corpus
into targets (see :mod:`training.attribution`), describe its layers and its loss
(:mod:`training.heads`), name the metric by which it is judged, and let the card tell.
"""
