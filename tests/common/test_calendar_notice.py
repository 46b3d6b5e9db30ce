"""A holiday notice is read tolerantly, looked at before it is loaded, loaded whole, and taken back."""

from __future__ import annotations

import contextlib
import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.models import ModelLogEntry

from common.calendar import current, effects, loading, sheet
from common.calendar.preview import foresee
from common.calendar.sheet import NotText, decode, read
from common.calendar.tables import HolidayNotice, WorkdayException
from common.shipped import shipments

NUMBER = "国办发明电〔2026〕9号"
# Invented: the real notice for 2027 was not known when this was written.
NOTICE = """日期,上班/休息,说明
2027-01-01,休息,元旦
2027-01-02,休息,元旦
2027-01-03,休息,元旦
2027-02-05,休息,春节
2027-02-06,休息,春节
2027-02-07,休息,春节
2027-02-08,休息,春节
2027-02-09,休息,春节
2027-02-10,休息,春节
2027-02-11,休息,春节
2027-02-12,休息,春节
2027-02-20,上班,春节
2027-02-21,上班,春节
2027-04-03,休息,清明节
2027-04-04,休息,清明节
2027-04-05,休息,清明节
2027-05-01,休息,劳动节
2027-05-02,休息,劳动节
2027-05-03,休息,劳动节
2027-05-04,休息,劳动节
2027-05-05,休息,劳动节
2027-05-08,上班,劳动节
2027-06-09,休息,端午节
2027-09-15,休息,中秋节
2027-10-01,休息,国庆节
2027-10-02,休息,国庆节
2027-10-03,休息,国庆节
2027-10-04,休息,国庆节
2027-10-05,休息,国庆节
2027-10-06,休息,国庆节
2027-10-07,休息,国庆节
2027-09-26,上班,国庆节
2027-10-09,上班,国庆节
"""


def loaded(text: str = NOTICE, year: int = 2027, number: str = NUMBER):
    return loading.load(read(text, year), year, number, None)


def one(text: str, year: int = 2027):
    """The single line's day, or why it could not be read."""
    found = read(text, year)
    assert len(found.days) + len(found.faults) == 1
    return found.days[0] if found.days else found.faults[0].why


