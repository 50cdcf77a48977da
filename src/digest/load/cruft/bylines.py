"""Lines that tell who wrote, when, and whose the picture is: they become fields."""

from __future__ import annotations

import re

#: where pictures come from, as credits name it
PICTURE_SOURCES = re.compile(
    r"\b(?:pixabay|unsplash|pexels|wikimedia(?: commons)?|wikipedia|flickr|shutterstock"
    r"|getty(?: images)?|istock(?:photo)?|adobe stock|depositphotos|dreamstime|alamy"
    r"|creative commons|cc[ -]by(?:-\w+)*|public domain|ap photo|associated press"
    r"|reuters|afp|epa(?:-efe)?|efe|dpa|ansa|picture alliance|imago|instagram|handout"
    r"|courtesy|nasa|zuma|bloomberg|ap)\b",
    re.IGNORECASE,
)

#: how a credit begins
CREDIT_OPENING = re.compile(
    r"^\W{0,2}(?:(?:featured |cover |header |lead |stock )?"
    r"(?:photo(?:s|graph|graphy|graphs|graphie)?|image|images|picture|pictures"
    r"|illustration|graphic|foto|fotos|fotografía|fotografia|bild|bilder|bildquelle"
    r"|bildnachweis|quelle|crédit|crédits|crédito|créditos|credito|imagen|imagem"
    r"|immagine|beeld|zdjęcie|fot\.|fotó|kuva|bilde|billede|foto[gk]?raf|fotograf"
    r"|фото|фотография|світлина|φωτογραφία|φωτό|fotoğraf|gambar|ảnh|صورة|تصوير|عکس"
    r"|תמונה|צילום|फोटो|图片|图源|图|圖|圖片|摄影|攝影|写真|撮影|画像|사진)"
    r"(?: credits?| source| courtesy| photo| photos)?\s?(?:by\b|via\b|courtesy\b"
    r"|from\b|[:/|：／＝=]|©)|credits?\s?:|courtesy of\b|photos? by\b|©)",
    re.IGNORECASE,
)

#: how a byline begins, and the joint between its parts
BYLINE_OPENING = re.compile(
    r"^(?:(?:posted|written|published|story|words|text|article|reported)\s)?"
    r"(?:by|von|par|por|di|door|autor(?:in|a|ka)?:|author:|przez|текст:|автор:|oleh|av"
    r"|af|auteur\s?:|autore:|tekst:|text:|napsal[ia]?:?|skribent:|yazan:|yazar:"
    r"|penulis:|tác giả:|συντάκτης:)\s",
    re.IGNORECASE,
)
#: how a byline is labelled where names have no capitals
AUTHOR_LABEL = re.compile(
    r"^(?:(?:文|글|文責)\s?[:：/／]|(?:作者|记者|記者|本报记者|撰文|撰稿|著者|筆者|執筆|بقلم|الكاتب"
    r"|מאת|نویسنده|लेखक)(?:\s?[:：/／]|\s))\s?(?P<name>[^\s:：/／].{0,30})$"
)
#: 김철수 기자: the trade stands behind the name
AUTHOR_TRADE = re.compile(r"^(?P<name>[\uac00-\ud7af]{2,4})\s?기자(?:\s\S+@\S+)?$")
#: words that may stand in a line which tells the date
_DATE_WORDS = """
    published updated posted on at last modified first edited est edt et gmt utc ist
    pst pdt bst cet am pm a.m p.m am. pm. date time ago mon tue wed thu fri sat sun
    monday tuesday wednesday thursday friday saturday sunday vom um uhr aktualisiert
    stand veröffentlicht le à publié mis jour el actualizado publicado a las alle
    ore pubblicato aggiornato em às atualizado op om bijgewerkt o opublikowano
    aktualizacja в обновлено опубликовано оновлено опубліковано року г г. у publicerad
    uppdaterad publiceret opdateret publisert oppdatert kl kl. den aktualizováno
    publikováno v ve güncelleme yayınlanma tarihi dakika δημοσίευση ενημέρωση στις
    diperbarui pukul wib jam cập nhật lúc ngày gmt+7 نشر في آخر تحديث תאריך עודכן
    发布 发布时间 更新时间 更新 公開 公開日 入力 입력 수정 기사입력 최종수정
    montag dienstag mittwoch donnerstag freitag samstag
    sonntag and
"""
DATE_WORDS = frozenset(_DATE_WORDS.split())

