"""Filter: which passages an answer may rest on, as a visitor chose: issuer, force, topic, status, language, day."""

from __future__ import annotations

import datetime

from pydantic import BaseModel, ConfigDict

from corpus.instrument import Force, Issuer, Language, Status
from corpus.passage import Passage
from corpus.provision import Topic


class Filter(BaseModel):
    """A choice of passages; an empty set of a field leaves that field open."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    issuer: frozenset[Issuer] = frozenset()
    force: frozenset[Force] = frozenset()
    topic: frozenset[Topic] = frozenset()
    """Topics of which a record has at least one; bare official words have none."""
    status: frozenset[Status] = frozenset()
    """How the provision stands on the day."""
    wording: frozenset[Language] = frozenset()
    """Languages in one of which its official words are installed."""
    on: datetime.date | None = None
    """The day whose law is asked for; None: the law as it stands, or as the question says."""

    @property
    def open(self) -> bool:
        """Whether it lets every passage through."""
        return self == EVERYTHING

    def admits(self, passage: Passage, today: datetime.date) -> bool:
        """Whether an answer may rest on ``passage``."""
        home, record = passage.instrument, passage.record
        topics = record.topics if record is not None else frozenset()
        return (
            (not self.issuer or home.issuer in self.issuer)
            and (not self.force or home.force in self.force)
            and (not self.topic or bool(self.topic & topics))
            and (not self.status or passage.status_on(self.on or today) in self.status)
            and (not self.wording or any(words.language in self.wording for words in passage.official))
        )


EVERYTHING = Filter()
