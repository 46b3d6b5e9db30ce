"""Is the port free? `python -m servers.port PORT` asks before any work is done."""

from __future__ import annotations

import sys

from servers.processes import Missing, port_is_free


def checked(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise Missing(f"PORT={text} 不是端口号，例如 make demo PORT=8001")
    if not port_is_free(int(text)):
        raise Missing(
            f"端口 {text} 已被占用或不能使用，请换一个：make demo PORT={min(int(text) + 1, 65535)}"
        )
    return int(text)


if __name__ == "__main__":
    try:
        checked(sys.argv[1])
    except Missing as what:
        sys.exit(str(what))
