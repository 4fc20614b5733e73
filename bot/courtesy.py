"""Courtesy: thanks, greetings and small talk, which ask for nothing, and what the guide says to them."""

from __future__ import annotations

import re

from bot import wording
from corpus.instrument import Bilingual

_THANKS = (
    r"thank(?:s| you)(?: (?:so|very) much| a lot| again)?|many thanks|thx|cheers|much appreciated|bye|goodbye|see you"
    r"|(?:that'?s |that was |it was |very |so )*helpful|that helps?(?: a lot)?"
    r"|(?:정말|너무|진짜|답변|설명|친절한)?\s*(?:감사(?:합니다|해요|드려요|드립니다|했습니다)?|고마(?:워요?|웠어요)|고맙(?:습니다|네요|다))"
    r"|땡큐|수고(?:하세요|하셨습니다|했어요|하셨어요)|(?:많이 |큰 )?도움(?:이)? ?(?:많이 )?(?:됐|되었|됩니|돼)[가-힣]*"
    r"|잘 ?(?:봤|읽었|들었|알았)(?:습니다|어요|네요)|안녕히 ?계세요"
)
_NODS = (
    r"ok(?:ay)?|k|alright|all right|got it|i see|understood|makes sense|sure|yes|yeah|yep|no|nope|right|great|good|nice"
    r"|cool|perfect|wow|interesting|l+o+l+|(?:ha){2,}h?|hm+|um+|ah+|oh+"
    r"|네+|넵+|넹|예|응+|어|음+|흠+|아+|오+|와+|우와|아하|하하+|호호|아니[요오]?|아뇨|ㅇㅋ|오케이|오키|굿|[ㅋㅎㅠㅜㅇㄴ]+"
    r"|알겠(?:습니다|어요|네요)|알았(?:습니다|어요?)|이해(?:했|됐|되었)(?:습니다|어요|네요)|그렇(?:군요?|구나|네요?)|그래요?"
    r"|좋(?:아요|네요|습니다)|괜찮(?:아요|습니다)|맞(?:아요|네요|습니다)|대박|헐"
)
_GREETING = (
    r"hello(?: there)?|hi(?: there)?|hey|good (?:morning|afternoon|evening)|how are you(?: doing)?|nice to meet you"
    r"|안녕(?:하세요|하십니까)?"
    r"|좋은 ?(?:아침|하루|오후|저녁)(?:이에요|입니다|되세요|보내세요)?|반가(?:워요|웠습니다)|반갑습니다|하이"
)
_ABOUT = (
    r"(?:and )?(?:who|what) are you|(?:and )?who (?:made|built|wrote|runs) (?:you|this)"
    r"|(?:and )?what (?:can|do) you (?:do|know|answer)|what is this|how do(?:es)? (?:you|this) work"
    r"|what can i ask(?: you)?|are you (?:an? )?(?:ai|bot|human|chatgpt|robot)|help(?: me)?"
    r"|(?:넌|너|너는|당신은|이건|여기)?\s*(?:누구(?:야|예요|세요|니)|뭐 ?하는 ?(?:곳|거)(?:야|예요|이에요)?"
    r"|뭘 ?할 ?수 ?있(?:어|어요|나요|니))|누가 ?만들었(?:어|어요|나요)|무엇을 ?(?:할|물어볼) ?수 ?있(?:나요|어요)"
    r"|사용법|도움말|어떻게 ?(?:써|쓰나요|사용하나요)"
)
_KINDS: tuple[tuple[str, Bilingual], ...] = (
    (_ABOUT, wording.ABOUT),
    (_GREETING, wording.GREETING),
    (_THANKS, wording.WELCOME),
    (_NODS, wording.NOD),
)
"""What each kind of courtesy gets; of several in one line, the first of these."""
_END = r"(?![가-힣A-Za-z0-9ㄱ-ㅎㅏ-ㅣ])[^\w]*"
_PIECES = tuple((re.compile(rf"(?:{form}){_END}", re.IGNORECASE), said) for form, said in _KINDS)
_LEADING = re.compile(rf"^(?:(?:{_THANKS}|{_GREETING})\s*[,.!~]+\s*)+(?=\w)", re.IGNORECASE)


def reply(text: str) -> Bilingual | None:
    """What the guide says to a line of nothing but courtesy; None where it asks something.

    >>> reply("ok, thanks!") == wording.WELCOME, reply("네 감사합니다 ㅎㅎ") == wording.WELCOME, reply("No exceptions?")
    (True, True, None)
    """
    at, found = 0, set()
    while at < len(text):
        match, said = next(((m, said) for piece, said in _PIECES if (m := piece.match(text, at))), (None, None))
        if match is None or said is None:
            return None
        found.add(said)
        at = match.end()
    return next((said for _, said in _KINDS if said in found), None)


def without_courtesy(text: str) -> str:
    """The text without the thanks or greeting that it opens with.

    >>> without_courtesy("Thanks! And in Korea?"), without_courtesy("안녕하세요. 얼굴인식은 합법인가요?")
    ('And in Korea?', '얼굴인식은 합법인가요?')
    """
    return _LEADING.sub("", text)
