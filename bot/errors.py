"""Faults of the guide; a refusal is no fault (see answer.Reason).

BotError
├── SettingsError    a setting with a value that cannot be used
├── EmbedderError    the embedding model is missing or its weights are not the expected ones
├── TranslationFault the table of translations or its tokenizer cannot be read
├── IndexFault
│   ├── IndexInUse   another process holds the index folder
│   └── IndexRebuilt a damaged index was found and built anew; told, never raised
├── ModelFault       the language model failed: no answer, time-out, server error
└── JudgeFault       the check of a statement could not run
"""

from __future__ import annotations

from pathlib import Path


class BotError(Exception):
    """Base of every fault of the guide; its message is one clear sentence."""


class SettingsError(BotError):
    """A setting has a value that cannot be used; the message names it."""


class EmbedderError(BotError):
    """The embedding model cannot be used."""


class TranslationFault(BotError):
    """The table that translates Korean words cannot be read."""


class IndexFault(BotError):
    """The index cannot be read or built."""


class IndexInUse(IndexFault):
    """Another process holds the index folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"The index folder {folder} is in use by another process of the guide; "
            "stop that one first, or set FRT_DATA to another folder."
        )
        self.folder = folder


class IndexRebuilt(IndexFault):
    """A damaged index was found and built anew: nothing is wrong any more, and the operator is told."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"The index {folder} was damaged and has been built anew.")
        self.folder = folder


class ModelFault(BotError):
    """The language model did not deliver a draft.

    ``kind`` is one of ``time-out``, ``unreachable``, ``server error``, ``empty``.
    """

    def __init__(self, kind: str, model: str, prompt: str | None) -> None:
        super().__init__(f"The language model {model} failed: {kind}.")
        self.kind, self.model, self.prompt = kind, model, prompt


class JudgeFault(BotError):
    """The check of a statement could not run."""
