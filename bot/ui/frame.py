"""Frame: what stands on the page before anything is asked, in both languages at once; the stylesheet shows one."""

from __future__ import annotations

import json
from html import escape

from bot.question import MAX_CHARACTERS
from bot.ui import wording
from bot.ui.both import both
from bot.ui.choice import choice_html
from bot.ui.guard import MAX_BODY
from bot.wording import EMPTY, TOO_LONG
from corpus.instrument import LANGUAGES, Bilingual

NAMES = {"en": "English", "ko": "한국어"}


def page_html(model: str | None) -> str:
    """Header, conversation, question box and notices; ``model`` names the language model that notices must tell of."""
    return f"{_header()}{_conversation()}{_box()}{_footer(model)}"


def _attributes(name: str, words: Bilingual) -> str:
    """An attribute with its wording in each language, of which the script sets one."""
    values = "".join(f' data-{code}-{name}="{escape(words.say(code))}"' for code in LANGUAGES)
    return f' {name}="{escape(words.en)}"{values}'


def _header() -> str:
    buttons = "".join(
        f'<button type="button" lang="{code}" data-language="{code}" aria-pressed="false">{name}</button>'
        for code, name in NAMES.items()
    )
    return (
        f'<a class="skip" href="#question">{both(wording.SKIP)}</a>'
        f'<header class="top"><div class="names"><h1>{both(wording.TITLE)}</h1><p>{both(wording.LEAD)}</p></div>'
        f'<div class="languages" role="group"{_attributes("aria-label", wording.LANGUAGE)}>{buttons}</div></header>'
        '<p id="opening"></p><p id="heard" class="unseen" role="status"></p>'
    )


def _conversation() -> str:
    return (
        f'<section class="conversation" aria-labelledby="conversation-title">'
        f'<h2 id="conversation-title" class="unseen">{both(wording.CONVERSATION)}</h2>{_examples()}'
        f'<div id="log" role="log" aria-labelledby="conversation-title" data-words="{escape(_script_words())}"></div>'
        f'<p id="progress" role="status" aria-live="polite"></p></section>'
    )


def _examples() -> str:
    groups = "".join(
        f'<div class="audience"><h3>{both(examples.audience)}</h3><ul>'
        + "".join(
            f'<li class="in-{code}">'
            f'<button type="button" class="example" lang="{code}">{escape(each.say(code))}</button></li>'
            for each in examples.questions
            for code in LANGUAGES
        )
        + "</ul></div>"
        for examples in wording.EXAMPLES
    )
    return (
        f'<details id="examples" open><summary>{both(wording.EXAMPLES_TITLE)}</summary>'
        f'<div class="audiences">{groups}</div></details>'
    )


def _box() -> str:
    return (
        '<form id="ask" class="ask" autocomplete="off">'
        f'<label for="question">{both(wording.QUESTION)}</label>'
        f'<textarea id="question" rows="2" enterkeyhint="send" aria-describedby="keys"'
        f'{_attributes("placeholder", wording.PLACEHOLDER)} data-most="{MAX_CHARACTERS}"'
        f' data-most-bytes="{MAX_BODY - 1024}"></textarea>{choice_html()}'
        f'<div class="under-box"><p id="keys">{both(wording.KEYS)}</p>'
        f'<button type="button" id="erase" class="plain">{both(wording.ERASE)}</button>'
        f'<button type="submit" id="send">{both(wording.SEND)}</button></div></form>'
    )


def _footer(model: str | None) -> str:
    notices = [wording.UNOFFICIAL, wording.NOT_KEPT]
    if model is not None:
        notices.append(Bilingual(*(wording.MODEL.say(code).format(model=model) for code in LANGUAGES)))
    return f'<footer class="notices">{"".join(f"<p>{both(each)}</p>" for each in notices)}</footer>'


def _script_words() -> str:
    """The sentences that the script says while the page is in use."""
    said = {
        "title": wording.TITLE,
        "asked": wording.ASKED,
        "empty": EMPTY,
        "long": Bilingual(*(_of_length(TOO_LONG.say(code)) for code in LANGUAGES)),
        "busy": wording.BUSY,
        "answered": wording.ANSWERED,
        "fault": wording.FAULT,
        "full": wording.FULL,
        "unsent": wording.UNSENT,
        "unreachable": wording.UNREACHABLE,
        "copied": wording.COPIED,
        "notCopied": wording.NOT_COPIED,
        "erased": wording.ERASED,
        "sent": wording.SENT,
        "waiting": wording.WAITING,
        **{step.value: words for step, words in wording.STEPS.items()},
    }
    return json.dumps(
        {code: {name: words.say(code) for name, words in said.items()} for code in LANGUAGES}, ensure_ascii=False
    )


def _of_length(words: str) -> str:
    """The sentence on a question that is too long, its limit filled in and its length left to the script."""
    return words.replace("{limit:,}", f"{MAX_CHARACTERS:,}").replace("{length:,}", "{length}")
