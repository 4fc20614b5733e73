"""Chat model: the writer that uses a language model, and the guide as a Runnable. LangChain lives only here."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.answer import as_json
from bot.conversation import Standalone
from bot.errors import ModelFault, SettingsError
from bot.evidence import MAX_RULES, Entry, Evidence
from bot.question import Turn
from bot.role import Role
from bot.sentence import sentences
from bot.wording import FORCE_NAMES, STATUS_NAMES
from bot.writer import Draft, Line, labels
from corpus.instrument import Language
from corpus.pinpoint import pinpoint

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.runnables import Runnable

    from bot.guide import Guide

PROMPT = Path(__file__).parent / "prompts" / "write.md"
_NAMES: dict[Language, str] = {"en": "English", "ko": "Korean (한국어, 존댓말 평서체)"}
_MOST_SENTENCES = 2 * MAX_RULES
_NOTHING = "NOTHING"
_EXTRAS = ("openai", "anthropic", "ollama")
"""The optional dependencies of the project that bring a provider."""


class ChatWriter:
    """Has a chat model write from the evidence; what it writes is checked like any other draft."""

    name = "model"

    def __init__(self, model: BaseChatModel, model_name: str, seconds: float) -> None:
        self._model, self._model_name, self._seconds = model, model_name, seconds
        self._prompt = PROMPT.read_text(encoding="utf-8")
        self.prompt_hash = hashlib.sha256(self._prompt.encode()).hexdigest()[:12]

    @classmethod
    def named(cls, name: str, url: str | None, seconds: float) -> ChatWriter:
        """The writer for a model by its LangChain name, ``openai:gpt-5-mini``; SettingsError where it cannot be had."""
        provider, _, model = name.partition(":")
        if not (provider and model):
            raise SettingsError(f"MODEL={name} must name a provider and a model, such as openai:gpt-5-mini.")
        if url is not None and not url.startswith(("http://", "https://")):
            raise SettingsError(f"MODEL_URL={url} must begin with http:// or https://.")
        os.environ["LANGSMITH_TRACING"] = os.environ["LANGCHAIN_TRACING_V2"] = "false"
        from langchain.chat_models import init_chat_model

        options: dict[str, Any] = {"timeout": seconds, "max_retries": 0, "temperature": 0}
        if url is not None:
            options["base_url"] = url
        try:
            return cls(init_chat_model(name, **options), name, seconds)
        except ImportError as error:
            needed = f"the '{provider}' extra: pip install '.[{provider}]'" if provider in _EXTRAS else "a package"
            raise SettingsError(f"MODEL={name} needs {needed} ({_first_line(error)}).") from None
        except Exception as error:  # noqa: BLE001  each provider checks its key and options with exceptions of its own
            raise SettingsError(f"MODEL={name} cannot be used: {_first_line(error)}.") from None

    def write(self, question: Standalone, evidence: Evidence) -> Draft:
        """The model's draft, a line a sentence; ModelFault where it is late, unreachable, broken or empty."""
        messages = [
            ("system", self._prompt.format(language=_NAMES[question.language], most=_MOST_SENTENCES)),
            ("human", _told(question, evidence)),
        ]
        try:
            text = self._reply(messages).strip()
        except Exception as error:  # providers share no exception, and none of theirs may reach a visitor
            raise self._fault(_kind(error)) from error
        if not text or text == _NOTHING:
            raise self._fault("empty")
        return Draft(_lines(text, evidence), self.name, self._model_name, self.prompt_hash)

    def _reply(self, messages: list[tuple[str, str]]) -> str:
        """What the model replies; TimeoutError where it has not done so in time, whatever limit its client keeps.

        A client's own limit runs anew with each byte that arrives, and some clients have none.
        """
        reply: Future[str] = Future()

        def ask() -> None:
            try:
                reply.set_result(str(self._model.invoke(messages).text))
            except BaseException as error:  # noqa: BLE001  it is raised again where the reply is awaited
                reply.set_exception(error)

        threading.Thread(target=ask, name="chat-model", daemon=True).start()
        return reply.result(self._seconds)

    def _fault(self, kind: str) -> ModelFault:
        return ModelFault(kind, self._model_name, self.prompt_hash)


def as_runnable(guide: Guide) -> Runnable[str | dict[str, Any], dict[str, Any]]:
    """The guide as a LangChain Runnable: a question in, or one with its history; the answer as JSON out.

    The history is a list of turns: ``{"question": "…", "history": [{"question": "…", "answer": "…"}]}``.
    """
    from langchain_core.runnables import RunnableLambda

    def ask(asked: str | dict[str, Any]) -> dict[str, Any]:
        if isinstance(asked, str):
            return as_json(guide.ask(asked))
        history = [Turn(turn["question"], turn.get("answer", "")) for turn in asked.get("history", ())]
        return as_json(guide.ask(asked["question"], history))

    return RunnableLambda(ask, name="FRT Rights Guide")


def _lines(text: str, evidence: Evidence) -> tuple[Line, ...]:
    """The sentences of a draft; each has the role of the first passage that it cites."""
    entries = {entry.label: entry for entry in evidence.entries}
    lines = []
    for sentence in sentences(text):
        first = next((entries[label] for label in labels(sentence) if label in entries), None)
        lines.append(Line(sentence, first.role if first else Role.RULE, first.of if first else None))
    return tuple(lines)


def _first_line(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0].rstrip(".")


def _kind(error: BaseException) -> str:
    """The kind of a provider's fault, by the names of the exceptions it was raised from."""
    names: list[str] = []
    cause: BaseException | None = error
    while cause is not None:
        names += [kind.__name__ for kind in type(cause).__mro__]
        cause = cause.__cause__
    if any("Timeout" in name for name in names):
        return "time-out"
    return "unreachable" if any("Connect" in name for name in names) else "server error"


def _told(question: Standalone, evidence: Evidence) -> str:
    asked = f"{question.carried}\n{question.text}".strip()
    passages = "\n\n".join(_passage(entry, evidence.rules, question.language) for entry in evidence.entries)
    return f"<question>\n{asked}\n</question>\n\n<passages>\n{passages}\n</passages>"


def _passage(entry: Entry, rules: Sequence[Entry], language: Language) -> str:
    passage, instrument = entry.passage, entry.passage.instrument
    words = passage.record.pinpoint if passage.record else None
    status = passage.record.status if passage.record else instrument.status
    head = f"[{entry.label}] {pinpoint(passage.locator, instrument, language, words)}"
    kind = f"{FORCE_NAMES[instrument.force].say(language)}, {STATUS_NAMES[status].say(language)}"
    rule = next((rule.label for rule in rules if rule.passage.locator == entry.of), None)
    role = f", {entry.role} of [{rule}]" if rule else ""
    parts = [f"{head} ({kind}{role})", passage.statement(language) or ""]
    official = passage.words(language) if passage.record else passage.quotation(language)
    if official is not None:
        parts.append(f"Official words: {official.text}")
    if passage.record is not None and passage.record.note is not None:
        parts.append(f"Note: {passage.record.note.say(language)}")
    return "\n".join(part for part in parts if part)
