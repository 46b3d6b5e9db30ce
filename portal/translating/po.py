"""A section's words as one PO file for a translator outside, and back."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polib
from django.db import transaction
from django.utils import timezone
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from portal.translating.kept import LOOK_AGAIN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import User

    from portal.translating.states import Section

LANGUAGE = "Language"
MOST_BYTES = 4 * 1024 * 1024
BETWEEN = "|"


class Unreadable(ValueError):
    """The file is no PO file, or not one for this language; the words say which."""


@dataclass
class Taken:
    """What a file brought."""

    strings: int = 0
    unknown: int = 0
    faulty: int = 0


def write(section: Section, code: str) -> polib.POFile:
    """Every string of the section's submitted pages; what must be looked at again is marked fuzzy."""
    made = polib.POFile(wrapwidth=0)
    made.metadata = {
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        LANGUAGE: code,
        "POT-Creation-Date": timezone.localtime().strftime("%Y-%m-%d %H:%M%z"),
    }
    for translation in translations(section, code):
        made.extend(_entries(translation))
    return made


def translations(section: Section, code: str) -> list[Translation]:
    sources = [row.source for row in section.rows if row.source]
    return list(
        Translation.objects.filter(
            source_id__in=sources, target_locale__language_code=code, enabled=True
        )
        .select_related("source", "target_locale")
        .order_by("source_id")
    )


def _entries(translation: Translation) -> Iterable[polib.POEntry]:
    known = {
        (row.translation_of_id, row.context_id): row
        for row in StringTranslation.objects.filter(
            context__object_id=translation.source.object_id,
            locale=translation.target_locale,
        )
    }
    segments = StringSegment.objects.filter(source=translation.source).exclude(
        context__path="slug"
    )
    seen = set()
    for one in segments.order_by("order").select_related("string", "context"):
        if (one.string_id, one.context_id) in seen:
            continue
        seen.add((one.string_id, one.context_id))
        row = known.get((one.string_id, one.context_id))
        yield polib.POEntry(
            msgctxt=f"{translation.uuid}{BETWEEN}{one.context.path}",
            msgid=one.string.data,
            msgstr=row.data if row else "",
            flags=["fuzzy"] if row and row.has_error else [],
            comment=translation.source.object_repr,
        )


def read(raw: bytes, code: str) -> polib.POFile:
    """Raises Unreadable, in words for the editor."""
    if len(raw) > MOST_BYTES:
        raise Unreadable("文件超过 4 MB。请按栏目分开导入。")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise Unreadable("文件不是 UTF-8 编码。请另存为 UTF-8 后再导入。") from fault
    # polib takes a short text for the name of a file on this machine and would read that.
    if "msgid" not in text or "\n" not in text:
        raise Unreadable("这不是 PO 文件。请用从这里导出的文件翻译。")
    try:
        found = polib.pofile(text)
    except (OSError, ValueError, IndexError) as fault:
        raise Unreadable(f"PO 文件有错，读不出来：{fault}") from fault
    told = found.metadata.get(LANGUAGE, "")
    if told and told != code:
        raise Unreadable(f"这个文件是译成“{told}”的，不能导入到“{code}”。")
    return found


@transaction.atomic
def take(file: polib.POFile, section: Section, code: str, user: User) -> Taken:
    """Take what the file brings for pages of this section; empty and fuzzy entries change nothing."""
    known = {str(one.uuid): one for one in translations(section, code)}
    parts: dict[str, list[polib.POEntry]] = defaultdict(list)
    taken = Taken()
    for entry in file:
        if entry.obsolete or entry.fuzzy or not entry.msgstr:
            continue
        uuid, _, path = (entry.msgctxt or "").partition(BETWEEN)
        if uuid in known:
            parts[uuid].append(
                polib.POEntry(msgid=entry.msgid, msgstr=entry.msgstr, msgctxt=path)
            )
        else:
            taken.unknown += 1
    for uuid, entries in parts.items():
        _take_page(known[uuid], entries, user, taken)
    return taken


def _take_page(
    translation: Translation,
    entries: list[polib.POEntry],
    user: User,
    taken: Taken,
) -> None:
    page = polib.POFile()
    page.extend(entries)
    warnings = translation.import_po(page, user=user, tool_name="PO")
    taken.unknown += len(warnings)
    taken.strings += len(entries) - len(warnings)
    rows = StringTranslation.objects.filter(
        locale=translation.target_locale,
        context__object_id=translation.source.object_id,
    )
    for entry in entries:
        # A translator who leaves the old words as they are has looked at them too.
        rows.filter(
            translation_of__data=entry.msgid,
            context__path=entry.msgctxt,
            data=entry.msgstr,
            field_error=LOOK_AGAIN,
        ).update(has_error=False, field_error="")
    taken.faulty += rows.filter(
        has_error=True,
        translation_of__data__in=[entry.msgid for entry in entries],
    ).count()
