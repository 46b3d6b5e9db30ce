"""Files from outside: what may come in, where it is kept, and how it is handed out.

`inspect` is the one gate, for what citizens send and what editors upload. Everything that opens a foreign format does
so in the sandbox (sandbox.py), where common/converters runs with bounded memory and time and without a network.
"""

from __future__ import annotations

from common.files.inspection import inspect
from common.files.refusals import FileRefused
from common.files.sorts import FILE_BYTES, PUBLIC, SORTS, SafeFile, accept

__all__ = [
    "FILE_BYTES",
    "PUBLIC",
    "SORTS",
    "FileRefused",
    "SafeFile",
    "accept",
    "inspect",
]
