"""What each sign of a good answer is worth; the figures are in weights.toml."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Weights:
    """Beside having all of the words, which is worth 1."""

    meant: float
    name: float
    text: float
    learned: float
    popularity: float
    freshness: float


FILE = files(__package__) / "weights.toml"
SHIPPED = Weights(**tomllib.loads(FILE.read_text(encoding="utf-8")))
