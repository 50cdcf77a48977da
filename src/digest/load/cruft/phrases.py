"""The words by which web pages betray themselves, as tables by reason and language.

A phrase here is one sign among others; what follows from it is for the rules to decide.
Add a language by adding its words to each row: nothing else knows them.
"""

from __future__ import annotations

import re

#: lines that are nothing but one of these, after folding (see `folded`)
WHOLE_LINES: dict[str, str] = {
    "share": """
        share|share this|share this:|share this article|share this story|share on
        |share via|share selection|shares|tweet|pin|pin it|facebook|twitter|x|whatsapp
        |linkedin|pinterest|flipboard|reddit|telegram|tumblr|google+|instagram|youtube
        |messenger|copy|copy link|print|print this article|e-mail|email|email this
        |facebook twitter youtube rss feed|rss|rss feed|like this|like loading|follow
        |follow us|follow on twitter|view author archive|get author rss feed
        |email the author|e-mail the author|teilen|diesen artikel teilen|beitrag teilen
        |artikel teilen|folge uns|folgt uns|folgen sie uns|drucken|merken|folgen
        |partager|imprimer|suivre|compartir|compartir en|imprimir|seguir|condividi
        |stampa|segui|compartilhar|compartilhe|partilhar|delen|afdrukken|udostępnij
        |drukuj|поделиться|печать|bagikan|分享|收藏|关注|点赞|シェア|共有|공유|spara
        |dela|paylaş|شارك
        |mit anderen teilen|teilen mit|diese seite teilen|gefällt mir|weitersagen
        |weiterempfehlen|like it? share it|flattr this|per e-mail versenden
        |auf facebook teilen|auf twitter teilen|beitrag empfehlen|seite empfehlen
        |seite drucken|artikel drucken
        """,
    "related": """
        related|related articles|related stories|related posts|related content
        |related topics|related news|related coverage|related links|related reading
        |read more|read next|read also|see also|also read|more|more on|more like this
        |more stories|more news|more from|more articles|you may also like
        |you may like these posts|you might also like|you may like|recommended
        |recommended for you|recommended stories|recommended reading|most read
        |most read stories|most popular|most popular today|most viewed|most shared
        |trending|trending now|popular|popular posts|popular stories|latest|latest news
        |latest stories|our latest stories|top stories|top news|editors' picks
        |editor's picks|don't miss|up next|keep reading|continue reading|from the web
        |around the web|upcoming events|in case you missed it|what to read next|see all
        |view all|show more|load more|now on|popular shopping|recent posts|highlights
        |mehr zum thema|lesen sie auch|auch interessant|weiterlesen|mehr lesen
        |meistgelesen|das könnte sie auch interessieren
        |das könnte dich auch interessieren|ähnliche beiträge|weitere beiträge
        |weitere artikel|aktuelle beiträge|neueste beiträge|passend dazu|auch lesenswert
        |ähnliche artikel|verwandte artikel|à lire aussi|lire aussi|lire la suite
        |sur le même sujet|articles similaires|les plus lus|voir aussi
        |vous aimerez aussi|à découvrir|à lire également|lea también|lee también
        |leer más|seguir leyendo|te puede interesar|lo más leído|noticias relacionadas
        |artículos relacionados|más noticias|ver más|leggi anche|leggi di più
        |continua a leggere|articoli correlati|i più letti|leia também|leia mais
        |veja também|saiba mais|notícias relacionadas|mais lidas|lees ook|lees meer
        |lees verder|meest gelezen|gerelateerde artikelen|czytaj także|czytaj też
        |czytaj więcej|zobacz także|zobacz też|polecane|najczęściej czytane
        |читайте также|читать далее|по теме|популярное|ещё по теме|baca juga
        |baca selengkapnya|selanjutnya|berita terkait|terkait|artikel terkait|相关阅读
        |相关新闻|延伸阅读|推荐阅读|热门推荐|更多|阅读全文|関連記事|続きを読む
        |おすすめ記事|관련기사|läs också|läs mer|mest läst|les også|læs også|lue myös
        |devamını oku|ilgili haberler|اقرأ أيضا|اقرأ المزيد|διαβάστε επίσης
        |διαβάστε περισσότερα
        |themenrelevante nachrichten|interessante artikel|weitere themen
        |weitere nachrichten|weitere meldungen|weitere informationen
        |weiterführende informationen|weiterführende links|siehe auch
        |vorheriger artikel|nächster artikel|vorheriger beitrag|nächster beitrag
        |vorheriges|am meisten gelesen|empfohlen für dich
        |empfohlen für sie|heute empfehlen wir
        |empfohlener redaktioneller inhalt|lust auf mehr|neugierig geworden
        |temas relacionados|contexto de la noticia
        |kunden kauften auch|aktuelle meldungen|aktuelle produkttests|latest on
        |previous article|next article|previous post|next post|sur le même thème
        |contenus liés|en images
        """,
    "newsletter": """
        subscribe|subscribe now|subscribed|newsletter|newsletters|email newsletters
        |newsletters & more|newsletter sign up|sign up|sign me up|sign up now
        |get the newsletter|breaking news emails|manage subscription
        |sign up for our newsletter|sign up for e-mail newsletters|arrives weekdays
        |update your preferences|your inbox|magazine subscription|daily newsletter
        |abonnieren|jetzt abonnieren|newsletter abonnieren|s'abonner|abonnez-vous
        |suscríbete|suscribirse|suscribirme|iscriviti|assine|assinar|abonneren
        |zapisz się|подписаться|подпишитесь|berlangganan|订阅|購読|구독|prenumerera
        |abone ol
        |zum newsletter anmelden|zum newsletter|newsletter anmelden|jetzt anmelden
        |newsletter bestellen|abo
        """,
    "advertisement": """
        advertisement|advertisements|advertising|ad|ads|sponsored|sponsored content
        |sponsored by|promoted|promoted content|paid content|partner content|advertise
        |story continues below advertisement|article continues below
        |continue reading below advertisement|scroll to continue|remove ads|donate
        |donate now|contribute|support us|support independent journalism|anzeige|werbung
        |publicité|annonce|publicidad|anuncio|pubblicità|publicidade|advertentie|reklama
        |реклама|iklan|advertisement scroll to continue with content|广告|廣告|広告|광고
        |annons|reklam|mainos|إعلان|διαφήμιση
        |jetzt spenden|besuchen sie unseren shop|zum shop|in den warenkorb
        |ihr warenkorb ist leer
        """,
    "comments": """
        comments|comment|leave a comment|leave a reply|post a comment|add a comment
        |add comment|no comments|join the conversation|view comments|show comments
        |write a comment|reply|report|was this page helpful|was this article helpful
        |was this helpful|was this page helpful? yes / no|rate this recipe|name(required
        |email(required|comment(required|submit|kommentare|kommentar schreiben
        |kommentar verfassen|schreibe einen kommentar|kommentar hinterlassen
        |die kommentarfunktion ist geschlossen|kommentieren|commentaires|commenter
        |réagir|comentarios|deja un comentario|commenti|lascia un commento|comentários
        |deixe um comentário|reacties|reageer|komentarze|dodaj komentarz|комментарии
        |оставить комментарий|komentar|评论|举报|已显示所有评论|コメント|댓글
        |kommentarer|yorumlar
        |hinterlasse einen kommentar|hinterlasse jetzt einen kommentar
        |hinterlasse eine antwort|es gibt noch keine kommentare|noch keine kommentare
        |keine kommentare|letzte kommentare|neueste kommentare|alle kommentare anzeigen
        |noch keine bewertungen|artikel bewerten
        |votre commentaire|votre nom|votre e-mail|dein kommentar|ihr kommentar
        |antwort abbrechen|senden|absenden|sorted by|kommentar abschicken
        |kommentar absenden
        """,
    "navigation": """
        home|skip to main content|skip to content|skip navigation|menu|search|sections
        |close|x close|sign in|log in|login|log out|register|create account|my account
        |sign in subscribe|type to search|back to top|top|back to gallery|back|next
        |previous|sub menu|about|about us|contact|contact us|careers|jobs|help|faq
        |app faq & help|help/support|customer service|support|site map|sitemap|apps
        |rss feeds|mobile apps|news app|newsapp (free|editions|subscribe menu|all topics
        |media kit|press releases|job board|topics|tags|categories|filed under|archive
        |archives|events|corrections|reprints|home delivery|delivery help|store
        |read news as it happens|available on|caption|enlarge image|expand|zoom|gallery
        |print recipe|loading|loading content|toggle navigation|open menu|view gallery
        |startseite|suche|anmelden|abmelden|menü|kontakt|impressum|über uns|nach oben
        |zurück|zurück zur übersicht|zur startseite|inhaltsverzeichnis|english
        |bild anzeigen|accueil|rechercher|connexion|se connecter|contactez-nous
        |plan du site|inicio|buscar|iniciar sesión|contacto|menú|ricerca|cerca|accedi
        |contatti|início|pesquisar|entrar|contato|zoeken|inloggen|strona główna|szukaj
        |zaloguj|zaloguj się|kontakty|главная|поиск|войти|контакты|beranda|cari|masuk
        |首页|搜索|登录|注册|要闻|更多频道|意见反馈|ホーム|検索|ログイン|홈|검색|로그인
        |hem|sök|logga in|anasayfa|ara|giriş
        |quellen ausblenden|alle anzeigen|view my complete profile
        |benutzerkonto erstellen|zur übersicht|zurück zur listenansicht
        |zurück zur liste|externer inhalt|bild vergrößern|zum vergrößern anklicken
        |seitenanfang|zum seitenanfang|diese seite|abgelegt unter|veröffentlicht in
        |verschlagwortet mit|mein konto|registrieren|passwort vergessen|warenkorb
        |sprache wählen
        """,
    "legal": """
        privacy|privacy policy|terms|terms of use|terms of service|terms & conditions
        |terms and conditions|cookie policy|cookies policy|cookies|cookie list|copyright
        |all rights reserved|accessibility|accessibility statement|disclaimer|legal
        |terms of sale|terms of service privacy notice|privacy notice|your ad choices
        |editorial guidelines|consent preferences|do not sell my personal information
        |datenschutz|nutzungsbedingungen|agb|mentions légales|confidentialité
        |aviso legal|política de privacidad|privacidad|informativa privacy
        |política de privacidade|termos de uso|privacybeleid|polityka prywatności
        |политика конфиденциальности|kebijakan privasi|隐私政策|服务协议|侵权投诉
        |免责声明|利用規約|プライバシーポリシー|개인정보처리방침|이용약관
        |alle angaben ohne gewähr|creative commons|alle rechte vorbehalten
        |haftungsausschluss|cookie-einstellungen
        """,
    "empty state": """
        no posts to display|no results found|nothing found|no related posts
        |no articles found|no comments yet|there are no comments
        |tweet may have been deleted|this content is not available|video unavailable
        |keine beiträge gefunden|aucun article|no hay entradas|nessun articolo
        |nenhum post
        """,
}

