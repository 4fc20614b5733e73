"""Text server: a real server on this machine that answers for a mirror as it is told, well or badly."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Reply:
    """One answer of the server."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    missing: int = 0
    """Bytes that are promised beyond those that are sent."""
    holds: bool = False
    """Whether the connection is then held open without another byte, until the server closes."""
    silent: bool = False
    """Whether nothing is answered at all, until the server closes."""


class TextServer:
    """Answers each path with its replies in order, the last one again and again; another path with 404."""

    def __init__(self) -> None:
        self.address = ""
        self.asked: list[str] = []
        """The paths that were asked for, in order."""
        self.times: list[float] = []
        """When each was."""
        self.held = threading.Event()
        """Set once a connection is held open."""
        self.closing = threading.Event()
        self._replies: dict[str, list[Reply]] = {}

    def put(self, path: str, *replies: Reply | bytes) -> str:
        """Let ``path`` be answered so; its address."""
        self._replies[path] = [Reply(reply) if isinstance(reply, bytes) else reply for reply in replies]
        return self.address + path

    def next(self, path: str) -> Reply:
        """The reply to this request."""
        self.asked.append(path)
        self.times.append(time.monotonic())
        waiting = self._replies.get(path, [Reply(status=404)])
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]


@contextmanager
def serving() -> Iterator[TextServer]:
    """A server on a free port of this machine, until the end of the block."""
    server = TextServer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            reply = server.next(self.path)
            if not reply.silent:
                self.send_response(reply.status)
                self.send_header("Content-Length", str(len(reply.body) + reply.missing))
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(reply.body)
                self.wfile.flush()
            if reply.silent or reply.holds:
                server.held.set()
                server.closing.wait(60)
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            """Keep the test's output clean."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        server.address = f"http://127.0.0.1:{http.server_port}"
        try:
            yield server
        finally:
            server.closing.set()
            http.shutdown()
