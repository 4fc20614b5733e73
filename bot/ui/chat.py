"""Chat: the way of one question from the browser to the guide and of its answer back, through Gradio's queue."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from html import escape
from queue import SimpleQueue
from typing import Annotated

import gradio as gr
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.filter import EVERYTHING, Filter
from bot.opening import Opening, Phase
from bot.progress import Step
from bot.question import MAX_CHARACTERS, Turn
from bot.ui.frame import page_html
from bot.ui.render import answer_html, plain_text
from bot.ui.wording import TITLE
from corpus.instrument import Language

AT_ONCE = 4
"""Questions answered at the same time; the others wait their turn."""
WAITING = 40
"""Questions that may wait; one more is declined, and the page says so."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class EarlierTurn(_Strict):
    """A turn that the browser remembers; the server remembers none."""

    question: Annotated[str, Field(max_length=MAX_CHARACTERS)]
    answer: Annotated[str, Field(max_length=20_000)]


class Asking(_Strict):
    """What the browser sends when a visitor asks."""

    turn: Annotated[str, Field(pattern=r"^t[0-9]{1,6}$")]
    """Name of the turn on the page."""
    question: Annotated[str, Field(max_length=MAX_CHARACTERS)]
    language: Language = "en"
    """The page's language, for messages where the question's own cannot be told."""
    history: Annotated[list[EarlierTurn], Field(max_length=8)] = []
    only: Filter = EVERYTHING


def conversation(opening: Opening, model: str | None) -> gr.Blocks:
    """The page: its frame, and the one function that its script calls, from a letter to the pieces of an answer."""

    def answering(letter: str) -> Iterator[str]:
        yield from answers(opening, letter)

    blocks = gr.Blocks(title=f"{TITLE.en} · {TITLE.ko}", analytics_enabled=False, fill_width=True)
    with blocks:
        gr.HTML(page_html(model), js_on_load=None, apply_default_css=False, elem_id="page")
        letter = gr.Textbox(visible="hidden")
        ask = gr.Button(visible="hidden")
        piece = gr.Textbox(visible="hidden")
        ask.click(
            answering,
            inputs=letter,
            outputs=piece,
            show_progress="hidden",
            concurrency_limit=AT_ONCE,
            trigger_mode="multiple",
            api_visibility="private",
        )
    blocks.queue(max_size=WAITING)
    return blocks


def answers(opening: Opening, letter: str) -> Iterator[str]:
    """The steps on the way to the answer and then the answer, each as a piece of HTML for the turn it belongs to."""
    try:
        asking = Asking.model_validate_json(letter)
    except ValidationError:
        raise gr.Error("This is no letter of the page.", print_exception=False) from None
    while opening.guide is None:
        if opening.state.phase is Phase.FAILED:
            yield _piece(asking.turn, "end", "failed")
            return
        yield _piece(asking.turn, "step", "waiting")
        time.sleep(0.3)
    guide = opening.guide
    steps: SimpleQueue[Step | None] = SimpleQueue()
    history = [Turn(turn.question, turn.answer) for turn in asking.history]
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(
            guide.ask, asking.question, history, on_step=steps.put, fallback=asking.language, only=asking.only
        )
        future.add_done_callback(lambda _: steps.put(None))
        for step in iter(steps.get, None):
            yield _piece(asking.turn, "step", step.value)
        answer = future.result()
    yield _piece(asking.turn, "end", "answered", plain_text(answer), answer_html(answer, asking.turn))


def _piece(turn: str, name: str, value: str, said: str = "", answer: str = "") -> str:
    """A sealed piece: the answer's HTML travels as an attribute and is opened in the turn it belongs to."""
    return (
        f'<div data-turn="{escape(turn)}" data-{name}="{value}" data-said="{escape(said)}" '
        f'data-answer="{escape(answer)}"></div>'
    )
