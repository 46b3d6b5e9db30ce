"""Letters are content files: `<app>/letters/<name>.<language>.md`, a head in TOML and a text in Markdown.

The head gives the subject and names every variable; `{number}` in the text stands for one. A variable's value is
never read as markup, and HTML in a letter is shown as it is typed.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.apps import apps
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import escape, format_html
from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HEAD = re.compile(r"\A\+\+\+\n(?P<head>.*?)\n\+\+\+\n(?P<body>.*)\Z", re.DOTALL)
VARIABLE = re.compile(r"\{(\w+)\}")
LINK = re.compile(r"https?://\S+\Z")
_markdown = MarkdownIt("commonmark", {"html": False})


class LetterFault(Exception):
    """A letter that is missing, or that does not fit the words it is given."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter in one language, as its file says it."""

    code: str
    language: str
    subject: str
    variables: frozenset[str]
    body: str

    def unknown(self) -> set[str]:
        """What the text asks for and the head does not name."""
        return set(VARIABLE.findall(self.subject + self.body)) - self.variables


@dataclass(frozen=True, slots=True)
class Written:
    """A letter with its words filled in."""

    subject: str
    text: str
    html: str


def read(code: str, language: str) -> Letter:
    """The letter in that language, or in Chinese where it has not been translated."""
    for wanted in (language, settings.LANGUAGE_CODE):
        path = _path(code, wanted)
        if path.is_file():
            return _read(path, code, wanted)
    raise LetterFault(f"no letter {code}")


def every() -> Iterator[Letter]:
    """Every letter of every app, in each language it is written in."""
    for app in apps.get_app_configs():
        for path in sorted((Path(app.path) / "letters").glob("*.md")):
            name, language = path.stem.split(".")
            yield _read(path, f"{app.label}.{name}", language)


def write(letter: Letter, words: Mapping[str, str]) -> Written:
    """Fill the letter in; LetterFault where words and letter do not fit each other."""
    if set(words) != letter.variables:
        raise LetterFault(
            f"{letter.code} asks for {sorted(letter.variables)} and was given {sorted(words)}"
        )
    if unknown := letter.unknown():
        raise LetterFault(f"{letter.code} ({letter.language}) knows no {unknown}")
    line = {name: " ".join(str(value).split()) for name, value in words.items()}
    subject = VARIABLE.sub(lambda found: line[found[1]], letter.subject)
    text = VARIABLE.sub(lambda found: line[found[1]], letter.body)
    body = VARIABLE.sub(
        lambda found: _shown(line[found[1]]), _markdown.render(letter.body)
    )
    about = {"subject": subject, "body": body, "language": letter.language}
    return Written(subject, text, render_to_string("common/mail/letter.html", about))


def _shown(value: str) -> str:
    if LINK.match(value):
        return format_html('<a href="{}">{}</a>', value, value)
    return escape(value)


def _path(code: str, language: str) -> Path:
    label, _, name = code.partition(".")
    return Path(apps.get_app_config(label).path) / "letters" / f"{name}.{language}.md"


@lru_cache(maxsize=100)
def _read(path: Path, code: str, language: str) -> Letter:
    parts = HEAD.match(path.read_text(encoding="utf-8"))
    if parts is None:
        raise LetterFault(f"{path.name} has no head between +++ and +++")
    head = tomllib.loads(parts["head"])
    return Letter(
        code,
        language,
        subject=head["subject"],
        variables=frozenset(head["variables"]),
        body=parts["body"].strip() + "\n",
    )