#: what short lines begin with
OPENINGS: dict[str, str] = {
    "related": """
        read more:|read more about|read more on|read more at|read also|also read|read:
        |read next|related:|related story|related article|see also:|more:|more from
        |more on|more in|watch:|watch more|top stories in|most read in|trending now on
        |now on|you may also|recommended for|see all|don't miss:|up next:
        |this story has been shared|listen:|lesen sie auch|lesen sie mehr|mehr zum thema
        |lire aussi|à lire aussi|lire la suite|lea también|lee también
        |le puede interesar|te puede interesar|leggi anche|leia também|leia mais
        |veja também|lees ook|lees verder|czytaj także|czytaj też|czytaj więcej
        |zobacz też|zobacz także|читайте также|смотрите также|baca juga|läs också
        |läs även|les også|læs også|lue myös|相关阅读|延伸阅读|関連記事|더 보기
        |δείτε επίσης|διαβάστε επίσης|اقرأ أيضا
        |weitere artikel|weitere beiträge|weitere informationen z|weitere aktuelle
        |weitere themen|weitere meldungen|mehr artikel|mehr beiträge|mehr kolumnen
        |das könnte sie|das könnte dich|das könnte ihnen|auch interessant
        |vorschau auf den nächsten|der nächste beitrag|entdecke weitere
        |entdecken sie weitere|latest on:|nächster artikel
        |nächster beitrag|vorheriger artikel|vorheriger beitrag|scroll to read
        |find more by|a découvrir sur|relevantes aus
        """,
    "share": """
        share on|share this|share via|follow us|follow me on|follow him on|follow her on
        |follow our|find us on|like us on|join us on|tweet this|click to share
        |click to print|teilen sie|folgen sie uns|partager sur|partagez|suivez-nous
        |compartir en|compártelo|síguenos|condividi su|seguici|compartilhe|siga-nos
        |deel dit|volg ons|udostępnij|поделиться|подписывайтесь|bagikan|ikuti kami
        |folge uns|folgt uns|folge mir|folgt mir|teilen mit|diese seite teilen
        |diesen artikel teilen|diesen beitrag teilen|den artikel mit anderen
        |artikel gefallen|gefällt ihnen dieser|gefällt dir dieser|besuchen sie uns auf
        |besuche uns auf|like it?
        """,
    "newsletter": """
        sign up to|sign up for|subscribe to|subscribe for|subscribe and|join our
        |get our newsletter|get the latest|get the day's|get all the stories
        |get breaking|get the best of|want more|join the mailing list
        |thank you for subscribing|you have been successfully subscribed
        |you've successfully subscribed|there was a problem subscribing|by signing up
        |by subscribing|by registering|receive our|never miss|enter your email
        |newsletter abonnieren|melden sie sich|gib deine e-mail|abonnieren sie
        |abonnez-vous|inscrivez-vous|recevez|suscríbete|suscríbase|recibe|iscriviti
        |assine|inscreva-se|receba|schrijf je in|zapisz się|подпишитесь|berlangganan
        |请先登录|扫码下载
        |zum newsletter|jetzt zum|newsletter anmelden|abonniere|um neue beiträge per
        |geben sie ihre e-mail|send me email|send me an email|get the most
        |verpasse keine|nichts mehr verpassen|do you want to be informed
        |möchten sie informiert
        """,
    "advertisement": """
        advertise on|advertise with|advertisement -|sponsored by|click here to get
        |click here to subscribe|click here to sign|download our app|download the app
        |this site is supported|when you purchase through|we may earn
        |support our journalism|become a member|story continues below
        |article continues below|free access to|buy now|shop now|anzeige:|publicité:
        |publicidad:|iklan:|scroll down to
        |unterstütze uns|unterstützen sie uns|ihr beitrag hilft|dein beitrag hilft
        |ihre spende|deine spende|mit ihrer spende|mit deiner spende|jede kleine spende
        |jede spende|besuchen sie unseren|neu im shop|für links auf dieser seite
        |this post contains|der artikel enthält affiliate
        """,
    "comments": """
        leave a comment|leave a reply|rate this|was this page|was this article
        |no comments yet|no comments to display|be the first to comment
        |have something to say|what do you think?|tell us what you think|log in to
        |please log in|you must be logged in|comments are closed|view all comments
        |您的评论|你的评论
        |hinterlasse einen|hinterlasse jetzt|hinterlassen sie einen
        |schreibe einen kommentar|schreib einen kommentar
        |kommentar verfassen|deine e-mail-adresse|ihre e-mail-adresse
        |your email address will|erforderliche felder|required fields
        |benachrichtige mich|benachrichtigungen über|notify me|nur angemeldete
        |sie müssen sich|du musst angemeldet|du musst dich|um zu kommentieren
        |bewerten sie diese|votre commentaire|votre adresse e-mail|votre nom
        |ich freue mich über eure kommentare|ich freue mich über kommentare
        |danke für eure kommentare|speichere meinen namen|save my name
        |meinen namen, meine
        """,
    "legal": """
        ©|copyright ©|copyright (c)|copyright @|(c) 20|all rights reserved|terms of use
        |terms of service|privacy policy|this website uses|this site uses|we use cookies
        |by using this site|by continuing to|alle rechte|tous droits|todos los derechos
        |tutti i diritti|todos os direitos|免责声明|版权所有|this material may not
        |your use of this|analytics provider
        |alle angaben|copyright 1|copyright 2|cookies erleichtern|cookies helfen
        |diese website verwendet|diese website benutzt|wir verwenden cookies
        |der inhalt dieser seite steht|dieser inhalt steht|ich akzeptiere
        |akzeptiere die datenschutz|bitte beachte auch die datenschutz|mit dem absenden
        |trotz sorgfältiger
        """,
    "navigation": """
        filed under|tags:|tagged:|tagged with|tagged as|topics:|categories:|category:
        |posted in|you are here|wordcount:|word count:|keywords:|schlagwörter|themen:
        |abgelegt unter|veröffentlicht in:|kategorien:|mots-clés|etiquetas:|temas:|tag:
        |skip to|back to|request reprint|submit correction|mehr zu:|view author
        |about the author|posted by:|home >|home »|home ›|print this|contact us
        |dieser eintrag wurde|dieser beitrag wurde|dieser artikel wurde|this entry was
        |this post was|posted under|abgelegt in|veröffentlicht unter|verschlagwortet
        |eingestellt von|gepostet von|powered by|bloggen auf|blog at wordpress
        |proudly powered|theme:|theme von|simple theme|unable to edit|view my complete
        |zurück zur startseite|zurück zur übersicht|ihr warenkorb
        |zum vergrößern|klicken sie auf das bild
        """,
}

