"""Speed: what an answer costs against one embedding of its question, measured in turn in the product's own process."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bot.embedder import Embedder, embedder_of, minilm, named
from bot.entry import Contents
from bot.guide import Guide
from bot.index import open_or_build
from bot.settings import Settings
from corpus.instrument import LANGUAGES, Language
from corpus.passage import passages
from corpus.register import Register
from corpus.samples import Samples
from corpus.terms import Glossary, TermKind
from evals.answering import open_guide
from evals.case import Case
from evals.errors import EvalsError

QUESTIONS: dict[Language, int] = {"en": 200, "ko": 100}
"""How many different questions are asked in each language."""
_WARM_UP = 5
_TEMPLATES: dict[Language, tuple[str, ...]] = {
    "en": (
        "What do the texts say about {term}?",
        "Who is responsible for {term}, and under which law?",
        "Are there exceptions for {term}?",
    ),
    "ko": (
        "‘{term}’에 관하여 어떤 규정이 있나요?",
        "‘{term}’에 관한 책임은 누구에게 있나요?",
        "‘{term}’에는 예외가 있나요?",
    ),
}


@dataclass(frozen=True, slots=True)
class Quartiles:
    """The middle half of some measurements."""

    lower: float
    median: float
    upper: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Quartiles:
        """The quartiles of at least two values."""
        return cls(*statistics.quantiles(values, n=4, method="inclusive"))


@dataclass(frozen=True, slots=True)
class Cost:
    """What the questions of one language cost."""

    language: Language
    questions: int
    answer: Quartiles
    """Seconds of one ``Guide.ask``."""
    embedding: Quartiles
    """Seconds of one embedding of the same question by MiniLM, or by the model that the operator names."""
    ratio: Quartiles
    """Answer to embedding, question by question."""
    ratio_of_medians: float


@dataclass(frozen=True, slots=True)
class Speed:
    """One measurement of the product."""

    passages: int
    """Passages that the guide searches."""
    records: int
    build_seconds: float
    """Building the index of the records in an empty folder, with the model loaded."""
    import_seconds: float
    """Importing ``bot`` in a fresh process."""
    guide_import_seconds: float
    """Importing ``bot.guide`` in a fresh process."""
    torch_on_import: bool
    """Whether importing ``bot.guide`` alone loads torch."""
    costs: tuple[Cost, ...]

    def as_json(self) -> dict[str, Any]:
        """The measurement in a form that json.dumps takes."""
        return asdict(self)


def measure(settings: Settings, cases: Sequence[Case], on_step: Callable[[str], None] = lambda step: None) -> Speed:
    """Measure the product on this machine; only ratios compare between machines."""
    on_step("importing in fresh processes")
    import_seconds, _ = _fresh_import("bot")
    guide_import_seconds, torch_on_import = _fresh_import("bot.guide")
    on_step("building the index of the records")
    embedder = embedder_of(settings.embedder)
    build_seconds, records = _build(embedder)
    on_step("opening the guide")
    guide, _ = open_guide(settings)
    yardstick = named(settings.embedder) if settings.embedder else minilm()
    costs = []
    for language in LANGUAGES:
        on_step(f"asking {QUESTIONS[language]} questions ({language})")
        costs.append(_cost(guide, yardstick, language, questions(language, QUESTIONS[language], cases, guide.glossary)))
    return Speed(
        len(guide.shelf.passages),
        records,
        build_seconds,
        import_seconds,
        guide_import_seconds,
        torch_on_import,
        tuple(costs),
    )


def questions(language: Language, count: int, cases: Sequence[Case], glossary: Glossary) -> tuple[str, ...]:
    """``count`` different questions: those of the cases that are to be answered, then templates over the glossary."""
    found: dict[str, None] = {}
    for question in _candidates(language, cases, glossary):
        found.setdefault(question)
        if len(found) == count:
            return tuple(found)
    raise EvalsError(f"Only {len(found)} different questions for '{language}', {count} are needed")


def _candidates(language: Language, cases: Sequence[Case], glossary: Glossary) -> Iterator[str]:
    for case in cases:
        if case.language == language and case.expected_status == "answered" and not case.history:
            yield case.question
    for template in _TEMPLATES[language]:
        for term in glossary.terms:
            if term.kind is TermKind.TERM:
                yield template.format(term=term.words(language)[0])


def _cost(guide: Guide, embedder: Embedder, language: Language, asked: Sequence[str]) -> Cost:
    """Time each question both ways, in turn and in alternating order, so that both meet the same load."""
    for question in asked[:_WARM_UP]:
        embedder.questions([f"{question} "])
        guide.ask(f"{question} ", language=language)
    answers: list[float] = []
    embeddings: list[float] = []
    for at, question in enumerate(asked):
        for kind in ("answer", "embedding") if at % 2 else ("embedding", "answer"):
            started = time.perf_counter()
            if kind == "answer":
                guide.ask(question, language=language)
                answers.append(time.perf_counter() - started)
            else:
                embedder.questions([question])
                embeddings.append(time.perf_counter() - started)
    ratios = [answer / embedding for answer, embedding in zip(answers, embeddings, strict=True)]
    answer, embedding = Quartiles.of(answers), Quartiles.of(embeddings)
    return Cost(
        language, len(asked), answer, embedding, Quartiles.of(ratios), ratio_of_medians=answer.median / embedding.median
    )


def _build(embedder: Embedder) -> tuple[float, int]:
    """Seconds to build the index of the records in an empty folder, and how many passages it holds."""
    register, glossary, samples = Register.load(), Glossary.load(), Samples.load()
    embedder.load()
    held = passages(register, None)
    with tempfile.TemporaryDirectory(prefix="frt-speed-") as folder:
        started = time.perf_counter()
        name = f"{register.digest[:8]}{glossary.digest[:8]}"
        contents = Contents.of(held, glossary, samples)
        index, _ = open_or_build(Path(folder), name, contents, embedder, lambda done, total: None)
        seconds = time.perf_counter() - started
        index.close()
    return seconds, len(held)


def _fresh_import(module: str) -> tuple[float, bool]:
    """Seconds to import ``module`` in a fresh process, and whether that loads torch."""
    program = (
        "import json, sys, time; started = time.perf_counter(); "
        f"import {module}; print(json.dumps([time.perf_counter() - started, 'torch' in sys.modules]))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        last = (done.stderr.strip() or "no message").splitlines()[-1]
        raise EvalsError(f"'import {module}' fails in a fresh process: {last}")
    seconds, torch = json.loads(done.stdout)
    return seconds, torch
