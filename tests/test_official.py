"""Official: the manifest, the store and fetching, against a real server on this machine."""

from __future__ import annotations

import hashlib
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from mirror import official_mirror

from corpus.errors import OfficialError, RecordError
from corpus.fetch import Outcome, fetch
from corpus.locator import Locator
from corpus.official import Manifest, Store
from corpus.passage import official_words

ONE = b"1. The first paragraph.\n\n2. The second paragraph.\n"
TWO = b"1 Only one.\n"
LOGIN = b"<html><body><p>Please sign in.</p></body></html>"
PAGE = b"<html><body><p>1. The first paragraph.</p><p>2. The second paragraph.</p></body></html>"
Serve = Callable[[str, bytes, int, int], str]
"""Put a path on the server: its body, its status, and how many bytes it promises beyond those it sends."""


def _entry(name: str, raw: bytes, paragraphs: int, address: str = "", sha256: str = "") -> str:
    pinned = f", sha256: '{sha256}'" if sha256 else ""
    addresses = f"[{{url: '{address}', format: html{pinned}}}]" if address else "[]"
    return (
        f"  - {{id: {name}, instrument: {name}, language: en, scheme: un-paragraphs, file: {name}.txt,\n"
        f"     sha256: {hashlib.sha256(raw).hexdigest()}, format: text, addresses: {addresses},\n"
        f"     counts: {{para: {paragraphs}}}, licence: ours, note: made for a test}}\n"
    )


def _manifest(folder: Path, *entries: str) -> Manifest:
    path = folder / "official.yaml"
    path.write_text("texts:\n" + "".join(entries), encoding="utf-8")
    return Manifest.load(path)


@pytest.fixture
def manifest(tmp_path: Path) -> Manifest:
    """Two texts without addresses."""
    return _manifest(tmp_path, _entry("one", ONE, 2), _entry("two", TWO, 1))


@pytest.fixture
def store(tmp_path: Path, manifest: Manifest) -> Store:
    """An empty store of these two texts."""
    return Store(tmp_path / "data", manifest)


@pytest.fixture
def server() -> Iterator[tuple[str, Serve, list[str]]]:
    """A server's address, a function that puts a body on it, and the paths it was asked for."""
    bodies: dict[str, tuple[bytes, int, int]] = {}
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            body, status, missing = bodies.get(self.path, (b"", 404, 0))
            self.send_response(status)
            self.send_header("Content-Length", str(len(body) + missing))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Keep the test's output clean."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{http.server_port}"

        def serve(path: str, body: bytes, status: int = 200, missing: int = 0) -> str:
            bodies[path] = (body, status, missing)
            return address + path

        yield address, serve, asked
        http.shutdown()


def _silent() -> str:
    """An address on this machine where nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"


def _outcomes(store: Store, mirror: str | None) -> list[Outcome]:
    return [result.outcome for result in fetch(store.manifest.select(()), store, mirror)]


def _files(store: Store) -> set[str]:
    return {path.name for path in store.folder.glob("*")}


def test_from_a_folder_and_again(tmp_path: Path, store: Store) -> None:
    """A mirror's files are installed, verified and split; the second time they are unchanged."""
    (tmp_path / "one.txt").write_bytes(ONE)
    (tmp_path / "two.txt").write_bytes(TWO)
    assert _outcomes(store, str(tmp_path)) == [Outcome.INSTALLED, Outcome.INSTALLED]
    assert _outcomes(store, str(tmp_path)) == [Outcome.UNCHANGED, Outcome.UNCHANGED]
    assert _outcomes(store, None) == [Outcome.UNCHANGED, Outcome.UNCHANGED]
    units = store.read(store.manifest.texts["one"])
    assert units is not None
    assert [unit.text for unit in units] == ["The first paragraph.", "The second paragraph."]
    assert _files(store) == {"one.txt", "one.origin", "two.txt", "two.origin"}


def test_from_a_mirror_on_the_network(server: tuple[str, Serve, list[str]], store: Store) -> None:
    """A mirror may be an address; progress tells the bytes that have come."""
    address, serve, _ = server
    serve("/texts/one.txt", ONE, 200, 0)
    serve("/texts/two.txt", TWO, 200, 0)
    seen: list[tuple[str, int, int | None]] = []
    texts = store.manifest.select(())
    results = list(
        fetch(texts, store, f"{address}/texts/", lambda text, done, total: seen.append((text.id, done, total)))
    )
    assert [result.outcome for result in results] == [Outcome.INSTALLED, Outcome.INSTALLED]
    assert seen == [("one", len(ONE), len(ONE)), ("two", len(TWO), len(TWO))]


