"""Asking: the wordings by which a question asks for a duty, for dates, for force, or for the same again."""

from __future__ import annotations

import re

FIGURE = re.compile(
    r"\bhow many (?!days|weeks|months|years|hours|times|conditions|exceptions|members|commissioners|articles|rights"
    r"|principles|steps|criteria|objectives|situations|grounds|paragraphs)"
    r"|\bhow much (?:(?:does|do|did|will|would|is|was|has|have)\b[^?]*\b(?:cost|costs|spend|spent|pay|paid|budget)\b"
    r"|(?:tax|public) money|money (?:was|is|did|has))|\bcosts? (?:a|per) (?:year|month)\b"
    r"|\b(?:sell|sells|selling|sold|suppl(?:y|ies|ied)) (?:its|their|any)? ?(?:services?|products?|software|systems?)\b"
    r"|몇 ?(?:건|대|명|곳|차례|퍼센트|프로|%)"
    r"|(?:세금|예산|비용|돈)(?:이|을|은|도)? ?(?:얼마|총)|얼마나? ?(?:들었|들어갔|들어가|썼|쓰였|투입)"
    r"|(?:서비스|제품|프로그램|시스템|기술)[을를]? ?(?:팔|판매|납품|공급)(?:고|하|했|았|한)",
    re.IGNORECASE,
)
"""Wordings that ask for a count, a sum of money or a sale, which no instrument states."""
LIMIT = re.compile(
    r"\b(?:at least|at most|no more than|minimum|maximum)\b|이상|이하|이내|최소|최대|야 ?(?:하|되|돼|할)", re.IGNORECASE
)
"""Wordings that ask for a number that a rule sets."""
DUTY = re.compile(
    r"\b(?:must|should|ought|required?|requires|have to|has to|need to|needs to|obliged|obligations?|duty|duties"
    r"|recommend\w*|call(?:s|ed)? for|demands?)\b|해야|하여야|의무|지켜야|권고|요구",
    re.IGNORECASE,
)
"""Wordings that ask what must or should be done, or what somebody recommends."""
DATES = re.compile(
    r"\bsince when\b|\bwhen (?:was|were|did|does|do|will|is|has)\b(?:(?! not\b)[^?])*\b(?:adopted|enacted"
    r"|pass\w*|enter\w*|c[oa]me into|t[ao]ke? effect|took effect|start\w*|begin|appl(?:y|ies|ied)(?! to)"
    r"|in force|published|issued|made"
    r"|expired?|repealed|lapsed?)\b"
    r"|\b(?:still|already|yet|currently|now|today) (?:in force|valid|in effect|applicable)\b"
    r"|^(?:is|was) [^?]{3,60} in force\b"
    r"|언제[^?]*(?:시행|적용|발효|제정|채택|공포|발표|폐지|실효|만료|나온|나왔)"
    r"|(?:시행|발효|공포|채택|제정|적용|발표)(?:일|시점|날짜|연도)"
    r"|(?:아직도?|지금도|여전히|현재도?) ?(?:시행|유효|효력|발효)"
    r"|(?:시행|발효) ?(?:중인|되었나|됐나|된 건|됐는|되고 있)",
    re.IGNORECASE,
)
"""Wordings that ask for the dates of a text."""
WHEN = re.compile(
    r"^(?:and |but |so |ok(?:ay)?,? )*(?:(?:since|from|until|till) )?when\b"
    r"(?: (?:was|were|is|did|does|do|will) (?:it|that|this|they|those|these)\b[^?]*)?\s*\?*$"
    r"|^(?:and |but |so )*(?:is|are|was|were) (?:it|that|this|they|those|these)\b[^?]{0,20}"
    r"\b(?:in force|in effect|valid|applicable|applied|apply)\b|\bhow long (?:has|will) (?:it|that|this)\b"
    r"|^(?:그럼|그러면|근데|그런데|그건|그게|그거|그 \S+)?\s*언제(?:부터|까지)?\s*"
    r"(?:요|죠|야|였|인가|예요|이에요|한 ?거|했|된 ?거|됐|됩|되|나온|나왔|적용|시행)[가-힣\s]{0,8}\s*\?*$",
    re.IGNORECASE,
)
"""Wordings that ask for dates where the conversation says of what."""
FORCE = re.compile(
    r"\b(?:legally )?(?:non-)?binding\b(?! corporate| decision)|\bbinds?\b|\b(?:legally )?bound by\b|\blegal force\b"
    r"|\b(?:has|have) (?:any |a )?legal effect\b|\bforce of law\b|\b(?:legally )?enforceable\b|\b(?:soft|hard) law\b"
    r"|(?:법적 ?)?구속력|강제력|강제성|법적 ?효력|법적으로 구속",
    re.IGNORECASE,
)
"""Words that ask whether a text binds."""
_IT = r"(?:it|that|this|them|the (?:recommendation|opinion|moratorium|nhrck|commission)s?)"
OBEYING = re.compile(
    r"\b(?:only|just|merely) (?:a |an )?(?:recommend\w*|advice|opinion|guidance)\b"
    rf"|\bignor(?:e|ing) {_IT}\b"
    rf"|\b(?:mandatory|obligatory|compulsory|voluntary)\b[^?]*\b(?:obey|comply with|follow) {_IT}\b"
    r"|^(?!(?:and |so |but )?(?:what|how|which)\b)[^?]*\b(?:must|ha(?:ve|s) to|obliged to|required to)\b[^?]{0,40}"
    rf"\b(?:obey|(?:comply with|follow|respect) {_IT}\b)"
    r"|\bwhat (?:if|happens (?:if|when))\b[^?]*\b(?:ignor\w+|does not|do not|doesn't|don't|refus\w+)\b[^?]*"
    r"\b(?:recommendation|opinion|moratorium)s?\b"
    r"|^(?:and |so |but )*(?:is|are) (?:it|that|this|they|these|those) (?:a |actually |really )*"
    r"(?:laws?|mandatory|compulsory|obligatory|voluntary|optional|legally required)\s*\?*$"
    r"|(?:꼭|반드시|무조건) ?(?:지켜|따라|이행해)야 ?(?:하나|하는지|되나|되는|돼|합니까|함|하는 ?(?:건|거))"
    r"|안 ?(?:지켜|따라|이행해)도 ?(?:되|돼)|(?:지키|따르|이행하)지 ?않아도 ?(?:되|돼)|무시(?:해도|할 수)"
    r"|권고(?:일|에) ?(?:뿐|불과)|(?:그냥|단순한?|단지) 권고"
    r"|(?:권고|의견|모라토리엄|결정)[^?]{0,12}(?:안 ?(?:지키|따르)|(?:지키|따르|이행하)지 ?(?:않|아니하)|무시하)으?면"
    r"|^(?:그럼|그러면|그걸|이걸|그거)?\s*(?:안|못) ?(?:지키|따르)면"
    r"|^(?:그럼|그러면|그건|그거|이건|이거)?\s*(?:강제|의무|필수|법)(?:인가요|인가|예요|이에요|인지|야|입니까)\s*\?*$",
    re.IGNORECASE,
)
"""Wordings that ask whether one has to do what a text says."""
RETELLING = re.compile(
    r"\b(?:summar(?:y|i[sz]e\w*)|(?:in|with) (?:\w+ ){0,2}(?:sentences?|words|terms|bullet points)"
    r"|(?:more |very )?simply|simpler|shorter|in short|briefly|in detail|more details?"
    r"|explain (?:it|that|this|more|again)|say (?:it|that) again"
    r"|repeat(?: (?:it|that))?|rephrase|reword|elaborate|tell me more)\b"
    r"|요약|정리해|(?:더|좀|조금|알기|이해하기) ?쉽게|쉽게 ?(?:설명|말|풀|알려)"
    r"|간단(?:히|하게)|자세(?:히|하게)|짧게|한 ?(?:문장|줄|마디)(?:으)?로"
    r"|다시 ?(?:설명|말|한번|한 번|알려)|풀어서",
    re.IGNORECASE,
)
"""Wordings that ask for the same again: shorter, simpler, in more detail."""
WHOM = re.compile(
    r"^(?:and |but |so )*(?:to )?(?:who|whom|what)\b(?: (?:does|do|did|is|are|was|were) (?:it|that|this|they|those)"
    r" (?:apply|address\w*|direct\w*|meant|made|sent|bind\w*)(?: to| for| at)?)?\s*\?*$"
    r"|^(?:그건|그게|그거|이건|그 \S+)?\s*(?:누구|어디|어느 기관)(?:한테|에게|에) ?(?:한|했|보낸|보냈|권고한|권고했)?"
    r"(?: ?(?:거|것|건))?[가-힣]{0,4}\s*\?*$",
    re.IGNORECASE,
)
"""Wordings that ask to whom a provision speaks, which its statement says."""
COVERED = re.compile(
    r"\b(?:falls? (?:under|within)|cover(?:s|ed)?|appl(?:y|ies) to|includ(?:e|es|ed)|concern(?:s|ed)?|counts? as)\b"
    r"|해당(?:돼|되|하|해)|포함(?:돼|되|하|해)|적용(?:돼|되|받)",
    re.IGNORECASE,
)
"""Wordings that ask whether a provision covers something."""
DAY = re.compile(
    r"\b(?:19|20)\d\d(?:년(?:도|에)?|\b)|(?<!\d)\d{1,2}(?:월|일)(?:에|부터|까지|자)?(?![가-힣])"
    r"|\b(?:in|on|since|of|until) (?:\d{1,2} )?(?:january|february|march|april|may|june|july|august|september|october"
    r"|november|december)\b(?: \d{1,2}(?!\d),?)?",
    re.IGNORECASE,
)
"""A year, a month or a day: it says of when something is asked, not what."""
