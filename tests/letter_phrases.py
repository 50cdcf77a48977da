"""The words of which the contents of test letters are made, in three languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """What is said in one language."""

    language: str
    site: str
    newsletter: str
    author: str
    preheader: str
    titles: tuple[str, ...]
    sentences: tuple[str, ...]
    tags: tuple[str, ...]
    caption: str
    credit: str


ENGLISH = Phrases(
    language="en",
    site="North Shore Notes",
    newsletter="North Shore Weekly",
    author="Ada Quay",
    preheader="The harbour opens, the lamp turns again, and bread rises at the mill.",
    titles=(
        "The harbour opens after the long storm",
        "Who keeps the lamp burning at the cape",
        "Bread from the tide mill",
        "A winter market for nets and rope",
        "How to read the clouds above the bay",
    ),
    sentences=(
        "For nine days no ship could pass the bar, and the town lived on what it had.",
        "On the tenth the wind turned, and at dawn the pilots went out to measure.",
        "They found a new channel, deeper than the old one and a good deal shorter.",
    ),
    tags=("Harbour", "People", "Weather"),
    caption="Two boats at the quay in the first light",
    credit="Photo: Lena Deich",
)
ARABIC = Phrases(
    language="ar",
    site="دفاتر الشاطئ الشمالي",
    newsletter="أسبوعية الشاطئ الشمالي",
    author="سلمى البحري",
    preheader="الميناء يفتح أبوابه، والمنارة تعود إلى الدوران، والخبز في الطاحونة.",
    titles=(
        "الميناء يفتح أبوابه بعد العاصفة الطويلة",
        "من يحرس ضوء المنارة عند الرأس",
        "خبز من طاحونة المد والجزر",
        "سوق شتوية للشباك والحبال",
        "كيف نقرأ الغيوم فوق الخليج",
    ),
    sentences=(
        "تسعة أيام لم تعبر فيها سفينة واحدة، وعاشت البلدة على ما ادخرته.",
        "وفي اليوم العاشر تحولت الريح، وخرج المرشدون عند الفجر ليقيسوا الأعماق.",
        "فوجدوا ممرًا جديدًا أعمق من القديم وأقصر منه بكثير.",
    ),
    tags=("الميناء", "الناس", "الطقس"),
    caption="قاربان عند الرصيف في أول الضوء",
    credit="تصوير: لينا ديش",
)
JAPANESE = Phrases(
    language="ja",
    site="北岸ノート",
    newsletter="北岸ウィークリー",
    author="浜野あかり",
    preheader="港がふたたび開き、灯台の明かりが回りはじめ、水車小屋ではパンが膨らみます。週のたより。",
    titles=(
        "長い嵐のあと、港がふたたび開く",
        "岬の灯を守る人をたずねて",
        "潮の水車でひいた粉のパン",
        "網と縄をならべる冬の市",
        "湾の空の雲を読むには",
    ),
    sentences=(
        "九日のあいだ船は一隻も浅瀬を越えられず、町は蓄えだけで暮らしていました。",
        "十日目に風が変わり、夜明けとともに水先案内人たちが深さを測りに出ました。",
        "見つかった新しい水路は、古いものより深く、ずっと短いものでした。",
    ),
    tags=("港", "人びと", "天気"),
    caption="朝いちばんの光のなか、岸壁にならぶ二そうの船",
    credit="写真：ダイク・レナ",
)
PHRASES: Mapping[str, Phrases] = {
    each.language: each for each in (ENGLISH, ARABIC, JAPANESE)
}
LANGUAGES = tuple(PHRASES)

#: an article with every kind of block that an author can write
PATTERN = """\
{a} {b} {c}[^1]

{c} **{t}**, *{u}* `{code}`, [{t}](https://notes.example.org/articles/two/).

## {u}

{b} {a}

- {a}
- {b}
  - {c}
  - {a}

1. {t}
2. {u}
   1. {c}
   2. {b}

### {t}

> {a} {b}
>
> {c}

![{caption}](https://notes.example.org/media/inside.jpg)

{c} {b}

| {t} | 1 | 2 |
|:--|--:|:-:|
| {u} | 1.20 m | 3 |
| {t} | 14.75 m | 40 |

```python
def depth_at(tide: float, chart: float, margin: float = 0.5) -> float:
    return chart + tide - margin  # what remains below the keel at this hour of the day
```

---

{a} {c}

[^1]: {b} [{u}](https://lights.example/tables)
"""
BLOCKS: Mapping[str, str] = {
    language: PATTERN.format(
        a=each.sentences[0],
        b=each.sentences[1],
        c=each.sentences[2],
        t=each.titles[1],
        u=each.titles[2],
        caption=each.caption,
        code="depth_at(tide)",
    )
    for language, each in PHRASES.items()
}
