"""Vectors: the embedded texts of an index, kept as they are made, so that a build that was stopped goes on."""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.embedder import Embedder
from bot.shipped_vectors import key, shipped

if TYPE_CHECKING:
    from bot.embedder import Vectors

CHUNK = 128
"""Texts that are embedded before their vectors are written: what a stop can lose at the most."""
_KEY = 32


def embedded(
    folder: Path, texts: Sequence[str], embedder: Embedder, on_progress: Callable[[int, int], None]
) -> Vectors:
    """One unit-length row a text, in their order: those shipped, or kept in ``folder``, read, the others embedded.

    ``on_progress`` hears how many of all texts are done. Raises OSError where the folder cannot be written.
    """
    import numpy as np

    path, keys = _path(folder, embedder), [key(text) for text in texts]
    kept = {**shipped(embedder), **_read(path)}
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in kept}
    left = sorted(missing, key=lambda key: -len(missing[key]))  # alike lengths together waste little padding
    on_progress(len(texts) - len(left), len(texts))
    for start in range(0, len(left), CHUNK):
        chunk = left[start : start + CHUNK]
        rows = embedder.passages([missing[key] for key in chunk]).astype(np.float32, copy=False)
        _append(path, chunk, rows)
        kept |= zip(chunk, rows, strict=True)
        on_progress(len(texts) - len(left) + start + len(chunk), len(texts))
    return np.stack([kept[key] for key in keys]) if keys else embedder.passages([])


def forget_others(folder: Path, texts: Sequence[str], embedder: Embedder) -> None:
    """Keep the vectors of these texts only, once an index of them is whole."""
    path = _path(folder, embedder)
    kept = _read(path)
    wanted = [key for key in dict.fromkeys(map(key, texts)) if key in kept]
    if len(wanted) < len(kept):
        beside = path.with_name(f".{path.name}.{os.getpid()}")
        _append(beside, wanted, [kept[key] for key in wanted])
        beside.replace(path)


def _path(folder: Path, embedder: Embedder) -> Path:
    return folder / f"vectors-{hashlib.sha256(embedder.name.encode()).hexdigest()[:12]}"


def _append(path: Path, keys: Sequence[bytes], rows: Any) -> None:
    """Write each row behind its key and a checksum, all in one write."""
    told = b"".join(_record(key, row.tobytes()) for key, row in zip(keys, rows, strict=True))
    with path.open("ab", buffering=0) as file:
        file.write(told)


def _record(key: bytes, row: bytes) -> bytes:
    body = len(row).to_bytes(4, "little") + key + row
    return zlib.crc32(body).to_bytes(4, "little") + body


def _read(path: Path) -> dict[bytes, Any]:
    """The rows kept, by key, up to the first that is torn or damaged; what follows it is cut off."""
    import numpy as np

    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return {}
    found: dict[bytes, Any] = {}
    at = 0
    while at + 8 + _KEY <= len(raw):
        size = int.from_bytes(raw[at + 4 : at + 8], "little")
        end = at + 8 + _KEY + size
        if end > len(raw) or zlib.crc32(raw[at + 4 : end]) != int.from_bytes(raw[at : at + 4], "little"):
            break
        found[raw[at + 8 : at + 8 + _KEY]] = np.frombuffer(raw, np.float32, size // 4, at + 8 + _KEY)
        at = end
    if at < len(raw):
        os.truncate(path, at)
    return found
