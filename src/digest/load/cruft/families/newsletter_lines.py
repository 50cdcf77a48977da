"""The whole lines of `newsletter`."""

from __future__ import annotations

from typing import Final

from digest.load.cruft.families.family import Table

LINES: Final[Table] = {
    "en": """
        subscribe|subscribe now|subscribe here|subscribe today|subscribe for free
        |subscribed|subscribe to newsletter|subscribe to our newsletter
        |subscribe to the newsletter|subscribe by email|subscribe via email
        |subscribe to our channel|subscriptions|subscriber benefits|subscribe for $#
        |newsletter|newsletters|newsletter:|our newsletters|our newsletter
        |email newsletters|free newsletter|newsletters & more|newsletter sign up
        |newsletter signup|newsletter sign-up|newsletter subscription
        |sign up for newsletters|sign up|sign up now|sign up today|sign up here
        |sign up for free|sign me up|sign me up!|sign up for our newsletter
        |sign up to our newsletter|sign up for e-mail newsletters
        |sign up for the newsletter|sign up for email updates|sign up for alerts
        |get the newsletter|get our newsletter|get newsletter|get updates
        |get email updates|get email alerts|get notified|join our newsletter
        |join our mailing list|join the mailing list|mailing list|join now|join us
        |join free|breaking news emails|breaking news alerts|email alerts
        |email updates|email sign up|email signup|daily briefing|morning briefing
        |manage subscription|manage my subscription|manage newsletters
        |arrives weekdays|update your preferences|your inbox|magazine subscription
        |digital subscription|daily newsletter|weekly newsletter|enter your email
        |enter your email address|your email|your email address|email address
        |enter email|enter email address|email*|enter your email here
        |please enter your email|please enter a valid email address
        |invalid email address|please enter a valid email|opt in
        |thank you for subscribing|thanks for subscribing|thank you for signing up
        |you're signed up|thank you for signing up!|you are now subscribed
        |you have successfully subscribed|already a subscriber|not a subscriber
        |no thanks|no, thanks|maybe later|not now|i'm in|yes, please
        |turn on notifications|enable notifications|allow notifications
        |push notifications|never miss a story|never miss an update|stay informed
        |stay up to date|stay updated|keep up to date|get the latest
        |get the latest news|get the app|get the magazine|give a gift
        |gift subscription|give a gift subscription|gift subscriptions|try it free
        |start free trial|start your free trial|free trial|delivered daily
        |delivered weekly|select newsletters|see all newsletters|unsubscribe
        |unsubscribe anytime|subscribe to our feed|subscribe to podcast
        |subscribe in a reader
        """,
    "de": """
        abo|abonnieren|jetzt abonnieren|newsletter abonnieren|zum newsletter anmelden
        |zum newsletter|newsletter anmelden|jetzt anmelden|newsletter bestellen|abos
        |abonnement|abonnements|unsere newsletter|unser newsletter
        |newsletter-anmeldung|newsletteranmeldung|kostenloser newsletter
        |kostenlose newsletter|newsletter kostenlos abonnieren|newsletter abonniert
        |newsletter abbestellen|hier abonnieren|hier anmelden|kostenlos abonnieren
        |kostenlos anmelden|abo abschließen|abo bestellen|abo testen|abo-service
        |aboservice|abo-shop|digital-abo|jetzt abo sichern|jetzt testen
        |kostenlos testen|probeabo|jetzt probelesen|probelesen|zum abo|zu den abos
        |e-mail-adresse|ihre e-mail-adresse|deine e-mail-adresse|e-mail adresse
        |e-mail-adresse eingeben|ihre e-mail|e-mail*|vielen dank für ihre anmeldung
        |danke für deine anmeldung|nein danke|nein, danke|später|jetzt nicht
        |benachrichtigungen aktivieren|push-nachrichten aktivieren|push-mitteilungen
        |immer auf dem laufenden|immer informiert|bleiben sie informiert
        |bleib informiert|bleiben sie auf dem laufenden|nichts verpassen
        |jetzt mitglied werden|mitglied werden|abonnent werden|heft bestellen
        |zeitschrift abonnieren|podcast abonnieren|rss abonnieren|blog abonnieren
        |blog per e-mail folgen|blog via e-mail abonnieren|e-mail-benachrichtigung
        """,
    "fr": """
        s'abonner|abonnez-vous|je m'abonne|newsletter|nos newsletters|newsletters
        |la newsletter|lettre d'information|lettres d'information|s'inscrire
        |inscrivez-vous|je m'inscris|inscription|inscription newsletter|abonnement
        |abonnements|s'abonner à la newsletter|abonnez-vous à la newsletter
        |abonnez-vous à notre newsletter|s'abonner pour #€
        |inscrivez-vous à notre newsletter|s'inscrire à la newsletter
        |inscription à la newsletter|recevoir la newsletter|recevez nos newsletters
        |votre adresse e-mail|votre adresse email|votre e-mail|votre email
        |adresse e-mail|adresse email|entrez votre adresse email|entrez votre e-mail
        |offrir un abonnement|découvrir nos offres|nos offres|voir les offres
        |voir nos offres|profitez-en|j'en profite|déjà abonné|pas encore abonné
        |activer les notifications|recevoir les alertes|alertes info|alertes e-mail
        |ne plus jamais rien manquer|merci de votre inscription|non merci|plus tard
        |restez informé|restez informés|en vous inscrivant|désinscription
        |se désabonner
        """,
    "es": """
        suscríbete|suscribirse|suscribirme|suscríbase|suscripción|suscripciones
        |suscríbete ahora|suscríbete gratis|suscríbete aquí|suscribir|boletín
        |boletines|newsletter|newsletters|boletín de noticias|boletín informativo
        |suscríbete a nuestro boletín|suscríbete a nuestra newsletter
        |suscríbete al boletín|suscríbete a la newsletter|recibe nuestro boletín
        |recibe nuestra newsletter|apúntate|apuntarme|inscríbete|inscribirse
        |registro|tu correo|tu email|tu correo electrónico|correo electrónico
        |introduce tu email|introduce tu correo|ingresa tu correo|ingresa tu email
        |dirección de correo electrónico|activar notificaciones
        |activa las notificaciones|alertas|recibir alertas|notificaciones|ahora no
        |no, gracias|gracias por suscribirte|ya soy suscriptor|ya eres suscriptor
        |hazte socio|hazte suscriptor|ver ofertas|prueba gratis
        |regala una suscripción|darse de baja|mantente informado
        """,
    "it": """
        iscriviti|iscriviti alla newsletter|iscriviti ora|iscrizione
        |iscrizione newsletter|abbonati|abbonati ora|abbonamenti|abbonamento
        |newsletter|le nostre newsletter|la nostra newsletter
        |iscriviti alla nostra newsletter|iscriviti gratis|ricevi la newsletter
        |la tua email|la tua e-mail|indirizzo email|il tuo indirizzo email
        |inserisci la tua email|indirizzo e-mail|attiva le notifiche|notifiche
        |non ora|no grazie|grazie per l'iscrizione|grazie per esserti iscritto
        |sei già abbonato|già abbonato|scopri le offerte|vedi le offerte
        |prova gratis|regala un abbonamento|resta aggiornato|rimani aggiornato
        |registrazione|annulla iscrizione|disiscriviti
        """,
    "pt": """
        assine|assinar|assine agora|assine já|assine a newsletter
        |assine nossa newsletter|assinatura|assinaturas|newsletter|newsletters
        |inscreva-se|inscreva-se agora|inscreva-se na newsletter|inscrever-se
        |inscreva-se grátis|subscrever|subscreva|subscreva a newsletter
        |subscreva a nossa newsletter|cadastre-se|cadastrar|cadastro|seu e-mail
        |seu email|o seu e-mail|digite seu e-mail|insira seu e-mail
        |endereço de e-mail|e-mail *|receba nossa newsletter|receba notícias
        |receba as notícias|ativar notificações|ative as notificações|notificações
        |agora não|não, obrigado|obrigado por se inscrever|já é assinante
        |já sou assinante|seja assinante|seja membro|boletim|boletins
        |fique por dentro|fique informado
        """,
    "nl": """
        abonneren|abonneer|abonneer je|abonneer nu|neem een abonnement|word abonnee
        |abonnement|abonnementen|nieuwsbrief|nieuwsbrieven|onze nieuwsbrief
        |schrijf je in|schrijf je in voor de nieuwsbrief|meld je aan
        |meld je aan voor de nieuwsbrief|aanmelden|inschrijven|aanmelden nieuwsbrief
        |aanmelden voor de nieuwsbrief|inschrijven nieuwsbrief|je e-mailadres
        |e-mailadres|uw e-mailadres|jouw e-mailadres|vul je e-mailadres in
        |meldingen aanzetten|meldingen|nee, bedankt|niet nu|bekijk aanbieding
        |al abonnee|probeer gratis|blijf op de hoogte|uitschrijven|word lid
        |bedankt voor je aanmelding
        """,
    "pl": """
        zapisz się|subskrybuj|subskrybuj nas|zasubskrybuj|newsletter|newslettery
        |prenumerata|prenumeruj|zamów newsletter|zapisz się do newslettera
        |zapisz się na newsletter|subskrypcja|twój e-mail|twój adres e-mail
        |adres e-mail|podaj e-mail|podaj swój e-mail|wpisz swój e-mail
        |wpisz adres e-mail|włącz powiadomienia|powiadomienia|nie teraz
        |nie, dziękuję|dziękujemy za zapisanie się|kup subskrypcję|kup prenumeratę
        |kup dostęp|bądź na bieżąco|wykup dostęp|wypisz się
        """,
    "cs": """
        odebírat|odebírat newsletter|přihlásit odběr|přihlásit k odběru
        |přihlaste se k odběru|newsletter|newslettery|předplatné|předplatit
        |předplaťte si|přihlásit se k newsletteru|odběr novinek|odběr newsletteru
        |váš e-mail|zadejte svůj e-mail|vaše e-mailová adresa|e-mailová adresa
        |zapnout oznámení|upozornění|ne, děkuji|teď ne|koupit předplatné
        |zůstaňte v obraze|odhlásit odběr|prihlásiť odber
        """,
    "sv": """
        prenumerera|prenumerera nu|prenumeration|nyhetsbrev|våra nyhetsbrev
        |anmäl dig|anmäl dig till nyhetsbrevet|prenumerera på nyhetsbrevet
        |prenumerera på vårt nyhetsbrev|få nyhetsbrevet|bli prenumerant
        |din e-postadress|din e-post|e-postadress|slå på notiser|notiser|nej tack
        |inte nu|redan prenumerant|missa inget|avprenumerera|köp prenumeration
        """,
    "da": """
        tilmeld|tilmeld dig|tilmeld nyhedsbrev|tilmeld dig vores nyhedsbrev
        |nyhedsbrev|nyhedsbreve|få nyhedsbrevet|abonnér|abonner|bliv abonnent
        |abonnement|køb abonnement|din e-mail|din mailadresse|e-mailadresse|nej tak
        |ikke nu|allerede abonnent|slå notifikationer til|afmeld
        |tilmeld dig nyhedsbrevet
        """,
    "no": """
        meld deg på|meld deg på nyhetsbrev|meld deg på nyhetsbrevet
        |meld deg på vårt nyhetsbrev|nyhetsbrev|abonner|bli abonnent|kjøp abonnement
        |din e-post|din e-postadresse|nei takk|ikke nå|allerede abonnent
        |slå på varsler|varsler
        """,
    "fi": "tilaa|tilaa uutiskirje|uutiskirje|tilaa nyt|sähköpostiosoite|liity",
    "ru": """
        подписаться|подпишитесь|подписка|подписаться на рассылку
        |подписаться на новости|подписаться на канал|рассылка|подписка на рассылку
        |подписка на новости|подпишись|оформить подписку|подписаться на email
        |email рассылка|ваш email|ваш e-mail|введите email|введите ваш email
        |введите e-mail|адрес электронной почты|включить уведомления|уведомления
        |не сейчас|нет, спасибо|спасибо за подписку|вы подписались|отписаться
        |получать новости|будьте в курсе|наши рассылки
        """,
    "uk": """
        підписатися|підписатись|підпишіться|підписка|підписатися на розсилку
        |розсилка|підписка на новини|підписатися на канал|ваш email
        |ваша електронна пошта|введіть email|введіть свій email|увімкнути сповіщення
        |сповіщення|не зараз|ні, дякую|дякуємо за підписку|відписатися
        |оформити підписку|будьте в курсі
        """,
    "tr": """
        abone ol|abone olun|abone olmak için|abonelik|bülten|bültene abone ol
        |e-bülten|e-bültenimize abone olun|bültenimize abone olun|e-posta adresiniz
        |e-posta adresinizi girin|bildirimleri aç|bildirimler|hayır, teşekkürler
        |şimdi değil|kayıt ol|bülten üyeliği|üye olun
        """,
    "el": """
        εγγραφή|εγγραφείτε|εγγραφή στο newsletter|εγγραφείτε στο newsletter
        |newsletter|ενημερωτικό δελτίο|το email σας|email σας|συνδρομή|συνδρομές
        |γίνε συνδρομητής|γίνετε συνδρομητής|όχι, ευχαριστώ|ειδοποιήσεις
        |ενεργοποίηση ειδοποιήσεων|κάνε εγγραφή
        """,
    "id": """
        berlangganan|langganan|langganan newsletter|berlangganan newsletter
        |daftar newsletter|buletin|newsletter|daftar sekarang|masukkan email
        |masukkan email anda|alamat email|email anda|aktifkan notifikasi|notifikasi
        |nanti saja|tidak, terima kasih|langganan sekarang
        """,
    "vi": """
        đăng ký|đăng ký nhận tin|đăng ký nhận bản tin|đăng ký ngay|bản tin
        |nhận bản tin|nhập email|nhập email của bạn|email của bạn|địa chỉ email
        |bật thông báo|nhận thông báo|để sau|không, cảm ơn|đăng ký kênh
        """,
    "ar": """
        اشترك|اشترك الآن|اشتراك|الاشتراك|الاشتراكات|النشرة البريدية|النشرة الإخبارية
        |النشرات البريدية|القائمة البريدية|اشترك في النشرة البريدية|اشترك في نشرتنا
        |اشترك في النشرة الإخبارية|اشترك في القناة|اشتركوا|بريدك الإلكتروني
        |أدخل بريدك الإلكتروني|البريد الالكتروني|عنوان البريد الإلكتروني
        |تفعيل الإشعارات|الإشعارات|ليس الآن|لا شكرا|سجل الآن
        """,
    "he": """
        הרשמה|הרשמה לניוזלטר|הירשמו|הירשמו לניוזלטר|הרשמו לניוזלטר|הצטרפו לניוזלטר
        |ניוזלטר|מנוי|לרכישת מנוי|הרשמה לעדכונים|כתובת אימייל|כתובת מייל
        |דואר אלקטרוני|האימייל שלך|לא תודה|לא עכשיו|קבלת התראות|הצטרפו|להרשמה|מינוי
        """,
    "fa": """
        عضویت|عضویت در خبرنامه|خبرنامه|اشتراک|ایمیل شما|ایمیل خود را وارد کنید
        |آدرس ایمیل|ثبت ایمیل|فعال کردن اعلان ها|عضو شوید
        """,
    "hi": """
        सब्सक्राइब करें|सब्सक्राइब|न्यूज़लेटर|न्यूजलेटर
        |हमारे न्यूजलेटर को सब्सक्राइब करें|अपना ईमेल दर्ज करें|ईमेल|अभी नहीं
        |नोटिफिकेशन
        """,
    "zh": """
        订阅|立即订阅|订阅我们|订阅邮件|邮件订阅|订阅电子报|电子报|免费订阅|我要订阅
        |输入邮箱|您的邮箱|邮箱地址|开启通知|暂不|以后再说|訂閱|立即訂閱|訂閱電子報
        |電子報|免費訂閱|訂閱我們|電子郵件|輸入您的電子郵件|開啟通知|不用了|加入會員
        |訂閱頻道|訂閱本站
        """,
    "ja": """
        購読|メルマガ登録|メルマガ|メールマガジン|ニュースレター|ニュースレター登録
        |購読する|登録する|無料登録|会員登録|無料会員登録|メールアドレス
        |メールアドレスを入力|通知を受け取る|通知|今はしない|あとで|チャンネル登録
        |定期購読|購読申し込み|ニュースレターに登録|有料会員登録
        """,
    "ko": """
        구독|구독신청|뉴스레터|뉴스레터 구독|뉴스레터 신청|구독 신청|무료 구독
        |정기구독|이메일 주소|이메일을 입력하세요|알림 받기|알림 설정|다음에 하기
        |채널 구독|네이버 채널구독
        """,
}
