"""The whole lines of `account`."""

from __future__ import annotations

from typing import Final

from digest.load.cruft.families.family import Table

LINES: Final[Table] = {
    "en": """
        sign in|sign in subscribe|sign in / join|sign in or subscribe
        |sign in/register|sign out|log in|login|log out|logout|log in / register
        |login / register|login/register|log in or sign up|register|register now
        |register for free|create account|create an account|create a free account
        |create free account|my account|your account|my profile|profile
        |manage account|account settings|forgot password|forgot your password
        |forgot password?|lost your password|reset password|username or email
        |show password|already have an account|already have an account?
        |already registered|don't have an account|don't have an account?|new user
        |new here|welcome back|log in with facebook|continue with google
        |continue with facebook|continue with apple|continue with email
        |sign in with google|sign in with apple|subscribers only|subscriber only
        |subscriber exclusive|premium|premium content|members-only|for subscribers
        |this article is for subscribers only|unlock this article|type to search
        |my library|reading list|saved articles|my saved articles|cart|my cart
        |wishlist|already a member|already a member?|log in here|sign in here
        |login here
        """,
    "de": """
        anmelden|abmelden|einloggen|ausloggen|login|logout|registrieren
        |jetzt registrieren|kostenlos registrieren|benutzerkonto erstellen
        |konto erstellen|konto anlegen|mein konto|mein profil|benutzerkonto
        |passwort vergessen|passwort|benutzername|angemeldet bleiben
        |bereits registriert|bereits abonnent|schon abonnent
        |sie haben bereits ein abo|noch kein konto|noch nicht registriert|neu hier
        |warenkorb|nur für abonnenten|exklusiv für abonnenten|exklusiv|plus|premium
        |plus-artikel|dieser artikel ist nur für abonnenten|artikel freischalten
        |jetzt freischalten|weiter mit abo|merkzettel|willkommen zurück
        """,
    "fr": """
        connexion|se connecter|connectez-vous|je me connecte|déconnexion
        |se déconnecter|s'identifier|identifiez-vous|identification|inscription
        |créer un compte|créer mon compte|mon compte|mon profil|mot de passe
        |mot de passe oublié|mot de passe oublié ?|identifiant|déjà inscrit
        |déjà un compte|déjà abonné ? connectez-vous|article réservé aux abonnés
        |réservé aux abonnés|réservé à nos abonnés|abonnés
        |contenu réservé aux abonnés|cet article est réservé aux abonnés
        |rester connecté|mes favoris|mes articles
        """,
    "es": """
        iniciar sesión|inicia sesión|inicie sesión|acceder|accede|entrar|ingresar
        |ingresa|cerrar sesión|registrarse|regístrate|regístrese|crear cuenta
        |crear una cuenta|mi cuenta|mi perfil|contraseña|¿olvidaste tu contraseña
        |olvidé mi contraseña|usuario|nombre de usuario|ya tengo cuenta
        |¿ya tienes cuenta|¿ya eres suscriptor|solo para suscriptores
        |exclusivo para suscriptores|exclusivo suscriptores|contenido exclusivo
        |contenido exclusivo para suscriptores|recordarme
        """,
    "it": """
        accedi|login|logout|registrati|registrazione|crea un account|crea account
        |il mio account|area riservata|profilo|password dimenticata
        |hai dimenticato la password|nome utente|hai già un account
        |sei già registrato|contenuto riservato agli abbonati
        |riservato agli abbonati|solo per abbonati|ricordami|entra
        """,
    "pt": """
        entrar|login|fazer login|iniciar sessão|terminar sessão|registar|registe-se
        |registrar|criar conta|crie sua conta|minha conta|a minha conta|meu perfil
        |senha|esqueci minha senha|esqueceu a senha|palavra-passe|usuário
        |já tem conta|já é assinante?|conteúdo exclusivo para assinantes
        |exclusivo para assinantes|só para assinantes|exclusivo assinantes
        |lembrar-me|acesse sua conta
        """,
    "nl": """
        inloggen|log in|uitloggen|registreren|registreer|account aanmaken
        |maak een account|mijn account|mijn profiel|wachtwoord|wachtwoord vergeten
        |gebruikersnaam|al een account|nog geen account|alleen voor abonnees
        |exclusief voor abonnees|voor abonnees|onthoud mij|premium
        """,
    "pl": """
        zaloguj|zaloguj się|wyloguj|wyloguj się|logowanie|zarejestruj się
        |rejestracja|załóż konto|utwórz konto|moje konto|mój profil|hasło
        |nie pamiętasz hasła|zapomniałeś hasła|nazwa użytkownika|masz już konto
        |nie masz konta|tylko dla subskrybentów|dla prenumeratorów
        |tylko dla prenumeratorów|artykuł tylko dla subskrybentów|zapamiętaj mnie
        """,
    "cs": """
        přihlásit|přihlásit se|přihlášení|odhlásit|odhlásit se|registrovat
        |registrovat se|registrace|vytvořit účet|můj účet|můj profil|heslo
        |zapomenuté heslo|zapomněli jste heslo|uživatelské jméno|máte již účet
        |jen pro předplatitele|pouze pro předplatitele|exkluzivně pro předplatitele
        |zůstat přihlášen
        """,
    "sv": """
        logga in|logga ut|registrera|registrera dig|skapa konto|mitt konto
        |mina sidor|lösenord|glömt lösenord|användarnamn|har du redan ett konto
        |endast för prenumeranter|för prenumeranter|kom ihåg mig|plus
        """,
    "da": """
        log ind|log ud|login|opret konto|opret profil|opret bruger|min konto
        |min profil|adgangskode|glemt adgangskode|brugernavn
        |har du allerede en konto|kun for abonnenter|for abonnenter|husk mig
        """,
    "no": """
        logg inn|logg ut|opprett konto|registrer deg|min konto|min side|min profil
        |passord|glemt passord|brukernavn|har du allerede konto|kun for abonnenter
        |for abonnenter|husk meg|pluss
        """,
    "fi": """
        kirjaudu|kirjaudu sisään|kirjaudu ulos|rekisteröidy|luo tunnus|oma tili
        |salasana|vain tilaajille
        """,
    "ru": """
        войти|вход|выйти|выход|регистрация|зарегистрироваться|создать аккаунт
        |личный кабинет|мой профиль|профиль|пароль|забыли пароль|забыли пароль?
        |логин|уже есть аккаунт|нет аккаунта|авторизация|авторизоваться|войти через
        |запомнить меня|только для подписчиков|материал доступен по подписке
        """,
    "uk": """
        увійти|вхід|вийти|реєстрація|зареєструватися|створити акаунт
        |особистий кабінет|мій профіль|профіль|пароль|забули пароль|логін
        |авторизація|запам'ятати мене|лише для передплатників
        """,
    "tr": """
        giriş|giriş yap|oturum aç|çıkış|çıkış yap|kayıt ol|üye ol|üye girişi|üyelik
        |hesap oluştur|hesabım|profilim|şifre|şifremi unuttum|parola|kullanıcı adı
        |beni hatırla|sadece abonelere özel
        """,
    "el": """
        σύνδεση|είσοδος|αποσύνδεση|εγγραφή|δημιουργία λογαριασμού|ο λογαριασμός μου
        |κωδικός|ξεχάσατε τον κωδικό|όνομα χρήστη|μόνο για συνδρομητές|να με θυμάσαι
        """,
    "id": """
        masuk|login|log in|keluar|daftar|daftar akun|buat akun|akun saya|akun|profil
        |kata sandi|lupa kata sandi|lupa password|nama pengguna|sudah punya akun
        |belum punya akun|khusus pelanggan|ingat saya
        """,
    "vi": """
        đăng nhập|đăng xuất|đăng ký tài khoản|tạo tài khoản|tài khoản
        |tài khoản của tôi|mật khẩu|quên mật khẩu|tên đăng nhập|đã có tài khoản
        |ghi nhớ
        """,
    "ar": """
        تسجيل الدخول|دخول|الدخول|تسجيل الخروج|خروج|إنشاء حساب|تسجيل|حسابي
        |الملف الشخصي|كلمة المرور|كلمة السر|نسيت كلمة المرور|اسم المستخدم|تذكرني
        |للمشتركين فقط
        """,
    "he": """
        התחברות|התחבר|התחברו|כניסה|כניסה למערכת|התנתק|הרשמה|הירשם|צור חשבון
        |החשבון שלי|אזור אישי|סיסמה|שכחתי סיסמה|שם משתמש|זכור אותי|למנויים בלבד
        """,
    "fa": """
        ورود|خروج|ثبت نام|ورود / ثبت نام|ورود به حساب|حساب کاربری|پروفایل|رمز عبور
        |فراموشی رمز عبور|نام کاربری|مرا به خاطر بسپار
        """,
    "hi": """
        लॉग इन|लॉग इन करें|लॉगिन|लॉगिन करें|साइन इन|साइन इन करें|लॉग आउट|साइन अप
        |रजिस्टर करें|खाता बनाएं|मेरा खाता|पासवर्ड|पासवर्ड भूल गए|मेरी प्रोफाइल
        """,
    "zh": """
        登录|注册|登录/注册|登录注册|立即登录|立即注册|免费注册|退出|退出登录|注销
        |我的账户|我的帐户|个人中心|用户中心|会员中心|会员|密码|忘记密码|忘记密码?
        |用户名|账号登录|手机登录|微信登录|记住我|自动登录|没有账号|已有账号|登入
        |註冊|登入/註冊|會員登入|會員中心|會員專區|我的帳戶|登出|密碼|忘記密碼
        |使用者名稱|帳號|免費註冊|立即登入|立即註冊|訂閱者限定|會員限定|付费内容
        |本文为付费内容|记得我
        """,
    "ja": """
        ログイン|ログアウト|会員登録|新規登録|新規会員登録|無料会員登録|マイページ
        |アカウント|アカウント作成|パスワード|パスワードを忘れた方
        |パスワードを忘れた場合|ユーザー名|会員限定|有料会員限定|会員限定記事
        |有料記事|有料会員限定記事|この記事は有料会員限定です|この記事は会員限定です
        |ログインする|会員の方はこちら|すでに会員の方|カート|お気に入り|マイリスト
        |残り#文字
        """,
    "ko": """
        로그인|로그아웃|회원가입|회원 가입|마이페이지|내 정보|계정|비밀번호 찾기
        |아이디|아이디 찾기|회원정보|자동로그인|유료회원 전용|회원 전용|로그인하기
        |프리미엄
        """,
}
