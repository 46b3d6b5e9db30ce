"""Words that should not be published as they stand: `check(text)` says where, how grave, why, and what to write."""

from __future__ import annotations

from common.wording.checking import blocking, check
from common.wording.finding import Finding, Kind, Level

__all__ = ["Finding", "Kind", "Level", "blocking", "check"]
