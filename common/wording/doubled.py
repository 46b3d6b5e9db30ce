"""Words written twice by a slip of the hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from common.wording.finding import Finding, Kind, Level
from common.wording.residue import HAN

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAIR = re.compile(f"([{HAN}]{{2,6}})\\1")
# One character twice is mostly two words that meet; these few are never that, save in the words named with each.
_SINGLE = {
    "的": ("目的的", "标的的", "的的确确", "的的士", "中的的", "众矢之的的", "有的的"),
    "了": (
        "了了解",
        "了了结",
        "了了却",
        "不了了之",
        "了了无",
        "直截了了",
        "为了了",
        "除了了",
        "末了了",
        "一目了了",
        "了了分明",
        "心中了了",
        "小时了了",
        "未了了",
    ),
    "是": (
        "是是非",
        "于是是",
        "但是是",
        "还是是",
        "国是是",
        "若是是",
        "凡是是",
        "要是是",
        "就是是",
        "惹是是",
        "实事求是是",
    ),
    "把": ("一把把", "把把关", "把把脉", "把把握", "把把柄", "车把把"),
    "被": (
        "被被告",
        "被被申请",
        "被被害",
        "棉被被",
        "植被被",
        "被被执行",
        "被被征收",
        "被被侵权",
        "被被继承",
        "被被保险",
        "被被代理",
    ),
    "在": (
        "现在在",
        "存在在",
        "实在在",
        "正在在",
        "在在校",
        "所在在",
        "潜在在",
        "内在在",
        "外在在",
        "旨在在",
        "在在职",
        "在在建",
        "在在册",
        "不在在",
        "自在在",
        "在在线",
    ),
    "和": (
        "和和气",
        "和和美",
        "和和睦",
        "共和和",
        "饱和和",
        "缓和和",
        "和和平",
        "和和谐",
        "和和解",
        "调和和",
        "总和和",
        "温和和",
        "中和和",
        "柔和和",
        "附和和",
        "议和和",
        "求和和",
    ),
    "我": ("自我我", "我我行"),
    "您": (),
    "由": (
        "理由由",
        "自由由",
        "事由由",
        "缘由由",
        "案由由",
        "由由于",
        "来由由",
        "情由由",
    ),
    "从": (
        "服从从",
        "从从事",
        "遵从从",
        "听从从",
        "从从严",
        "从从业",
        "随从从",
        "无从从",
        "从从容",
        "跟从从",
        "从从轻",
        "盲从从",
    ),
    "将": (
        "即将将",
        "将将来",
        "必将将",
        "大将将",
        "名将将",
        "将将军",
        "主将将",
        "勇将将",
        "上将将",
        "中将将",
        "少将将",
        "将将士",
    ),
    "及": (
        "以及及",
        "涉及及",
        "及及时",
        "普及及",
        "危及及",
        "波及及",
        "埃及及",
        "顾及及",
        "触及及",
        "提及及",
        "及及格",
        "言及及",
        "不及及",
        "殃及及",
    ),
}
# Said twice on purpose.
_MEANT = frozenset(
    "研究 讨论 考虑 学习 打听 商量 了解 检查 收拾 打扫 休息 锻炼 体验 尝试 交流 走访 看看 听听 说说 "
    "介绍 调查 核实 整理 比较 一个 一次 一件 一条 一步 一遍 一项 一家 一户 一点 一片 一层 一级 一份 一天 "
    "一张 一座 一批 一轮 一笔 一页 雪白 笔直 通红 漆黑 彤彤 非常 多少 什么 哪里 谁谁 很好 不好 不行 是的 对的 "
    "年年 月月 天天 人人 家家 户户 日日 夜夜 常常 事事 处处 层层 一一 年复 加油 冲冲 来来 快来 欢迎 谢谢 辛苦 "
    "明白 清楚 宣传 活动 热闹 放松 高兴 轻松 反思 总结 评评 帮帮 试试 想想 规定 代表 共建 建共 级分 决定 法规".split()
)
# The first word ends and the next begins with the same syllables: 人民法院 院长, 管理 理 …
_MEETING = (
    "委员会会",
    "省省",
    "千千万万",
    "方方面面",
    "来来往往",
    "形形色色",
    "国家家",
    "年度度",
    "等等等等",
)


def find(text: str) -> Iterator[Finding]:
    for match in _PAIR.finditer(text):
        word = match[1]
        if _is_meant(word) or any(word in meeting for meeting in _MEETING):
            continue
        yield _found(match, f"“{word}”写了两遍。", word)
    for mark, right in _SINGLE.items():
        for match in re.finditer(f"{mark}{mark}(?!{mark})", text):
            around = text[max(0, match.start() - 5) : match.end() + 5]
            if not any(word in around for word in right):
                yield _found(match, f"“{mark}”写了两遍。", mark)


def _is_meant(word: str) -> bool:
    """A verb said twice softens it; a character four times is a cry, not a word; 一个一个 counts."""
    return word in _MEANT or len(set(word)) == 1 or (word[0] == "一" and len(word) <= 3)


def _found(match: re.Match[str], reason: str, suggestion: str) -> Finding:
    return Finding(
        *match.span(), Kind.DOUBLED, Level.WARN, reason, suggestion, match[0], "doubled"
    )
