"""Settings: what an operator may choose, read from environment variables."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SettingsError
from corpus.data import data_folder


class Settings(BaseSettings):
    """Every setting has a default that works on a closed network with no key and no accelerator."""

    model_config = SettingsConfigDict(extra="ignore", env_ignore_empty=True, frozen=True, populate_by_name=True)

    data: Annotated[
        Path, Field(validation_alias="FRT_DATA", default_factory=data_folder), AfterValidator(Path.expanduser)
    ]
    """Folder of the index and the installed official texts."""
    host: Annotated[str, Field(validation_alias="FRT_HOST")] = "127.0.0.1"
    port: Annotated[int, Field(validation_alias="FRT_PORT", ge=1, le=65535)] = 7860
    embedder: Annotated[str | None, Field(validation_alias="EMBEDDER")] = None
    """A sentence-transformers model by name or folder; None means the all-MiniLM-L6-v2 installed with the guide."""
    model: Annotated[str | None, Field(validation_alias="MODEL")] = None
    """A LangChain chat model such as ``openai:gpt-5-mini`` or ``ollama:qwen3``; None means the extractive writer."""
    model_url: Annotated[str | None, Field(validation_alias="MODEL_URL")] = None
    """Base address of an OpenAI-compatible server, where it is not the provider's own."""
    model_seconds: Annotated[float, Field(validation_alias="MODEL_SECONDS", gt=0, le=600)] = 30.0
    """How long a draft of the language model may take."""

    @classmethod
    def read(cls) -> Settings:
        """The settings of this process; raise SettingsError naming the first that cannot be used."""
        try:
            return cls()
        except ValidationError as error:
            first = error.errors()[0]
            raise SettingsError(f"Setting {first['loc'][0]}: {first['msg']} (it is {first['input']!r}).") from None
