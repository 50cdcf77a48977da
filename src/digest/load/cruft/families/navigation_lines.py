"""The whole lines of `navigation`."""

from __future__ import annotations

from typing import Final

from digest.load.cruft.families.family import Table

LINES: Final[Table] = {
    "en": """
        help|weather|community
        |home|homepage|skip to main content|skip to content|skip navigation
        |skip to navigation|skip to footer|skip to search|skip to primary navigation
        |skip links|skip to main navigation|skip to article|jump to content
        |jump to navigation|jump to main content|main menu|main navigation
        |primary navigation|menu|site menu|search|search for|search this site
        |search this blog|search for:|site search|search results|sections|section
        |close|x close|close menu|close search|open search|open navigation
        |close navigation|open sidebar|toggle menu|toggle search|toggle sidebar
        |show menu|hide menu|back to top|top|top of page|go to top|return to top
        |scroll to top|back to gallery|back to home|back to homepage|back to news
        |back to blog|back to list|back to all|back to results|back to article|back
        |go back|next|prev|previous|previous page|next page|page|sub menu|submenu
        |about|about us|about this site|about me|about the author|about the authors
        |about author|about the writer|contributors|our team|contact|contact us
        |contact me|contact info|contact information|get in touch|careers|jobs
        |help center|help centre|faq|faqs|app faq & help|help/support
        |customer service|customer support|support center|site map|sitemap
        |site index|apps|our apps|rss feeds|mobile apps|mobile app|news app
        |newsapp (free|download our app|download the app|get our app|editions
        |edition|subscribe menu|all topics|media kit|press room|press office
        |press releases|job board|topics|topics:|tags|tag|tags:|tagged|tagged:
        |keywords|key words|categories|category|category:|filed under|filed under:
        |posted in|labels|archive|archives|corrections|reprints
        |reprints & permissions|reprints and permissions|rights & permissions
        |request permissions|permissions|home delivery|delivery help
        |read news as it happens|available on|enlarge image|print recipe
        |jump to recipe|toggle navigation|open menu|quick links|useful links
        |site links|footer|footer navigation|sidebar|navigation|navigate|explore our
        |our brands|our sites|our network|our other sites|company info
        |follow the topics in this article|permalink|view desktop site|mobile site
        |desktop version|full site|switch to mobile|select language|english
        |change language|select country|choose your country|change region
        |your location|you are here|you are here:|breadcrumb|breadcrumbs
        |table of contents|in this article|on this page|jump to|jump to:
        |jump to section|article contents|dark mode|light mode|font size|text size
        |a a a|a- a+|download|downloads|print edition|e-paper|epaper|today's e-paper
        |digital edition|latest issue|current issue|past issues|back issues|puzzles
        |crosswords|obituaries|uk edition|us edition|international edition
        |author bio|author profile|see author profile|view profile
        |view my complete profile|view all posts|view all posts by|all posts
        |read full bio|see full bio|more by|powered by wordpress
        |proudly powered by wordpress|powered by blogger|created with sketch
        |chevron down|arrow right|share icon|search icon|close icon|menu icon
        |facebook icon|twitter icon|select a section|select category|select month
        |blogroll|meta|entries feed|comments feed|wordpress.org|blog archive
        """,
    "de": """
        startseite|suche|suchen|anmelden|abmelden|menü|hauptmenü|kontakt
        |kontaktieren sie uns|impressum|über uns|über mich|über den autor
        |über die autorin|zum autor|zur autorin|autorin|autoren|nach oben|zurück
        |zurück zur übersicht|zur startseite|inhaltsverzeichnis|english
        |bild anzeigen|quellen ausblenden|alle anzeigen|zur übersicht
        |zurück zur listenansicht|zurück zur liste|externer inhalt|bild vergrößern
        |zum vergrößern anklicken|seitenanfang|zum seitenanfang|diese seite
        |abgelegt unter|veröffentlicht in|veröffentlicht unter|verschlagwortet mit
        |schlagwörter|schlagworte|schlagwort|stichworte|stichwörter|themen|thema
        |tags|kategorien|kategorie|kategorie:|archiv|archive|sprache wählen
        |zum inhalt springen|zum inhalt|direkt zum inhalt|zum hauptinhalt springen
        |zum hauptinhalt|zur hauptnavigation springen|zur navigation springen
        |zur navigation|zur suche|zur suche springen|springe zum inhalt
        |hauptnavigation|navigation|navigation überspringen|navigation öffnen
        |navigation schließen|menü öffnen|menü schließen|suche öffnen
        |suche schließen|suchbegriff eingeben|schließen|nächste|vorherige
        |nächste seite|vorherige seite|karriere|jobs|stellenangebote|hilfe & kontakt
        |presse|redaktion|unser team|ressorts|rubriken|übersicht|e-paper|epaper|apps
        |unsere apps|rss-feeds|veranstaltungen|termine|kalender|newsticker|horoskop
        |rätsel|traueranzeigen|nützliche links|schriftgröße|darkmode
        |inhalt des artikels|in diesem artikel|auf dieser seite|permalink|download
        |downloads|zur mobilen version|zur desktop-version|alle beiträge von
        |zum profil|profil anzeigen|sie sind hier|sie sind hier:|artikel drucken
        |vollbild|bildunterschrift anzeigen
        |beitrags-navigation|autor des beitrags|kontakt impressum datenschutz
        |impressum datenschutz|vorheriges|links zum thema
        """,
    "fr": """
        accueil|rechercher|recherche|contactez-nous|nous contacter|contact
        |plan du site|menu|menu principal|fermer|fermer le menu|ouvrir le menu
        |afficher le menu|aller au contenu|aller au contenu principal
        |passer au contenu|aller au menu|aller à la recherche|accéder au contenu
        |retour|retour à l'accueil|retour en haut|haut de page|retour à la liste
        |qui sommes-nous|qui sommes-nous ?|à propos|à propos de nous
        |à propos de l'auteur|l'auteur|auteur|la rédaction|rédaction|recrutement
        |emploi|faq|archives|rubriques|catégories|catégorie|mots-clés|mots clés
        |étiquettes|tags|thèmes|thème|sommaire|dans cet article|au sommaire
        |table des matières|page suivante|page précédente|vous êtes ici|fil d'ariane
        |le journal|le journal numérique|édition du jour|la une|horoscope|jeux
        |liens utiles|liens|langue|le groupe|applications|nos applications
        |télécharger|télécharger l'application|flux rss|permalien|classé dans
        |publié dans|agrandir l'image|tous les articles de|voir le profil
        """,
    "es": """
        inicio|buscar|contacto|contáctanos|contáctenos|menú|menú principal|cerrar
        |cerrar menú|abrir menú|mostrar menú|saltar al contenido|ir al contenido
        |ir al contenido principal|pasar al contenido principal|saltar a contenido
        |saltar a navegación|volver|volver al inicio|volver arriba|ir arriba
        |quiénes somos|acerca de|acerca de nosotros|sobre nosotros|sobre el autor
        |sobre la firma|nosotros|trabaja con nosotros|empleo|preguntas frecuentes
        |mapa del sitio|mapa web|hemeroteca|archivo|archivos|secciones|categorías
        |categoría|etiquetas|etiqueta|temas|en este artículo|índice|página siguiente
        |página anterior|edición impresa|edición|portada|horóscopo|pasatiempos
        |servicios|enlaces|idioma|aplicaciones|descarga la app|descargar
        |newsletters y alertas|rss|ver biografía|ver perfil|estás aquí|archivado en
        |publicado en|ampliar imagen|enlace permanente
        """,
    "it": """
        ricerca|cerca|contatti|contattaci|home|menu|menù|menu principale|chiudi
        |chiudi menu|apri menu|vai al contenuto|vai al contenuto principale
        |salta al contenuto|passa al contenuto|torna su|torna alla home
        |torna indietro|indietro|avanti|chi siamo|redazione|la redazione|autore
        |l'autore|informazioni sull'autore|lavora con noi|faq|mappa del sito
        |archivio|sezioni|categorie|categoria|tag|argomenti|temi|etichette
        |in questo articolo|indice|sommario|indice dei contenuti|pagina successiva
        |pagina precedente|edizioni|oroscopo|giochi|servizi|lingua|app|scarica l'app
        |feed rss|sei qui|ti trovi in|archiviato in|pubblicato in
        |ingrandisci immagine|prima pagina|edicola
        """,
    "pt": """
        início|pesquisar|contato|contacto|contactos|fale conosco|buscar|busca|menu
        |menu principal|fechar|fechar menu|abrir menu|ir para o conteúdo
        |ir para o conteúdo principal|pular para o conteúdo|saltar para o conteúdo
        |pular para o conteúdo principal|voltar|voltar ao topo|voltar ao início|topo
        |quem somos|sobre|sobre nós|sobre o autor|equipe|equipa|trabalhe conosco
        |perguntas frequentes|mapa do site|arquivo|arquivos|seções|editorias
        |categorias|categoria|etiquetas|tags|temas|assuntos|tópicos|neste artigo
        |índice|próxima página|página anterior|edição impressa|edição digital|capa
        |previsão do tempo|horóscopo|serviços|idioma|aplicativos|baixe o app|baixar
        |expediente|você está aqui|está aqui|publicado em|arquivado em
        |ampliar imagem|ficha técnica
        """,
    "nl": """
        zoeken|zoek|menu|hoofdmenu|sluiten|sluit|menu sluiten|menu openen
        |naar de inhoud|ga naar de inhoud|ga naar inhoud|naar hoofdinhoud
        |direct naar inhoud|spring naar inhoud|overslaan|terug|terug naar boven
        |naar boven|terug naar overzicht|over ons|over de auteur|auteur|contact
        |neem contact op|redactie|vacatures|werken bij|hulp|klantenservice
        |veelgestelde vragen|sitemap|archief|rubrieken|categorieën|categorie|tags
        |labels|onderwerpen|thema's|in dit artikel|inhoud|inhoudsopgave
        |volgende pagina|vorige pagina|e-paper|digitale krant|puzzels|taal|apps
        |download de app|rss|u bent hier|je bent hier|geplaatst in|home|colofon
        """,
    "pl": """
        strona główna|szukaj|wyszukaj|menu|menu główne|zamknij|zamknij menu
        |otwórz menu|przejdź do treści|przejdź do głównej treści
        |przejdź do zawartości|przejdź do menu|przejdź do wyszukiwarki|wróć|powrót
        |wróć do góry|do góry|na górę|powrót na górę|wróć na stronę główną|o nas
        |o autorze|redakcja|zespół|kontakt|praca|kariera|pomoc|mapa strony|archiwum
        |działy|kategorie|kategoria|tagi|tag|tematy|słowa kluczowe|w tym artykule
        |spis treści|następna strona|poprzednia strona|e-wydanie|horoskop|krzyżówki
        |usługi|język|aplikacje|pobierz aplikację|kanały rss|jesteś tutaj
        |powiększ zdjęcie|stopka redakcyjna|zobacz profil
        """,
    "cs": """
        úvod|hledat|vyhledat|vyhledávání|menu|hlavní menu|zavřít|zavřít menu
        |otevřít menu|přejít k obsahu|přejít na obsah|přeskočit na obsah
        |přejít k hlavnímu obsahu|zpět|zpět nahoru|nahoru|zpět na úvod|o nás
        |o autorovi|redakce|kontakt|kontakty|kariéra|nápověda|mapa stránek|archiv
        |rubriky|kategorie|štítky|témata|klíčová slova|v článku|další stránka
        |předchozí stránka|horoskop|služby|jazyk|aplikace|stáhnout aplikaci
        |nacházíte se|zvětšit obrázek|tiráž
        """,
    "sv": """
        hem|sök|meny|huvudmeny|stäng|stäng meny|öppna meny|hoppa till innehåll
        |till innehåll|hoppa till huvudinnehåll|gå till innehållet
        |gå direkt till innehållet|tillbaka|till toppen|tillbaka till toppen|om oss
        |om författaren|författare|kontakt|kontakta oss|redaktionen|jobba hos oss
        |hjälp|kundservice|kundtjänst|arkiv|kategorier|kategori|taggar|etiketter
        |ämnen|nästa sida|föregående sida|e-tidning|e-tidningen|korsord|språk|appar
        |ladda ner appen|du är här|publicerad i|startsidan
        """,
    "da": """
        hjem|forside|forsiden|søg|søgning|menu|luk|luk menu|åbn menu|gå til indhold
        |gå til hovedindhold|spring til indhold|hop til indhold|tilbage|til toppen
        |om os|om forfatteren|forfatter|kontakt|kontakt os|redaktionen|job|hjælp
        |kundeservice|arkiv|kategorier|kategori|tags|emner|næste side|forrige side
        |e-avis|sprog|hent app|du er her|sitemap
        """,
    "no": """
        hjem|forside|forsiden|søk|meny|lukk|lukk meny|åpne meny|hopp til innhold
        |gå til innhold|hopp til hovedinnhold|gå til hovedinnhold|tilbake|til toppen
        |om oss|om forfatteren|forfatter|kontakt|kontakt oss|redaksjonen
        |ledige stillinger|hjelp|kundeservice|kundesenter|arkiv|kategorier|kategori
        |stikkord|emner|neste side|forrige side|e-avis|eavis|språk|last ned appen
        |du er her|tips oss!
        """,
    "fi": """
        etusivu|haku|hae|valikko|sulje|siirry sisältöön|hyppää sisältöön|takaisin
        |takaisin ylös|yhteystiedot|tietoa meistä|ota yhteyttä|asiakaspalvelu
        |arkisto|avainsanat|kategoriat|aiheet
        """,
    "ru": """
        главная|поиск|контакты|меню|главное меню|закрыть|закрыть меню|открыть меню
        |перейти к содержимому|перейти к содержанию|перейти к основному содержанию
        |перейти к контенту|назад|наверх|вверх|вернуться|вернуться назад
        |вернуться к списку|в начало|на главную|о нас|о проекте|о компании|о сайте
        |об авторе|автор|авторы|редакция|вакансии|помощь|карта сайта|архив|архивы
        |разделы|рубрики|рубрика|категории|категория|теги|метки|темы|тема
        |ключевые слова|в этой статье|оглавление|следующая страница
        |предыдущая страница|вперёд|далее|гороскоп|сервисы|язык|приложения
        |скачать приложение|обратная связь|вы здесь|связаться с нами|rss-лента
        |увеличить|полная версия|мобильная версия
        """,
    "uk": """
        головна|пошук|контакти|меню|головне меню|закрити|закрити меню|відкрити меню
        |перейти до вмісту|перейти до змісту|перейти до основного вмісту|назад|вгору
        |нагору|повернутися|на головну|про нас|про проєкт|про автора|автор|автори
        |редакція|вакансії|допомога|карта сайту|архів|розділи|рубрики|категорії
        |категорія|теги|мітки|теми|ключові слова|у цій статті|наступна сторінка
        |попередня сторінка|далі|гороскоп|мова|завантажити застосунок
        |зворотний зв'язок|ви тут|зв'язатися з нами
        """,
    "tr": """
        anasayfa|ana sayfa|arama|menü|kapat|menüyü kapat|menüyü aç|içeriğe geç
        |içeriğe atla|ana içeriğe atla|ana içeriğe geç|geri|geri dön|başa dön
        |yukarı çık|yukarı|hakkımızda|hakkında|yazar|yazar hakkında|yazarlar|künye
        |iletişim|bize ulaşın|kariyer|yardım|site haritası|arşiv|kategoriler
        |kategori|etiketler|etiket|konular|bu yazıda|içindekiler|sonraki sayfa
        |önceki sayfa|burçlar|dil|uygulamalar|uygulamayı indir|foto galeri
        |video galeri
        """,
    "el": """
        αρχική|αναζήτηση|μενού|κλείσιμο|μετάβαση στο περιεχόμενο|πίσω|επιστροφή
        |επιστροφή στην αρχή|κορυφή|σχετικά με εμάς|ποιοι είμαστε|επικοινωνία
        |ταυτότητα|βοήθεια|αρχείο|κατηγορίες|κατηγορία|ετικέτες|θέματα|περιεχόμενα
        |επόμενη σελίδα|προηγούμενη σελίδα|πρωτοσέλιδα|γλώσσα|αρχική σελίδα
        |χάρτης ιστότοπου|συντακτική ομάδα
        """,
    "id": """
        beranda|cari|pencarian|menu|menu utama|tutup|tutup menu|buka menu
        |langsung ke konten|lewati ke konten|loncat ke konten|kembali
        |kembali ke atas|ke atas|kembali ke beranda|tentang kami|tentang penulis
        |penulis|redaksi|kontak|kontak kami|hubungi kami|karir|karier|bantuan
        |peta situs|arsip|kategori|kategori:|tag|tags|tag:|topik|daftar isi
        |kata kunci|halaman berikutnya|bahasa|indeks|indeks berita
        |pedoman media siber|unduh aplikasi|download aplikasi|laman utama
        """,
    "vi": """
        trang chủ|tìm kiếm|menu|danh mục|đóng|chuyển đến nội dung|bỏ qua nội dung
        |chuyển đến phần nội dung|quay lại|về đầu trang|lên đầu trang|trở về
        |giới thiệu|về chúng tôi|tác giả|tòa soạn|liên hệ|tuyển dụng|trợ giúp
        |sơ đồ trang|lưu trữ|chuyên mục|tags|từ khóa|chủ đề|mục lục|trang sau
        |trang trước|ngôn ngữ|tải ứng dụng|đường dây nóng|hotline|thư viện ảnh
        """,
    "ar": """
        الرئيسية|الصفحة الرئيسية|بحث|البحث|ابحث|القائمة|القائمة الرئيسية|إغلاق|اغلاق
        |إغلاق القائمة|تخطى إلى المحتوى|تخطي إلى المحتوى|انتقل إلى المحتوى
        |انتقل الى المحتوى|تجاوز إلى المحتوى الرئيسي|العودة|رجوع|العودة إلى الأعلى
        |إلى الأعلى|من نحن|عن الموقع|عن الكاتب|الكاتب|هيئة التحرير|اتصل بنا
        |تواصل معنا|وظائف|مساعدة|خريطة الموقع|الأرشيف|أرشيف|الأقسام|أقسام|التصنيفات
        |تصنيفات|الوسوم|وسوم|كلمات مفتاحية|الكلمات المفتاحية|كلمات دلالية
        |الكلمات الدلالية|مواضيع|المحتويات|الصفحة التالية|الصفحة السابقة|اللغة
        |تطبيقات|حمل التطبيق|حمل تطبيقنا|عربي
        """,
    "he": """
        ראשי|דף הבית|עמוד הבית|חיפוש|חפש|תפריט|סגור|סגירה|דלג לתוכן|דלג לתוכן הראשי
        |מעבר לתוכן|חזרה|חזור|חזרה למעלה|לראש העמוד|אודות|מי אנחנו|על הכותב|כתבים
        |צור קשר|צרו קשר|דרושים|עזרה|מפת האתר|ארכיון|מדורים|קטגוריות|קטגוריה|תגיות
        |תגית|נושאים|תוכן עניינים|העמוד הבא|שפה|הורידו את האפליקציה|המייל האדום
        |נגישות
        """,
    "fa": """
        خانه|صفحه اصلی|صفحه نخست|جستجو|منو|فهرست|بستن|پرش به محتوا|رفتن به محتوا
        |بازگشت|بازگشت به بالا|درباره ما|نویسنده|تماس با ما|ارتباط با ما
        |فرصت های شغلی|راهنما|نقشه سایت|آرشیو|دسته بندی|دسته‌بندی‌ها|دسته ها
        |برچسب‌ها|برچسب ها|برچسب|کلیدواژه|کلیدواژه‌ها|موضوعات|فهرست مطالب|صفحه بعد
        |صفحه قبل|زبان|پیوندها|دانلود اپلیکیشن
        """,
    "hi": """
        होम|मुख्य पृष्ठ|मुखपृष्ठ|खोजें|सर्च|मेन्यू|मेनू|बंद करें
        |मुख्य सामग्री पर जाएं|वापस|ऊपर जाएं|हमारे बारे में|लेखक के बारे में|लेखक
        |संपर्क|संपर्क करें|हमसे संपर्क करें|करियर|सहायता|साइटमैप|श्रेणियां|श्रेणी
        |टैग|टैग्स|विषय|विषय सूची|अगला पेज|राशिफल|भाषा|ऐप डाउनलोड करें|ई-पेपर
        |फोटो गैलरी|विज्ञापन दें
        """,
    "zh": """
        首页|搜索|要闻|更多频道|意见反馈|网站首页|返回首页|回到首页|返回顶部
        |回到顶部|返回|返回列表|顶部|菜单|导航|网站导航|关闭|跳到主要内容
        |跳转到主要内容|跳至内容|跳到内容|关于我们|关于本站|关于作者|作者|作者简介
        |联系我们|联系方式|加入我们|诚聘英才|招聘信息|人才招聘|帮助|帮助中心
        |常见问题|网站地图|归档|存档|分类|栏目|频道|全部频道|标签|标签:|关键词|主题
        |话题|目录|文章目录|本文目录|下载app|下载客户端|客户端|客户端下载|手机版
        |电脑版|移动端|公众号|语言|繁體|简体|english|中文|首頁|搜尋|選單|關閉
        |跳到主要內容|跳至主要內容|關於我們|關於作者|聯絡我們|聯繫我們|加入我們
        |回首頁|回頂端|回到頂端|回上頁|返回頂部|幫助|網站地圖|彙整|封存|標籤|標籤:
        |關鍵字|分類|主題|目錄|文章目錄|下載app|手機版|語言|小編|字体大小|站内搜索
        |当前位置|当前位置:|您的位置|您现在的位置|责任编辑|编辑|来源|来源:
        """,
    "ja": """
        ホーム|トップ|トップページ|検索|サイト内検索|メニュー|メインメニュー|閉じる
        |メニューを閉じる|メニューを開く|本文へ|本文へ移動|本文へスキップ
        |コンテンツへスキップ|メインコンテンツへスキップ|コンテンツに移動|戻る
        |トップへ戻る|ページトップへ|ページの先頭へ|一覧に戻る|一覧へ戻る|会社概要
        |運営会社|当サイトについて|このサイトについて|私たちについて|著者|著者紹介
        |著者について|執筆者|この記事を書いた人|ライター紹介|編集部|お問い合わせ
        |お問合せ|採用情報|採用|ヘルプ|よくある質問|サイトマップ|アーカイブ
        |カテゴリー|カテゴリ|カテゴリー一覧|タグ|タグ一覧|キーワード|テーマ|目次
        |この記事の目次|次ページ|前ページ|天気予報|占い|言語|アプリ
        |アプリをダウンロード|紙面ビューアー|電子版|プロフィール|現在地|英語版
        |文字サイズ
        """,
    "ko": """
        홈|검색|메뉴|전체메뉴|전체 메뉴|닫기|메뉴 닫기|메뉴 열기|본문 바로가기
        |본문으로 바로가기|메뉴 바로가기|주메뉴 바로가기|콘텐츠로 건너뛰기|뒤로
        |뒤로가기|맨위로|맨 위로|위로|top|목록|목록으로|회사소개|회사 소개|기자
        |기자 페이지|기자페이지|기자 소개|저자|연락처|고객센터|문의|채용|도움말
        |사이트맵|아카이브|카테고리|태그|주제|키워드|목차|다음 페이지|이전 페이지
        |운세|언어|앱 다운로드|신문보기|지면보기|지면|오피니언|제보|제보하기
        |기사제보|홈으로
        """,
    "ro": "acasă|caută|meniu|contact|despre noi|redacția|etichete|categorii",
    "hu": """
        kezdőlap|főoldal|keresés|menü|kapcsolat|rólunk|impresszum|címkék|kategóriák
        |bezárás
        """,
}
