"""Index: built once, opened again as it is, rebuilt where it is damaged, held by one process; with real Chroma."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from builders import GLOSSARY, a_record, recorded
from hashed_embedder import HashedEmbedder

from bot.embedder import Embedder, SentenceEmbedder
from bot.entry import Contents, entry
from bot.errors import IndexFault, IndexInUse
from bot.index import Index, digest, open_or_build
from bot.index_folder import exists
from bot.lexicon import query_tokens
from corpus.instrument import Language
from corpus.locator import Locator
from corpus.register import Register
from corpus.samples import Asked, Unanswered

TEXTS = (
    ("Live identification of faces in public is banned.", "공개된 장소의 실시간 얼굴 식별은 금지된다."),
    ("A judge must authorise each search in a database.", "데이터베이스 검색은 매번 법관의 허가를 받아야 한다."),
    ("Children enjoy particular protection at school.", "아동은 학교에서 특별한 보호를 받는다."),
    ("Peaceful assemblies may not be recorded without need.", "평화적 집회는 필요 없이 촬영할 수 없다."),
    ("Images are deleted after thirty days.", "영상은 30일 뒤 삭제한다."),
)
PASSAGES = tuple(recorded(a_record(f"art-{number}", en, ko)) for number, (en, ko) in enumerate(TEXTS, 1))
SAMPLES: dict[Locator, Asked] = {
    PASSAGES[2].locator: {"en": ("My son at school?", "Is a pupil safe?"), "ko": ("우리 아이 학교에서는요?",)},
    PASSAGES[4].locator: {"en": ("When are pictures gone?",), "ko": ("사진은 언제 지우나요?", "언제까지 갖고 있음?")},
}
UNANSWERED: dict[Language, tuple[Unanswered, ...]] = {
    "en": (Unanswered("How tall is the mayor?", True), Unanswered("How many cameras are there?", False)),
    "ko": (Unanswered("시장님 키가 몇이에요?", True),),
}
CONTENTS = Contents(tuple(entry(passage, GLOSSARY, SAMPLES) for passage in PASSAGES), UNANSWERED)
EMBEDDED = len(PASSAGES) + 5
"""The texts that an embedder of English embeds: the passages and the English samples."""
NAME = digest(("one",), HashedEmbedder())
OTHER_NAME = digest(("two",), HashedEmbedder())

IN_ANOTHER_PROCESS = """
import sys
from pathlib import Path
import test_index
class Embedder(test_index.HashedEmbedder):
    def passages(self, texts):
        print("embedding", flush=True)
        sys.stdin.read(int(sys.argv[3]))
        return super().passages(texts)
index, _ = test_index.opened(Path(sys.argv[1]), sys.argv[2], Embedder())
print("open", flush=True)
sys.stdin.read()
index.close()
"""


def opened(root: Path, name: str = NAME, embedder: Embedder | None = None) -> tuple[Index, bool]:
    """The index of PASSAGES under ``root``, and whether a damaged one was replaced."""
    return open_or_build(root, name, CONTENTS, embedder or HashedEmbedder(), lambda done, total: None)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a built index, open nowhere."""
    root = tmp_path_factory.mktemp("built")
    opened(root)[0].close()
    return root


@pytest.fixture
def root(built: Path, tmp_path: Path) -> Path:
    """A copy of the built index."""
    return Path(shutil.copytree(built, tmp_path / "index"))


def answers(index: Index, embedder: Embedder) -> list[tuple[int, int, int]]:
    """For each passage, what its words find: the nearest vector, the best in the English and in the Korean lexicon."""
    found = []
    for en, ko in TEXTS:
        near = index.near(embedder.questions([f"Heading. {en}"])[0], 2)
        lexical = (
            index.lexicons["en"].scores(query_tokens(en, "en")),
            index.lexicons["ko"].scores(query_tokens(ko, "ko")),
        )
        found.append((int(near.places[0]), int(lexical[0].argmax()), int(lexical[1].argmax())))
    return found


RIGHT = [(at, at, at) for at in range(len(TEXTS))]


