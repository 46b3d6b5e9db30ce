"""The writings of a reference, over a text without spaces and in one width (see `plain`). All are bounded."""

from __future__ import annotations

import re

N = "[〇零○一二两三四五六七八九十百千0-9]{1,9}"
HAN = "\u3400-\u9fff"
_NUMBER = rf"(?:{N}|\({N}\))"
_WITHIN = r"(?:、|和|及|与|或者?|至|到|-)"
# 条例, 款式, 项目, 目标, 章程, 节目 and counted things (第二条跑道) are no steps of a text.
_NO_STEP = {
    "条": "例|约|款(?!第)|件|码|幅|道|路|跑道|通道|轨道|航道|走廊|线|船|河|街|腿|生产线|消息|短信|命",
    "款": "式|待|额|项|产品|手机|游戏|车型|软件",
    "项": "目|链|工作|任务|研究|工程|指标|业务|议程|试验|改革|技术",
    "目": "标|的|录|前|击|光",
    "章": "程|鱼",
    "节": "目|日|点|课|能|约|车|俭|假",
    "编": "号|制|码|辑|写|委|队|纂|外|入|造|排",
}
_UNIT = "(?:" + "|".join(rf"{unit}(?!{no})" for unit, no in _NO_STEP.items()) + "|分编)"
_SUB = rf"(?:之(?P<sub>{N})(?![般切定时些种间\d]))?"
_GROUP = rf"(?P<numbers>{_NUMBER}(?:{_WITHIN}第?{_NUMBER}){{0,24}})(?P<unit>{_UNIT})"
# 第三、四项; 第(二)、(五)项; 第十条之一.
GROUP = re.compile(rf"第{_GROUP}{_SUB}")
# What goes on in a list may lack its 第: 第一项至三项.
NEXT_GROUP = re.compile(rf"第?{_GROUP}{_SUB}")
# 第一百二十条之一、之二.
NEXT_SUB = re.compile(rf"(?P<sep>、|和|及|至|到|-)之(?P<sub>{N})(?![般切定时些种间\d])")
# 旅游法35条; 民法典1062.
SHORT_ARTICLE = re.compile(
    rf"(?P<numbers>{N})(?P<unit>条(?!{_NO_STEP['条']})){_SUB}"
    r"|(?P<bare>\d{1,4})(?![\d年月日号元岁个人块小天次万部条款项%.版修])"
)
# 第三条(二): an item that lacks its word.
BRACKETED = re.compile(
    rf"第?\((?P<number>{N})\)(?=$|[规的所情中和或等之、，。；：与及至到])"
)
SEPARATOR = re.compile(r"(?:、|，(?=第)|以及|及|和|与|或者|或|/|；(?=第))?")
RANGE = re.compile(r"(?:直?至|到|-{1,2})")
NUMBERS = re.compile(rf"(?P<sep>{_WITHIN})?第?\(?(?P<number>{N})\)?")

# What may stand between a law and its article and does not cut them apart.
SLIP = re.compile(r"(?:规定的?|中的?|里的?|的|列|原)?")
BRACKET = re.compile(r"\((?:[^()]|\([^()]{0,60}\)){1,160}\)")

_SORT = "法典|法|条例|规定|办法|细则|规则|解释|决定|意见|通知|规程|准则|标准|规范|章程|通则|公约|协定|议定书|批复|公告|决议"
THIS = re.compile(
    rf"本(?:实施|暂行|试行|管理|补充|特别)?(?P<sort>{_SORT})|本条列(?=第{N}条)"
)
SAME = re.compile(rf"(?<![合共协不相等如应])[同该](?P<sort>{_SORT})")
AGO = re.compile(
    rf"(?<![目以先之事生提当日年月天网线])(?P<far>[前上])(?P<count>{N})?"
    rf"(?P<unit>条(?!{_NO_STEP['条']})|款(?!{_NO_STEP['款']})|项(?!{_NO_STEP['项']})|章(?!程)|节(?!目))"
)
OWN = re.compile(
    r"[本同该](?P<unit>条(?!例|约|件)|款(?!项)|项(?!目)|章(?!程)|节(?!目))"
)
DOCUMENT = re.compile(r"\((?P<year>\d{4})\)第?(?P<number>\d{1,5})号")
DEFINE = re.compile(
    r"(?:以下|下文|下)(?:统|均)?(?:简称|称)(?:为|：)?[《“\"‘〈]?(?P<short>[^》”\"’〉)(，。；《“]{1,30})[》”\"’〉]?"
)
TITLE = "《"
MARK = re.compile(
    "|".join(
        (
            f"(?P<title>{TITLE})",
            f"(?P<this>{THIS.pattern.replace('?P<sort>', '?:')})",
            f"(?P<same>{SAME.pattern.replace('?P<sort>', '?:')})",
            f"(?P<own>{OWN.pattern.replace('?P<unit>', '?:')})",
            "(?P<ago>"
            + AGO.pattern.replace("?P<far>", "?:")
            .replace("?P<count>", "?:")
            .replace("?P<unit>", "?:")
            + ")",
            f"(?P<group>第{_NUMBER}(?:{_WITHIN}第?{_NUMBER}){{0,24}}{_UNIT})",
            r"(?P<document>\(\d{4}\)第?\d{1,5}号)",
            r"(?P<define>(?:以下|下文|下)(?:统|均)?(?:简称|称))",
            "(?P<open>“)",
            "(?P<close>”)",
            "(?P<stop>[。！？])",
        )
    )
)
# The words of a list that means its own items: 数量达到第一项规定标准一半以上.
OWN_ITEMS = re.compile(r"(?:规定)?的?(?:数[量额])?标准")
ADDED_AS = re.compile(rf"作为(?=第{N}条)")
# What opens a line of a list.
LIST_MARK = re.compile(rf"\({N}\)|{N}[、.]|[①-⑳]")
LINE_ITEM = re.compile(rf"\((?P<number>{N})\)")
HEADING = re.compile(rf"[#*“”>]*第(?P<number>{N})条(?:之(?P<sub>{N})(?![般切定时]))?")
UPPER_HEADING = re.compile(
    rf"[#*“>]*第(?P<number>{N})(?P<unit>编|分编|章|节)(?!规|的|所|第|、)"
)
HEAD_END = "〈!--INFOEND--〉"

