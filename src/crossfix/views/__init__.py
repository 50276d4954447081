"""Ledgers made visible: the page on the terminal, the words for each record."""
