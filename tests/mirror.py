"""The mirror of official texts that ``CORPUS_MIRROR`` names; tests that need it are skipped without one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def official_mirror() -> Path:
    """The mirror's folder; skips the calling test where none is named."""
    named = os.environ.get("CORPUS_MIRROR", "")
    if not named or "://" in named:
        pytest.skip("CORPUS_MIRROR names no folder with the official texts")
    return Path(named)
