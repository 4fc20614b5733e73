"""BEIR: a folder is read, searched with the product's own lanes and scored; what is wrong in it is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hashed_embedder import HashedEmbedder

from bot.embedder import embedder_of
from bot.lanes import Lane
from evals.__main__ import app
from evals.beir import Collection, Languages, search
from evals.errors import BeirError
from evals.ranking import by_query, mean
from evals.retrieval import SETS

DOCUMENTS = {
    "en": {
        "d1": "A bank shall report a suspicious transfer to the regulator within two days.",
        "d2": "A tenant may end a lease with three months of notice.",
        "d3": "No employer may dismiss a worker for being pregnant.",
        "d4": "Ships carry a certificate of their tonnage.",
    },
    "ko": {
        "d1": "은행은 의심스러운 송금을 이틀 안에 감독기관에 보고하여야 한다.",
        "d2": "임차인은 3개월 전에 통지하고 임대차를 끝낼 수 있다.",
        "d3": "사용자는 임신을 이유로 근로자를 해고하지 못한다.",
        "d4": "선박은 톤수 증서를 갖추어야 한다.",
    },
}
QUERIES = {
    "en": {"q1": "When must a suspicious transfer be reported?", "q2": "Can I be dismissed because I am pregnant?"},
    "ko": {"q1": "의심스러운 송금은 언제 보고해야 하나요?", "q2": "임신했다고 해고할 수 있나요?"},
}
RIGHT = {"q1": "d1", "q2": "d3"}


def folder(root: Path, languages: Languages) -> Path:
    """A folder in BEIR form."""
    (root / "qrels").mkdir(parents=True)
    for name, texts in (("corpus", DOCUMENTS[languages.corpus]), ("queries", QUERIES[languages.query])):
        lines = (json.dumps({"_id": id, "title": "", "text": text}) for id, text in texts.items())
        (root / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    rows = [f"{query}\t{document}\t1" for query, document in RIGHT.items()]
    (root / "qrels" / "test.tsv").write_text("\n".join(["query-id\tcorpus-id\tscore", *rows]), encoding="utf-8")
    return root


@pytest.mark.parametrize("languages", list(Languages))
def test_each_query_finds_its_document(tmp_path: Path, languages: Languages) -> None:
    """With all lanes the right document comes first, across the languages too; each set of lanes has its ranking."""
    collection = Collection.read(folder(tmp_path, languages))
    runs = search(collection, languages, embedder_of(None))
    assert set(runs) == set(SETS)
    assert {query: next(iter(found)) for query, found in runs["all lanes"].items()} == RIGHT
    assert by_query(collection.qrels, runs["all lanes"])["nDCG@10"] == {"q1": 1.0, "q2": 1.0}


def test_a_lane_that_cannot_look_finds_nothing(tmp_path: Path) -> None:
    """An embedder without Korean leaves the dense lane empty; the others go on."""
    collection = Collection.read(folder(tmp_path, Languages.KO))
    runs = search(collection, Languages.KO, HashedEmbedder())
    assert runs[f"{Lane.DENSE.value} alone"] == {"q1": {}, "q2": {}}
    assert by_query(collection.qrels, runs[f"{Lane.DENSE.value} alone"])["nDCG@10"] == {"q1": 0.0, "q2": 0.0}
    assert runs["without dense"] == runs["all lanes"]


@pytest.mark.parametrize(
    ("file", "content", "told"),
    [
        ("corpus.jsonl", '{"_id": "d1"}', "corpus.jsonl:1: text"),
        ("queries.jsonl", "not json", "queries.jsonl:1"),
        ("corpus.jsonl", None, "corpus.jsonl cannot be read"),
        ("qrels/test.tsv", "q1\td1\t1\nq1\td9\t1", "test.tsv:2: q1 or d9 is in no line of the folder"),
        ("qrels/test.tsv", "q1\td1\t1\nq1 d1 1", "test.tsv:2: expected query id, document id and relevance"),
        ("qrels/test.tsv", None, "qrels holds no"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, file: str, content: str | None, told: str) -> None:
    """A missing or malformed file is one sentence with file and line."""
    root = folder(tmp_path, Languages.EN)
    if content is None:
        (root / file).unlink()
    else:
        (root / file).write_text(content, encoding="utf-8")
    with pytest.raises(BeirError, match=told.replace(".", r"\.")):
        Collection.read(root)


def test_the_command_prints_means_with_intervals(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``evals retrieval --beir`` as JSON: a row a set of lanes, a mean and its interval a measure."""
    app(
        ["retrieval", "--beir", str(folder(tmp_path, Languages.KO_EN)), "--language", "ko-en", "--json"],
        standalone_mode=False,
    )
    rows = json.loads(capsys.readouterr().out)
    assert [row["lanes"] for row in rows] == list(SETS)
    assert rows[0]["queries"] == 2
    assert rows[0]["measures"]["nDCG@10"] == {"mean": 1.0, "interval_95": [1.0, 1.0]}


def test_an_interval_holds_the_mean_and_narrows_with_more_queries() -> None:
    """The interval lies around the mean and is narrower for more queries."""
    few, many = mean([0.0, 1.0] * 5), mean([0.0, 1.0] * 500)
    for one in (few, many):
        assert one.low < one.value == 0.5 < one.high
    assert many.high - many.low < few.high - few.low
