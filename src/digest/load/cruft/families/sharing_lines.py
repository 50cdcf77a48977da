"""The whole lines of `sharing`."""

from __future__ import annotations

from typing import Final

from digest.load.cruft.families.family import Table

LINES: Final[Table] = {
    "und": """
        facebook|twitter|x|x (twitter)|twitter/x|whatsapp|linkedin|pinterest
        |flipboard|reddit|telegram|tumblr|google+|google plus|instagram|youtube
        |messenger|facebook messenger|bluesky|mastodon|threads|tiktok|snapchat|vk
        |vkontakte|viber|wechat|weibo|xing|pocket|instapaper|evernote|discord|rss
        |rss feed|e-mail|email|url|link|facebook twitter|odnoklassniki
        |facebook twitter youtube rss feed|facebook twitter linkedin|kakaotalk
        |facebook twitter instagram|facebook twitter whatsapp|stumbleupon|digg
        |facebook twitter pinterest|threema|skype|koo
        """,
    "en": """
        share|share this|share this:|share this article|share this story|shares
        |share on|share via|share selection|share with friends|share the love
        |share this post|share this page|share this video|share this content
        |share article|share story|share post|share link|share page|share now
        |share options|share tools|show share options|open share menu|social share
        |share on social media|share full article|share by email|share to facebook
        |share via email|sharing is caring|share your thoughts|more sharing options
        |see more sharing options|tweet|tweets|tweet this|retweet|pin|pin it|copy
        |copy link|copy url|copy link to clipboard|link copied|link copied!|copied
        |copied!|copied to clipboard|url copied|embed|embed code|print|print this
        |print this article|print article|print page|printer friendly|print friendly
        |download pdf|pdf|email this|email article|email a friend|email link
        |email to a friend|send to a friend|send tips|send by email|save
        |save article|save for later|save this story|save story|bookmark
        |bookmark this|add to favorites|add to bookmarks|add to reading list|saved
        |gift article|give this article|gift this article|like|like this|likes
        |like loading|like this:|like us on facebook|dislike|love this|follow
        |following|follow us|follow us on|follow us on social media
        |follow us on facebook|follow us on twitter|follow us on instagram
        |follow on twitter|follow topic|follow this topic|follow author|follow me
        |follow along|followers|connect|connect with us|stay connected|stay in touch
        |get social|social media|find us on|find us on facebook
        |find us on social media|join us on facebook|view author archive
        |get author rss feed|email the author|e-mail the author|author archive
        |author email|view on instagram|view this post on instagram|view on twitter
        |view on facebook|cite this article|cite this|report an error|report a typo
        |suggest a correction|submit a correction|facebook page|add us on google
        |make us your preferred source on google|google news
        |follow us on google news|prefer us on google
        |like this: like loading
        """,
    "de": """
        teilen|diesen artikel teilen|beitrag teilen|artikel teilen|folge uns
        |folgt uns|folgen sie uns|folge uns auf|folgen sie uns auf|drucken|merken
        |folgen|mit anderen teilen|teilen mit|diese seite teilen|gefällt mir
        |weitersagen|weiterempfehlen|like it? share it|flattr this
        |per e-mail versenden|auf facebook teilen|auf twitter teilen
        |beitrag empfehlen|seite empfehlen|seite drucken|artikel drucken
        |auf whatsapp teilen|auf linkedin teilen|auf x teilen|auf xing teilen
        |auf pinterest teilen|per mail teilen|link kopieren|link kopiert
        |in die zwischenablage kopiert|artikel merken|merkliste
        |zur merkliste hinzufügen|artikel verschenken|verschenken|versenden
        |per e-mail teilen|artikel versenden|artikel empfehlen|lesezeichen
        |als favorit speichern|speichern|twittern|feedback senden|fehler melden
        |fehler gefunden|schicken sie uns ihr feedback|jetzt teilen
        |teile diesen artikel|teile diesen beitrag|teilt diesen beitrag
        |sie möchten diesen artikel teilen|vorlesen|artikel vorlesen lassen|zitieren
        |abonniere uns
        |per e-mail senden|gefällt mir wird geladen
        """,
    "fr": """
        partager|imprimer|suivre|partager l'article|partager cet article|partagez
        |partager sur facebook|partager sur twitter|partager sur linkedin
        |partager sur whatsapp|partager par e-mail|partager par mail
        |envoyer par mail|envoyer par e-mail|envoyer|envoyer à un ami|copier le lien
        |lien copié|enregistrer|sauvegarder|offrir l'article|offrir cet article
        |tweeter|j'aime|suivez-nous|suivez nous|nous suivre|suivez-nous sur
        |suivez-nous sur facebook|retrouvez-nous sur|rejoignez-nous|réseaux sociaux
        |ajouter aux favoris|ajouter à mes favoris|ajouter à vos favoris
        |signaler une erreur|lire plus tard|épingler|sélectionner
        |commenter et partager|écouter l'article|restez connecté|restez connectés
        |taille du texte
        """,
    "es": """
        compartir|compartir en|imprimir|seguir|compartir en facebook
        |compartir noticia|compartir en twitter|compartir en whatsapp|compartir en x
        |compartir artículo|compartir en linkedin|compartir por correo|comparte
        |comparte esta noticia|comparte este artículo|compártelo|compartir esta nota
        |copiar enlace|copiar link|copiar url|enlace copiado|enviar
        |enviar por correo|enviar por email|guardar|guardar artículo|me gusta
        |síguenos|síguenos en|síganos|síganos en|síguenos en redes
        |síguenos en facebook|redes sociales|síguenos en nuestras redes sociales
        |tuitear|desplegar redes sociales|correo|correo electrónico|reportar error
        |añadir a favoritos|escuchar artículo|únete a nuestro canal de whatsapp
        |escucha este artículo|seguinos
        """,
    "it": """
        condividi|stampa|segui|condividi su|condividi su facebook
        |condividi su twitter|condividi su whatsapp|condividi articolo
        |condividi questo articolo|condividi via mail|copia link|copia il link
        |link copiato|salva|salva articolo|invia|invia per email|mi piace|seguici
        |seguici su|seguici su facebook|seguici sui social|i nostri social
        |regala articolo|regala questo articolo|segnala un errore|ascolta l'articolo
        |twitta|aggiungi ai preferiti|resta connesso|ascolta questo articolo
        """,
    "pt": """
        compartilhar|compartilhe|partilhar|compartilhar no facebook
        |compartilhar no x|compartilhar no twitter|compartilhar no whatsapp
        |compartilhe esta notícia|compartilhe este artigo|compartilhe no whatsapp
        |compartilhar notícia|partilhar artigo|partilhe|partilhar no facebook
        |copiar link|link copiado|copiar ligação|salvar|guardar|enviar
        |enviar por e-mail|curtir|gostei|siga|siga-nos|siga-nos no
        |siga-nos nas redes sociais|siga a gente|tuitar|seguir|nossas redes
        |nas redes sociais|ouvir artigo|ouça este artigo|imprimir artigo
        |oferecer artigo|comunicar erro|siga o nosso canal no whatsapp
        """,
    "nl": """
        delen|afdrukken|deel|deel dit artikel|deel dit|deel op facebook
        |artikel delen|deel op twitter|deel via whatsapp|deel via e-mail|deel via
        |delen via|volg ons|volg ons op|volg|volgen|kopieer link|kopieer de link
        |link gekopieerd|bewaar|bewaren|artikel bewaren|opslaan|printen|cadeau geven
        |artikel cadeau geven|doorsturen|vind ik leuk|tip de redactie
        |mail dit artikel|sociale media
        """,
    "pl": """
        udostępnij|drukuj|podziel się|udostępnij na facebooku|udostępnij artykuł
        |udostępnij na twitterze|podziel się artykułem|wyślij|wyślij e-mailem
        |kopiuj link|skopiuj link|skopiowano|zapisz|lubię to|polub nas|polub to
        |obserwuj|obserwuj nas|śledź nas|śledź nas na|dołącz do nas|tweetnij
        |znajdź nas na facebooku|obserwuj nas w google news|zgłoś błąd|wydrukuj
        |poleć znajomemu|dodaj do ulubionych|posłuchaj artykułu
        """,
    "cs": """
        sdílet|sdílet článek|sdílet na facebooku|sdílejte|sdílej|sdílet na twitteru
        |vytisknout|tisk|tisknout|poslat e-mailem|odeslat|kopírovat odkaz|uložit
        |zkopírovat odkaz|odkaz zkopírován|sledovat|sledujte nás|sledujte nás na
        |líbí se mi|uložit na později|nahlásit chybu|našli jste chybu|darovat článek
        |zdieľať|vytlačiť|přehrát článek
        """,
    "sv": """
        dela|spara|skriv ut|dela artikeln|dela artikel|dela på facebook
        |dela på twitter|dela via e-post|tipsa|tipsa en vän|kopiera länk
        |kopiera länken|länk kopierad|följ|följ oss|följ oss på|gilla|skicka
        |spara artikel|lyssna på artikeln|rätta fel|ge bort artikeln|sociala medier
        """,
    "da": """
        del|del artiklen|del artikel|del på facebook|del på twitter|del på linkedin
        |del via e-mail|print artikel|udskriv|kopier link|kopiér link|gem
        |gem artikel|følg|følg os|følg os på|synes godt om|send til en ven|lyt
        |lyt til artiklen|link kopieret|sociale medier
        """,
    "no": """
        del saken|del artikkelen|del på e-post|skriv ut|kopier lenke|lenke kopiert
        |lagre|lagre artikkel|følg oss på|lik|tips oss|tips en venn|lytt til saken
        |gi bort artikkel|sosiale medier
        """,
    "ru": """
        поделиться|печать|поделиться в соцсетях|поделиться ссылкой|распечатать
        |поделитесь с друзьями|поделиться с друзьями|рассказать друзьям|скопировать
        |скопировать ссылку|ссылка скопирована|копировать ссылку|отправить|сохранить
        |отправить по почте|в избранное|добавить в избранное|нравится|мне нравится
        |подписывайтесь|подписывайтесь на нас|читайте нас в|мы в соцсетях
        |мы в telegram|вконтакте|одноклассники|твитнуть|телеграм|сообщить об ошибке
        |версия для печати|нашли ошибку|следите за нами|ватсап|фейсбук
        |электронная почта|дзен|макс
        """,
    "uk": """
        поділитися|поділитись|поширити|друк|роздрукувати|поділіться з друзями
        |скопіювати посилання|копіювати посилання|посилання скопійовано|надіслати
        |зберегти|подобається|підписуйтесь на нас|ми в соцмережах|читайте нас у
        |стежте за нами|повідомити про помилку|додати в обране|версія для друку
        |знайшли помилку|телеграм|фейсбук|вайбер
        """,
    "tr": """
        paylaş|paylaşın|facebook'ta paylaş|twitter'da paylaş|whatsapp'ta paylaş
        |haberi paylaş|bu haberi paylaş|yazdır|bağlantıyı kopyala|linki kopyala
        |kopyala|kopyalandı|kaydet|beğen|takip et|takip edin|bizi takip edin
        |bizi takip et|e-posta|e-posta gönder|arkadaşına gönder|sosyal medya
        |google news'te takip et|favorilere ekle
        """,
    "el": """
        μοιραστείτε|μοιράσου|μοιράσου το|κοινοποίηση|κοινοποίησε|διαμοιρασμός
        |εκτύπωση|αντιγραφή συνδέσμου|αποθήκευση|ακολουθήστε μας|ακολούθησέ μας
        |αποστολή|ακολουθήστε|αποστολή με email|μου αρέσει
        |ακολουθήστε μας στο google news
        """,
    "id": """
        bagikan|bagikan artikel|bagikan artikel ini|bagikan ke facebook
        |bagikan berita|cetak|salin tautan|salin link|tautan disalin|simpan|suka
        |ikuti|ikuti kami|ikuti kami di|kirim|media sosial|share:|kongsi|sebarkan
        |sebarkan berita ini
        """,
    "vi": """
        chia sẻ|chia sẻ bài viết|chia sẻ facebook|chia sẻ qua email
        |sao chép liên kết|sao chép|in bài viết|lưu bài viết|lưu|thích|theo dõi
        |theo dõi chúng tôi|gửi|gửi email|báo lỗi|copy link thành công|in trang
        """,
    "ar": """
        شارك|مشاركة|شارك المقال|شارك الخبر|شارك هذا المقال|شاركها|شارك عبر
        |مشاركة عبر البريد الإلكتروني|طباعة|اطبع|نسخ الرابط|انسخ الرابط
        |تم نسخ الرابط|حفظ|أعجبني|إعجاب|تابعنا|تابعونا|تابعنا على|تابعونا على|متابعة
        |إرسال|فيسبوك|تويتر|واتساب|تيليجرام|تلغرام|مشاركة المقال|البريد الإلكتروني
        """,
    "he": """
        שתף|שתפו|שיתוף|שתפו את הכתבה|שתף כתבה|שתפו בפייסבוק|הדפסה|הדפס|העתק קישור
        |העתקת קישור|הקישור הועתק|שמור|שמירה|עקבו אחרינו|עקבו|אהבתי|שלח|שלח לחבר
        |פייסבוק|טוויטר|וואטסאפ|טלגרם|שיתוף בפייסבוק|מצאתם טעות
        """,
    "fa": """
        اشتراک گذاری|اشتراک‌گذاری|به اشتراک بگذارید|هم‌رسانی|چاپ|چاپ خبر|کپی لینک
        |لینک کوتاه|کپی شد|ذخیره|دنبال کنید|ما را دنبال کنید|ارسال به دوستان|ارسال
        |پسندیدن|تلگرام|اینستاگرام|واتساپ|فیسبوک|توییتر
        """,
    "hi": """
        शेयर करें|साझा करें|शेयर|इसे शेयर करें|प्रिंट करें|प्रिंट|लिंक कॉपी करें
        |कॉपी करें|सेव करें|फॉलो करें|हमें फॉलो करें|पसंद करें|फेसबुक|ट्विटर
        |व्हाट्सएप|खबर शेयर करें|लाइक करें|ऐप पर पढ़ें
        """,
    "zh": """
        分享|收藏|关注|点赞|分享到|分享至|分享到微信|分享到微博|分享文章|分享本文
        |复制链接|打印|微信扫一扫|扫一扫分享|微信|微博|新浪微博|朋友圈|分享到朋友圈
        |转发|一键分享|字号|字体|分享給朋友|分享到facebook|分享到line|複製連結|列印
        |友善列印|追蹤我們|關注|按讚|臉書|追蹤|轉發|收藏本文|已收藏|加入收藏
        |举报反馈|纠错|我要纠错|放大字体|缩小字体|字級|分享:|用微信扫描二维码
        |分享至好友和朋友圈|下載app|qq空间|关注我们|在看|分享此文
        """,
    "ja": """
        シェア|共有|シェアする|ツイート|ツイートする|ポスト|ポストする
        |この記事をシェア|印刷|この記事をシェアする|印刷する|リンクをコピー
        |urlをコピー|コピーする|保存|保存する|ブックマーク|はてなブックマーク|はてブ
        |あとで読む|フォロー|フォローする|いいね|いいね!|フォロー中|記事を保存
        |クリップ|送る|lineで送る|メールで送る|メール|facebookでシェア|クリップする
        |記事をプレゼント
        """,
    "ko": """
        공유|공유하기|기사 공유|기사공유|공유하기 닫기|url 복사|링크 복사|주소 복사
        |인쇄|인쇄하기|프린트|스크랩|저장|북마크|좋아요|팔로우|구독하기|페이스북
        |트위터|카카오톡|카카오스토리|네이버|밴드|이메일|글자크기|글자크기 조절
        |글자크기 설정|본문 글씨 키우기|본문 글씨 줄이기|기사보내기|본문 글자 크기
        |가|sns 기사보내기|네이버블로그
        """,
    "ro": "distribuie|distribuie articolul|trimite|urmărește-ne|salvează|tipărește",
    "hu": """
        megosztás|megosztom|nyomtatás|küldés|kövess minket|kövessen minket|mentés
        """,
    "fi": """
        jaa|jaa artikkeli|tulosta|kopioi linkki|seuraa|seuraa meitä|tallenna|lähetä
        """,
}
