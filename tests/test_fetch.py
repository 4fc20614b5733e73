"""Fetch: official texts over the network, from a real server on this machine that misbehaves as servers do."""

from __future__ import annotations

import datetime
import hashlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from email.utils import format_datetime
from pathlib import Path

import pytest
from mirror import official_mirror
from small_texts import LOGIN, ONE, PAGE, TWO, entry, files, manifest_of, outcomes, store_of_two
from text_server import Reply, TextServer, serving

from corpus.errors import OfficialError
from corpus.fetch import Outcome, Patience, Result, fetch
from corpus.locator import Locator
from corpus.official import Manifest, Store
from corpus.passage import official_words

ROOT = Path(__file__).parent.parent
QUICK = Patience(connect=10.0, answer=30.0, pause=0.02, longest=3.0)
"""Tries again soon, yet waits for an answer as long as a busy machine may need."""
HASTY = replace(QUICK, answer=0.4)
"""For servers that never answer."""
INSTALLED, UNREACHABLE, WRONG = Outcome.INSTALLED, Outcome.UNREACHABLE, Outcome.WRONG_HASH
TEXTS = ("un-iccpr-en", "us-wa-rcw-43-386-en")
"""Two official texts."""


@pytest.fixture
def server() -> Iterator[TextServer]:
    """A server that answers as it is told."""
    with serving() as made:
        yield made


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store of two texts."""
    return store_of_two(tmp_path)


def fetched(store: Store, mirror: str | None, patience: Patience = QUICK) -> list[Result]:
    """What comes of installing every text of the store."""
    return list(fetch(store.manifest.select(()), store, mirror, patience=patience))


def nobody() -> str:
    """An address on this machine where nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"


def test_from_a_mirror_on_the_network(server: TextServer, store: Store) -> None:
    """A mirror may be an address; progress tells the bytes that have come."""
    server.put("/texts/one.txt", ONE)
    server.put("/texts/two.txt", TWO)
    seen: list[tuple[str, int, int | None]] = []
    texts = store.manifest.select(())
    results = list(
        fetch(texts, store, f"{server.address}/texts/", lambda text, done, total: seen.append((text.id, done, total)))
    )
    assert [result.outcome for result in results] == [INSTALLED, INSTALLED]
    assert seen == [("one", len(ONE), len(ONE)), ("two", len(TWO), len(TWO))]


MOVED = Reply(status=301, headers={"Location": "/new/one.txt"})
ANSWERS = [
    ((MOVED,), INSTALLED, 1, "from "),
    ((Reply(status=403),), UNREACHABLE, 1, "answered 403"),
    ((Reply(status=404),), UNREACHABLE, 1, "answered 404"),
    ((Reply(status=500), Reply(ONE)), INSTALLED, 2, "from "),
    ((Reply(status=503),), UNREACHABLE, 3, "answered 503"),
    ((Reply(status=429), Reply(ONE)), INSTALLED, 2, "from "),
    ((Reply(ONE[:20], missing=len(ONE) - 20),), UNREACHABLE, 3, "/one.txt: "),
    ((Reply(ONE[:20], missing=len(ONE) - 20), Reply(ONE)), INSTALLED, 2, "from "),
    ((Reply(ONE[:20]),), WRONG, 1, "its SHA-256 is "),
    ((Reply(ONE + b" "),), WRONG, 1, "its SHA-256 is "),
    ((Reply(LOGIN),), WRONG, 1, "its SHA-256 is "),
    ((Reply(status=302, headers={"Location": "/login"}),), WRONG, 1, "its SHA-256 is "),
]


@pytest.mark.parametrize(
    ("replies", "outcome", "requests", "said"),
    ANSWERS,
    ids=[
        "moved", "forbidden", "missing", "one fault", "only faults", "busy once", "cut short", "cut short once",
        "shorter", "other bytes", "login page", "sent to a login page",
    ],
)  # fmt: skip
def test_what_a_mirror_may_answer(
    server: TextServer, store: Store, replies: tuple[Reply, ...], outcome: Outcome, requests: int, said: str
) -> None:
    """A redirect is followed, what may pass is tried again, what is not the text is refused and named.

    Nothing of a text that was not installed stays; the other text is installed all the same.
    """
    server.put("/one.txt", *replies)
    server.put("/new/one.txt", ONE)
    server.put("/login", LOGIN)
    server.put("/two.txt", TWO)
    first, second = fetched(store, server.address)
    assert (first.outcome, second.outcome) == (outcome, INSTALLED)
    assert server.asked.count("/one.txt") == requests
    assert said in first.message
    installed = {"one.txt", "one.origin"} if outcome is INSTALLED else set()
    assert files(store) == {*installed, "two.txt", "two.origin"}


