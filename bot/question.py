"""Question: what was asked, cleaned, with its language and the turns that it follows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from bot import wording
from bot.asked import asked
from bot.reason import Reason, Stop
from corpus.instrument import Language

MAX_CHARACTERS = 2000

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""Full-width letters, digits and signs, as Korean keyboards can produce them, to their ordinary forms."""
_MARKUP = re.compile(r"<[/!]?[a-zA-Z][^<>]{0,300}>")
_INVISIBLE = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})
"""Unicode categories that carry no visible text: controls, format and tag characters, private use."""
_SELECTORS = re.compile("[\u034f\u17b4\u17b5\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Joiners and variation selectors: marks without a look of their own, in which text can be hidden."""


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question of the same conversation and the answer's text."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Question:
    """A cleaned question: NFC, no invisible characters, white space folded, 1 to MAX_CHARACTERS long."""

    text: str
    language: Language
    history: tuple[Turn, ...] = ()


def clean(text: str) -> str:
    """``text`` in NFC without control and invisible characters, white space folded.

    >>> clean("  who\\x00 may\\U000E0041 ask?\\n")
    'who may ask?'
    """
    spaced = "".join(
        " " if character in "\t\n\r\x0b\x0c\x85\u2028\u2029\u3164\u115f\u1160\uffa0" else character
        for character in text
    )
    spaced = spaced.translate(_FULL_WIDTH)
    visible = "".join(character for character in spaced if unicodedata.category(character) not in _INVISIBLE)
    visible = _SELECTORS.sub("", visible)
    return " ".join(unicodedata.normalize("NFC", visible).split())


def recent(history: Sequence[Turn], turns: int = 4) -> tuple[Turn, ...]:
    """The last ``turns`` turns, cleaned; empty questions are left out."""
    kept = [Turn(clean(turn.question)[:MAX_CHARACTERS], clean(turn.answer)) for turn in history[-turns:]]
    return tuple(turn for turn in kept if turn.question)


def accept(
    text: str, history: Sequence[Turn] = (), language: Language | None = None, fallback: Language = "en"
) -> Question | Stop:
    """The question as the guide takes it up; a Stop where it is empty, too long, or in a third language.

    Markup is left out of what is read. ``fallback`` is the language of a message where the question's cannot be told.
    """
    cleaned = clean(text)
    cleaned = " ".join(_MARKUP.sub(" ", cleaned).split()) or cleaned
    found = language_of(cleaned) if re.search(r"[^\W\d_]", cleaned) else fallback
    shown = language or found or fallback
    if not re.search(r"\w", cleaned):
        return Stop(Reason.BAD_INPUT, wording.EMPTY.say(shown))
    if len(cleaned) > MAX_CHARACTERS:
        told = wording.TOO_LONG.say(shown).format(length=len(cleaned), limit=MAX_CHARACTERS)
        return Stop(Reason.BAD_INPUT, told)
    if found is None:
        return Stop(Reason.UNSUPPORTED_LANGUAGE)
    return Question(cleaned, language or found, recent(history))


_HANGUL = re.compile(r"[가-힣ㄱ-ㅎㅏ-ㅣ]")
_LATIN = re.compile(r"[A-Za-z\u00C0-\u024F]")
_OTHER_SCRIPT = re.compile(
    r"[\u0370-\u052F\u0530-\u08FF\u0900-\u0DFF\u0E00-\u0FFF\u10A0-\u10FF\u1780-\u17FF\u3040-\u30FF\u3400-\u9FFF]"
)


def language_of(text: str) -> Language | None:
    """The language that ``text`` is written in, by its script and by the common words of Latin-script languages.

    None means another language than the two. A text without letters counts as English.

    >>> language_of("AI Act를 지켜야 하나요?"), language_of("Is it banned?"), language_of("¿Está prohibido?")
    ('ko', 'en', None)
    """
    hangul, latin, other = (len(script.findall(text)) for script in (_HANGUL, _LATIN, _OTHER_SCRIPT))
    if other > hangul and other * 3 > latin:
        return None
    if hangul and latin:
        return _mixed(text, hangul, latin)
    if hangul:
        return "ko"
    return None if _other_latin(text) else "en"


_KOREAN_SENTENCE = re.compile(
    r"(?<=[가-힣A-Za-z0-9)\]])(?:은|는|을|를|에서|에게|에도|에는|이란|란|나요|니까|까요|가요|세요|어요|아요|해요|돼요|예요|에요|는지|은지|인지|인가|는가|한다"
    r"|된다|하면|되면|해도|돼도|줘|해줘|뭐야|어때)(?=[\s?!.,~]|$)"
)
"""Particles and endings: they make a sentence Korean, however many foreign names it holds."""
_ENGLISH_SENTENCE = re.compile(
    r"\b(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|does|do|did|can|could|may|must|should|shall|will"
    r"|would|has|have|says?|tell|explain|mean|means|compare|about|it|this|that|they|i|we|you|me|my|our)\b",
    re.IGNORECASE,
)


def _mixed(text: str, hangul: int, latin: int) -> Language:
    """The language of the sentence that names stand in; without a sentence, of the greater part of the letters."""
    if _KOREAN_SENTENCE.search(text):
        return "ko"
    if len(_ENGLISH_SENTENCE.findall(text)) >= 2:
        return "en"
    return "ko" if hangul * 4 >= latin else "en"


_COMMON = {
    "en": "a an the of and to in is are was were be been can could may must should shall will would do does did what "
    "who whom which when where why how it its this that these those they them their for from with without by on "
    "at as if or not no any all my your our i we you he she me us under about there than then say says said "
    "have has had",
    "fr": "le la les un une des du de et est sont dans que qui quoi pour par sur avec sans pas ne ce cette ces il "
    "elle ils on nous vous je tu au aux où quand comment pourquoi peut peuvent être quel quelle quels quelles "
    "sa son ses leur reconnaissance faciale",
    "es": "el la los las un una unos de del y es son en que qué quién para por con sin no se su sus al como cómo "
    "cuándo dónde puede pueden está están esta este estos ser hay cuál cuáles lo le les nos yo usted "
    "reconocimiento policía",
    "de": "der die das den dem des ein eine einen einem und ist sind im in zu von für mit auf nicht wer was wie wann "
    "wo warum darf dürfen kann können muss müssen wird werden es sie er ich wir ihr bei nach auch oder gegen "
    "über gesichtserkennung polizei",
    "it": "il lo la gli le un una di del della dei degli delle e è sono in che chi per con senza non si su al come "
    "quando dove può possono essere questo questa quale quali ci mi noi voi nel nella riconoscimento facciale "
    "polizia",
    "pt": "o a os as um uma de do da dos das e é são em que quem para por com sem não se no na nos nas como quando "
    "onde pode podem ser este esta qual quais pelo pela ao à você reconhecimento polícia",
    "nl": "de het een en is zijn in van voor op niet wie wat hoe wanneer waar waarom mag mogen kan kunnen moet moeten "
    "wordt worden ik wij zij ook of door bij naar deze dit die dat gezichtsherkenning politie",
    "vi": "là và của có được không các những cho trong với để này đó khi như thế nào gì tôi cảnh bị ở",
    "id": "yang dan di ke dari untuk dengan tidak apa apakah siapa bagaimana kapan mengapa boleh bisa ini itu adalah "
    "oleh dalam pada akan atau saya kami bolehkah polisi memakai menggunakan digunakan pengenalan wajah",
    "tr": "ve bir bu için ile mi mı mu mü ne kim nasıl neden nerede olarak değil var yok olan da de polis yüz tanıma "
    "kullanabilir yasak yasal",
    "pl": "i w na z do nie jest są czy co kto jak kiedy gdzie może mogą przez dla się to ten ta te",
    "sv": "och är i att det en ett som på för med av inte vem vad hur när var kan får den de om till",
}
_OTHER_WORDS = (
    "ist sind darf kann wird puede pueden cuando donde peut peuvent sont dans avec pourquoi quoi quelle quelles "
    "possono questo questa degli della delle quem pode podem apakah siapa bagaimana yang untuk wordt kunnen mogen "
    "waarom jest gdzie reconnaissance faciale reconocimiento gesichtserkennung polizei riconoscimento facciale "
    "polizia reconhecimento gezichtsherkenning politie bolehkah polisi pengenalan wajah"
)
_TELLING = frozenset(_OTHER_WORDS.split())
"""Common words of other languages that are no word or name in English: one is enough, and so is one with an accent."""
_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}


def _other_latin(text: str) -> bool:
    """Whether a Latin-script text has clearly more common words of another language than of English.

    A capital inside the text marks a name: São Paulo makes no Portuguese.
    """
    text = _without_references(text)
    found = re.findall(r"[^\W\d_]+", text.lower() if text.isupper() else text)
    words = [word.lower() for at, word in enumerate(found) if at == 0 or not word[0].isupper()]
    english = sum(word in _WORDS["en"] for word in words)
    best = max(
        sum(2 if word in _TELLING or not word.isascii() else 1 for word in words if word in known)
        for language, known in _WORDS.items()
        if language != "en"
    )
    return best >= 2 and best > english


def _without_references(text: str) -> str:
    """The text without pinpoints and symbols of documents: ``A/HRC/48/31 para 59`` is not Spanish."""
    for one in asked(text, ()):
        text = text.replace(one.surface, " ")
    return re.sub(r"\S*/\S*\d\S*", " ", text)
