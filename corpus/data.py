"""The data folder: where installed texts and built indexes lie on this machine."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_dir


def data_folder() -> Path:
    """``$FRT_DATA`` where it is set, else the user's data folder; it may not exist yet."""
    named = os.environ.get("FRT_DATA")
    return Path(named).expanduser() if named else Path(user_data_dir("frt-rights-guide", appauthor=False))
