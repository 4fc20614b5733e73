"""Guard: the door of the page; it lets through what the page needs, and tells the browser to load nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from secrets import token_urlsafe
from typing import Annotated, Literal
from urllib.parse import parse_qs

from pydantic import BaseModel, Field, ValidationError
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.ui.wording import NO_SCRIPT, TITLE
from corpus.instrument import LANGUAGES, Language

_NEEDED = re.compile(
    r"/|/health|/state|/page/(?:page\.css|page\.js|icon\.svg)|/theme\.css|/assets/[\w.-]+|/gradio_api/queue/(?:join|data)"
)
"""Everything the page asks for. Gradio serves more (uploads, files, proxies, deep links): nothing here uses it."""
_API = frozenset({"/api/ask", "/api/search"})
"""What programs ask for (see bot/ui/api.py)."""

_JOIN = "/gradio_api/queue/join"
_DATA = "/gradio_api/queue/data"

MAX_BODY = 64 * 1024
"""Bytes that a post may have: a question, and as much of the conversation as the page sends with it."""

_FOREIGN = re.compile(
    r"""\s*(?:<meta\s+(?:property="og:|name="twitter:)[^>]*>|<link\ rel="manifest"[^>]*>
    |<script>(?:(?!</script>).)*iframeResizer\.contentWindow(?:(?!</script>).)*</script>)""",
    re.DOTALL | re.VERBOSE,
)
"""What Gradio's page says for link previews on other sites, for installation, and for pages that frame it."""

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def policy(nonce: str) -> str:
    """The Content-Security-Policy: only this server, and only scripts of its own.

    Gradio builds the templates of its HTML components with Function(), which needs 'unsafe-eval', and styles inline.
    """
    return (
        f"default-src 'self'; script-src 'self' 'unsafe-eval' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'none'; object-src 'none'; "
        "base-uri 'self'; form-action 'self'; frame-src 'none'; frame-ancestors 'none'"
    )


def preferred(accept_language: str) -> Language:
    """The guide's language that a browser's Accept-Language puts first.

    >>> preferred("fr, ko;q=0.8, en;q=0.5"), preferred("en-GB,ko;q=0.9"), preferred("")
    ('ko', 'en', 'en')
    """
    wanted: list[tuple[float, Language]] = []
    for part in accept_language.lower().replace(" ", "").split(","):
        tag, _, weight = part.partition(";q=")
        language = tag.partition("-")[0]
        share = float(weight) if re.fullmatch(r"\d(?:\.\d{1,3})?", weight) else 1.0
        if language == "ko" and share:
            wanted.append((share, "ko"))
        elif language == "en" and share:
            wanted.append((share, "en"))
    return max(wanted, key=lambda pair: pair[0])[1] if wanted else "en"


def prepared(page: str, language: Language, nonce: str) -> str:
    """Gradio's page in ``language``, without its pointers to other hosts, with the page's own style and script."""
    page = _FOREIGN.sub("", page)
    page = re.sub(r"<script(?=[\s>])", f'<script nonce="{nonce}"', page)
    page = page.replace('lang="en"', f'lang="{language}" data-speaks="{language}"', 1)
    own = (
        f"<title>{escape(TITLE.say(language))}</title>"
        '<link rel="icon" href="page/icon.svg" type="image/svg+xml"><link rel="stylesheet" href="page/page.css">'
        '<script type="module" src="page/page.js"></script>'
    )
    page = page.replace("<gradio-app", f"<noscript>{escape(NO_SCRIPT.say(language))}</noscript><gradio-app", 1)
    return page.replace("</head>", f"{own}</head>", 1)


class Posted(BaseModel):
    """What of a post is passed on to Gradio: one letter for the one function that the page has."""

    data: Annotated[list[str], Field(min_length=1, max_length=1)]
    fn_index: Literal[0]
    session_hash: Annotated[str, Field(pattern=r"^[0-9a-z]{1,40}$")]


