"""Advertisements, their labels, shops, and what is said of commissions."""

from __future__ import annotations

from digest.load.cruft.families.family import Family

ADVERTISING = Family(
    reason="advertisement",
    lines={
        "en": """
            advertisement|advertisements|advertising|advert|ad|ads|ad feedback|adchoices
            |ad choices|sponsored|sponsored content|sponsored by|sponsored post
            |sponsored links|sponsored stories|sponsors|our sponsors|sponsor message
            |sponsor content|promoted|promoted content|promoted stories|promoted by
            |paid content|paid post|paid partnership|paid promotion|partner content
            |our partners|promo|advertise|advertise here|advertise with us
            |advertise on this site|your ad here|place an ad
            |story continues below advertisement|story continues below
            |article continues below|article continues below advertisement
            |article continues after advertisement
            |article continues after this advertisement|article continues after ad
            |story continues after advertisement|story continues after ad
            |story continues|content continues below|text continues after advertisement
            |continue reading below advertisement|continue reading below
            |advertisement - continue reading below|continue reading the main story
            |advertisement - scroll to continue
            |advertisement scroll to continue with content|scroll to continue
            |scroll down to continue|scroll to continue with content|scroll for more
            |skip ad|skip ads|skip advertisement|skip this ad|close ad|hide ad
            |remove ads|remove this ad|go ad-free|ad-free|report this ad|report ad
            |why this ad|why am i seeing this|this is an ad|this ad will close in
            |sponsored:|affiliate links|affiliate disclosure|buy now|shop now|order now
            |add to cart|add to basket|view deal|check price|see price|see it
            |see at amazon|buy at amazon|buy on amazon|amazon|best price|get deal
            |get offer|special offer|special offers|best deals|today's deals|coupons
            |promo codes|book now|get a quote|from our sponsor|from our sponsors
            |a message from our sponsor|around the web sponsored
            |you may like sponsored links by taboola|by taboola|powered by taboola
            |taboola|outbrain|recommended by outbrain|recommended by|ads by google
            |google ads|classifieds|special sections|brand studio|in partnership with
            |presented by|brought to you by
            """,
        "de": """
            anzeige|anzeigen|werbung|werbeanzeige|gesponsert|gesponserte inhalte
            |gesponserter inhalt|sponsoren|advertorial|werbung schließen
            |anzeige schließen|weiterlesen nach der anzeige|weiter nach der anzeige
            |nach der anzeige weiterlesen|artikel wird nach der anzeige fortgesetzt
            |der artikel wird unten fortgesetzt|hier geht es nach der anzeige weiter
            |unsere partner|partnerangebote|partnerangebot|partnerinhalte
            |werbefrei lesen|werbefrei|zum shop|zum angebot|zum produkt|jetzt kaufen
            |jetzt bestellen|in den warenkorb|ihr warenkorb ist leer|warenkorb|angebote
            |besuchen sie unseren shop|produktempfehlungen|affiliate-link|mediadaten
            |mediadaten & werbung|werben|kleinanzeigen|stellenanzeigen|gutscheine
            |bei amazon kaufen|preis prüfen|jetzt buchen|zuletzt angesehen|unsere tipps
            """,
        "fr": """
            publicité|annonce|annonces|pub|contenu sponsorisé|sponsorisé
            |contenus sponsorisés|contenu partenaire|nos partenaires|partenaires
            |partenariat|en partenariat avec|la suite après la publicité
            |la suite de l'article après la publicité
            |la suite de votre contenu après cette annonce
            |l'article continue après la publicité|annonceurs|fermer la publicité
            |passer la publicité|ignorer la publicité|ajouter au panier|panier
            |codes promo|bons plans|petites annonces|services partenaires|guide d'achat
            |voir l'offre|liens sponsorisés|réserver|offres spéciales
            """,
        "es": """
            publicidad|anuncio|anuncios|contenido patrocinado|patrocinado
            |patrocinado por|contenido promocionado|contenido de marca|branded content
            |anunciantes|publicidad continúa leyendo|continúa leyendo
            |la nota continúa debajo de este anuncio
            |el artículo continúa tras la publicidad|continúa después de la publicidad
            |sigue leyendo después de la publicidad|saltar publicidad|cerrar anuncio
            |clasificados|avisos|avisos clasificados|comprar ahora|añadir al carrito
            |agregar al carrito|ofertas|códigos descuento|descuentos
            |enlaces patrocinados|nuestros socios|socios|anúnciate|anuncie
            """,
        "it": """
            pubblicità|annuncio|annunci|sponsorizzato|contenuto sponsorizzato
            |contenuti sponsorizzati|messaggio promozionale|continua dopo la pubblicità
            |l'articolo continua dopo la pubblicità|la pubblicità|salta pubblicità
            |chiudi pubblicità|offerte|acquista|acquista ora|compra|aggiungi al carrello
            |carrello|codici sconto|i nostri partner|in collaborazione con
            |annunci immobiliari|pubblicità legale
            """,
        "pt": """
            publicidade|anúncio|anúncios|continua após a publicidade
            |continua depois da publicidade|continua após o anúncio|pub
            |conteúdo patrocinado|patrocinado|patrocinado por|conteúdo de marca
            |publieditorial|anuncie|anuncie aqui|anuncie conosco|pular anúncio
            |fechar anúncio|classificados|compre agora|adicionar ao carrinho|ofertas
            |parceiros|nossos parceiros|cupons|cupom de desconto|informe publicitário
            |artigo continua após a publicidade
            """,
        "nl": """
            advertentie|advertenties|gesponsord|gesponsorde inhoud|partnerbijdrage
            |onze partners|lees verder onder de advertentie
            |de tekst gaat verder onder de advertentie
            |tekst gaat door onder de advertentie
            |het artikel gaat verder onder de advertentie
            |artikel gaat verder na advertentie|lees verder na de advertentie|adverteren
            |bestel nu|koop nu|winkelwagen|webshop|naar de shop|aanbiedingen|bekijk deal
            """,
        "pl": """
            reklama|reklamy|ogłoszenie|ogłoszenia|artykuł sponsorowany
            |materiał sponsorowany|materiał promocyjny|treść sponsorowana|promowane
            |sponsorowane|dalsza część artykułu pod reklamą
            |dalsza część tekstu pod wideo|dalszy ciąg materiału pod wideo
            |reszta tekstu pod materiałem wideo|ciąg dalszy artykułu pod reklamą
            |partnerzy|nasi partnerzy|kup teraz|kup|dodaj do koszyka|koszyk|promocje
            |oferty|współpraca reklamowa|zamknij reklamę|pomiń reklamę
            """,
        "cs": """
            reklama|inzerce|inzerát|reklamy|komerční sdělení|komerční článek
            |placená inzerce|sponzorováno|sponzorovaný obsah|sponzorovaný článek
            |partneři|naši partneři|článek pokračuje pod reklamou
            |pokračování článku pod reklamou|přeskočit reklamu|zavřít reklamu|koupit
            |do košíku|přidat do košíku|e-shop|reklama pokračuje
            """,
        "sv": """
            annons|annonser|sponsrat|sponsrat innehåll|annonsinnehåll|annonssamarbete
            |artikeln fortsätter efter annonsen|artikeln fortsätter under annonsen
            |annonsera|köp nu|köp|lägg i varukorgen|varukorg|våra partners|betald annons
            |stäng annons
            """,
        "da": """
            annonce|annoncer|sponsoreret|sponsoreret indhold|annoncørbetalt indhold
            |artiklen fortsætter efter annoncen|artiklen fortsætter under annoncen
            |køb nu|køb|læg i kurv|indkøbskurv|partnere|luk annonce|annoncér
            """,
        "no": """
            reklame|annonsørinnhold|sponset innhold|sponset
            |artikkelen fortsetter under annonsen|saken fortsetter under annonsen
            |saken fortsetter etter annonsen|annonse|kjøp nå|kjøp|legg i handlekurv
            |handlekurv|lukk annonse
            """,
        "fi": """
            mainos|mainokset|juttu jatkuu mainoksen jälkeen|juttu jatkuu mainoksen alla
            |kaupallinen yhteistyö|ilmoitus
            """,
        "ru": """
            реклама|на правах рекламы|рекламное объявление|рекламный материал
            |партнёрский материал|партнерский материал|спецпроект|спонсор|спонсоры
            |партнёры|наши партнёры|продолжение после рекламы|продолжение ниже
            |закрыть рекламу|пропустить рекламу|рекламодателям|купить|купить сейчас
            |в корзину|корзина|магазин|скидки|промокоды|объявления|реклама на сайте
            |разместить рекламу
            """,
        "uk": """
            реклама|на правах реклами|рекламне оголошення|партнерський матеріал|спонсор
            |партнери|наші партнери|продовження після реклами|закрити рекламу
            |пропустити рекламу|рекламодавцям|купити|кошик|до кошика|оголошення
            |спецпроєкт|реклама на сайті
            """,
        "tr": """
            reklam|reklamlar|reklamı geç|reklamı kapat|sponsorlu|sponsorlu içerik
            |reklam alanı|ilan|ilanlar|haberin devamı reklamdan sonra|satın al
            |sepete ekle|sepet|fırsatlar|reklam ver|iş ortaklarımız
            """,
        "el": """
            διαφήμιση|διαφημίσεις|διαφημιστείτε|χορηγούμενο|χορηγούμενο περιεχόμενο
            |προωθούμενο|η συνέχεια μετά τη διαφήμιση|αγορά|αγοράστε τώρα
            |προσθήκη στο καλάθι|προσφορές|συνεργάτες|κλείσιμο διαφήμισης|αγγελίες
            """,
        "id": """
            iklan|pariwara|advertorial|konten bersponsor|bersponsor|disponsori oleh
            |lanjutkan membaca di bawah|scroll untuk melanjutkan membaca
            |scroll ke bawah untuk melanjutkan|lanjut baca di bawah
            |artikel berlanjut setelah iklan|gulir untuk lanjut membaca|pasang iklan
            |beriklan|beli sekarang|belanja|tutup iklan|promo
            """,
        "vi": """
            quảng cáo|liên hệ quảng cáo|tài trợ|nội dung tài trợ|được tài trợ|mua ngay
            |thêm vào giỏ hàng|giỏ hàng|khuyến mãi|bỏ qua quảng cáo|đóng quảng cáo
            |rao vặt|đối tác
            """,
        "ar": """
            إعلان|إعلانات|اعلان|اعلانات|الإعلانات|محتوى مدعوم|محتوى ممول|برعاية|ممول
            |إعلان ممول|تخطي الإعلان|إغلاق الإعلان|أعلن معنا|للإعلان|اشتر الآن|تسوق
            |تسوق الآن|أضف إلى السلة|عروض|شركاؤنا|يتبع بعد الإعلان
            """,
        "he": """
            פרסומת|פרסומות|תוכן ממומן|ממומן|בשיתוף|תוכן שיווקי|מודעה|מודעות
            |דלג על הפרסומת|סגור פרסומת|פרסמו אצלנו|פרסום באתר|קנה עכשיו|לרכישה|הוסף לסל
            |סל קניות|מבצעים|כתבה שיווקית
            """,
        "fa": """
            تبلیغات|آگهی|آگهی‌ها|تبلیغ|رپورتاژ آگهی|رپورتاژ|حمایت مالی|بستن تبلیغ|خرید
            |افزودن به سبد خرید|سبد خرید|فروشگاه|تبلیغات در سایت
            """,
        "hi": """
            विज्ञापन|विज्ञापनों|प्रायोजित|प्रायोजित सामग्री|विज्ञापन के बाद जारी
            |अभी खरीदें|खरीदें|ऑफर|हमारे साथ विज्ञापन करें
            |स्टोरी विज्ञापन के बाद जारी है
            """,
        "zh": """
            广告|推广|赞助|赞助内容|赞助商|商业推广|广告位|广告服务|广告合作|广告投放
            |商务合作|友情链接|合作伙伴|继续阅读广告后|跳过广告|关闭广告|立即购买|购买
            |加入购物车|购物车|优惠|廣告|贊助|贊助內容|贊助商|廣編特輯
            |廣告 請繼續往下閱讀|請繼續往下閱讀|廣告刊登|廣告合作|跳過廣告|關閉廣告
            |立即購買|加入購物車|購物車|優惠|商品推薦|推廣|文章继续
            """,
        "ja": """
            広告|pr|ad|スポンサーリンク|スポンサードリンク|スポンサー|スポンサーサイト
            |タイアップ|タイアップ広告|提供|広告の後にも続きます|広告の後に続く
            |記事は広告の後も続きます|広告掲載|広告掲載について|広告のお問い合わせ
            |広告を閉じる|広告をスキップ|購入する|今すぐ購入|カートに入れる|ショッピング
            |おすすめ商品|キャンペーン|ad 広告
            """,
        "ko": """
            광고|광고문의|광고 문의|스폰서|스폰서 콘텐츠|ad|제휴|제휴문의|광고 건너뛰기
            |광고 닫기|구매하기|장바구니|쇼핑|파워링크|광고안내|광고 후 계속|기사형 광고
            """,
        "ro": "publicitate|advertorial|reclamă|articolul continuă după reclamă",
        "hu": "hirdetés|hirdetések|szponzorált tartalom|reklám",
    },
    openings={
        "en": """
            advertise on|advertise with|advertisement -|advertisement:|advertising:
            |sponsored by|sponsored:|sponsored -|promoted by|click here to get
            |click here to subscribe|click here to sign|click here to buy
            |click here to shop|story continues below|story continues after
            |article continues below|article continues after|continue reading below
            |free access to|buy now|shop now|this post contains
            |this article contains affiliate|this post may contain
            |this page contains affiliate|when you purchase through|when you buy through
            |we may earn|we may receive|we may get|as an amazon|brought to you by
            |available on amazon|price at|from $|order now|use promo code|limited time
            |special offer|advert:
            """,
        "de": """
            anzeige:|werbung:|neu im shop|besuchen sie unseren
            |für links auf dieser seite|der artikel enthält affiliate
            |dieser artikel enthält|dieser beitrag enthält|die mit * gekennzeichneten
            |mit * gekennzeichnete|mit einem *|bei den mit|als amazon-partner
            |hinweis: wir|* affiliate|gesponsert von|weiterlesen nach|jetzt bestellen
            |jetzt kaufen|hier bestellen|zum angebot|mehr im shop
            """,
        "fr": """
            publicité:|publicité :|la suite après|la suite de|cet article contient
            |contenu proposé|sponsorisé par|lorsque vous achetez|si vous achetez
            |en tant que partenaire amazon
            """,
        "es": """
            publicidad:|patrocinado por|continúa leyendo|el artículo continúa
            |la nota continúa|este artículo contiene|como afiliado|contenido patrocinado
            |compra aquí|oferta:
            """,
        "it": """
            pubblicità:|sponsorizzato da|l'articolo continua|continua dopo
            |questo articolo contiene|in qualità di affiliato|offerta:
            """,
        "pt": """
            publicidade:|patrocinado por|continua após|continua depois|o artigo continua
            |este artigo contém|como associado
            """,
        "nl": """
            advertentie:|lees verder onder|lees verder na|de tekst gaat verder
            |tekst gaat verder|tekst loopt door|het artikel gaat verder
            |artikel gaat verder|aangeboden door|gesponsord door|bestel hier|koop hier
            """,
        "pl": """
            reklama:|dalsza część|artykuł sponsorowany|materiał sponsorowany
            |sponsorowane przez|kup teraz
            """,
        "cs": "reklama:|inzerce:|článek pokračuje|komerční|sponzorováno",
        "sv": """
            annons:|artikeln fortsätter|annonsinnehåll|sponsras av|detta är en annons
            """,
        "da": "annonce:|artiklen fortsætter|sponsoreret af|betalt indhold",
        "no": "annonse:|saken fortsetter|artikkelen fortsetter|sponset av",
        "fi": "juttu jatkuu|mainos:",
        "ru": """
            реклама:|реклама.|на правах рекламы|продолжение после|рекламодатель:
            |партнёрский материал|erid:|erid
            """,
        "uk": "реклама:|на правах реклами|продовження після|партнерський",
        "tr": "reklam:|haberin devamı|sponsorlu",
        "el": "διαφήμιση:|χορηγούμενο|η συνέχεια",
        "id": """
            iklan:|scroll ke|scroll untuk|gulir untuk|lanjut baca|lanjutkan membaca
            |pilihan promo|disponsori|artikel ini berlanjut
            """,
        "vi": "quảng cáo:|tài trợ bởi|liên hệ quảng cáo",
        "ar": "إعلان:|برعاية|للإعلان|تابع القراءة بعد",
        "he": "פרסומת:|ממומן|בשיתוף|בחסות",
        "fa": "تبلیغات:|آگهی:|رپورتاژ",
        "hi": "विज्ञापन:|प्रायोजित",
        "zh": """
            广告:|广告|赞助商|廣告:|廣告|文章繼續|請繼續往下|贊助|商务合作|广告合作
            |购买链接
            """,
        "ja": "【pr】|pr:|広告:|広告の|スポンサー|記事は広告|※アフィリエイト",
        "ko": "광고:|[광고]|이 기사는 광고",
    },
    anywhere={
        "en": """
            may earn a commission|may earn a small commission|may earn an affiliate
            |contains affiliate links|contain affiliate links|amazon associate
            |affiliate commission|at no extra cost to you|at no additional cost to you
            |advertisement - continue reading|purchases made through links
            |purchases through links
            """,
        "de": """
            affiliate-links|affiliate-link|erhalten wir eine provision
            |bekommen wir eine provision|für dich entstehen keine
            |der preis ändert sich für sie nicht|amazon-partner verdiene
            |der artikel wurde erfolgreich hinzugefügt|inkl. mwst. zzgl.
            """,
        "fr": "liens affiliés|lien affilié|liens d'affiliation",
        "es": """
            enlaces de afiliados|enlaces de afiliado|llevarnos una comisión
            |enlaces afiliados
            """,
        "it": "link di affiliazione|link affiliati",
        "pt": "links de afiliados|links afiliados|links de afiliado",
        "nl": """
            affiliate links|affiliatelinks|krijgen wij een commissie
            |ontvangen wij een commissie
            """,
        "pl": "linki afiliacyjne|linki partnerskie",
        "sv": "affiliatelänkar|reklamlänkar",
        "zh": "广告后继续|請繼續往下閱讀",
        "ja": """
            アフィリエイト広告|アフィリエイトリンク|広告の後にも続きます
            |アマゾンアソシエイト
            """,
        "ko": "파트너스 활동의 일환|수수료를 제공받",
    },
)
