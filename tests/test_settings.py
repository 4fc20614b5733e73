"""Settings: defaults that need nothing, values from the environment, and what cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import Settings
from corpus.data import data_folder

NAMES = ("FRT_DATA", "FRT_HOST", "FRT_PORT", "EMBEDDER", "MODEL", "MODEL_URL", "MODEL_SECONDS")


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def test_defaults() -> None:
    """Without a setting the guide serves this machine only and asks no language model."""
    assert Settings.read().model_dump() == {
        "data": data_folder(),
        "host": "127.0.0.1",
        "port": 7860,
        "embedder": None,
        "model": None,
        "model_url": None,
        "model_seconds": 30.0,
    }


@pytest.mark.parametrize(
    ("name", "given", "field", "value"),
    [
        ("FRT_DATA", "/srv/guide", "data", Path("/srv/guide")),
        ("FRT_DATA", "~/guide", "data", Path.home() / "guide"),
        ("FRT_HOST", "0.0.0.0", "host", "0.0.0.0"),
        ("FRT_PORT", "8080", "port", 8080),
        ("EMBEDDER", "BAAI/bge-m3", "embedder", "BAAI/bge-m3"),
        ("MODEL", "ollama:qwen3", "model", "ollama:qwen3"),
        ("MODEL_URL", "http://localhost:8000/v1", "model_url", "http://localhost:8000/v1"),
        ("MODEL_SECONDS", "2.5", "model_seconds", 2.5),
        ("MODEL", "", "model", None),
        ("EMBEDDER", "", "embedder", None),
        ("FRT_PORT", "", "port", 7860),
    ],
)
def test_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, name: str, given: str, field: str, value: object
) -> None:
    """Each setting is read from its own variable; an empty one counts as not set."""
    monkeypatch.setenv(name, given)
    assert getattr(Settings.read(), field) == value


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("FRT_PORT", "0"),
        ("FRT_PORT", "65536"),
        ("FRT_PORT", "web"),
        ("MODEL_SECONDS", "0"),
        ("MODEL_SECONDS", "601"),
        ("MODEL_SECONDS", "soon"),
    ],
)
def test_what_cannot_be_used(monkeypatch: pytest.MonkeyPatch, name: str, given: str) -> None:
    """A bad value is told in one line that names the setting and the value."""
    monkeypatch.setenv(name, given)
    with pytest.raises(SettingsError) as fault:
        Settings.read()
    told = str(fault.value)
    assert told.startswith(f"Setting {name}: ") and repr(given) in told and "\n" not in told
