"""Buttons and invitations to share the article and to follow its site."""

from __future__ import annotations

from digest.load.cruft.families.family import Family
from digest.load.cruft.families.sharing_lines import LINES

SHARING = Family(
    reason="share",
    lines=LINES,
    openings={
        "en": """
            share on|share this|share via|share to|follow us|follow me on|follow him on
            |follow her on|follow them on|follow our|find us on|like us on|join us on
            |connect with us|tweet this|click to share|click to print|click to email
            |email this to|email a link|opens in new window|share your story
            |join the chat|add us as a preferred|join our whatsapp|join our telegram
            |a post shared by|view this post on|see this post on|share your opinion
            |have a tip?|got a tip?|got a story|do you have a story|send tips to
            |contact the author|follow the author
            """,
        "de": """
            teilen sie|folgen sie uns|folge uns|folgt uns|folge mir|folgt mir|teilen mit
            |teilen auf|auf facebook teilen|diese seite teilen|diesen artikel teilen
            |diesen beitrag teilen|den artikel mit anderen|artikel gefallen
            |gefällt ihnen dieser|gefällt dir dieser|hat dir der artikel|hat ihnen der
            |besuchen sie uns auf|besuche uns auf|klicken, um|klick, um
            |wird in neuem fenster|haben sie einen fehler|fehler im text
            |diesen beitrag auf instagram|ein beitrag geteilt von
            |sieh dir diesen beitrag|folgen sie unserem
            """,
        "fr": """
            partager sur|partager cet|partager l'article|partagez|suivez-nous
            |suivez nous|retrouvez-nous sur|rejoignez-nous|cliquez pour partager
            |cliquer pour partager|voir cette publication|une publication partagée
            |suivez toute l'actualité|suivez l'actualité|signaler une erreur
            |vous avez trouvé une|partager :
            """,
        "es": """
            compartir en|compartir por|compartir esta|compártelo|comparte esta
            |comparte este|síguenos|síganos|sigue a|haz clic para compartir
            |ver esta publicación en|una publicación compartida|únete a nuestro
            |seguinos en|puedes seguir a|sigue toda la información|encuéntranos en
            """,
        "it": """
            condividi su|condividi questo|condividi l'articolo|seguici|segui la nostra
            |fai clic per condividere|visualizza questo post|un post condiviso da
            |unisciti al nostro canale|entra nel nostro canale|seguiteci
            """,
        "pt": """
            compartilhe|compartilhar no|compartilhar em|compartilhar via|partilhe
            |partilhar no|siga-nos|siga o nosso|siga a nossa|clique para compartilhar
            |clique para partilhar|ver essa foto|ver esta publicação|participe do nosso
            |uma publicação compartilhada|uma publicação partilhada|entre no nosso canal
            |acompanhe-nos
            """,
        "nl": """
            deel dit|deel op|deel via|delen op|volg ons|volg het laatste nieuws
            |klik om te delen|dit bericht op instagram|een bericht gedeeld door
            |vind ons op|heb je een tip|tip de redactie
            """,
        "pl": """
            udostępnij|podziel się|polub nas|obserwuj nas|śledź nas|znajdź nas na
            |dołącz do nas|kliknij, aby udostępnić|wyświetl ten post|post udostępniony
            |bądź na bieżąco
            """,
        "cs": """
            sdílet na|sdílejte|sledujte nás|najdete nás na|kliknutím sdílejte
            |zobrazit tento příspěvek|příspěvek sdílený
            """,
        "sv": """
            dela på|dela via|följ oss|gilla oss på|klicka för att dela|visa detta inlägg
            |ett inlägg delat av|hittat fel
            """,
        "da": """
            del på|del via|følg os|følg med på|klik for at dele|vis dette opslag
            |et opslag delt af|find os på
            """,
        "no": """
            følg oss|klikk for å dele|vis dette innlegget|et innlegg delt av|lik oss på
            """,
        "ru": """
            поделиться|подписывайтесь|подпишись на|подписаться на наш|читайте нас
            |следите за|наш канал в|присоединяйтесь|нажмите, чтобы поделиться
            |мы в телеграм|наш телеграм|если вы заметили ошибку|если вы нашли ошибку
            |заметили ошибку|нашли опечатку|посмотреть эту публикацию|публикация от
            """,
        "uk": """
            поділитися|поширити у|підписуйтесь|підписуйтеся|підпишись на|читайте нас
            |стежте за|долучайтесь|наш канал у|якщо ви помітили|якщо ви знайшли
            |переглянути цей допис|допис, поширений
            """,
        "tr": """
            facebook'ta paylaş|twitter'da paylaş|paylaşmak için|bizi takip
            |takip etmek için|bu gönderiyi instagram|haberlerimizi google
            """,
        "el": """
            ακολουθήστε|ακολούθησε το|μοιραστείτε|μοιράσου το|κοινοποιήστε
            |δείτε αυτή τη δημοσίευση|η δημοσίευση κοινοποιήθηκε
            """,
        "id": """
            bagikan|ikuti kami|ikuti berita|gabung di|bergabung di grup
            |lihat postingan ini
            """,
        "vi": """
            chia sẻ bài|theo dõi chúng tôi|theo dõi báo|theo dõi trang
            |mời bạn đọc theo dõi
            """,
        "ar": """
            تابعوا|تابعنا على|تابعونا|شارك على|شارك عبر|شارك هذا|انقر للمشاركة
            |اضغط للمشاركة|انضم إلى قناة
            """,
        "he": "עקבו אחרי|שתפו את|שתפו ב|הצטרפו לקבוצ|הצטרפו לערוץ|מצאתם טעות",
        "fa": "ما را در|به کانال|به اشتراک بگذارید",
        "hi": "हमें फॉलो|हमारे व्हाट्सएप|हमसे जुड़|फेसबुक पर शेयर",
        "zh": """
            分享到|分享至|扫描二维码|扫码关注|长按二维码|长按识别|关注我们|关注公众号
            |微信扫|欢迎关注|追蹤我們|加入line|點擊訂閱|更多精彩内容
            """,
        "ja": "この記事をシェア|シェアする|フォローする|フォローして|いいね!して",
        "ko": "기사를 공유|카카오톡 채널|공유하기|네이버에서 구독",
    },
    forms=(
        r"\bpic\.twitter\.com/",
        r"^[—–-] .{1,60} \(@\w{1,20}\)",
        (
            r"\bfollow (?:him|her|them|us|me|@\w+)"
            r" (?:on (?:twitter|x|instagram|facebook)\b|@)"
        ),
        r"^(?:https?://)?(?:www\.)?(?:twitter|facebook|x|instagram|t)\.(?:com|me)/\S+$",
        r"^[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,24}){1,3}$",
        r"^# (?:shares?|likes?|tweets?|followers?|partages|compartidos|mal geteilt)$",
    ),
)
