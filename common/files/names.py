"""What a stranger called a file, made fit to be shown; it is never used as a path or a header."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 100
LONGEST_EXTENSION = 8
# Reserved on Windows, whatever follows the dot.
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])", re.IGNORECASE)
# “合同.exe.pdf” is shown as “合同_exe.pdf”: only the last ending counts, and no other shall look like one.
INNER = re.compile(
    r"\.(exe|com|scr|bat|cmd|pif|js|jse|vbs|vbe|wsf|hta|ps1|lnk|msi|jar|dll|url|html?|xhtml|svg|mht|php|jsp|aspx?|py|sh"
    r"|docm|xlsm|dotm|zip|rar|7z|iso)(?=\.)",
    re.IGNORECASE,
)


def shown_name(name: str) -> str:
    """Without folders, unseen signs and endings that are not the last; not longer than a line."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C")
    seen = re.sub(r"\s+", " ", seen).strip(" .")
    stem, dot, extension = seen.rpartition(".")
    if not dot:
        return seen[:LONGEST]
    stem = INNER.sub(r"_\1", f"{stem}.")[:-1].strip(" .")
    if RESERVED.fullmatch(stem):
        stem = f"_{stem}"
    return (
        f"{stem[:LONGEST]}.{extension[:LONGEST_EXTENSION]}" if stem else seen[:LONGEST]
    )


def extension_of(name: str) -> str:
    """In small letters; empty where there is no name before it."""
    stem, _, extension = name.rpartition(".")
    return extension.lower() if stem else ""
