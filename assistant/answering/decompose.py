"""From a question that needs several lookups to its plan."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answering.orders import in_order
from assistant.answering.plan import Part, Plan
from assistant.answering.plan_arithmetic import plan_arithmetic
from assistant.answering.plan_average import plan_average
from assistant.answering.plan_comparison import plan_comparison
from assistant.answering.plan_distribution import asks_twice, plan_distribution, plan_questions
from assistant.answering.plan_goals import plan_goal
from assistant.answering.plan_part import plan_part
from assistant.answering.respective import WHOLES
from assistant.text import fold

_CHATTER = re.compile(
    r"^(?:请问一下|请问|问一下|想问一下|我想(?:知道|问|了解)一?下?|你?知道|能不能|可以|麻烦|帮我|请|给我|告诉我|算一?算|算一下"
    r"|计算一?下?|查一?下|说说|那么?，|报告[里中]的?|[把将](?=.+(?:加|减|扣|合)在?|.+相比)|，)+"
)
_END = re.compile(r"[？！。\s]+$")
_PARTICLE = re.compile(r"(?<=.)(?:呢|呀|啊|啦)$")
_SIGNAL = re.compile(
    r"相当于|平均[每一]|收支相抵|[比差减占倍较哪谁孰？，；]|还是|一共|总共|合计|共计|总计|加起来|加在一起|加一|相加|之和|总和|相隔|间隔|相距|隔|早|晚|提前|超|突破"
    r"|净利润?率|扣[除去掉]|刨[除去掉]|去掉|剔除|不算|高于|低于|多于|少于|大于|小于|达到|不足|不到|领先|高出|多出|从|排|分别|各|[和与、及跟]"
)
_BALANCE = re.compile(
    r"^(?P<a>.*?)进出口(?:贸易)?的?(?P<w>顺差|逆差)额?(?:一共|总共)?(?:是|有|为|达到?)?(?P<t>多少.*)$"
)
_EACH = re.compile(rf"(?P<owner>[^，]*?)(?P<whole>{'|'.join(WHOLES)})的?(?P<what>[^，]+?)(?=分别|各自?[是有为])")
_BETWEEN_THE_TWO = re.compile(
    r"^(?P<owner>[^，]*?)城乡居民(?P<what>[^，]+?)的?(?:(?P<by>之?比|倍差)|(?:差距|差额|相差|之差))(?:是|为|有)?(?P<much>多少.*)$"
)
_TITLE = re.compile(r"《[^》]*》|“[^”]*”|「[^」]*」")
_HIDDEN = {
    ord(character): 0xE000 + i
    for i, character in enumerate(
        "的和与及跟同、，；在于比占差共更最先早晚后高低多少大小长短哪谁何什怎几还是从到超过分别各有没倍"
    )
}
_SHOWN = {private: character for character, private in _HIDDEN.items()}
_QUOTED = re.compile(r"「[^」]*[？?][^」]*」|“[^”]*[？?][^”]*”|《[^》]*[？?][^》]*》")


def decompose(question: str) -> Plan | None:
    """Return the lookups that a question needs and what to do with their answers; None for a plain question.

    Precision goes first: a question that merely contains 比, 和 or 占 gives None, as does one whose operands are not
    named. Each of the plan's questions is whole: it names its own owner, year and indicator.
    """
    text = _PARTICLE.sub("", _END.sub("", _CHATTER.sub("", _plain(question.strip()))))
    if len(text) < 4 or not _SIGNAL.search(text) or _QUOTED.search(text):
        return None
    plan = _recognise(_TITLE.sub(_close, text))
    return plan and replace(
        plan,
        topic=_open(plan.topic),
        parts=tuple(Part(_open(part.question), _open(part.subject), _open(part.name)) for part in plan.parts),
    )


def _recognise(text: str) -> Plan | None:
    given = plan_goal(text) or plan_part(text) or plan_average(text)
    if given is not None:
        return given
    text = in_order(text)
    text = _EACH.sub(_each_part, text, count=1)
    text = _BETWEEN_THE_TWO.sub(_held_against, text, count=1)
    balance = _BALANCE.match(text)
    if balance is not None:
        more, less = ("出口", "进口") if balance["w"] == "顺差" else ("进口", "出口")
        plan = plan_arithmetic(f"{balance['a']}{more}额比{less}额多{balance['t']}")
        return plan and replace(plan, stated_as=balance["w"])
    if "？" in text or asks_twice(text):
        return plan_questions(text)
    return plan_comparison(text) or plan_arithmetic(text) or plan_distribution(text) or plan_questions(text)


def _held_against(asked: re.Match[str]) -> str:
    """Return how many times the first of two parts is the second, or by how much they differ: 城乡居民收入之比."""
    one, two = (f"{asked['owner']}{part}{asked['what']}" for part in WHOLES["城乡居民"])
    return f"{one}是{two}的多少倍" if asked["by"] else f"{one}比{two}高{asked['much']}"


def _each_part(asked: re.Match[str]) -> str:
    """Return the parts of what is asked of, each by its name: 第一产业增加值、第二产业增加值、第三产业增加值."""
    return "、".join(f"{asked['owner']}{part}{asked['what']}" for part in WHOLES[asked["whole"]])


def _close(title: re.Match[str]) -> str:
    """Hide what would divide a title (狐狸和鹤) from the patterns."""
    return title.group().translate(_HIDDEN)


def _open(text: str) -> str:
    return text.translate(_SHOWN)


def _plain(question: str) -> str:
    """Fold the characters that patterns look at (traditional ones, punctuation), and keep capitals as they are."""
    folded = "".join(new if old.lower() != new else old for old, new in zip(question, fold(question), strict=True))
    return re.sub(r",(?!\d{3})", "，", folded.replace("?", "？").replace(";", "；").replace("!", "！").replace(" ", ""))