@pytest.mark.parametrize(
    "text",
    [
        *("2027-01-02,上班,元旦", "2027/1/2,上班,元旦", "2027年1月2日,上班,元旦"),
        *("2027.1.2,班,元旦", "20270102，补班，元旦", "2027-1-2\t调休上班\t元旦"),
        *("２０２７－０１－０２，上班，元旦", '"2027-01-02","上班","元旦"'),
        *(" 2027/1/2 ; 工作日 ; 元旦 ;", "2027/1/2 0:00:00,上班,元旦,,,"),
        *("2027年1月2日（周六）,上班,元旦", "2027 年 1 月 2 日 星期六,上班,元旦"),
        "\ufeff2027-01-02,上班,元旦",
    ],
)
def test_the_usual_ways_of_writing_a_day_are_read(text) -> None:
    day = one(text)

    assert (day.date, day.works, day.name) == (dt.date(2027, 1, 2), True, "元旦")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2027-02-30,休息,春节", "没有这一天"),
        ("一月一日,休息,元旦", "日期认不出"),
        ("1月1日,休息,元旦", "日期认不出"),
        ("2027-01-01", "只有一栏"),
        ("2027-01-01,调休,元旦", "第二栏应为"),
        ("2027-01-01,,元旦", "第二栏应为"),
        ("2026-11-30,休息,元旦", "不是 2027 年的日期"),
        ("2028-01-01,休息,元旦", "不是 2027 年的日期"),
        ("2027-01-01（周六）,休息,元旦", "写的是周六，这一天是周五"),
        ("2027-01-01,休息," + "长" * 81, "说明超过"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_with_its_text_and_why(text, why) -> None:
    found = read(f"日期,上班/休息,说明\n\n{text}\n", 2027)

    (fault,) = found.faults
    assert (fault.line, fault.text) == (3, text)
    assert why in fault.why


def test_the_same_day_in_two_senses_is_a_fault_and_twice_in_one_is_not() -> None:
    found = read(
        "2027-01-01,休息,元旦\n2027/1/1,休息\n2027年1月1日,上班\n# 附注\n,,,\n", 2027
    )

    assert [day.line for day in found.days] == [1]
    assert [day.line for day in found.repeated] == [2]
    assert [(fault.line, fault.why) for fault in found.faults] == [
        (3, "与第 1 行矛盾：同一天又上班又休息")
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_file_is_read_in_the_encodings_that_spreadsheets_write(encoding) -> None:
    content = NOTICE.replace("\n", "\r\n").encode(encoding)

    assert read(decode(content), 2027) == read(NOTICE, 2027)


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(NotText):
        decode(b"\x89PNG\r\n\x1a\n\x00\x00\x00\xff")


@given(st.text(max_size=400), st.integers(2004, 2040))
@settings(deadline=None)
def test_no_text_breaks_the_reading_and_no_line_of_it_is_lost(text, year) -> None:
    found = read(text, year)

    told = {day.line for day in (*found.days, *found.repeated)}
    told |= {fault.line for fault in found.faults}
    silent = [
        line
        for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1)
        if number not in told
        and line.strip().strip(",，;；\t ")
        and not line.strip().startswith("#")
        and "日期" not in line
    ]
    assert silent == []


@given(
    st.dates(dt.date(2027, 1, 1), dt.date(2027, 12, 31)),
    st.sampled_from(
        ["{0}-{1:02}-{2:02}", "{0}/{1}/{2}", "{0}年{1}月{2}日", "{0}.{1}.{2}"]
    ),
    st.sampled_from(sorted(sheet.WORKS | sheet.OFF)),
    st.sampled_from([",", "，", "\t", ";"]),
)
@settings(deadline=None)
def test_every_day_of_a_year_is_read_in_every_form(day, form, sense, comma) -> None:
    text = f"{form.format(day.year, day.month, day.day)}{comma}{sense}"

    assert (one(text).date, one(text).works) == (day, sense in sheet.WORKS)


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_no_bytes_break_the_reading(content) -> None:
    with contextlib.suppress(NotText):
        read(decode(content), 2027)


@pytest.mark.django_db
def test_the_preview_says_which_days_turn_and_writes_nothing() -> None:
    preview = foresee(read(NOTICE, 2027), 2027, NUMBER)

    assert [
        (f"{turn.day:%m-%d}", turn.weekday, turn.works) for turn in preview.turns
    ] == [
        *(("02-09", "周二", False), ("02-10", "周三", False)),
        *(("02-11", "周四", False), ("02-12", "周五", False)),
        *(("02-20", "周六", True), ("02-21", "周日", True)),
        *(("05-03", "周一", False), ("05-04", "周二", False)),
        *(("05-05", "周三", False), ("05-08", "周六", True)),
        *(("09-26", "周日", True), ("10-04", "周一", False)),
        *(("10-05", "周二", False), ("10-06", "周三", False)),
        *(("10-07", "周四", False), ("10-09", "周六", True)),
    ]
    assert preview.turns[0].before == "工作日"
    assert preview.turns[0].after == f"春节放假（{NUMBER}）"
    assert not WorkdayException.objects.filter(year=2027).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("2027-03-01,上班,补班", "第 1 行 2027-03-01（周一）本来就是工作日"),
        ("2027-02-06,上班,春节", "是法定节日（春节），却写成上班"),
        ("2026-12-19,上班,元旦", "通知一般不会追到这么早"),
        ("2027-01-02,休息\n2027-01-02,休息", "第 2 行 2027-01-02（周六）写了两遍"),
        ("2027-01-02,休息,元旦", "有 1 个休息日本来就是周末"),
        (
            "2027-01-02,休息,元旦",
            "法定节日 2027-01-01（周五，元旦）没有列出，装入后将成为工作日",
        ),
        (
            "2027-01-02,休息,元旦",
            "法定节日 2027-10-03（周日，国庆节）没有列出，仍按周末休息",
        ),
        ("2027-01-01,休息,元旦", "剩 1 天，少于法定的 13 天"),
    ],
)
def test_what_looks_odd_is_remarked(text, remark) -> None:
    found = read(text, 2027)

    remarks = foresee(found, 2027, NUMBER).remarks

    assert not found.faults
    assert any(remark in one for one in remarks), remarks


@pytest.mark.django_db
def test_a_number_of_another_year_is_remarked() -> None:
    remarks = foresee(read(NOTICE, 2027), 2027, "国办发明电〔2025〕7号").remarks

    assert any("文号里的年份是 2025" in one for one in remarks)


@pytest.mark.django_db
@pytest.mark.parametrize("year", [2025, 2026])
def test_a_real_notice_is_remarked_upon_only_for_its_weekends(year) -> None:
    days = WorkdayException.objects.filter(year=year)
    text = "\n".join(
        f"{day.date},{'上班' if day.works else '休息'},{day.name}" for day in days
    )

    remarks = foresee(read(text, year), year, days[0].notice).remarks

    assert len(remarks) == 1
    assert "本来就是周末" in remarks[0]


