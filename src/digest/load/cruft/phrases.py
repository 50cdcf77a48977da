"""Whether a line betrays itself by its words: it is a known phrase, or holds one.

The words stand in `families`, by reason and language. A phrase here is one sign among
others; what follows from it is for the rules to decide.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from digest.load.cruft.families import FAMILIES
from digest.load.cruft.families.family import Family, Table

#: lines under which pages list other articles
LIST_OPENERS = re.compile(
    r"^\W*(?:(?:related|more|most|recommended|trending|popular|latest|top|upcoming"
    r"|our latest|editors?'s? picks?|editor's|you may|you might|don't miss|see also"
    r"|read next|up next|keep reading|from the web|around the web"
    r"|in case you missed|recent)\b[^.]{0,40}"
    r"|mehr zum thema|(?:am )?meist ?gelesen(?:e artikel)?|das könnte .{0,30}"
    r"|auch interessant|(?:ähnliche|weitere|verwandte|aktuelle|neueste|beliebte)"
    r" (?:artikel|beiträge|meldungen|nachrichten|themen)"
    r"|sur le même (?:sujet|thème)|articles (?:similaires|liés|récents|populaires)"
    r"|les plus (?:lus|vus|partagés|populaires)|vous aimerez (?:aussi|peut-être)"
    r"|derni(?:ers articles|ères actualités)|à lire (?:aussi|également)"
    r"|lo (?:más|último) ?(?:leído|visto|popular)?|te puede interesar"
    r"|(?:noticias|artículos|notas|contenidos) relacionad[oa]s|últimas noticias"
    r"|(?:las|los)? ?más (?:leíd[oa]s|vist[oa]s)|entradas recientes"
    r"|(?:articoli|notizie|contenuti) correlat[ie]|i più (?:letti|visti)"
    r"|(?:ultime notizie|articoli recenti|potrebbe interessarti)(?: anche)?"
    r"|(?:notícias|matérias|artigos|posts) relacionad[oa]s|(?:as |os )?mais lid[ao]s"
    r"|mais vist[ao]s|você (?:também )?pode gostar|posts recentes"
    r"|(?:meest|best) (?:gelezen|bekeken)|gerelateerde? (?:artikelen|berichten|nieuws)"
    r"|laatste nieuws|recente berichten"
    r"|najczęściej czytane|najnowsze(?: wiadomości)?|polecane(?: artykuły)?"
    r"|(?:podobne|powiązane) artykuły|może cię (?:też )?zainteresować"
    r"|nejčtenější|související články|další články|mohlo by vás (?:také )?zajímat"
    r"|mest läst[a]?|senaste nytt|relaterade artiklar|mest læste?|seneste nyt"
    r"|relaterede artikler|mest lest|siste nytt|relaterte saker|luetuimmat"
    r"|(?:материалы|новости|статьи|ещё)? ?по теме|популярн(?:ое|ые статьи|ые новости)"
    r"|самое (?:читаемое|популярное)|похожие (?:статьи|материалы|записи|новости)"
    r"|(?:последние|главные) новости|вам может быть интересно|новости партн[её]ров"
    r"|за темою|популярн(?:е|і новини)|схожі (?:новини|статті|матеріали)"
    r"|останні новини|головні новини"
    r"|(?:ilgili|benzer|son|öne çıkan) (?:haberler|yazılar)|(?:en )?çok okunanlar"
    r"|(?:σχετικά|δημοφιλή) άρθρα|τελευταία νέα|τα πιο διαβασμένα"
    r"|(?:berita|artikel) (?:terkait|terbaru|populer|lainnya)|terpopuler"
    r"|(?:tin|bài viết|bài) liên quan|tin (?:mới|cùng chuyên mục|đọc nhiều)|đọc nhiều"
    r"|(?:مقالات|مواضيع|أخبار) ذات صلة|الأكثر (?:قراءة|مشاهدة)|آخر الأخبار"
    r"|כתבות (?:נוספות|קשורות|מומלצות)|הנקראות ביותר|עוד בנושא"
    r"|(?:مطالب|اخبار) مرتبط|پربازدیدترین|آخرین اخبار|संबंधित खबरें|ताजा खबरें"
    r"|(?:相关|推荐|热门)(?:阅读|新闻|文章|推荐|报道)|猜你喜欢|大家都在看|最新文章"
    r"|(?:相關|推薦|熱門|延伸)(?:閱讀|新聞|文章|報導)|猜你喜歡|最多人看"
    r"|(?:関連|人気|おすすめ|新着|最新)(?:の)?記事|(?:アクセス|人気)ランキング"
    r"|(?:관련|추천|인기|최신|주요) ?(?:기사|뉴스)|많이 본 (?:뉴스|기사))\W*$"
)

#: how a teaser breaks off
TEASER_END = re.compile(
    r"(?:\[?\(?\b(?:read more|continue reading|read on|read the full story|full story"
    r"|read the full article|keep reading|see more|learn more|find out more"
    r"|more\s?[»›>]|weiterlesen|mehr lesen|mehr erfahren|zum artikel|lire la suite"
    r"|lire plus|en savoir plus|leer más|seguir leyendo|ver más|leggi tutto"
    r"|continua a leggere|leggi di più|leia mais|ler mais|continuar lendo|lees verder"
    r"|lees meer|czytaj więcej|czytaj dalej|číst více|celý článek|читать далее"
    r"|читать полностью|подробнее|читати далі|детальніше|baca selengkapnya"
    r"|selengkapnya|xem thêm|đọc tiếp|läs mer|les mer|læs mere|lue lisää|devamını oku"
    r"|devamı|διαβάστε περισσότερα|اقرأ المزيد|قراءة المزيد|קרא עוד|קראו עוד"
    r"|ادامه مطلب|और पढ़ें)\b|阅读全文|查看全文|閱讀更多|繼續閱讀|続きを読む|もっと見る"
    r"|더 보기|더보기)\s?[\])»›>→.…]*$",
    re.IGNORECASE,
)
#: letters that people write in two ways
_ALIKE = str.maketrans({"’": "'", "ı": "i", "ي": "ی", "ك": "ک", "ى": "ی"})
#: accents and vowel points, which capitals and hurried hands leave out
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u0652\u200b-\u200f]")
_NUMBER = re.compile(r"\d+")
_EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")
#: arrows and bullets, which pages set before an invitation
_POINTERS = " >»›→▶►▸•·*|+–—-[【■◆▼☞"
_WORD = re.compile(r"\w+")
#: scripts in which no blank ends a word
_UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
#: a sentence in quotation marks is somebody's speech
_QUOTES = re.compile('["“”„«»「]')
#: what makes a label of the words before it: `See also: ...`
_LABEL_END = re.compile(r"\s?[:：]")
_GAP = re.compile(r"[\s|/•·,]+")
_BAR = re.compile(r"\s[|•·]\s")
#: characters of a row of buttons
LONGEST_ROW = 80
_LEAST_ROW = 2
#: characters by which openings are looked up
_KEY = 2

#: what else a whole sentence says if it is cruft
SECOND_SIGN = re.compile(
    r"newsletter|inbox|e-?mail|twitter|facebook|instagram|whatsapp|youtube|linkedin|@\w"
    r"|telegram|tiktok|cookie|privacy|all rights reserved|unsubscri|subscri"
    r"|sign(?:ed)? up|log ?in|\bapp\b|commission|links on|deliver|alerts|click|https?://"
    r"|www\.|magazine|comment|consent|membership|donat|\bour site\b|updates|opt-?out"
    r"|permalink|published, broadcast|wordpress|kommentar|postfach|datenschutz|anmeld"
    r"|angemeldet|abonnier|spende|einlogg|provision|lesezeichen|berichterstattung"
    r"|unterstutz|kategorie|schlagw[oö]rt|pflichtfeld|felder sind|warenkorb"
    r"|veroffentlicht (?:in|unter|am)|commentaire|comentario|coment[aá]rio|reacties"
    r"|komentar|коммент|комент|yorum|σχολι|تعليق|评论|評論|留言|コメント|댓글"
)


def whole_line_reason(line: str) -> str:
    """The reason if the line is nothing but a known phrase, else ""."""
    return _WHOLE.get(folded(line), "")


def phrase_reason(line: str, *, is_sentence: bool) -> str:
    """The reason if the line begins with a known phrase or holds one, else "".

    A whole sentence needs a second sign, for an article may begin one by "Share this";
    a colon right behind the phrase is one. So do doubtful families: there are other
    things than newsletters to sign up for.
    """
    text = _numberless(line)
    return (
        _inner_reason(text)
        or _opening_reason(text.lstrip(_POINTERS), is_sentence=is_sentence)
        or _form_reason(text)
        or _row_reason(_bare(text))
        or _bar_reason(_bare(text))
    )


def folded(line: str) -> str:
    """The line as the tables have it: plain, no counts, marks or icons around it."""
    return _bare(_numberless(line))


def _numberless(line: str) -> str:
    return _NUMBER.sub("#", plain(line))


def _bare(text: str) -> str:
    return _EDGES.sub("", text) or text


def plain(text: str) -> str:
    """The text in lower case, without accents and double spaces."""
    return " ".join(_unaccented(text.casefold()).split())


def _unaccented(text: str) -> str:
    if text.isascii():
        return text
    text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    return unicodedata.normalize("NFC", text).translate(_ALIKE)


def _opening_reason(text: str, *, is_sentence: bool) -> str:
    for opening, family in _OPENINGS.get(text[:_KEY], ()):
        if not text.startswith(opening) or _goes_on(text, len(opening)):
            continue
        is_label = not is_sentence or _LABEL_END.match(text, len(opening))
        if is_label and not family.is_doubtful:
            return family.reason
        if _SIGNS[family.reason].search(text, len(opening)):
            return family.reason
    return ""


def _goes_on(text: str, end: int) -> bool:
    """Whether the word before this place is longer."""
    pair = text[end - 1 : end + 1]
    return len(pair) > 1 and pair.isalnum() and not _UNSPACED.search(pair)


def _form_reason(text: str) -> str:
    if not _ANY_FORM.search(text):
        return ""
    return next((reason for form, reason in _FORMS if form.search(text)), "")


def _row_reason(words: str) -> str:
    """The reason of a row of buttons such as "Share Tweet Print", all of one family."""
    parts = _GAP.split(words)
    if len(words) > LONGEST_ROW or len(parts) < _LEAST_ROW:
        return ""
    family = next(filter(None, (_WHOLE.get(part, "") for part in parts)), "")
    is_button = all(_WHOLE.get(part, "") == family for part in parts)
    return family if is_button else ""


def _bar_reason(words: str) -> str:
    """The reason of a bar of links, "Home | Boats | Log in": most of them are known."""
    cells = _BAR.split(words)
    known = [_WHOLE[cell] for cell in cells if cell in _WHOLE]
    is_bar = len(known) >= _LEAST_ROW and len(known) > len(cells) / 2
    return known[0] if is_bar else ""


def _inner_reason(text: str) -> str:
    """The reason of the first phrase that no author writes; a quoted one is speech."""
    for found in _starts(text):
        for phrase, reason in _ANYWHERE.get(found, ()):
            place = text.find(phrase)
            if place >= 0 and not _goes_on(text, place + len(phrase)):
                return "" if _QUOTES.search(text, 0, place) else reason
    return ""


def _starts(text: str) -> Iterator[str]:
    """What a phrase in this text may be filed under."""
    yield from dict.fromkeys(_WORD.findall(text))
    if _UNSPACED.search(text):
        yield _NO_WORD


def _filed_under(phrase: str) -> str:
    found = _WORD.search(phrase)
    return _NO_WORD if _UNSPACED.search(phrase) or found is None else found[0]


def _entries(table: Table) -> Iterator[str]:
    for row in table.values():
        yield from (entry.strip("\n\t ") for entry in row.split("|") if entry.strip())


def _whole_lines() -> dict[str, str]:
    reasons: dict[str, str] = {}
    for family in FAMILIES:
        for entry in _entries(family.lines):
            reasons.setdefault(folded(entry), family.reason)
    return reasons


def _openings() -> dict[str, list[tuple[str, Family]]]:
    openings: dict[str, list[tuple[str, Family]]] = {}
    for family in FAMILIES:
        for entry in _entries(family.openings):
            words = _numberless(entry).lstrip(_POINTERS)
            openings.setdefault(words[:_KEY], []).append((words, family))
    return openings


def _anywhere() -> dict[str, list[tuple[str, str]]]:
    phrases: dict[str, list[tuple[str, str]]] = {}
    for family in FAMILIES:
        for entry in _entries(family.anywhere):
            words = plain(entry)
            phrases.setdefault(_filed_under(words), []).append((words, family.reason))
    return phrases


def _signs(family: Family) -> re.Pattern[str]:
    """What a second sign of the family is; a Latin one begins a word."""
    signs = [plain(entry) for entry in _entries(family.signs)]
    each = (sign if _UNSPACED.search(sign) else rf"\b{sign}" for sign in signs)
    return re.compile("|".join(each)) if signs else SECOND_SIGN


#: where phrases of scripts without blanks are filed
_NO_WORD = ""
_WHOLE = _whole_lines()
_OPENINGS = _openings()
_ANYWHERE = _anywhere()
_SIGNS = {family.reason: _signs(family) for family in FAMILIES}
_FORMS = tuple(
    (re.compile(_unaccented(form)), family.reason)
    for family in FAMILIES
    for form in family.forms
)
#: asked first, for most lines have none of the forms
_ANY_FORM = re.compile("|".join(form.pattern for form, _ in _FORMS))
