"""Whether a claim gives people the offices that its quotes give them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from assistant.answering.name_lists import SURNAMES
from assistant.generation.atoms import atoms
from assistant.generation.sources import Sources

_OFFICE = re.compile(
    "(?:常务副|副|原|前|代理|代|名誉|荣誉)?(?:书记|区长|市长|省长|县长|镇长|主席|总统|部长|局长|院长|校长|所长|主任|董事长|总经理|经理|总裁|ceo|"
    "教授|会长|总监|董事(?!会|局)|监事(?!会)|行长|院士|科学家|总理|博士|作者|创始人|研究员|负责人|司令|将军|导演|秘书长|委员|主编|社长)"
)
_OFFICE_HOLDER = re.compile(f"{_OFFICE.pattern}([{''.join(sorted(SURNAMES))}][\u4e00-\u9fff])")
_ENDS_IN_OFFICE = re.compile(f"{_OFFICE.pattern}由?$")


def foreign_office(claim: str, sources: Sources) -> str:
    """Return an office of a folded claim that its quotes do not have, or have for others; "" for none.

    书记 does not stand in 副书记.
    """
    known = set(_OFFICE.findall(sources.text)) | set(_OFFICE.findall(sources.context))
    held: dict[str, set[str]] = {}
    for quote in sources.quotes:
        for person, offices in _held(quote):
            held.setdefault(person, set()).update(offices)
    taken = (office for person, offices in _held(claim) for office in offices if office not in held.get(person, known))
    return next(chain(taken, (office for office in _OFFICE.findall(claim) if office not in known)), "")


def _held(text: str) -> Iterator[tuple[str, set[str]]]:
    """Yield the people of a text that an office stands right beside (区长李俊杰, 李俊杰是区长), with their offices.

    Of each the first two characters, for the tagger does not always see where a name ends.
    """
    named = {(match.start(1), match[1]) for match in _OFFICE_HOLDER.finditer(text)}
    named |= {(atom.start, text[atom.start :][:2]) for atom in atoms(text) if atom.kind == "person"}
    for at, name in named:
        before = re.split("[,。;:的和与]", text[:at])[-1]
        after = re.split("[,。;:的和与]", text[at + len(name) :])[0]
        offices = set(_OFFICE.findall(before)) if _ENDS_IN_OFFICE.search(before) else set[str]()
        if re.match(".?(?:[是为任系、]|担任|就任|出任|现任)", after):
            offices |= set(_OFFICE.findall(after))
        if offices:
            yield name, offices