@pytest.mark.parametrize(
    ("served", "outcome", "requests"),
    [
        ((b"", 404, 0), Outcome.UNREACHABLE, 1),
        ((b"", 503, 0), Outcome.UNREACHABLE, 3),
        ((ONE + b" ", 200, 0), Outcome.WRONG_HASH, 1),
        ((LOGIN, 200, 0), Outcome.WRONG_HASH, 1),
        ((ONE[:20], 200, len(ONE) - 20), Outcome.UNREACHABLE, 3),
    ],
    ids=["missing", "server fault", "other bytes", "login page", "cut short"],
)
def test_a_bad_file_on_a_mirror(
    server: tuple[str, Serve, list[str]], store: Store, served: tuple[bytes, int, int], outcome: Outcome, requests: int
) -> None:
    """What is not the text is refused and named; nothing of it stays; the other text is installed all the same."""
    address, serve, asked = server
    serve("/one.txt", *served)
    serve("/two.txt", TWO, 200, 0)
    assert _outcomes(store, address) == [outcome, Outcome.INSTALLED]
    assert asked.count("/one.txt") == requests
    assert _files(store) == {"two.txt", "two.origin"}


def test_nobody_answers(store: Store) -> None:
    """Where nothing on the network answers, the first text is tried and the others are not."""
    results = list(fetch(store.manifest.select(()), store, _silent()))
    assert [result.outcome for result in results] == [Outcome.UNREACHABLE, Outcome.UNREACHABLE]
    assert "does not answer" in results[0].message
    assert results[1].message.startswith("not tried: ")


def test_from_its_own_address(tmp_path: Path, server: tuple[str, Serve, list[str]]) -> None:
    """An address serves the text in its own format; its units are counted; a login page is not the document."""
    _, serve, _ = server
    good, login = serve("/one", PAGE, 200, 0), serve("/login", LOGIN, 200, 0)
    pinned = "0" * 64
    manifest = _manifest(
        tmp_path,
        _entry("one", ONE, 2, good),
        _entry("login", ONE, 2, login),
        _entry("pinned", ONE, 2, good, pinned),
        _entry("none", ONE, 2),
        _entry("gone", ONE, 2, f"{_silent()}/x"),
    )
    store = Store(tmp_path / "data", manifest)
    assert _outcomes(store, None) == [
        Outcome.INSTALLED, Outcome.NOT_A_DOCUMENT, Outcome.WRONG_HASH, Outcome.NO_ADDRESS, Outcome.UNREACHABLE,
    ]  # fmt: skip
    found = store.installed(manifest.texts["one"])
    assert found is not None
    assert (found.file, found.format, found.sha256, found.source) == (
        "one.html", "html", hashlib.sha256(PAGE).hexdigest(), good,
    )  # fmt: skip
    (words,) = official_words(Locator.parse("one/para-2"), store)
    assert (words.text, words.source) == ("The second paragraph.", hashlib.sha256(PAGE).hexdigest())


def test_a_failed_download_keeps_what_was_installed(
    tmp_path: Path, server: tuple[str, Serve, list[str]], store: Store
) -> None:
    """A text that was installed is kept when it cannot be had again; one that was changed on disk is installed anew."""
    address, serve, _ = server
    serve("/one.txt", ONE, 200, 0)
    serve("/two.txt", TWO, 200, 0)
    _outcomes(store, address)
    path = store.folder / "one.txt"
    path.write_bytes(ONE + b"3. Forged.\n")
    with pytest.raises(OfficialError, match="was changed after it was installed"):
        store.read(store.manifest.texts["one"])
    assert _outcomes(store, str(tmp_path / "nowhere")) == [Outcome.UNREACHABLE, Outcome.UNCHANGED]
    assert _outcomes(store, address) == [Outcome.INSTALLED, Outcome.UNCHANGED]
    assert path.read_bytes() == ONE


def test_copies_of_one_wording(tmp_path: Path) -> None:
    """A copy serves where a mirror has not the first file, or where it is asked for; one file is installed."""
    copy = f"copies: [{{id: one-html, file: one.html, sha256: {hashlib.sha256(PAGE).hexdigest()}, format: html}}], "
    manifest = _manifest(tmp_path, _entry("one", ONE, 2).replace("addresses", f"{copy}addresses"))
    store, mirror = Store(tmp_path / "data", manifest), tmp_path / "mirror"
    mirror.mkdir()
    (mirror / "one.html").write_bytes(PAGE)
    results = []
    for files, ids in (({}, ()), ({"one.txt": ONE}, ()), ({}, ()), ({}, ("one-html",))):
        for name, raw in files.items():
            (mirror / name).write_bytes(raw)
        outcomes = [result.outcome for result in fetch(manifest.select(ids), store, str(mirror))]
        installed = store.installed(manifest.texts["one"])
        assert installed is not None
        results.append((*outcomes, installed.file, installed.format))
        assert [unit.text for unit in store.read(manifest.texts["one"]) or ()] == [
            "The first paragraph.", "The second paragraph.",
        ]  # fmt: skip
        assert [len(languages) for languages in store.units.values()] == [1, 1]
    assert results == [
        (Outcome.INSTALLED, "one.html", "html"),
        (Outcome.INSTALLED, "one.txt", "text"),
        (Outcome.UNCHANGED, "one.txt", "text"),
        (Outcome.INSTALLED, "one.html", "html"),
    ]


