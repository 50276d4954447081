"""Measurements: accuracy on public corpora, speed, memory, start-up."""
