"""Index: what is searched: vectors, lexicons, sample questions. Chroma lives here and nowhere else."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import filelock
import numpy as np
from numpy.typing import NDArray

from bot import likeness
from bot.embedder import Embedder, Vectors
from bot.entry import Contents
from bot.errors import IndexFault
from bot.index_folder import built_beside, folder_of, hold, read_about, remove_older
from bot.lexicon import Lexicon, content_words, tokens
from bot.likeness import Likeness
from bot.vectors import embedded, forget_others
from corpus.instrument import LANGUAGES, Language

FORMAT = 16
"""Raise it when the layout of an index folder or the text that is indexed changes."""

Places = NDArray[np.intp]
"""Positions of entries in an index."""

OnProgress = Callable[[int, int], None]
"""Hears how many of how many texts are embedded: passages and sample questions."""

CONCEPT_LENGTH_WEIGHT = 0.2
"""A central provision names many concepts and is not set back for it (see docs/retrieval.md)."""

REPEATS: Mapping[Language, float] = {"en": 1.2, "ko": 0.7}
"""Repeats count for less among bigrams (see docs/retrieval.md)."""

IN_MEMORY = 20_000
"""Up to how many entries the vectors are held in memory, 31 MB of them, and all compared; of more, Chroma is asked."""

_COLLECTION = "passages"
_CONCEPTS = "concepts"
_ROWS = "vectors.npy"
_VECTORS = {"hnsw": {"space": "cosine", "ef_search": 100, "batch_size": 2, "sync_threshold": 2}}
"""Chroma keeps vectors short of ``sync_threshold`` in its database; with 2 they are in the files that have digests."""


@dataclass(frozen=True, slots=True)
class Near:
    """The entries found by a vector, nearest first."""

    places: Places
    """Their positions in the index."""
    cosines: Vectors
    """Of each, -1 to 1; 0 for one that has no vector."""


@dataclass(frozen=True)
class Index:
    """An open index: the dense and the lexical lane over the same passages. Its folder is held by this process."""

    folder: Path
    keys: tuple[str, ...]
    """Of its entries, in their order."""
    lexicons: Mapping[str, Lexicon]
    """By language, and one of concepts."""
    named: Mapping[str, frozenset[str]]
    """The concepts of each entry, by its key, with those of its note."""
    words: Mapping[Language, Sequence[str]]
    """The content words of the entries, the commonest first."""
    samples: Mapping[Language, Likeness]
    """The sample questions of each language."""
    _rows: Vectors
    """The vector of each entry, zeros where it has none; of many, in half precision, read from disk when needed."""
    _collection: Any
    _client: Any
    _lock: filelock.BaseFileLock

    @property
    def concepts(self) -> Lexicon:
        """The lexicon of glossary terms and topics."""
        return self.lexicons[_CONCEPTS]

    def near(self, vector: Vectors, count: int, among: Places | None = None) -> Near:
        """The ``count`` entries nearest to a unit-length vector, ``among`` those at some places where they are given.

        All are compared, unless they are many and no places are given: then Chroma is asked, which may miss one.
        Raises IndexFault where Chroma fails.
        """
        if not self._lock.is_locked:
            raise IndexFault(f"The index {self.folder} was closed.")
        many = isinstance(self._rows, np.memmap)
        if many and among is None:
            return self._asked_of_chroma(vector, count)
        if many:
            found = likeness.cosines(self._rows[among].astype(np.float32), vector)
        else:
            found = likeness.cosines(self._rows, vector)
            found = found if among is None else found[among]
        nearest = np.argpartition(-found, count)[:count] if count < len(found) else np.arange(len(found))
        nearest = nearest[np.argsort(-found[nearest], kind="stable")]
        return Near(nearest if among is None else among[nearest], found[nearest])

    def _asked_of_chroma(self, vector: Vectors, count: int) -> Near:
        import chromadb.errors

        try:
            found = self._collection.query(query_embeddings=[vector], n_results=count, include=["distances"])
        except (chromadb.errors.ChromaError, sqlite3.Error) as error:
            raise IndexFault(f"The vector search failed: {error}") from None
        distances = np.array(found["distances"][0], dtype=np.float32)
        return Near(np.array(found["ids"][0], dtype=np.intp), 1 - distances)

    def close(self) -> None:
        """Let go of the folder."""
        self._client.close()
        self._lock.release()


def digest(parts: Sequence[str], embedder: Embedder) -> str:
    """The name of the index of a corpus: it changes with any part's digest, the embedder and the format."""
    told = "\n".join((f"format {FORMAT}", embedder.name, *parts))
    return hashlib.sha256(told.encode()).hexdigest()


