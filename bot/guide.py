"""Guide: the whole way from a question to an answer, on one page."""

from __future__ import annotations

import datetime
import time
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property

from bot import bearer, pinpoints, wording
from bot.answer import Answer, Guidance, Record, Refusal, ShownStatement, Withheld
from bot.citation import cite, resolve
from bot.conversation import Standalone, stand_alone
from bot.errors import IndexFault, JudgeFault, ModelFault
from bot.evidence import Evidence, gather
from bot.filter import EVERYTHING, Filter
from bot.grounding import Finding, Judge, Verdict, WordJudge, quotation_stands
from bot.lanes import LANES, Lane
from bot.progress import OnStep, Step, unwatched
from bot.question import Question, Turn, accept
from bot.reading import Reading
from bot.reason import Reason, Stop
from bot.retriever import Hit, Retriever
from bot.scope import CERTAIN, after_search, before_search, confidence
from bot.shelf import Shelf
from bot.spelling import Slip, Spelling
from bot.writer import Draft, ExtractiveWriter, Line, Writer, completed
from corpus.instrument import Issuer, Language, Scheme
from corpus.terms import Glossary

HITS = 100
"""Passages that a search brings for an answer to choose from: of each source that it names one must be among them."""
NEAREST = 3
"""Provisions offered with a refusal."""

_EXTRACT = ExtractiveWriter()
_BY_WORDS = WordJudge()


