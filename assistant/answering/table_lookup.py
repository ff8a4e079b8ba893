"""A cell of a table by its row and its column, the largest of a column, the sum of one, and the names of all rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import rjieba

from assistant.answering.question import Asked, Question
from assistant.answering.synonyms import same_as
from assistant.answering.years import own_year
from assistant.text import bigrams, fold
from assistant.types import Document

_LINE = re.compile(r"^[ \t]*\|(.+)\|[ \t]*$", re.MULTILINE)
_RULE = re.compile(r"[\s:|-]+")
_UNIT = re.compile(r"[（(]([^（）()\d]{1,8})[)）]\s*$")
_FIGURE = re.compile(r"[-+]?[\d,]+(?:\.\d+)?")
_ASKED_UNIT = re.compile(r"(?:多少|几)(块钱|钱|人次|公里|千米|平方公里|个百分点|小时|分钟|[\u4e00-\u9fff])?")
_LARGE = re.compile("万亿|[百千]?[万亿]")
_ALIKE = (
    frozenset("人 人次 名 位 口 个".split()),
    frozenset("元 块 块钱 钱".split()),
    frozenset("家 户 个 所".split()),
    frozenset("公里 千米 里 米".split()),
    frozenset("座 站 个 处".split()),
    frozenset("班 班次 趟 次 车次".split()),
    frozenset("件 起 宗 个 案".split()),
    *(
        frozenset(one.split())
        for one in ("列 辆 组 节 台", "张", "亩 公顷", "吨 公斤 斤", "倍", "层", "岁", "天 日", "本 册", "项 个")
    ),
)
_SIZES = {"长": "里米", "远": "里米", "大": "方顷亩", "高": "米", "重": "吨斤克", "久": "年月天时分秒"}
_SIZE_ASKED = re.compile("多([长远大高重久])")
_MEASURES = re.compile("项目|指标|内容|科目|类别|事项")
"""The head of a column of measures, each of which the other columns give for somebody else."""
_GROWN = re.compile("增长|下降|增速|增幅|涨|降|跌|变化|变动|同比|增减")
_OF_WHOLE = re.compile("占|比重|比例|份额|几成")
_SHARE_ASKED = re.compile("百分之|几成|占比|比例|比重|[^\u4e00-\u9fff]%|率")
_EMPTY = re.compile(
    "去年|上年|今年|全年|一年|每年|年度|年末|年底|一天|每天|目前|现在|一共|总共|大概|大约|具体|究竟|到底|那个|这个|我们|想知道|请问|"
    "变化|变动|增长|增加|下降|多[少长远]|百分之|几成|什么|怎么样|几|有|是|为|的|了|吗|呢|能|要|得|坐|去|到|在|从|里|和|共|都|占|一|个|大|长|高|远|钱|年|哪|谁|达|约|[,，。？?！! ]"
)
_YEAR = re.compile(r"((?:19|20)\d\d)年?")
_PLAIN = frozenset("里年全总数量额率度每日的小大上下中比值次均一") | frozenset("0123456789.")
_NUMBERS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_ALL_OF = re.compile("([两二三四五六七八九十])(?:大|个|家|条|种|类|座|所|项|块)*([\u4e00-\u9fff]{1,4})")
_WHOLE = re.compile("合计|总计|小计|总体|全[市区县省国部体]")
_WHICH = re.compile("哪(?:一|[个家条种座所项])?")
_NOT_A_CELL = frozenset({Asked.LIST, Asked.REASON, Asked.WAY, Asked.YES_NO, Asked.DEFINITION})
_UNSAID = 1  # characters of a question that a table may leave unsaid


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells, the first of which is its label, and where it stands in the document."""

    cells: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A Markdown table whose rows all have a cell for each of `heads`."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    around: str
    """The folded line before it, and the document's title."""


@dataclass(frozen=True, slots=True)
class Held:
    """A cell: `name` is what it is of (石埠材料基地的产值), `row` where it stands."""

    name: str
    value: str
    unit: str
    row: Row


@lru_cache(maxsize=64)
def grids(document: Document) -> tuple[Grid, ...]:
    """Return the tables of a document."""
    lines = list(_LINE.finditer(document.text))
    found = list[Grid]()
    for place, (head, rule) in enumerate(pairwise(lines)):
        if not _RULE.fullmatch(rule[1]) or rule.start() != head.end() + 1:
            continue
        heads, rows, end = _cells(head[1]), list[Row](), rule.end()
        for line in lines[place + 2 :]:
            cells = _cells(line[1])
            if line.start() != end + 1 or len(cells) != len(heads):
                break
            inner = line[1].strip()
            start = line.start(1) + len(line[1]) - len(line[1].lstrip())
            rows.append(Row(cells, start, start + len(inner)))
            end = line.end()
        if len(heads) > 1 and rows:
            before = document.text[: head.start()].rstrip().rpartition("\n")[2]
            found.append(Grid(heads, tuple(rows), fold(f"{document.title}{before}")))
    return tuple(found)


