"""Rights, terms, privacy, cookies."""

from __future__ import annotations

from digest.load.cruft.families.family import Family
from digest.load.cruft.families.legal_lines import LINES
from digest.load.cruft.families.legal_openings import OPENINGS

LEGAL = Family(
    reason="legal",
    is_doubtful=True,
    lines=LINES,
    openings=OPENINGS,
    anywhere={
        "en": """
            all rights reserved|this website uses cookies|this site uses cookies
            |our use of cookies|the use of cookies on|consent to our use|use cookies to
            |uses cookies to|we use cookies|cookies and similar technologies
            |store and/or access information|our privacy policy|our terms of
            |our cookie policy|privacy policy and terms|terms of use and privacy
            |terms of service and privacy|terms of service apply
            |user agreement and privacy|may not be published, broadcast
            |without the express written|without prior written permission
            |without the prior written|do not necessarily reflect the views
            |do not necessarily represent the views|do not necessarily reflect those of
            |for informational purposes only|is a registered trademark of
            |registered in england|protected by recaptcha|reuse this content
            |to reuse any|quotes delayed at least|by loading the video, you agree
            |by loading the map, you agree|by loading the tweet, you agree
            |by loading the post, you agree|click the button below to load the content
            """,
        "de": """
            alle rechte vorbehalten|verwendet cookies|verwenden cookies|nutzen cookies
            |setzen cookies|cookies und ähnliche|unsere datenschutzerklärung
            |unserer datenschutzerklärung|mindestens # minuten verzögert|externer inhalt
            |externer inhalte|inhalte von drittplattformen|inhalte angezeigt werden
            |recaptcha|mit dem laden des videos akzeptieren
            |mit dem laden der karte akzeptieren|mit dem laden des beitrags akzeptieren
            |mit dem laden des tweets akzeptieren|klicken sie auf den unteren button
            """,
        "fr": """
            tous droits réservés|utilise des cookies|utilisons des cookies
            |l'utilisation de cookies|reproduction totale ou partielle|dépôt de cookies
            """,
        "es": """
            todos los derechos reservados|utiliza cookies|usa cookies|utilizamos cookies
            |política de cookies|reproducción total o parcial
            """,
        "it": """
            tutti i diritti riservati|riproduzione riservata|utilizza cookie
            |utilizza i cookie|utilizziamo i cookie|cookie policy|reg. trib|p.iva
            |partita iva
            """,
        "pt": """
            todos os direitos reservados|utiliza cookies|usa cookies|utilizamos cookies
            |usamos cookies|política de cookies|reprodução total ou parcial
            |proibida a reprodução
            """,
        "nl": """
            alle rechten voorbehouden|gebruikt cookies|gebruiken cookies|cookiebeleid
            """,
        "pl": """
            wszelkie prawa zastrzeżone|wszystkie prawa zastrzeżone|plików cookies
            |pliki cookies
            """,
        "cs": """
            všechna práva vyhrazena|soubory cookie|používá cookies|používáme cookies
            """,
        "sv": "använder cookies|användningen av cookies",
        "da": """
            alle rettigheder forbeholdes|bruger cookies|cookiepolitik|må ikke kopieres
            """,
        "no": "bruker informasjonskapsler|bruker cookies",
        "fi": "kaikki oikeudet pidätetään|käyttää evästeitä|evästeiden käyt",
        "ru": """
            все права защищены|использует файлы cookie|использует cookie
            |используем файлы cookie|используем cookie|гиперссылка|активная ссылка
            |recaptcha|сми эл №|эл № фс
            """,
        "uk": """
            всі права захищені|усі права захищено|використовує файли cookie
            |використовує cookie|файлів cookie|гіперпосилання|відкритого для пошукових
            """,
        "tr": """
            tüm hakları saklıdır|her hakkı saklıdır|çerez kullan|çerezler kullan
            |çerez politika
            """,
        "el": """
            με επιφύλαξη παντός|χρησιμοποιεί cookies|χρησιμοποιούμε cookies
            |απαγορεύεται η αναδημοσίευση|απαγορεύεται η αναπαραγωγή
            """,
        "id": """
            hak cipta dilindungi|menggunakan cookie|dilarang mengambil
            |all right reserved
            """,
        "vi": """
            giữ bản quyền|bản quyền thuộc|sử dụng cookie|chính sách bảo mật
            |khi phát hành lại|ghi rõ nguồn
            """,
        "ar": """
            جميع الحقوق محفوظة|كل الحقوق محفوظة|لا تعبر بالضرورة|لا تعبر عن رأي
            |حقوق الطبع
            """,
        "he": "כל הזכויות שמורות|בקבצי עוגיות",
        "fa": "حقوق این سایت|حقوق محفوظ|با ذکر منبع|بدون ذکر منبع",
        "hi": "सर्वाधिकार सुरक्षित|कुकीज़ का उपयोग|कुकीज का",
        "zh": """
            版权所有|版權所有|版權為|严禁转载|禁止转载|不得转载|请勿转载|转载请注明|轉載請註明|不得轉載|请联系我们删除|联系删除|侵权必究
            |使用cookie|icp备|icp证|公网安备|不代表本站|不代表本网|不代表本网站|不代表平台|不代表本報|不構成任何投資|不构成投资
            |违法和不良信息|跟进删除|如有侵权
            """,
        "ja": """
            無断転載|無断複製|転載を禁|複製・転載|all rights reserved|クッキーを使用
            |cookieを使用|cookieの使用
            """,
        "ko": """
            무단전재|무단 전재|재배포 금지|재배포금지|무단복제|all rights reserved
            |무단 복제|ai 학습 및 활용|사업자등록번호|저작권법의 보호
            """,
        "ro": "toate drepturile rezervate|utilizează cookie|folosește cookie",
        "hu": "minden jog fenntartva|sütiket használ|cookie-kat",
    },
    signs={
        "en": """
            cookie|privacy|consent|terms|rights reserved|permission|copyright
            |copyrighted|republish|redistribut|reproduc|rewritten|licen[sc]e|©|trademark
            |our site|this site|this website|our website|our partners|personal data
            |personal information|opt out|opt-out|recaptcha|disclaim
            |do not necessarily reflect|do not constitute|delayed|informational purposes
            |published, broadcast|personal use
            """,
        "de": """
            cookie|datenschutz|einwilligung|zustimm|rechte|urheber|copyright|lizenz
            |genehmigung|personenbezogen|drittanbieter|dritter|gewähr|haftung|tracking
            |unserer website|dieser website|partner|google|einstellungen|verzögert
            """,
        "fr": """
            cookie|confidentialité|consentement|droits|copyright|reproduction|licence
            |données personnelles|partenaires|autorisation|notre site|ce site|traceurs
            |rgpd|google|paramètres
            """,
        "es": """
            cookie|privacidad|consentimiento|derechos|copyright|reproducción|licencia
            |datos personales|socios|autorización|sitio|web|legal|terceros
            """,
        "it": """
            cookie|privacy|consenso|diritti|copyright|riproduzione|licenza
            |dati personali|autorizzazione|sito|riservat|terze parti|tribunale|iscri
            """,
        "pt": """
            cookie|privacidade|consentimento|direitos|copyright|reprodução|licença
            |dados pessoais|autorização|site|parceiros|terceiros
            """,
        "nl": """
            cookie|privacy|toestemming|rechten|copyright|auteursrecht|licentie
            |persoonsgegevens|website|partners|google
            """,
        "pl": """
            cookie|prywatności|zgod|praw|copyright|licencj|danych osobowych|serwis
            |partner|przetwarza|zgody
            """,
        "cs": """
            cookie|soukromí|souhlas|práva|copyright|licenc|osobních údajů|webu|stránek
            |zakázán|partneř
            """,
        "sv": """
            cookie|kakor|integritet|samtycke|rättighet|copyright|upphovsrätt
            |personuppgift|webbplats|partner
            """,
        "da": """
            cookie|privatliv|samtykke|rettighed|copyright|ophavsret|persondata
            |hjemmeside|website|partner
            """,
        "no": """
            cookie|informasjonskaps|personvern|samtykke|rettighet|copyright|opphavsrett
            |nettsted|partner|åndsverkloven|redaktør
            """,
        "fi": "eväste|tietosuoja|oikeudet|sivusto",
        "ru": """
            cookie|куки|конфиденциальн|соглас|прав|ссылк|перепечат|редакци|персональных
            |эл №|роскомнадзор|сайт|18[+]|16[+]|иностранн|запрещ
            """,
        "uk": """
            cookie|кукі|конфіденційн|погодж|прав|посилання|гіперпосилання|передрук
            |редакці|персональних|сайт
            """,
        "tr": "çerez|gizlilik|kabul|hak|izin|kaynak|kişisel|site|kvkk",
        "el": """
            cookie|απορρήτου|συγκατάθεσ|δικαιώματα|άδεια|αναδημοσίευση|ιστοσελίδ|ιστότοπ
            """,
        "id": "cookie|privasi|persetujuan|hak cipta|izin|situs|dilarang|judul",
        "vi": "cookie|bảo mật|đồng ý|bản quyền|văn bản|giấy phép|website|nguồn",
        "ar": "ارتباط|كوكيز|خصوصية|الخصوصية|الحقوق|حقوق|إذن|الموقع|الكاتب|محفوظة",
        "he": "עוגיות|cookies|פרטיות|הסכמ|זכויות|האתר|תנאי|סעיף",
        "fa": "کوکی|حقوق|منبع|سایت|محفوظ|بلامانع",
        "hi": "कुकी|गोपनीयता|निजता|सहमत|अधिकार|वेबसाइट|सुरक्षित",
        "zh": """
            cookie|隐私|隱私|同意|版权|版權|转载|轉載|授权|授權|侵权|备案|备|许可证|許可
            |本站|本网|本網|网站|網站|立场|立場|删除|观点|icp|责任|違者|必究
            """,
        "ja": """
            cookie|クッキー|プライバシー|同意|転載|著作権|禁じ|禁止|当サイト|利用規約
            |許可|帰属|情報は
            """,
        "ko": "쿠키|개인정보|동의|저작권|무단|전재|재배포|금지|등록|보호|발행|대표",
        "ro": "cookie|drepturi|acord|site",
        "hu": "süti|cookie|jog|oldal",
    },
    forms=(
        (
            r"\b(?:dieses blogs|in diesem blog|dieser (?:web)?seite"
            r"|this (?:blog|site))\b"
            r".{0,60}(?:creative commons|lizenz|licen[sc]e)"
        ),
        r"^(?:copyright |\(c\) ?|© ?|@ ?)+#",
        r"^.{0,60}(?:©|\(c\)|copyright) ?# ?(?:[-–] ?#)?.{0,60}$",
        r"^(?:京|沪|粤|浙|苏|蜀|鄂|湘|闽|鲁)?icp[备证].{0,40}$",
    ),
)
