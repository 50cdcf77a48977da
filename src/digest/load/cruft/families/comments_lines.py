"""The whole lines of `comments`."""

from __future__ import annotations

from typing import Final

from digest.load.cruft.families.family import Table

LINES: Final[Table] = {
    "en": """
        comments|comment|leave a comment|leave a reply|leave comment
        |leave your comment|post a comment|post comment|post your comment
        |add a comment|add comment|add your comment|no comments|no comment
        |no comments yet|no responses|join the conversation|join the discussion
        |start the conversation|start the discussion|be the first to comment
        |view comments|view all comments|view # comments|show comments|hide comments
        |read comments|see comments|load comments|load more comments
        |load all comments|all comments|latest comments|recent comments
        |newest comments|top comments|comments are closed|comments closed
        |comments off|comments disabled|comment now|write a comment|write a reply
        |submit comment|submit a comment|reply to this|cancel reply
        |click here to cancel reply|report comment|report abuse|flag|upvote|downvote
        |reader comments|readers' comments|comment policy|commenting policy
        |comment guidelines|was this page helpful|was this article helpful
        |was this helpful|was this page helpful? yes / no
        |was this information helpful|did you find this helpful
        |did you find this article helpful|rate this recipe|rate this article
        |rate this|rate this post|your rating|average rating|no votes yet
        |email(required|comment(required|comment*
        |your name|your comment|your email|your message|submit|submit review
        |write a review|customer reviews|sort by|sorted by|sort by newest
        |newest first|oldest first|most liked|logged in as|remember me
        |notify me of new posts by email|notify me of followup comments via e-mail
        |what do you think|what do you think?|have your say|tell us what you think
        |share your thoughts|let us know|let us know in the comments|give feedback
        |send feedback|send us feedback|thank you for your feedback
        |thanks for your feedback|yes no|helpful|not helpful|trackbacks|pingbacks
        |trackbacks/pingbacks|leave a review|this comment has been removed
        |this comment has been removed by the author|post reply|# replies
        |view replies|show replies|ask a question|disqus
        |please enable javascript to view the comments powered by disqus
        |comments powered by disqus|blog comments powered by disqus
        |you must log in to post a comment
        |trackback url|no votes so far! be the first to rate this post
        """,
    "de": """
        kommentare|kommentar|kommentar schreiben|kommentar verfassen
        |schreibe einen kommentar|kommentar hinterlassen|kommentar hinzufügen
        |die kommentarfunktion ist geschlossen|kommentieren|jetzt kommentieren
        |artikel kommentieren|hinterlasse einen kommentar
        |hinterlasse jetzt einen kommentar|hinterlasse eine antwort
        |schreiben sie einen kommentar|schreib einen kommentar
        |es gibt noch keine kommentare|noch keine kommentare|keine kommentare
        |kein kommentar|kommentare anzeigen|kommentare ausblenden|kommentare lesen
        |kommentare laden|kommentare geschlossen|kommentarfunktion|zur diskussion
        |diskutieren sie mit|diskutiere mit|mitdiskutieren|jetzt mitdiskutieren
        |leserkommentare|letzte kommentare|neueste kommentare|neue kommentare
        |beste kommentare|alle kommentare anzeigen|alle kommentare
        |noch keine bewertungen|artikel bewerten|bewertungen|bewerten|jetzt bewerten
        |ihre meinung|deine meinung|ihr kommentar|dein kommentar|ihr name|dein name
        |antwort abbrechen|antwort schreiben|antworten abbrechen|senden|absenden
        |abschicken|sortieren nach|älteste zuerst|neueste zuerst
        |kommentar abschicken|kommentar absenden|kommentar melden|melden
        |war dieser artikel hilfreich|war dieser beitrag hilfreich|war das hilfreich
        |feedback geben|ja nein|netiquette|pflichtfeld|pflichtfelder|nachricht
        |webseite|benachrichtige mich über neue beiträge via e-mail
        |leserbrief schreiben|sagen sie ihre meinung|frage stellen
        |kommentar-richtlinien
        |trackback-url|bislang keine bewertungen
        |vielen dank für ihre bewertung
        """,
    "fr": """
        commentaires|commentaire|commenter|réagir|vos réactions|votre commentaire
        |votre nom|votre message|laisser un commentaire|laissez un commentaire
        |ajouter un commentaire|ajoutez votre commentaire|poster un commentaire
        |publier le commentaire|publier un commentaire|écrire un commentaire
        |déposer un commentaire|aucun commentaire|pas de commentaire
        |pas encore de commentaire|voir les commentaires|voir tous les commentaires
        |lire les commentaires|afficher les commentaires|masquer les commentaires
        |tous les commentaires|derniers commentaires|les commentaires sont fermés
        |commentaires fermés|les commentaires|commentaires récents|répondre
        |annuler la réponse|laisser une réponse|signaler|signaler un abus|envoyer
        |site web|trier par|les plus récents|les plus anciens
        |donnez votre avis|votre avis|noter cet article|notez cet article
        |cet article vous a été utile|cet article vous a-t-il été utile
        |participez à la discussion|rejoignez la discussion|charte de modération
        |soyez le premier à commenter|soyez le premier à réagir|réagissez
        """,
    "es": """
        comentarios|comentario|comentar|deja un comentario|dejar un comentario
        |deja tu comentario|deje su comentario|añadir comentario|agregar comentario
        |escribe un comentario|escribe tu comentario|publicar comentario
        |publicar un comentario|enviar comentario|no hay comentarios|sin comentarios
        |ver comentarios|ver todos los comentarios|ver # comentarios
        |mostrar comentarios|ocultar comentarios|leer comentarios
        |todos los comentarios|últimos comentarios|comentarios recientes
        |comentarios cerrados|los comentarios están cerrados|responder
        |deja una respuesta|dejar una respuesta|cancelar la respuesta
        |cancelar respuesta|reportar|denunciar|correo electrónico *
        |tu nombre|tu comentario|ordenar por|más recientes|más antiguos|opina
        |tu opinión|valora este artículo|normas de participación|¿te ha sido útil
        |¿te resultó útil|te ha resultado útil|participa|únete a la conversación
        |sé el primero en comentar
        """,
    "it": """
        commenti|commento|commenta|lascia un commento|lascia il tuo commento
        |scrivi un commento|aggiungi un commento|invia commento|pubblica commento
        |nessun commento|non ci sono commenti|vedi i commenti|mostra commenti
        |leggi i commenti|tutti i commenti|ultimi commenti|commenti recenti
        |commenti chiusi|i commenti sono chiusi|rispondi|lascia una risposta
        |annulla risposta|segnala|sito web|ordina per|più recenti
        |la tua opinione|partecipa alla discussione|partecipa alla conversazione
        |valuta questo articolo|ti è stato utile|questo articolo ti è stato utile
        """,
    "pt": """
        comentários|comentário|comentar|deixe um comentário|deixe seu comentário
        |deixar um comentário|deixe o seu comentário|escreva um comentário
        |adicionar comentário|enviar comentário|publicar comentário
        |nenhum comentário|sem comentários|ver comentários|ver todos os comentários
        |mostrar comentários|todos os comentários|comentários recentes
        |comentários encerrados|os comentários estão fechados|responder
        |deixe uma resposta|cancelar resposta|denunciar|ordenar por
        |mais recentes|mais antigos|sua opinião|avalie este artigo
        |este artigo foi útil|isso foi útil|participe da conversa
        |participe da discussão|seja o primeiro a comentar|comente
        """,
    "nl": """
        reacties|reageer|reactie|reageren|plaats een reactie|plaats reactie
        |geef een reactie|geef je reactie|laat een reactie achter
        |laat een bericht achter|geen reacties|nog geen reacties|bekijk reacties
        |bekijk alle reacties|toon reacties|alle reacties|recente reacties
        |reacties gesloten|reactie annuleren|beantwoorden|rapporteer|meld misbruik
        |verzenden|versturen|sorteer op|nieuwste|oudste|jouw mening
        |was dit artikel nuttig|was dit nuttig|praat mee|discussieer mee
        |beoordeel dit artikel
        """,
    "pl": """
        komentarze|komentarz|dodaj komentarz|skomentuj|napisz komentarz
        |zostaw komentarz|brak komentarzy|pokaż komentarze|zobacz komentarze
        |zobacz wszystkie komentarze|wszystkie komentarze|najnowsze komentarze
        |komentarze zamknięte|odpowiedz|anuluj pisanie odpowiedzi|zgłoś
        |zgłoś nadużycie|nick|twój komentarz|treść komentarza
        |wyślij komentarz|opublikuj komentarz|sortuj|najstarsze|oceń artykuł
        |twoja opinia|czy ten artykuł był pomocny|dołącz do dyskusji
        |weź udział w dyskusji|regulamin komentowania
        """,
    "cs": """
        komentáře|komentář|přidat komentář|napsat komentář|napište komentář
        |vložit komentář|okomentovat|žádné komentáře|zobrazit komentáře
        |zobrazit všechny komentáře|vstoupit do diskuse|přejít do diskuze
        |příspěvky v diskuzi|odpovědět|zrušit odpověď na komentář|nahlásit
        |vaše jméno|váš komentář|seřadit|nejnovější komentáře|ohodnoťte článek
        |byl článek užitečný|pridať komentár
        """,
    "sv": """
        kommentarer|kommentar|kommentera|lämna en kommentar|lämna kommentar
        |skriv en kommentar|inga kommentarer|visa kommentarer|visa alla kommentarer
        |alla kommentarer|senaste kommentarer|avbryt svar|lämna ett svar|anmäl
        |rapportera|ditt namn|sortera|diskutera|betygsätt|var detta till hjälp
        |vad tycker du|delta i diskussionen
        """,
    "da": """
        kommentarer|kommentar|kommentér|skriv en kommentar|tilføj kommentar
        |efterlad en kommentar|skriv kommentar|ingen kommentarer|vis kommentarer
        |vis alle kommentarer|seneste kommentarer|annuller svar|skriv et svar
        |rapporter|dit navn|sortér|deltag i debatten|hvad mener du
        |var denne artikel nyttig
        """,
    "no": """
        kommentarer|kommentar|kommenter|legg igjen en kommentar|skriv en kommentar
        |legg til kommentar|ingen kommentarer|vis kommentarer|vis alle kommentarer
        |siste kommentarer|avbryt svar|legg igjen et svar|rapporter|ditt navn
        |delta i debatten|hva mener du
        """,
    "fi": """
        kommentit|kommentoi|jätä kommentti|lisää kommentti|ei kommentteja|keskustelu
        |vastaa|keskustele
        """,
    "ru": """
        комментарии|комментарий|оставить комментарий|добавить комментарий
        |комментировать|написать комментарий|нет комментариев|комментариев нет
        |пока нет комментариев|комментариев пока нет|показать комментарии
        |все комментарии|читать комментарии|последние комментарии|новые комментарии
        |комментарии закрыты|обсудить|ответить|отменить ответ|отмена ответа
        |пожаловаться|ваше имя|ваш комментарий|сортировать|сначала новые
        |сначала старые|отправить комментарий|оставьте комментарий|оценить
        |оцените статью|рейтинг статьи|была ли статья полезной|статья была полезной
        |была ли эта статья полезной|присоединиться к обсуждению
        |войдите, чтобы комментировать|добавить отзыв|отзывы
        """,
    "uk": """
        коментарі|коментар|залишити коментар|додати коментар|коментувати
        |написати коментар|немає коментарів|коментарів немає|коментарів поки немає
        |показати коментарі|всі коментарі|усі коментарі|останні коментарі|обговорити
        |відповісти|скасувати відповідь|поскаржитися|ваше ім'я|ваш коментар|оцінити
        |оцініть статтю|залиште коментар|напишіть коментар|чи була стаття корисною
        """,
    "tr": """
        yorumlar|yorum|yorum yap|yorum yaz|yorum ekle|yorum gönder|yorum bırak
        |bir yorum bırakın|bir cevap yazın|bir yanıt yazın|yorum yok|henüz yorum yok
        |henüz yorum yapılmamış|yorumları gör|yorumları göster|tüm yorumlar
        |son yorumlar|yanıtla|cevapla|cevap ver|yanıtı iptal et|şikayet et|adınız
        |yorumunuz|mesajınız|gönder|sırala|en yeni|en eski|puan ver|değerlendir
        |ilk yorumu siz yapın|ilk yorum yapan siz olun|bu içerik yararlı oldu mu
        """,
    "el": """
        σχόλια|σχόλιο|αφήστε σχόλιο|αφήστε ένα σχόλιο|σχολιάστε|προσθήκη σχολίου
        |δημοσίευση σχολίου|δεν υπάρχουν σχόλια|εμφάνιση σχολίων|όλα τα σχόλια
        |πρόσφατα σχόλια|απάντηση|αφήστε μια απάντηση|ακύρωση απάντησης|αναφορά
        |μήνυμα|υποβολή|αξιολόγηση|γράψτε το σχόλιό σας
        """,
    "id": """
        komentar|tinggalkan komentar|tulis komentar|beri komentar|tambah komentar
        |kirim komentar|tidak ada komentar|belum ada komentar|lihat komentar
        |lihat semua komentar|semua komentar|komentar terbaru|balas|balasan
        |tinggalkan balasan|batalkan balasan|laporkan|urutkan|beri rating
        |apakah artikel ini membantu|beri penilaian|jadilah yang pertama berkomentar
        """,
    "vi": """
        bình luận|bình luận của bạn|để lại bình luận|viết bình luận|gửi bình luận
        |ý kiến bạn đọc|ý kiến của bạn|gửi ý kiến|chưa có bình luận
        |không có bình luận|xem bình luận|xem tất cả bình luận|tất cả bình luận
        |bình luận mới nhất|trả lời|hủy|báo cáo|họ tên|họ và tên|sắp xếp|mới nhất
        |quan tâm nhất|đánh giá|bài viết có hữu ích|xếp hạng|để lại một bình luận
        |viết trả lời
        """,
    "ar": """
        تعليقات|التعليقات|تعليق|أضف تعليق|أضف تعليقا|اترك تعليقا|اترك تعليق|اترك ردا
        |اترك رد|أكتب تعليق|اكتب تعليقا|أضف تعليقك|اكتب تعليقك|لا توجد تعليقات
        |لا تعليقات|لا يوجد تعليقات|عرض التعليقات|جميع التعليقات|أحدث التعليقات|رد
        |الرد|إلغاء الرد|الإبلاغ|أبلغ|اسمك|ترتيب حسب|قيم المقال|التقييم
        |هل كان هذا المقال مفيدا|شاركنا رأيك|ناقش|إرسال التعليق
        """,
    "he": """
        תגובות|תגובה|הוסף תגובה|הוסיפו תגובה|השאר תגובה|השאירו תגובה|כתוב תגובה
        |כתבו תגובה|כתיבת תגובה|שלח תגובה|אין תגובות|הצג תגובות|לכל התגובות
        |תגובות אחרונות|הגב|הגיבו|ביטול|דווח|שמך|מיון|דרג|דירוג|האם המאמר עזר לך
        """,
    "fa": """
        نظرات|نظر|دیدگاه|دیدگاه‌ها|ارسال نظر|ثبت نظر|نظر شما|دیدگاه شما|نظر بدهید
        |نظرات کاربران|دیدگاهتان را بنویسید|ارسال دیدگاه|هیچ نظری ثبت نشده
        |بدون دیدگاه|پاسخ|لغو پاسخ|گزارش|نام شما|امتیاز|نظرات بینندگان
        """,
    "hi": """
        टिप्पणियां|टिप्पणी|टिप्पणियाँ|कमेंट|कमेंट्स|टिप्पणी करें|कमेंट करें
        |अपनी टिप्पणी दें|टिप्पणी लिखें|कोई टिप्पणी नहीं|सभी टिप्पणियां देखें
        |जवाब दें|उत्तर दें|रिपोर्ट करें|आपका नाम|रेटिंग|अपनी राय दें|प्रतिक्रिया
        |प्रतिक्रिया दें
        """,
    "zh": """
        评论|举报|已显示所有评论|发表评论|写评论|我要评论|我来说两句|网友评论
        |最新评论|热门评论|全部评论|查看评论|查看全部评论|暂无评论|发表您的评论
        |说点什么|参与讨论|回复|取消回复|昵称|姓名|邮箱|留言|我要留言|提交|提交评论
        |评分|点评|跟帖|跟贴|登录后评论|请登录后评论|发布评论|相关评论|评论列表
        |發表評論|發表留言|發佈留言|發表迴響|取消回覆|回覆|最新留言|暫無評論|檢舉
        |名稱|暱稱|送出|評分|看留言|網友留言|评论区|沙发|抢沙发|评论 (#)|#评论
        """,
    "ja": """
        コメント|コメントする|コメントを書く|コメントを残す|コメントを投稿
        |コメントを投稿する|コメントを見る|コメント一覧|コメントはまだありません
        |コメントなし|最新コメント|最近のコメント|返信|返信する|返信をキャンセル
        |通報|通報する|お名前|サイト|送信|投稿|投稿する|評価
        |この記事は役に立ちましたか|この記事は役に立ちましたか?|トラックバック
        |意見を書く|みんなのコメント|ご意見・ご感想|感想を送る
        """,
    "ko": """
        댓글|댓글쓰기|댓글 쓰기|댓글달기|댓글 달기|댓글을 입력하세요|댓글 입력
        |댓글보기|댓글 보기|전체 댓글|전체댓글|최신순|공감순|추천순|댓글 등록|등록
        |답글|답글쓰기|답글 쓰기|신고|신고하기|이름|비밀번호|의견쓰기|100자평|별점
        |댓글이 없습니다|등록된 댓글이 없습니다|좋아요 # 댓글 #|답장 남기기|한마디
        |이 기사에 대해
        """,
}
