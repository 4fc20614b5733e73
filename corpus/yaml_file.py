"""YAML file: reads a file of the corpus into its model; a fault is told by file, line and field."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from corpus.errors import RecordError

Model = TypeVar("Model", bound=BaseModel)


def read(path: Path, source: bytes, model: type[Model]) -> Model:
    """The content of ``source`` as ``model``; raise RecordError naming file, line and field of the first fault."""
    try:
        data = yaml.load(source, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f":{mark.line + 1}" if mark else ""
        raise RecordError(f"{path}{where}: not valid YAML: {getattr(error, 'problem', error)}") from None
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = first["loc"]
        raise RecordError(
            f"{path}:{line(source, place)}: {field(place)}: {first['msg']}"
            + (f" (and {error.error_count() - 1} more)" if error.error_count() > 1 else "")
        ) from None


def field(place: tuple[int | str, ...]) -> str:
    """The way to a value as people write it, such as ``terms[3].en[0]``."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place).lstrip(".") or "file"


def line(source: bytes, place: tuple[int | str, ...]) -> int:
    """The line (from 1) of the innermost node on the way to ``place`` that exists."""
    node: Any = yaml.compose(source, Loader=yaml.CSafeLoader)
    found = 1
    for part in place:
        if isinstance(node, yaml.MappingNode):
            pair = next(((key, value) for key, value in node.value if key.value == part), None)
            if pair is None:
                break
            found, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            found = node.start_mark.line + 1
        else:
            break
    return found
