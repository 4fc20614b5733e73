"""API: the door for programs: ``POST /api/ask`` and ``POST /api/search``, JSON in and out, with the page's filters."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from bot import wording
from bot.answer import as_json
from bot.errors import IndexFault
from bot.filter import EVERYTHING, Filter
from bot.guide import Guide
from bot.opening import Opening, Phase
from bot.question import MAX_CHARACTERS, Turn, accept
from bot.reason import Reason, Stop
from bot.ui.chat import AT_ONCE, EarlierTurn
from corpus.instrument import Language

WAITING = 16
"""Requests that may wait while AT_ONCE are answered; one more is declined."""
MOST_HITS = 100

_Text = Annotated[str, Field(max_length=MAX_CHARACTERS)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Ask(_Strict):
    """A question; it is answered as ``bot ask --json`` answers."""

    question: _Text
    history: Annotated[list[EarlierTurn], Field(max_length=8)] = []
    language: Language | None = None
    """Of the answer; None: that of the question."""
    only: Filter = EVERYTHING
    id: Annotated[str, Field(max_length=200)] | None = None
    """Comes back with the answer."""


class Search(_Strict):
    """Words to search for."""

    query: _Text
    count: Annotated[int, Field(ge=1, le=MOST_HITS)] = 10
    only: Filter = EVERYTHING


class Declined(Exception):
    """A request that is not answered now, and why."""

    def __init__(self, status: int, message: str, retry_after: int | None = None) -> None:
        super().__init__(message)
        self.status, self.message, self.retry_after = status, message, retry_after


class _Door:
    """Lets so many requests in at a time, and so many wait."""

    def __init__(self) -> None:
        self._inside = threading.BoundedSemaphore(AT_ONCE)
        self._places = threading.BoundedSemaphore(AT_ONCE + WAITING)

    @contextmanager
    def entered(self) -> Iterator[None]:
        if not self._places.acquire(blocking=False):
            raise Declined(503, "Too many questions are waiting; try again in a few seconds.", 5)
        try:
            with self._inside:
                yield
        finally:
            self._places.release()


def add_api(app: FastAPI, opening: Opening) -> None:
    """Add the two addresses to ``app``; a fault is told as ``{"error": "one sentence"}``."""
    door, router = _Door(), APIRouter()

    @router.post("/api/ask")
    def ask(asked: Ask) -> dict[str, Any]:
        with door.entered():
            history = [Turn(turn.question, turn.answer) for turn in asked.history]
            answer = _guide(opening).ask(asked.question, history, asked.language, only=asked.only)
            return as_json(answer, asked.id)

    @router.post("/api/search")
    def search(asked: Search) -> list[dict[str, Any]]:
        with door.entered():
            guide, question = _guide(opening), accept(asked.query)
            if isinstance(question, Stop):
                raise Declined(400, question.message or wording.REFUSALS[question.reason].en)
            try:
                hits = guide.search(question, asked.count, only=asked.only)
            except IndexFault:
                raise Declined(500, wording.REFUSALS[Reason.SEARCH_FAILED].en) from None
            return [hit.as_json(question.language) for hit in hits]

    app.include_router(router)

    @app.exception_handler(Declined)
    def declined(request: Request, fault: Declined) -> JSONResponse:
        headers = {"Retry-After": str(fault.retry_after)} if fault.retry_after else None
        return JSONResponse({"error": fault.message}, fault.status, headers)

    @app.exception_handler(RequestValidationError)
    def malformed(request: Request, fault: RequestValidationError) -> JSONResponse:
        first = fault.errors()[0]
        field = ".".join(str(part) for part in first["loc"] if part != "body") or "body"
        return JSONResponse({"error": f"{field}: {first['msg']}"}, 400)


def _guide(opening: Opening) -> Guide:
    """The guide, where it can answer already."""
    if opening.guide is None:
        if opening.state.phase is Phase.FAILED:
            raise Declined(503, "The guide could not start.")
        raise Declined(503, "The guide is being made ready; try again in a few seconds.", 5)
    return opening.guide
