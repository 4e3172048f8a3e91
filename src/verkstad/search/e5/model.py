"""Vectors of texts: the mean of what the model makes of each of their tokens."""

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import numpy as np
import onnxruntime

from verkstad.search.e5.pieces import Pieces
from verkstad.search.e5.weights import BLOCK, Weights, numbers, read_weights

# The model has learnt no longer texts; what comes after is not read.
MOST_TOKENS = 512
# How the layers of the model follow each other, without weights; made by scripts/e5_graph.py.
GRAPH = files(__package__) / "graph.onnx"
# What a text begins as, before the first layer.
_NOT_IN_GRAPH = ("emb.word", "emb.pos", "emb.type")


class E5:
    """Safe to use from several threads."""

    def __init__(self) -> None:
        weights = read_weights()
        self.tokens = Pieces(weights).tokens
        self._begin, self._end = weights.begin, weights.end
        self._words = weights.tensors["emb.word"].reshape(-1, weights.width // BLOCK)
        self._places = (
            weights.tensors["emb.pos"].reshape(-1, weights.width) + weights.tensors["emb.type"][: weights.width]
        )
        self._session = _session(weights)

    def query(self, text: str) -> Any:
        """The vector of a question, of length 1."""
        return self._vector(f"query: {text}")

    def passage(self, text: str) -> Any:
        """The vector of what may answer a question, of length 1."""
        return self._vector(f"passage: {text}")

    def _vector(self, text: str) -> Any:
        tokens = [self._begin, *self.tokens(text)[: MOST_TOKENS - 2], self._end]
        blocks = self._words[tokens]
        words = (numbers(blocks).astype(np.float32) - 8) * blocks["scale"].astype(np.float32)[..., np.newaxis]
        written = words.reshape(1, len(tokens), -1) + self._places[: len(tokens)]
        (read,) = self._session.run(None, {"tokens": written})
        mean = read[0].mean(axis=0)
        return mean / (mean @ mean) ** 0.5


def graph_values(weights: Weights) -> Iterator[tuple[str, Any]]:
    """What the graph is to be filled with: matrices as ONNX Runtime reads them (MatMulNBits), with two neighbours in a
    byte, and their scales."""
    for name, tensor in weights.tensors.items():
        if name in _NOT_IN_GRAPH:
            continue
        if tensor.dtype == np.float32:
            yield name, tensor
        else:
            rows = tensor.reshape(len(weights.tensors[f"{name[:-1]}b"]), -1)
            ordered = numbers(rows)
            yield name, ordered[..., 0::2] | ordered[..., 1::2] << 4
            yield f"{name}.scales", rows["scale"].astype(np.float32)


def _session(weights: Weights) -> Any:
    options = onnxruntime.SessionOptions()
    # More threads wait for one another longer than they work.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    values = {name: onnxruntime.OrtValue.ortvalue_from_numpy(value) for name, value in graph_values(weights)}
    options.add_external_initializers(list(values), list(values.values()))
    return onnxruntime.InferenceSession(GRAPH.read_bytes(), options)
