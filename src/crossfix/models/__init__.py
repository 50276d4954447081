"""Our trained encoder: one pass over a text, whose outputs several heads read.

``encoder/`` holds the weights (int8, ONNX), the tokenizer of the base model, the heads'
labels and transitions, the probes that were trained later on its states, and the cards that
say what all these were trained on.  Code here turns
texts into windows of pieces, runs them, and decodes what the heads say into spans of
characters.  How the weights come about is in ``training/``, outside this package.
"""

from crossfix.models.encoder import Encoded, Encoder, load_encoder
from crossfix.models.encoding import encode

__all__ = ["Encoded", "Encoder", "encode", "load_encoder"]
