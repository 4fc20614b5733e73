"""Both: the same words in both languages at once, of which the stylesheet shows one."""

from __future__ import annotations

from html import escape

from corpus.instrument import LANGUAGES, Bilingual


def both(words: Bilingual) -> str:
    """The same words in both languages, each marked with its language."""
    return "".join(f'<span class="in-{code}" lang="{code}">{escape(words.say(code))}</span>' for code in LANGUAGES)
