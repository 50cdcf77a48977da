"""Boxes that lead to other articles: related, most read, the next and the last one."""

from __future__ import annotations

from digest.load.cruft.families import related_lines_east, related_lines_west
from digest.load.cruft.families.family import Family

RELATED = Family(
    reason="related",
    lines={**related_lines_west.LINES, **related_lines_east.LINES},
    openings={
        "en": """
            read more:|read more about|read more on|read more at|read more from
            |read more here|read more in|read also|also read|read:|read next
            |read full article|read the full|read our full|related:|related story
            |related article|related post|related video|related reading|related -
            |see also:|see also|see more:|more:|more from|more on|more about|more in
            |more stories|more information on|more by|watch:|watch more|watch the video
            |watch the full|watch video|watch live|also see|top stories in|most read in
            |trending now on|now on|you may also|you might also|you may like
            |recommended for|recommended:|see all|view all|don't miss:|up next:
            |this story has been shared|this article is part of|this story is part of
            |listen:|listen to the latest|listen to our podcast|latest on:|latest from
            |find more by|scroll to read|click here for|click here to read
            |click here to see|click to read|click through to|for more stories
            |for more news|for more on|to read more|in case you missed|continue reading
            |keep reading|next article:|next story:|next up|previous article:
            |previous story|next post:|previous post:|next story|prev article
            |next article|previous article|previous post|next post|from the archive
            |more like this|explore more|discover more|people also|here's more
            |popular in|popular on|must read:|must watch:|show more|load more
            |check out more|check out these
            """,
        "de": """
            lesen sie auch|lesen sie mehr|lesen sie dazu|lesen sie hier|lesen sie weiter
            |lies auch|mehr zum thema|mehr zum|mehr dazu|weitere artikel
            |weitere beiträge|weitere aktuelle|weitere themen|weitere meldungen
            |weitere nachrichten|weitere news|mehr artikel|mehr beiträge|mehr kolumnen
            |mehr nachrichten|mehr news|mehr aus|das könnte sie|das könnte dich
            |das könnte ihnen|das könnte dir|auch interessant|auch lesenswert
            |vorschau auf den nächsten|der nächste beitrag|entdecke weitere
            |entdecken sie weitere|nächster artikel|nächster beitrag|vorheriger artikel
            |vorheriger beitrag|relevantes aus|sehen sie auch|sehen sie hier
            |bilderstrecke|fotostrecke|zur bildergalerie|passend zum|alle artikel
            |alle beiträge|alle nachrichten|siehe auch|meistgelesen|ähnliche artikel
            |empfohlen von|lesetipp:|nächste seite|vorherige seite|podcast:
            |hören sie auch|zum video
            """,
        "fr": """
            lire aussi|à lire aussi|lire la suite|a découvrir sur|à découvrir sur|lire :
            |lire:|à lire :|lire l'article|à lire sur|lire également|à lire également
            |à voir aussi|à voir :|voir aussi|voir :|regarder :|écouter :|écoutez :
            |pour aller plus loin|plus d'infos|plus d'articles|toute l'actualité
            |tous les articles|article précédent|article suivant|vous aimerez
            |ces articles|sur le même|suivez toute|notre article sur|dans le même
            |nos articles sur
            """,
        "es": """
            lea también|lee también|le puede interesar|te puede interesar|leer también
            |lea además|lee además|lea:|lee:|lea más|lee más|leer más|más noticias
            |mira también|vea también|ver también|ver más|te recomendamos
            |le recomendamos|te podría interesar|también te puede|también puedes
            |puedes leer|puede leer|además lee|relacionado:|no te pierdas|sigue leyendo
            |siga leyendo|para leer|últimas noticias|escucha:|artículo anterior
            |siguiente artículo|suscríbete para|toda la información
            """,
        "it": """
            leggi anche|leggi:|leggi pure|leggi qui|leggi tutto|leggi l'articolo
            |leggi di più|leggi le|vedi anche|guarda anche|guarda:|guarda il video
            |per approfondire|potrebbe interessarti|ti potrebbe|potrebbero interessarti
            |altre notizie|tutte le notizie|articoli correlati|articolo precedente
            |prossimo articolo|articolo successivo|sullo stesso|approfondisci
            """,
        "pt": """
            leia também|leia mais|veja também|leia:|leia ainda|leia a|ler mais
            |ler também|veja:|veja mais|veja fotos|veja vídeos|veja o vídeo|assista:
            |assista ao|assista a|ouça:|saiba mais|mais notícias|mais sobre|mais lidas
            |você pode|você também pode|clique aqui para|clique aqui e|não perca
            |relacionada:|relacionadas:|relacionado:|artigo anterior|próximo artigo
            |acompanhe|todas as notícias|últimas notícias|continua após|continue lendo
            """,
        "nl": """
            lees ook|lees verder|lees meer|lees hier|lees dit|lees alles|meer over
            |meer nieuws|meer artikelen|bekijk ook|bekijk:|bekijk hier|kijk ook|zie ook
            |ook interessant|ook lezen|volgend artikel|vorig artikel|misschien vind
            |dit vind je
            """,
        "pl": """
            czytaj także|czytaj też|czytaj więcej|zobacz też|zobacz także|czytaj dalej
            |czytaj również|czytaj:|zobacz:|zobacz wideo|zobacz również|zobacz więcej
            |przeczytaj także|przeczytaj też|przeczytaj również|przeczytaj:|sprawdź też
            |sprawdź także|warto przeczytać|dowiedz się więcej|więcej o|więcej na
            |więcej przeczytasz|polecamy|posłuchaj|dalsza część|może cię
            |może zainteresować|następny artykuł|poprzedni artykuł
            """,
        "cs": """
            čtěte také|čtěte dále|čtěte:|čtěte více|číst dále|přečtěte si|více na|více o
            |více čtěte|mohlo by vás|související|k tématu|viz také|podívejte se
            |doporučujeme|sledujte také|další články|předchozí článek|další článek
            |prečítajte si|čítajte aj
            """,
        "sv": """
            läs också|läs även|läs mer|läs:|läs vidare|se även|se också|mer om
            |fler artiklar|missa inte|andra läser|nästa artikel|föregående artikel
            """,
        "da": """
            læs også|læs mere|læs:|læs videre|se også|mere om|flere artikler
            |næste artikel|forrige artikel|gå ikke glip|få mere
            """,
        "no": """
            les også|les mer|les:|les videre|se også|mer om|flere saker|neste artikkel
            |forrige artikkel|hør også
            """,
        "fi": "lue myös|lue lisää|katso myös|lue:",
        "ru": """
            читайте также|смотрите также|читать также|читайте по теме|читать далее
            |читать ещё|читайте ещё|читайте:|читайте нас|подробнее|по теме:
            |материалы по теме|ранее мы писали|ранее сообщалось, что мы|смотрите:
            |смотрите видео|вам может|возможно, вас|все новости|ещё новости
            |другие новости|последние новости|больше новостей|предыдущая статья
            |следующая статья|предыдущая запись|следующая запись|похожие|узнайте больше
            |узнать больше|см. также|узнайте также|читайте больше|полный текст
            """,
        "uk": """
            читайте також|дивіться також|читати також|читати далі|читайте:|читайте ще
            |детальніше|докладніше|за темою:|матеріали за|вас може|більше новин
            |усі новини|останні новини|попередня|наступна|схожі|дізнайтеся більше
            |нагадаємо, читайте|ще більше|більше про
            """,
        "tr": """
            devamını oku|ilgili haber|ayrıca bakınız|bunu da oku|bunlar da
            |ilginizi çekebilir|haberin devamı|daha fazla haber|son dakika|önceki haber
            |sonraki haber|okumaya devam|çok okunan
            """,
        "el": """
            δείτε επίσης|διαβάστε επίσης|διαβάστε ακόμ|διαβάστε περισσότερα
            |διάβασε επίσης|διαβάστε:|διαβάστε σχετικά|διαβάστε εδώ|δείτε ακόμ
            |δείτε περισσότερα|δείτε εδώ|δείτε όλες|δείτε το βίντεο|σχετικά άρθρα
            |όλες οι ειδήσεις|επόμενο άρθρο|προηγούμενο άρθρο|τελευταίες ειδήσεις
            """,
        "id": """
            baca juga|baca:|baca selengkapnya|baca berita|baca artikel|lihat juga
            |simak juga|simak berita|simak video|tonton juga|tonton video|berita terkait
            |artikel terkait|berita lainnya|artikel sebelumnya|artikel selanjutnya
            |cek berita|selengkapnya|dapatkan update|update berita|baca pula
            """,
        "vi": """
            xem thêm|đọc thêm|đọc tiếp|xem tiếp|tin liên quan|bài liên quan|có thể bạn
            |>> xem|>> đọc|mời bạn đọc|mời độc giả|mời quý|bài trước|bài tiếp
            |tin tức mới|xem ngay
            """,
        "ar": """
            اقرأ أيضا|إقرأ أيضا|اقرأ ايضا|أقرأ أيضا|اقرأ المزيد|اقرأ أكثر|شاهد أيضا
            |المزيد من|المزيد عن|قد يهمك|طالع أيضا|للمزيد|انظر أيضا|مواضيع ذات
            |مقالات ذات|أخبار ذات|الخبر السابق|الخبر التالي|المقال السابق|المقال التالي
            |لقراءة المزيد|لمزيد من|قد يعجبك|تابع أيضا
            """,
        "he": """
            קראו עוד|קרא עוד|קראו גם|קרא גם|עוד בנושא|לכתבות נוספות|לכתבה המלאה
            |לכל הכתבות|להמשך קריאה|ראו גם|צפו:|צפו ב|עוד כתבות|עוד חדשות|אולי יעניין
            """,
        "fa": """
            بیشتر بخوانید|همچنین بخوانید|این مطلب را|مطالب مرتبط|اخبار مرتبط|ادامه مطلب
            |بخوانید:|ببینید:|بیشتر ببینید|برای مطالعه
            """,
        "hi": """
            यह भी पढ़ें|ये भी पढ़ें|इसे भी पढ़ें|और पढ़ें|पढ़ें:|यह भी देखें|ये भी देखें
            |देखें:|आगे पढ़ें|पूरी खबर|संबंधित
            """,
        "zh": """
            相关阅读|延伸阅读|相关新闻|相关文章|相关报道|推荐阅读|更多阅读|阅读更多
            |点击查看|点击阅读|点击这里|点击进入|查看更多|更多新闻|上一篇|下一篇
            |原文链接|往期|延伸閱讀|相關新聞|相關報導|相關文章|看更多|更多新聞|更多報導
            |推薦閱讀|繼續閱讀|點我|下一則|上一則|看完整|猜你|更多精彩|更多内容请
            |更多内容請|另请参阅|另請參閱|更多相关
            """,
        "ja": """
            関連記事|関連:|関連ニュース|【関連|【あわせて|【こちらも|あわせて読みたい
            |合わせて読みたい|続きを読む|次のページ|前の記事|次の記事|おすすめ記事
            |こちらの記事|人気記事|もっと見る|▼関連|記事の続き|【次ページ|【前ページ
            |写真を見る|画像を見る|→関連
            """,
        "ko": """
            더 보기|더보기|관련기사|관련 기사|관련뉴스|[관련기사|[관련 기사|▶관련|☞
            |이전 기사|다음 기사|이전글|다음글|추천기사|많이 본|[화보]
            """,
        "ro": "citește și|citeşte şi|citește mai|vezi și|citeşte mai",
        "hu": "olvassa el|olvasd el|kapcsolódó|tovább a|további cikkek",
    },
    anywhere={
        "en": """
            click here to read more|read the original article
            |this article originally appeared in our newsletter
            """,
        "ru": """
            читайте также в нашем|подписывайтесь на наш telegram
            |подписывайтесь на наш канал
            """,
        "zh": "点击阅读原文|點我下載",
    },
    forms=(
        r"^on \w+(?:\.\w+)+: ",
        r"^(?:previous|next) (?:article|post|story)",
        r"\bhas been shared [\d,.]+ times",
        r"^(?:watch|read|see|listen)(?: more| also| now| next)?: ",
    ),
)
