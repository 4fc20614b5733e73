"""Official: the manifest and the store, filled from folders; what comes over the network is in test_fetch.py."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
from mirror import official_mirror
from small_texts import ONE, PAGE, TWO, entry, files, manifest_of, outcomes, store_of_two

from corpus.errors import RecordError
from corpus.fetch import Outcome, fetch
from corpus.locator import Locator
from corpus.official import Manifest, Store
from corpus.passage import official_words


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store of two texts."""
    return store_of_two(tmp_path)


def test_from_a_folder_and_again(tmp_path: Path, store: Store) -> None:
    """A mirror's files are installed, verified and split; the second time they are unchanged."""
    (tmp_path / "one.txt").write_bytes(ONE)
    (tmp_path / "two.txt").write_bytes(TWO)
    assert outcomes(store, str(tmp_path)) == [Outcome.INSTALLED, Outcome.INSTALLED]
    assert outcomes(store, str(tmp_path)) == [Outcome.UNCHANGED, Outcome.UNCHANGED]
    assert outcomes(store, None) == [Outcome.UNCHANGED, Outcome.UNCHANGED]
    units = store.read(store.manifest.texts["one"])
    assert units is not None
    assert [unit.text for unit in units] == ["The first paragraph.", "The second paragraph."]
    assert files(store) == {"one.txt", "one.origin", "two.txt", "two.origin"}


def test_copies_of_one_wording(tmp_path: Path) -> None:
    """A copy serves where a mirror has not the first file, or where it is asked for; one file is installed."""
    copy = f"copies: [{{id: one-html, file: one.html, sha256: {hashlib.sha256(PAGE).hexdigest()}, format: html}}], "
    manifest = manifest_of(tmp_path, entry("one", ONE, 2).replace("addresses", f"{copy}addresses"))
    store, mirror = Store(tmp_path / "data", manifest), tmp_path / "mirror"
    mirror.mkdir()
    (mirror / "one.html").write_bytes(PAGE)
    results = []
    for placed, ids in (({}, ()), ({"one.txt": ONE}, ()), ({}, ()), ({}, ("one-html",))):
        for name, raw in placed.items():
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
    assert outcomes(store, str(tmp_path))[0] is Outcome.INSTALLED
    later = Store(tmp_path / "data", manifest_of(tmp_path, entry("one", ONE + b"\n", 2)))
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
    path.write_text("texts:\n" + entry("one", ONE, 2).replace("one.txt", "../one.txt"), encoding="utf-8")
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
