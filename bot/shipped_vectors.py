"""Shipped vectors: those of the English sample questions, so that a first start need not embed them.

``python -m bot.shipped_vectors`` writes them anew after a change of the questions; one that has none is embedded.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.embedder import Embedder, Vectors

PATH = Path(__file__).parent / "sample-vectors.safetensors"
MODEL = "all-MiniLM-L6-v2"
"""The name of the model that they were made with; its weights are checked by SHA-256 wherever it is loaded."""
_KEY = 32


def key(text: str) -> bytes:
    """What tells a text apart."""
    return hashlib.sha256(text.encode()).digest()


def shipped(embedder: Embedder) -> Mapping[bytes, Any]:
    """The unit-length row of each text that comes with the guide, by its key; none for another model of English."""
    return _read() if embedder.name.split(" + ")[0] == MODEL else {}


@cache
def _read() -> Mapping[bytes, Any]:
    """The rows; none where the file is missing or cannot be read: then the model makes them."""
    import numpy as np
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    try:
        held = load_file(PATH)
        rows = held["rows"].astype(np.float32)
    except (OSError, SafetensorError, KeyError):
        return {}
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return {told.tobytes(): row for told, row in zip(held["keys"], rows, strict=True)}


def write(texts: Sequence[str], vectors: Vectors, path: Path = PATH) -> None:
    """Write a row a text, each number as one of 255 steps of its row's largest: a cosine changes by about 0.0001."""
    import numpy as np
    from safetensors.numpy import save_file

    steps = np.abs(vectors).max(axis=1, keepdims=True) / 127
    keys = np.frombuffer(b"".join(map(key, texts)), dtype=np.uint8).reshape(-1, _KEY)
    rows = np.round(vectors / steps).astype(np.int8)
    save_file({"keys": keys, "rows": rows}, path, metadata={"about": json.dumps({"model": MODEL, "texts": len(texts)})})


def main() -> None:
    """Write the vectors of the questions as they stand."""
    from bot.embedder import minilm
    from corpus.samples import Samples

    samples = Samples.load()
    asked = (text for by_language in samples.of.values() for text in by_language["en"])
    texts = list(dict.fromkeys((*asked, *(one.text for one in samples.unanswered["en"]))))
    write(texts, minilm().passages(texts))
    print(f"{PATH}: {len(texts)} vectors, {PATH.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