def open_or_build(
    root: Path,
    name: str,
    contents: Contents,
    embedder: Embedder,
    on_progress: OnProgress,
    last: bool = True,
) -> tuple[Index, bool]:
    """The index ``name`` under ``root``, built where it is missing or damaged, and whether a damaged one was replaced.

    A new index is built in a folder beside and moved into place when it is whole; older ones that nobody holds are then
    removed, and with ``last``, where no fuller index follows, so are the kept vectors of other texts. Raises IndexInUse
    where another process holds or builds the index, IndexFault where it cannot be written.
    """
    folder = folder_of(root, name)
    lock = hold(folder)
    damaged = False
    try:
        if folder.exists():
            try:
                return _open(folder, len(contents.entries), lock), False
            except IndexFault:
                damaged = True
        _build(folder, name, contents, embedder, on_progress)
        if last:
            forget_others(root, to_embed(contents, embedder), embedder)
        index = _open(folder, len(contents.entries), lock)
    except BaseException:
        lock.release()
        raise
    remove_older(root, folder)
    return index, damaged


def to_embed(contents: Contents, embedder: Embedder) -> list[str]:
    """All texts that the embedder embeds for an index: those of the entries, then the sample questions."""
    found = [text for _, text in _embeddable(contents, embedder)]
    for language in LANGUAGES:
        if language in embedder.languages:
            found += [text for _, text in contents.samples(language)]
            found += [one.text for one in contents.unanswered.get(language, ())]
    return found


def _embeddable(contents: Contents, embedder: Embedder) -> list[tuple[int, str]]:
    """The positions and texts of the entries that have a text to embed."""
    texts = ((at, one.embedded(embedder.languages)) for at, one in enumerate(contents.entries))
    return [(at, text) for at, text in texts if text]


