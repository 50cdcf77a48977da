"""Appeals to give, to become a member, to pay for the journalism."""

from __future__ import annotations

from digest.load.cruft.families.family import Family

SUPPORT = Family(
    reason="support",
    is_doubtful=True,
    lines={
        "en": """
            donate|donate now|donate today|donate here|donations|make a donation
            |give now|give today|contribute|contribute now|support us|support our work
            |support our journalism|support independent journalism|support the site
            |support this site|support local journalism|become a member
            |become a supporter|become a patron|membership|memberships|members only
            |buy me a coffee|buy us a coffee|patreon|tip jar|your support matters
            |one-off|other amount|choose an amount|continue to payment|remind me later
            |remind me in may
            """,
        "de": """
            spenden|jetzt spenden|spenden sie|spenden sie jetzt|unterstützen
            |unterstützen sie uns|unterstütze uns|jetzt unterstützen|unterstützer werden
            |fördermitglied werden|mitglied werden|mitgliedschaft|mitgliedschaften
            |steady|betrag wählen|per paypal|per paypal spenden
            """,
        "fr": """
            faire un don|je fais un don|je donne|donnez|soutenez-nous|nous soutenir
            |je soutiens|je vous soutiens|devenir membre|devenez membre|devenir adhérent
            |adhérer|soutenez la presse indépendante|don ponctuel|don mensuel
            """,
        "es": """
            donar|dona|dona ahora|haz una donación|donaciones|apóyanos
            |apoya nuestro trabajo|apoya el periodismo|hazte socia|hazte socio
            |hazte miembro|colabora|colabora con nosotros|aportá
            """,
        "it": """
            dona|dona ora|donazione|fai una donazione|sostienici|sostieni
            |sostieni il giornale|sostieni il nostro lavoro|diventa socio
            |diventa sostenitore|contribuisci
            """,
        "pt": """
            doe|doar|doe agora|doação|faça uma doação|apoie|apoie-nos|apoiar
            |apoie o jornalismo|apoie o jornalismo independente|seja um apoiador
            |contribua|torne-se membro|faça um donativo|donativo
            """,
        "nl": """
            doneer|doneer nu|doneren|steun ons|steun onze journalistiek|word lid
            |word donateur|draag bij
            """,
        "pl": """
            wesprzyj nas|wesprzyj|wspieraj nas|wpłać|przekaż darowiznę
            |dołącz do wspierających|zostań patronem|postaw kawę|darowizna|wspieraj
            """,
        "cs": """
            podpořte nás|podpořit|darovat|přispějte|přispět|staňte se členem
            |podpořte naši práci|daruj|podporte nás
            """,
        "sv": "skänk|bidra|bli medlem|ge en gåva|swisha|donera|stöd vår journalistik",
        "da": "støt os|støt|bliv medlem|giv et bidrag|donér|bidrag",
        "no": "støtt oss|støtt|bli medlem|gi et bidrag|doner|bidra|vipps",
        "ru": """
            поддержать|поддержать нас|поддержите нас|пожертвовать|поддержать редакцию
            |поддержать проект|сделать пожертвование|помочь проекту|стать спонсором
            |донат
            """,
        "uk": """
            підтримати|підтримати нас|підтримайте нас|підтримати редакцію
            |стати спонсором|донат|пожертвувати|долучитися|зробити внесок
            """,
        "tr": "bağış yap|destek ol|bize destek ol|destekle|bağış|üye ol",
        "el": """
            στηρίξτε μας|στήριξέ μας|δωρεά|κάντε δωρεά|γίνε μέλος
            |στηρίξτε την ανεξάρτητη δημοσιογραφία
            """,
        "id": "donasi|donasi sekarang|dukung kami|berdonasi|jadi anggota",
        "vi": "ủng hộ|ủng hộ chúng tôi|quyên góp|đóng góp|tặng sao",
        "ar": "تبرع|تبرع الآن|ادعمنا|ادعم|ساهم|ساهم الآن|كن عضوا",
        "he": "תרומה|תרמו|לתרומה|תמכו בנו|הצטרפו כחברים",
        "fa": "حمایت|حمایت مالی|کمک مالی|از ما حمایت کنید",
        "hi": "दान करें|सहयोग करें|हमें सपोर्ट करें|समर्थन करें",
        "zh": """
            打赏|赞赏|捐款|捐赠|支持我们|赞助我们|立即捐款|贊助我們|捐款支持|支持我們
            |小額贊助|定期定額|喜欢作者|讚賞
            """,
        "ja": "寄付|寄付する|支援する|サポートする|応援する|記事をサポート|会員になる",
        "ko": """
            후원|후원하기|정기후원|기부하기|좋은기사 원고료|원고료로 응원하기|응원하기
            """,
    },
    openings={
        "en": """
            support our journalism|support our work|support the|support independent
            |this site is supported|become a member|become a supporter|your donation
            |your contribution|your support|your gift|please consider|please donate
            |if you value|if you appreciate|if you like our|if you enjoyed this
            |donate to|help support|we need your|we rely on|we depend on|we can't do
            |make a donation|make a tax|for as little as|from as little as
            |you can support|chip in|consider supporting|since you're here
            |as you're here
            """,
        "de": """
            unterstütze uns|unterstützen sie uns|ihr beitrag hilft|dein beitrag hilft
            |ihre spende|deine spende|mit ihrer spende|mit deiner spende
            |jede kleine spende|jede spende|wenn ihnen|wenn dir|ihnen gefällt
            |dir gefällt|hat ihnen|hat dir|spenden sie|spende|helfen sie uns|hilf uns
            |werden sie mitglied|werde mitglied|unsere arbeit|unabhängiger journalismus
            |guter journalismus|sie können uns|du kannst uns|bitte unterstützen
            |bitte unterstütze|unterstützen sie unsere|unterstütze unsere
            """,
        "fr": """
            faites un don|votre don|vos dons|grâce à vos|grâce à votre|si vous appréciez
            |si cet article|pour nous soutenir|nous avons besoin|votre soutien
            |aidez-nous|devenez|pour que
            """,
        "es": """
            apóyanos|haz una donación|tu donación|tu apoyo|si te gusta|si valoras
            |ayúdanos|necesitamos tu|con tu apoyo|hazte soci|gracias a|colabora con
            |sumate|súmate
            """,
        "it": """
            sostieni|sostienici|fai una donazione|la tua donazione|il tuo contributo
            |il tuo sostegno|se ti piace|se apprezzi|aiutaci|abbiamo bisogno|diventa soc
            |grazie al tuo
            """,
        "pt": """
            faça uma doação|sua doação|seu apoio|o seu apoio|se você gosta
            |se você valoriza|ajude-nos|precisamos|com o seu|contribua|seja um apoiador
            |torne-se
            """,
        "nl": """
            doneer|jouw steun|jouw donatie|dankzij|help ons|vind je dit|waardeer je
            |word lid|met jouw
            """,
        "pl": """
            wesprzyj|wspieraj|twoje wsparcie|dzięki wsparciu|jeśli podoba|jeśli cenisz
            |pomóż nam|potrzebujemy
            """,
        "cs": """
            podpořte|přispějte|vaše podpora|díky vaší|pokud se vám|pomozte nám|staňte se
            """,
        "sv": "ditt stöd|din gåva|hjälp oss|swisha|bli medlem|gillar du",
        "da": "dit bidrag|din støtte|hjælp os|bliv medlem",
        "no": "ditt bidrag|din støtte|hjelp oss|bli medlem",
        "ru": """
            поддержите|поддержать|ваша поддержка|помогите|если вам понравил
            |если вам нравится|мы существуем|станьте|пожертвуйте|ваше пожертвование
            |сделайте пожертвование
            """,
        "uk": """
            підтримайте|підтримати|ваша підтримка|допоможіть|якщо вам сподоба|станьте
            |ваш внесок|долучайтеся
            """,
        "tr": "destek ol|bize destek|bağış|desteğiniz",
        "el": "στηρίξτε|η στήριξή|βοηθήστε μας",
        "id": "dukung|donasi|bantu kami|dukungan anda",
        "ar": "ادعم|تبرع|ساهم|دعمكم|ساعدنا",
        "he": "תמכו|תרמו|עזרו לנו|התמיכה שלכם",
        "hi": "सहयोग|हमारा समर्थन|दान",
        "zh": """
            支持我们|如果您喜欢|如果你喜欢|捐款|支持我們|如果您喜歡|您的支持|贊助|小額
            |赞赏
            """,
        "ja": "寄付|ご支援|ご寄付|支援",
        "ko": "후원|정기후원|이 기사가 좋으셨",
    },
    anywhere={
        "en": "reader-supported publication|reader-supported newsletter",
        "de": "jede kleine spende|ihr beitrag hilft|dein beitrag hilft",
    },
    signs={
        "en": """
            donat|member|support us|support our|supporting our|our journalism
            |our reporting|our work|independent journalism|subscri|contribut|paypal
            |patreon|this site|our site|our newsroom|tax-deductible|nonprofit
            |readers like you|our readers
            """,
        "de": """
            spende|mitglied|journalismus|unterstütz|paypal|steady|abonn|konto|iban
            |unsere arbeit|unsere redaktion
            """,
        "fr": """
            don|dons|donn|journalisme|adhér|membre|soutien|soutenir|indépend|abonn
            |presse
            """,
        "es": "donaci|donar|periodismo|soci|apoy|independiente|suscri|miembro|paypal",
        "it": "donazion|giornalismo|sosten|indipend|abbon|soci|paypal",
        "pt": "doa|jornalismo|apoi|independente|assin|membro|pix",
        "nl": "doneer|donatie|journalistiek|lid|steun|onafhankelijk|abonn",
        "pl": "dziennikar|wspar|wspier|wpłat|darowizn|patronite|niezależn|przelew",
        "cs": "podpor|novinář|žurnalisti|nezávisl|dar|příspěv|přisp",
        "sv": "journalistik|swish|gåva|medlem|bankgiro|prenumer|oberoende",
        "da": "journalistik|bidrag|mobilepay|medlem|uafhængig|abonn",
        "no": "journalistikk|bidra|vipps|medlem|uavhengig|abonn",
        "ru": "поддерж|пожертв|редакци|журналист|независим|донат|рублей|подпис",
        "uk": "підтрим|пожертв|редакці|журналіст|незалежн|донат|спільнот|внес",
        "tr": "gazetecilik|bağımsız|bağış|destek|üye",
        "el": "δημοσιογραφ|ανεξάρτητ|δωρεά|συνδρομ",
        "id": "donasi|jurnalisme|independen",
        "ar": "الصحافة|تبرع|المستقل|دعم",
        "he": "עיתונות|תרומ|עצמאי|תמיכ",
        "hi": "पत्रकारिता|दान|सहयोग",
        "zh": "捐|赞助|贊助|支持我|新闻|新聞|媒体|媒體|订阅|訂閱",
        "ja": "寄付|支援|ジャーナリズム|会員",
        "ko": "후원|기부|언론|계좌",
    },
)
