"""What stands beside a person's name: the office before it, the words after it."""

from __future__ import annotations

import re

from assistant.answering.candidates import Candidate
from assistant.answering.key import OFFICES
from assistant.answering.question import SPEECH_ASKED, Asked, Question
from assistant.answering.view import view

_EMPLOYER = re.compile("来自|供职|任职|就职|所在|哪[个家]?(?:公司|单位|机构|企业)的")
_WORK = re.compile("写|著|作品|代表作|哪.?[本部]")
_SAYS = re.compile(
    "说|认为|表示|指出|称|感叹|评价|相信|强调|坦言|谈到|看来|归纳|总结|写道|提醒|判断|回忆|介绍|承认|形容"
)
_GOES_ON = re.compile("他们?|她们?|并|还|[“「]")


def bears_office(question: Question, candidate: Candidate) -> bool:
    """Whether the sentence names the person asked about by what the question wants: 海淀区委书记王合生.

    An office answers for an office; an employer, or a work (《极简经济学》作者常青), where that is asked.
    """
    if question.asked in (Asked.ORGANISATION, Asked.NAME):
        wanted = _EMPLOYER if question.asked is Asked.ORGANISATION else _WORK
        if not wanted.search(question.text) or (question.asked is Asked.NAME and "《" not in candidate.view.text):
            return False
    elif question.asked is not Asked.OFFICE:
        return False
    return any(
        re.search(
            f"(?:{OFFICES})[为是由:]?{re.escape(name)}|{re.escape(name)}(?:是|为|,|担任|现任|任)[^,。;]{{0,12}}?(?:{OFFICES})",
            candidate.view.text,
        )
        for name in _people(question)
    )


def speaks(question: Question, candidate: Candidate) -> bool:
    """Whether the sentence tells what the person said whose words are asked for, or goes on after one that does."""
    if not SPEECH_ASKED.search(question.text) or not _SAYS.search(candidate.view.text):
        return False
    here, before = candidate.view.text, candidate.before.text
    return any(name in here or (name in before and _GOES_ON.match(here)) for name in _people(question))


def _people(question: Question) -> list[str]:
    return [name for name in question.names if name in view(question.text).people]
