"""Known words betray a line; words that only look alike do not."""

from __future__ import annotations

import pytest

from digest.load.cruft.families import FAMILIES
from digest.load.cruft.phrases import (
    LIST_OPENERS,
    TEASER_END,
    folded,
    phrase_reason,
    plain,
    whole_line_reason,
)
from digest.load.sights import look

#: lines that go, by their reason, in as many languages as the tables have
GO = {
    "share": """
        Share this story|Auf Facebook teilen|Partager l'article|Compartir|Seguici
        |Compartilhe|Deel dit artikel|Udostępnij|Sdílet|Dela artikeln|Del artiklen
        |Skriv ut|Поделиться|Поділитися|Paylaş|Μοιραστείτε|Bagikan|Chia sẻ|شارك|שתפו
        |اشتراک گذاری|शेयर करें|分享|シェアする|공유하기
        """,
    "related": """
        Read more|Lesen Sie auch|À LIRE AUSSI|Te puede interesar|Leggi anche
        |Leia também|Lees ook|Czytaj też|Čtěte také|Läs mer|Læs også|Les mer
        |Читайте также|Читайте також|İlgili haberler|ΔΙΑΒΑΣΤΕ ΕΠΙΣΗΣ|Baca juga
        |Xem thêm|اقرأ أيضًا|קראו עוד|بیشتر بخوانید|यह भी पढ़ें|相关阅读|延伸閱讀
        |関連記事|관련기사|» Lire aussi|▶ 관련기사
        """,
    "newsletter": """
        Sign up for our newsletter|Newsletter abonnieren|S'abonner|Suscríbete
        |Iscriviti alla newsletter|Assine|Schrijf je in|Zapisz się|Odebírat
        |Prenumerera|Tilmeld nyhedsbrev|Meld deg på|Подписаться|Підписатися|Abone ol
        |Εγγραφείτε|Berlangganan|Đăng ký nhận tin|اشترك|הירשמו לניוזלטר
        |عضویت در خبرنامه|सब्सक्राइब करें|订阅|訂閱電子報|メルマガ登録|뉴스레터 구독
        """,
    "advertisement": """
        Advertisement|Anzeige|Publicité|Publicidad|Pubblicità|Publicidade|Advertentie
        |Reklama|Inzerce|Annons|Annonce|Реклама|Reklam|Διαφήμιση|Iklan|Quảng cáo|إعلان
        |פרסומת|آگهی|विज्ञापन|广告|廣告|スポンサーリンク|광고
        """,
    "comments": """
        12 Comments|Kommentar schreiben|Laisser un commentaire|Comentarios
        |Lascia un commento|Deixe um comentário|Plaats een reactie|Dodaj komentarz
        |Přidat komentář|Kommentera|Комментарии|Коментарі|Yorum yap|Σχόλια
        |Tinggalkan komentar|Bình luận|اترك تعليقا|הוסף תגובה|دیدگاه|टिप्पणी करें
        |发表评论|發表留言|コメントを残す|댓글쓰기
        """,
    "legal": """
        © 2026 North Shore Notes|All rights reserved.|Datenschutzerklärung
        |Mentions légales|Aviso legal|Riproduzione riservata|Termos de uso
        |Privacybeleid|Polityka prywatności|Všechna práva vyhrazena|Cookiepolicy
        |Privatlivspolitik|Personvern|Политика конфиденциальности|Gizlilik|Όροι χρήσης
        |Kebijakan privasi|Chính sách bảo mật|جميع الحقوق محفوظة|כל הזכויות שמורות
        |حریم خصوصی|गोपनीयता नीति|版权所有|隱私權政策|利用規約|이용약관
        """,
    "navigation": """
        Skip to main content|Zum Inhalt springen|Aller au contenu|Ir al contenido
        |Vai al contenuto|Pular para o conteúdo|Ga naar de inhoud|Przejdź do treści
        |Přejít k obsahu|Hoppa till innehåll|Gå til indhold|На главную|Anasayfa|Αρχική
        |Beranda|Trang chủ|الصفحة الرئيسية|דף הבית|صفحه اصلی|मुख्य पृष्ठ|返回顶部
        |回首頁|トップへ戻る|본문 바로가기|Home » News » Harbour|#harbour #storm
        """,
    "account": """
        Forgot password?|Passwort vergessen|Mot de passe oublié ?|Iniciar sesión
        |Accedi|Fazer login|Inloggen|Zaloguj się|Přihlásit se|Logga in|Log ind
        |Logg inn|Войти|Увійти|Giriş yap|Σύνδεση|Lupa kata sandi|Đăng nhập
        |تسجيل الدخول|התחברות|ورود|लॉग इन करें|登录|會員登入|ログイン|로그인
        """,
    "support": """
        Donate now|Jetzt spenden|Faire un don|Haz una donación|Dona ora
        |Faça uma doação|Doneer nu|Wesprzyj nas|Podpořte nás|Поддержать редакцию
        |Підтримати нас|Bağış yap|打赏|寄付する|후원하기
        """,
    "player": """
        Play video|Video abspielen|Temps de lecture : 4 min|3 min read
        |0:00 / 12:31|Wird geladen|Chargement|Cargando...|Loading…|Vor 2 Stunden
        |2 hours ago|14.2k views|Загрузка|載入中|読み込み中|재생|Wczytywanie
        |このブラウザはサポートされていません
        """,
    "empty state": """
        No posts to display|Keine Ergebnisse|Aucun résultat|Sin resultados
        |Nessun risultato|Nenhum resultado|Geen resultaten|Brak wyników|Žádné výsledky
        |Inga resultat|Ничего не найдено|Sonuç bulunamadı|لا توجد نتائج|暂无数据
        |검색 결과가 없습니다
        """,
}


