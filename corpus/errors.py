"""Faults of the corpus, each one sentence a person can act on.

CorpusError
├── LocatorError     a locator that does not follow the grammar
├── RecordError      a record file that cannot be read, with file, line and field
└── OfficialError    an official text that cannot be installed, read or split
"""

from __future__ import annotations


class CorpusError(Exception):
    """Base of every fault of the corpus; its message is one clear sentence."""


class LocatorError(CorpusError):
    """A locator does not follow ``<instrument>[@<date>]/<part>-<number>[/<sub>...]``."""


class RecordError(CorpusError):
    """A record file is malformed; the message names the file, the line and the field."""


class OfficialError(CorpusError):
    """An official text could not be fetched, read or split; the message says which and why."""
