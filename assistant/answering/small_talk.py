"""Greetings, thanks and the like get a short, fitting reply without citations."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.answering.courtesy import strip_courtesy
from assistant.text import fold

__all__ = ["ShelfSummary", "reply", "strip_courtesy"]

_MARKS = " \t\n\r\u3000，,。.！!？?~～、；;…：:"


@dataclass(frozen=True, slots=True)
class ShelfSummary:
    """What the shelf holds: the documents' titles, and questions that they answer."""

    titles: tuple[str, ...]
    examples: tuple[str, ...]


def reply(question: str, shelf: ShelfSummary) -> str | None:
    """Return a reply to a greeting, thanks, a farewell, praise, doubt or a question about the program itself.

    None for everything else, also for a greeting in front of a real question.
    """
    said = "".join(character for character in fold(question) if character not in _MARKS)
    english = said.isascii()
    return next((answer(shelf, english) for pattern, answer in _REPLIES if pattern.fullmatch(said)), None)


def _greet(shelf: ShelfSummary, english: bool) -> str:
    if english:
        return f"Hello! I answer questions about {_holdings(shelf, True)}, with the passage each answer comes from."
    return f"您好！我根据{_holdings(shelf, False)}回答问题，每句话都注明出处。{_suggestion(shelf)}"


def _describe(shelf: ShelfSummary, english: bool) -> str:
    if english:
        examples = "".join(f"\n- {example}" for example in shelf.examples)
        asking = f" You could ask:{examples}" if examples else ""
        return f"I answer questions about {_holdings(shelf, True)}, and show the exact passage.{asking}"
    examples = "".join(f"\n- {example}" for example in shelf.examples)
    asking = f"您可以这样问：{examples}" if examples else "请直接输入您的问题。"
    return f"我回答关于{_holdings(shelf, False)}的问题，每个答案都附上原文出处；原文没有写的，我会直接告诉您。{asking}"


def _thank(_: ShelfSummary, english: bool) -> str:
    return "You're welcome." if english else "不客气。还有想了解的，请继续问。"


def _part(_: ShelfSummary, english: bool) -> str:
    return "Goodbye!" if english else "再见，欢迎再来。"


def _introduce(shelf: ShelfSummary, english: bool) -> str:
    if english:
        return f"I am a program that answers questions about {_holdings(shelf, True)}, with citations."
    return f"我是一个报告问答程序，只根据{_holdings(shelf, False)}回答问题，并给出原文出处。{_suggestion(shelf)}"


def _accept_praise(_: ShelfSummary, english: bool) -> str:
    return "Thank you. What else would you like to know?" if english else "谢谢您的肯定。还想了解什么，请继续问。"


def _accept_doubt(_: ShelfSummary, english: bool) -> str:
    if english:
        return "Please check the quoted passage; asking with the place, the year or the indicator also helps."
    return "请点开出处核对原文；也可以把问题说得更具体一些，例如写明地区、年份或指标，我再查一次。"


def _acknowledge(_: ShelfSummary, english: bool) -> str:
    return "All right. Ask whenever you like." if english else "好的。还想了解什么，请继续问。"


def _holdings(shelf: ShelfSummary, english: bool) -> str:
    if not shelf.titles:
        return "the documents here" if english else "这里的资料"
    shown, count = shelf.titles[:3], len(shelf.titles)
    if english:
        more = f" and {count - 3} more" if count > 3 else ""
        return ", ".join(f"“{title}”" for title in shown) + more
    listed = "、".join(title if title.startswith("《") else f"《{title}》" for title in shown)
    return listed + (f"等{count}份资料" if count > 3 else "")


def _suggestion(shelf: ShelfSummary) -> str:
    return f"例如：{shelf.examples[0]}" if shelf.examples else "请直接输入您的问题。"