def reason(line: str) -> str:
    """The reason by which a line would go, or ""."""
    is_sentence = look(line).is_prose
    return whole_line_reason(line) or phrase_reason(line, is_sentence=is_sentence)


@pytest.mark.parametrize("expected", GO)
def test_a_known_line_goes_in_every_language(expected: str) -> None:
    """A site of any country has the same boxes."""
    lines = [line.strip() for line in GO[expected].split("|")]
    found = {line: reason(line) for line in lines}
    assert found == dict.fromkeys(lines, expected)


@pytest.mark.parametrize(
    ("expected", "line"),
    [
        ("comments", "Your email address will not be published."),
        ("comments", "Deine E-Mail-Adresse wird nicht veröffentlicht."),
        ("comments", "Votre adresse e-mail ne sera pas publiée."),
        ("comments", "Ваш адрес email не будет опубликован."),
        ("comments", "您的邮箱地址不会被公开。 必填项已用 * 标注"),
        ("legal", "We use cookies to make this site work, and to count its readers."),
        ("legal", "Diese Website verwendet Cookies, damit sie besser läuft."),
        ("legal", "Ce site utilise des cookies afin de compter ses lecteurs."),
        (
            "legal",
            "Nothing here may be copied. All rights reserved. North Shore Notes.",
        ),
        ("newsletter", "The tides of the week, every Friday morning in your inbox."),
        (
            "newsletter",
            "Sie können den Newsletter jederzeit abbestellen, wie Sie wissen.",
        ),
        (
            "account",
            "To continue reading this article, please choose one of our offers.",
        ),
        (
            "account",
            "Dieser Artikel ist nur für Abonnenten der Küstenzeitung zu lesen.",
        ),
        (
            "advertisement",
            "If you buy by these links we may earn a commission from it.",
        ),
        (
            "support",
            "Your donation keeps our journalism free for everybody on the coast.",
        ),
        (
            "player",
            "Your browser does not support the audio element, so there is none.",
        ),
    ],
)
def test_some_sentences_are_written_by_no_author(expected: str, line: str) -> None:
    """They say it all, whatever stands around them."""
    assert reason(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        # in the article's own words
        "Share this with the crew, sign both names, and bring the slip back.",
        "Comments from the pilots were read aloud, and the master answered them.",
        "Advertisement of a berth is what the rules call a note on the harbour board.",
        "Copyright in the old chart passed to the harbour in 1911, says the archive.",
        "Sign up for a berth with the master of the harbour before the week ends.",
        "Follow the red buoys up to the bridge, and keep the church behind the mast.",
        "Log in hand, the mate walked aft and read the last nine pages aloud.",
        "Donate blood on Friday, the ship's doctor told the crew; few of them did.",
        "Play stopped at noon because the pitch was under water from the spring tide.",
        "Teilen war an Bord Gesetz, und wer mehr nahm, der wusch am Abend ab.",
        "Anzeige erstattete der Kapitän am Montag, und die Wache schrieb alles auf.",
        "Partager le pain était la règle à bord, et nul ne mangeait seul.",
        "Compartir la mesa con el piloto era un honor que pocos recibían en el puerto.",
        "Реклама причала стоила городу дорого, и мост остался без новых досок.",
        "分享船上的面包是老规矩，谁也不能独自吃饭。",
        "“We use cookies,” said the baker of the ship, and all of the crew laughed.",
        # corrections and credits of the news room
        "Correction: an earlier version of this report gave a wrong number of ships.",
        "This article was amended on 4 March to give the right name of the pilot.",
        "Korrektur: In einer früheren Fassung stand eine falsche Zahl der Schiffe.",
        "Reporting by Ada Quay; editing by Ben Mole.",
        # headings of real chapters
        "Discussion",
        "Weather and tides",
        "Speed",
        "Name",
        "How comments changed the plan",
        "Share of the catch",
        "The newsletter of 1911",
        "Antworten",
        "JavaScript for sailors",
        "Lo más importante de la jornada",
        # items of lists
        "25 min",
        "2 carrots",
        "Photo albums",
    ],
)
def test_what_only_looks_alike_stays(line: str) -> None:
    """In doubt a line stays: a careless cleaner is worse than none."""
    assert reason(line) == ""


