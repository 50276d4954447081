"""The encoder written down as an ONNX graph, its weights in int8.

The graph is laid out by hand, not traced: attention becomes the fused operator of onnxruntime
(domain ``com.microsoft``), which a trace of the same network does not reach, and the exporter
of the training library stays out of the way.  Layer norms are written out in plain operators:
onnxruntime's own goes number by number and took a quarter of the time.

One window is one row: nothing is padded, so nothing is masked, and the range that dynamic
quantisation takes from the values of a window does not depend on its neighbours.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from crossfix.models.encoder import STATES

Weights = Mapping[str, npt.NDArray[np.float32]]

HEADS: Final = 12
EPSILON: Final = 1e-12
OPSET: Final = 17
_FUSED: Final = "com.microsoft"

SHOWN: Final = (1, 3, 5)
"""Layers whose states are given out: low ones know names, the last only its own tasks."""


class Graph:
    """An ONNX graph under construction: operators in order, weights by name."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, values: npt.NDArray[np.generic]) -> str:
        """Keep an array under a name, and give the name."""
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def add(self, kind: str, inputs: list[str], *, outputs: int = 1, **attributes: object) -> str:
        """Add an operator; gives the name of its output, or the stem of several (_0, _1)."""
        fused = {"MultiHeadAttention", "Gelu"}
        stem = f"{kind}_{len(self.nodes)}"
        names = [stem] if outputs == 1 else [f"{stem}_{number}" for number in range(outputs)]
        domain = _FUSED if kind in fused else ""
        self.nodes.append(
            helper.make_node(kind, inputs, names, name=stem, domain=domain, **attributes)
        )
        return stem

    def output(self, name: str, made: str, width: int) -> onnx.ValueInfoProto:
        """Give a value out under a name: float32 (1, pieces, ``width``)."""
        self.nodes.append(helper.make_node("Identity", [made], [name], name=f"output_{name}"))
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, "pieces", width])


def build(weights: Weights, layers: int, outputs: Mapping[str, str]) -> onnx.ModelProto:
    """The network as a graph.

    ``weights`` are those of :class:`training.network.Network` by name, linear ones as
    torch keeps them (out, in); ``outputs`` maps each output of the graph to the linear
    layer that makes it.  Inputs are ``ids`` (1, pieces) and ``marks`` (1, pieces, marks),
    both int64; outputs are float32 (1, pieces, width).  One more output gives what the
    layers :data:`SHOWN` say, side by side, for heads that are trained on them as they are.
    """
    graph = Graph()
    states = [_embed(graph, weights)]
    for number in range(layers):
        states.append(_layer(graph, weights, f"layers.{number}", states[-1]))
    made = []
    for name, linear in outputs.items():
        width = weights[f"{linear}.bias"].shape[0]
        made.append(graph.output(name, _linear(graph, weights, linear, states[-1]), width))
    shown = [states[number] for number in SHOWN if number <= layers]
    width = len(shown) * weights["norm.weight"].shape[0]
    made.append(graph.output(STATES, graph.add("Concat", shown, axis=-1), width))
    inputs = [
        helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "pieces"]),
        helper.make_tensor_value_info("marks", TensorProto.INT64, [1, "pieces", "marks"]),
    ]
    whole = helper.make_graph(graph.nodes, "crossfix", inputs, made, graph.weights)
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(_FUSED, 1)]
    return helper.make_model(whole, opset_imports=opsets, ir_version=9)


def _embed(graph: Graph, weights: Weights) -> str:
    words = graph.add("Gather", [graph.weight("words", weights["words.weight"]), "ids"])
    marks = graph.add("Gather", [graph.weight("table", weights["marks.weight"]), "marks"])
    axis = graph.weight("axis", np.array([2], np.int64))
    summed = graph.add("ReduceSum", [marks, axis], keepdims=0)
    return _norm(graph, weights, "norm", graph.add("Add", [words, summed]))


def _layer(graph: Graph, weights: Weights, name: str, x: str) -> str:
    parts = _linear(graph, weights, f"{name}.qkv", x)
    split = graph.add("Split", [parts], outputs=3, axis=-1)
    held = graph.add(
        "MultiHeadAttention", [f"{split}_{number}" for number in range(3)], num_heads=HEADS
    )
    added = graph.add("Add", [_linear(graph, weights, f"{name}.out", held), x])
    x = _norm(graph, weights, f"{name}.norm", added)
    wide = graph.add("Gelu", [_linear(graph, weights, f"{name}.wide", x)])
    added = graph.add("Add", [_linear(graph, weights, f"{name}.narrow", wide), x])
    return _norm(graph, weights, f"{name}.norm_out", added)


def _norm(graph: Graph, weights: Weights, name: str, x: str) -> str:
    """The values of each piece with mean 0 and variance 1, scaled and shifted.

    Multiplied by a reciprocal, not divided: what onnxruntime would know for a layer norm it
    would put its own in place of.
    """
    apart = graph.add("Sub", [x, graph.add("ReduceMean", [x], axes=[-1])])
    variance = graph.add("ReduceMean", [graph.add("Mul", [apart, apart])], axes=[-1])
    least = graph.weight(f"{name}.least", np.array([EPSILON], np.float32))
    scale = graph.add("Reciprocal", [graph.add("Sqrt", [graph.add("Add", [variance, least])])])
    normed = graph.add("Mul", [apart, scale])
    for kind, part in (("Mul", "weight"), ("Add", "bias")):
        values = graph.weight(f"{name}.{part}", weights[f"{name}.{part}"])
        normed = graph.add(kind, [normed, values])
    return normed


def _linear(graph: Graph, weights: Weights, name: str, x: str) -> str:
    product = graph.add("MatMul", [x, _turned(graph, weights, name)])
    return graph.add("Add", [product, _bias(graph, weights, name)])


def _turned(graph: Graph, weights: Weights, name: str) -> str:
    return graph.weight(f"{name}.turned", weights[f"{name}.weight"].T)


def _bias(graph: Graph, weights: Weights, name: str) -> str:
    return graph.weight(f"{name}.bias", weights[f"{name}.bias"])


def write(model: onnx.ModelProto, path: Path) -> None:
    """Write a graph with its products and word table in int8, a scale for each column.

    The scratch file beside ``path`` is taken away again.
    """
    scratch = path.with_suffix(".fp32.onnx")
    onnx.save(model, scratch)
    try:
        quantize_dynamic(
            scratch,
            path,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather"],
            nodes_to_exclude=["Gather_1"],
            extra_options={"DefaultTensorType": TensorProto.FLOAT},
        )
    finally:
        scratch.unlink()
