"""Records of what is found across reports: accounts of one happening, copies, checks.

Stages that look at many reports write them, the case keeps them, and views read them; so
they stand below all three.  The records of a single report are in :mod:`crossfix.model`.
"""