#: sentences of articles on what pages speak of, too
PROSE = {
    "de": """
        Der Brief, den er per E-Mail erhalten hatte, lag auf dem Tisch am Hafen.
        |Die Reederei wurde um einen Kommentar zu dem Vorfall am Kai gebeten.
        |Die Karte der Küste ist urheberrechtlich geschützt, sagt das Amt.
        |Für jedes Boot bekam der Makler eine kleine Provision von der Werft.
        |Wir nutzen den Wind, solange er weht, sagte die Fischerin am Morgen.
        """,
    "fr": """
        Le maire aurait voulu toucher une commission sur la vente du vieux phare.
        |La politique de confidentialité du port fait débat au conseil municipal.
        """,
    "es": """
        La lista de los barcos no será publicada antes del verano, dijo la alcaldesa.
        |El capitán quiso recibir una comisión por cada caja de pescado vendida.
        """,
    "it": "Il rapporto sul porto non sarà pubblicato prima di maggio, dice il sindaco.",
    "pt": "O mapa da costa não será publicado este ano, disse a capitania do porto.",
    "nl": """
        Het rapport over de haven wordt niet gepubliceerd, zei de burgemeester gisteren.
        |Een kleine commissie van vissers bekijkt het plan voor de nieuwe kade.
        """,
    "pl": "Raport o porcie nie zostanie opublikowany przed latem, mówi burmistrz.",
    "sv": "Fiskarna har alla rättigheter till viken sedan tre hundra år, säger hon.",
    "no": "Fiskerne krever alle rettigheter til fjorden tilbake fra staten i år.",
    "ru": """
        Отчёт о шторме не будет опубликован до весны, сообщили в порту.
        |Счёт рыбаков может не совпадать со счётом портового управления.
        """,
    "uk": "Рахунок рибалок може не збігатися з рахунком портового управління.",
    "zh": "三名男子未经授权进入了港口的旧灯塔，第二天早上被渔民发现。",
    "fa": "نقشه قدیمی بندر در کتابخانه شهر محفوظ است و هر روز دیده می‌شود.",
    "he": "האופה בנמל מתמחה בעוגיות שקדים כבר שלושים שנה, והדייגים אוהבים אותן.",
}


