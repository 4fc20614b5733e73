"""Contracts: what every implementation of a part must do, the default one and any other."""

from __future__ import annotations

import numpy as np

from bot.embedder import Embedder
from corpus.instrument import LANGUAGES

TEXTS = (
    "No one may be identified by face in public.",
    "a",
    "Police " * 400,
    "얼굴인식은 법률에 근거가 있어야 한다.",
    *(f"Article {number} asks for an impact assessment {'again ' * (number % 7)}." for number in range(40)),
)
"""Short, empty of meaning, too long for most models, Korean, and more than fit one batch."""


class EmbedderContract:
    """A subclass gives the fixture ``embedder``."""

    def test_it_has_a_name_and_speaks_a_language_of_the_guide(self, embedder: Embedder) -> None:
        """The name is part of the index's name; the languages are some of the guide's."""
        assert embedder.name.strip() == embedder.name != ""
        assert embedder.languages
        assert embedder.languages <= set(LANGUAGES)

    def test_one_unit_length_row_a_text(self, embedder: Embedder) -> None:
        """Questions and passages become rows of one width, of 32-bit floats and unit length, whatever the text."""
        questions, passages = embedder.questions(TEXTS[:4]), embedder.passages(TEXTS)
        assert questions.shape == (4, passages.shape[1])
        assert passages.shape[0] == len(TEXTS)
        assert questions.dtype == passages.dtype == np.float32
        np.testing.assert_allclose(np.linalg.norm(np.vstack([questions, passages]), axis=1), 1, atol=1e-5)

    def test_rows_stand_in_the_order_of_the_texts(self, embedder: Embedder) -> None:
        """A text has the same row alone and among others of other lengths, up to rounding."""
        together = embedder.passages(TEXTS)
        for at in (0, 1, 2, 3, 17, len(TEXTS) - 1):
            alone = embedder.passages([TEXTS[at]])[0]
            assert float(together[at] @ alone) > 0.9999

    def test_a_question_is_nearest_to_the_passage_in_its_own_words(self, embedder: Embedder) -> None:
        """Questions and passages are mapped into one space."""
        passages = embedder.passages(TEXTS)
        assert int(np.argmax(passages @ embedder.questions([TEXTS[0]])[0])) == 0

    def test_no_text_gives_no_row(self, embedder: Embedder) -> None:
        """Nothing to embed gives an array of no rows with the same width."""
        width = embedder.passages(TEXTS[:1]).shape[1]
        assert embedder.questions([]).shape == (0, width)
        assert embedder.passages([]).shape == (0, width)