def test_a_new_manifest_makes_an_old_file_stale(tmp_path: Path, store: Store) -> None:
    """A file installed for an earlier entry of the manifest is not served as the text of the present one."""
    (tmp_path / "one.txt").write_bytes(ONE)
    assert _outcomes(store, str(tmp_path))[0] is Outcome.INSTALLED
    later = Store(tmp_path / "data", _manifest(tmp_path, _entry("one", ONE + b"\n", 2)))
    assert later.read(later.manifest.texts["one"]) is None
    assert official_words(Locator.parse("one/para-1"), later) == ()


def test_manifest() -> None:
    """Every text names a known instrument and language, says what it holds, and never promises what it has not."""
    texts = Manifest.load().texts
    assert len(texts) == 29
    assert len({copy.file for text in texts.values() for copy in text.files}) == 30
    assert all(text.counts and text.note and text.licence for text in texts.values())
    assert all(address.url.startswith("https://") for text in texts.values() for address in text.addresses)
    assert {text.id for text in texts.values() if text.addresses} == {
        "eu-ai-act-2024-1689-en", "eu-ai-omnibus-pe-cons-30-26-en", "eu-gdpr-2016-679-en", "eu-led-2016-680-en",
        "us-il-bipa-740-ilcs-14-en", "un-ccpr-gc37-2020-en", "un-cerd-gr36-2020-en", "un-a-hrc-41-35-2019-en",
    }  # fmt: skip


def test_a_faulty_manifest_names_its_line(tmp_path: Path) -> None:
    """A fault of the manifest is told by file, line and field."""
    path = tmp_path / "official.yaml"
    path.write_text("texts:\n" + _entry("one", ONE, 2).replace("one.txt", "../one.txt"), encoding="utf-8")
    with pytest.raises(RecordError, match=r"official\.yaml:2: texts\[0\]\.file"):
        Manifest.load(path)


def _run(*arguments: str, data: Path, mirror: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "corpus", *arguments],
        capture_output=True, text=True, timeout=60, check=False,
        env={"FRT_DATA": str(data), "CORPUS_MIRROR": mirror, "PATH": "", "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("fetch", "nope"), 2, "'nope' is no official text"),
        (("fetch", "--bad"), 2, "No such option: --bad"),
        (("fetch", "--from", "/nonexistent", "un-iccpr-en"), 1, "1 of 1 official texts are not installed: un-iccpr-en"),
        (("check", "--on", "tomorrow"), 2, "'tomorrow'"),
        (("check", "--mirror", "/nonexistent"), 2, "/nonexistent is no folder"),
    ],
)
def test_mistakes_on_the_command_line(tmp_path: Path, arguments: tuple[str, ...], status: int, said: str) -> None:
    """A mistake is one line on standard error with its exit status, never a traceback."""
    done = _run(*arguments, data=tmp_path)
    assert (done.returncode, len(done.stderr.splitlines())) == (status, 1)
    assert said in done.stderr


def test_fetch_command_with_the_mirror(tmp_path: Path) -> None:
    """All texts are installed from the mirror that CORPUS_MIRROR names, then found unchanged."""
    folder = str(official_mirror())
    first, second = _run("fetch", data=tmp_path, mirror=folder), _run("fetch", data=tmp_path, mirror=folder)
    for done, outcome in ((first, "installed"), (second, "unchanged")):
        assert (done.returncode, done.stderr) == (0, "")
        assert [line.split(": ")[1].split(" (")[0] for line in done.stdout.splitlines()] == [outcome] * 29


def test_set_up_says_it_in_one_line(tmp_path: Path) -> None:
    """Set-up goes on without texts: one line, exit status 0, whatever is missing."""
    done = _run("fetch", "--brief", "--from", "/nonexistent", data=tmp_path)
    assert (done.returncode, done.stderr, len(done.stdout.splitlines())) == (0, "", 1)
    assert done.stdout.startswith("0 of 29 official texts are installed. The records serve")
