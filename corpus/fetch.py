"""Fetch: official texts installed from a mirror, or downloaded from their own addresses."""

from __future__ import annotations

import datetime
import hashlib
import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from enum import StrEnum
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx

from corpus.errors import OfficialError
from corpus.official import Store
from corpus.official_text import Address, Copy, OfficialText

_LARGEST = 50_000_000
_NO_CONNECTION = (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError)
Progress = Callable[[OfficialText, int, int | None], None]
"""Told of a text, the bytes that have come and, where known, how many will come."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a download is waited for, in seconds, and how often it is tried."""

    connect: float = 5.0
    answer: float = 30.0
    """Until the first byte of an answer, and again until each next part of it."""
    tries: int = 3
    pause: float = 0.2
    """Before the second try; before the third it is twice as long."""
    longest: float = 30.0
    """What a busy server may ask for with Retry-After; of more than that only so much is waited."""


PATIENCE = Patience()


class Outcome(StrEnum):
    """What came of installing one text."""

    INSTALLED = "installed"
    UNCHANGED = "unchanged"
    UNREACHABLE = "unreachable"
    WRONG_HASH = "wrong hash"
    NOT_A_DOCUMENT = "not a document"
    NO_ADDRESS = "no address"

    @property
    def good(self) -> bool:
        """Whether the text is installed now."""
        return self in (Outcome.INSTALLED, Outcome.UNCHANGED)


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome for one text, with one sentence about it."""

    text: OfficialText
    outcome: Outcome
    message: str


class _Failure(Exception):
    """A text could not be had, and why."""

    def __init__(self, outcome: Outcome, message: str) -> None:
        super().__init__(message)
        self.outcome, self.message = outcome, message


def mirror_named() -> str | None:
    """The mirror that ``CORPUS_MIRROR`` names for every command."""
    return os.environ.get("CORPUS_MIRROR") or None


def fetch(
    texts: Iterable[OfficialText],
    store: Store,
    mirror: str | None = None,
    on_progress: Progress | None = None,
    patience: Patience = PATIENCE,
) -> Iterator[Result]:
    """Install each text, from ``mirror`` (a folder or an address) or else from its own addresses.

    One text's failure stops no other, except that nothing more is tried on a network where nothing has answered. What
    is broken off leaves whole texts only: each is installed before the next is asked for.
    """
    timeout = httpx.Timeout(patience.answer, connect=patience.connect)
    with httpx.Client(timeout=timeout, follow_redirects=True, headers={"User-Agent": "frt-rights-guide"}) as client:
        source = _Source(client, mirror, on_progress or (lambda text, done, total: None), patience)
        for text in texts:
            yield _one(text, store, source)


def _one(text: OfficialText, store: Store, source: _Source) -> Result:
    if _unchanged(text, store, source.mirror):
        return Result(text, Outcome.UNCHANGED, "already installed")
    try:
        raw, form, origin = source.get(text)
        store.install(text, raw, form, origin)
    except _Failure as failure:
        return Result(text, failure.outcome, failure.message)
    return Result(text, Outcome.INSTALLED, f"from {source.mirror or origin}")


def _unchanged(text: OfficialText, store: Store, mirror: str | None) -> bool:
    """Whether the installed file is sound and is what this source would give."""
    try:
        found = store.installed(text)
        if found is None or (mirror and found.sha256 != text.sha256):
            return False
        return store.read(text) is not None
    except OfficialError:
        return False


class _Source:
    """Where texts come from in one run, and which hosts have been found silent or too busy."""

    def __init__(self, client: httpx.Client, mirror: str | None, on_progress: Progress, patience: Patience) -> None:
        self.client, self.mirror, self.on_progress, self.patience = client, mirror, on_progress, patience
        self.answered = False
        self.silent: dict[str, str] = {}

    def get(self, text: OfficialText) -> tuple[bytes, str, str]:
        """The bytes of ``text``, their format and their origin; _Failure where they cannot be had."""
        if self.mirror is None:
            return self._from_addresses(text)
        failure: _Failure | None = None
        for copy in text.files:
            try:
                return self._from_mirror(text, copy, self.mirror)
            except _Failure as error:
                failure = failure or error
        assert failure is not None, f"{text.id} has no file"
        raise failure

    def _from_mirror(self, text: OfficialText, copy: Copy, mirror: str) -> tuple[bytes, str, str]:
        if mirror.startswith(("http://", "https://")):
            raw = self._download(f"{mirror.rstrip('/')}/{quote(copy.file)}", text)
        else:
            raw = self._from_folder(Path(mirror).expanduser() / copy.file, text)
        _verify(text, raw, copy.format, copy.sha256)
        return raw, copy.format, "mirror"

    def _from_folder(self, path: Path, text: OfficialText) -> bytes:
        try:
            raw = path.read_bytes()
        except OSError as error:
            raise _Failure(Outcome.UNREACHABLE, f"{path}: {error.strerror}") from None
        self.on_progress(text, len(raw), len(raw))
        return raw

    def _from_addresses(self, text: OfficialText) -> tuple[bytes, str, str]:
        failure = _Failure(Outcome.NO_ADDRESS, "it can be had from a mirror only: --from DIR_OR_URL")
        for address in text.addresses:
            try:
                return self._from_address(text, address)
            except _Failure as error:
                failure = error
        raise failure

    def _from_address(self, text: OfficialText, address: Address) -> tuple[bytes, str, str]:
        raw = self._download(address.url, text)
        _verify(text, raw, address.format, address.sha256)
        return raw, address.format, address.url

    def _download(self, url: str, text: OfficialText) -> bytes:
        host = urlsplit(url).netloc
        if self.silent and not self.answered:
            raise _Failure(Outcome.UNREACHABLE, f"not tried: {next(iter(self.silent.values()))}")
        if host in self.silent:
            raise _Failure(Outcome.UNREACHABLE, f"not tried again: {self.silent[host]}")
        for tried in range(1, self.patience.tries + 1):
            last, wait = tried == self.patience.tries, self.patience.pause * tried
            try:
                return self._stream(url, text)
            except _NO_CONNECTION as error:
                self.silent[host] = f"{host} does not answer ({error or type(error).__name__})"
                raise _Failure(Outcome.UNREACHABLE, self.silent[host]) from None
            except httpx.HTTPStatusError as error:
                self.answered = True
                status = error.response.status_code
                busy = status == httpx.codes.TOO_MANY_REQUESTS
                if last and busy:
                    self.silent[host] = f"{host} is too busy"
                if last or (status < 500 and not busy):
                    raise _Failure(Outcome.UNREACHABLE, f"{url} answered {status}") from None
                wait = min(_asked_to_wait(error.response) or wait, self.patience.longest)
            except httpx.ReadTimeout:
                self.silent[host] = f"{host} takes more than {self.patience.answer:g} seconds to answer"
                raise _Failure(Outcome.UNREACHABLE, self.silent[host]) from None
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                if last:
                    raise _Failure(Outcome.UNREACHABLE, f"{url}: {error or type(error).__name__}") from None
            time.sleep(wait)
        raise AssertionError("the last try returns or raises")

    def _stream(self, url: str, text: OfficialText) -> bytes:
        with self.client.stream("GET", url) as response:
            self.answered = True
            response.raise_for_status()
            length = response.headers.get("Content-Length", "")
            raw = bytearray()
            for chunk in response.iter_bytes():
                raw += chunk
                if len(raw) > _LARGEST:
                    raise _Failure(Outcome.NOT_A_DOCUMENT, f"{url} is larger than {_LARGEST} bytes")
                self.on_progress(text, len(raw), int(length) if length.isdigit() else None)
            return bytes(raw)


def _asked_to_wait(response: httpx.Response) -> float | None:
    """The seconds that a busy server asks for in Retry-After, as a number or a date; None where it asks for none."""
    asked = response.headers.get("Retry-After", "").strip()
    if asked.isdecimal():
        return float(asked)
    try:
        until = parsedate_to_datetime(asked)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=datetime.UTC)
    return max(0.0, (until - datetime.datetime.now(datetime.UTC)).total_seconds())


def _verify(text: OfficialText, raw: bytes, form: str, sha256: str | None) -> None:
    """Refuse bytes of another hash than expected, or that do not hold the units of ``text``."""
    found = hashlib.sha256(raw).hexdigest()
    if sha256 is not None and found != sha256:
        raise _Failure(Outcome.WRONG_HASH, f"its SHA-256 is {found[:12]}…, expected {sha256[:12]}…")
    try:
        text.units(raw, form)
    except OfficialError as error:
        raise _Failure(Outcome.NOT_A_DOCUMENT, str(error)) from None
