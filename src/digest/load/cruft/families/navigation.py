"""Menus, breadcrumbs, tags, and how to reach the people behind the site."""

from __future__ import annotations

from digest.load.cruft.families.family import Family
from digest.load.cruft.families.navigation_lines import LINES

NAVIGATION = Family(
    reason="navigation",
    lines=LINES,
    openings={
        "en": """
            filed under|filed in|tags:|tagged:|tagged with|tagged as|tagged in|topics:
            |related tags|categories:|category:|posted in|you are here|wordcount:
            |word count:|keywords:|key words:|labels:|tag:|skip to|return to top
            |request reprint|submit correction|view author|see author|about the author
            |about the writer|posted by:|home >|home »|home ›|home →|print this
            |this entry was|this post was|this article was posted|posted under
            |powered by|blog at wordpress|proudly powered|simple theme|unable to edit
            |view my complete|view all posts by|view all posts|view all articles
            |more posts by|all posts by|posts by|bookmark the permalink|open menu
            |enter your search|type your search|hit enter to|press enter to|start typing
            |published in|for more information, contact|media contact|url:|permalink:
            |source link|short link|shortlink
            """,
        "de": """
            schlagwörter|schlagworte:|stichworte:|themen:|abgelegt unter
            |veröffentlicht in:|kategorien:|kategorie:|rubrik:|mehr zu:
            |dieser eintrag wurde|dieser beitrag wurde|abgelegt in|veröffentlicht unter
            |verschlagwortet|eingestellt von|gepostet von|bloggen auf|theme von
            |zurück zur startseite|zurück zur übersicht|ihr warenkorb|zum vergrößern
            |klicken sie auf das bild|direkt zum|springe zu|startseite >|startseite »
            |startseite /|startseite ›|sie sind hier|sie befinden sich|suche nach
            |alle beiträge von|alle artikel von|alle beiträge ansehen
            |mit stolz präsentiert|betrieben von|kurzlink|zur person:
            |setze ein lesezeichen auf
            """,
        "fr": """
            mots-clés|mots clés|étiquettes|tags :|catégories :|catégorie :|classé dans
            |publié dans|posté dans|rubrique :|thèmes :|sujets :|vous êtes ici|accueil >
            |accueil »|accueil /|accueil ›|tous les articles de|voir tous les articles
            |ce billet a été|cet article a été publié dans|cette entrée a été
            |fièrement propulsé|propulsé par|à propos de l'auteur|rechercher :
            """,
        "es": """
            etiquetas:|temas:|categorías:|categoría:|archivado en|archivado bajo
            |publicado en|palabras clave|en este artículo|estás aquí|usted está aquí
            |inicio >|inicio »|inicio /|portada >|ver todas las entradas
            |ver todos los artículos|ver más artículos de|funciona con|esta entrada fue
            |esta entrada se|acerca del autor|buscar:|con la tecnología de
            """,
        "it": """
            tag:|tags:|argomenti:|categorie:|categoria:|archiviato in|pubblicato in
            |parole chiave|etichette:|temi:|sei qui|ti trovi|home >|home »
            |tutti gli articoli di|vedi tutti gli articoli
            |questo articolo è stato pubblicato in|questa voce è stata|powered by
            |informazioni sull'autore
            """,
        "pt": """
            tags:|etiquetas:|assuntos:|temas:|tópicos:|categorias:|categoria:|marcado:
            |arquivado em|publicado em:|palavras-chave|você está aqui|está em|início >
            |início »|home >|ver todos os posts|ver todas as publicações|este post foi
            |esta entrada foi|sobre o autor|pesquisar por|encontrou algum erro
            """,
        "nl": """
            tags:|labels:|trefwoorden|onderwerpen:|categorie:|categorieën:|geplaatst in
            |gepubliceerd in|u bent hier|je bent hier|spring naar|bekijk alle berichten
            |alle artikelen van|meer van deze auteur|dit bericht werd|dit bericht is
            |over de auteur|zoeken naar
            """,
        "pl": """
            tagi:|tematy:|słowa kluczowe|kategoria:|kategorie:|opublikowano w
            |jesteś tutaj|strona główna >|strona główna »|wszystkie wpisy
            |zobacz wszystkie wpisy|ten wpis został|o autorze|szukaj:|etykiety:
            """,
        "cs": """
            štítky:|témata:|klíčová slova|kategorie:|rubrika:|publikováno v|nacházíte se
            |domů >|úvod >|všechny články|tento příspěvek byl|o autorovi|hledat:|tagy:
            """,
        "sv": """
            taggar:|etiketter:|ämnen:|kategorier:|kategori:|publicerat i|du är här
            |visa alla inlägg|alla artiklar av|detta inlägg|om författaren|sök:
            """,
        "da": """
            tags:|emner:|kategorier:|kategori:|publiceret i|du er her|vis alle indlæg
            |dette indlæg|om forfatteren|søg:
            """,
        "no": """
            stikkord:|emner:|kategorier:|kategori:|publisert i|du er her
            |vis alle innlegg|om forfatteren|søk:
            """,
        "ru": """
            теги:|метки:|темы:|ключевые слова|рубрика:|рубрики:|категория:|категории:
            |опубликовано в|вы здесь|главная >|главная »|главная /|все статьи автора
            |все записи|все материалы автора|эта запись|об авторе|искать:|поиск:
            |работает на|тэги:
            """,
        "uk": """
            теги:|мітки:|теми:|ключові слова|рубрика:|рубрики:|категорія:|категорії:
            |опубліковано в|ви тут|головна >|головна »|головна /|усі статті
            |всі статті автора|цей запис|про автора|пошук:
            """,
        "tr": """
            etiketler:|etiket:|konular:|kategori:|kategoriler:|anahtar kelimeler
            |buradasınız|ana sayfa >|anasayfa >|tüm yazıları|içeriğe geç|yazar hakkında
            """,
        "el": """
            ετικέτες:|θέματα:|κατηγορία:|κατηγορίες:|αρχική >|αρχική »|βρίσκεστε εδώ
            |λέξεις κλειδιά|δείτε όλα τα άρθρα
            """,
        "id": """
            tag:|tags:|topik:|kategori:|kata kunci:|beranda >|home >|anda di sini
            |lihat semua pos|tentang penulis|label:
            """,
        "vi": """
            từ khóa:|từ khoá:|tags:|thẻ:|chủ đề:|chuyên mục:|trang chủ >|trang chủ »
            |trang chủ /|chuyển đến|xem tất cả|bạn đang ở
            """,
        "ar": """
            الوسوم:|وسوم:|كلمات مفتاحية|الكلمات المفتاحية|كلمات دلالية|الكلمات الدلالية
            |التصنيف:|التصنيفات:|القسم:|الرئيسية >|الرئيسية /|الرئيسية »|أنت هنا
            |جميع مقالات|كل مقالات|مواضيع:
            """,
        "he": """
            תגיות:|תגים:|נושאים:|קטגוריה:|קטגוריות:|ראשי >|דף הבית >|דף הבית »|אתם כאן
            |אתה נמצא|כל הכתבות של|לכל הכתבות
            """,
        "fa": """
            برچسب‌ها:|برچسب ها:|برچسب:|کلیدواژه|کلمات کلیدی|دسته:|دسته‌بندی:|خانه >
            |خانه »|شما اینجا|کد خبر|شناسه خبر|لینک کوتاه|انتهای پیام
            """,
        "hi": "टैग:|टैग्स:|विषय:|श्रेणी:|होम >|होम »|होम /|tags:|लेखक के बारे",
        "zh": """
            标签:|标签：|关键词:|关键词：|分类:|分类：|当前位置|您的位置|您现在的位置
            |您当前的位置|首页 >|首页>|首页 »|首页 /|责任编辑|责编|校对:|审核:|监制:
            |原标题|本文来源|文章来源|本文标签|文章标签|转载请|關鍵字|標籤:|標籤：|分類:
            |首頁 >|首頁>|首頁 »|責任編輯|核稿編輯|目前位置|您目前位置|作者其他|更多关于
            |更多關於|本文網址|本文链接|本文地址
            """,
        "ja": """
            タグ:|タグ：|カテゴリ:|カテゴリー:|カテゴリー：|キーワード:|キーワード：
            |ホーム >|ホーム>|トップ >|トップ>|home >|現在地|一覧へ|一覧に
            |この記事を書いた|この投稿は|コンテンツへ
            """,
        "ko": "태그:|카테고리:|키워드:|홈 >|현재 위치|기자의 다른|[ⓒ|저작권자|기사제보",
    },
    forms=(
        r"^image # of",
        r"^# ?/ ?#$",
        r"^[^.!?]{2,40} [»›>→] .{2,60} [»›>→] ",
        r"^[^.!?]{2,30} [»›>] [^.!?]{2,30}$",
        (
            r"^(?:page|seite|pagina|strona|страница|сторінка|sayfa|halaman)"
            r" # ?(?:of|von|de|sur|di|van|z|из|з|/|dari)? ?#?$"
        ),
        (
            r"^[« ]*(?:prev|previous|older|newer|next|zurück|weiter)"
            r"(?: (?:posts?|page|entries))?[ »|/]*(?:next|weiter)?[ »]*$"
        ),
        r"^(?:#[\w-]{2,40}[ ,]*){2,20}$",
        r"^(?:#(?!#)[^\W\d][\w-]{1,40}[ ,]*)+$",
    ),
)
