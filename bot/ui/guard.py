"""Guard: the door of the page; it lets through what the page needs, and tells the browser to load nothing else."""

from __future__ import annotations

import re
from html import escape
from secrets import token_urlsafe
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.ui.wording import NO_SCRIPT, TITLE
from corpus.instrument import LANGUAGES, Language

_NEEDED = re.compile(
    r"/|/health|/state|/page/(?:page\.css|page\.js|icon\.svg)|/theme\.css|/assets/[\w.-]+|/gradio_api/queue/(?:join|data)"
)
"""Everything the page asks for. Gradio serves more (uploads, files, proxies, deep links): nothing here uses it."""

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


class Guard:
    """ASGI middleware around the whole application."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif not _NEEDED.fullmatch(scope["path"]):
            await PlainTextResponse("Not found", 404, _HEADERS)(scope, receive, send)
        elif scope["path"] == "/":
            await self._page(scope, receive, send)
        else:
            await self._app(scope, receive, _with_headers(send, policy("none")))

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


def _with_headers(send: Send, content_policy: str) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message["headers"])
            headers.update({**_HEADERS, "Content-Security-Policy": content_policy})
        await send(message)

    return sending
