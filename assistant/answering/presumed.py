"""What a question takes for granted, and evidence that does not bear it out."""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.answering.candidates import Candidate
from assistant.answering.question import Asked, Question
from assistant.text import words

_TURNS = tuple(
    re.compile(words)
    for words in (
        "下降|减少|下滑|下跌|降低|降幅|降至|降到|降了|萎缩|缩减|缩小|缩水|回落|走低|越来越[少低小差]|变[少低小差]|跌|负增长",
        "关闭|关停|关掉|关了|关张|关门|停业|停运|停用|弃用|歇业|封闭",
        "辞去|辞职|辞任|离职|离任|卸任|请辞|免职|撤职|下台|落马",
        "取消|撤销|废止|废除|停止|终止|暂停|中止|叫停",
        "迁出|迁离|搬走|搬离|撤离|撤出|撤走|退出|离开|出走|外流|流失",
        "破产|倒闭|退市|清盘|解散",
        "推迟|延期|推后|延后|延迟",
        "裁员|裁减",
        "亏损|亏了|赔钱|由盈转亏",
        "批评|指责|抨击|诟病|不满(?![足\\d]|意度)|质疑|反对",
    )
)
"""Turns for the worse, each in the words for it."""
_FAILED = re.compile("没能|未能|没有|不再|无法|不能|拒绝|失败|没(?!落(?![实户地]))")
_NOT = re.compile(
    "没|未(?!来)|不(?![断仅但过少久同])|无(?!人机)|[难缺停滞拒]|失败|落后|取消|推迟|延[误期后迟]|放弃|[仅只][有够]"
)
_RISES = re.compile("增长(?!率)|上升|提高|提升|扩大")
_TAKES_OFFICE = re.compile("担任|上任|就任|出任|任职|履新|接任|当上|当选")
_TOOK_OFFICE = re.compile("(?<![现主责前历])任(?![务何])|当选|当上|选为|履新|就职|接棒|接班|聘")
_BACKGROUND = re.compile("(?:的?(?:大?背景|情况|情形|形势|局面|环境)之?(?:下(?![降跌滑])|中)|之际|的同时)")
_NEVERTHELESS = re.compile("却|(?<!不)但|仍|依然|依旧|不过(?!是)|然而|反而")
_CLAUSE = re.compile("[^,;。!?]+")
REPEATED = 0.6  # share of what is asked that one clause says


def turned_otherwise(question: Question, candidate: Candidate) -> str:
    """Return that nothing is said of the turn for the worse that the question takes for granted: 为什么下降了."""
    if question.asked is not Asked.REASON:
        return ""
    if _FAILED.search(question.text):
        said = any(_NOT.search(part.text) for part in (candidate.before, candidate.view, candidate.after))
        return "" if said else "报告没有这样说。"
    turn = next(filter(None, (turn.search(question.text) for turn in _TURNS)), None)
    parts = (
        (candidate.view,) if _RISES.search(candidate.view.text) else (candidate.before, candidate.view, candidate.after)
    )
    if turn is None or any(turn.re.search(part.text) for part in parts):
        return ""
    return f"报告没有说{turn.group()}。"


def only_background(question: Question, candidate: Candidate) -> str:
    """Return that what is to be explained is said only for the sake of something else.

    在上市遇冷的背景下，仍有增长 tells no reason for 为什么上市遇冷.
    """
    if question.asked is not Asked.REASON or candidate.view.reason:
        return ""
    clauses = _CLAUSE.findall(candidate.view.text)
    for clause, following in pairwise([*clauses, ""]):
        if question.share_of_terms(frozenset(words(clause))) >= REPEATED:
            aside = _BACKGROUND.search(clause) or _NEVERTHELESS.search(following)
            return "报告没有说原因。" if aside else ""
    return ""


def holds_office_already(question: Question, candidate: Candidate) -> str:
    """Return that the evidence tells of one who holds the office, and not of taking it: 什么时候上任."""
    asked = _TAKES_OFFICE.search(question.text) if question.asked is Asked.DATE else None
    if asked is None or any(_TOOK_OFFICE.search(part.text) for part in (candidate.view, candidate.before)):
        return ""
    return f"报告没有说什么时候{asked.group()}。"