@dataclass(frozen=True)
class Guide:
    """Answers questions from one corpus and one index."""

    shelf: Shelf
    retriever: Retriever
    glossary: Glossary
    corpus: str
    """Digest of the corpus that the index was built from."""
    embedder: str
    """Name of the embedding model."""
    writer: Writer = _EXTRACT
    judge: Judge = _BY_WORDS

    def ask(
        self,
        text: str,
        history: Sequence[Turn] = (),
        language: Language | None = None,
        on_step: OnStep = unwatched,
        fallback: Language = "en",
        only: Filter = EVERYTHING,
    ) -> Answer:
        """The answer to ``text`` after ``history``, in ``language`` or else in the question's own; no fault escapes.

        Its rules come from passages that ``only`` admits; what a rule brings with it, such as its exceptions, from any.

        ``fallback`` is the language of a message where the question's own cannot be told.
        """
        started = time.perf_counter()
        on_step(Step.READING)
        question = accept(text, history, language, fallback)
        if isinstance(question, Stop):
            answer: Answer = self._refuse(question, text, language or fallback)
        else:
            answer = self._answer(text, question, on_step, only)
        took = round((time.perf_counter() - started) * 1000)
        return replace(answer, record=replace(answer.record, milliseconds=took))

    def _answer(self, text: str, question: Question, on_step: OnStep, only: Filter) -> Answer:
        asked, slips = self._understood(question, only)
        stop = before_search(asked) or pinpoints.stop(asked.told, self.shelf)
        if stop is not None:
            return self._refuse(stop, text, asked.language)
        on_step(Step.SEARCHING)
        try:
            hits = self._hits(asked, HITS, only=only)
        except IndexFault:
            return self._refuse(Stop(Reason.SEARCH_FAILED), text, asked.language)
        stop = after_search(asked, hits, self.retriever)
        if stop is not None:
            return self._refuse(_narrowed(stop, asked, only), text, asked.language, hits)
        hits = self._in_question(asked, hits, only)
        evidence = gather(asked.told, hits, self.shelf.find)
        if not evidence.entries:
            return self._refuse(Stop(Reason.NOT_IN_CORPUS), text, asked.language, hits)
        on_step(Step.WRITING)
        draft, message = self._write(asked, evidence)
        notice = pinpoints.notice(asked.told, self.shelf, [rule.passage for rule in evidence.rules])
        own = bearer.message(asked, evidence, datetime.date.today())
        read = _read_as(slips, asked.language)
        told = (message, read, notice, _of_later_wording(asked, evidence), own, _of_member_state(asked, evidence))
        message = " ".join(filter(None, told)) or None
        on_step(Step.CHECKING)
        return self._checked(text, asked, evidence, draft, message)

    def search(
        self, question: Question, count: int, lanes: Set[Lane] = LANES, only: Filter = EVERYTHING
    ) -> tuple[Hit, ...]:
        """The passages found for a question, best first, before the others those that an answer would be of.

        Raises IndexFault where the search fails.
        """
        asked, _ = self._understood(question, only)
        hits = self._hits(asked, count, lanes, only)
        first = self._in_question(asked, hits, only)
        named = {hit.passage.locator for hit in first}
        return (*first, *(hit for hit in hits if hit.passage.locator not in named))[:count]

    def confidence(self, question: Question) -> float:
        """How far a question is from being refused, -10 to 10; from 0 on it is answered.

        Raises IndexFault where the search fails.
        """
        asked, _ = self._understood(question, EVERYTHING)
        stop = before_search(asked) or pinpoints.stop(asked.told, self.shelf)
        return -CERTAIN if stop else confidence(asked, self._hits(asked, HITS), self.retriever)

    def _in_question(self, asked: Standalone, hits: tuple[Hit, ...], only: Filter) -> tuple[Hit, ...]:
        """The hits, or of them those whose force or dates are asked for."""
        return _admitted(bearer.in_question(asked, hits, self.shelf), only)

    def _hits(
        self, asked: Standalone, count: int, lanes: Set[Lane] = LANES, only: Filter = EVERYTHING
    ) -> tuple[Hit, ...]:
        exact = _admitted(self.retriever.exact(asked.sought, pinpoints.named(asked.told, self.shelf)), only)
        named = {hit.passage.locator for hit in exact}
        found = self.retriever.search(asked.sought, count, lanes, only)
        return (*exact, *(hit for hit in found if hit.passage.locator not in named))

    def _understood(self, question: Question, only: Filter) -> tuple[Standalone, tuple[Slip, ...]]:
        """A question made to stand alone, its misspelt words as they were meant, and which these were."""
        text, slips = self._spelling.corrected(question.text)
        history = tuple(Turn(self._spelling.corrected(turn.question)[0], turn.answer) for turn in question.history)
        asked = stand_alone(replace(question, text=text, history=history), self._read)
        return (asked if only.on is None else asked.at(only.on)), slips

    @cached_property
    def _spelling(self) -> Spelling:
        return Spelling(self.retriever.index, self.glossary)

    def _read(self, text: str) -> Reading:
        return Reading.of(text, self.glossary, self.shelf.register.instruments)

    def _write(self, asked: Standalone, evidence: Evidence) -> tuple[Draft, str | None]:
        """The writer's draft, or the extract where a language model fell silent, and what the reader must know."""
        try:
            return completed(self.writer.write(asked, evidence), evidence, asked), None
        except ModelFault as fault:
            why = wording.MODEL_FAULTS[fault.kind].say(asked.language)
            extract = replace(_EXTRACT.write(asked, evidence), model=fault.model, prompt=fault.prompt)
            return extract, wording.MODEL_FELL_SILENT.say(asked.language).format(why=why)

    def _checked(self, text: str, asked: Standalone, evidence: Evidence, draft: Draft, message: str | None) -> Answer:
        """The supported statements of a draft; a model's draft with a fault gives way to the extract."""
        language = asked.language
        try:
            findings = self._findings(draft, evidence, language)
            failed = _failed(findings)
            if failed and draft.writer != _EXTRACT.name:
                set_aside = wording.MODEL_SET_ASIDE.say(language).format(failed=len(failed), total=len(findings))
                message = f"{set_aside} {message or ''}".strip()
                draft = replace(_EXTRACT.write(asked, evidence), model=draft.model, prompt=draft.prompt)
                findings = self._findings(draft, evidence, language)
                failed += _failed(findings)
            shown = tuple(
                self._shown(finding, line, language)
                for finding, line in zip(findings, draft.lines, strict=True)
                if finding.verdict is Verdict.SUPPORTED
            )
        except JudgeFault:
            return self._refuse(Stop(Reason.CHECK_FAILED), text, language)
        withheld = tuple(Withheld(finding.statement.text, finding.verdict) for finding in failed)
        record = self._record(draft)
        if shown:
            return Guidance(text, language, shown, withheld, message, record)
        unchecked = any(finding.verdict is Verdict.UNCHECKED for finding in failed)
        refusal = self._refuse(Stop(Reason.CHECK_FAILED if unchecked else Reason.NOT_GROUNDED), text, language)
        return replace(refusal, withheld=withheld, record=record)

    def _findings(self, draft: Draft, evidence: Evidence, language: Language) -> list[Finding]:
        passages = evidence.passages
        return [self.judge.judge(resolve(line.text, passages), language) for line in draft.lines]

    def _shown(self, finding: Finding, line: Line, language: Language) -> ShownStatement:
        """A supported statement with its citations, each quotation compared with the stored words once more."""
        citations = []
        for passage in finding.statement.passages:
            citation = cite(passage, language)
            stored = self.shelf.find(passage.locator)
            if stored is None or not quotation_stands(citation, stored):
                raise JudgeFault(f"The quotation of {passage.locator} differs from the stored words.")
            citations.append(citation)
        return ShownStatement(finding.statement.text, line.role, tuple(citations), line.of)

    def _refuse(self, stop: Stop, text: str, language: Language, hits: Sequence[Hit] = ()) -> Refusal:
        nearest: tuple[Hit, ...] = ()
        if stop.reason is not Reason.OUT_OF_SCOPE:
            nearest = tuple(hits[:NEAREST])
        return Refusal(
            question=text,
            language=language,
            reason=stop.reason,
            message=stop.message or wording.REFUSALS[stop.reason].say(language),
            nearest=tuple(cite(hit.passage, language) for hit in nearest),
            withheld=(),
            record=self._record(None),
        )

    def _record(self, draft: Draft | None) -> Record:
        return Record(
            writer=draft.writer if draft else "none",
            model=draft.model if draft else None,
            prompt=draft.prompt if draft else None,
            corpus=self.corpus[:12],
            embedder=self.embedder,
            milliseconds=0,
        )


