"""The openings of lines of `legal`."""

from __future__ import annotations

from typing import Final

from digest.load.cruft.families.family import Table

OPENINGS: Final[Table] = {
    "en": """
        ©|copyright ©|copyright (c)|copyright @|copyright #|copyright by|(c) #
        |(c) copyright|all rights reserved|all content ©|all contents ©
        |all content copyright|all content on this|terms of use|terms of service
        |privacy policy|read our privacy|view our privacy|see our privacy
        |this website uses|this site uses|our website uses|our site uses
        |the website uses|we use cookies|we and our|we use necessary
        |we use technologies|we use your|we may use|we value your|we care about
        |we respect your|we process|we've updated our|we have updated our
        |by using this|by using our|by continuing|by browsing|by accepting
        |by clicking accept|if you continue to use|if you decline
        |you can change your|you may change your|you can find out more about
        |you can also|these cookies|this cookie|cookies are|cookies help
        |necessary cookies|strictly necessary|some of our partners|your choices
        |your consent|your use of|use of this|use of and/or|this material may not
        |this material is|this content is protected|this content is provided
        |this article is protected|this content may|no part of|any use of
        |reproduction of|reproduction in|republication|unauthorized|permission is
        |except as|unless otherwise|licensed under|the views expressed
        |the opinions expressed|views expressed|opinions expressed
        |the information on this|the information contained|the information provided
        |information on this|disclaimer:|nothing on this|trademark|® and
        |registered in|registered office|registered number|company number|vat number
        |a division of|an affiliate of|is a trademark|is a registered|the trademarks
        |all trademarks|analytics provider|this site is protected
        |to find out more, including|to learn more about cookies
        |for more information about cookies|this work is licensed|leave this field
        |if you are human|do not sell|quotes displayed|quotes delayed
        |market data provided|data provided by|powered and implemented|stock quotes
        """,
    "de": """
        alle rechte|alle angaben|copyright #|copyright ©|cookies erleichtern
        |cookies helfen|diese website verwendet|diese website benutzt
        |diese website nutzt|diese webseite verwendet|diese seite verwendet
        |diese seite nutzt|unsere website verwendet|unsere webseite verwendet
        |wir verwenden cookies|wir nutzen cookies|wir und unsere|wir setzen
        |wir benötigen ihre|wir brauchen ihre|wir verarbeiten
        |der inhalt dieser seite steht|dieser inhalt steht|dieses werk ist
        |ich akzeptiere|ich bin mit|ich habe die|ich stimme
        |akzeptiere die datenschutz|bitte beachte auch die datenschutz
        |bitte beachten sie|mit dem absenden|mit der nutzung|mit ihrer zustimmung
        |durch die nutzung|durch die weitere|durch das laden|durch klick
        |durch klicken|wenn sie die|wenn sie fortfahren|sie können ihre
        |sie können die|sie können diese|du kannst deine|weitere informationen zum
        |weitere informationen finden|mehr informationen zum|mehr dazu in unserer
        |an dieser stelle|hier finden sie externe|externen inhalt|externe inhalte
        |empfohlener externer|um diesen inhalt|für die inhalte|trotz sorgfältiger
        |nachdruck|jede verwertung|vervielfältigung|dieser text ist urheber
        |unter der lizenz|die nutzung|die inhalte|das urheberrecht|datenschutz:
        |datenschutzhinweis|technisch notwendige|notwendige cookies
        |marketing-cookies|statistik-cookies|kurse:|alle kurse
        |lesen sie unsere datenschutz|haftungsausschluss:|die kommentare geben
        """,
    "fr": """
        tous droits|copyright ©|ce site utilise|notre site utilise|nous utilisons
        |nous et nos|avec votre accord|avec votre consentement|en poursuivant
        |en continuant|en naviguant|vous pouvez modifier|vous pouvez à tout moment
        |vous pouvez retirer|vous pouvez gérer|les cookies|ces cookies
        |pour en savoir plus sur|vos données|les données
        |les informations recueillies|conformément à|conformément au
        |toute reproduction|reproduction interdite|la reproduction|cette œuvre est
        |ce contenu est bloqué|l'affichage de ce contenu|afin d'afficher ce contenu
        |mentions légales|politique de|les propos|les opinions exprimées
        |protection des données|votre consentement|ce site est protégé
        """,
    "es": """
        todos los derechos|copyright ©|este sitio utiliza|este sitio usa
        |este sitio web utiliza|este sitio web usa|esta web utiliza|esta página web
        |utilizamos cookies|usamos cookies|nosotros y nuestros|nosotros utilizamos
        |al continuar|al navegar|al hacer clic en aceptar|si continúa|si continúas
        |si sigue navegando|puedes cambiar|puede cambiar|puedes aceptar
        |puede aceptar|puedes configurar|puede obtener más|puedes consultar
        |las cookies|estas cookies|con tu acuerdo|con su acuerdo
        |con tu consentimiento|los datos|sus datos|tus datos|responsable:|finalidad:
        |queda prohibida|prohibida la|prohibida su|se prohíbe|reproducción
        |esta obra está|las opiniones|los comentarios publicados|política de
        |aviso legal|derechos de autor|este contenido no|este sitio está protegido
        """,
    "it": """
        tutti i diritti|copyright ©|questo sito utilizza|questo sito usa
        |il nostro sito|utilizziamo|usiamo i cookie|noi e i nostri|noi e terze
        |con il tuo consenso|continuando|proseguendo|cliccando su accetta|chiudendo
        |puoi modificare|puoi liberamente|puoi accettare|puoi revocare|i cookie
        |questi cookie|i tuoi dati|i dati|ai sensi|riproduzione|la riproduzione
        |è vietata|vietata la|quest'opera|le opinioni|per saperne di più|informativa
        |questo contenuto è|questo sito è protetto|p.iva|p. iva|partita iva
        |testata giornalistica|registrazione tribunale|registrazione al tribunale
        |direttore responsabile|iscrizione al
        """,
    "pt": """
        todos os direitos|copyright ©|este site utiliza|este site usa|o nosso site
        |nosso site usa|nosso site utiliza|utilizamos cookies|usamos cookies
        |nós e os nossos|nós usamos|nós utilizamos|com o seu consentimento
        |ao continuar|ao navegar|ao clicar em aceitar|se continuar|se você continuar
        |pode alterar|você pode alterar|pode aceitar|os cookies|estes cookies
        |esses cookies|os seus dados|seus dados|os dados|é proibida|proibida a
        |reprodução|a reprodução|este obra|esta obra|as opiniões|os comentários são
        |política de|termos de|direitos autorais|este conteúdo não
        |este site é protegido
        """,
    "nl": """
        alle rechten|copyright ©|deze website gebruikt|deze website maakt
        |deze site gebruikt|deze site maakt|onze website|wij gebruiken|we gebruiken
        |wij en onze|wij plaatsen|met jouw toestemming|met uw toestemming
        |door verder|door gebruik|door op|door deze|als je verder|je kunt je
        |je kan je|u kunt uw|cookies zijn|deze cookies|noodzakelijke cookies
        |jouw gegevens|je gegevens|overname|niets uit deze|lees onze
        |lees meer over cookies|lees meer in ons|op dit artikel|auteursrecht
        |deze inhoud
        """,
    "pl": """
        wszelkie prawa|wszystkie prawa|copyright ©|ta strona używa
        |ta strona korzysta|ta witryna|nasza strona|strona korzysta
        |serwis wykorzystuje|serwis korzysta|używamy|korzystamy z|my i nasi
        |wraz z naszymi|za twoją zgodą|kontynuując|korzystając|dalsze korzystanie
        |jeśli nie zmienisz|możesz zmienić|możesz w każdej|możesz określić
        |pliki cookie|niezbędne|administratorem|twoje dane|dane osobowe|kopiowanie
        |rozpowszechnianie|treści|zabrania|przedruk|polityka|regulamin|klikając
        |szanujemy|dbamy o
        """,
    "cs": """
        všechna práva|veškerá práva|copyright ©|tento web používá|tyto stránky
        |tato stránka|náš web|používáme|my a naši|s vaším souhlasem|pokračováním
        |používáním|kliknutím na|svůj souhlas|souhlas můžete|nastavení můžete
        |cookies jsou|soubory cookie|nezbytné|vaše údaje|osobní údaje|kopírování
        |publikování|jakékoli|bez souhlasu|přetisk|šíření|obsah je chráněn|zásady
        """,
    "sv": """
        alla rättigheter|copyright ©|den här webbplatsen|denna webbplats
        |den här sidan använder|vår webbplats|vi använder|vi och våra
        |med ditt samtycke|genom att fortsätta|genom att använda|genom att klicka
        |du kan ändra|du kan när|cookies används|nödvändiga|dina uppgifter
        |dina personuppgifter|läs mer om cookies|läs mer om hur|citera oss
        |ansvarig utgivare|upphovsrätt|materialet
        """,
    "da": """
        alle rettigheder|copyright ©|dette website|denne hjemmeside
        |denne side bruger|vores hjemmeside|vi bruger|vi og vores|med dit samtykke
        |ved at fortsætte|ved at bruge|ved at klikke|du kan ændre|du kan altid
        |du kan til|cookies bruges|nødvendige|dine oplysninger|læs mere om cookies
        |læs mere om hvordan|ansvarshavende|ophavsret|kopiering|artikler må|må ikke
        """,
    "no": """
        alle rettigheter|copyright ©|dette nettstedet|denne nettsiden
        |nettstedet vårt|vi bruker|vi og våre|med ditt samtykke|ved å fortsette
        |ved å bruke|ved å klikke|du kan endre|du kan når|informasjonskapsler
        |nødvendige|dine opplysninger|les mer om|ansvarlig redaktør|opphavsrett
        |innholdet er|kopiering|redaktøransvar
        """,
    "fi": """
        kaikki oikeudet|käytämme evästeitä|tämä sivusto|verkkosivustomme
        |voit muuttaa|lisätietoja evästeistä
        """,
    "ru": """
        все права|copyright ©|этот сайт использует|наш сайт использует
        |сайт использует|мы используем|на сайте используются|на нашем сайте
        |продолжая|оставаясь на|используя сайт|нажимая|вы можете|файлы cookie
        |обработка персональных|ваши данные|при использовании материалов
        |при полном или|при цитировании|при перепечатке|при копировании|перепечатка
        |использование материалов|копирование|любое использование
        |полное или частичное|материалы сайта|мнение редакции|редакция не
        |сетевое издание|свидетельство о|зарегистрирован|учредитель
        |главный редактор:|адрес редакции|телефон редакции|редакция:|сайт может
        |администрация сайта|политика|настоящий ресурс|на информационном ресурсе
        |для лиц старше|*признан|* признан|*организация|*внесен
        """,
    "uk": """
        всі права|усі права|copyright ©|цей сайт використовує|наш сайт
        |сайт використовує|ми використовуємо|продовжуючи|натискаючи|ви можете
        |файли cookie|обробка персональних|при використанні матеріалів
        |використання матеріалів|передрук|копіювання|у разі використання
        |при цитуванні|будь-яке|матеріали з|матеріали сайту|думка редакції
        |редакція не|ідентифікатор медіа|свідоцтво про|головний редактор:
        |адреса редакції|політика
        """,
    "tr": """
        tüm hakları|her hakkı|copyright ©|bu site|bu web sitesi|bu internet sitesi
        |sitemizde|web sitemizde|sitemiz|çerezleri|çerez|siteyi kullanmaya
        |devam ederek|kişisel veri|kişisel verileriniz|izinsiz|kaynak gösterilmeden
        |kaynak gösterilerek|yazıların|haberlerin|içeriklerin|sitede yayınlanan
        |gizlilik
        """,
    "el": """
        με επιφύλαξη|copyright ©|αυτός ο ιστότοπος|ο ιστότοπος|η ιστοσελίδα
        |χρησιμοποιούμε|εμείς και οι|με τη συγκατάθεσή|συνεχίζοντας|κάνοντας κλικ
        |μπορείτε να αλλάξετε|τα cookies|απαγορεύεται|η αναδημοσίευση|τα πνευματικά
        |όλα τα δικαιώματα|πολιτική
        """,
    "id": """
        hak cipta|copyright ©|situs ini menggunakan|situs web ini|website ini
        |kami menggunakan|kami dan|dengan melanjutkan|dengan menggunakan
        |dengan mengklik|anda dapat|dilarang|artikel ini telah tayang
        |berita ini telah|isi di luar
        """,
    "vi": """
        bản quyền|copyright ©|© bản quyền|trang web này|website này
        |chúng tôi sử dụng|bằng cách|ghi rõ nguồn|cấm sao chép|không sao chép
        |giấy phép|tổng biên tập|cơ quan chủ quản|địa chỉ tòa soạn|mọi hình thức
        """,
    "ar": """
        جميع الحقوق|كل الحقوق|حقوق النشر|حقوق الطبع|copyright ©|يستخدم هذا الموقع
        |هذا الموقع يستخدم|يستخدم موقعنا|نستخدم|نحن نستخدم|نحن وشركاؤنا|باستخدام
        |باستمرارك|بالنقر|يمكنك تغيير|ملفات تعريف|الآراء الواردة|المقالات المنشورة
        |لا يجوز|يمنع|سياسة
        """,
    "he": """
        כל הזכויות|copyright ©|אתר זה|האתר עושה|האתר משתמש|אנו משתמשים|אנחנו משתמשים
        |בהמשך הגלישה|המשך גלישה|בלחיצה על|ניתן לשנות|השימוש ב|אין להעתיק|אנו מכבדים
        |שימוש לפי סעיף|מדיניות
        """,
    "fa": """
        کلیه حقوق|تمامی حقوق|تمام حقوق|همه حقوق|copyright ©|این سایت از|این وبسایت
        |ما از کوکی|استفاده از مطالب|نقل مطالب|بازنشر|کپی برداری|هرگونه|مسئولیت
        """,
    "hi": """
        सर्वाधिकार|कॉपीराइट|copyright ©|यह वेबसाइट|यह साइट|हमारी वेबसाइट|हम कुकीज
        |हम कुकीज़|वेबसाइट का उपयोग|डिस्क्लेमर:|अस्वीकरण:|इस साइट
        """,
    "zh": """
        免责声明|版权所有|版权声明|本网站使用|本站使用|我们使用|我們使用|继续使用
        |繼續使用|继续浏览|繼續瀏覽|点击同意|點擊同意|使用本网站|使用本網站|未经
        |未經|严禁|禁止|转载|轉載|本文版权|本网|本站|凡本网|凡注明|如有侵权|如涉及
        |如需转载|声明:|声明：|特别声明|特別聲明|郑重声明|以上内容|以上內容|文章来源
        |侵权|举报电话|违法|备案号|icp|京公网|增值电信|互联网新闻|广播电视|网络视听
        |信息网络|营业执照|京icp|沪icp|粤icp|浙icp|網站聲明|著作權|版權所有|版權為
        |本網站|本文內容|文中|不代表|上述|©
        """,
    "ja": """
        当サイトでは|当サイトは|このサイトでは|このサイトは|本サイト|弊社|クッキー
        |cookieを|本ウェブサイト|サイトを|無断|記事・写真|掲載|著作権|copyright|(c)
        |©|※記事|※本|※当|引用・転載|プライバシー|このページの|免責
        """,
    "ko": """
        저작권자|저작권|<저작권|ⓒ|copyright|무단|[저작권|본 기사는|본 콘텐츠
        |이 기사의|이 사이트는|당사|쿠키|사업자등록|등록번호|제호|발행인|편집인
        |대표전화|대표이사|청소년보호|발행일|신문사업|주소|주소:|통신판매|본사
        |본지는|모든 콘텐츠
        """,
    "ro": """
        toate drepturile|acest site|folosim cookie|site-ul nostru|drepturi de autor
        |preluarea
        """,
    "hu": "minden jog|ez a weboldal|weboldalunk|sütiket|oldalunk|a szerzői",
}