# An amending sentence: its own numbers are what it changes.
AMENDING = re.compile(
    rf"修改为|修改成|改为第|改为：|修订为|作为第(?={N}[条款项章节])|增加(?:规定)?{N}?个?[条款项章节目](?!件|例)|增加第|删[去除](?=第|“|原|该[条款项])"
    rf"|[条款项](?:予以)?删[去除]|移至第|调整为第|合并为|改为“|合并修改|顺序作相应|序号作相应|(?:相应|顺序)改为|修正如下|作如下修改"
)
QUOTED_WORDS = re.compile("“[^“”]{0,2000}(?:”|$)")
QUOTES = re.compile(r"(?:修改为|规定|内容为|改为|作为第.{1,12}|表述为|如下)：?$|：$")
SENTENCE_END = re.compile("[。！？]")

# The endings of titles that are documents of law, after brackets such as (试行) and (二).
DOCUMENT_END = re.compile(
    r"(?:法典|法|条例|规定|办法|细则|规则|决定|解释|通知|意见|修正案|通则|总则|公约|议定书|条约|协定|准则|规程|规范"
    r"|批复|答复|复函|公告|决议|命令|章程|安排|宣言)$"
)
NO_DOCUMENT = re.compile(r"(?:合同|协议|协议书|证|证书|书|报|杂志|表|单|草案|稿)$")
END_BRACKET = re.compile(r"\((?:[^()]|\([^()]{0,60}\)){1,60}\)$")
DRAFT = re.compile(r"[(\[]?(?:修[正订]案?|修改)?[(]?草案|[(]征求意见稿|[(]送审稿")

_VERBS = (
    "依照|按照|依据|根据|比照|参照|参考|违反|适用|符合|执行|遵守|遵循|援引|触犯|涉嫌|构成|实施|贯彻|落实|属于|具有|以及|或者|结合"
    "|关于|对于|由于|鉴于|学习|宣传|颁布|公布|制定|修改|修订|废止|除了|但是|不服|请问|想问|知道|看看|查询|我国|国家|现行|新的|原来|旧的|如果"
)
# After these a law's name begins; in the middle of a name only by accident.
BOUNDARY = re.compile(
    rf"(?:{_VERBS}|[和与及或的在对将由是除因据按如依从到用以为并其即了有新旧原现照向看问查至被受犯给把同说条款项])$"
)
STOP_WORD = re.compile(
    rf"{_VERBS}|[和与及或的在对将由是除因据按如依从以为并其即了有至被受把]"
)
PLACE = re.compile(r"[省市县区州旗]$")
# 法律, 法院, 法人: here a 法 ends no law's name; nor does 法 before 实施条例, which is another document.
NO_NAME_END = re.compile(
    r"法(?:[律定院人庭治官学医警案度式令]|规(?!定)|制(?!度|定|裁|约))|典[型礼范故籍藏]|.(?:草案|修正案|\(草案)"
)
OTHER_DOCUMENT = re.compile(
    r"[》)]?(?:及其)?(?:实施)?(?:条例|细则|办法|规则|解释(?=第|[(]))"
)
UNKNOWN_NAME = re.compile(
    rf"[{HAN}]{{0,36}}(?:法典|法|条例|办法|规定|细则|规则|解释|决定|通知|意见|公约|章程|规程|准则|通则|议定书|协定)(?:\([^()]{{1,40}}\))?$"
)
CONTRACT = re.compile(r"(?:合同|协议|协议书|契约|格式|保单|附件|附录)(?:的|中)?$")
CUE_BEFORE = re.compile(
    rf"(?:(?:第?{N}号)?令?(?:\(第?{N}号\))?(?:{N}年)?(?:{N}月)?(?:{N}日)?[{HAN}]{{0,16}}"
    r"(?:公布|发布|颁布|通过|修正|修订|修改|施行|实施|印发|批准)[前后]?的|\d{4}年(?:版|修[正订])?的?|修[正订]前的?|原)$"
)
CUE_START = re.compile(rf"(?:第?{N}号令?|{N}年|令第)")
CUE_INSIDE = re.compile(r"\d{4}|修[正订]|令|号")
