"""What the styleguide fills its components with, in one script of each direction."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from justcities.core.worldmap import Mark, project, world

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "place": "Freetown, Sierra Leone",
        "title": "An address for every door",
        "sentence": "Residents named their own lanes and numbered 6,140 doors; ambulances now "
        "arrive in 23 minutes instead of 54.",
        "women": "Women",
        "young": "Young people",
        "said": "They asked us who lives at number nine. We said: number nine does.",
        "speaker": "Isata K.",
        "role": "keeper of the register",
        "step": "Walk",
        "step_text": "Pairs walk every passage and draw it on a strip of paper.",
        "duration": "6 weeks, 44 walkers",
        "minutes": "minutes from call to arrival. It was 54.",
        "lesson": "Register doors, not people",
        "rests": "Three requests for names in seven years, all refused.",
        "holds": "Holds where tenure is insecure.",
        "term": "Secure tenure",
        "definition": "Protection in law and in practice against being forced from one’s home.",
        "notice": "What you typed is kept.",
        "reason": "Same theme: housing and land.",
    },
    "ar": {
        "place": "فريتاون، سيراليون",
        "title": "عنوانٌ لكلّ باب",
        "sentence": "سمّى السكان أزقّتهم بأنفسهم ورقّموا 6,140 بابًا؛ فصارت سيارة الإسعاف تصل في 23 "
        "دقيقة بدلًا من 54.",
        "women": "النساء",
        "young": "الشباب",
        "said": "سألونا: من يسكن في الرقم تسعة؟ قلنا: الرقم تسعة.",
        "speaker": "إيساتا ك.",
        "role": "أمينة السجلّ",
        "step": "السير",
        "step_text": "ثنائيات تسير في كلّ ممرّ وترسمه على شريط من الورق.",
        "duration": "6 أسابيع، 44 سائرًا",
        "minutes": "دقيقة من الاتصال إلى الوصول. وكانت 54.",
        "lesson": "سجّل الأبواب لا الناس",
        "rests": "ثلاثة طلبات للأسماء في سبع سنوات، رُفضت كلّها.",
        "holds": "يصحّ حيث تكون الحيازة غير آمنة.",
        "term": "أمن الحيازة",
        "definition": "حماية في القانون والواقع من الإخراج القسري من البيت.",
        "notice": "ما كتبتَه محفوظ.",
        "reason": "الموضوع نفسه: السكن والأرض.",
    },
}


def samples(language: str) -> dict[str, Any]:
    """Return the context of every specimen in one language."""
    words = WORDS[language]
    case = SimpleNamespace(
        place_label=words["place"],
        people=[words["women"], words["young"]],
        title=words["title"],
        summary=words["sentence"],
        url="#",
        edition=2025,
        number=1,
        start="2018-08",
        status="running",
        get_status_display="",
    )
    return {
        "words": words,
        "case": case,
        "facts": [
            _fact("place", words["place"], values=[_value(words["place"], url="#")]),
            _fact("group", words["women"], values=[_value(words["women"]), _value(words["young"])]),
            _fact("status", words["duration"], text=words["duration"]),
        ],
        "quotation": {"text": words["said"], "speaker": words["speaker"], "role": words["role"]},
        "figure": {"value": "23", "text": words["minutes"]},
        "key_figures": {
            "heading": words["title"],
            "figures": [{"value": value, "text": words["minutes"]} for value in ("23", "54", "7")],
        },
        "steps": {
            "heading": words["title"],
            "steps": [
                {
                    "title": words["step"],
                    "text": words["step_text"],
                    "duration": words["duration"],
                }
            ]
            * 3,
        },
        "lesson": {
            "claim": words["lesson"],
            "rests_on": words["rests"],
            "elsewhere": words["holds"],
        },
        "event": {"name": words["title"], "start": date(2026, 11, 24), "place": words["place"]},
        "world": world(
            [
                Mark(*project(8.48, -13.23), label=words["place"], url="#", number=1),
                Mark(*project(33.9, 35.5), label=words["place"], url="#", count=9),
            ]
        ),
        "entries": [SimpleNamespace(label=words["term"], definition=words["definition"])],
        "related": [SimpleNamespace(case=case, reason=words["reason"])] * 3,
    }


def _fact(key: str, name: str, values: Any = (), text: str = "") -> SimpleNamespace:
    return SimpleNamespace(key=key, name=name, values=list(values), text=text)


def _value(label: str, url: str = "") -> SimpleNamespace:
    return SimpleNamespace(label=label, lang="", url=url, note="")
