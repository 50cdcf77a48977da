"""Invitations to subscribe: newsletters, alerts, magazines, notifications."""

from __future__ import annotations

from digest.load.cruft.families.family import Family
from digest.load.cruft.families.newsletter_lines import LINES

NEWSLETTER = Family(
    reason="newsletter",
    is_doubtful=True,
    lines=LINES,
    openings={
        "en": """
            sign up to|sign up for|sign-up for|subscribe to|subscribe for|subscribe and
            |subscribe today|subscribe here|subscribe now|join our|get our newsletter
            |get our|get the latest|get the day's|get all the stories|get the best
            |get breaking|get the best of|get daily|get a daily|get a weekly
            |get exclusive|get news|get stories|want to get|want the latest|want to stay
            |want to read more|join the mailing list|thank you for subscribing
            |thanks for subscribing|thanks for signing|thank you for signing
            |you have been successfully subscribed|your subscription
            |you've successfully subscribed|you have successfully
            |there was a problem subscribing|by signing up|by subscribing|by registering
            |by clicking|by submitting|by providing|by entering your|by creating an
            |receive our|receive news|receive daily|receive updates|receive weekly
            |receive notifications|never miss|enter your email|please enter
            |send me email|send me an email|send me|get the most
            |do you want to be informed|stay informed|stay up to date|stay up-to-date
            |stay on top|stay in the know|stay connected|keep up to date|keep me
            |yes, i would like|yes, i want|yes! send|i would like to receive
            |i agree to receive|be the first to|turn on notifications|to subscribe
            |our newsletter|our free|like what you're reading|like what you see
            |enjoying this|don't miss|delivered to your|straight to your
            |unlimited access|you can unsubscribe|unsubscribe|you can opt|manage your
            |check your inbox|check your email
            """,
        "de": """
            newsletter abonnieren|melden sie sich|melde dich|gib deine e-mail
            |abonnieren sie|zum newsletter|jetzt zum|jetzt den|jetzt newsletter
            |newsletter anmelden|abonniere|um neue beiträge per|geben sie ihre e-mail
            |verpasse keine|verpassen sie|nichts mehr verpassen|möchten sie informiert
            |unser newsletter|unseren newsletter|mit unserem newsletter|der newsletter
            |mit dem newsletter|im newsletter|bleiben sie|bleib auf|hier können sie
            |hier den|holen sie sich|hol dir|ja, ich|ich möchte
            |ich bin damit einverstanden|mit der anmeldung|mit ihrer anmeldung
            |durch die anmeldung|mit meiner anmeldung|die abmeldung|eine abmeldung
            |vielen dank für ihre|danke für deine|vielen dank! sie|aktivieren sie
            """,
        "fr": """
            abonnez-vous|inscrivez-vous|recevez|recevoir|s'abonner|s'inscrire
            |chaque matin|toutes les semaines|ne manquez|ne ratez|restez informé
            |en vous inscrivant|en cliquant|en renseignant|vous pouvez vous désabonner
            |vous pouvez vous désinscrire|votre adresse|votre inscription|votre e-mail
            |merci de votre|merci pour votre|la newsletter|notre newsletter
            |avec la newsletter|je souhaite recevoir|j'accepte de recevoir|entrez votre
            |saisissez votre|activez|découvrez notre newsletter|retrouvez chaque
            """,
        "es": """
            suscríbete|suscríbase|recibe|reciba|recibir|apúntate|inscríbete|regístrate
            |introduce tu|ingresa tu|si quieres recibir|si te gustó|quiero recibir
            |no te pierdas|mantente|entérate|cada mañana|todas las mañanas
            |nuestro boletín|nuestra newsletter|al suscribirte|al registrarte
            |al hacer clic|puedes darte de baja|gracias por suscribirte|tu suscripción
            |te has suscrito|activa las|acepto recibir|suscribirse a|suscribite
            """,
        "it": """
            iscriviti|abbonati|ricevi|registrati|inserisci la tua|inserisci il tuo
            |ogni mattina|resta aggiornato|rimani aggiornato|non perdere|non perderti
            |la nostra newsletter|le nostre newsletter|la newsletter|iscrivendoti
            |cliccando|grazie per|acconsento|voglio ricevere|vuoi ricevere|vuoi restare
            |puoi annullare|attiva le
            """,
        "pt": """
            assine|inscreva-se|receba|cadastre-se|subscreva|registe-se|registre-se
            |quer receber|quero receber|gostaria de receber|todas as manhãs|a newsletter
            |nossa newsletter|a nossa newsletter|ao se inscrever|ao assinar|ao clicar
            |ao subscrever|obrigado por|insira o seu|digite seu|aceito receber
            |concordo em receber|ative as|você pode cancelar
            """,
        "nl": """
            schrijf je in|meld je aan|abonneer|ontvang|neem een|word abonnee|mis niets
            |onze nieuwsbrief|de nieuwsbrief|vul je|door je aan|ja, ik|ik wil
            |bedankt voor
            """,
        "pl": """
            zapisz się|subskrybuj|zamów|bądź na|nie przegap|otrzymuj|chcę otrzymywać
            |wyrażam zgodę|podaj|wpisz swój|dziękujemy za|dołącz do|nasz newsletter
            |zapisując się|klikając|w każdej chwili
            """,
        "cs": """
            přihlaste se|přihlásit|odebírejte|předplaťte|dostávejte|nenechte si|zadejte
            |náš newsletter|souhlasím se|přihlášením|kliknutím|děkujeme za|získejte
            """,
        "sv": """
            prenumerera|anmäl dig|missa|håll dig|jag vill|ja, jag|ange din
            |vårt nyhetsbrev|tack för
            """,
        "da": """
            tilmeld|abonner|gå ikke glip|hold dig|jeg vil|ja tak|indtast din
            |vores nyhedsbrev|tak for
            """,
        "no": """
            meld deg på|abonner|gå ikke glip|hold deg|jeg vil|ja takk|skriv inn
            |vårt nyhetsbrev|takk for
            """,
        "ru": """
            подпишитесь|подпишись|подписывайтесь|подписаться|получайте|получать|введите
            |будьте в курсе|узнавайте|не пропустите|наша рассылка|нажимая|спасибо за
            |ваша подписка|оформите|включите уведомления
            """,
        "uk": """
            підпишіться|підпишись|підписуйтесь|підписатися|отримуйте|отримувати|введіть
            |будьте в курсі|дізнавайтеся|не пропустіть|наша розсилка|натискаючи
            |дякуємо за|оформіть
            """,
        "tr": """
            abone ol|bültenimize|e-bültenimize|bültene|her sabah|kaçırmamak|haberdar ol
            |kayıt ol|e-posta adresiniz
            """,
        "el": """
            εγγραφείτε|εγγραφή|λάβετε|λάβε|μείνετε|κάντε εγγραφή|κάνε εγγραφή
            |το newsletter|συμπληρώστε
            """,
        "id": """
            berlangganan|daftar|dapatkan|langganan|masukkan email|jangan lewatkan
            |ikuti newsletter|dengan mendaftar|mari bergabung
            """,
        "vi": "đăng ký|nhập email|đừng bỏ lỡ",
        "ar": """
            اشترك|اشتركوا|احصل على|انضم|تلقى|أدخل بريدك|كن أول|للاشتراك|بالاشتراك|بالضغط
            """,
        "he": "הירשמו|הרשמו|הצטרפו|קבלו|רוצים|להרשמה|בלחיצה|אני מאשר",
        "fa": "برای عضویت|برای دریافت|عضو شوید|ایمیل خود|با عضویت|مشترک شوید",
        "hi": "सब्सक्राइब|हमारे न्यूज|पाएं|अपना ईमेल|ताजा खबर",
        "zh": """
            订阅|請訂閱|訂閱|请先登录|扫码下载|输入您的|輸入您的|想要收到|欢迎订阅
            |歡迎訂閱|第一时间
            """,
        "ja": "メルマガ|ニュースレター|購読|最新情報|最新記事|通知を",
        "ko": "뉴스레터|구독|무료로|이메일로|지금 구독",
    },
    anywhere={
        "en": """
            to your inbox|in your inbox|your inbox every|into your inbox
            |unsubscribe at any time|unsubscribe anytime|opt out at any time
            |subscribed to our|sign up for our newsletter|sign up to our newsletter
            |sign up for our free|sign up for our daily|sign up for our weekly
            |subscribe to our newsletter|subscribe to our free|join our mailing list
            |our free newsletter|our daily newsletter|our weekly newsletter
            |our free daily newsletter|our newsletters|our newsletter
            |protected by recaptcha|new posts by email|notifications of new posts
            |your inbox
            """,
        "de": """
            unseren newsletter|unserem newsletter|unsere newsletter|unser newsletter
            |newsletter abonnieren|jederzeit abbestellen|jederzeit widerrufen
            |in ihr postfach|in dein postfach|newsletter abonniert
            |zum newsletter anmelden|newsletter erhalten|abbestellung ist jederzeit
            """,
        "fr": """
            notre newsletter|nos newsletters|vous désinscrire à tout moment
            |vous désabonner à tout moment|lien de désinscription|dans votre boîte mail
            |dans votre boite mail|à la newsletter|s'abonner à la newsletter
            |dans votre boîte de réception
            """,
        "es": """
            nuestro boletín|nuestra newsletter|nuestros boletines|nuestras newsletters
            |en tu correo electrónico|en tu bandeja de entrada
            |darte de baja en cualquier momento|cancelar en cualquier momento
            |en su bandeja de entrada
            """,
        "it": """
            nostra newsletter|nostre newsletter|iscriviti alla newsletter
            |nella tua email|annullare l'iscrizione|cancellarti in qualsiasi momento
            |disiscriverti
            """,
        "pt": """
            nossa newsletter|nossas newsletters|na sua caixa de entrada
            |cancelar a inscrição|cancelar a assinatura|cancelar a qualquer momento
            """,
        "nl": """
            onze nieuwsbrief|onze nieuwsbrieven|in je inbox|in uw mailbox
            |moment uitschrijven|moment afmelden|onze wekelijkse nieuwsbrief
            """,
        "pl": """
            naszego newslettera|nasz newsletter|na swoją skrzynkę
            |zrezygnować z subskrypcji|zgodę na otrzymywanie|na swój e-mail
            """,
        "cs": """
            našeho newsletteru|náš newsletter|do vaší schránky|do vašeho e-mailu
            |kdykoli odhlásit|do své schránky
            """,
        "sv": """
            vårt nyhetsbrev|våra nyhetsbrev|i din inkorg|din mejlkorg
            |avsluta prenumerationen|när du vill avsluta
            """,
        "da": """
            vores nyhedsbrev|vores nyhedsbreve|i din indbakke|direkte i indbakken
            """,
        "no": """
            vårt nyhetsbrev|våre nyhetsbrev|i din innboks|rett i innboksen
            """,
        "ru": """
            на нашу рассылку|нашу рассылку|на вашу почту|отписаться в любой
            |подписаться на рассылку|на наш канал в|наш телеграм-канал|наш telegram
            |на наш telegram|на наши каналы
            """,
        "uk": """
            на нашу розсилку|нашу розсилку|на вашу пошту|відписатися в будь|на наш канал
            |наш телеграм-канал|наш telegram|на наш telegram
            """,
        "tr": "bültenimize abone|e-bültenimize|gelen kutunuza|bültenimiz",
        "el": "στο newsletter|στο email σας|το newsletter μας|στα εισερχόμενά",
        "id": "newsletter kami|ke email anda|ke inbox anda",
        "vi": "bản tin của chúng tôi|vào hộp thư của bạn",
        "ar": """
            نشرتنا البريدية|نشرتنا الإخبارية|في النشرة البريدية|إلى بريدك|إلغاء الاشتراك
            |في نشرتنا
            """,
        "he": "לניוזלטר שלנו|לניוזלטר|לתיבת המייל|להסיר את עצמך",
        "fa": "در خبرنامه|خبرنامه ما",
        "hi": "हमारे न्यूजलेटर|हमारे न्यूज़लेटर",
        "zh": """
            订阅我们的|訂閱我們的|发送到您的邮箱|您的收件箱|訂閱電子報|取消订阅|取消訂閱
            """,
        "ja": """
            メルマガに登録|ニュースレターに登録|メルマガを|配信停止
            |ニュースレターを受け取る
            """,
        "ko": "뉴스레터를 구독|뉴스레터 구독|메일함으로",
    },
    forms=(
        r"\bour (?:(?:free|daily|weekly|monthly|email|morning) )*newsletters?",
        r"^join [#,.]+k? (?:other )?(?:subscribers|readers|followers)",
    ),
)
