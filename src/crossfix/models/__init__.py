"""Our trained encoder: one pass over a text, whose outputs several heads read.

``encoder/`` holds the weights (int8, ONNX), the tokenizer of the base model, the heads'
labels and transitions, and the card that says what they were trained on.  Code here turns
texts into windows of pieces, runs them, and decodes what the heads say into spans of
characters.  How the weights come about is in ``training/``, outside this package.
"""

from crossfix.models.encoder import Encoded, Encoder, load_encoder

__all__ = ["Encoded", "Encoder", "load_encoder"]
