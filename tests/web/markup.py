"""What a browser would make of HTML: its text, its marks, its elements."""

from __future__ import annotations

from html.parser import HTMLParser


class Markup(HTMLParser):
    """Reads HTML; `text` is its text content, `marks` the text inside `mark` by citation number."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.marks: dict[int, str] = {}
        self.elements: list[tuple[str, dict[str, str]]] = []
        self._open: list[int] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.elements.append((tag, attributes))
        if tag == "mark":
            self._open = [int(number) for number in attributes["data-n"].split()]

    def handle_endtag(self, tag: str) -> None:
        if tag == "mark":
            self._open = []

    def handle_data(self, data: str) -> None:
        self.text += data
        for number in self._open:
            self.marks[number] = self.marks.get(number, "") + data

    def tags(self) -> set[str]:
        return {tag for tag, _ in self.elements}
