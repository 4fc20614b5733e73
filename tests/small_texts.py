"""Small texts: two handmade official texts, in a manifest and a store of their own."""

from __future__ import annotations

import hashlib
from pathlib import Path

from corpus.fetch import Outcome, fetch
from corpus.official import Manifest, Store

ONE = b"1. The first paragraph.\n\n2. The second paragraph.\n"
TWO = b"1 Only one.\n"
LOGIN = b"<html><body><p>Please sign in.</p></body></html>"
PAGE = b"<html><body><p>1. The first paragraph.</p><p>2. The second paragraph.</p></body></html>"


def entry(name: str, raw: bytes, paragraphs: int, address: str = "", sha256: str = "") -> str:
    """The manifest's entry for a text of so many paragraphs; ``sha256`` pins what its address gives."""
    pinned = f", sha256: '{sha256}'" if sha256 else ""
    addresses = f"[{{url: '{address}', format: html{pinned}}}]" if address else "[]"
    return (
        f"  - {{id: {name}, instrument: {name}, language: en, scheme: un-paragraphs, file: {name}.txt,\n"
        f"     sha256: {hashlib.sha256(raw).hexdigest()}, format: text, addresses: {addresses},\n"
        f"     counts: {{para: {paragraphs}}}, licence: ours, note: made for a test}}\n"
    )


def manifest_of(folder: Path, *entries: str) -> Manifest:
    """The manifest of these entries."""
    path = folder / "official.yaml"
    path.write_text("texts:\n" + "".join(entries), encoding="utf-8")
    return Manifest.load(path)


def store_of_two(folder: Path) -> Store:
    """An empty store of the two texts, which have no addresses."""
    return Store(folder / "data", manifest_of(folder, entry("one", ONE, 2), entry("two", TWO, 1)))


def outcomes(store: Store, mirror: str | None) -> list[Outcome]:
    """What comes of installing every text of the store."""
    return [result.outcome for result in fetch(store.manifest.select(()), store, mirror)]


def files(store: Store) -> set[str]:
    """The names of the files in the store."""
    return {path.name for path in store.folder.glob("*")}