MONTH = (
    r"(?:jan|feb|mar|apr|may|mai|jun|jul|aug|sep|sept|oct|okt|nov|dec|dez|déc|fév|févr|avr"
    r"|juil|août|ene|abr|ago|dic|set|out|gen|mag|giu|lug|ott|maart|mei|januar|februar|märz"
    r"|january|february|march|april|june|july|august|september|october|november|december"
    r"|juni|juli|oktober|dezember|janvier|février|mars|avril|juin|juillet|septembre"
    r"|octobre|novembre|décembre|enero|febrero|marzo|mayo|junio|julio|agosto|septiembre"
    r"|octubre|noviembre|diciembre|janeiro|fevereiro|março|maio|junho|julho|setembro"
    r"|outubro|novembro|dezembro|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre"
    r"|ottobre|dicembre|januari|februari|augustus|stycznia|lutego|marca|kwietnia|maja"
    r"|czerwca|lipca|sierpnia|września|października|listopada|grudnia|января|февраля"
    r"|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|січня|лютого"
    r"|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня"
    r"|ledna|února|března|dubna|května|června|července|srpna|září|října|listopadu"
    r"|prosince|marts|augusti|ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül"
    r"|ekim|kasım|aralık|pebruari|februari|agustus|desember|oktober|ιανουαρίου"
    r"|φεβρουαρίου|μαρτίου|απριλίου|μαΐου|ιουνίου|ιουλίου|αυγούστου|σεπτεμβρίου"
    r"|οκτωβρίου|νοεμβρίου|δεκεμβρίου|يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس"
    r"|سبتمبر|أكتوبر|نوفمبر|ديسمبر)\.?"
)
YEAR = r"(?:19|20)\d\d"
DATE = re.compile(
    rf"\b{YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?"
    rf"|\b\d{{1,2}}[-/.]\d{{1,2}}[-/.](?:{YEAR}|\d\d)\b"
    rf"|\b{MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s{YEAR}\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th|er)?\.?\s(?:de\s)?{MONTH},?\s(?:de\s)?{YEAR}\b"
    rf"|{YEAR}\s?[年년]\s?\d{{1,2}}\s?[月월]\s?\d{{1,2}}\s?[日일]",
    re.IGNORECASE,
)
CLOCK = re.compile(
    r"\b\d{1,2}[:.h]\d\d(?:[:.]\d\d)?\s?(?:[ap]\.?m\b\.?)?|\b\d{1,2}\s?[ap]\.?m\b\.?"
    r"|\b(?:GMT|UTC)[+-]\d{1,2}\b|\b[A-Z]{2,4}T\b",
    re.IGNORECASE,
)
#: a person: some capitalised words, initials and particles among them
PART_OF_NAME = (
    r"(?:[A-ZÀ-ÞĀ-ŽА-ЯЁІЇЄҐΑ-ΩΆ-Ώ][\w'’.-]{0,30}"
    r"|de|del|van|von|der|la|le|di|da|dos|bin|al|el)"
)
NAME_LINE = re.compile(rf"^{PART_OF_NAME}(?:\s{PART_OF_NAME}){{0,4}}$")
#: Ada Quay, AP
NAMED_AGENCY = re.compile(
    rf"^{PART_OF_NAME}(?:\s{PART_OF_NAME}){{1,3}},\s?"
    r"(?:AP|AFP|EPA|EFE|dpa|ANSA|Reuters|Getty Images|TASS|Xinhua|PA|TT|NTB|STT|APA|MTI"
    r"|Keystone|Lusa|Bloomberg)$"
)
#: aja/PAP: short signs of who wrote, and the agency's
AGENCY_MARK = re.compile(
    r"^(?:\w{2,5}/){0,3}(?:AP|AFP|EPA|EFE|dpa|ANSA|rtr|TASS|PA|PAP|TT|NTB|STT|APA|MTI"
    r"|SDA|Lusa|ČTK|TASR|Belga|ANP|KNA|epd)(?:/\w{2,5}){0,3}$"
)
BYLINE_JOINT = re.compile(r"\s+(?:and|und|et|y|e|en|i|и|&)\s+|\s*,\s*")
BYLINE_CUT = re.compile(
    r"\s+(?:on|for|in|at|am|le|el)\s|\s*[|•·–—/]\s*|\s+-\s+|(?<!\w)\d|,?\s\w+:\s|\S+@|\("
)
LONGEST_LINE = 200
MOST_WORDS = 14
MOST_CAPTION_WORDS = 90
MOST_LEFT = 3
MOST_PARTS = 4
#: what a name may have beside letters: blanks, hyphens, dots, vowel signs
SIGNS_IN_NAME = frozenset(" -.·・'’ािीुूेैोौं्ँ़")
#: a caption's last words, which name the picture's source
CAPTION_END = re.compile(
    r"[(\[](?:(?:image|photo|picture)? ?credits?:|photo:|photo by|image:|file photo"
    r"|(?:[^()\[\]]{0,60}[ /])?"
    r"(?:ap photo|afp|reuters|getty(?: images)?|shutterstock|istock)"
    r"(?:[/ ][^()\[\]]{0,60})?\))[^()\[\]]{0,80}[)\]]?$"
    r"|(?:\b(?:image|photo|picture) )?\bcredits?: .{2,60}$"
    r"|\b(?:photo|foto):? by .{2,50}$"
    r"|/ ?(?:AFP|AP|Reuters|Getty Images|EPA|dpa)\.?$",
    re.IGNORECASE,
)