def cell_of(question: Question, document: Document) -> Held | None:
    """Return the one cell whose row and column a question names and whose table leaves next to nothing of it unsaid."""
    if question.asked in _NOT_A_CELL or not _of_its_year(question, document):
        return None
    tables = (_across(question.text, grid) or _down(question.text, grid) for grid in grids(document))
    found = [held for held in tables if held is not None and re.search(r"\w", held.value)]
    return found[0] if len(found) == 1 else None


def column_of(question: Question, document: Document) -> list[Held]:
    """Return a column's cells where a question asks of all that the table's rows are: 三个园区产值加起来; else none."""
    if not _of_its_year(question, document):
        return []
    for grid in grids(document):
        noun = _UNIT.sub("", fold(grid.heads[0]))
        rest = _without_all(question.text, noun, grid)
        column = _column(rest, grid.heads, grid.rows[0].cells) if rest else None
        if rest is not None and column is not None and not _unsaid(rest, f"{grid.around}{fold(''.join(grid.heads))}"):
            held = [_held(row.cells[0], grid.heads[column], row.cells[column], row) for row in _parts(grid)]
            if all(_FIGURE.fullmatch(one.value) for one in held):
                return held
    return []


def rows_of(question: Question, document: Document) -> list[Row]:
    """Return the rows whose labels are what a question wants listed: 三大园区都是哪些; else none."""
    for grid in grids(document):
        noun = _UNIT.sub("", fold(grid.heads[0]))
        rest = _without_all(question.text, noun, grid)
        if rest is not None and not _unsaid(re.sub("哪些|哪几|名字|名称|叫|分别|包括", "", rest), grid.around):
            return _parts(grid)
    return []


def _parts(grid: Grid) -> list[Row]:
    """Return the rows without that of the whole."""
    return [row for row in grid.rows if not _WHOLE.match(row.cells[0])]


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.split("|"))


def _of_its_year(question: Question, document: Document) -> bool:
    own = own_year(fold(document.title + document.text))
    return not question.years or question.years == {own}


def _across(asked: str, grid: Grid) -> Held | None:
    """Return the cell of a row that is named, in a column that is."""
    named = _named(asked, [row.cells[0] for row in grid.rows]) or _inside(asked, grid)
    if named is None or any(_YEAR.search(head) for head in grid.heads[1:]):
        return None
    row, rest = grid.rows[named[0]], named[1]
    column = _column(rest, grid.heads, row.cells)
    if column is None:
        return None
    # A change is one of what stands beside it.
    heads = "".join(grid.heads if _GROWN.search(grid.heads[column]) else (grid.heads[0], grid.heads[column]))
    if _unsaid(rest, fold(f"{grid.around}{heads}{row.cells[0]}")):
        return None
    names = (row.cells[0], grid.heads[column])
    return _held(*(names[::-1] if _MEASURES.fullmatch(grid.heads[0]) else names), row.cells[column], row)


def _down(asked: str, grid: Grid) -> Held | None:
    """Return the cell of a column that is named, in a row whose label is what is asked of it: 收案数 under 松岭人民法庭."""
    named = _named(asked, grid.heads[1:])
    if named is None or len(grid.heads) < 3:
        return None
    column, rest = named[0] + 1, named[1]
    labels = tuple(row.cells[0] for row in grid.rows)
    place = _column(rest, ("", *labels), ("", *(row.cells[column] for row in grid.rows)))
    if place is None or _unsaid(rest, fold(f"{grid.around}{grid.heads[column]}{labels[place - 1]}")):
        return None
    row = grid.rows[place - 1]
    return _held(grid.heads[column], labels[place - 1], row.cells[column], row)


def _held(label: str, head: str, text: str, row: Row) -> Held:
    unit = _UNIT.search(head)
    name = f"{label}的{_UNIT.sub('', head)}"
    return Held(name, text, unit[1] if unit and _FIGURE.fullmatch(text) else "", row)


def _named(asked: str, labels: Sequence[str]) -> tuple[int, str] | None:
    """Return which one of several labels a question names, and the question without it; None for none and for two."""
    folded = [fold(label) for label in labels]
    found = list[tuple[int, str]]()
    for place, label in enumerate(folded):
        own = _own(label, folded)
        name = next((each for each in (label, own) if len(each) > 1 and each in asked), "")
        if name and not (name[0].isdigit() and asked[asked.index(name) - 1 : asked.index(name)].isdigit()):
            left = asked.replace(name, "", 1)
            found.append((place, _without_kind(left, asked.index(name), label.removeprefix(own))))
    return found[0] if len(found) == 1 else None


