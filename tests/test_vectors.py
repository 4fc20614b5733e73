"""Vectors: what was embedded is kept, whatever ends the build, and only what is missing is embedded again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hashed_embedder import HashedEmbedder

from bot.vectors import CHUNK, embedded, forget_others

TEXTS = [f"passage {number} {'word ' * (number % 9)}" for number in range(2 * CHUNK + 10)]
HERE = Path(__file__).parent

KILLED = """
import os, signal, sys
from pathlib import Path
import test_vectors as t
class Mortal(t.HashedEmbedder):
    def passages(self, texts):
        if self.embedded:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().passages(texts)
t.embedded(Path(sys.argv[1]), t.TEXTS, Mortal(), lambda done, total: None)
"""


def rows(folder: Path, texts: list[str], embedder: HashedEmbedder) -> tuple[object, list[tuple[int, int]]]:
    """The vectors, and the progress heard."""
    heard: list[tuple[int, int]] = []
    return embedded(folder, texts, embedder, lambda done, total: heard.append((done, total))), heard


def test_rows_stand_in_the_order_of_the_texts(tmp_path: Path) -> None:
    """The rows are those of the embedder, one a text, in the order of the texts, a text that comes twice included."""
    texts = [*TEXTS, TEXTS[3]]
    found, heard = rows(tmp_path, texts, HashedEmbedder())
    np.testing.assert_array_equal(found, HashedEmbedder().passages(texts))
    assert heard == sorted(heard)
    assert (heard[0], heard[-1]) == ((1, len(texts)), (len(texts), len(texts)))


def test_only_what_is_missing_is_embedded(tmp_path: Path) -> None:
    """A second run embeds nothing; one changed text is embedded alone."""
    rows(tmp_path, TEXTS, HashedEmbedder())
    again = HashedEmbedder()
    rows(tmp_path, TEXTS, again)
    assert again.embedded == 0
    found, _ = rows(tmp_path, ["changed", *TEXTS[1:]], again)
    assert again.embedded == 1
    np.testing.assert_array_equal(found, HashedEmbedder().passages(["changed", *TEXTS[1:]]))


def test_a_killed_build_goes_on(tmp_path: Path) -> None:
    """A process that is killed while it embeds leaves every chunk that it had finished."""
    killed = subprocess.run([sys.executable, "-c", KILLED, tmp_path], cwd=HERE, check=False, timeout=60)
    assert killed.returncode == -9
    again = HashedEmbedder()
    found, heard = rows(tmp_path, TEXTS, again)
    assert again.embedded == len(TEXTS) - CHUNK
    assert heard[0] == (CHUNK, len(TEXTS))
    np.testing.assert_array_equal(found, HashedEmbedder().passages(TEXTS))


@pytest.mark.parametrize("cut", [1, 200, 5000])
def test_a_torn_row_is_embedded_again(tmp_path: Path, cut: int) -> None:
    """What a crash cut off in the middle of a row is left out; the rows before it stay."""
    rows(tmp_path, TEXTS, HashedEmbedder())
    (path,) = tmp_path.iterdir()
    path.write_bytes(path.read_bytes()[:-cut])
    again = HashedEmbedder()
    found, _ = rows(tmp_path, TEXTS, again)
    assert 0 < again.embedded <= 1 + cut // 200
    np.testing.assert_array_equal(found, HashedEmbedder().passages(TEXTS))


def test_a_damaged_row_is_not_used(tmp_path: Path) -> None:
    """A row whose bytes changed fails its checksum: it and what follows are embedded again."""
    rows(tmp_path, TEXTS, HashedEmbedder())
    (path,) = tmp_path.iterdir()
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 0xFF
    path.write_bytes(raw)
    found, _ = rows(tmp_path, TEXTS, HashedEmbedder())
    np.testing.assert_array_equal(found, HashedEmbedder().passages(TEXTS))


def test_another_model_has_vectors_of_its_own(tmp_path: Path) -> None:
    """The vectors of one model are not taken for those of another."""
    rows(tmp_path, TEXTS[:5], HashedEmbedder("one"))
    other = HashedEmbedder("two")
    rows(tmp_path, TEXTS[:5], other)
    assert other.embedded == 5


def test_others_are_forgotten(tmp_path: Path) -> None:
    """Once an index is whole, the vectors of texts that it does not hold are dropped."""
    rows(tmp_path, TEXTS, HashedEmbedder())
    (path,) = tmp_path.iterdir()
    before = path.stat().st_size
    forget_others(tmp_path, TEXTS[:10], HashedEmbedder())
    assert path.stat().st_size < before / 10
    again = HashedEmbedder()
    rows(tmp_path, TEXTS[:11], again)
    assert again.embedded == 1
