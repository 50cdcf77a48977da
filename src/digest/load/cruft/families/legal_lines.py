"""The whole lines of `legal`."""

from __future__ import annotations

from typing import Final

from digest.load.cruft.families.family import Table

LINES: Final[Table] = {
    "en": """
        privacy|privacy policy|privacy notice|privacy statement|privacy settings
        |privacy center|privacy preferences|your privacy|your privacy choices
        |your privacy rights|privacy & cookies|privacy and cookies
        |privacy & cookies policy|privacy policy.|california privacy
        |california privacy rights|california notice of collection|terms
        |terms of use|terms of service|terms & conditions|terms and conditions
        |terms of sale|terms of service privacy notice|terms & privacy
        |terms and privacy|terms of use privacy policy|user agreement
        |subscriber agreement|visitor agreement|conditions of use|cookie policy
        |cookies policy|cookie notice|cookies|cookie list|cookie settings
        |cookie preferences|cookies settings|manage cookies
        |manage cookie preferences|manage preferences|manage consent|manage options
        |manage settings|consent preferences|accept|accept all|accept cookies
        |accept all cookies|i accept|i agree|agree and continue|agree & continue
        |got it|got it!|reject|reject all|allow all|allow cookies|necessary cookies
        |strictly necessary cookies|performance cookies|confirm my choices
        |save preferences|save & accept|cookie consent|this site uses cookies
        |we value your privacy|we care about your privacy|copyright|copyright notice
        |copyright infringement|all rights reserved|rights and permissions|dmca
        |accessibility|accessibility statement|accessibility help|disclaimer|legal
        |legal notice|legal notices|legal information|your ad choices|ad choices
        |do not sell my personal information
        |do not sell or share my personal information|do not sell my info
        |notice at collection|editorial guidelines|editorial policy
        |editorial standards|ethics policy|community guidelines|community standards
        |code of ethics|code of conduct|corrections policy|fact-checking policy
        |our standards: the thomson reuters trust principles.|equal opportunity
        |eeo report|modern slavery statement|imprint|license|licence
        |creative commons|refund policy|shipping policy|acceptable use policy
        |how to complain|more info|more information about cookies
        |leave this field empty if you're human|via syndigate.info
        |always unblock youtube|always unblock google maps|load content|load map
        |load tweet
        """,
    "de": """
        datenschutz|datenschutzerklärung|datenschutzhinweise|datenschutzbestimmungen
        |datenschutzrichtlinie|datenschutz-einstellungen|datenschutzeinstellungen
        |privatsphäre|privatsphäre-einstellungen|nutzungsbedingungen
        |nutzungsbasierte online-werbung|agb|allgemeine geschäftsbedingungen
        |alle angaben ohne gewähr|creative commons|alle rechte vorbehalten
        |haftungsausschluss|cookie-einstellungen|cookie einstellungen|cookies
        |cookie-richtlinie|cookie-hinweis|cookies verwalten|cookies akzeptieren
        |alle cookies akzeptieren|alle akzeptieren|akzeptieren
        |akzeptieren und weiter|zustimmen|zustimmen und weiter|ablehnen
        |alle ablehnen|einstellungen verwalten|einstellungen speichern
        |auswahl bestätigen|nur notwendige|notwendige cookies|technisch notwendig
        |einwilligung|consent-einstellungen|verstanden|ich stimme zu|rechtliches
        |rechtliche hinweise|rechtlicher hinweis|copyright|urheberrecht
        |nutzungsrechte|barrierefreiheit|erklärung zur barrierefreiheit|widerruf
        |widerrufsbelehrung|vertrag kündigen|verträge hier kündigen|abo kündigen
        |jugendschutz|pressekodex|utiq verwalten
        |inhalt laden|video laden|karte laden|beitrag laden|tweet laden
        |youtube immer entsperren|google maps immer entsperren
        |facebook-beiträge immer entsperren|twitter tweets immer entsperren
        |vimeo immer entsperren
        """,
    "fr": """
        mentions légales|confidentialité|politique de confidentialité
        |données personnelles|protection des données|vie privée|gestion des cookies
        |gérer les cookies|gérer mes cookies|gérer utiq|paramétrer les cookies
        |paramètres des cookies|préférences cookies|politique de cookies
        |politique cookies|cookies|conditions générales
        |conditions générales d'utilisation|conditions générales de vente
        |conditions d'utilisation|cgu|cgv|cgu / cgv|accepter|accepter tout
        |tout accepter|accepter et fermer|j'accepte|refuser|tout refuser
        |continuer sans accepter|paramétrer|personnaliser|tous droits réservés
        |droits de reproduction|droits d'auteur|accessibilité
        |accessibilité : non conforme|charte déontologique|charte|avertissement
        |reproduction interdite|toute reproduction interdite
        """,
    "es": """
        aviso legal|política de privacidad|privacidad|política de cookies|cookies
        |configuración de cookies|configurar cookies|gestionar cookies
        |preferencias de cookies|términos y condiciones|términos de uso
        |términos de servicio|términos|condiciones de uso|condiciones generales
        |condiciones|aceptar|aceptar todo|aceptar todas|aceptar cookies
        |aceptar y continuar|aceptar y cerrar|acepto|rechazar|rechazar todo
        |rechazar todas|protección de datos|todos los derechos reservados
        |derechos reservados|accesibilidad|copyright|derechos de autor|código ético
        |canal ético|defensor del lector|prohibida su reproducción total o parcial
        """,
    "it": """
        informativa privacy|privacy|privacy policy|informativa sulla privacy
        |cookie policy|cookies|gestisci cookie|gestione cookie|preferenze cookie
        |impostazioni cookie|impostazioni privacy|termini e condizioni
        |termini di servizio|condizioni d'uso|condizioni generali|note legali
        |accetta|accetta tutti|accetta tutto|accetta e continua|accetto|rifiuta
        |rifiuta tutti|personalizza|continua senza accettare
        |tutti i diritti riservati|diritti riservati|copyright|accessibilità
        |dichiarazione di accessibilità|codice etico|riproduzione riservata
        |© riproduzione riservata|disclaimer|dati societari
        """,
    "pt": """
        política de privacidade|termos de uso|termos e condições|termos de serviço
        |termos de utilização|termos|privacidade|política de cookies|cookies
        |configurações de cookies|definições de cookies|gerir cookies
        |gerenciar cookies|preferências de cookies|aceitar|aceitar todos
        |aceitar tudo|aceitar cookies|aceito|concordo|rejeitar|rejeitar todos
        |recusar|aviso legal|todos os direitos reservados|direitos reservados
        |direitos autorais|acessibilidade|estatuto editorial|princípios editoriais
        |código de conduta|proteção de dados|copyright
        """,
    "nl": """
        privacybeleid|privacy|privacyverklaring|privacy statement|privacystatement
        |privacyinstellingen|cookiebeleid|cookies|cookieverklaring
        |cookie-instellingen|cookie instellingen|cookies beheren|cookievoorkeuren
        |algemene voorwaarden|gebruiksvoorwaarden|leveringsvoorwaarden|accepteren
        |alles accepteren|accepteer|cookies accepteren|akkoord|weigeren
        |alles weigeren|disclaimer|auteursrecht|auteursrechten|copyright
        |alle rechten voorbehouden|toegankelijkheid|responsible disclosure
        |huisregels
        """,
    "pl": """
        polityka prywatności|prywatność|polityka cookies|pliki cookies|cookies
        |ustawienia cookies|ustawienia prywatności|zarządzaj cookies
        |zarządzaj zgodami|ustawienia plików cookies|regulamin|regulamin serwisu
        |warunki korzystania|akceptuję|akceptuj|akceptuj wszystkie|zaakceptuj
        |zgadzam się|odrzuć|odrzuć wszystkie|dostosuj|przejdź do serwisu
        |ochrona danych|ochrona danych osobowych|rodo|nota prawna|prawa autorskie
        |wszelkie prawa zastrzeżone|wszystkie prawa zastrzeżone|dostępność
        |deklaracja dostępności
        """,
    "cs": """
        ochrana osobních údajů|ochrana soukromí|zásady ochrany osobních údajů
        |soukromí|cookies|nastavení cookies|nastavení soukromí|zásady cookies
        |podmínky užití|podmínky použití|obchodní podmínky
        |všeobecné obchodní podmínky|souhlasím|přijmout|přijmout vše
        |přijmout všechny|odmítnout|odmítnout vše|všechna práva vyhrazena
        |autorská práva|etický kodex|prohlášení o přístupnosti|gdpr
        |ochrana osobných údajov
        """,
    "sv": """
        integritetspolicy|personuppgiftspolicy|integritet|personuppgifter|cookies
        |cookiepolicy|cookieinställningar|hantera cookies|hantera samtycke
        |användarvillkor|köpvillkor|allmänna villkor|acceptera|acceptera alla
        |godkänn|godkänn alla|godkänn alla cookies|jag förstår|avvisa|avvisa alla
        |neka|upphovsrätt|alla rättigheter förbehållna|tillgänglighet
        |tillgänglighetsredogörelse|gdpr
        """,
    "da": """
        privatlivspolitik|privatliv|persondatapolitik|persondata|cookies
        |cookiepolitik|cookie- og privatlivspolitik|cookieindstillinger
        |administrer samtykke|brugsvilkår|handelsbetingelser|betingelser|accepter
        |accepter alle|acceptér|tillad alle|afvis|afvis alle|ophavsret
        |alle rettigheder forbeholdes|tilgængelighed|tilgængelighedserklæring
        |kun nødvendige
        """,
    "no": """
        personvern|personvernerklæring|personvernpolicy|informasjonskapsler|cookies
        |administrer samtykke|brukervilkår|kjøpsvilkår|brukeravtale|godta|godta alle
        |aksepter|aksepter alle|avvis|avvis alle|opphavsrett
        |alle rettigheter reservert|tilgjengelighet|tilgjengelighetserklæring
        |personverninnstillinger|vær varsom-plakaten
        """,
    "fi": """
        tietosuoja|tietosuojaseloste|tietosuojakäytäntö|evästeet|evästeasetukset
        |käyttöehdot|hyväksy|hyväksy kaikki|hylkää|kaikki oikeudet pidätetään
        |saavutettavuusseloste
        """,
    "ru": """
        политика конфиденциальности|конфиденциальность|пользовательское соглашение
        |условия использования|правила использования
        |правила использования материалов|правила сайта|политика cookie|файлы cookie
        |cookies|настройки cookie|принять|принять все|принимаю|согласен|согласиться
        |хорошо|понятно|отклонить|обработка персональных данных
        |политика обработки персональных данных|персональные данные
        |правовая информация|все права защищены|авторские права|правообладателям
        |рекомендательные технологии|политика использования cookie
        """,
    "uk": """
        політика конфіденційності|конфіденційність|угода користувача
        |користувацька угода|умови використання|правила користування
        |правила використання матеріалів|файли cookie|cookies|налаштування cookie
        |прийняти|прийняти всі|погоджуюсь|погоджуюся|зрозуміло|відхилити
        |всі права захищені|усі права захищено|авторські права|редакційна політика
        |правила сайту
        """,
    "tr": """
        gizlilik|gizlilik politikası|gizlilik sözleşmesi|gizlilik bildirimi
        |kullanım koşulları|kullanım şartları|çerez politikası|çerezler
        |çerez ayarları|çerez tercihleri|kvkk|kvkk aydınlatma metni|aydınlatma metni
        |kişisel verilerin korunması|kabul et|kabul ediyorum|tümünü kabul et|reddet
        |tümünü reddet|tamam|anladım|tüm hakları saklıdır|yasal uyarı|telif hakkı
        |yayın ilkeleri|kişisel verilerin korunması politikası
        """,
    "el": """
        πολιτική απορρήτου|απόρρητο|προσωπικά δεδομένα
        |πολιτική προστασίας προσωπικών δεδομένων|όροι χρήσης|όροι και προϋποθέσεις
        |πολιτική cookies|cookies|ρυθμίσεις cookies|αποδοχή|αποδοχή όλων|αποδέχομαι
        |συμφωνώ|απόρριψη|απόρριψη όλων|πνευματικά δικαιώματα
        |με επιφύλαξη παντός δικαιώματος|δήλωση συμμόρφωσης|προσβασιμότητα
        """,
    "id": """
        kebijakan privasi|privasi|kebijakan cookie|syarat dan ketentuan
        |syarat & ketentuan|ketentuan layanan|ketentuan penggunaan|terima
        |terima semua|setuju|saya setuju|tolak|hak cipta|hak cipta dilindungi
        |hak cipta dilindungi undang-undang|disclaimer|kode etik
        |kode etik jurnalistik|dasar privasi
        """,
    "vi": """
        chính sách bảo mật|quyền riêng tư|chính sách quyền riêng tư
        |điều khoản sử dụng|điều khoản|điều khoản dịch vụ|chính sách cookie
        |chấp nhận|đồng ý|tôi đồng ý|từ chối|bản quyền|mọi quyền được bảo lưu
        |tất cả các quyền được bảo lưu|giấy phép
        """,
    "ar": """
        سياسة الخصوصية|الخصوصية|الشروط والأحكام|شروط الاستخدام|شروط الخدمة
        |سياسة الاستخدام|سياسة ملفات تعريف الارتباط|ملفات تعريف الارتباط
        |سياسة الكوكيز|إعدادات ملفات تعريف الارتباط|قبول|قبول الكل|أوافق|موافق|رفض
        |رفض الكل|جميع الحقوق محفوظة|كل الحقوق محفوظة|حقوق النشر|حقوق الملكية
        |إخلاء المسؤولية|اتفاقية الاستخدام|بيان الخصوصية
        """,
    "he": """
        מדיניות פרטיות|מדיניות הפרטיות|פרטיות|תנאי שימוש|תנאי השימוש|תקנון
        |תקנון האתר|מדיניות עוגיות|עוגיות|הגדרות עוגיות|אישור|אני מסכים|מסכים
        |קבל הכל|דחה|כל הזכויות שמורות|זכויות יוצרים|הצהרת נגישות|הסדרי נגישות
        |קוד אתי
        """,
    "fa": """
        حریم خصوصی|سیاست حریم خصوصی|قوانین و مقررات|شرایط استفاده|قوانین سایت
        |کوکی‌ها|پذیرش|می پذیرم|رد کردن|کلیه حقوق محفوظ است|تمامی حقوق محفوظ است
        |حق نشر|سلب مسئولیت
        """,
    "hi": """
        गोपनीयता नीति|निजता नीति|प्राइवेसी पॉलिसी|नियम और शर्तें|उपयोग की शर्तें
        |सेवा की शर्तें|कुकी नीति|कुकीज़|कुकी सेटिंग्स|स्वीकार करें|सभी स्वीकार करें
        |मैं सहमत हूं|अस्वीकार करें|सर्वाधिकार सुरक्षित|कॉपीराइट|अस्वीकरण|डिस्क्लेमर
        |आचार संहिता
        """,
    "zh": """
        隐私政策|服务协议|侵权投诉|免责声明|隐私|隐私条款|隐私声明|隐私权政策
        |用户协议|服务条款|使用条款|法律声明|版权声明|版权所有|版权信息
        |版权归原作者所有|cookie设置|cookie政策|接受|全部接受|接受所有cookie|同意
        |同意并继续|我同意|我知道了|知道了|拒绝|网站声明|举报中心|违法和不良信息举报
        |不良信息举报|投诉建议|未成年人保护|营业执照|icp备|京icp备|转载声明
        |隱私權政策|隱私權聲明|隱私政策|隱私條款|使用條款|服務條款|使用者條款
        |會員條款|免責聲明|著作權聲明|版權聲明|版權所有|cookie設定|拒絕|無障礙
        |著作權|个人信息保护|儿童隐私|用户服务协议
        """,
    "ja": """
        利用規約|プライバシーポリシー|個人情報保護方針|個人情報の取り扱い
        |個人情報の取扱い|個人情報保護|プライバシー|cookieポリシー|クッキーポリシー
        |cookie設定|クッキーの設定|同意する|すべて同意する|すべて許可|承諾|拒否
        |拒否する|すべて拒否|著作権|著作権について|無断転載禁止|無断転載を禁じます
        |転載禁止|免責事項|特定商取引法に基づく表記|特定商取引法に基づく表示
        |サイトポリシー|サイトのご利用について|アクセシビリティ|ご利用規約
        |外部送信ポリシー|情報の外部送信について|知的財産ポリシー
        """,
    "ko": """
        개인정보처리방침|이용약관|개인정보 처리방침|개인정보취급방침|청소년보호정책
        |저작권|저작권정책|저작권 안내|저작권규약|이메일무단수집거부
        |이메일 무단수집거부|쿠키 정책|쿠키|쿠키 설정|동의|모두 동의|동의합니다|거부
        |무단전재 및 재배포 금지|무단 전재 및 재배포 금지|무단전재-재배포 금지
        |책임의 한계와 법적고지|고충처리|고충처리인|윤리강령|법적고지|정정보도
        |청소년 보호정책
        """,
    "ro": """
        politica de confidențialitate|termeni și condiții|politica cookies
        |politica de cookies|accept|toate drepturile rezervate|confidențialitate
        """,
    "hu": """
        adatvédelem|adatvédelmi tájékoztató|felhasználási feltételek|elfogadom
        |minden jog fenntartva|süti beállítások|impresszum|szerzői jogok|ászf
        """,
}