@pytest.mark.django_db
def test_a_loaded_notice_is_counted_by_and_no_longer_provisional() -> None:
    loaded()

    calendar = current()
    year = [dt.date(2027, 1, 1) + dt.timedelta(i) for i in range(365)]
    assert sum(map(calendar.works, year)) == 248
    assert not calendar.provisional(dt.date(2027, 7, 1))
    assert not calendar.provisional(dt.date(2026, 12, 31))
    assert calendar.provisional(dt.date(2027, 12, 31))
    assert calendar.reason(dt.date(2027, 2, 20)) == f"春节调休上班（{NUMBER}）"


@pytest.mark.django_db
def test_loading_the_same_again_changes_nothing_and_leaves_no_line() -> None:
    first = loaded()
    stamp = WorkdayException.objects.get(date="2027-02-20").changed_at

    second = loaded()

    assert (first.changes_nothing, second.changes_nothing) == (False, True)
    assert second.turns == ()
    assert WorkdayException.objects.get(date="2027-02-20").changed_at == stamp
    assert ModelLogEntry.objects.filter(action=loading.LOADED).count() == 1


@pytest.mark.django_db
def test_another_notice_of_the_year_takes_the_wrong_ones_place() -> None:
    loaded()

    mended = NOTICE.replace("2027-10-09,上班,国庆节\n", "2027-10-10,上班,国庆节\n")
    preview = loaded(mended)

    assert [(turn.day.day, turn.works) for turn in preview.turns] == [
        (9, False),
        (10, True),
    ]
    assert not current().works(dt.date(2027, 10, 9))
    assert current().works(dt.date(2027, 10, 10))
    assert WorkdayException.objects.filter(year=2027).count() == 33


@pytest.mark.django_db
def test_a_notice_that_reaches_back_names_days_of_the_december_before() -> None:
    preview = loaded("2026-12-27,上班,元旦\n" + NOTICE)

    assert preview.turns[0].day == dt.date(2026, 12, 27)
    assert current().works(dt.date(2026, 12, 27))
    assert current().reason(dt.date(2026, 12, 27)) == f"元旦调休上班（{NUMBER}）"


@pytest.mark.django_db
def test_a_withdrawn_notice_leaves_the_year_without_one() -> None:
    before = current()
    loaded("2026-12-27,上班,元旦\n" + NOTICE)

    loading.withdraw(2027, None)

    assert current() == before
    entry = ModelLogEntry.objects.get(action=loading.WITHDRAWN)
    assert entry.data["year"] == 2027
    assert "2027-02-20 休息" in entry.data["turned"]


@pytest.mark.django_db
def test_what_the_software_brought_returns_when_the_bureaus_own_is_withdrawn() -> None:
    before = current()
    loaded("2026-01-01,休息,元旦", 2026, "试行")
    assert current().works(dt.date(2026, 10, 1))

    for shipment in shipments():
        shipment.load()
    assert current().works(dt.date(2026, 10, 1))
    loading.withdraw(2026, None)

    assert current() == before


@pytest.mark.django_db
def test_an_update_of_the_software_leaves_the_bureaus_own_year_alone(
    monkeypatch,
) -> None:
    loaded("2026-01-01,休息,元旦", 2026, "试行")

    done = [
        one.load()
        for one in shipments()
        if one.model in {WorkdayException, HolidayNotice}
    ]

    assert [(one.added, one.followed, one.kept, one.gone) for one in done] == [
        (0, 0, [], []),
        (0, 0, [], []),
    ]


@pytest.mark.django_db
def test_rooms_are_asked_beforehand_and_told_in_the_same_transaction(
    monkeypatch,
) -> None:
    told = []

    def hear(old, new, **_kwargs) -> None:
        told.append((old.works(dt.date(2027, 2, 20)), new.works(dt.date(2027, 2, 20))))

    monkeypatch.setattr(effects, "_effects", {})
    effects.register(
        "会变的到期日",
        lambda old, new: sum(old.works(d) != new.works(d) for d in new.exceptions),
    )
    effects.calendar_changed.connect(hear)
    try:
        preview = loaded()
    finally:
        effects.calendar_changed.disconnect(hear)

    assert preview.effects == (("会变的到期日", "16"),)
    assert told == [(False, True)]


@pytest.mark.django_db
def test_a_room_that_fails_to_follow_takes_the_load_back() -> None:
    def fail(**_kwargs) -> None:
        raise RuntimeError("trial")

    effects.calendar_changed.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            loaded()
    finally:
        effects.calendar_changed.disconnect(fail)

    assert not HolidayNotice.objects.filter(year=2027).exists()
    assert not WorkdayException.objects.filter(year=2027).exists()
