"""Samples: questions that people ask and a provision answers. The provision is found by them; nobody is shown them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from corpus import json_lines
from corpus.errors import LocatorError, RecordError
from corpus.instrument import Language
from corpus.locator import Locator

SAMPLES = Path(__file__).parent / "samples"

Asked = Mapping[Language, tuple[str, ...]]
"""Questions in each language."""


@dataclass(frozen=True)
class Samples:
    """The sample questions of the register, by the provision that answers them."""

    of: Mapping[Locator, Asked]
    digest: str
    """SHA-256 over the files: it changes when any question does."""

    @classmethod
    def load(cls, folder: Path = SAMPLES) -> Samples:
        """Read ``<instrument>.jsonl``, a provision a line; raise RecordError naming file, line and field of a fault."""
        digest = hashlib.sha256()
        found: dict[Locator, Asked] = {}
        for path in sorted(folder.glob("*.jsonl")):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
            for number, line in json_lines.read(path, _Line, RecordError):
                try:
                    locator = Locator.within(path.stem, line.locator)
                except LocatorError as error:
                    raise RecordError(f"{path}:{number}: locator: {error}") from None
                if locator in found:
                    raise RecordError(f"{path}:{number}: locator: {locator} is given twice")
                found[locator] = {"en": tuple(line.en), "ko": tuple(line.ko)}
        return cls(found, digest.hexdigest())


_Question = Annotated[str, Field(min_length=4, max_length=300)]


class _Line(BaseModel):
    """A line of a file of sample questions."""

    model_config = ConfigDict(extra="forbid")

    locator: str
    """Within the instrument, such as ``art-5/1/h``."""
    en: Annotated[list[_Question], Field(min_length=1)]
    ko: Annotated[list[_Question], Field(min_length=1)]