@pytest.mark.parametrize(
    "line", [line.strip() for row in PROSE.values() for line in row.split("|")]
)
def test_a_sentence_of_an_article_stays_in_every_language(line: str) -> None:
    """Articles, too, are on lists that are not published, and on rights."""
    assert (phrase_reason(line, is_sentence=True), whole_line_reason(line)) == ("", "")


def test_a_phrase_before_a_colon_is_a_label() -> None:
    """Then a whole sentence may follow, and goes with it."""
    sentence = "Czytaj też: Komu potrzebny jest nowy port? Rybacy nie wiedzą."
    assert phrase_reason(sentence, is_sentence=True) == "related"
    spoken = "See also that the boats are tied up before the storm comes in."
    assert phrase_reason(spoken, is_sentence=True) == ""


@pytest.mark.parametrize(
    "line",
    ["LIRE AUSSI", "lire  aussi", "Lire aussi :", "→ Lire aussi", "Lire aussi (12)"],
)
def test_case_blanks_icons_and_counts_make_no_difference(line: str) -> None:
    """Pages write one phrase in many ways."""
    assert whole_line_reason(line) == "related"


def test_accents_and_kinds_of_letters_make_no_difference() -> None:
    """Capitals lose their accents, and hurried hands theirs."""
    assert plain("À  LIRE") == plain("A lire") == plain("À lire")
    assert plain("YAZDIR") == plain("Yazdır")
    assert plain("Ещё") == plain("Еще")
    assert plain("اقرأ أيضًا") == plain("اقرأ أيضا")
    assert folded("12 min read") == folded("3 min read")


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.reason)
def test_a_table_has_no_empty_and_no_double_row(family: object) -> None:
    """A slip of the hand in a table is found here."""
    for name in ("lines", "openings", "anywhere", "signs"):
        for language, row in getattr(family, name).items():
            entries = [entry.strip() for entry in row.split("|")]
            place = (name, language)
            assert all(entries), place
            assert len(set(entries)) == len(entries), place


@pytest.mark.parametrize(
    "line",
    [
        "Most read",
        "Ähnliche Artikel",
        "Les plus lus",
        "Últimas noticias",
        "Articoli correlati",
        "Mais lidas",
        "Laatste nieuws",
        "Похожие статьи",
        "Останні новини",
        "Çok okunanlar",
        "الأكثر قراءة",
        "相關新聞",
        "人気記事",
        "많이 본 뉴스",
    ],
)
def test_some_lines_open_a_list_of_other_articles(line: str) -> None:
    """What stands under them goes with them."""
    assert LIST_OPENERS.match(line.casefold())
    assert reason(line) == "related"


@pytest.mark.parametrize("line", ["Lo primero", "Mehr Wind", "Читайте также", "写真"])
def test_other_lines_open_none(line: str) -> None:
    """An invitation to one article names it in its own line."""
    assert LIST_OPENERS.match(line.casefold()) is None


@pytest.mark.parametrize(
    "line",
    [
        "The storm came back on Monday… Read more",
        "Der Sturm kam am Montag zurück … Mehr lesen",
        "La tempête est revenue lundi... Lire la suite »",
        "Шторм вернулся в понедельник… Читать далее",
        "暴风雨周一又来了……阅读全文",
    ],
)
def test_a_teaser_ends_by_asking_to_read_on(line: str) -> None:
    """In the words of its language."""
    assert TEASER_END.search(line)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Share Tweet Print", "share"),
        ("Teilen | Drucken", "share"),
        ("Facebook Twitter WhatsApp E-mail", "share"),
        ("Registrieren | Einloggen", "account"),
        ("Home | Boats | Log in", "navigation"),
        ("Ship | Port | Day | Home", ""),
        ("Share the boat", ""),
        ("Print makes the newspaper", ""),
    ],
)
def test_a_row_of_known_words_is_a_row_of_buttons(line: str, expected: str) -> None:
    """Every one of them has to be known."""
    assert reason(line) == expected
