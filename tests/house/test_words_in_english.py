"""Every word of the interface stands in each language of the site, and no catalogue holds words that nobody says.

The words are taken from the code itself: from templates with Django's own `templatize`, from Python with `ast`.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import polib
import pytest
from django.conf import settings
from django.utils.translation import to_locale
from django.utils.translation.template import templatize

from tests.browser.test_policy import tell

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(settings.BASE_DIR)
ROOMS = ("portal", "complaints", "disclosure", "legal_education", "search", "common")
HAN = re.compile(r"[\u4e00-\u9fff]+")
STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"\b(\w*gettext|_)\(\s*({STRING}(?:\s*,\s*{STRING})*)")
ONE = re.compile(STRING)
NAMES = {
    name + lazy
    for name in ("gettext", "ngettext", "pgettext", "npgettext")
    for lazy in ("", "_lazy", "_noop")
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
# A msgid that is asked for by a variable: where, and by which; its words are marked in a table, or are labels of fields.
BY_VARIABLE = {
    "common/calendar/days.py": {"found.name", "name"},
    "common/clock/reckoning.py": {"AMOUNTS[amount.unit]", "self.kind.value"},
    "common/files/refusals.py": {"str(SENTENCES[code])"},
    "common/structure/bureau.py": {"settings.WAGTAIL_SITE_NAME"},
    "disclosure/models/document.py": {"name"},
}
Key = tuple[str, str]


def words_of(function: str, said: list[str]) -> Iterator[Key]:
    """The key of a call's msgid; the plural form of a call is kept in the same entry."""
    context = said.pop(0) if function.lstrip("n").startswith("pgettext") else ""
    if said:
        yield context, said[0]


def in_template(text: str) -> Iterator[Key]:
    for function, said in CALL.findall(templatize(text)):
        yield from words_of(
            function, [ast.literal_eval(one) for one in ONE.findall(said)]
        )


def in_python(text: str, unread: list[str]) -> Iterator[Key]:
    """What the gettext functions that the module imports are given; what is no literal goes to `unread`."""
    tree = ast.parse(text)
    names = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in NAMES
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = getattr(node.func, "attr", getattr(node.func, "id", ""))
        function = names.get(called) or (called if called in NAMES else "")
        if function:
            said = [
                one.value
                for one in node.args
                if isinstance(one, ast.Constant) and isinstance(one.value, str)
            ]
            if said:
                yield from words_of(function, said)
            else:
                unread.append(ast.unparse(node.args[0]))


def said_by_us() -> tuple[dict[Key, list[str]], dict[str, list[str]]]:
    found: dict[Key, list[str]] = defaultdict(list)
    unread: dict[str, list[str]] = {}
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*")):
            name = path.relative_to(ROOT).as_posix()
            if path.suffix == ".py":
                left: list[str] = []
                keys = list(in_python(path.read_text(encoding="utf-8"), left))
                if left:
                    unread[name] = left
            elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
                keys = list(in_template(path.read_text(encoding="utf-8")))
            else:
                continue
            for key in keys:
                found[key].append(name)
    return found, unread


def literals() -> set[str]:
    """The Chinese strings of the modules that a variable's words may come from."""
    return {
        node.value
        for name in BY_VARIABLE
        for node in ast.walk(ast.parse((ROOT / name).read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and HAN.search(node.value)
    }


def catalogues(language: str) -> list[polib.POFile]:
    folder = Path("locale") / to_locale(language) / "LC_MESSAGES" / "django.po"
    return [
        polib.pofile(str(ROOT / room / folder))
        for room in ROOMS
        if (ROOT / room / folder).exists()
    ]


OTHERS = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


@pytest.mark.parametrize("language", OTHERS)
def test_no_string_is_untranslated(language, request):
    said, _ = said_by_us()
    there = {
        (entry.msgctxt or "", entry.msgid)
        for catalogue in catalogues(language)
        for entry in catalogue
        if entry.translated() and not entry.fuzzy and not entry.obsolete
    }

    asked = {key for key in said if HAN.search(key[1])}
    missing = {key: said[key][0] for key in asked - there}

    tell(request, [f"untranslated strings, {language}: {len(missing)} of {len(asked)}"])
    assert len(asked) >= 400
    assert missing == {}


@pytest.mark.parametrize("language", OTHERS)
def test_no_catalogue_holds_words_that_nobody_says(language):
    said, _ = said_by_us()
    by_variable = {settings.WAGTAIL_SITE_NAME, *literals()}
    dead = [
        f"{Path(catalogue.fpath).parents[3].name}: {entry.msgid}"
        for catalogue in catalogues(language)
        for entry in catalogue
        if (entry.msgctxt or "", entry.msgid) not in said
        and entry.msgid not in by_variable
    ]

    assert dead == []


@pytest.mark.parametrize("language", OTHERS)
def test_no_word_is_translated_in_two_ways(language):
    told: dict[Key, set[str]] = defaultdict(set)
    for catalogue in catalogues(language):
        for entry in catalogue:
            told[entry.msgctxt or "", entry.msgid].add(
                entry.msgstr or str(entry.msgstr_plural)
            )

    assert {key: ways for key, ways in told.items() if len(ways) > 1} == {}


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_keeps_the_places_of_its_words_and_no_chinese(language):
    wrong = []
    for catalogue in catalogues(language):
        for entry in catalogue:
            forms = list(entry.msgstr_plural.values()) or [entry.msgstr]
            asked = sorted(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
            if sorted(PLACEHOLDER.findall(forms[-1])) != asked:
                wrong.append(entry.msgid)
            wrong += [form for form in forms if not form or strange(form, entry.msgid)]
            if entry.msgid_plural and len(forms) != 2 and language == "en":
                wrong.append(entry.msgid)

    assert wrong == []


def strange(form: str, msgid: str) -> bool:
    """Chinese in a translation that is no word quoted from the original, or that is most of it."""
    quoted = HAN.findall(form)
    return any(word not in msgid for word in quoted) or 3 * sum(map(len, quoted)) > len(
        form
    )


def test_a_word_that_comes_by_a_variable_is_known_here():
    _, unread = said_by_us()

    assert {name: set(asked) for name, asked in unread.items()} == BY_VARIABLE


def test_the_test_sees_a_word_wherever_it_may_stand():
    template = (
        '{% load i18n %}{% translate "甲" %}{% blocktranslate count n=n %}乙{% plural %}{{ n }}丙{% endblocktranslate %}'
        '{% include "x.html" with a=_("丁") %}{% translate "戊" context "己" %}'
    )
    code = (
        "from django.utils.translation import gettext_lazy as _, ngettext, pgettext\n"
        "_('庚'); ngettext('辛', '壬', 2); pgettext('癸', '子'); _(丑)"
    )
    unread: list[str] = []

    assert set(in_template(template)) == {
        ("", "甲"),
        ("", "乙"),
        ("", "丁"),
        ("己", "戊"),
    }
    assert set(in_python(code, unread)) == {("", "庚"), ("", "辛"), ("癸", "子")}
    assert unread == ["丑"]
