"""What search does: find, follow the changes of the other rooms, build its index anew."""

from __future__ import annotations

from search.actions.find import find, titles
from search.actions.follow import follow, lag
from search.actions.rebuild import rebuild

__all__ = ["find", "follow", "lag", "rebuild", "titles"]
