"""Names of people and places in Chinese text."""

from __future__ import annotations

import re

PEOPLE = frozenset({"nr", "nrt", "nrfg"})
"""The tagger's parts of speech for people's names."""

_SUFFIX = re.compile("(?<=[\u4e00-\u9fff]{2})(?:市|区|省|县|国)$")
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹"
    "薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟申詹欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
)
_NOT_PLACES = frozenset({"上市", "国家", "市场", "地市", "城市"})
_AND = frozenset("与和及")
_OF_A_KIND = re.compile(
    "(?:上市|股份|国有|国营|民营|私营|外资|合资|公立|私立|公办|民办|商业|中小|大型|地方|高新技术|[一二三]级)(?:公司|企业|银行|医院|大学|学院|集团)"
)


def is_name(word: str, tag: str) -> bool:
    """Whether a word with the tagger's part of speech is a name: a place, an organisation, or a person with a surname.

    上市公司 is none, but a kind.
    """
    if tag in PEOPLE:
        return len(word) in (2, 3) and word[0] in SURNAMES and word[1] not in _AND
    return len(word) > 1 and tag in {"ns", "nt"} and word not in _NOT_PLACES and not _OF_A_KIND.fullmatch(word)


def bare(name: str) -> str:
    """Return a place's name without 市, 区, 省, 县: 海淀区 and 海淀 are one."""
    return _SUFFIX.sub("", name)
