"""The whole lines of `player`."""

from __future__ import annotations

from typing import Final

from digest.load.cruft.families.family import Table

LINES: Final[Table] = {
    "en": """
        play|play video|play audio|play now|play all|mute|unmute|fullscreen
        |full screen|exit fullscreen|enter full screen|replay|rewatch|skip intro
        |captions|captions off|playback speed|seek to live, currently behind live
        |current time|remaining time|loaded|stream type|stream type live|share video
        |embed video|watch|watch video|watch the video|watch in full|watch later
        |watch on youtube|videos|video player|audio player|listen
        |listen to this article|listen to article|listen to this story
        |listen to this page|listen now|listen to story|listen:|listen here
        |hear this article|this article was read by ai|download audio|transcript
        |show transcript|hide transcript|view transcript|read transcript
        |video loading|loading|loading...|loading…|loading content|loading video
        |please wait|now playing|playing now|up next in|hide caption|show caption
        |toggle caption|hide captions|caption|view caption|expand|collapse|zoom
        |zoom in|zoom out|enlarge|enlarge this image|open image
        |open image in gallery|view image|view image in fullscreen|view larger
        |view larger image|view full size|click to enlarge|click image to enlarge
        |tap to enlarge|photos|gallery|photo gallery|view gallery|view photos
        |view all photos|see all photos|view slideshow|slideshow|start slideshow
        |previous image|next image|previous slide|next slide|image #|photo #|#/#
        |# photos|# images|swipe|swipe for more|scroll down|tap to unmute
        |tap for sound|click to play|click to unmute|this is a modal window
        |this is a modal window.|close modal dialog
        |beginning of dialog window. escape will cancel and close the window.
        |end of dialog window|end of dialog window.|window color|font size
        |font family|text edge style|restore all settings to the default values
        |descriptions off, selected|captions settings|captions off, selected
        |audio track|picture-in-picture|mobile view|browser not supported
        |your browser does not support the video tag
        |your browser does not support the audio element|min read|mins read
        |minute read|minutes read|# min read|# minute read|# mins read
        |# minutes read|#-minute read|reading time|estimated reading time|read time
        |# views|view count|# reads|just now|# hours ago|# hour ago|# minutes ago
        |# days ago|# day ago|updated|published|last updated|undo|ok|cancel|confirm
        |retry|try again|apply|filter|filters|clear all|select all|select an option
        |edit|delete|more options|actions|view full screen|view interactive
        |view chart|map data|open in maps|get directions|view on map|view map
        |leaflet
        |view larger map
        """,
    "de": """
        abspielen|video abspielen|stumm|ton an|ton aus|lautstärke|vollbild
        |vollbild beenden|untertitel|wiedergabegeschwindigkeit|videos|video ansehen
        |zum video|anhören|artikel anhören|jetzt anhören|hören|podcast hören
        |transkript|wird geladen|lädt|laden|laden...|bitte warten|vergrößern
        |bild vergrößern|verkleinern|bild #|bild # von #|# bilder|# fotos|galerie
        |bildergalerie|bildergalerie ansehen|fotostrecke|zur fotostrecke
        |alle bilder anzeigen|nächstes bild|vorheriges bild
        |bildunterschrift einblenden|aufklappen|zuklappen|einklappen|ausklappen
        |ausblenden|einblenden|lesezeit|lesedauer|min. lesezeit|# min. lesezeit
        |# min lesezeit|# minuten lesezeit|lesezeit # min|lesezeit: # minuten
        |lesezeit: # min|lesedauer: # minuten|aufrufe|# aufrufe|gerade eben
        |vor # minuten|vor # stunden|vor # stunde|vor # tagen|aktualisiert|abbrechen
        |bestätigen|übernehmen|filtern|filter|auswählen|zurücksetzen|ok
        |ton einschalten|inhalte von instagram anzeigen|inhalte anzeigen
        |diesen inhalt anzeigen|video laden|externe inhalte anzeigen
        |größere kartenansicht|größere karte anzeigen|als pdf herunterladen
        """,
    "fr": """
        lire la vidéo|lecture|muet|couper le son|plein écran|quitter le plein écran
        |sous-titres|paramètres|direct|en direct|voir la vidéo|regarder la vidéo
        |écouter|écouter cet article|écouter le podcast|transcription|chargement
        |chargement en cours|chargement…|veuillez patienter|agrandir
        |agrandir l'image|photos|diaporama|voir le diaporama|galerie|voir la galerie
        |voir les photos|image # sur #|photo # sur #|# photos|image suivante
        |image précédente|dérouler|réduire|afficher la légende|masquer|afficher
        |temps de lecture|temps de lecture : # min|temps de lecture : # min.
        |temps de lecture # min|# min de lecture|# minutes de lecture|lecture # min
        |lecture : # min|vues|# vues|à l'instant|il y a # minutes|il y a # heures
        |il y a # jours|mis à jour|mise à jour|annuler|confirmer|appliquer|filtrer
        |ok|réinitialiser|infographie
        |agrandir le plan
        """,
    "es": """
        reproducir|reproducir video|reproducir vídeo|pausa|pausar|silenciar|volumen
        |pantalla completa|subtítulos|ajustes|configuración|directo|en directo
        |en vivo|videos|ver video|ver vídeo|escuchar|escucha|escuchar este artículo
        |transcripción|cargando|cargando...|por favor espere|espere por favor
        |ampliar|ampliar imagen|galería|ver galería|galería de fotos|ver fotos
        |ver las fotos|imagen # de #|foto # de #|# fotos|imagen siguiente
        |imagen anterior|expandir|contraer|ocultar|mostrar|tiempo de lectura
        |tiempo de lectura: # min|tiempo de lectura # min|# min de lectura
        |# minutos de lectura|# min. de lectura|lectura de # min|vistas|# vistas
        |visitas|hace # minutos|hace # horas|hace # días|actualizado|cancelar
        |confirmar|aplicar|filtrar|ok|infografía|gráfico
        """,
    "it": """
        riproduci|riproduci video|pausa|muto|disattiva audio|schermo intero
        |sottotitoli|impostazioni|diretta|in diretta|guarda il video|ascolta
        |ascolta questo articolo|trascrizione|caricamento|caricamento in corso
        |attendere prego|ingrandisci|galleria|fotogallery|photogallery
        |guarda le foto|guarda la gallery|vai alla gallery|foto # di #
        |immagine # di #|# foto|immagine successiva|espandi|riduci|nascondi|mostra
        |tempo di lettura|tempo di lettura: # minuti|tempo di lettura: # min
        |tempo di lettura # min|# min di lettura|# minuti di lettura|lettura # min
        |visualizzazioni|# visualizzazioni|# minuti fa|# ore fa|# giorni fa
        |aggiornato|annulla|conferma|applica|filtra|ok|infografica
        """,
    "pt": """
        reproduzir|reproduzir vídeo|assistir ao vídeo|pausa|pausar|silenciar
        |tela cheia|ecrã inteiro|legendas|configurações|definições|em direto
        |ver vídeo|áudio|ouvir|ouvir notícia|ouvir texto|transcrição|carregando
        |carregando...|a carregar|aguarde|ampliar|galeria|galeria de fotos
        |ver galeria|ver fotos|imagem # de #|foto # de #|# fotos|próxima imagem
        |expandir|recolher|ocultar|mostrar|tempo de leitura|tempo de leitura: # min
        |tempo de leitura: # minutos|# min de leitura|# minutos de leitura
        |leitura: # min|visualizações|# visualizações|há # minutos|há # horas
        |há # dias|atualizado|cancelar|confirmar|aplicar|filtrar|ok|infográfico
        """,
    "nl": """
        afspelen|video afspelen|pauze|dempen|volledig scherm|ondertiteling
        |instellingen|video's|bekijk video|bekijk de video|luister|luisteren
        |luister naar dit artikel|beluister|transcriptie|laden|laden...
        |bezig met laden|even geduld|vergroot|vergroot afbeelding|galerij
        |fotogalerij|bekijk foto's|bekijk alle foto's|foto # van #
        |afbeelding # van #|# foto's|volgende foto|uitklappen|inklappen|verbergen
        |tonen|leestijd|leestijd: # minuten|leestijd # min|leestijd: # min
        |# min leestijd|# min. leestijd|# minuten leestijd|weergaven
        |# minuten geleden|# uur geleden|# dagen geleden|bijgewerkt|annuleren
        |annuleer|bevestigen|toepassen|filter|ok
        """,
    "pl": """
        odtwórz|odtwórz wideo|pauza|wycisz|głośność|pełny ekran|napisy|ustawienia
        |na żywo|wideo|filmy|obejrzyj wideo|zobacz wideo|słuchaj|posłuchaj
        |transkrypcja|ładowanie|ładowanie...|trwa ładowanie|wczytywanie
        |proszę czekać|powiększ|galeria|galeria zdjęć|zobacz galerię|zobacz zdjęcia
        |zdjęcie # z #|# zdjęć|następne zdjęcie|rozwiń|zwiń|ukryj|pokaż
        |czas czytania|czas czytania: # min|czas czytania: # minut
        |ten tekst przeczytasz w # minut|ten tekst przeczytasz w # minuty
        |# min czytania|# minut czytania|wyświetlenia|# wyświetleń|# minut temu
        |# godzin temu|# dni temu|aktualizacja|anuluj|potwierdź|zastosuj|filtruj|ok
        |infografika
        """,
    "cs": """
        přehrát|přehrát video|pauza|ztlumit|hlasitost|celá obrazovka|titulky|živě
        |videa|poslechnout|poslechněte si|přepis|načítání|načítám|čekejte|zvětšit
        |fotogalerie|galerie|zobrazit galerii|fotografie|foto # z #|# fotografií
        |další foto|rozbalit|sbalit|skrýt|zobrazit|doba čtení|doba čtení: # min
        |# min čtení|# minut čtení|čtení na # minut|čtení na # minuty|zobrazení
        |před # minutami|před # hodinami|před # dny|aktualizováno|zrušit|potvrdit
        |použít|ok|infografika
        """,
    "sv": """
        spela|spela upp|spela video|pausa|ljud av|ljud på|volym|helskärm|undertexter
        |inställningar|klipp|se klippet|lyssna|transkribering|laddar|laddar...|vänta
        |förstora|förstora bild|bildspel|bildgalleri|visa bildspel|visa bilder
        |bild # av #|# bilder|nästa bild|expandera|visa bildtext|dölj|visa|lästid
        |lästid # min|lästid: # min|# min läsning|# min lästid|visningar
        |# minuter sedan|# timmar sedan|# dagar sedan|uppdaterad|avbryt|bekräfta|ok
        """,
    "da": """
        afspil|afspil video|lyd fra|lydstyrke|fuld skærm|fuldskærm|undertekster
        |indstillinger|lyt|lyt til|indlæser|indlæser...|vent venligst|forstør
        |galleri|billedserie|se billeder|se alle billeder|billede # af #|# billeder
        |næste billede|fold ud|skjul|vis|læsetid|læsetid # min|læsetid: # min
        |# min læsning|# min. læsetid|visninger|# minutter siden|# timer siden
        |# dage siden|opdateret|annuller|bekræft|ok
        """,
    "no": """
        spill av|lyd av|lydstyrke|fullskjerm|undertekster|innstillinger|direkte|lytt
        |laster|laster...|laster inn|forstørr|bildeserie|galleri|se bilder
        |vis bilder|bilde # av #|# bilder|neste bilde|utvid|skjul|vis|lesetid
        |lesetid # min|lesetid: # min|# min lesing|visninger|# minutter siden
        |# timer siden|# dager siden|oppdatert|avbryt|bekreft|ok
        """,
    "fi": """
        toista|koko näyttö|tekstitykset|ladataan|kuuntele|suurenna|kuva|kuvat
        |kuvagalleria|lukuaika|näytä|piilota|peruuta
        """,
    "ru": """
        воспроизвести|смотреть|смотреть видео|пауза|без звука|громкость
        |на весь экран|полный экран|субтитры|настройки|прямой эфир|в эфире|онлайн
        |слушать|прослушать|слушать статью|расшифровка|загрузка|загрузка...
        |загружается|подождите|пожалуйста, подождите|увеличить|увеличить изображение
        |фотографии|галерея|фотогалерея|фоторепортаж|открыть галерею|смотреть фото
        |фото # из #|# фото|изображение|развернуть|свернуть|скрыть|показать
        |время чтения|время чтения: # мин|время чтения: # минут|время чтения # мин
        |# мин чтения|# минут чтения|на чтение # мин|на чтение # мин.|чтение # мин
        |читать # минут|читать # мин|просмотров|просмотры|# просмотров|# просмотра
        |просмотров: #|прочтений|# минут назад|# часов назад|# часа назад
        |# дней назад|обновлено|отмена|отменить|подтвердить|применить|фильтр|ок
        |инфографика
        """,
    "uk": """
        відтворити|дивитися|дивитись|дивитися відео|пауза|без звуку|гучність
        |на весь екран|субтитри|налаштування|наживо|прямий ефір|слухати|прослухати
        |завантаження|завантаження...|зачекайте|збільшити|фотографії|галерея
        |фотогалерея|фоторепортаж|фото # з #|# фото|зображення|розгорнути|згорнути
        |приховати|показати|час читання|час читання: # хв|час на читання: # хв
        |# хв читання|читати # хв|переглядів|перегляди|# переглядів|# хвилин тому
        |# годин тому|# днів тому|оновлено|скасувати|підтвердити|ок|інфографіка
        """,
    "tr": """
        oynat|videoyu oynat|duraklat|sesi kapat|tam ekran|altyazı|ayarlar|canlı
        |canlı yayın|videolar|videoyu izle|izle|dinle|haberi dinle|yükleniyor
        |yükleniyor...|lütfen bekleyin|büyüt|fotoğraflar|galeri|foto galeri
        |fotoğraf # / #|# fotoğraf|genişlet|daralt|gizle|göster|okuma süresi
        |okuma süresi: # dk|okuma süresi # dk|okuma süresi: # dakika|# dk okuma
        |# dakika okuma|görüntüleme|# görüntüleme|# dakika önce|# saat önce
        |# gün önce|güncelleme|güncellendi|iptal|onayla|uygula|tamam
        """,
    "el": """
        αναπαραγωγή|παύση|σίγαση|ένταση|πλήρης οθόνη|υπότιτλοι|ρυθμίσεις|ζωντανά
        |βίντεο|δείτε το βίντεο|ακούστε|φόρτωση|φόρτωση...|παρακαλώ περιμένετε
        |μεγέθυνση|φωτογραφία|φωτογραφίες|συλλογή|δείτε φωτογραφίες|χρόνος ανάγνωσης
        |χρόνος ανάγνωσης: # λεπτά|# λεπτά ανάγνωσης|προβολές|πριν # λεπτά
        |πριν # ώρες|ενημερώθηκε|ακύρωση|εντάξει
        """,
    "id": """
        putar|putar video|jeda|bisukan|layar penuh|teks|pengaturan|langsung
        |tonton video|tonton|dengarkan|memuat|memuat...|mohon tunggu|perbesar
        |perbesar gambar|galeri|galeri foto|lihat foto|foto # dari #|# foto
        |sembunyikan|tampilkan|waktu baca|waktu baca # menit|# menit baca
        |# menit membaca|baca # menit|dilihat|# kali dilihat|# menit lalu
        |# menit yang lalu|# jam lalu|# jam yang lalu|# hari lalu|# hari yang lalu
        |diperbarui|batal|ok|infografis
        """,
    "vi": """
        phát|phát video|tạm dừng|tắt tiếng|âm lượng|toàn màn hình|phụ đề|trực tiếp
        |xem video|nghe|nghe bài viết|nghe đọc bài|đang tải|đang tải...|vui lòng chờ
        |phóng to|hình ảnh|bộ sưu tập|xem ảnh|ảnh # / #|mở rộng|thu gọn
        |thời gian đọc|thời gian đọc: # phút|# phút đọc|lượt xem|# lượt xem
        |# phút trước|# giờ trước|# ngày trước|cập nhật|hủy bỏ|xác nhận|nam miền bắc
        |nữ miền bắc|đồ họa
        """,
    "ar": """
        تشغيل|تشغيل الفيديو|إيقاف مؤقت|كتم الصوت|ملء الشاشة|شاشة كاملة|الترجمة|مباشر
        |بث مباشر|فيديو|شاهد الفيديو|مشاهدة الفيديو|استمع|استمع للمقال
        |استمع إلى المقال|جاري التحميل|تحميل|جار التحميل|يرجى الانتظار|تكبير
        |تكبير الصورة|معرض الصور|ألبوم الصور|عرض الصور|صورة # من #|إخفاء|عرض|توسيع
        |مدة القراءة|وقت القراءة|مدة القراءة: # دقائق|وقت القراءة: # دقائق
        |دقائق قراءة|# دقائق قراءة|# دقيقة قراءة|مشاهدات|مشاهدة|# مشاهدة|المشاهدات
        |منذ # دقيقة|منذ # دقائق|منذ # ساعة|منذ # ساعات|منذ # أيام|قبل # ساعات
        |آخر تحديث|تم التحديث|إلغاء|تأكيد|موافق
        """,
    "he": """
        נגן|הפעל|הפעל וידאו|השהה|השתק|מסך מלא|כתוביות|שידור חי|וידאו|סרטון
        |צפו בסרטון|האזנה|האזינו לכתבה|האזינו|טוען|טוען...|אנא המתן|הגדל|הגדלה|גלריה
        |גלריית תמונות|לגלריה|תמונה # מתוך #|הסתר|הצג|הרחב|זמן קריאה
        |זמן קריאה: # דקות|# דקות קריאה|צפיות|# צפיות|לפני # דקות|לפני # שעות
        |לפני # ימים|עודכן|עדכון אחרון|ביטול|אישור
        """,
    "fa": """
        پخش|پخش ویدیو|توقف|بی صدا|تمام صفحه|زیرنویس|زنده|پخش زنده|ویدیو|ویدئو|فیلم
        |تماشا کنید|گوش کنید|در حال بارگذاری|لطفا صبر کنید|بزرگنمایی|گالری
        |گالری تصاویر|زمان مطالعه|زمان مطالعه: # دقیقه|# دقیقه مطالعه|بازدید
        |# بازدید|# دقیقه پیش|# ساعت پیش|به روز رسانی|لغو|تایید
        """,
    "hi": """
        चलाएं|वीडियो चलाएं|प्ले करें|रोकें|म्यूट|पूर्ण स्क्रीन|लाइव|वीडियो
        |वीडियो देखें|सुनें|खबर सुनें|लोड हो रहा है|लोड हो रहा है...
        |कृपया प्रतीक्षा करें|तस्वीरें|गैलरी|फोटो # / #|छिपाएं|दिखाएं|पढ़ने का समय
        |# मिनट पढ़ें|# min read|व्यूज|# मिनट पहले|# घंटे पहले|# दिन पहले|अपडेटेड
        |अपडेट|रद्द करें|ठीक है
        """,
    "zh": """
        播放|播放视频|暂停|静音|音量|全屏|退出全屏|字幕|清晰度|倍速|直播|视频
        |观看视频|音频|收听|听新闻|朗读|语音播报|点击播放|加载中|加载中...|正在加载
        |正在加载...|请稍候|请稍等|放大|缩小|查看大图|点击查看大图|查看原图|组图
        |图集|高清图集|#/#|上一张|下一张|# / #|收起|展开|展开更多|隐藏|显示|阅读
        |阅读量|阅读数|阅读 #|# 阅读|阅读时间|阅读时长|预计阅读时间|阅读需 # 分钟
        |# 分钟阅读|#分钟阅读|浏览|浏览量|浏览次数|点击量|点击数|# 次浏览|#次阅读
        |刚刚|# 分钟前|#分钟前|# 小时前|#小时前|#天前|更新|最后更新|取消|确定|确认
        |重试|重新加载|关闭窗口|播放影片|播放影音|觀看影片|暫停|靜音|全螢幕|影片
        |影音|音訊|收聽|聽新聞|載入中|載入中...|請稍候|圖集|看圖|展開|收合|隱藏|顯示
        |閱讀時間|閱讀量|瀏覽|瀏覽數|瀏覽人次|點閱|點閱數|人氣|# 分鐘前|#分鐘前
        |# 小時前|#小時前|剛剛|更新時間|確定|確認|大 中 小|大 中 小 正|中 大
        |小 中 大
        """,
    "ja": """
        再生|動画を再生|一時停止|ミュート|音量|全画面|全画面表示|字幕|画質|再生速度
        |ライブ|生配信|動画を見る|音声|音声で聞く|記事を聞く|聴く|読み込み中
        |読み込み中...|ロード中|お待ちください|しばらくお待ちください|拡大|拡大する
        |拡大表示|画像を拡大|写真を拡大|写真一覧|画像一覧|フォトギャラリー
        |ギャラリー|#/#|#枚|全#枚|前の写真|次の写真|前の画像|次の画像|開く
        |折りたたむ|表示|非表示|この記事は約#分で読めます
        |この記事は約#分で読めます。|#分で読めます|読了時間|読了時間 約#分
        |読了時間:#分|閲覧数|#回視聴|#views|# views|たった今|#分前|#時間前|#日前
        |更新|最終更新|最終更新日|キャンセル|確認|ok|適用|図解
        """,
    "ko": """
        재생|동영상 재생|일시정지|음소거|볼륨|전체화면|전체 화면|자막|화질|재생속도
        |라이브|생중계|영상보기|오디오|듣기|기사듣기|기사 듣기|음성으로 듣기
        |본문듣기|로딩중|로딩 중|불러오는 중|잠시만 기다려주세요|확대|확대보기
        |이미지|이미지 확대|이미지확대|사진보기|사진 확대|포토|화보|갤러리|#/#
        |펼치기|접기|숨기기|보이기|읽는 시간|읽는 시간 #분|읽기 시간 약 #분|조회수
        |조회 #|조회수 #|방금 전|#분 전|#시간 전|#일 전|수정|업데이트|최종수정|입력
        |취소|확인|적용|그래픽
        """,
}
