"""A trained network as the files that the package ships: graph, heads, tokenizer."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import msgspec
import torch

from crossfix.models.encoder import HEADS, VOCABULARY, WEIGHTS, SpanHead
from training.graph import build, write
from training.heads import Spans
from training.network import LAYERS, Network, base_file


@torch.no_grad()
def export(network: Network, folder: Path) -> None:
    """Write everything that :class:`crossfix.models.Encoder` loads into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = {
        name: values.numpy()
        for name, values in network.state_dict().items()
        if values.is_floating_point()
    }
    outputs = {
        output: f"heads.{number}.{layer}"
        for number, head in enumerate(network.heads)
        for output, layer in head.outputs.items()
    }
    write(build(weights, LAYERS, outputs), folder / WEIGHTS)
    write_heads({h.name: h.decoding() for h in network.heads if isinstance(h, Spans)}, folder)
    shutil.copyfile(base_file("tokenizer.json"), folder / VOCABULARY)


def write_heads(heads: Mapping[str, SpanHead], folder: Path) -> None:
    """Write what decodes the outputs."""
    (folder / HEADS).write_bytes(msgspec.json.format(msgspec.json.encode(heads), indent=1))
