"""Peer: LangChain's ensemble of BM25 and Chroma over the same passages, to compare what a search costs.

LangChain's retrievers live here and are an extra of their own (``pip install -e '.[peers]'``): the product has none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bot.embedder import Embedder, Vectors
from evals.errors import PeerMissing

COUNT = 30
"""Passages that each of its two retrievers brings, as many as a search of the guide."""


def ensemble(folder: Path, texts: Sequence[str], vectors: Vectors, embedder: Embedder) -> Callable[[str], int]:
    """The search of an ensemble over ``texts``, whose vectors are given; it tells how many passages it found.

    Both halves count the same, as LangChain's documentation has it. Raises PeerMissing where the extra is not
    installed.
    """
    try:
        import chromadb
        from chromadb.config import Settings
        from langchain_chroma import Chroma
        from langchain_classic.retrievers import EnsembleRetriever
        from langchain_core.callbacks import CallbackManagerForRetrieverRun
        from langchain_core.documents import Document
        from langchain_core.embeddings import Embeddings
        from langchain_core.retrievers import BaseRetriever
        from rank_bm25 import BM25Okapi
    except ImportError as error:
        raise PeerMissing(
            f"LangChain's retrievers are not installed ({error.name}): pip install -e '.[peers]'"
        ) from None

    class Same(Embeddings):
        """The guide's own embedder, for questions; the passages have their vectors."""

        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            raise NotImplementedError("the vectors of the passages are given")

        def embed_query(self, text: str) -> list[float]:
            row: list[float] = embedder.questions([text])[0].tolist()
            return row

    class Words(BaseRetriever):
        """BM25 by rank-bm25 over words between spaces, as LangChain's own retriever had it until it was given up."""

        bm25: Any
        documents: list[Document]

        def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
            found: list[Document] = self.bm25.get_top_n(query.split(), self.documents, n=COUNT)
            return found

    client = chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
    store = Chroma("passages", Same(), client=client, collection_metadata={"hnsw:space": "cosine"})
    collection, step = client.get_collection("passages"), min(client.get_max_batch_size(), 2000)
    for start in range(0, len(texts), step):
        part = list(texts[start : start + step])
        ids = [str(start + at) for at in range(len(part))]
        collection.add(ids=ids, embeddings=vectors[start : start + step], documents=part)
    words = Words(bm25=BM25Okapi([text.split() for text in texts]), documents=[Document(text) for text in texts])
    both = EnsembleRetriever(retrievers=[words, store.as_retriever(search_kwargs={"k": COUNT})], weights=[0.5, 0.5])
    return lambda question: len(both.invoke(question))
