"""What the programmed checks find in a text, and what they leave alone."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from common.wording import Kind, Level, blocking, check, known
from common.wording.known import Known
from common.wording.personal import is_identity, passes_luhn

pytestmark = pytest.mark.django_db

SEED = Path("/work/shared/domain/report-2023.txt")
# Made for these tests by the rule of GB 11643 and the rule of Luhn; they belong to nobody.
IDENTITY = "110101199003070011"
CARD = "6222021234567890128"


def closed(body: str) -> str:
    """The body with the mark that closes it."""
    return next(body + mark for mark in "0123456789X" if is_identity(body + mark))


def luhn(body: str) -> str:
    return next(body + mark for mark in "0123456789" if passes_luhn(body + mark))


def codes(text: str) -> set[str]:
    return {one.code for one in check(text)}


@pytest.fixture
def own():
    known.register(
        lambda: Known(
            names=("云岭区文化广电和旅游局", "区文旅局"),
            former=("云岭区文化局",),
            phones=frozenset({"13912345678", "03751234567"}),
            addresses=("云岭路8号院2号楼3单元办公区301室",),
        )
    )
    yield
    known._provider.clear()


PERSONAL = [
    (closed("41040219900307001"), "identity"),
    (closed("11010519491231002"), "identity"),
    ("".join(chr(ord(m) + 0xFEE0) for m in closed("41040219900307001")), "identity"),
    ("身份证号：410402900307001", "identity-15"),
    ("请拨打13800138000找他", "mobile"),
    ("电话138 0013 8000。", "mobile"),
    ("电话+86 138-0013-8000。", "mobile"),
    ("卡号" + luhn("622202123456789012"), "card"),
    (
        "银行卡6222 0212 3456 7893".replace(
            "6222 0212 3456 7893", luhn("622202123456789")
        ),
        "card",
    ),
    ("王先生家中电话0375-2345678", "landline"),
    ("护照号E12345678", "passport"),
    ("车牌豫D12345", "plate"),
    ("家住云岭区光明路12号", "home"),
    ("举报人住址：云岭区光明路北12号院3号楼2单元501室", "home"),
    ("光明小区3号楼2单元501室", "home-room"),
]
NOT_PERSONAL = [
    "身份证号：410402********0011",
    "统一社会信用代码12410402005460071X",
    "索引号410402199013990012的文件",
    "文号为138001380001的档案",
    "局办公室电话0375-2345678",
    "热线12345和12318",
    "2023年共接待13800人次",
    "办公地址：云岭区光明路12号",
    "博物馆3号楼二层展厅",
    "投资6222021234万元",
]


@pytest.mark.parametrize(("text", "code"), PERSONAL)
def test_personal_data_is_found(text: str, code: str) -> None:
    assert code in codes(text)


@pytest.mark.parametrize("text", NOT_PERSONAL)
def test_what_looks_like_personal_data_and_is_not_is_left_alone(text: str) -> None:
    assert [one for one in check(text) if one.kind == Kind.PERSONAL] == []


def test_a_wrong_last_mark_only_warns_unless_the_text_says_what_it_is() -> None:
    right = closed("41040219900307001")
    wrong = right[:-1] + ("1" if right[-1] != "1" else "2")

    assert [one.level for one in check(wrong)] == [Level.WARN]
    assert [one.level for one in check(f"身份证号{wrong}")] == [Level.BLOCK]


def test_the_bureaus_own_numbers_and_rooms_may_be_published(own) -> None:
    assert check("值班手机13912345678") == []
    assert check("王女士值班电话0375-1234567") == []
    assert check("地址：云岭路8号院2号楼3单元") == []


def test_personal_data_is_never_shown_whole() -> None:
    found = check("请拨打13800138000找他")[0]

    assert "13800138000" not in found.shown + found.digest + found.reason


@pytest.mark.parametrize(
    "text",
    [
        "机密★5年", "绝密★", "\n秘密\n正文", "内部资料 注意保存", "内部资料，请勿外传", "（此件不予公开）",
        "此件依申请公开", "公开属性：不予公开", "仅供内部参考", "阅后销毁", "秘密★长期",
    ],
)  # fmt: skip
def test_a_secrecy_mark_blocks(text: str) -> None:
    found = [one for one in check(text) if one.kind == Kind.SECRECY]

    assert found
    assert all(one.level == Level.BLOCK for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "涉及国家秘密的，不得公开。", "依法不予公开的，告知理由。", "保守国家秘密和商业秘密", "此件主动公开",
        "申请公开政府信息的程序", "公开属性：主动公开", "五星级★★★★★酒店",
    ],
)  # fmt: skip
def test_a_text_about_secrecy_is_not_a_mark(text: str) -> None:
    assert [one for one in check(text) if one.kind == Kind.SECRECY] == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("联系人：待补", "to-do"), ("TODO 写结尾", "to-do"), ("【此处填写数字】", "placeholder"), ("（此处略去一段）", "placeholder"),
        ("【】", "placeholder"), ("示例文字", "sample"), ("××年检查XX家", "crosses"), ("共计____元", "crosses"),
        ("[bookmark: _GoBack]（一）", "bookmark"), ("错误!未找到引用源。", "field-code"), ("甲&nbsp;乙", "markup"),
        ("通知（未定稿）", "remark"), ("全区文化市场总体平稳有序，没有发生事故。\n全区文化市场总体平稳有序，没有发生事故。", "paragraph"),
        ("一、甲\n三、乙", "gap"), ("（一）甲\n（三）乙", "gap"), ("一是抓学习。二是抓检查。四是抓整改。", "gap"), ("1.甲\n2.乙\n4.丙", "gap"),
        ("统筹推进,维护稳定", "narrow"), ("完成２０件", "wide"), ("第一，，第二", "marks"), ("《旅游法规定", "half"),
        ("检查（含复查)", "half"), ("2023年2月30日", "no-day"), ("2023年13月1日", "no-day"), ("4月31日", "no-day"),
        ("2023年5月1日（星期二）", "weekday"), ("二零二三年", "zero"), ("二○二三年", "zero"),
        ("2023年三月五日", "two-hands"), ("旅游市场市场热线", "doubled"), ("积极开展开展宣传", "doubled"), ("游客的的投诉", "doubled"),
        ("已经办了了", "doubled"), ("“甲甲行动”、“乙乙行动”、“丙丙行动”等专项行动7次", "sum"),
    ],
)  # fmt: skip
def test_a_slip_is_found(text: str, code: str) -> None:
    assert code in codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "一、甲\n二、乙\n（一）丙\n（二）丁\n三、戊\n（一）己", "一是甲。二是乙。三是丙。", "达到目的的，予以终结", "做了了解",
        "的的确确", "大家研究研究", "按本规定规定的程序", "现在在馆", "是是非非", "2024年2月29日", "2023年5月1日（星期一）",
        "二〇二三年三月五日", "2023年3月5日", "网址 www.example.cn，版本 1.2.3", "（1）甲；2）乙", "电话：12318（工作日）",
        "“第一段\n“第二段”", "时间8:30—12:00", "李××、张××二人", "《关于〈办法〉的通知》", "高高兴兴", "一个一个核对",
    ],
)  # fmt: skip
def test_what_is_right_is_left_alone(text: str) -> None:
    assert check(text) == []


def test_two_names_of_one_bureau_are_found_and_former_ones_too(own) -> None:
    text = "云岭区文化广电和旅游局发布。云岭区文化和旅游局负责。"
    assert [one.phrase for one in check(text)] == ["云岭区文化和旅游局"]
    assert "own-name" in codes("云岭区文化局负责")
    assert check("原云岭区文化局组织的演出") == []
    assert check("平顶市文化广电和旅游局、云岭区文化广电和旅游局") == []


def test_a_finding_names_its_place() -> None:
    text = "各单位：\n会议布署了工作。"
    found = check(text)[0]

    assert text[found.start : found.end] == found.phrase == "布署"
    assert (found.level, found.suggestion) == (Level.WARN, "部署")
    assert blocking([found]) == []


def test_an_old_name_is_right_where_the_sentence_tells_of_its_time() -> None:
    assert codes("向国家旅游局报送") == {"organ-guo-jia-lv-you-ju"}
    for text in (
        "2016年国家旅游局在本省试点",
        "原国家旅游局的办法",
        "国家旅游局令第42号",
        "《国家旅游局关于试点的通知》",
    ):
        assert check(text) == []


# The words of the defects that rules §12 marks, in short phrases; the copied file itself is looked at where it lies.
MARKED = {
    "1 title": ("2023法治政府\n建设情况工作报告", {"law-jian-she-qing-kuang-gong-zuo-bao-gao", "number-20-quan-nian"}),
    "2 区法制办": ("2023年，在区法制办的指导下", {"organ-qu-fa-zhi-ban"}),
    "7 law without version": ("学习《文物保护法》等", {"law-wen-wu-bao-hu-fa"}),
    "12 争斗": ("《扫黑除恶争斗整治实施方案》", {"character-sao-hei-chu-e-zheng-dou"}),
    "13 版面/板面": ("宣传版面，展出宣传板面一块", {"sense-ban-mian", "sense-ban-mian-2"}),
    "13 微信企业": ("发动机关人员与微信企业等", {"sense-wei-xin-qi-ye"}),
    "13 余": ("发出宣传信息70余条", {"number-yu-tiao"}),
    "15 seven, five named": ("“甲乙”、“乙丙”、“丙丁”、“丁戊”、“戊己”等“扫黄打非”专项行动7次", {"sum"}),
    "21, 50 执法": ("出动执法人员若干，执法权已经被取消，推进文旅执法", {"sense-chu-dong-zhi-fa-ren-yuan"}),
    "31 市场市场": ("关于旅游市场市场热线件12件", {"doubled"}),
    "58 开展开展": ("积极开展开展旅行法律宣传", {"doubled"}),
    "58 法制/法治": ("法治理念，以法制思维推动", {"law-fa-zhi-si-wei", "sense-fa-zhi"}),
    "62 two names": ("卫东区文化广电和旅游局2023年报告。卫东区文化和旅游局在工作中", {"own-name"}),
    "63 residue": ("[bookmark: _GoBack]（一）加强", {"bookmark"}),
}  # fmt: skip


@pytest.mark.parametrize("mark", MARKED)
def test_a_defect_marked_in_the_seed_report_is_found(mark: str) -> None:
    text, wanted = MARKED[mark]

    assert wanted <= codes(text)


def test_the_seed_report_itself_shows_all_of_them() -> None:
    """Where the report does not lie on this machine, its phrases above have said the same."""
    text = (
        SEED.read_text(encoding="utf-8")
        if SEED.exists()
        else "。\n".join(text for text, _ in MARKED.values())
    )
    wanted = set().union(*(codes for _, codes in MARKED.values()))

    found = check(text)

    assert wanted <= {one.code for one in found}
    assert len(blocking(found)) == 1


def test_fifty_thousand_characters_take_well_below_a_second() -> None:
    line = "全区文化市场平稳有序，2023年共检查文化市场经营单位370家次，布署了工作,电话0375-2345678。\n"
    text = (line * 2000)[:50_000]

    check(line)
    start = time.process_time()
    found = check(text)

    assert len(found) > 1000
    assert time.process_time() - start < 1


def test_rows_of_a_table_are_numbered_by_themselves() -> None:
    assert check("三、上年结转，0，0\n三、本年新收，5，0\n四、答复，5，0") == []