#: what stands somewhere in short lines
INSIDE: dict[str, str] = {
    "legal": r"all rights reserved|alle rechte vorbehalten|tous droits réservés"
    r"|todos los derechos reservados|tutti i diritti riservati|版权所有"
    r"|todos os direitos reservados|privacy policy|terms of (?:use|service)"
    r"|\b(?:dieses blogs|in diesem blog|dieser (?:web)?seite|this (?:blog|site))\b"
    r".{0,60}(?:creative commons|lizenz|licen[sc]e)",
    "newsletter": r"\bour (?:free |daily |weekly )*newsletter|your inbox"
    r"|unsubscribe at any time|subscribed to (?:this|our)"
    r"|^join [\d,.]+ (?:other )?subscribers",
    "share": r"\bpic\.twitter\.com/|^[—–-] .{1,60} \(@\w{1,20}\)"
    r"|\bfollow (?:him|her|us|me) (?:on twitter|@)"
    r"|^(?:https?://)?(?:www\.)?(?:twitter|facebook|x)\.com/\S+$"
    r"|^[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,24}){1,3}$",
    "comments": r"^评论 ?\d|^\(?\d+\)? comments?$"
    r"|^\d+ (?:kommentare|commentaires|comentarios)$|\b\d+ comments?$|\d+ votes?$",
    "related": r"^on \w+(?:\.\w+)+: |^(?:previous|next) (?:article|post|story)"
    r"|\bhas been shared [\d,.]+ times",
    "navigation": r"^image \d+ of|^\d+ ?/ ?\d+$|^[^.!?]{2,40} [»›>] .{2,60} [»›>] "
    r"|^[^.!?]{2,30} [»›>] [^.!?]{2,30}$",
}

