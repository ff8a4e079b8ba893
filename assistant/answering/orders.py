"""Ways to ask the same, put into the order that plans know: 和沈阳比，海淀的GDP高多少 is 海淀的GDP比沈阳高多少."""

from __future__ import annotations

import re

_OTHER = r"(?P<b>[^，比和与跟]+?)"


def _compared(asked: re.Match[str]) -> str:
    """Return by how much the first is more than the second, of what both are held against: 海淀的GDP比沈阳的GDP高多少."""
    what = f"的{asked['x']}" if asked["x"] else ""
    return f"{asked['a']}{what}比{asked['b']}{what}{asked['w']}{asked['t']}"


def _rather(asked: re.Match[str]) -> str:
    """Return by how much the first is more than the second: 海淀是上市企业多还是小巨人多，差几家."""
    owner = f"{asked['a']}的" if asked["a"] else ""
    return f"{owner}{asked['x']}比{asked['b']}{asked['w']}{asked['t']}"


_ORDERS = (
    (re.compile(r"(?<=[差距])几何$"), "多少"),
    (
        re.compile(
            r"^(?P<list>[^，]+?[和与及跟、][^，]+?)这?[两二三四五](?:[地市省区县州镇者家]|[个座家所种项类大](?:省会|城市|城区|地区|区县?|市|县|省|镇|公司|企业|国家|产业|行业|园区|学校|医院|银行|部门|板块)?)(?P<next>的|之间|加|合|一共|总共|共|相|差)"
        ),
        r"\g<list>\g<next>",
    ),
    (
        re.compile(
            r"^(?P<list>[^，]+?[和与及跟、][^，]+?)这?[两二三四五](?:[地市省区县]|个(?:省会|城市|城区|地区|园区|街道|[区市县省镇]|公司|企业|医院|学校|银行))(?=[^的和与、，哪谁是]{2})"
        ),
        r"\g<list>的",
    ),
    (
        re.compile(
            rf"^(?:(?P<a>[^，]+?)是)?(?P<x>[^，是]+?)(?P<w>[高低多少大小早晚长短])还是{_OTHER}(?P=w)，(?:相?差|[高低多少大小早晚长短][了出]?)(?P<t>(?:多少|几)[^，]*)$"
        ),
        _rather,
    ),
    (
        re.compile(
            rf"^(?P<a>[^，]+)，?(?:和|与|跟){_OTHER}，?(?:哪一?[件个场次](?:事情?|活动)?|谁)(?:发生)?(?:在前|在先|先发生|先)$"
        ),
        r"\g<a>和\g<b>哪个更早",
    ),
    (re.compile(r"^(?P<a>[^，]+?)的?净利润?率(?=[^，]*(?:多少|几))[^，]*$"), r"\g<a>的净利润占营业收入的百分之几"),
    (
        re.compile(
            rf"^(?:和|与|跟|同|对比|相比于?|相较于?|比起){_OTHER}(?:相比|比较|比起来|比|来说)?，(?P<a>[^，]+?)(?P<t>[高低多少大小早晚长短][出了上]*(?:多少|几)[^，]*)$"
        ),
        r"\g<a>比\g<b>\g<t>",
    ),
    (
        re.compile(
            rf"^(?P<a>[^，]+?)(?:和|与|跟){_OTHER}(?:相比|比起来|比)，?(?P<x>[^，的]*?)(?:相差|差)(?P<t>多少|几|多大)"
        ),
        r"\g<a>和\g<b>的\g<x>相差\g<t>",
    ),
    (
        re.compile(rf"^(?P<a>[^，]+?)减去?{_OTHER}(?:后|之后)?(?:等于|是|得|为|还剩)(?P<t>多少|几)"),
        r"\g<a>和\g<b>相差\g<t>",
    ),
    (
        re.compile(
            rf"^(?P<a>[^，]+?)(?:距离?|离){_OTHER}(?:还|仍)?(?:相差|差|有)(?P<t>(?:多少|几)[^，]*?)(?:的?差距)?$"
        ),
        r"\g<a>和\g<b>相差\g<t>",
    ),
    (
        re.compile(
            r"^(?P<a>[^，]+?)(?:和|与|跟|同)(?P<b>[^，]+?)(?:相比|比)?，?(?:哪一?[个家边方些项所座](?:(?:城市|地区|公司|企业|国家|[省市区县])的)?|谁)的?(?P<x>[^，]*?)(?:更|比较)?(?P<w>[高低多少大小早晚长短])，[又要]?[高低多少大小早晚长短][了出]?(?P<t>(?:多少|几)[^，]*)$"
        ),
        _compared,
    ),
)


def in_order(text: str) -> str:
    """Return a question, without its end mark, in the order that plans know."""
    for pattern, order in _ORDERS:
        text = pattern.sub(order, text, count=1)
    return text