def _admitted(hits: Sequence[Hit], only: Filter) -> tuple[Hit, ...]:
    today = datetime.date.today()
    return tuple(hit for hit in hits if only.open or only.admits(hit.passage, today))


def _narrowed(stop: Stop, asked: Standalone, only: Filter) -> Stop:
    """A refusal for want of a text says that the visitor's own choice may be why."""
    if only.open or stop.reason not in (Reason.NOT_IN_CORPUS, Reason.OUT_OF_SCOPE) or stop.message:
        return stop
    return Stop(Reason.NOT_IN_CORPUS, wording.NARROWED.say(asked.language))


def _read_as(slips: Sequence[Slip], language: Language) -> str | None:
    """Which words were read as others; None where all were read as typed."""
    told = ", ".join(f"{slip.typed} → {slip.read}" for slip in slips)
    return wording.READ_AS.say(language).format(words=told) if told else None


def _of_later_wording(asked: Standalone, evidence: Evidence) -> str | None:
    """That the question asks for the law of a time when a shown text was not yet made, or whose wording is not held."""
    period, language = asked.period, asked.language
    shown = {entry.passage.instrument.wording: entry.passage.instrument for entry in evidence.rules}
    if period is None or any(instrument.version is not None for instrument in shown.values()):
        return None
    later = [instrument for instrument in shown.values() if instrument.since > period.last]
    told = []
    for form, held in (
        (wording.NO_EARLIER_WORDING, [one for one in later if one.scheme is Scheme.KR_STATUTE]),
        (wording.NOT_YET_THEN, [one for one in later if one.scheme is not Scheme.KR_STATUTE]),
    ):
        if held:
            names = ", ".join(sorted(instrument.short.say(language) for instrument in held))
            told.append(form.say(language).format(period=period.say(language), names=names))
    return " ".join(told) or None


def _of_member_state(asked: Standalone, evidence: Evidence) -> str | None:
    """That the law of a named country is not held, only that of the union to which it belongs."""
    language, named = asked.language, asked.whole.member_states
    if not named:
        return None
    names = ", ".join(dict.fromkeys(mention.term.words(language)[0] for mention in named))
    told = [wording.MEMBER_STATE.say(language).format(name=names)]
    if any(rule.passage.instrument.issuer is Issuer.EU for rule in evidence.rules):
        told.append(wording.LAW_OF_THE_UNION.say(language))
    return " ".join(told)


def _failed(findings: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.verdict is not Verdict.SUPPORTED]