def is_credit(line: str) -> bool:
    """Whether the line does nothing but name whose the picture is."""
    if len(line) > LONGEST_LINE or len(line.split()) > MOST_WORDS:
        return False
    core = line.strip("()[] ")
    if CREDIT_OPENING.match(core):
        return not core.startswith("©") or bool(PICTURE_SOURCES.search(core))
    if NAMED_AGENCY.match(core) or AGENCY_MARK.match(core):
        return True
    found = PICTURE_SOURCES.search(core)
    if found is None or core.endswith((".", "?", "!")):
        return False
    if found[0] == core:
        return True
    return bool(re.search(r"\s?[/|]\s?|\s(?:via|on)\s", core)) and (
        core.endswith(found[0]) or core.startswith(found[0])
    )


def is_caption(line: str) -> bool:
    """Whether the line tells of a picture and ends by naming its source."""
    if len(line.split()) > MOST_CAPTION_WORDS:
        return False
    return CAPTION_END.search(line[-LONGEST_LINE:]) is not None


def caption_credit(line: str) -> str:
    """The source that a caption names at its end."""
    found = CAPTION_END.search(line[-LONGEST_LINE:])
    return found[0].strip("()[] /") if found else ""


def find_date(line: str) -> str:
    """The part of the line that is a date with its year, or ""."""
    found = DATE.search(line[:LONGEST_LINE])
    return found[0] if found else ""


def is_date_line(line: str) -> bool:
    """Whether the line holds a date and hardly anything else."""
    if len(line) > LONGEST_LINE or not find_date(line):
        return False
    left = CLOCK.sub(" ", DATE.sub(" ", line))
    words = re.findall(r"[^\W\d_]+(?:\.[^\W\d_]+)*", left.casefold())
    return len([word for word in words if word not in DATE_WORDS]) <= MOST_LEFT


def is_byline(line: str) -> bool:
    """Whether the line tells who wrote, alone or with the date."""
    return bool(byline_authors(line))


def byline_authors(line: str) -> tuple[str, ...]:
    """The names in a byline; none where the line is no byline."""
    if len(line) > LONGEST_LINE or len(line.split()) > MOST_WORDS:
        return ()
    opening = BYLINE_OPENING.match(line)
    date = DATE.search(line)
    if opening is None and date is not None and line.startswith(date[0]):
        # "March 4, 2018 by Ada Quay"
        line = line[date.end() :].strip(" ,|•·–—-")
        opening = BYLINE_OPENING.match(line)
    if opening is not None:
        return _names(BYLINE_CUT.split(line[opening.end() :], maxsplit=1)[0])
    return _labelled(line)


def _labelled(line: str) -> tuple[str, ...]:
    """The one name in a byline of a script without capitals."""
    found = AUTHOR_TRADE.match(line) or AUTHOR_LABEL.match(line)
    if found is None or len(found["name"].split()) > MOST_PARTS:
        return ()
    name = found["name"].strip()
    return (
        (name,) if all(sign.isalpha() or sign in SIGNS_IN_NAME for sign in name) else ()
    )


def _names(text: str) -> tuple[str, ...]:
    names = tuple(part for part in BYLINE_JOINT.split(text.strip(" .,;:")) if part)
    is_each_a_name = all(NAME_LINE.match(name) or name.isupper() for name in names)
    return names if names and is_each_a_name else ()
