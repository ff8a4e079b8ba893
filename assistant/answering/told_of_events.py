"""Whether evidence tells what is asked of an event: why it was, when that very event was, who did that very thing."""

from __future__ import annotations

import re

from assistant.answering.candidates import Candidate
from assistant.answering.question import Asked, Question
from assistant.text import UNITS, bigrams

_CAUSE = re.compile(
    "因|由于|所致|导致|致使|造成|主要是|主要在|得益|受益|受.{1,24}(?:影响|拖累|带动|冲击|制约|限制)|为[了此便]|以便|旨在|目的|一是|第一|首先|源于|来自|在于|动力|"
    "依靠|依托|靠|凭|看[准好中]|使得?|让|带动|推动|拉动|促进|加上|随着|需要|需求|不足|缺乏|担心|希望|便于|方便|解决|避免|防止|说[，：:“,]|谈到|介绍|表示|“|理由|考虑|归|关键"
)
_NOTHING_NEW = 7
"""Characters that a sentence may add without telling why."""
_SHORT = 20
_FIGURES = re.compile(f"(?:(?:19|20)?\\d\\d年|\\d{{1,2}}[月日]|[0-9.,]+(?:万亿|[百千]?[万亿])?(?:个百分点|%|{UNITS})?)")
_PLAIN = re.compile("[^\u4e00-\u9fff]|方面|比上年|同比|上年|全年|[的了达为是在和与其中也共有]")
_TIME = re.compile(
    "(?:(?:19|20)\\d\\d年)?(?:\\d{1,2}月(?:\\d{1,2}日)?|[底末初]|(?<=年)|[上下]半年)|去年|今年|上年|明年|同[年月日]|当[年月日天]|次[年月日]|[春夏秋冬]|时候|期间|之[前后]|以[前后来]"
)
_TELLS_ITSELF = 6
"""Characters from which a clause with a date tells of something by itself."""
_WHOSE = re.compile("([^,，是于在哪何什]{3,}?)(?:是|于|在|哪|何时|什么时候)")
_KNOWN = 0.4
_EXPLAINS = re.compile("主要|原因|由于|因为|得益|所致|一是|受.{1,20}影响|^[这其因]")
_INTO_WHAT = re.compile("[编聘称成改作命封任选评定列视认译名]为什么")
_EVENTS = tuple(
    frozenset(words.split("|"))
    for words in (
        "开工|动工|开建|奠基|始建|动土|破土|建设",
        "竣工|完工|建成|落成|封顶|交付|验收",
        "投产|投用|投运|启用|运营|营运|开通|通车|通航|运行|开业|开园|开馆|开放|营业|发电|使用|开门|开张|迎客",
        "成立|创办|创立|创建|组建|设立|挂牌|揭牌|建立|建校|建院|诞生|开办|注册",
        "上市|挂牌|登陆",
        "签约|签署|签订|达成",
        "获批|批准|批复|核准|认定|获评|入选",
        "发布|公布|印发|出台|施行|实施|生效|执行|推出|启动",
        "恢复|重开|重启|复工|复产|复课|复航",
        "暂停|停业|停运|关闭|停办|撤销|停工|停产|停航|停止",
        "退休|辞任|离任|卸任|辞职|离职|免职|接任|接替|就任|上任|到任|担任|任命|聘任|当选|出任",
    )
)
_DOERS = tuple(
    re.compile(words)
    for words in (
        "牵头|主导|组织|负责|召集|主任|主席|组长|会长",
        "承销|主承",
        "承办|主办|举办|协办",
        "承建|建设|施工|修建|建造|修|盖|建",
        "设计|规划",
        "审计|审核|核数|出具",
        "出资|投资|资助|捐|赞助|拨|买单|掏|领投|入股|注资|出钱|承担",
        "制造|生产|造|研发|提供|供应",
    )
)
_WHO = re.compile(
    "(?:由|是|归|被)?(?:哪一?[家位所]|哪个(?!时)|谁)[\u4e00-\u9fff]{0,4}?(?P<done>牵头|承销|承办|主办|承建|施工|设计|审计|出资|制造|造|生产|修建|建|盖|修)(?:的|了)?[？?]?$"
)


