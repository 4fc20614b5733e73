"""Faults of the evaluation, each one sentence a person can act on.

EvalsError
├── CaseError    a case file that cannot be read, with file, line and field
├── RunError     a run's folder that cannot be read or written
├── GateError    thresholds that cannot be read
├── BeirError    a folder in BEIR form that cannot be read
└── PeerMissing  LangChain's retrievers are not installed
"""

from __future__ import annotations


class EvalsError(Exception):
    """Base of every fault of the evaluation; its message is one clear sentence."""


class CaseError(EvalsError):
    """A case is malformed; the message names the file, the line and the field."""


class RunError(EvalsError):
    """A run's folder cannot be read or written."""


class GateError(EvalsError):
    """The thresholds of the gate cannot be read."""


class BeirError(EvalsError):
    """A folder is not in BEIR form; the message names the file and line."""


class PeerMissing(EvalsError):
    """The libraries of the peer are not installed; the message says how to install them."""
