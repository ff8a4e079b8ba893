"""Every sentence of the page, Chinese and English side by side.

Both stand in the page; the stylesheet shows the one of the chosen language, so a switch needs no round trip
(`gr.I18n` follows the browser only, and cannot switch).
"""

from __future__ import annotations

from html import escape

from assistant.types import Note

WORDS: dict[str, tuple[str, str]] = {
    Note.MODEL_OUT: (
        Note.MODEL_OUT.value,
        "The language model did not finish; what is missing is taken from the report.",
    ),
    Note.MODEL_UNSUPPORTED: (
        Note.MODEL_UNSUPPORTED.value,
        "What the language model said did not stand up to the report; the answer is taken from the report.",
    ),
    Note.MODEL_DISAGREED: (
        Note.MODEL_DISAGREED.value,
        "The language model says otherwise than the report's own text, which is what counts.",
    ),
    "title": ("报告问答", "Ask the report"),
    "what": (
        "问一个关于报告的问题，答案里的每一句都能点开原文核对。",
        "Ask a question about the report; every sentence of the answer opens at its place in the source.",
    ),
    "try": ("可以这样问", "For example"),
    "shelf": ("资料 {n} 份", "{n} on the shelf"),
    "documents": ("资料", "Documents"),
    "modified": ("文件日期 {date}", "file of {date}"),
    "indexed": ("{date} 收入", "added {date}"),
    "more": ("还有 {n} 份没有列出。", "{n} more are not listed."),
    "left_out": ("没有收入的文件", "Files left out"),
    "question": ("您的问题", "Your question"),
    "placeholder": ("问一个关于报告的问题……", "Ask about the report…"),
    "you": ("您问", "You asked"),
    "send": ("发送", "Send"),
    "stop": ("停止", "Stop"),
    "copy": ("复制", "Copy"),
    "copied": ("已复制", "Copied"),
    "retry": ("重试", "Retry"),
    "edit": ("修改问题", "Edit question"),
    "clear": ("清空", "Clear"),
    "download": ("下载", "Download"),
    "follow": ("继续问", "Ask next"),
    "understood": ("理解为：", "Understood as: "),
    "thinking": ("正在查阅报告……", "Reading the report…"),
    "stopped": ("已停止。", "Stopped."),
    "source": ("报告原文", "Source"),
    "citation": ("引用 {n}", "Citation {n}"),
    "related": ("报告里相关的内容", "Related passages"),
    "refused": ("报告没有提到这一点。", "The report does not say this."),
    "conflict": ("报告中有两处不同的说法", "The report says two different things"),
    "conflicts": ("报告中有 {n} 处不同的说法", "The report says {n} different things"),
    "vague": ("原文给的是约数，结果也是约数。", "The report gives a rounded figure, so the result is approximate."),
    "previous": ("上一处", "Previous"),
    "next": ("下一处", "Next"),
    "close": ("关闭原文", "Close the source"),
    "reader": ("报告原文", "Source reader"),
    "chat": ("对话", "Conversation"),
    "cut": ("此处省略与引用无关的部分。", "Parts without citations are left out here."),
    "changed": ("报告在这次回答之后有改动，以下是当时的引文。", "The report has changed since; these were the quotes."),
    "theme": ("深色或浅色", "Dark or light"),
    "language": ("English", "中文"),
    "skip": ("跳到提问框", "Skip to the question box"),
    "up": ("有用", "Helpful"),
    "down": ("没用", "Not helpful"),
    "too_long": (
        "问题太长了，请缩短到 {n} 个字以内再发送。",
        "The question is too long; please keep it under {n} characters.",
    ),
    "too_fast": ("问得太快了，请等 {n} 秒再发送。", "Too many questions at once; please wait {n} seconds."),
    "too_busy": (
        "现在提问的人很多，请过一会儿再发送。",
        "Many people are asking right now; please send it again shortly.",
    ),
    "lost": (
        "连接断开了，问题还在输入框里，请检查网络后再发送。",
        "Connection lost; your question is kept. Please send again.",
    ),
    "empty": ("问题是空的，请写下想问的内容。", "The question is empty; please type what you want to know."),
    "invalid": ("请求的格式不对：{detail}", "The request is not valid: {detail}"),
    "too_large": ("请求太大了，请缩短后再发送。", "The request is too large; please shorten it."),
    "no_length": ("请求没有说明长度（Content-Length）。", "The request does not state its length (Content-Length)."),
    "staff_only": ("这里只对工作人员开放。", "This is for staff only."),
    "elsewhere": ("请从本站的页面提交。", "Please submit this from our own page."),
    "no_uploads": (
        "没有打开上传（设置 uploads），资料不能在这里更改。",
        "Uploads are off (setting uploads); reports cannot be changed here.",
    ),
    "missing": ("这里没有要找的内容。", "There is nothing here."),
    "unavailable": ("页面还没有准备好，请过一会儿刷新。", "The page is not ready yet; please reload it shortly."),
    "thanks": ("谢谢，已记下。", "Thank you, noted."),
    "comment": ("哪里不对？可以不填。", "What was wrong? You may leave this empty."),
    "failed": ("这次没有答出来，请再发送一次。", "That did not work; please send it again."),
    "unreadable": ("以前的对话读不出来，已从头开始。", "The earlier conversation could not be read; starting afresh."),
}


def both(key: str, **values: object) -> str:
    """The HTML of a sentence in both languages; `values` are escaped. Raises KeyError for an unknown key."""
    chinese, english = (escape(text.format(**values)) for text in WORDS[key])
    return f'<span class="zh" lang="zh">{chinese}</span><span class="en" lang="en">{english}</span>'


def hidden(key: str, **values: object) -> str:
    """The same, for screen readers only."""
    return f'<span class="unseen">{both(key, **values)}</span>'
