"""A follow-up made whole: the question as it would be asked without the turns before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.context import ADVERBIAL, Context, contexts, stated
from assistant.answering.courtesy import strip_courtesy
from assistant.answering.reference import resolve
from assistant.answering.same_owner import same_owner
from assistant.answering.small_talk import ShelfSummary, reply
from assistant.answering.substitution import PART, STAGE, substitute
from assistant.answering.topic import Shape, mentions, shape, tag_words
from assistant.types import Turn

_CONNECTIVE = re.compile(
    r"(?:那么|那(?![个家位项座条种届些款里儿时年])|而(?!且)|还有(?=.+呢)|以及|至于|关于|换成|换做|换作|如果是|要是|若是|同样|后来|随后)"
    r"(?:是|说|，|,)?"
)
_CONNECTIVES = frozenset(
    "那 那么 而 还有 以及 至于 关于 换成 换做 换作 换 如果 如果是 要是 若是 若 同样 后来 随后".split()
)
_PARTICLES = re.compile(r"(?:(?:又|也)?(?:怎么样|如何|怎样)?呢|的呢)$")
_ADVERBIAL = re.compile(f"(?:在?(?:{ADVERBIAL.pattern})|谁)")
_ASKED_ALONE = re.compile(
    r"(?:具体|大概|又|都|到底|究竟)?是?(?P<asked>为什么|为何|什么原因|怎么回事|(?:在|于)?什么时候|何时|什么时间|哪一?[年天]|"
    r"在?哪里|在?哪儿|什么地方|在?何处|谁)(?:呢|的|的事|啊)?"
)
_WHY = frozenset(("为什么", "为何", "什么原因", "怎么回事"))
_REALLY = re.compile(r"(?:是)?真的(?:是这样)?吗|是吗|确定吗|当真吗")
_MORE = re.compile(r"还有(?:呢|吗|别的吗|其他的?吗|更多吗)|(?:还有)?其他的?呢|别的呢")
_COMPARED = re.compile(r"(?:和|与|跟|同)(?P<other>.+?)(?:相)?比(?:较)?(?:起来)?(?:呢|怎么样|如何)?")
_OPENERS = re.compile(
    r"(?:具体|大概|大约|分别|总共|一共|共|又|也|都|还|主要|目前|现在|最|曾经?|已经?)*"
    r"(?=占|比|有|是|为|在|对|排|达|位居|居|跟|与|和|向|由|被|叫|位于|从|将|把|多|第几|什么时候|何时|哪[年里儿]|为什么|为何|怎么|如何|怎样|谁|几)"
)
_TAKES_WHOLE_TOPIC = re.compile(
    r"(?:主要)?在|和|与|跟|占|比|排|增|减|升|降|涨|跌|同比|环比|位居|居|达|超|高|低|多|少|为什么|分别|具体"
)
_ATTRIBUTES = re.compile(
    r".{0,2}(?:内容|地址|时间|地点|位置|原因|规模|目的|作用|意义|职务|身份|年龄|全称|全名|简称|名称|名字|总部|创始人|"
    r"董事长|总经理|负责人|作者|导演|注册地|成立时间|背景|定义|特点|优势|目标|金额|数量|总数|总额|面积|人口|功能|成员|主题|对象|范围|"
    r"电话|网址|邮箱|联系方式|依据|结果|影响|载体|主营业务|业务|产品|宗旨|来源|期限|标准|条件|流程|类型|构成|结构)"
)
_PERSONAL = re.compile("职务|身份|年龄|名字|背景|作品|学历|观点|看法")
_SHARE = re.compile(
    r"(?P<part>.+?)(?P<asks>占(?:了|到)?(?:百分之(?:几|多少)|多少|几成|多大比例|多大比重|比(?:是|为)?多少))"
)
_THAN_BEFORE = re.compile(
    r"(?:比|较|跟|和|与)(?P<when>上一?年|去年|前一年|(?:19|20)\d\d年)(?:相?比)?(?:呢|怎么样|如何)?"
)
_ROLE = re.compile(r"(?:长|人|书记|经理|总裁|主任|主席|CEO|总监|作者|导演)$")
_NO_SHELF = ShelfSummary((), ())
_POINTS = re.compile(r"[这那该此其它他她]")
_RANKED_IN = re.compile(
    r"(?:在)?(?:全[国市省区县球]|世界)(?:上|范围内?)?(?:(?:排名?|位[居列]|居|列|是)?(?:倒数)?第几|排名|名次)"
)
_BODY = re.compile("[^的，]{0,16}(?:院区|医院|大学|学院|公司|集团|银行|中心|园区|开发区|高新区|基地|码头|电站|机场)")
"""The rest of the name of an institution that begins with a place: 第一人民医院东港院区."""
_PERSONAL_KIND = re.compile("^那(?=个人(?:贷款|存款|消费|所得|业务|客户|住房|用户))")  # 那, 个人贷款呢
_RATE = re.compile(r"(?:占比|比重|份额|增速|增幅|增长率|毛利率|排名)(?:是|为|有|达到?)?(?:多少|第几|百分之几)")
_PAIRS = (
    ("线上", "线下"),
    ("境内", "境外"),
    ("国内", "国外"),
    ("城镇", "农村"),
    ("城市", "乡村"),
    ("男性", "女性"),
    ("公立", "民营"),
)
_OTHERS = {one: other for pair in _PAIRS for one, other in (pair, pair[::-1])}
"""One side of what has two: 线上 for 线下."""
_DONE = re.compile(r"(?P<verb>[新又再]?[\u4e00-\u9fff])了(?:多少|几)(?P<unit>[家个座所条项名人位户])")
_INSIDE = re.compile("里[面头边](?!的)")
_COUNT = re.compile(r"的?(?:总数|总量|数量|家数)$")
_KIND_ENDS = re.compile("的(?=占|有|是|为|多少|几)")
_LONGEST_KIND = 5
_BARE_INDICATOR = 8
_SHORT = 16
_SHORT_PREDICATE = 5


def complete(question: str, turns: Sequence[Turn]) -> str:
    """Return the question made whole from the turns before it, or unchanged when it stands on its own.

    Left-out subjects, pronouns and changed constraints are taken from the last turn that was no small talk:
    那沈阳呢？ after 海淀上市企业有多少家 becomes 沈阳上市企业有多少家？. Nothing is invented: what cannot be resolved
    stays as it was typed.
    """
    earlier = contexts(turns)
    core = _written(strip_courtesy(question).strip().rstrip("？?。！!~～ "))
    core = _PERSONAL_KIND.sub("那么", core)
    if not earlier or not core or reply(question, _NO_SHELF) is not None:
        return question
    resolved = resolve(re.sub(r"^那么?(?=前者|后者|[两二]者|相差|这)", "", core), earlier)
    if re.fullmatch(r"那?么?[前后]者呢?", core) and resolved != core:
        return f"{resolved.removesuffix('呢')}是多少？" if earlier[0].shape.asked[:1] == "多" else question
    whole = _completed(resolved, next((context for context in earlier if context.topic), earlier[0]))
    if whole is not None:
        return f"{whole}？"
    if resolved == core:
        return f"{owner}的{core}？" if (owner := same_owner(core, earlier[0])) else question
    asks = question.rstrip()[-1:] in "？?" or shape(core).asked or core.endswith(("吗", "呢"))
    return f"{resolved}？" if asks else resolved


def _written(text: str) -> str:
    """Return a question with the question words of writing for those of speech: 啥时候 is 什么时候."""
    return text.replace("啥", "什么").replace("咋样", "怎么样").replace("咋", "怎么")


def _completed(text: str, base: Context) -> str | None:
    goes_on = tag_words(text)[0].text in _CONNECTIVES or (text[0] == "那" and text[-1] == "呢")  # 那牛呢 is cut as 那牛
    connective = _CONNECTIVE.match(text) if goes_on else None
    core = text[connective.end() :] if connective and connective.end() < len(text) else text
    if core == "呢":  # 后来呢
        return None
    particle = _PARTICLES.search(core)
    bare = core[: particle.start()] if particle and particle.start() else core
    if (compared := _COMPARED.fullmatch(core)) is not None:
        return f"{base.topic}和{compared['other']}比怎么样"
    share = _SHARE.fullmatch(core)
    if share is not None and base.counts and share["part"].endswith("的") and base.topic not in share["part"]:
        return f"{base.subject}中{share['part']}{share['asks']}"
    if share is not None and base.subject and all(mention.kind == "place" for mention in mentions(share["part"])):
        return f"{share['part']}占{base.subject}{share['asks'].removeprefix('占')}"
    if (than := _THAN_BEFORE.fullmatch(core)) is not None and base.subject and base.shape.asked:
        return f"{base.subject.rstrip('过了')}比{than['when']}增加多少"
    if _REALLY.fullmatch(core):
        return f"{statement}吗" if (statement := stated(base)) else None
    if _MORE.fullmatch(core):
        return f"{base.shape.topic}还{base.shape.predicate}" if base.shape.topic else None
    if (alone := _ASKED_ALONE.fullmatch(core)) is not None:
        return _asked_alone(alone["asked"], base)
    if (among := re.match(r"其中[，,]?", bare)) is not None and base.topic:
        return _among(bare[among.end() :], base)
    if _INSIDE.match(bare) is not None and base.topic:
        return f"{base.named or (base.owner.text if base.owner else base.topic)}{bare}"
    if core.endswith("的呢") and (other := _other_kind(core.removesuffix("呢"), base)) is not None:
        return other
    if (special := _of_the_same(bare, base)) is not None:
        return special
    substituted = substitute(bare, base, marked=connective is not None or particle is not None)
    if substituted is not None:
        return substituted
    return _continued(bare, base)


def _other_kind(kind: str, base: Context) -> str | None:
    """Return the question for those of another kind: 退休的呢 after 在职的有多少人."""
    if not 2 < len(kind) <= _LONGEST_KIND or kind in base.question:
        return None
    ends = [match.start() for match in _KIND_ENDS.finditer(base.question)]
    before = [mention.text for mention in tag_words(base.question[: ends[-1]])] if ends else []
    if not before or len(before[-1]) < 2:
        return None
    return base.question[: ends[-1]].removesuffix(before[-1]) + kind + base.question[ends[-1] + 1 :]


def _of_the_same(bare: str, base: Context) -> str | None:
    """Return the question for another thing done (关了多少家), a rate (占比多少) or other things counted (硕士生呢)."""
    parts = base.shape
    other = _OTHERS.get(bare, "")
    if other and other in base.question and bare not in base.question:
        return base.question.replace(other, bare, 1)
    if _RATE.fullmatch(bare) and base.subject:
        return base.subject + bare
    done, before = _DONE.fullmatch(bare), _DONE.search(base.question)
    if done is not None and before is not None and done["unit"] == before["unit"]:
        return base.question[: before.start()] + bare + base.question[before.end() :]
    counted = base.counts and parts.tail and base.question.endswith(parts.tail)
    if counted and bare[-1:] == parts.tail[-1] and bare != parts.tail and re.fullmatch(r"[\u4e00-\u9fff]{2,8}", bare):
        return base.question.removesuffix(parts.tail) + bare
    return None


def _asked_alone(asked: str, base: Context) -> str | None:
    """Return the earlier question with 为什么, 什么时候, 在哪里 or 谁 asked instead."""
    asked = "为什么" if asked in _WHY else asked
    old = base.shape
    adverbial = _ADVERBIAL.fullmatch(old.asked)
    following = old.text[old.asked_end :]
    if base.named and old.asked == "谁" and following and old.asked_start == 0:
        return f"{base.named}{asked}{following}"
    opinion = old.asked[:1] in ("怎", "如") and following.startswith(("看", "评价", "想", "说", "认为"))
    if adverbial and following and following != "的" and not opinion:
        return _tidy(old.text[: old.asked_start].removesuffix("在") + asked + following)
    if asked == "为什么":
        statement = stated(base) or (base.question if old.asked_start == old.asked_end else "")
        return f"为什么{statement}" if statement else None
    verb = re.fullmatch(
        r"(?:都|还|又|曾)?([^对比在从向由被把于有]{1,4}?)(?:了|过)?", old.text[len(old.topic) : old.asked_start]
    )
    if verb and old.topic and verb[1] not in ("是", "有", "为", "占", "在", "达", "达到", "对", "叫", "总共有", "共有"):
        return f"{old.topic}是{asked}{verb[1]}{old.tail}的"
    if not base.topic:
        return None
    if "哪" in asked or "何处" in asked or "地方" in asked:
        return f"{base.named or base.topic}在{asked.removeprefix('在')}"
    statement = stated(base) if old.asked[:1] in ("多", "几", "什") else ""
    return f"{statement or base.named or base.topic}是{asked}"


def _among(rest: str, base: Context) -> str:
    topic = base.subject
    if not rest:
        return topic
    starts = mentions(rest)[0].start if mentions(rest) else len(rest)
    own_subject = starts == 0 and shape(rest).topic
    if base.counts and not shape(rest).asked and re.fullmatch(r"[\u4e00-\u9fff]{2,6}", rest):
        return f"{topic}中{rest}是多少"
    return f"{topic}中{rest}" if own_subject else f"{topic}{_joined(rest)}"


def _continued(text: str, base: Context) -> str | None:
    """Return a question without a subject, or with an indicator of nobody, joined to what the turn before was about."""
    parts = shape(text)
    if parts.asked_start == parts.asked_end:
        return None
    if _RANKED_IN.match(text) and base.topic:
        return f"{_COUNT.sub('', base.subject)}在{text.removeprefix('在')}"
    if parts.topic or any(mention.start == 0 for mention in mentions(text)):
        return _indicator_of(parts, base)
    if _POINTS.match(text):
        return None
    named = [m for m in mentions(text) if m.kind in ("person", "organisation", "title")]
    if named or not base.topic or not _lacks_subject(parts):
        return None
    if parts.asked_start == 0 and parts.tail and text == parts.asked + parts.tail:
        return f"{base.subject}有{text}"
    if parts.asked_start == 0 and re.fullmatch(r"的\w{1,4}", text[parts.asked_end :]):
        return f"{base.subject}是{text}"
    own_noun = any(m.kind == "thing" for m in mentions(text)) and not _TAKES_WHOLE_TOPIC.match(text)
    if base.named and not _TAKES_WHOLE_TOPIC.match(text):
        return base.named + _joined(text)
    if base.owner is not None and own_noun and base.owner.kind in ("place", "organisation", "person"):
        body = _BODY.match(base.topic, base.owner.end)
        return (base.topic[: body.end()] if body else base.owner.text) + _joined(text)
    measured = parts.asked[-1:] == base.shape.asked[-1:] and parts.asked_end == len(text)
    if base.shape.tail and base.shape.topic and measured and parts.asked.startswith(("多少", "几")):
        return base.shape.topic + text + base.shape.tail
    if re.match(r"具体|分别|有哪些|都有|内容", text) and (done := _object(base)):
        return done + _joined(text)
    return base.subject + _joined(text)


def _lacks_subject(parts: Shape) -> bool:
    """Whether a short question begins with its verb or question word, and names nobody who does it."""
    text = parts.text
    if (
        len(text) > _SHORT
        or "，" in text
        or re.match(r"什么是|在(?!哪|什么|何|[^，]{1,4}(?:排|位|居|中|占))|是(?!谁|什么|哪|多|几|否|怎|如)", text)
    ):
        return False
    named = [mention for mention in mentions(text) if mention.kind != "time"]
    if parts.asked_start == 0:
        rest = text[parts.asked_end :]
        if parts.asked[0] in "谁哪什" and not _ADVERBIAL.fullmatch(parts.asked.replace("谁", "")):
            return (
                rest.removesuffix("的") == parts.tail
                or rest.startswith("是")
                or (len(rest) <= _SHORT_PREDICATE and not named)
            )
        return len(rest) <= _SHORT_PREDICATE + 2 and not (named and named[0].start == parts.asked_end)
    if _OPENERS.match(text):
        return True
    named_before = any(mention.start < parts.asked_start for mention in named)
    return not named_before and parts.asked_start <= _SHORT_PREDICATE and tag_words(text)[0].tag[0] in "vadu"


def _indicator_of(parts: Shape, base: Context) -> str | None:
    """Return 净利润是多少 with the owner whose indicator the turn before asked for: 腾讯2022年的净利润是多少."""
    names = mentions(parts.text)
    things = [mention for mention in names if mention.kind == "thing"]
    others = [m for m in names if m.kind not in ("thing", "time") and m.start < parts.asked_start]
    when = names[0].text if names and names[0].kind == "time" else ""
    topic = parts.topic.removeprefix(when).removeprefix("的")
    if others or not things or "的" in topic or not topic or len(topic) > _BARE_INDICATOR:
        return None
    owner = base.owner
    if base.topic in parts.text or (owner is not None and owner.text in parts.text):
        return None
    if _ATTRIBUTES.fullmatch(topic):
        of_owner = owner.text if owner is not None and owner.kind != "place" else base.subject
        whose = base.named if base.named and (_PERSONAL.fullmatch(topic) or base.shape.asked != "谁") else of_owner
        if when and owner is not None:
            return f"{when}{owner.text}的{topic}{parts.predicate}"
        return f"{whose}的{parts.text}" if whose else None
    if (
        PART.search(topic)
        and owner is None
        and ((whole := STAGE.sub("", base.topic.removesuffix(topic))) not in parts.text)
    ):
        return whole + parts.text
    if parts.asked == "谁" and owner is not None and owner.end < len(base.shape.topic) and _ROLE.search(topic):
        return base.question[: owner.end] + parts.text
    both_count = parts.asked[:1] in ("多", "几") and base.shape.asked[:1] in ("多", "几")
    if owner is None or not both_count or owner.kind not in ("place", "organisation"):
        return None
    indicator = next((m for m in base.mentions if m.kind == "thing" and m.start >= owner.end), None)
    if names[0].kind == "time" or indicator is None or indicator.start > len(base.shape.topic):
        return owner.text + ("的" if owner.kind == "organisation" and names[0].kind != "time" else "") + parts.text
    return base.question[: indicator.start] + parts.text


def _object(base: Context) -> str:
    """Return what was done, where the turn before asked why, when or how: 海淀区出台的31条措施."""
    following = base.question[base.shape.asked_end :]
    done = re.match(r"(?:要|会|能)?([\u4e00-\u9fff]{2})了?(?=\d|《|“)", following)
    return f"{base.topic}{done[1]}的{following[done.end() :]}" if done and _ADVERBIAL.match(base.shape.asked) else ""


def _joined(text: str) -> str:
    """Return a predicate as it stands behind its subject: 什么时候成立的 becomes 是什么时候成立的."""
    return f"是{text}" if text.endswith("的") and _ADVERBIAL.match(text) else text


def _tidy(text: str) -> str:
    return re.sub(r"在(?=什么时候|为什么|怎么|谁)", "", text)
