"""Answering: the product answers the cases, in this process and by its own way in."""

from __future__ import annotations

import datetime
import platform
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from bot.answer import as_json
from bot.guide import Guide
from bot.opening import Opening, Phase
from bot.question import accept
from bot.reason import Stop
from bot.scope import CERTAIN
from bot.settings import Settings
from evals.case import Case
from evals.errors import CaseError, RunError
from evals.run import Answered
from evals.stored import Stored

PROJECT = Path(__file__).parent.parent


def open_guide(settings: Settings) -> tuple[Guide, Phase]:
    """The guide as the product opens it, and whether official texts serve; raise the fault where it cannot open."""
    opening = Opening(settings)
    opening.run(records_first=False)
    if opening.fault is not None:
        raise opening.fault
    assert opening.guide is not None
    return opening.guide, opening.state.phase


def answer(
    guide: Guide, cases: Sequence[Case], stored: Stored, on_case: Callable[[], None] = lambda: None
) -> Iterator[Answered]:
    """Each case with the guide's answer; ``on_case`` hears of each."""
    if stored.register.digest != guide.shelf.register.digest:
        raise RunError("The records have changed since the guide was opened; run it again")
    check_gold(cases, guide)
    for case in cases:
        told = as_json(guide.ask(case.question, case.history), case.id)
        cited = dict.fromkeys(c["locator"] for s in told["statements"] for c in s["citations"])
        on_case()
        yield Answered.of(case, told, _confidence(guide, case), {one: stored.hashes(one) for one in cited})


def _confidence(guide: Guide, case: Case) -> float:
    """The guide's confidence in answering a case; the least where its question cannot even be read."""
    question = accept(case.question, case.history)
    return -CERTAIN if isinstance(question, Stop) else guide.confidence(question)


def check_gold(cases: Sequence[Case], guide: Guide) -> None:
    """Raise CaseError where a case expects a provision that no text of the corpus has."""
    for case in cases:
        for place in (*case.gold, *case.all_of):
            if place.instrument not in guide.shelf.register.instruments or guide.shelf.exists(place) is False:
                raise CaseError(f"Case {case.id}: {place} is no provision of the corpus")


def settings_of(settings: Settings, guide: Guide, phase: Phase, cases: Sequence[Case]) -> dict[str, Any]:
    """How a run was made, without what names this machine or a secret."""
    changed = _git("status", "--porcelain")
    return {
        "date": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "git_commit": _git("rev-parse", "--verify", "--quiet", "HEAD"),
        "git_dirty": None if changed is None else bool(changed),
        "corpus": guide.corpus,
        "official_texts": phase is Phase.COMPLETE,
        "passages": len(guide.shelf.passages),
        "embedder": guide.embedder,
        "model": settings.model,
        "settings": {"embedder": settings.embedder, "model": settings.model, "model_seconds": settings.model_seconds},
        "cases": len(cases),
    }


def _git(*arguments: str) -> str | None:
    """What git says of the project; None where there is no git, no repository or no commit."""
    try:
        done = subprocess.run(["git", "-C", str(PROJECT), *arguments], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()