def in_seconds(seconds: float) -> str:
    """The HTTP date so far from now."""
    return format_datetime(datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=seconds), usegmt=True)


@pytest.mark.parametrize(
    ("status", "asked", "least", "most"),
    [
        (429, "1", 1.0, 3.0),
        (503, "1", 1.0, 3.0),
        (429, "3600", 3.0, 60.0),
        (429, in_seconds(3600), 3.0, 60.0),
        (429, in_seconds(-60), 0.0, 3.0),
        (429, "soon", 0.0, 3.0),
        (429, "0", 0.0, 3.0),
    ],
    ids=["seconds", "with a fault", "too long", "a date", "a date that has passed", "nonsense", "at once"],
)
def test_a_busy_server_is_left_alone_as_long_as_it_asks(
    server: TextServer, store: Store, status: int, asked: str, least: float, most: float
) -> None:
    """Retry-After is waited for, in seconds or as a date, but only for a bounded time; then it is tried again."""
    server.put("/one.txt", Reply(status=status, headers={"Retry-After": asked}), Reply(ONE))
    server.put("/two.txt", TWO)
    assert [result.outcome for result in fetched(store, server.address)] == [INSTALLED, INSTALLED]
    waited = server.times[1] - server.times[0]
    assert least <= waited < most


def test_a_date_near_by_is_waited_for(server: TextServer, store: Store) -> None:
    """An HTTP date has whole seconds: one two seconds away asks for one second at least."""
    server.put("/one.txt", Reply(status=429, headers={"Retry-After": in_seconds(2)}), Reply(ONE))
    server.put("/two.txt", TWO)
    assert [result.outcome for result in fetched(store, server.address, Patience(longest=60))] == [INSTALLED, INSTALLED]
    assert 0.9 <= server.times[1] - server.times[0] < 5


def test_a_server_that_stays_busy_is_not_asked_for_the_next_text(server: TextServer, store: Store) -> None:
    """After three tries a busy server is left alone for good: nobody waits for each of its texts."""
    server.put("/one.txt", Reply(status=429))
    first, second = fetched(store, server.address)
    assert (first.outcome, second.outcome) == (UNREACHABLE, UNREACHABLE)
    assert first.message.endswith("/one.txt answered 429")
    assert second.message.startswith("not tried again: ")
    assert server.asked == ["/one.txt"] * 3


@pytest.mark.parametrize("reply", [Reply(silent=True), Reply(ONE[:20], missing=99, holds=True)], ids=["none", "half"])
def test_a_server_that_never_answers_is_given_up(server: TextServer, store: Store, reply: Reply) -> None:
    """A server that sends nothing, or stops half-way, is waited for so long and not asked again."""
    server.put("/one.txt", reply)
    first, second = fetched(store, server.address, HASTY)
    assert (first.outcome, second.outcome) == (UNREACHABLE, UNREACHABLE)
    assert first.message.endswith(" takes more than 0.4 seconds to answer")
    assert second.message.startswith("not tried")
    assert (server.asked, files(store)) == (["/one.txt"], set())


def test_nobody_answers(store: Store) -> None:
    """Where nothing on the network answers, the first text is tried and the others are not."""
    first, second = fetched(store, nobody())
    assert (first.outcome, second.outcome) == (UNREACHABLE, UNREACHABLE)
    assert "does not answer" in first.message
    assert second.message.startswith("not tried: ")


