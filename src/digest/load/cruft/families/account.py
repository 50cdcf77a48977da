"""Logging in, registering, and the wall before the rest of the article."""

from __future__ import annotations

from digest.load.cruft.families.account_lines import LINES
from digest.load.cruft.families.family import Family

ACCOUNT = Family(
    reason="account",
    is_doubtful=True,
    lines=LINES,
    openings={
        "en": """
            sign in to|log in to|login to|already a subscriber|already subscribed
            |already have an account|already a member|already registered
            |don't have an account|not a subscriber|not a member|not registered
            |forgot your|create an account|create a free|create your free|register now
            |subscribe to read|subscribe to continue|subscribe to unlock
            |to continue reading|to read the full|you have reached your
            |you've reached your|you have # free|you've read|you have read
            |you have # articles|you've used|this article is for
            |this article is available|this article is exclusive|this story is for
            |this content is for|this content is only|this is a subscriber
            |this is premium|this post is for|get full access|get unlimited
            |unlimited access|start your subscription|start your free|choose your plan
            |choose a plan|your session|your account|your free|please verify
            |please create|please register|enter your password|enter your username
            |exclusive to|please sign in
            """,
        "de": """
            bitte melden sie sich|bitte loggen|bitte registrieren|bereits abonnent
            |schon abonnent|sie haben bereits|sie sind bereits|du hast bereits
            |haben sie bereits|haben sie schon|noch kein abo|noch kein konto
            |um diesen artikel|um den artikel|um weiterzulesen|weiterlesen mit
            |lesen sie diesen|lesen sie den ganzen|dieser artikel ist|dieser inhalt ist
            |dieser beitrag ist nur|jetzt weiterlesen|jetzt freischalten
            |jetzt abonnieren und|passwort vergessen|mit einem abo|alle artikel lesen
            |zugang zu allen|sie haben #|ihr konto|ihr abo|kostenlos registrieren
            |exklusiv für
            """,
        "fr": """
            connectez-vous|identifiez-vous|déjà abonné|déjà un compte|déjà inscrit
            |pas encore abonné|pas encore de compte|créez votre compte|créez un compte
            |mot de passe oublié|cet article est réservé|cet article vous est
            |la suite est réservée|il vous reste|pour lire la suite|lisez la suite
            |accédez à|contenu réservé|article réservé|débloquez|le reste de l'article
            |vous devez être abonné
            """,
        "es": """
            inicia sesión|inicie sesión|¿ya eres|ya eres suscriptor|ya soy|¿ya tienes
            |¿no tienes|¿aún no|¿olvidaste|regístrate|crea tu cuenta|crea una cuenta
            |este contenido es|este artículo es|contenido exclusivo|exclusivo para
            |para seguir leyendo|para continuar leyendo|accede a|has leído|te quedan
            |suscríbete para|suscríbete y|desbloquea|sigue leyendo con|lee sin límites
            """,
        "it": """
            accedi per|accedi a|sei già|hai già|non hai un account|hai dimenticato
            |registrati per|crea un account|contenuto riservato|articolo riservato
            |questo contenuto è|questo articolo è riservato|per continuare a leggere
            |abbonati per|abbonati a|leggi senza limiti|sblocca
            """,
        "pt": """
            já é assinante|já tem|já sou|não tem conta|esqueceu|esqueci|faça login
            |faça seu login|entre com|crie sua conta|cadastre-se para|registe-se para
            |conteúdo exclusivo|este conteúdo é|este artigo é exclusivo|exclusivo para
            |para continuar lendo|para continuar a ler|assine para|assine e|você atingiu
            |você leu|desbloqueie
            """,
        "nl": """
            log in om|al abonnee|heb je al|heb je nog|nog geen abonnee|nog geen account
            |wachtwoord vergeten|registreer|maak een gratis|dit artikel is
            |dit is een premium|verder lezen|lees dit artikel|lees onbeperkt
            |krijg toegang|onbeperkt toegang|exclusief voor
            """,
        "pl": """
            zaloguj się|masz już konto|masz już|nie masz konta|nie pamiętasz|załóż konto
            |ten artykuł jest|ten tekst jest|treść dostępna|artykuł dostępny|czytaj bez
            |odblokuj|wykup|kup dostęp|pozostało do|przeczytałeś|uzyskaj dostęp
            """,
        "cs": """
            přihlaste se|máte již|máte účet|nemáte účet|zapomněli|registrujte se
            |tento článek je|obsah je|pro přečtení|pro čtení|chcete-li číst|odemkněte
            |předplaťte|získejte přístup
            """,
        "sv": """
            logga in för|redan prenumerant|har du redan|är du redan|inget konto
            |skapa konto|skapa ett konto|den här artikeln är|läs hela|läs vidare med
            |lås upp|bli prenumerant
            """,
        "da": """
            log ind for|allerede abonnent|har du allerede|er du allerede|har du ikke
            |opret en|denne artikel er|artiklen er for|læs videre med|få adgang
            |bliv abonnent|køb adgang
            """,
        "no": """
            logg inn for|allerede abonnent|har du allerede|er du allerede|har du ikke
            |opprett|denne artikkelen er|få tilgang|bli abonnent|kjøp tilgang
            """,
        "ru": """
            войдите|войти через|зарегистрируйтесь|уже есть аккаунт|уже зарегистрированы
            |нет аккаунта|забыли пароль|материал доступен|этот материал доступен
            |статья доступна|доступно только|чтобы читать|чтобы прочитать
            |чтобы продолжить чтение|оформите подписку|полный текст доступен
            """,
        "uk": """
            увійдіть|увійти через|зареєструйтесь|зареєструйтеся|вже є акаунт
            |забули пароль|матеріал доступний|ця стаття доступна|доступно лише
            |щоб читати|щоб прочитати|оформіть передплату
            """,
        "tr": """
            giriş yapın|üye girişi|hesabınız var|hesabınız yok|şifrenizi mi|üye olun
            |devamını okumak için|okumaya devam etmek için
            """,
        "el": """
            συνδεθείτε|έχετε ήδη|δεν έχετε λογαριασμό|ξεχάσατε|το άρθρο είναι
            |για να διαβάσετε|για να συνεχίσετε
            """,
        "id": """
            sudah punya|belum punya|untuk melanjutkan membaca|artikel ini khusus
            |silakan masuk|silakan daftar
            """,
        "vi": """
            đăng nhập để|đã có tài khoản|chưa có tài khoản|quên mật khẩu|để đọc tiếp
            |để đọc toàn bộ|bạn cần đăng
            """,
        "ar": """
            سجل دخولك|سجل الدخول|لديك حساب|ليس لديك|نسيت كلمة|هذا المقال متاح
            |لمتابعة القراءة|لقراءة المقال كاملا
            """,
        "he": """
            התחברו|כבר מנוי|כבר רשומ|אין לך|שכחת|כתבה זו|תוכן זה|להמשך קריאה
            |לקריאת הכתבה
            """,
        "fa": """
            برای ادامه مطالعه|وارد شوید|ثبت نام کنید|حساب کاربری ندارید|رمز عبور خود
            """,
        "hi": "लॉग इन कर|साइन इन कर|क्या आपका खाता|पूरा लेख पढ़ने|आगे पढ़ने के लिए",
        "zh": """
            登录后|登录查看|已有账号|没有账号|还没有账号|忘记密码|请登录|请先登录|请注册
            |本文为付费|此内容为付费|开通会员|成为会员|解锁|登入後|已經是會員|已有帳號
            |還不是會員|忘記密碼|請登入|請先登入|本文為|訂閱後|訂閱即可|加入會員
            |成為會員|解鎖|繼續閱讀
            """,
        "ja": """
            この記事は有料|この記事は会員|有料会員|会員登録|会員限定|ログインして
            |ログインすると|すでに会員|まだ会員|パスワードを|続きを読むには
            |全文を読むには|無料会員に|購読すると
            """,
        "ko": """
            로그인하|로그인 후|회원가입|아직 회원이|이미 회원|비밀번호를|이 기사는 유료
            |유료 회원|구독 후|전문을 보
            """,
    },
    anywhere={
        "en": """
            to continue reading this article|to continue reading,
            |subscribe to continue reading|subscribe to read the full
            |sign in to continue|log in to continue|already a subscriber?
            |free articles remaining|free articles left|free articles this month
            |article limit|for subscribers only|available to subscribers
            |only available to subscribers|exclusively for subscribers
            |exclusive to subscribers|create a free account|you need to be logged in
            |please log in or
            """,
        "de": """
            nur für abonnenten|exklusiv für abonnenten|sie haben bereits ein konto
            |bereits abonnent?|mit einem digitalabo|mit plus-abo|als abonnent lesen
            |um diesen artikel zu lesen|um weiterlesen zu können|schon registriert?
            """,
        "fr": """
            réservé aux abonnés|réservée aux abonnés|réservé à nos abonnés|déjà abonné ?
            |vous êtes déjà abonné|pour lire la suite de cet article
            """,
        "es": """
            exclusivo para suscriptores|solo para suscriptores|para seguir leyendo,
            |para seguir leyendo suscr|¿ya eres suscriptor?|¿ya tienes cuenta?
            """,
        "it": """
            riservato agli abbonati|per continuare a leggere questo|sei già abbonato?
            |hai già un abbonamento
            """,
        "pt": """
            exclusivo para assinantes|para continuar lendo|já é assinante?
            |continue lendo com
            """,
        "nl": """
            alleen voor abonnees|exclusief voor abonnees|al abonnee?|om verder te lezen
            """,
        "pl": """
            tylko dla subskrybentów|tylko dla prenumeratorów|masz już subskrypcję
            |dostępny tylko dla
            """,
        "cs": "pouze pro předplatitele|jen pro předplatitele|máte předplatné?",
        "sv": "endast för prenumeranter|bara för prenumeranter|redan prenumerant?",
        "da": "kun for abonnenter|kræver abonnement|allerede abonnent?",
        "no": "kun for abonnenter|forbeholdt abonnenter|allerede abonnent?",
        "ru": "доступен только подписчикам|только для подписчиков|доступен по подписке",
        "uk": "лише для передплатників|доступний за передплатою",
        "ja": """
            この記事は有料会員限定|この記事は会員限定|続きをお読みいただくには|残り#文字
            |有料会員になると|ログインすると続き
            """,
        "zh": "登录后查看全文|订阅后可阅读|付费阅读|會員限定|訂閱即可閱讀",
        "ko": "유료회원 전용|회원 전용 기사|구독자만",
    },
    signs={
        "en": """
            subscri|sign in|signed in|log in|login|account|register|member|free article
            |unlimited|password|access|continue reading|keep reading|premium|e-mail
            |email|month
            """,
        "de": """
            abo|anmeld|angemeld|registrier|konto|login|einlogg|passwort|kostenlos|zugang
            |zugriff|weiterlesen|abonnent
            """,
        "fr": "abonn|connect|compte|inscri|gratuit|accès|accéd|mot de passe",
        "es": "suscri|sesión|cuenta|registr|gratis|acceso|contraseña|límite",
        "it": "abbon|accedi|account|registr|gratis|password|accesso",
        "pt": "assin|login|conta|cadastr|regist|grátis|senha|acesso",
        "nl": "abonn|inlog|log in|account|registr|gratis|toegang|wachtwoord|premium",
        "pl": "subskry|prenumer|zalog|kont|rejestr|dostęp|hasł",
        "cs": "předpl|přihl|účet|účtu|registr|zdarma|přístup",
        "sv": "prenumer|logga|konto|gratis|tillgång|plus",
        "da": "abonn|log ind|konto|profil|gratis|adgang",
        "no": "abonn|logg|konto|gratis|tilgang|pluss",
        "ru": "подпис|войти|вход|аккаунт|регистр|парол|доступ",
        "uk": "передплат|підпис|увій|акаунт|реєстр|парол|доступ",
        "tr": "abone|giriş|üye|hesap|hesab|ücretsiz|şifre",
        "el": "συνδρομ|σύνδεση|συνδεθ|λογαριασμ|δωρεάν|κωδικ",
        "id": "langgan|masuk|login|akun|daftar|gratis|sandi",
        "vi": "đăng nhập|tài khoản|đăng ký|miễn phí|mật khẩu",
        "ar": "اشتر|الدخول|حساب|سجل|مجان|كلمة المرور|المشترك",
        "he": "מנוי|התחבר|חשבון|הרשמ|חינם|סיסמ",
        "fa": "اشتراک|ورود|حساب|ثبت نام|رمز",
        "hi": "सब्सक्र|लॉग|खात|साइन|पासवर्ड",
        "zh": """
            会员|會員|登录|登入|注册|註冊|账号|帳號|订阅|訂閱|付费|付費|密码|密碼|下载
            |下載|app
            """,
        "ja": "会員|ログイン|登録|購読|アカウント|パスワード",
        "ko": "회원|로그인|가입|구독|계정|비밀번호",
    },
)