def _own(label: str, labels: Sequence[str]) -> str:
    """Return a label without the ending that others have, too: 松岭 of 松岭人民法庭 beside 白鹭湖人民法庭."""
    shared = 0
    for other in labels:
        size = 0
        while other != label and size < min(len(label), len(other)) and label[-size - 1] == other[-size - 1]:
            size += 1
        shared = max(shared, size)
    own = label[: len(label) - shared] if shared else label
    return own if len(own) > 1 and not own.isdigit() else label


def _without_kind(left: str, place: int, ending: str) -> str:
    """Take away what a question says of a label's ending: 法庭 of 松岭人民法庭."""
    size = 0
    while size < len(left) - place and left[place + size] in ending:
        size += 1
    return left[:place] + left[place + size :]


def _inside(asked: str, grid: Grid) -> tuple[int, str] | None:
    """Return the one row in whose other cells something stands that a question names: 雁坞村 in 汽车站至雁坞村."""
    found = dict[int, str]()
    for place, row in enumerate(grid.rows):
        for text in row.cells[1:]:
            for name in re.findall("[\u4e00-\u9fff]{3,}", re.sub("[至到、/]", " ", fold(text))):
                if name in asked:
                    found[place] = asked.replace(name, "", 1)
    return next(iter(found.items())) if len(found) == 1 else None


def _column(rest: str, heads: Sequence[str], cells: Sequence[str]) -> int | None:
    """Return the column that is asked for, None where no one of them fits best."""
    fitting = {place: _fit(rest, heads[place], cells[place]) for place in range(1, len(heads))}
    best = sorted(fitting, key=lambda place: -fitting[place])
    if not best or fitting[best[0]] <= 0 or (len(best) > 1 and fitting[best[1]] == fitting[best[0]]):
        return None
    return best[0]


def _fit(rest: str, head: str, text: str) -> int:
    """Return how well a column fits what is asked, not at all when 0 or less."""
    core, marked = fold(_UNIT.sub("", head)), _UNIT.search(head)
    unit = marked[1] if marked else re.sub(r"^[^\d]*[-+]?[\d.,]+", "", text) if re.search(r"\d", text) else ""
    pairs = len(set(bigrams(core)) & set(bigrams(rest)))
    single = len((set(core) - _PLAIN) & {word for word in rjieba.cut(rest) if len(word) == 1})
    alike = any(word in rest for word in same_as(core) if word != core)
    if (_GROWN.search(rest) is None) is not (_GROWN.search(core) is None):
        return -6
    if (_OF_WHOLE.search(rest) is None) is not (_OF_WHOLE.search(core) is None):
        return -6
    if _GROWN.search(core):
        return 2 + 3 * pairs
    return 3 * pairs + min(single, 2) + 4 * alike + _unit_fit(rest, _LARGE.sub("", unit))


def _unit_fit(rest: str, unit: str) -> int:
    size, asked = _SIZE_ASKED.search(rest), _ASKED_UNIT.search(rest)
    if _SHARE_ASKED.search(rest):
        return 2 if "%" in unit else -6
    if size is not None:
        return 2 if unit and unit[-1] in _SIZES[size[1]] else -6
    counted = asked[1] if asked and asked[1] else ""
    if not unit or not counted:
        return 0
    known = any(counted in group for group in _ALIKE)
    if counted in unit or any(counted in group and unit in group for group in _ALIKE):
        return 1 if counted == "个" else 2
    return -6 if known and counted != "个" else 0


def _unsaid(rest: str, said: str) -> bool:
    """Whether a question asks for more than is said: 工作日 of 5号线工作日客流多少."""
    unit = _ASKED_UNIT.search(rest)
    counted = unit is not None and any(unit[1] in group for group in _ALIKE)
    left = rest.replace(unit[0], "", 1) if unit is not None and counted else rest
    return len([character for character in _EMPTY.sub("", left) if character not in said]) > _UNSAID


def _without_all(asked: str, noun: str, grid: Grid) -> str | None:
    """Return a question without its 三大园区 or 哪个园区, None where it does not ask of all rows."""
    for match in _ALL_OF.finditer(asked):
        name = match[2]
        kind = noun if name.startswith(noun) else name[0] if name[0] in noun else ""
        if kind and _NUMBERS[match[1]] == len(_parts(grid)):
            return asked[: match.start()] + asked[match.start(2) + len(kind) :]
    which = _WHICH.search(asked)
    if which is not None and (asked.startswith(noun, which.end()) or asked[which.end() : which.end() + 1] in noun):
        size = len(noun) if asked.startswith(noun, which.end()) else 1
        return asked[: which.start()] + asked[which.end() + size :]
    return None
