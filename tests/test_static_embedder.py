"""StaticEmbedder and Bilingual: the guide's own Korean model, alone and beside MiniLM."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from contracts import TEXTS, EmbedderContract

from bot.embedder import KOREAN, Bilingual, SentenceEmbedder, embedder_of, korean, mostly_hangul
from bot.errors import EmbedderError
from bot.korean.pairs import held_out
from bot.static_embedder import StaticEmbedder
from corpus.register import Register

MOST_BYTES = 20_000_000


class TestKorean(EmbedderContract):
    """The guide's own Korean model."""

    @pytest.fixture
    def embedder(self) -> StaticEmbedder:
        """The shipped one."""
        return korean()


class TestBilingual(EmbedderContract):
    """MiniLM for English, the guide's own model for Korean."""

    @pytest.fixture
    def embedder(self) -> Bilingual:
        """The default."""
        made = embedder_of(None)
        assert isinstance(made, Bilingual)
        return made


def test_the_model_is_what_sentence_transformers_makes_of_its_files() -> None:
    """Read without torch, the vectors are those of ``SentenceTransformer``; the folder is small enough to ship."""
    texts = ["얼굴인식은 법률에 근거가 있어야 한다.", "GDPR 제9조", "동의 없이 촬영했어요"]
    same = SentenceEmbedder(str(KOREAN), "the same", frozenset({"ko"}))
    np.testing.assert_allclose(korean().questions(texts), same.questions(texts), atol=2e-3)
    assert sum(path.stat().st_size for path in KOREAN.iterdir()) <= MOST_BYTES


def test_a_korean_question_loads_no_torch() -> None:
    """A Korean text is embedded in a fresh process without torch; an English one beside it would load it."""
    script = (
        "import sys; from bot.embedder import embedder_of; embedder_of(None).questions(['법률에 근거가 있어야 한다']); "
        "print('torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_korean_finds_english_among_records_that_no_training_saw(embedder: SentenceEmbedder) -> None:
    """Of the tenth that was kept out, nearly every Korean statement finds its English one among ten of all records."""
    records = list(Register.load().provisions.values())
    kept = [at for at, record in enumerate(records) if held_out(str(record.locator))][:40]
    others = [at for at in range(0, len(records), 4) if at not in kept]
    english = embedder.passages([records[at].text.en for at in (*kept, *others)])
    scores = korean().questions([records[at].text.ko for at in kept]) @ english.T
    ranks = [int((row > row[at]).sum()) for at, row in enumerate(scores)]
    assert sum(rank < 10 for rank in ranks) >= 0.95 * len(kept)
    assert sum(rank < 1 for rank in ranks) >= 0.6 * len(kept)


@pytest.mark.parametrize(
    ("text", "hangul"),
    [
        ("얼굴인식", True),
        ("GDPR에서 민감정보는?", True),
        ("the Commission of Korea (인권위)", False),
        ("2023", False),
        ("", False),
    ],
)
def test_the_script_of_most_letters_decides(text: str, hangul: bool) -> None:
    """A Korean sentence with an English abbreviation is Korean; an English one that quotes a Korean name is not."""
    assert mostly_hangul(text) is hangul


def test_each_text_goes_through_the_model_of_its_script() -> None:
    """Texts of both languages in one call come back in their order."""
    both = embedder_of(None)
    rows = both.passages(TEXTS[:4])
    np.testing.assert_allclose(rows[3], korean().passages([TEXTS[3]])[0], atol=1e-6)
    np.testing.assert_allclose(rows[0], both.passages([TEXTS[0]])[0], atol=1e-5)


@pytest.mark.parametrize("damage", ["no weights", "torn weights", "no tokenizer", "torn tokenizer"])
def test_a_damaged_model_is_told_in_one_sentence(tmp_path: Path, damage: str) -> None:
    """Missing or damaged files are named with the folder."""
    folder = tmp_path / "model"
    shutil.copytree(KOREAN, folder)
    name = "model.safetensors" if "weights" in damage else "tokenizer.json"
    if damage.startswith("no"):
        (folder / name).unlink()
    else:
        (folder / name).write_bytes((folder / name).read_bytes()[:1000])
    with pytest.raises(EmbedderError, match="embedding model"):
        StaticEmbedder(folder, "damaged", frozenset({"ko"})).load()