def test_from_its_own_address(tmp_path: Path, server: TextServer) -> None:
    """An address serves the text in its own format; its units are counted; a login page is not the document."""
    good, login = server.put("/one", PAGE), server.put("/login", LOGIN)
    pinned = "0" * 64
    manifest = manifest_of(
        tmp_path,
        entry("one", ONE, 2, good),
        entry("login", ONE, 2, login),
        entry("pinned", ONE, 2, good, pinned),
        entry("none", ONE, 2),
        entry("gone", ONE, 2, f"{nobody()}/x"),
    )
    store = Store(tmp_path / "data", manifest)
    assert [result.outcome for result in fetched(store, None)] == [
        INSTALLED, Outcome.NOT_A_DOCUMENT, WRONG, Outcome.NO_ADDRESS, UNREACHABLE,
    ]  # fmt: skip
    found = store.installed(manifest.texts["one"])
    assert found is not None
    assert (found.file, found.format, found.sha256, found.source) == (
        "one.html", "html", hashlib.sha256(PAGE).hexdigest(), good,
    )  # fmt: skip
    (words,) = official_words(Locator.parse("one/para-2"), store)
    assert (words.text, words.source) == ("The second paragraph.", hashlib.sha256(PAGE).hexdigest())


def test_a_failed_download_keeps_what_was_installed(tmp_path: Path, server: TextServer, store: Store) -> None:
    """A text that was installed is kept when it cannot be had again; one that was changed on disk is installed anew."""
    server.put("/one.txt", ONE)
    server.put("/two.txt", TWO)
    outcomes(store, server.address)
    path = store.folder / "one.txt"
    path.write_bytes(ONE + b"3. Forged.\n")
    with pytest.raises(OfficialError, match="was changed after it was installed"):
        store.read(store.manifest.texts["one"])
    assert outcomes(store, str(tmp_path / "nowhere")) == [UNREACHABLE, Outcome.UNCHANGED]
    assert outcomes(store, server.address) == [INSTALLED, Outcome.UNCHANGED]
    assert path.read_bytes() == ONE


def serve_mirror(server: TextServer) -> dict[str, str]:
    """Put the files of two official texts on the server; the path of each."""
    texts = Manifest.load().select(TEXTS)
    for text in texts:
        server.put(f"/{text.file}", (official_mirror() / text.file).read_bytes())
    return {text.id: f"/{text.file}" for text in texts}


def command(data: Path, mirror: str) -> subprocess.Popen[str]:
    """``python -m corpus fetch`` of the two official texts, as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "corpus", "fetch", "--from", mirror, *TEXTS],
        cwd=ROOT, env={**os.environ, "FRT_DATA": str(data)}, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT], ids=["killed", "interrupted"])
def test_a_run_that_is_broken_off_leaves_whole_texts(tmp_path: Path, server: TextServer, how: signal.Signals) -> None:
    """Ended in the middle of the second text, a run leaves the first installed and no part of the second.

    The next run fetches only what is missing.
    """
    paths = serve_mirror(server)
    first, second = TEXTS
    whole = server.next(paths[second]).body
    server.put(paths[second], Reply(whole[: len(whole) // 2], missing=len(whole) - len(whole) // 2, holds=True), whole)
    server.asked.clear()
    with command(tmp_path, server.address) as broken_off:
        assert server.held.wait(30)
        broken_off.send_signal(how)
        broken_off.communicate(timeout=30)
    assert broken_off.returncode == (-signal.SIGKILL if how is signal.SIGKILL else 130)
    assert files(Store(tmp_path)) == {f"{first}.origin", paths[first][1:]}
    with command(tmp_path, server.address) as again:
        said, fault = again.communicate(timeout=60)
    assert [line.split(" (")[0] for line in said.splitlines()] == [f"{first}: unchanged", f"{second}: installed"]
    assert (again.returncode, fault) == (0, "")
    assert server.asked == [paths[first], paths[second], paths[second]]


def test_the_command_tells_each_text_and_the_ones_that_failed(tmp_path: Path, server: TextServer) -> None:
    """A line a text on standard output, one line on standard error for those that are missing, and status 1."""
    paths = serve_mirror(server)
    first, second = TEXTS
    server.put(paths[second], Reply(LOGIN))
    with command(tmp_path, server.address) as ran:
        said, fault = ran.communicate(timeout=60)
    assert [line.split(" (")[0] for line in said.splitlines()] == [f"{first}: installed", f"{second}: wrong hash"]
    assert (ran.returncode, fault) == (1, f"1 of 2 official texts are not installed: {second}\n")
