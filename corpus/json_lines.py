"""JSON lines: a file of one object a line, read into its model; a fault is told by file, line and field."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

Model = TypeVar("Model", bound=BaseModel)


def read(path: Path, model: type[Model], fault: type[Exception]) -> Iterator[tuple[int, Model]]:
    """Each line's number (from 1) and content; raise ``fault`` for the first line that is not a ``model``."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise fault(f"{path} cannot be read: {error}") from None
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield number, model.model_validate_json(line)
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(map(str, first["loc"])) or "line"
            raise fault(f"{path}:{number}: {field}: {first['msg']}") from None
