"""The words of a question without those that only ask."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from common.text import runs

# Words that turn a statement into a question or into politeness; laws do not speak so.
_WORDS = tomllib.loads(Path(__file__).with_name("asking.toml").read_text("utf-8"))
_ASKING = re.compile(
    "|".join(sorted(map(re.escape, _WORDS["asking"]), key=len, reverse=True))
)
# A particle ends a word, unless it is part of one (目的, 标的, 了解, 我国).
_PARTICLE = re.compile("(?<![目标])的|了(?![解结])|我(?!国)|你|您")
_LATIN_ASKING = frozenset(_WORDS["latin"])


def asked(text: str) -> list[str]:
    """Unbroken stretches of what a normal text asks about; all of it where nothing else is left."""
    bare = _PARTICLE.sub(" ", _ASKING.sub(" ", text))
    kept = [run for run in runs(bare) if run not in _LATIN_ASKING]
    return kept or runs(text)
