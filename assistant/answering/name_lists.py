"""Closed lists of words that tell names from other words, where the tagger alone does not."""

# Verbs that stand before what is counted: 新增上市企业.
GAINS = frozenset("新增 净增 新设 新建 引进 聚集 集聚 培育 孵化".split())
SCOPES = frozenset("全国 全市 全省 全区 全县 全州 全球 全世界 世界".split())
# The tagger's dictionary has these common words as places and as names of people.
NOT_PLACES = frozenset("上市 城市 满意度 大街 无人区 新区 三山 五园 东西 国际 省会 首都 地市级 市区 示范区".split())
NOT_PEOPLE = frozenset("高精尖 高达 高新 博士后 远高于 金融 安全 成长 成交 经济 高于 同比 强劲".split())
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪"
    "范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施牛樊葛邢安齐易乔伍庞颜倪庄聂"
    "章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟"
    "艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛"
)
# Tags that the dictionary has wrong.
CORRECT = {"印发": "v", "一共": "d", "总共": "d", "总计": "d", "主要": "d", "全部": "d", "升级版": "n"}
