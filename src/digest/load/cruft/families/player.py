"""Controls of players, galleries and pictures, and counters beside the title."""

from __future__ import annotations

from digest.load.cruft.families.family import Family
from digest.load.cruft.families.player_lines import LINES

PLAYER = Family(
    reason="player",
    is_doubtful=True,
    lines=LINES,
    openings={
        "en": """
            listen to this article|listen to this story|listen to article|play video
            |watch the video above|watch above|watch below|video player
            |your browser does not|your browser is not|the video above
            |to play this video|to view this video|to watch this video|video unavailable
            |this content requires|please enable|javascript is|enable javascript
            |you need to enable|sorry, your browser|an error occurred
            |something went wrong|there was an error|we're having trouble
            |estimated reading|reading time|read time|time to read
            |approximately # minute|hide caption|open image|view image|image # of
            |photo # of|slide # of|click to enlarge|click image|click on the image
            |click on image|tap image|scroll to see|please wait|this is a modal
            |beginning of dialog|end of dialog|embed code|share this video|more videos
            |this audio|audio by|this article was read
            """,
        "de": """
            artikel anhören|diesen artikel anhören|lesezeit|lesedauer|ihr browser
            |dein browser|bitte aktivieren sie|bitte aktiviere|um dieses video
            |bild # von|foto # von|zum anzeigen|klicken zum|wird geladen|bitte warten
            |beim laden|es ist ein fehler|leider ist ein fehler|externer inhalt
            |inhalt von|hier klicken, um|der artikel wurde vorgelesen
            |die vorlesefunktion
            """,
        "fr": """
            temps de lecture|écouter cet article|écouter l'article|votre navigateur
            |veuillez activer|image # sur|photo # sur|cliquez pour agrandir
            |cliquez sur l'image|chargement|veuillez patienter|une erreur|afficher le
            |ce contenu n'a pas
            """,
        "es": """
            tiempo de lectura|escuchar este|escucha este|tu navegador|su navegador
            |por favor activa|habilita javascript|imagen # de|foto # de
            |haz clic para ampliar|haz clic en la imagen|cargando
            |se ha producido un error|ha ocurrido un error|lectura de #
            """,
        "it": """
            tempo di lettura|ascolta questo|ascolta l'articolo|il tuo browser
            |abilita javascript|foto # di|immagine # di|clicca per ingrandire
            |caricamento|attendere|si è verificato un errore|qualcosa è andato
            """,
        "pt": """
            tempo de leitura|ouvir este|ouça este|seu navegador|o seu navegador
            |ative o javascript|habilite o javascript|foto # de|imagem # de
            |clique para ampliar|carregando|ocorreu um erro|leitura:
            """,
        "nl": """
            leestijd|luister naar dit|je browser|uw browser|schakel javascript
            |foto # van|klik om te vergroten|er is iets|er ging iets
            """,
        "pl": """
            czas czytania|posłuchaj artykułu|twoja przeglądarka|włącz javascript
            |zdjęcie # z|kliknij, aby powiększyć|ładowanie|wystąpił błąd
            |ten tekst przeczytasz
            """,
        "cs": """
            doba čtení|poslechněte si článek|váš prohlížeč|zapněte javascript|foto # z
            |fotografie # z|načítání|došlo k chybě|délka čtení
            """,
        "sv": """
            lästid|lyssna på artikeln|din webbläsare|aktivera javascript|bild # av
            |laddar|något gick fel|ett fel
            """,
        "da": """
            læsetid|lyt til artiklen|din browser|aktiver javascript|billede # af
            |indlæser|der opstod|noget gik
            """,
        "no": """
            lesetid|lytt til|nettleseren din|din nettleser|aktiver javascript|bilde # av
            |laster|noe gikk|det oppstod
            """,
        "ru": """
            время чтения|на чтение|слушать статью|ваш браузер|включите javascript
            |фото # из|нажмите, чтобы увеличить|загрузка|произошла ошибка|что-то пошло
            |просмотров:|количество просмотров
            """,
        "uk": """
            час читання|час на читання|слухати статтю|ваш браузер|увімкніть javascript
            |фото # з|завантаження|сталася помилка|щось пішло|переглядів:
            |кількість переглядів
            """,
        "tr": """
            okuma süresi|haberi dinle|tarayıcınız|fotoğraf #|büyütmek için|yükleniyor
            |bir hata|görüntülenme
            """,
        "el": "χρόνος ανάγνωσης|ακούστε|το πρόγραμμα περιήγησής|φόρτωση|παρουσιάστηκε",
        "id": """
            waktu baca|dengarkan|browser anda|aktifkan javascript|foto # dari|memuat
            |terjadi kesalahan
            """,
        "vi": """
            thời gian đọc|nghe bài|trình duyệt|vui lòng bật javascript|đang tải|có lỗi
            |lượt xem
            """,
        "ar": """
            مدة القراءة|وقت القراءة|استمع إلى|متصفحك|يرجى تفعيل|جافا|هذا الفيديو
            |صورة # من|جاري التحميل|حدث خطأ|عدد المشاهدات
            """,
        "he": "זמן קריאה|האזינו|הדפדפן|סרטון זה|תמונה # מתוך|טוען|אירעה שגיאה",
        "fa": "زمان مطالعه|مرورگر شما|جاوا|این ویدیو|در حال بارگذاری|تعداد بازدید",
        "hi": "पढ़ने का समय|खबर सुनें|आपका ब्राउज़र|जावास्क्रिप्ट|लोड हो रहा",
        "zh": """
            阅读时间|阅读时长|预计阅读|阅读量|浏览量|浏览次数|阅读需|您的浏览器
            |你的浏览器|浏览器不支持|请启用javascript|请开启|点击播放|点击查看大图
            |正在加载|加载中|出错|閱讀時間|瀏覽數|您的瀏覽器|瀏覽器|請啟用|載入中|點閱
            |发生错误|發生錯誤|视频加载|播放器
            """,
        "ja": """
            この記事は約|読了時間|お使いのブラウザ|ご利用のブラウザ|読み込み中|エラーが
            |閲覧数|音声読み上げ
            """,
        "ko": """
            읽는 시간|기사를 들으|브라우저|자바스크립트|로딩|오류가|조회수|읽어주는 기사
            """,
    },
    anywhere={
        "en": """
            your browser does not support|enable javascript to|javascript is not enabled
            |this is a modal window|support html# video|video could not be loaded
            |this video file cannot be played
            """,
        "de": "browser unterstützt|aktivieren sie javascript|javascript deaktiviert",
        "fr": """
            navigateur ne supporte pas|navigateur ne prend pas en charge
            |activer javascript
            """,
        "es": "navegador no soporta|navegador no admite|activar javascript",
        "it": "browser non supporta|attivare javascript",
        "pt": "navegador não suporta|ativar o javascript",
        "nl": "browser ondersteunt",
        "pl": "przeglądarka nie obsługuje",
        "ru": "браузер не поддерживает|включить javascript",
        "uk": "браузер не підтримує",
        "zh": "浏览器不支持|瀏覽器不支援|启用javascript",
        "ja": "ブラウザはサポート|javascriptを有効",
        "ko": "브라우저는 지원|javascript를 활성화",
    },
    signs={
        "en": """
            browser|javascript|error|reload|refresh|html#|video|audio|playback|ai voice
            |synthetic voice
            """,
        "de": "browser|javascript|fehler|geladen|laden|vorgelesen|ki-stimme",
        "fr": "navigateur|javascript|erreur|recharg",
        "es": "navegador|javascript|error|recarg",
        "it": "browser|javascript|errore|ricaric",
        "pt": "navegador|javascript|erro|recarreg",
        "und": "browser|javascript|браузер|浏览器|瀏覽器|ブラウザ|브라우저|متصفح",
    },
    forms=(
        r"^(?:# ?:)? ?#:# ?(?:/ ?(?:#:)?#:#)?$",
        (
            r"^#[.,]?#?[km]? (?:views?|reads?|hits?|aufrufe|vues|vistas|visualizza\w+"
            r"|просмотр\w*|перегляд\w*|weergaven|wyświetle\w+"
            r"|visninger|visningar|görüntüle\w+)$"
        ),
        (
            r"^(?:read(?:ing)? time:? ?)?(?:about |approx\.? |~ ?|ca\. )?"
            r"#(?: ?[-–] ?#)?[- ]?"
            r"(?:min|mins|minute|minutes|minuten|minuti|minutos|minuter|minutter)\.?"
            r"(?: read(?:ing)?(?: time)?| lesezeit| de lecture| de lectura| di lettura"
            r"| de leitura| leestijd| czytania| lästid)$"
        ),
        (
            r"^(?:read(?:ing)? time|lesezeit|temps de lecture|tiempo de lectura"
            r"|tempo di lettura|tempo de leitura|leestijd|czas czytania|lästid"
            r"|læsetid|lesetid)\W+(?:ca\.? ?|about )?# ?min\w*\.?$"
        ),
        r"^# min\w* ?[-–·|/] ?# words$",
        (
            r"^(?:updated?|posted|published|aktualisiert|publie|mis a jour"
            r"|actualizado)?:? ?"
            r"(?:# ?(?:min\w*|hours?|hrs?|days?|weeks?|months?|years?|h|d|m) ago"
            r"|(?:vor|il y a|hace|ha) # ?(?:min\w*|stunden?|tagen?|heures?"
            r"|jours?|horas?"
            r"|dias?))$"
        ),
    ),
)
