"""The web application: ``python app.py`` serves the guide, answering as soon as it is loaded."""

from __future__ import annotations

import argparse
import contextlib
import socket
import sys

import uvicorn

from bot.errors import BotError, SettingsError
from bot.opening import Opening, Phase
from bot.settings import Settings
from bot.ui.site import site
from corpus.errors import CorpusError


def main() -> int:
    """Serve until interrupted; the exit status."""
    argparse.ArgumentParser(
        description="Serve the FRT Rights Guide. FRT_HOST, FRT_PORT, FRT_DATA and MODEL set it up."
    ).parse_args()
    try:
        settings = Settings.read()
        opening = Opening(settings)
        opening.check()
    except (BotError, CorpusError) as fault:
        print(fault, file=sys.stderr)
        return 2 if isinstance(fault, SettingsError) else 1
    try:
        door = _listen(settings.host, settings.port)
    except OSError as fault:
        print(f"Cannot serve on {settings.host} port {settings.port}: {fault.strerror or fault}.", file=sys.stderr)
        return 1
    server = uvicorn.Server(
        uvicorn.Config(site(opening, settings), log_level="error", access_log=False, timeout_graceful_shutdown=1)
    )

    def opened() -> None:
        """Tell the operator what came up, and stop serving where there is no guide to answer."""
        if opening.state.fault is not None:
            print(opening.state.fault, file=sys.stderr, flush=True)
        server.should_exit |= opening.guide is None

    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    print(f"The FRT Rights Guide is at http://{host}:{settings.port} (Ctrl-C ends it).", flush=True)
    opening.start(opened)
    with contextlib.suppress(KeyboardInterrupt):
        server.run(sockets=[door])
    return 1 if opening.state.phase is Phase.FAILED else 0


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens at ``host`` and ``port``; raise OSError where it cannot."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    family, kind, protocol, _, address = found[0]
    door = socket.socket(family, kind, protocol)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    door.bind(address)
    door.listen()
    return door


if __name__ == "__main__":
    sys.exit(main())
