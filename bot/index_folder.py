"""Index folder: held by one process, built beside the old one and swapped whole, its files checked by their digests."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import filelock

from bot.errors import IndexFault, IndexInUse

DATABASE = "chroma/chroma.sqlite3"
"""Chroma writes to it whenever it opens it, so it has no lasting digest; SQLite checks it instead."""
_ABOUT = "index.json"
_BUILDING = ".building-"
"""Begins the name of a folder in which an index is built, until it is whole."""


def folder_of(root: Path, name: str) -> Path:
    """Where the index of that name is, or would be."""
    return root / name[:16]


def exists(root: Path, name: str) -> bool:
    """Whether an index of that name has been built."""
    return (folder_of(root, name) / _ABOUT).is_file()


def check_free(root: Path, name: str) -> None:
    """Raise IndexInUse now where another process holds the index, before anything is loaded for it."""
    if root.is_dir():
        hold(folder_of(root, name)).release()


def hold(folder: Path) -> filelock.BaseFileLock:
    """The lock of an index, held; any thread may release it."""
    lock = filelock.FileLock(folder.with_suffix(".lock"), blocking=False, thread_local=False)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except filelock.Timeout:
        raise IndexInUse(folder) from None
    except OSError as error:
        raise IndexFault(f"The index folder {folder} cannot be written: {error.strerror}.") from None
    return lock


@contextmanager
def built_beside(folder: Path, about: dict[str, Any]) -> Iterator[Path]:
    """A new folder to build in; once all is written, with ``about`` and its digests, it replaces ``folder``."""
    beside = folder.with_name(_BUILDING + folder.name)
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir()
    yield beside
    whole = json.dumps({**about, "files": _digests(beside)}, ensure_ascii=False)
    (beside / _ABOUT).write_text(whole, encoding="utf-8")
    if folder.exists():
        shutil.rmtree(folder)
    beside.replace(folder)


def read_about(folder: Path) -> Mapping[str, Any]:
    """What was written about an index; IndexFault where it, or any file of the index, is not as it was built."""
    try:
        about: dict[str, Any] = json.loads((folder / _ABOUT).read_text(encoding="utf-8"))
        changed = sorted(name for name, _ in dict(about["files"]).items() ^ _digests(folder).items())
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexFault(f"The index {folder} is damaged: {error}") from None
    if changed:
        raise IndexFault(f"The index {folder} is damaged: {changed[0]} is not as it was built.")
    _check_database(folder / DATABASE)
    return about


def remove_older(root: Path, current: Path) -> None:
    """Remove indexes other than ``current``, and builds that were broken off, unless somebody holds them."""
    for found in root.iterdir():
        folder = root / found.name.removeprefix(_BUILDING)
        if not found.is_dir() or folder == current:
            continue
        try:
            lock = hold(folder)
        except IndexFault:
            continue
        shutil.rmtree(found, ignore_errors=True)
        lock.release()


def _digests(folder: Path) -> dict[str, str]:
    """SHA-256 of each file of an index that stays as it was built."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    names = ((path.relative_to(folder).as_posix(), path) for path in files)
    return {
        name: hashlib.sha256(path.read_bytes()).hexdigest()
        for name, path in names
        if name != _ABOUT and not name.startswith(DATABASE)
    }


def _check_database(path: Path) -> None:
    """Raise IndexFault where Chroma's database is missing or SQLite finds it damaged."""
    if not path.is_file():
        raise IndexFault(f"{path} is missing.")
    try:
        connection = sqlite3.connect(path)
        try:
            verdict = connection.execute("PRAGMA quick_check").fetchone()
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise IndexFault(f"{path} is damaged: {error}") from None
    if verdict != ("ok",):
        raise IndexFault(f"{path} is damaged: {verdict[0]}")
