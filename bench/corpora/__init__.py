"""Readers of the corpora that are measured on; none of their text is kept here."""
