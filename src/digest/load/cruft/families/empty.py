"""What a page says where it has nothing to show."""

from __future__ import annotations

from digest.load.cruft.families.family import Family

EMPTY = Family(
    reason="empty state",
    is_doubtful=True,
    lines={
        "en": """
            no posts to display|no results found|no results|nothing found
            |no related posts|no related articles|no articles found|no posts found
            |no items found|no content available|no content found|no data available
            |no more posts|no more articles|no more posts to load
            |no more articles to load|no more stories|no more results
            |you've reached the end|you have reached the end|end of content
            |no comments yet|there are no comments|there are no items
            |tweet may have been deleted|this content is not available
            |this content is not available in your region|content not available
            |this video is not available|video unavailable|page not found|oops|oops!
            |no upcoming events|no files attached|no description|no image
            |no image available|image not available|no photo description available
            |no bio available|nothing here|you have no saved articles|your cart is empty
            |cart is empty|no products in the cart|under construction
            |this page isn't available
            |the requested content cannot be loaded. please try again later
            |unable to load|failed to load
            """,
        "de": """
            keine beiträge gefunden|keine ergebnisse|keine ergebnisse gefunden
            |nichts gefunden|keine artikel gefunden|keine einträge gefunden
            |keine treffer|keine weiteren artikel|keine weiteren beiträge
            |keine daten verfügbar|inhalt nicht verfügbar
            |dieser inhalt ist nicht verfügbar|dieses video ist nicht verfügbar
            |seite nicht gefunden|ihr warenkorb ist leer|der warenkorb ist leer
            |keine produkte im warenkorb|keine veranstaltungen|kein bild verfügbar
            """,
        "fr": """
            aucun article|aucun résultat|aucun résultat trouvé|aucun article trouvé
            |rien trouvé|aucun contenu|contenu indisponible|contenu non disponible
            |cette vidéo n'est pas disponible|page non trouvée|page introuvable
            |votre panier est vide|aucun événement|pas de résultat|aucune image
            """,
        "es": """
            no hay entradas|no hay resultados|sin resultados
            |no se encontraron resultados|no se han encontrado resultados
            |no hay artículos|no hay noticias|contenido no disponible
            |este contenido no está disponible|este video no está disponible
            |página no encontrada|tu carrito está vacío|no hay productos en el carrito
            |no hay eventos
            """,
        "it": """
            nessun articolo|nessun risultato|nessun risultato trovato|nessun contenuto
            |contenuto non disponibile|questo video non è disponibile|pagina non trovata
            |il carrello è vuoto|nessun evento
            """,
        "pt": """
            nenhum post|nenhum resultado|nenhum resultado encontrado|sem resultados
            |nenhuma notícia encontrada|conteúdo indisponível|conteúdo não disponível
            |este vídeo não está disponível|página não encontrada
            |seu carrinho está vazio|nenhum evento
            """,
        "nl": """
            geen resultaten|geen resultaten gevonden|geen berichten gevonden
            |geen artikelen gevonden|niets gevonden|inhoud niet beschikbaar
            |pagina niet gevonden|je winkelwagen is leer|geen evenementen
            """,
        "pl": """
            brak wyników|brak postów|nie znaleziono|nic nie znaleziono|brak artykułów
            |treść niedostępna|strona nie istnieje|nie znaleziono strony
            |koszyk jest pusty|brak wydarzeń
            """,
        "cs": """
            žádné výsledky|nic nenalezeno|žádné články|obsah není dostupný
            |stránka nenalezena|košík je prázdný
            """,
        "sv": """
            inga resultat|inga träffar|inga inlägg|inga artiklar
            |innehållet är inte tillgängligt|sidan hittades inte|varukorgen är tom
            """,
        "da": """
            ingen resultater|ingen indlæg|ingen artikler|indholdet er ikke tilgængeligt
            |siden blev ikke fundet|kurven er tom
            """,
        "no": """
            ingen resultater|ingen treff|ingen innlegg|innholdet er ikke tilgjengelig
            |fant ikke siden|handlekurven er tom
            """,
        "fi": "ei tuloksia|ei artikkeleita|sivua ei löytynyt",
        "ru": """
            ничего не найдено|нет результатов|нет записей|нет материалов
            |контент недоступен|видео недоступно|страница не найдена|ваша корзина пуста
            |корзина пуста|нет данных
            """,
        "uk": """
            нічого не знайдено|немає результатів|немає записів|контент недоступний
            |відео недоступне|сторінку не знайдено|кошик порожній
            """,
        "tr": """
            sonuç bulunamadı|içerik bulunamadı|haber bulunamadı|kayıt bulunamadı
            |sayfa bulunamadı|sepetiniz boş
            """,
        "el": """
            δεν βρέθηκαν αποτελέσματα|κανένα αποτέλεσμα|η σελίδα δεν βρέθηκε
            |το καλάθι σας είναι άδειο
            """,
        "id": """
            tidak ada hasil|tidak ada postingan|tidak ditemukan|konten tidak tersedia
            |halaman tidak ditemukan|keranjang kosong|video tidak tersedia
            """,
        "vi": """
            không có kết quả|không tìm thấy|không có bài viết|nội dung không khả dụng
            |không tìm thấy trang|giỏ hàng trống
            """,
        "ar": """
            لا توجد نتائج|لم يتم العثور على نتائج|لا توجد مقالات|المحتوى غير متاح
            |الصفحة غير موجودة|سلة التسوق فارغة
            """,
        "he": """
            לא נמצאו תוצאות|אין תוצאות|אין פוסטים|התוכן אינו זמין|הדף לא נמצא|העגלה ריקה
            """,
        "fa": """
            نتیجه ای یافت نشد|موردی یافت نشد|مطلبی یافت نشد|صفحه یافت نشد
            |سبد خرید خالی است
            """,
        "hi": """
            कोई परिणाम नहीं|कोई परिणाम नहीं मिला|कोई पोस्ट नहीं|सामग्री उपलब्ध नहीं है
            |पेज नहीं मिला
            """,
        "zh": """
            暂无数据|暂无内容|没有找到|没有结果|无结果|未找到结果|没有更多了
            |没有更多内容|已经到底了|到底了|内容不可用|该内容不可用|页面不存在
            |找不到页面|购物车是空的|视频不可用|查無資料|沒有結果|找不到結果|沒有更多了
            |內容無法使用|找不到頁面|購物車是空的|暫無資料|无数据|加载失败|載入失敗
            """,
        "ja": """
            該当する記事はありません|記事がありません|記事が見つかりません
            |見つかりませんでした|結果がありません|検索結果はありません
            |データがありません|ページが見つかりません|コンテンツは利用できません
            |カートは空です|お探しのページは見つかりません|もう記事はありません
            """,
        "ko": """
            검색 결과가 없습니다|결과가 없습니다|게시물이 없습니다|기사가 없습니다
            |데이터가 없습니다|페이지를 찾을 수 없습니다|콘텐츠를 사용할 수 없습니다
            |장바구니가 비어 있습니다
            """,
    },
    openings={
        "en": """
            this tweet is|this post is no longer|this content isn't
            |this content is no longer|this content is currently|sorry, this|sorry, no
            |sorry, there|sorry, we|sorry, the|no posts|it looks like nothing
            |it seems we can't|unable to load|failed to load
            """,
        "de": """
            dieser inhalt ist leider|dieses video ist|leider nichts|leider keine
            |es wurden keine
            """,
        "fr": "désolé,|ce contenu n'est|aucun résultat",
        "es": "lo sentimos,|no se encontr|este contenido no",
        "it": "spiacenti,|siamo spiacenti|questo contenuto non",
        "pt": "desculpe,|não foram encontrad|este conteúdo não",
        "ru": "к сожалению, ничего|извините,",
        "zh": "抱歉|对不起|對不起|很抱歉",
        "ja": "申し訳ございません|申し訳ありません",
    },
    signs={
        "und": """
            found|available|display|load|nothing|verfügbar|gefunden|trouvé|disponible
            |encontr|disponibil|найден|доступ|找到|存在|見つかり
            """,
    },
)
