"""Whether evidence tells what is asked of an event: why it was, when that very event was, who did that very thing."""

from __future__ import annotations

import re

from assistant.answering.candidates import Candidate
from assistant.answering.question import Asked, Question

_CAUSE = re.compile(
    "因|由于|所致|导致|致使|造成|主要是|主要在|得益|受益|受.{1,24}(?:影响|拖累|带动|冲击|制约|限制)|为[了此便]|以便|旨在|目的|一是|第一|首先|源于|来自|在于|动力|"
    "依靠|依托|靠|凭|看[准好中]|使得?|让|带动|推动|拉动|促进|加上|随着|需要|需求|不足|缺乏|担心|希望|便于|方便|解决|避免|防止|说[，：:“,]|谈到|介绍|表示|“|理由|考虑|归|关键"
)
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
        "退休|辞任|离任|卸任|辞职|离职|免职|接任|接替|就任|上任|到任|担任|任命|聘任|当选|出任",
    )
)
_DOERS = tuple(
    re.compile(words)
    for words in (
        "牵头|主导|组织|负责",
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
    "(?:由|是|归|被)?(?:哪一?[个家位所]|谁|什么)(?P<kind>[\u4e00-\u9fff]{0,4}?)(?P<done>牵头|承销|承办|主办|承建|施工|设计|审计|出资|制造|造|生产)(?:的|了)?[？?]?$"
)


def no_cause(question: Question, candidate: Candidate) -> str:
    """Return that the evidence gives no reason for what it tells, where one is asked for."""
    if question.asked is not Asked.REASON or _CAUSE.search(f"{candidate.view.text}{candidate.after.text}"):
        return ""
    return "报告没有说原因。"


def other_event(question: Question, candidate: Candidate) -> str:
    """Return that the evidence dates another event: 计划2028年发电 for 哪年开工."""
    if question.asked is not Asked.DATE:
        return ""
    near = candidate.view.text
    for words in _EVENTS:
        asked = next((word for word in words if question.text.rstrip("?的了吗").endswith(word)), "")
        if not asked or any(word in near for word in words):
            continue
        others = [word for other in _EVENTS if asked not in other for word in other if word in candidate.view.text]
        if others:
            return f"报告没有说{asked}的时间。"
    return ""


def other_doer(question: Question, candidate: Candidate) -> str:
    """Return that the evidence does not say who did what is asked: 承销 of a bond whose use alone is told."""
    asked = _WHO.search(question.text)
    done = next((words for words in _DOERS if asked and words.search(asked["done"])), None)
    if asked is None or done is None or done.search(candidate.view.text):
        return ""
    return f"报告没有说由谁{asked['done']}。"
