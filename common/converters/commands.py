"""What a part of an office file would do when it is opened: fields and formulas that start a program or fetch something."""

from __future__ import annotations

import re

from common.converters.refused import Refused
from common.converters.xml import Reader

LINKING = frozenset(
    {
        "oleLink",
        "ddeLink",
        "ddeItem",
        "oleObject",
        "OLEObject",
        "control",
        "altChunk",
        "subDoc",
    }
)
FETCHING = frozenset({"connectString", "dataSource"})
FORMULAS = frozenset(
    {
        "f",
        "formula",
        "formula1",
        "formula2",
        "definedName",
        "calculatedColumnFormula",
        "totalsRowFormula",
    }
)
FIELD = "instrText"
# A field's first word is its command.
COMMAND = re.compile(r"^\s*(LINK|DATABASE|INCLUDETEXT|IMPORT)\b", re.IGNORECASE)
# Anywhere in a field, because fields stand in fields; a name spelt by its signs' numbers is spelt so to be hidden.
HIDDEN = re.compile(r"\bDDE(AUTO)?\b|\bQUOTE\s+\d", re.IGNORECASE)
# A picture that was pasted keeps the place on the writer's own disk, which is nobody's else.
PICTURE = re.compile(
    r"\bINCLUDEPICTURE\b(?!\s*\"?\s*(file:///)?[a-z]:[\\/])", re.IGNORECASE
)
CALL = re.compile(
    r"\b(WEBSERVICE|IMAGE|RTD|CALL|EXEC|REGISTER(\.ID)?)\s*\(|\\\\", re.IGNORECASE
)
QUOTED = re.compile(r'"[^"]*"')
# In mathematics a letter f is a fraction, in which a bar is a bar.
FRACTION_OF = "oMath"


class Watch:
    """What was seen of one part."""

    def __init__(self) -> None:
        self.root = ""
        self.mathematics = False
        self.fields: list[str] = [""]

    def seen(self, name: str, given: dict[str, str]) -> None:
        self.root = self.root or name
        if name in LINKING:
            raise Refused("embedded")
        if name in FETCHING:
            raise Refused("linked")
        if name == "fldChar":
            self.fields.append("")
        elif name == "fldSimple":
            told = (value for key, value in given.items() if key.endswith("instr"))
            self.fields += [next(told, ""), ""]
        elif name == FRACTION_OF:
            self.mathematics = True
        if self.root == "svg":
            _check_drawing(name, given)

    def read(self, name: str, words: str) -> None:
        if name == FIELD:
            self.fields[-1] += words
        elif not self.mathematics:
            _check_formula(words)

    def check_fields(self) -> None:
        """Each by itself, and all in a row: runs without the marks between them are one field to nobody but a trickster."""
        for field in self.fields:
            if COMMAND.search(field) or HIDDEN.search(field) or PICTURE.search(field):
                raise Refused("linked")
        if "DDEAUTO" in "".join(self.fields).upper():
            raise Refused("linked")


def check(part: bytes) -> None:
    watch = Watch()
    Reader(watch.seen, FORMULAS | {FIELD}, watch.read).run(part)
    watch.check_fields()


def _check_formula(words: str) -> None:
    """A bar outside quotation marks calls another program (DDE)."""
    if CALL.search(words) or "|" in QUOTED.sub("", words):
        raise Refused("linked")


def _check_drawing(name: str, given: dict[str, str]) -> None:
    """A drawing in SVG draws and does nothing else."""
    if name in {"script", "foreignObject", "handler"}:
        raise Refused("active")
    for key, value in given.items():
        bare = key.rpartition(":")[2].lower()
        if bare.startswith("on") or (
            bare == "href" and not value.startswith(("#", "data:image/"))
        ):
            raise Refused("active")