def only_a_row(question: Question, candidate: Candidate) -> str:
    """Return that the evidence is a row of a table, where a reason or a way is asked for."""
    if not candidate.header or question.asked not in (Asked.REASON, Asked.WAY):
        return ""
    return "报告没有说原因。" if question.asked is Asked.REASON else "报告没有说怎么做。"


def no_cause(question: Question, candidate: Candidate) -> str:
    """Return that the evidence gives figures and dates and hardly more than the question, where a reason is asked for.

    Many a cause is told without a word for it: 大部分时间在国外生活，讲法文带有德国口音.
    """
    text = candidate.view.text
    asks = question.asked is Asked.REASON and not _INTO_WHAT.search(question.text)
    after = candidate.after.text if _EXPLAINS.search(candidate.after.text) else ""
    before = candidate.before.text if len(text) <= _SHORT else ""  # 此战奠定了霸权: why, the sentence before tells
    if not asks or not candidate.view.quantities or _CAUSE.search(f"{before}{text}{after}"):
        return ""
    told = _PLAIN.sub("", _FIGURES.sub("", text))
    for name in candidate.view.people:
        told = told.replace(name, "")
    new = [character for character in told if character not in question.text]
    return "报告没有说原因。" if len(new) <= _NOTHING_NEW else ""


def other_event(question: Question, candidate: Candidate) -> str:
    """Return that the evidence dates another event: 计划2028年发电 for 哪年开工."""
    if question.asked is not Asked.DATE:
        return ""
    near = candidate.view.text
    whose = _WHOSE.match(question.text)
    for words in _EVENTS:
        asked = next((word for word in words if question.text.rstrip("?的了吗").endswith(word)), "")
        if not asked:
            continue
        if whose is not None and _unknown(whose[1], candidate.document):
            return f"报告没有提到{whose[1]}。"
        if any(word in near for word in words):
            return f"报告没有说{asked}的时间。" if _dated_elsewhere(near, words) else ""
        others = [word for other in _EVENTS if asked not in other for word in other if word in candidate.view.text]
        if others:
            return f"报告没有说{asked}的时间。"
    return ""


def tells_event(question: str, text: str) -> bool:
    """Whether a folded text has a word for the event whose time a question asks for; true for events without a list."""
    asked = [words for words in _EVENTS if any(question.rstrip("？?的了吗").endswith(word) for word in words)]
    return not asked or any(word in text for words in asked for word in words)


def _unknown(name: str, document: str) -> bool:
    """Whether a document has hardly a pair of the characters by which a question calls what it asks about."""
    pairs = bigrams(name)
    return sum(pair in document for pair in pairs) < _KNOWN * len(pairs)


def _dated_elsewhere(text: str, words: frozenset[str]) -> bool:
    """Whether the only date stands in a clause that tells of something else: 4月起开设夜间门诊，加之地铁通车."""
    clauses = re.split("[,，;；。]", text)
    own = {place for place, clause in enumerate(clauses) if any(word in clause for word in words)}
    dated = [place for place, clause in enumerate(clauses) if _TIME.search(clause)]
    if not dated or own & set(dated):
        return False
    before = [place for place in dated if place < min(own)]
    return not before or len(re.findall("[\u4e00-\u9fff]", _TIME.sub("", clauses[before[-1]]))) >= _TELLS_ITSELF


def other_doer(question: Question, candidate: Candidate) -> str:
    """Return that the evidence does not say who did what is asked: 承销 of a bond whose use alone is told."""
    asked = _WHO.search(question.text)
    done = next((words for words in _DOERS if asked and words.search(asked["done"])), None)
    if asked is None or done is None or done.search(candidate.view.text):
        return ""
    return f"报告没有说由谁{asked['done']}。"
