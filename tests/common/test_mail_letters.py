"""Letters are content files in both languages, and each fits the words it is given."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail as django_mail

from common import mail, outbox
from common.mail import letters
from common.mail.letters import Letter, LetterFault

ALARM = {"advice", "bound", "figure", "label"}
HEAD = '+++\nsubject = "{number}"\nvariables = ["number"]\n+++\n'


def test_every_letter_stands_in_both_languages_with_the_same_variables():
    found: dict[str, dict[str, Letter]] = {}
    for letter in letters.every():
        found.setdefault(letter.code, {})[letter.language] = letter

    assert len(found) >= 6
    for code, versions in found.items():
        assert set(versions) == {"zh-hans", "en"}, code
        assert len({letter.variables for letter in versions.values()}) == 1, code


def test_every_letter_names_only_what_it_is_given_and_uses_all_of_it():
    walked = list(letters.every())

    assert len(walked) >= 12
    for letter in walked:
        assert letter.unknown() == set(), letter
        used = set(letters.VARIABLE.findall(letter.subject + letter.body))
        assert used == letter.variables, letter
        written = letters.write(letter, dict.fromkeys(letter.variables, "甲"))
        assert "{" not in written.subject + written.text + written.html
        assert written.subject.strip()
        assert "\n" not in written.subject


def test_no_letter_asks_for_a_word_of_the_case():
    told = {name for letter in letters.every() for name in letter.variables}

    assert told <= {"bureau", "kind", "number", "phone", "where", *ALARM}


@pytest.mark.parametrize(
    "words",
    [{}, {"number": "1", "bureau": "x"}, {"number": "1", "narrative": "x"}],
)
@pytest.mark.django_db
def test_words_that_do_not_fit_are_refused_before_anything_is_written(words):
    with pytest.raises(LetterFault):
        mail.send("complaints.received", "a@b.cn", words)

    assert not mail.Message.objects.exists()


def test_a_letter_that_names_an_unknown_word_is_refused(tmp_path):
    path = tmp_path / "x.zh-hans.md"
    path.write_text(HEAD + "{number} {name}", encoding="utf-8")
    letter = letters._read(path, "x.x", "zh-hans")

    assert letter.unknown() == {"name"}
    with pytest.raises(LetterFault, match="name"):
        letters.write(letter, {"number": "1"})


def test_a_letter_without_a_head_and_a_letter_that_is_not_there_are_faults(tmp_path):
    path = Path(tmp_path / "x.en.md")
    path.write_text("hello", encoding="utf-8")

    with pytest.raises(LetterFault, match="head"):
        letters._read(path, "x.x", "en")
    with pytest.raises(LetterFault, match="no letter"):
        letters.read("complaints.nothing", "en")


def test_a_value_is_never_markup():
    letter = Letter("x.x", "en", "{a}", frozenset("a"), "**{a}** <b>x</b>\n")

    written = letters.write(letter, {"a": "<script>_1_ [x](javascript:1)"})

    assert "<strong>&lt;script&gt;_1_ [x](javascript:1)</strong>" in written.html
    assert "&lt;b&gt;x&lt;/b&gt;" in written.html
    assert "javascript:1)" in written.text


def test_a_language_that_has_no_letter_falls_back_to_chinese():
    assert letters.read("complaints.received", "fr").language == settings.LANGUAGE_CODE


@pytest.mark.django_db
@pytest.mark.parametrize("backend", ["filebased", "console"])
def test_without_a_server_mails_become_files_or_lines(
    settings, tmp_path, capsys, backend
):
    settings.EMAIL_BACKEND = f"django.core.mail.backends.{backend}.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    message = mail.send(
        "complaints.assigned",
        "a@b.cn",
        {"kind": "投诉", "number": "WD1", "where": "http://x.cn/"},
    )

    outbox.carry_out()

    files = list((tmp_path / "mail").glob("*")) if backend == "filebased" else []
    written = files[0].read_text(encoding="utf-8") if files else capsys.readouterr().out
    assert message.message_id in written
    assert len(files) == (backend == "filebased")
    assert not getattr(django_mail, "outbox", [])
