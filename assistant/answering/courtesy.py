"""The politeness and chatter around a question, taken off without touching what is asked."""

from __future__ import annotations

import re

_MARKS = " \t\n\r\u3000，,。.！!？?~～、；;…：:"
_YOU, _ME = "(?:您|你|你们)", "(?:我们|我|咱们)"
_A_BIT = "(?:一下|一声|一查|下(?!降|跌|滑|半年|一))?"
_ASK = "(?:请教|咨询|了解|知道|查询|查|看看|问问|问)"
_TELL = "(?:查询|查找|查查|查|找找|找|看看|看|问问|告诉|讲讲|讲|说说|说(?!明))"

_FILLER = (
    "您好|你好|大家好|hello|hi|hey|哈喽|嗨|早上好|上午好|中午好|下午好|晚上好|早安|嗯+|哦+|呃+|额|好的?|好吧|对了|话说|那个|"
    rf"不好意思|抱歉|打扰(?:一下|了|{_YOU}了?)?|劳驾|麻烦{_YOU}?了?|拜托{_YOU}?了?|(?:多谢|谢谢|感谢){_YOU}?了?"
)
_PREFIXES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:{_FILLER})[啊呀哦呢]?(?:[{re.escape(_MARKS)}]+|(?=请问|请教|我想|麻烦|想问|能不能|可以))",
        rf"(?:那|那么)?(?:请问|请教|(?:麻烦|想|我想)?问(?:一下|下)){_A_BIT}{_YOU}?(?:一下)?",
        rf"(?:那|那么)?(?:{_ME}?(?:还|也|就|很|非常)?(?:想要?|需要|希望|打算)(?:再|先)?(?:向{_YOU})?|{_ME}(?:再|先)?(?=问)){_ASK}"
        rf"{_YOU}?{_A_BIT}(?:的是|关于)?",
        rf"{_ME}?(?:顺便|再)问{_YOU}?{_A_BIT}",
        rf"(?:请|麻烦|劳烦|拜托){_YOU}?(?:再|先)?(?:帮忙|帮{_ME}|给{_ME}|替{_ME})?{_TELL}{_ME}?{_A_BIT}",
        rf"(?:请|麻烦|劳烦|拜托){_YOU}?(?:再|先)?(?:帮忙|帮{_ME}|给{_ME}|替{_ME})?(?=(?:介绍|列出|列举|总结|解释|说明|回答))",
        rf"(?:请|麻烦|劳烦)?{_YOU}?(?:再|先)?(?:帮忙|帮{_ME}|给{_ME}|替{_ME})(?:{_TELL}{_ME}?{_A_BIT}|(?=介绍|列出|列举|总结|解释|说明))",
        rf"(?:再|先)?告诉{_ME}{_A_BIT}|查(?:一下|查看?|下)",
        r"(?:根据|按照|依据|从)(?:这份|本|该|这个|这篇|您的|你的)?(?:报告|资料|材料)(?:里|中|来看)?[的，, ]*",
    )
)
_ASKS_TO_TELL = re.compile(
    rf"{_YOU}?(?:能不能|能否|可不可以|可否|可以|能)(?:请)?{_YOU}?(?:再|先)?"
    rf"(?:(?:帮忙|帮{_ME}|给{_ME}|跟{_ME}|和{_ME}|为{_ME})(?:{_TELL}{_ME}?{_A_BIT})?|告诉{_ME}?{_A_BIT}|说说|讲讲|(?=介绍))"
)
_KNOWS = re.compile(rf"(?:{_YOU}|有没有人|有人|有谁|谁|大家)(?:知不知道|知道|晓得|清楚|了解)(?!了|的)")
_THANKS_AFTER = re.compile(
    rf"(?:[{re.escape(_MARKS)}]+|(?<=[\u4e00-\u9fff]))(?:非常|十分|万分|太|先)?(?:谢谢|感谢|多谢|谢了|辛苦|拜托|麻烦)"
    rf"{_YOU}?(?:了|啦|啊)?[{re.escape(_MARKS)}]*$"
)
_ASKED = re.compile(r"多少|几|什么|何|哪|谁|怎|多[大高长远久]|^(?:介绍|列出|列举|总结|解释|说明)|^[^是有会能]*$")
_AGREED = re.compile(r"[，,]?(?:好吗|可以吗|行吗|好不好|行不行)([？?。！!~～\s]*)$")
_MARKUP = re.compile(r"<(script|style)\b.*?</\1>|<[^<>]{0,200}>", re.IGNORECASE | re.DOTALL)
_BETWEEN = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_INHABITED = re.compile(
    r"^(?P<place>[\u4e00-\u9fff\d年末]{0,8}[省市区县镇乡村州])(?:里|内)?(?:现在|目前|如今|一共|总共|共|实际|大概|总共)*"
    r"(?:有|(?P<live>居?住着?(?:了|有)?))多少个?人[？?]?$"
)
"""多少人 of a place are its population, not the deputies of its congress."""
_TAIL = re.compile(r"[吗呀啊嘛哈哦]([？?。！!~～\s]*)$")


def strip_courtesy(question: str) -> str:
    """Return a question without the politeness around it; one that is nothing else comes back as it is.

    您好，请问能不能告诉我海淀上市企业有多少家？谢谢！ gives 海淀上市企业有多少家？
    """
    whole = question.strip()
    core, asks = whole, False
    while (end := _prefix_end(core)) > 0:
        asks = asks or _ASKS_TO_TELL.match(core) is not None or _KNOWS.match(core) is not None
        core = core[end:].lstrip(_MARKS)
    thanks = _THANKS_AFTER.search(core)
    if thanks is not None:
        core = core[: thanks.start()] + ("？" if thanks.group()[0] in "？?" else "")
    tail = _AGREED.search(core) or (_TAIL.search(core) if asks else None)
    if tail is not None and _ASKED.search(core, 0, tail.start()):
        core = core[: tail.start()] + ("？" if tail[1] else "")
    return core if re.search(r"\w", core) else whole


def tidied(question: str) -> str:
    """Return a question without markup, and without white space between Chinese characters: 海 淀 区 is 海淀区."""
    plain = _MARKUP.sub("", question)
    return _INHABITED.sub(_population, _BETWEEN.sub("", plain if re.search(r"\w", plain) else question))


def _population(asked: re.Match[str]) -> str:
    return f"{asked['place']}{'常住' if asked['live'] else ''}人口是多少？"


def _prefix_end(text: str) -> int:
    """Return where the courtesy in front of a question ends, 0 when there is none."""
    asks = _ASKS_TO_TELL.match(text)
    if asks is not None:
        return asks.end()
    knows = _KNOWS.match(text)
    if knows is not None and _ASKED.search(text, knows.end()) and len(text) > knows.end() + 2:
        return knows.end()
    return max((match.end() for pattern in _PREFIXES if (match := pattern.match(text))), default=0)