@contextmanager
def another_process(root: Path, name: str = NAME, waits: int = 0) -> Iterator[subprocess.Popen[str]]:
    """A process that holds the index until its input ends; before it embeds it reads ``waits`` characters."""
    command = [sys.executable, "-c", IN_ANOTHER_PROCESS, str(root), name, str(waits)]
    here = Path(__file__).parent
    with subprocess.Popen(command, cwd=here, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def hears(process: subprocess.Popen[str], word: str) -> None:
    """Wait until the process prints ``word``."""
    assert process.stdout is not None
    while (line := process.stdout.readline().strip()) != word:
        assert line, f"the process ended without '{word}'"


def test_the_real_embedder_finds_each_passage(tmp_path: Path, embedder: SentenceEmbedder) -> None:
    """Built with the default model, the index gives for each passage's own words that passage, with a cosine near 1."""
    index, damaged = opened(tmp_path, digest(("real",), embedder), embedder)
    assert (answers(index, embedder), damaged) == (RIGHT, False)
    near = index.near(embedder.questions(["Heading. " + TEXTS[2][0]])[0], 5)
    assert near.cosines[0] == pytest.approx(1, abs=0.01)
    assert near.cosines.tolist() == sorted(near.cosines.tolist(), reverse=True)
    assert sorted(near.places.tolist()) == [0, 1, 2, 3, 4]
    index.close()


def test_sample_questions_lead_to_their_entry(root: Path) -> None:
    """A question in a sample's words, or near it in meaning, is alike that sample's entry and, more weakly, others.

    Entries without samples, and meaning in a language that the embedder does not know, are alike nothing.
    """
    embedder = HashedEmbedder()
    index, _ = opened(root, embedder=embedder)
    for language, text, place in (("en", "Is my pupil safe?", 2), ("ko", "사진을 언제 지웁니까", 4)):
        words = index.samples[language].words(text, language)
        assert (int(words.argmax()), set(np.flatnonzero(words)) <= {2, 4}) == (place, True)
        assert 0 < words.max() <= 1
    vector = embedder.questions(["is a pupil safe?"])[0]
    near = index.samples["en"].meaning(vector)
    assert (near.shape, near[2]) == ((5,), pytest.approx(1, abs=1e-3))
    assert near[[0, 1, 3]].tolist() == [0, 0, 0]
    read = index.samples["en"].read(vector)
    assert (int(read.argmax()), read[[0, 1, 3]].tolist()) == (2, [0, 0, 0])
    assert not index.samples["en"].read(np.zeros_like(vector)).any()
    assert not index.samples["ko"].meaning(vector).any()
    (tall,) = embedder.questions(["how tall is the mayor?"])
    assert index.samples["en"].unanswered(tall) == pytest.approx(1, abs=1e-3)
    assert index.samples["en"].unanswered(vector) < near[2]
    (many,) = embedder.questions(["how many cameras are there?"])
    assert index.samples["en"].other_subject(tall) > 0 > index.samples["en"].other_subject(many)
    assert index.samples["ko"].unanswered(vector) == index.samples["ko"].other_subject(vector) == 0
    index.close()


def test_the_nearest_are_the_same_in_memory_and_on_disk(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of few entries all vectors are compared; of many Chroma is asked, and chosen ones are read from the folder."""
    embedder, found = HashedEmbedder(), []
    (vector,) = embedder.questions(["children at school"])
    for limit in (len(PASSAGES), len(PASSAGES) - 1):
        monkeypatch.setattr("bot.index.IN_MEMORY", limit)
        index, _ = opened(root, embedder=embedder)
        found.append([index.near(vector, 2), index.near(vector, 9), index.near(vector, 2, np.array([1, 2, 4]))])
        index.close()
    for held, on_disk in zip(*found, strict=True):
        assert held.places[0] == on_disk.places[0] == 2
        assert held.cosines.tolist() == pytest.approx(on_disk.cosines.tolist(), abs=1e-3)
    assert [len(near.places) for near in found[0]] == [len(near.places) for near in found[1]] == [2, 5, 2]
    assert set(found[1][2].places.tolist()) <= {1, 2, 4}


def test_words_tell_answered_questions_from_others(root: Path) -> None:
    """Words of answered samples speak for an answer, those of others against it; unknown words say nothing."""
    index, _ = opened(root)
    english, korean = index.samples["en"], index.samples["ko"]
    assert english.answered("Is my pupil safe?", "en") > 0 > english.answered("How many mayors?", "en")
    assert english.answered("Zzyzx qwerty", "en") == 0
    assert english.elsewhere("the mayor", "en") > 0 > english.elsewhere("many cameras", "en")
    assert korean.answered("사진은 언제 지우나요?", "ko") > 0 > korean.answered("시장님 키", "ko")
    assert korean.elsewhere("시장님 키", "ko") == 0  # no sample of the guide's own subject is refused
    index.close()


def test_a_built_index_is_opened_without_building(tmp_path: Path) -> None:
    """The second opening embeds nothing and leaves every file that has a digest as it was."""
    first, again = HashedEmbedder(), HashedEmbedder()
    assert not exists(tmp_path, NAME)
    index, damaged = opened(tmp_path, embedder=first)
    index.close()
    assert (first.embedded, damaged, exists(tmp_path, NAME)) == (EMBEDDED, False, True)
    before = {path: path.stat().st_mtime_ns for path in files(tmp_path)}
    index, damaged = opened(tmp_path, embedder=again)
    assert (again.embedded, damaged, answers(index, again)) == (0, False, RIGHT)
    index.close()
    assert {path: path.stat().st_mtime_ns for path in files(tmp_path)} == before


def files(root: Path) -> list[Path]:
    """The files of the indexes under ``root``, but for Chroma's database, which changes when it is opened."""
    found = (path for path in sorted(root.glob("*/**/*")) if path.is_file())
    return [path for path in found if not path.name.startswith("chroma.sqlite3")]


def test_progress_is_told_from_none_to_all(tmp_path: Path) -> None:
    """A build tells how many of how many texts are embedded, from the first to the last."""
    heard: list[tuple[int, int]] = []
    index, _ = open_or_build(
        tmp_path, NAME, CONTENTS, HashedEmbedder(), lambda done, total: heard.append((done, total))
    )
    index.close()
    assert heard == [(0, EMBEDDED), (EMBEDDED, EMBEDDED)]


RECORDS = """id: x-act
title: {en: The X Act, ko: 엑스법}
short: {en: X Act, ko: 엑스법}
issuer: un
body: {en: Nobody, ko: 없음}
scheme: eu-act
force: report
status: current
adopted: 2020-01-02
url: https://example.org/x
provisions:
  - locator: art-1
    heading: {en: Aim, ko: 목적}
    en: It says one thing.
    ko: 하나를 말한다.
    topics: [scope]
    modality: states
    checked: {secondary: "https://example.org/y"}
"""


def test_the_name_changes_with_what_is_indexed(tmp_path: Path) -> None:
    """A changed record, another text and another embedder each give the index another name."""
    file = tmp_path / "x-act.yaml"
    file.write_text(RECORDS, encoding="utf-8")
    before = Register.load(tmp_path).digest
    file.write_text(RECORDS.replace("one thing", "two things"), encoding="utf-8")
    after = Register.load(tmp_path).digest
    one, other = HashedEmbedder("one"), HashedEmbedder("other")
    names = [digest((before,), one), digest((after,), one), digest((before,), other), digest((before, "text"), one)]
    assert len(set(names)) == 4
    assert digest((before,), HashedEmbedder("one")) == names[0]


def missing(path: Path) -> None:
    path.unlink()


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def garbage(path: Path) -> None:
    path.write_bytes(b"\xa5" * path.stat().st_size)


def one_byte(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 0xFF
    path.write_bytes(bytes(raw))


LEXICONS = ("en", "ko", "concepts", "samples-en", "samples-ko")
PARTS = [
    "index.json",
    *(f"lexicon-{kind}/{part}" for kind in LEXICONS for part in ("data.*", "indices.*", "indptr.*")),
    *(
        f"samples-{language}-{part}.npy"
        for language in ("en", "ko")
        for part in ("rows", "places", "unanswered", "other")
    ),
    "lexicon-en/params.*",
    "lexicon-en/vocab.*",
    "chroma/*/data_level0.bin",
    "chroma/*/header.bin",
    "chroma/*/length.bin",
    "chroma/*/link_lists.bin",
    "chroma/*/index_metadata.pickle",
]
DAMAGES = [(part, damage) for part in PARTS for damage in (missing, truncated, garbage, one_byte)]
DAMAGES += [("chroma/chroma.sqlite3", damage) for damage in (missing, truncated, garbage)]


@pytest.mark.parametrize(("part", "damage"), DAMAGES, ids=lambda value: getattr(value, "__name__", value))
def test_a_damaged_index_is_built_anew_and_said(root: Path, part: str, damage: Callable[[Path], None]) -> None:
    """Whatever part is missing or garbage: the index is rebuilt from the kept vectors, says so once, and answers."""
    (file,) = (root / NAME[:16]).glob(part)
    damage(file)
    embedder = HashedEmbedder()
    index, damaged = opened(root, embedder=embedder)
    assert (damaged, embedder.embedded, answers(index, embedder)) == (True, 0, RIGHT)
    index.close()
    index, damaged = opened(root, embedder=embedder)
    assert (damaged, embedder.embedded, answers(index, embedder)) == (False, 0, RIGHT)
    index.close()


def test_an_index_of_other_passages_is_built_anew(root: Path) -> None:
    """An index that holds another number of passages than the corpus is no index of it."""
    index, damaged = open_or_build(
        root, NAME, Contents(CONTENTS.entries[:3]), HashedEmbedder(), lambda done, total: None
    )
    assert (damaged, len(index.keys)) == (True, 3)
    index.close()


def test_an_index_in_use_is_not_opened_twice(root: Path) -> None:
    """While one process holds an index, another gets one sentence; once it is let go, it opens."""
    folder = root / NAME[:16]
    told = (
        f"The index folder {folder} is in use by another process of the guide; "
        "stop that one first, or set FRT_DATA to another folder."
    )
    with another_process(root) as process:
        hears(process, "open")
        with pytest.raises(IndexInUse) as fault:
            opened(root)
        assert str(fault.value) == told
    index, damaged = opened(root)
    assert (damaged, answers(index, HashedEmbedder())) == (False, RIGHT)
    index.close()


def test_a_build_that_was_killed_leaves_no_half_index(tmp_path: Path) -> None:
    """What a process killed while building leaves is no index; the next build is whole and clears up."""
    with another_process(tmp_path, waits=1) as process:
        hears(process, "embedding")
        with pytest.raises(IndexInUse):
            opened(tmp_path)
        process.kill()
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == [f".building-{NAME[:16]}"]
    assert not exists(tmp_path, NAME)
    index, damaged = opened(tmp_path)
    assert (damaged, answers(index, HashedEmbedder())) == (False, RIGHT)
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == [NAME[:16]]
    index.close()


def test_older_indexes_and_broken_off_builds_are_removed(root: Path) -> None:
    """A new index removes the older ones and what a killed build left; one that somebody holds stays."""
    abandoned = root / ".building-0123456789abcdef"
    abandoned.mkdir()
    held, _ = opened(root)
    opened(root, OTHER_NAME)[0].close()
    folders = {path.name for path in root.iterdir() if path.is_dir()}
    assert folders == {NAME[:16], OTHER_NAME[:16]}
    assert answers(held, HashedEmbedder()) == RIGHT
    held.close()
    opened(root, digest(("three",), HashedEmbedder()))[0].close()
    assert len([path for path in root.iterdir() if path.is_dir()]) == 1


def test_any_thread_may_let_go_of_an_index(root: Path) -> None:
    """An index opened in a background thread and closed in another is free again."""
    found: list[Index] = []
    thread = threading.Thread(target=lambda: found.append(opened(root)[0]))
    thread.start()
    thread.join()
    found[0].close()
    index, _ = opened(root)
    index.close()


def test_a_closed_index_says_so(root: Path) -> None:
    """A search in an index that was closed is a failed search, not an empty one."""
    index, _ = opened(root)
    index.close()
    with pytest.raises(IndexFault, match="was closed"):
        index.near(HashedEmbedder().questions(["faces"])[0], 2)


def test_a_folder_that_cannot_be_written_is_told_in_one_sentence(tmp_path: Path) -> None:
    """Where the data folder is a file, the fault names it."""
    file = tmp_path / "data"
    file.write_text("no folder", encoding="utf-8")
    with pytest.raises(
        IndexFault, match=r"^The index folder .*/data/index/[0-9a-f]{16} cannot be written: Not a dir\w+\.$"
    ):
        opened(file / "index")