#: what else a whole sentence says if it is cruft
SECOND_SIGN = re.compile(
    r"newsletter|inbox|e-?mail|twitter|facebook|instagram|whatsapp|youtube|linkedin|@\w"
    r"|cookie|privacy|all rights reserved|unsubscri|subscri|sign(?:ed)? up|log ?in"
    r"|\bapp\b|commission|links on|deliver|alerts|click|https?://|www\.|magazine"
    r"|comment|consent|membership|donat|\bour site\b|updates|opt-?out|permalink"
    r"|published, broadcast|wordpress|kommentar|postfach|datenschutz|anmeld|angemeldet"
    r"|abonnier|spende|einlogg|provision|lesezeichen|berichterstattung|unterstütz"
    r"|kategorie|schlagw[oö]rt|pflichtfeld|felder sind|warenkorb"
    r"|veröffentlicht (?:in|unter|am)"
)

#: lines under which pages list other articles
LIST_OPENERS = re.compile(
    r"^\W*(?:(?:related|more|most|recommended|trending|popular|latest|top|upcoming"
    r"|our latest|editors?'s? picks?|editor's|you may|you might|don't miss|see also"
    r"|read next|up next|keep reading"
    r"|from the web|around the web|in case you missed"
    r"|recent)\b[^.]{0,40}"
    r"|mehr zum thema|meistgelesen|(?:ähnliche|weitere) (?:artikel|beiträge)"
    r"|das könnte .{0,30}|auch interessant"
    r"|sur le même sujet|articles similaires|les plus lus|lo más leído"
    r"|(?:noticias|artículos) relacionad[oa]s|articoli correlati|i più letti"
    r"|notícias relacionadas|mais lidas|meest gelezen|gerelateerde artikelen"
    r"|najczęściej czytane|polecane|по теме|популярное|berita terkait|artikel terkait"
    r"|相关阅读|相关新闻|推荐阅读|热门推荐|関連記事|관련기사|mest läst"
    r"|ilgili haberler)\W*$"
)

