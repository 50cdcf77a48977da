"""Comment threads: headings, forms, counters, and what they ask for."""

from __future__ import annotations

from digest.load.cruft.families.comments_lines import LINES
from digest.load.cruft.families.family import Family

COMMENTS = Family(
    reason="comments",
    lines=LINES,
    openings={
        "en": """
            leave a comment|leave a reply|leave your|rate this|was this page
            |was this article|was this helpful|was this information|did you find this
            |no comments yet|no comments to display|no comments on|have something to say
            |have your say|have an opinion|what do you think?|what did you think
            |what are your thoughts|tell us what you think|tell us in the comments
            |let us know in|log in to|login to|please log in|please login|please sign in
            |you must be logged in|comments are closed|comments for this
            |comments on this|comments (|comments:|view all comments|view comments
            |read all comments|read # comments|see all # comments|show # comments
            |join the conversation|join the discussion|share your thoughts
            |your email address will|required fields|notify me|save my name|sign in to
            |register to|only registered|click here to cancel|all comments
            |one response to|# responses to|# comments|# thoughts on|one thought on
            |please enable javascript|thank you for rating
            |trackback:|trackbacks:
            """,
        "de": """
            hinterlasse einen|hinterlasse jetzt|hinterlassen sie einen
            |schreibe einen kommentar|schreib einen kommentar|schreiben sie einen
            |kommentar verfassen|kommentare zu|kommentare (|kommentar zu
            |deine e-mail-adresse|ihre e-mail-adresse|erforderliche felder
            |benachrichtige mich|benachrichtigungen über|nur angemeldete
            |du musst angemeldet|sie müssen angemeldet|um zu kommentieren
            |um einen kommentar|um kommentieren|bewerten sie diese|bewerten sie den
            |ich freue mich über eure kommentare|ich freue mich über kommentare
            |danke für eure kommentare|speichere meinen namen|meinen namen, meine
            |name, e-mail|was meinen sie|was meinst du|was denken sie|was denkst du
            |was haltet ihr|sagen sie uns|diskutieren sie|diskutiere
            |jetzt mitdiskutieren|bitte melden sie sich|bitte logge|bitte einloggen
            |die kommentarfunktion|kommentare sind|alle kommentare|# kommentare
            |# antworten|# gedanken|ein gedanke zu|war dieser|war dieses|antworten auf
            |kommentare deaktiviert|trackback
            """,
        "fr": """
            votre commentaire|votre adresse e-mail|votre adresse de messagerie
            |laisser un commentaire|laissez un commentaire|laissez-nous
            |les champs obligatoires|commentaires sur|commentaires (|connectez-vous pour
            |vous devez être|pour réagir|enregistrer mon nom|prévenez-moi|avertissez-moi
            |qu'en pensez-vous|donnez votre|réagissez|rejoignez la discussion
            |lire les # commentaires|# commentaires|# réactions|répondre à
            |cet article vous|avez-vous trouvé|aucun commentaire
            """,
        "es": """
            deja un comentario|deja tu|deje su|dejar un comentario
            |tu dirección de correo|su dirección de correo|los campos obligatorios
            |los campos necesarios|comentarios (|comentarios sobre|comentarios en
            |ver # comentarios|inicia sesión para|debes iniciar|tienes que iniciar
            |para poder comentar|guarda mi nombre|guardar mi nombre|recibir un
            |qué opinas|¿qué opinas|¿qué te parece|déjanos|# comentarios|responder a
            |¿te ha|te ha parecido|este artículo te|no hay comentarios
            |regístrate para comentar
            """,
        "it": """
            lascia un commento|il tuo indirizzo email|l'indirizzo email non
            |i campi obbligatori|commenti (|commenti su|commenti a|accedi per
            |devi effettuare|per commentare|per poter commentare|salva il mio nome
            |avvertimi|cosa ne pensi|che ne pensi|# commenti|rispondi a
            |leggi i # commenti|questo articolo ti|nessun commento
            """,
        "pt": """
            deixe um comentário|deixe seu|deixe o seu|o seu endereço de e-mail
            |o seu endereço de email|seu endereço de e-mail|campos obrigatórios
            |os campos obrigatórios|comentários (|comentários sobre|faça login para
            |faça o login|salvar meus dados|salvar meu nome|guardar o meu nome
            |notifique-me|notificar-me|o que você acha|o que achou|conte para|conta pra
            |# comentários|responder a|este artigo foi|leia os comentários
            """,
        "nl": """
            plaats een reactie|geef een reactie|laat een reactie|je e-mailadres wordt
            |jouw e-mailadres|het e-mailadres wordt|vereiste velden|verplichte velden
            |reacties (|reacties op|inloggen om|om te reageren|mijn naam|stuur mij
            |wat vind jij|wat denk jij|laat het ons weten|laat ons weten|praat mee
            |# reacties|antwoord op|bekijk de # reacties|mijn gegevens
            """,
        "pl": """
            dodaj komentarz|twój adres e-mail|twój adres email|wymagane pola
            |pola oznaczone|komentarze (|komentarze do|zaloguj się, aby
            |aby dodać komentarz|zapamiętaj moje|zapisz moje|powiadom mnie|co o tym
            |co sądzisz|podziel się opinią|# komentarzy|# komentarze|odpowiedz na
            |czy ten artykuł|zobacz # komentarzy
            """,
        "cs": """
            napsat komentář|vaše e-mailová adresa|vyžadované informace|komentáře (
            |přihlaste se pro|pro přidání|uložit do prohlížeče|upozornit mě|co si o tom
            |napište nám|# komentářů|# komentáře|# příspěvků|vstupte do|diskuse (
            |diskuze (|zapojte se
            """,
        "sv": """
            lämna en kommentar|din e-postadress kommer|obligatoriska fält|kommentarer (
            |logga in för att|spara mitt namn|meddela mig|vad tycker du|# kommentarer
            |svara på|var den här
            """,
        "da": """
            skriv en kommentar|din e-mailadresse vil|krævede felter|kommentarer (
            |log ind for at|gem mit navn|giv mig besked|hvad synes du|hvad mener du
            |# kommentarer
            """,
        "no": """
            legg igjen en kommentar|din e-postadresse vil|obligatoriske felt
            |kommentarer (|logg inn for å|lagre mitt navn|varsle meg|hva mener du
            |hva synes du|# kommentarer
            """,
        "ru": """
            оставить комментарий|оставьте комментарий|ваш адрес email|ваш e-mail
            |обязательные поля|комментарии (|комментарии к|комментарии:|войдите, чтобы
            |чтобы оставить|чтобы оставлять|авторизуйтесь|необходимо авториз
            |сохранить моё имя|сохранить мое имя|сообщать мне|уведомлять|что вы думаете
            |а что вы|делитесь|пишите в комментариях|напишите в комментариях|ждём ваши
            |# комментар|ответить на|показать #|была ли|комментариев:|оцените
            """,
        "uk": """
            залишити коментар|залиште коментар|ваша e-mail адреса|ваша електронна адреса
            |обов'язкові поля|коментарі (|коментарі до|увійдіть, щоб|щоб залишити
            |авторизуйтесь|зберегти моє ім'я|повідомляти мене|що ви думаєте|а що ви
            |діліться|пишіть у коментарях|напишіть у коментарях|# коментар|відповісти на
            """,
        "tr": """
            yorum yapabilmek|yorum yapmak için|yorum yazmak için|e-posta hesabınız
            |e-posta adresiniz yayınlanmayacak|gerekli alanlar|yorumlar (|ilk yorumu
            |giriş yapmalısınız|siz ne düşünüyorsunuz|düşüncelerinizi|# yorum
            |daha sonraki yorumlarımda|beni bilgilendir
            """,
        "el": """
            αφήστε ένα|αφήστε μια|η ηλ. διεύθυνση|το email σας δεν|η διεύθυνση ηλ
            |τα υποχρεωτικά πεδία|σχόλια (|συνδεθείτε για|πρέπει να συνδεθείτε
            |αποθήκευσε το όνομά|ειδοποίησέ με|# σχόλια
            """,
        "id": """
            tinggalkan komentar|tulis komentar|alamat email anda tidak|ruas yang wajib
            |komentar (|silakan login|silahkan login|masuk untuk|simpan nama
            |beritahu saya|bagaimana menurut|bagaimana pendapat|# komentar|balas ke
            """,
        "vi": """
            để lại bình luận|email của bạn sẽ không|các trường bắt buộc|bình luận (
            |đăng nhập để|hãy là người đầu tiên|lưu tên của tôi|bạn nghĩ gì|# bình luận
            |ý kiến (|bạn cần đăng nhập|vui lòng đăng nhập|vui lòng nhập
            """,
        "ar": """
            اترك تعليق|أضف تعليق|لن يتم نشر|لن يُنشر|الحقول الإلزامية|الحقول المطلوبة
            |التعليقات (|سجل الدخول|يجب أن تكون|احفظ اسمي|أعلمني|ما رأيك|شاركنا|شاركونا
            |# تعليق|التعليقات المنشورة
            """,
        "he": """
            כתיבת תגובה|האימייל לא|שדות החובה|תגובות (|התחבר|יש להתחבר|שמור בדפדפן
            |מה דעתכם|ספרו לנו|# תגובות
            """,
        "fa": """
            دیدگاهتان را|نشانی ایمیل شما|بخش‌های موردنیاز|نظرات (|برای ارسال نظر
            |برای نوشتن|ذخیره نام|نظر خود|# نظر|# دیدگاه
            """,
        "hi": """
            अपनी टिप्पणी|आपका ईमेल|टिप्पणियां (|लॉग इन|लॉगिन करें|आपकी क्या राय|अपनी राय
            |कमेंट में|# टिप्पणियां|कमेंट बॉक्स
            """,
        "zh": """
            您的评论|你的评论|您的邮箱|您的电子邮箱|电子邮件地址不会|必填项|评论(|评论 (
            |登录后|请登录|您需要登录|您必须|你必须|抢沙发|欢迎留言|欢迎评论|发表评论
            |网友评论|全部评论|共#条|已有#|以上网友|文明上网|您的電子郵件|發佈留言必須
            |必填欄位|留言(|登入後|請登入|您必須|你必須|歡迎留言|發表|在瀏覽器中
            |在此浏览器中|下次发表|#条评论|#則留言|# 条评论|你怎么看|你怎麼看
            """,
        "ja": """
            コメントを残す|コメントを書く|メールアドレスが公開|コメント(|コメント (
            |が付いている欄|※が付いて|コメントするには|ログインして|次回のコメント
            |新しいコメント|# 件のコメント|#件のコメント|この記事への|ご意見
            """,
        "ko": """
            댓글(|댓글 (|댓글을|로그인 후|로그인하|이메일은 공개되지|필수 항목
            |#개의 댓글|# 개의 댓글|여러분의 생각|답글 남기기
            """,
    },
    anywhere={
        "en": """
            email address will not be published|will not be published. required
            |required fields are marked|save my name, email|the next time i comment
            |your comment data is processed|uses akismet|notify me of follow-up
            |notify me of new posts|logged in to post|log in to comment
            |logged in to comment|log in to leave a comment|sign in to comment
            |to post a comment|be the first to comment|powered by disqus
            |comments are moderated|comments are closed|the comments section below
            |comments and pings are|or trackback from your own
            """,
        "de": """
            e-mail-adresse wird nicht veröffentlicht
            |wird nicht veröffentlicht. erforderliche|erforderliche felder sind
            |meinen nächsten kommentar|kommentardaten verarbeitet
            |um kommentieren zu können|alle antworten zu diesem eintrag
            |an, um zu kommentieren|um einen kommentar zu schreiben
            |um einen kommentar zu verfassen
            """,
        "fr": """
            ne sera pas publiée|champs obligatoires sont|mon prochain commentaire
            |données de vos commentaires|pour publier un commentaire
            |pour poster un commentaire|pour laisser un commentaire
            |utilise akismet
            """,
        "es": """
            campos obligatorios están|la próxima vez que comente
            |datos de tus comentarios|para publicar un comentario
            |para dejar un comentario
            """,
        "it": """
            campi obbligatori sono|la prossima volta che commento
            |dati derivati dai commenti|per inviare un commento|per lasciare un commento
            """,
        "pt": """
            campos obrigatórios são|próxima vez que eu comentar|dados em comentários
            |para publicar um comentário|para comentar esta
            """,
        "nl": """
            vereiste velden zijn|wanneer ik een reactie plaats|reactiegegevens
            |om een reactie te plaatsen
            """,
        "pl": """
            wymagane pola są|podczas pisania kolejnych komentarzy|dane komentarzy
            |aby dodać komentarz
            """,
        "cs": "pro budoucí komentáře|jak jsou data z komentářů",
        "sv": """
            obligatoriska fält är|nästa gång jag skriver en kommentar
            """,
        "da": "vil ikke blive publiceret|krævede felter er|næste gang jeg kommenterer",
        "no": "vil ikke bli publisert|obligatoriske felt er|neste gang jeg kommenterer",
        "ru": """
            обязательные поля помечены|для последующих моих комментариев
            |данные ваших комментариев
            """,
        "uk": """
            не оприлюднюватиметься|обов'язкові поля позначені
            |для моїх подальших коментарів
            """,
        "tr": """
            hesabınız yayımlanmayacak|bir dahaki sefere yorum|yorum yapabilmek için
            """,
        "el": """
            δεν δημοσιεύεται|υποχρεωτικά πεδία σημειώνονται
            |την επόμενη φορά που θα σχολιάσω
            """,
        "id": """
            tidak akan dipublikasikan|ruas yang wajib ditandai|komentar saya berikutnya
            """,
        "vi": "sẽ không được hiển thị|trường bắt buộc được|lần bình luận kế tiếp",
        "ar": "لن يتم نشر عنوان بريدك|الحقول الإلزامية مشار|المرة المقبلة في تعليقي",
        "he": "לא יוצג באתר|שדות החובה מסומנים",
        "fa": "بخش‌های موردنیاز علامت",
        "zh": """
            电子邮件地址不会被公开|邮箱地址不会被公开|必填项已用|下次发表评论时
            |電子郵件地址不會公開|必填欄位標示|下次發佈留言時|仅代表网友个人观点
            |请登录后发表
            """,
        "ja": """
            メールアドレスが公開されることは|が付いている欄は必須|次回のコメントで使用
            """,
        "ko": """
            이메일은 공개되지 않습니다|필수 항목은|로그인 후 이용|로그인이 필요합니다
            """,
    },
    forms=(
        r"^\(?#\)? (?:comments?|repl(?:y|ies)|responses?|votes?|reviews?|ratings?)$",
        r"^(?:view|show|see|read|load)(?: all)? # (?:comments?|repl(?:y|ies))$",
        (
            r"^# (?:kommentare?|commentaires?|comentarios?|commenti|commento|reacties?"
            r"|komentarz[ey]?|komentář[eů]?|kommentarer?|комментари[йяев]+|коментар[іів]*"
            r"|yorum|σχόλια|komentar|bình luận|تعليقات?|תגובות|comentários?)$"
        ),
        r"^(?:评论|評論|댓글|コメント) ?\(?#",
        r"\b# comments?$",
        r"\b# votes?$",
        r"^[^.!?]{2,40} on .{2,80} at # ?(?::#)? ?[ap]m said:$",
    ),
)
