"""A small server on loopback that speaks the OpenAI chat protocol, replies as told and keeps what it was sent."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server sends back."""

    text: str = ""
    """The draft, sent as the assistant's message."""
    status: int = 200
    body: bytes | None = None
    """Sent instead of a message of the protocol."""
    pause: float = 0.0
    """Seconds before the body and after each of the 20 spaces that then precede it; 0 sends it at once."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What a client sent."""

    path: str
    authorization: str | None
    body: dict[str, Any]
    """The JSON of the request; empty where it was none."""

    def words(self, role: str) -> str:
        """The text of the messages of a role."""
        return "\n".join(message["content"] for message in self.body["messages"] if message["role"] == role)


@dataclass
class OpenAIServer:
    """The running server: its address, the reply that it gives, what it was sent."""

    url: str = ""
    reply: Reply = Reply()
    sent: list[Sent] = field(default_factory=list)

    @property
    def last(self) -> Sent:
        """The latest request."""
        return self.sent[-1]


@contextmanager
def serving() -> Iterator[OpenAIServer]:
    """A server on a free port of loopback, for as long as the block runs."""
    server = OpenAIServer()
    leaving = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            body = json.loads(raw) if self.headers["Content-Type"] == "application/json" else {}
            server.sent.append(Sent(self.path, self.headers["Authorization"], body))
            reply = server.reply
            self._send(reply, _message(body.get("model", ""), reply.text) if reply.body is None else reply.body)

        def _send(self, reply: Reply, raw: bytes) -> None:
            """Send spaces, which JSON ignores, one after each pause, then the body."""
            pauses = 20 if reply.pause else 0
            self.send_response(reply.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(raw) + pauses))
            self.end_headers()
            try:
                for _ in range(pauses):
                    if leaving.wait(reply.pause):
                        return
                    self.wfile.write(b" ")
                    self.wfile.flush()
                self.wfile.write(raw)
            except OSError:
                self.close_connection = True  # the client has gone

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing: the tests read ``sent``."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        server.url = f"http://127.0.0.1:{http.server_port}/v1"
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            leaving.set()
            http.shutdown()
            thread.join()


def _message(model: str, text: str) -> bytes:
    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    whole = {"id": "1", "object": "chat.completion", "created": 0, "model": model, "choices": [choice], "usage": usage}
    return json.dumps(whole).encode()