#: how a teaser breaks off
TEASER_END = re.compile(
    r"(?:\[?\(?\b(?:read more|continue reading|read on|read the full story|full story"
    r"|learn more|find out more|more\s?[»›>]|weiterlesen|mehr lesen|lire la suite"
    r"|leer más|seguir leyendo|leggi tutto|continua a leggere|leia mais|lees verder"
    r"|lees meer|czytaj więcej|читать далее|baca selengkapnya|läs mer|les mer"
    r"|devamını oku)\b|阅读全文|続きを読む|더 보기)\s?[\])»›>→.…]*$",
    re.IGNORECASE,
)


def folded(line: str) -> str:
    """The line as the tables have it: lower case, no counts, marks or icons."""
    words = line.casefold().replace("’", "'").split()
    return re.sub(r"^[\W\d_]+|[\W\d_]+$", "", " ".join(words)) or " ".join(words)


def _entries(table: str) -> list[str]:
    return [" ".join(entry.split()) for entry in table.split("|") if entry.strip()]


_WHOLE: dict[str, str] = {
    folded(entry): reason
    for reason, table in WHOLE_LINES.items()
    for entry in _entries(table)
}
_OPENINGS = {
    reason: re.compile(
        "(?:" + "|".join(map(re.escape, _entries(table))) + r")(?:(?<!\w)|(?!\w))"
    )
    for reason, table in OPENINGS.items()
}
_INSIDE = {reason: re.compile(pattern) for reason, pattern in INSIDE.items()}


def whole_line_reason(line: str) -> str:
    """The reason if the line is nothing but a known phrase, else ""."""
    return _WHOLE.get(folded(line), "")


def phrase_reason(line: str, *, is_sentence: bool) -> str:
    """The reason if the line begins with a known phrase or holds one, else "".

    A whole sentence needs a second sign, for an article may begin one by "Share this".
    So does what asks to sign up, for there are other things than newsletters.
    """
    text = " ".join(line.casefold().replace("’", "'").split())
    for reason, pattern in _OPENINGS.items():
        if found := pattern.match(text):
            is_enough = not is_sentence and reason != "newsletter"
            if is_enough or SECOND_SIGN.search(text, found.end()):
                return reason
    for reason, pattern in _INSIDE.items():
        if pattern.search(text):
            return reason
    return ""