def _client(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(str(folder / "chroma"), settings=Settings(anonymized_telemetry=False))


def _build(
    folder: Path,
    name: str,
    contents: Contents,
    embedder: Embedder,
    on_progress: OnProgress,
) -> None:
    import chromadb.errors

    entries, texts_of = contents.entries, _embeddable(contents, embedder)
    about = {
        "name": name,
        "embedder": embedder.name,
        "vectors": len(texts_of),
        "concepts": {one.key: sorted({*one.concepts, *one.noted}) for one in entries},
    }
    try:
        with built_beside(folder, about) as beside:
            for language in LANGUAGES:
                texts = [one.words.get(language, "") for one in entries]
                _write_words(beside / f"words-{language}.txt", texts)
                told = [tokens(text, language) for text in texts]
                Lexicon.build(told, repeats=REPEATS[language]).save(beside / f"lexicon-{language}")
            Lexicon.build([one.concepts for one in entries], CONCEPT_LENGTH_WEIGHT).save(
                beside / f"lexicon-{_CONCEPTS}"
            )
            vectors = embedded(folder.parent, to_embed(contents, embedder), embedder, on_progress)
            own, of_samples = vectors[: len(texts_of)], vectors[len(texts_of) :]
            _write_rows(beside / _ROWS, len(entries), [at for at, _ in texts_of], own)
            _store_vectors(beside, [at for at, _ in texts_of], own)
            _store_samples(beside, contents, embedder, of_samples)
    except (OSError, chromadb.errors.ChromaError, sqlite3.Error) as error:
        raise IndexFault(f"The index {folder} cannot be built: {error}") from None


def _store_samples(folder: Path, contents: Contents, embedder: Embedder, vectors: Vectors) -> None:
    """Write the sample questions with their vectors, which come language by language, as ``to_embed`` has them."""
    for language in LANGUAGES:
        samples, known = contents.samples(language), language in embedder.languages
        unanswered = contents.unanswered.get(language, ())
        own = len(samples) if known else 0
        rest = own + len(unanswered) if known else 0
        likeness.build(folder, language, samples, vectors[:own], unanswered, vectors[own:rest])
        vectors = vectors[rest:]


def _store_vectors(folder: Path, places: Sequence[int], vectors: Vectors) -> None:
    """Put the vectors of the passages at these positions into a new collection."""
    client = _client(folder)
    try:
        collection = client.create_collection(_COLLECTION, embedding_function=None, configuration=_VECTORS)
        step = min(client.get_max_batch_size(), 2000)
        for start in range(0, len(places), step):
            part = places[start : start + step]
            collection.add(
                ids=[str(at) for at in part],
                embeddings=vectors[start : start + step],
            )
    finally:
        client.close()


def _write_words(path: Path, texts: Sequence[str]) -> None:
    """Write the content words of some texts, the commonest first, without rare ones, which may be slips themselves."""
    counted = Counter(word for text in texts for word in content_words(text))
    path.write_text("\n".join(word for word, count in counted.most_common() if count > 2), encoding="utf-8")


def _write_rows(path: Path, size: int, places: Sequence[int], vectors: Vectors) -> None:
    """Write a row an entry in half precision, zeros for one without a vector."""
    rows = np.zeros((size, vectors.shape[1]), dtype=np.float16)
    rows[list(places)] = vectors
    np.save(path, rows)


def _open(folder: Path, size: int, lock: filelock.BaseFileLock) -> Index:
    about = read_about(folder)
    try:
        named = {key: frozenset(found) for key, found in about["concepts"].items()}
        vectors = int(about["vectors"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise IndexFault(f"The index {folder} is damaged: {error}") from None
    if len(named) != size:
        raise IndexFault(f"The index {folder} holds {len(named)} entries, expected {size}.")
    lexicons = {kind: Lexicon.open(folder / f"lexicon-{kind}", size) for kind in (*LANGUAGES, _CONCEPTS)}
    words = {one: (folder / f"words-{one}.txt").read_text(encoding="utf-8").split("\n") for one in LANGUAGES}
    rows = np.load(folder / _ROWS, mmap_mode="r")
    rows = np.array(rows, dtype=np.float32) if size <= IN_MEMORY else rows
    samples = {language: likeness.read(folder, language, tuple(named)) for language in LANGUAGES}
    return Index(folder, tuple(named), lexicons, named, words, samples, rows, *_collection(folder, vectors), lock)


def _collection(folder: Path, vectors: int) -> tuple[Any, Any]:
    """Chroma's collection and client, after a search that shows that it answers; IndexFault where it does not."""
    import chromadb.errors

    client = None
    try:
        client = _client(folder)
        collection = client.get_collection(_COLLECTION, embedding_function=None)
        if collection.count() != vectors:
            raise IndexFault(f"The index {folder} holds {collection.count()} vectors, expected {vectors}.")
        if vectors:
            probe = collection.get(limit=1, include=["embeddings"])["embeddings"]
            collection.query(query_embeddings=[probe[0]], n_results=1, include=["distances"])
    except (IndexFault, chromadb.errors.ChromaError, sqlite3.Error, ValueError) as error:
        if client is not None:
            client.close()  # else Chroma hands the same broken client to whoever opens this path next
        raise IndexFault(f"The vectors of {folder} are damaged: {error}") from None
    return collection, client