_END = "[啊呀呢吗哦哈啦了的吧嘛]*"
_REPLIES: tuple[tuple[re.Pattern[str], Callable[[ShelfSummary, bool], str]], ...] = tuple(
    (re.compile(pattern), answer)
    for pattern, answer in (
        (
            rf"(?:您好|你好|嗨|哈喽|哈啰|喂|在吗|在不在|有人|早安|午安|大家好|早上好|早|上午好|中午好|下午好|晚上好){{1,2}}{_END}|"
            r"(?:hi|hello|hey|hithere|hellothere|good(?:morning|afternoon|evening))",
            _greet,
        ),
        (
            rf"(?:好的?|嗯+|哦|明白了|知道了|太好了|太棒了|真好)?(?:非常|十分|太|真是|真的|多)?(?:(?:谢谢|感谢|多谢|谢|辛苦|麻烦)(?:你|您|你们)?(?:了|啦|呀|啊|哈)?){{1,3}}"
            rf"(?:你|您|大家)?(?:的?(?:回答|帮助|帮忙|解答))?{_END}|"
            r"thanks|thankyou|thx|thankyouverymuch|thanksalot|manythanks",
            _thank,
        ),
        (
            rf"(?:好的?|那)?(?:先)?(?:再见|拜拜|拜|晚安|回见|下次见|回头见|没有?别的问题了?|没有?问题了){{1,2}}{_END}|"
            r"bye|byebye|goodbye|seeyou|goodnight",
            _part,
        ),
        (
            rf"(?:请问)?(?:你|您)(?:到底)?(?:是(?:谁|什么|哪位|机器人|人工智能|ai|真人|人)|叫什么(?:名字)?|的名字是什么){_END}|"
            r"(?:请)?(?:做个|简单)?(?:介绍一?下?(?:你|您)?自己|自我介绍一?下?)|whoareyou|whatareyou|what'?syourname|whatisyourname",
            _introduce,
        ),
        (
            rf"(?:请问)?(?:你|您)会(?:些|点)?(?:什么|啥){_END}|"
            rf"(?:请问)?(?:你|您|这个?(?:程序|系统|助手|网站|页面)?|这里)?(?:都|还)?(?:能|会|可以|可)(?:帮(?:我|我们))?"
            rf"(?:做|干|回答|问|查|提供|帮忙)(?:些|点)?(?:什么|啥|哪些)(?:事情?|问题|内容|东西|忙)?{_END}|"
            rf"(?:你|您)?(?:有|具备)(?:什么|哪些)(?:功能|本领|资料|报告|能力){_END}|"
            rf"我(?:能|可以|该|应该)?(?:问|怎么问)(?:你|您)?(?:些|点)?(?:什么|啥|哪些)?(?:问题)?{_END}|这里有(?:什么|哪些)(?:资料|报告|文件)|"
            rf"(?:这个?)?(?:程序|系统|助手)?(?:该|要)?(?:怎么|如何|怎样)(?:使用|用|提问|问){_END}|帮助|使用(?:说明|方法|帮助)|功能|help|"
            r"whatcanyoudo|howdoesthiswork|whatcaniask|howdoiusethis",
            _describe,
        ),
        (
            rf"(?:你|您|回答得?|说得?|答得?)?(?:真|太|很|非常|好)(?:棒|厉害|聪明|好|不错|牛|准确?|清楚|有用){_END}|"
            rf"(?:不错|厉害|牛|赞|棒|点赞|说得对|没错|答对了|很有(?:用|帮助)){{1,2}}{_END}|great|good|goodjob|nice|welldone|awesome",
            _accept_praise,
        ),
        (
            rf"(?:这|你|您|你说的?|回答|答案|好像|感觉)*(?:不对|错|答错|说错|不准确?|不正确|有误|有问题|不是这样){_END}|"
            rf"(?:你|您|答得?|回答得?)?(?:真|太|很|好)(?:笨|差|烂|蠢|没用|糟){_END}|(?:胡说|瞎说|乱说|答非所问|没用|什么破玩意|垃圾){_END}|"
            r"wrong|that'?swrong|thatiswrong|notright|incorrect|youarewrong",
            _accept_doubt,
        ),
        (
            rf"(?:好的?|行|可以|嗯+|哦+|噢|明白|知道|了解|收到|原来如此|ok|okay|没事|没关系|哈+|呵+){{1,2}}{_END}|isee|gotit",
            _acknowledge,
        ),
    )
)
