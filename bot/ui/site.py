"""Site: the web application: the page with its own style and script, the API, its state and its health."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import gradio as gr
from fastapi import FastAPI, Response
from fastapi.responses import FileResponse

from bot.opening import Opening, Phase
from bot.settings import Settings
from bot.ui.api import add_api
from bot.ui.chat import conversation
from bot.ui.guard import Guard
from bot.ui.wording import PHASES, of_fault
from corpus.instrument import LANGUAGES

_FOLDER = Path(__file__).parent
_FONTS = ["system-ui", "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "Noto Sans CJK KR", "sans-serif"]
_SETTLED = frozenset({Phase.RECORDS, Phase.COMPLETE, Phase.FAILED})


def site(opening: Opening, settings: Settings) -> FastAPI:
    """The application that serves one guide."""
    app = FastAPI(title="FRT Rights Guide", docs_url=None, redoc_url=None, openapi_url=None)

    @app.get("/health")
    def health(response: Response) -> dict[str, str]:
        phase = opening.state.phase
        response.status_code = 503 if phase is Phase.FAILED else 200
        return {"state": phase.value}

    @app.get("/state")
    def state() -> dict[str, Any]:
        return state_of(opening)

    @app.get("/page/{name}")
    def own(name: Literal["page.css", "page.js", "icon.svg"]) -> FileResponse:
        return FileResponse(_FOLDER / name, headers={"Cache-Control": "no-cache"})

    add_api(app, opening)
    blocks = conversation(opening, settings.model)
    gr.mount_gradio_app(
        app,
        blocks,
        path="/",
        footer_links=[],
        run_history=False,
        show_error=False,
        enable_monitoring=False,
        mcp_server=False,
        pwa=False,
        ssr_mode=False,
        theme=gr.themes.Base(font=_FONTS, font_mono=["ui-monospace", "monospace"]),
    )
    app.add_middleware(Guard, asked=lambda session: session in blocks._queue.pending_messages_per_session)
    return app


def state_of(opening: Opening) -> dict[str, Any]:
    """Where the opening stands, in words of both languages, and whether it may still change."""
    state = opening.state
    said = {code: PHASES[state.phase].say(code).format(done=state.done, total=state.total) for code in LANGUAGES}
    if state.fault is not None:
        told = of_fault(state.fault)
        said = {code: f"{said[code]} {told.say(code)}" for code in LANGUAGES}
    return {
        "phase": state.phase.value,
        "done": state.done,
        "total": state.total,
        "said": said,
        "settled": state.phase in _SETTLED,
    }
