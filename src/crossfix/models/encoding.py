"""The encoder's pass over a report, which several stages read."""

from __future__ import annotations

from crossfix.models.encoder import Encoded, Encoder, load_encoder
from crossfix.reading import Reading


def encode(reading: Reading, encoder: Encoder | None = None) -> list[Encoded]:
    """What the encoder says of each passage, in order; the pass is made once for a reading.

    The encoder is the one that ships, unless the first who asks brings another.
    """

    def read() -> list[Encoded]:
        return (encoder or load_encoder()).run([passage.text for passage in reading.passages])

    return reading.once("encoder", read)