class Guard:
    """ASGI middleware around the whole application; ``asked`` tells whether a session has put a question."""

    def __init__(self, app: ASGIApp, asked: Callable[[str], bool]) -> None:
        self._app = app
        self._asked = asked

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif scope["path"] in _API:
            await self._api(scope, receive, _with_headers(send, policy("none")))
        elif not _NEEDED.fullmatch(scope["path"]):
            await PlainTextResponse("Not found", 404, _HEADERS)(scope, receive, send)
        elif scope["path"] == "/":
            await self._page(scope, receive, send)
        elif scope["path"] == _JOIN and scope["method"] == "POST":
            await self._post(scope, receive, _with_headers(send, policy("none")))
        elif scope["path"] == _DATA:
            await self._stream(scope, receive, _with_headers(send, policy("none")))
        else:
            await self._app(scope, receive, _with_headers(send, policy("none")))

    async def _api(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A program's request, if it is JSON and not too long: no page of another site can send that unasked."""
        kind = Headers(scope=scope).get("content-type", "").partition(";")[0].strip().lower()
        if scope["method"] == "POST" and kind != "application/json":
            await JSONResponse({"error": "Content-Type: application/json is expected."}, 415)(scope, receive, send)
            return
        body = await _read(scope, receive)
        if body is None:
            told = {"error": f"The body has more than {MAX_BODY} bytes."}
            await JSONResponse(told, 413, {"Connection": "close"})(scope, receive, send)
            return
        await self._app(scope, _held(body, receive), send)

    async def _post(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A question on its way into the queue: read whole, if it is not too long, and passed on if it is of the page.

        What Gradio would have to refuse never reaches it.
        """
        body = await _read(scope, receive)
        if body is None:
            await PlainTextResponse("Too long", 413, {"Connection": "close"})(scope, receive, send)
            return
        try:
            whole = Posted.model_validate_json(body).model_dump_json().encode()
        except ValidationError:
            await PlainTextResponse("Not a question of the page", 400)(scope, receive, send)
            return
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(whole)).encode())]
        kept = [pair for pair in scope["headers"] if pair[0] not in (b"content-type", b"content-length")]
        await self._app({**scope, "headers": kept + headers}, _held(whole, receive), send)

    async def _stream(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The way back to a session that has asked something."""
        session = parse_qs(scope["query_string"].decode("latin-1")).get("session_hash", [""])[0]
        if not self._asked(session):
            await PlainTextResponse("Not found", 404)(scope, receive, send)
            return
        try:
            await self._app(scope, receive, send)
        except RuntimeError:
            # A session that ends while a second stream reads it: Gradio says so in that stream, then raises.
            await send({"type": "http.response.body", "body": b""})

    async def _page(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Gradio's index page, held back until it is whole, prepared and sent on."""
        headers = Headers(scope=scope)
        chosen = parse_qs(scope["query_string"].decode("latin-1")).get("lang", [""])[0]
        language = preferred(chosen if chosen in LANGUAGES else headers.get("accept-language", ""))
        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        nonce = token_urlsafe(16)
        onward = _with_headers(send, policy(nonce))
        start: Message = {}
        body = bytearray()

        async def hold(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
                return
            body.extend(message.get("body", b""))
            if message.get("more_body"):
                return
            whole = prepared(body.decode(), language, nonce).encode()
            sent = MutableHeaders(raw=start["headers"])
            sent["content-length"] = str(len(whole))
            sent["content-language"] = language
            sent["vary"] = "Accept-Language"
            sent["cache-control"] = "no-store"
            await onward(start)
            await onward({"type": "http.response.body", "body": whole})

        await self._app({**scope, "headers": plain}, receive, hold)


async def _read(scope: Scope, receive: Receive) -> bytes | None:
    """The body of a request; None where it is longer than MAX_BODY."""
    told = Headers(scope=scope).get("content-length", "0")
    if not told.isdecimal() or int(told) > MAX_BODY:
        return None
    body = bytearray()
    while True:
        message = await receive()
        body.extend(message.get("body", b""))
        if len(body) > MAX_BODY:
            return None
        if not message.get("more_body"):
            return bytes(body)


def _held(body: bytes, receive: Receive) -> Receive:
    """A body that was read, handed on as if it came now."""
    held: list[Message] = [{"type": "http.request", "body": body}]

    async def again() -> Message:
        return held.pop() if held else await receive()

    return again


def _with_headers(send: Send, content_policy: str) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message["headers"])
            headers.update({**_HEADERS, "Content-Security-Policy": content_policy})
        await send(message)

    return sending
