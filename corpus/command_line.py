"""Command line: what every command of the project does with bad usage, a fault and a broken-off run."""

from __future__ import annotations

import io
import sys
from typing import NoReturn

import typer

Kinds = tuple[type[Exception], ...]


def run(app: typer.Typer, name: str, faults: Kinds, misuse: Kinds = ()) -> NoReturn:
    """Run ``app`` as the command ``name`` and end: 0 for success, 2 for bad usage or ``misuse``, 1 for a fault.

    Whatever is wrong is one line on standard error, without a traceback.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal may not know every letter
    status: int | None = 0
    try:
        status = app(prog_name=name, standalone_mode=False)
    except typer.TyperException as error:
        said, status = error.format_message(), error.exit_code
    except (typer.Abort, KeyboardInterrupt):
        said, status = "stopped", 130
    except (*misuse, *faults) as fault:
        said, status = str(fault), 2 if isinstance(fault, misuse) else 1
    except OSError as error:
        said, status = f"{error.filename or name}: {error.strerror or error}", 1
    else:
        said = ""
    if said:
        print(" ".join(said.split()), file=sys.stderr)
    sys.exit(status)
