"""The whole lines of `related`, in the languages of Western and Central Europe."""

from __future__ import annotations

from typing import Final

from digest.load.cruft.families.family import Table

LINES: Final[Table] = {
    "en": """
        related|related articles|related article|related stories|related story
        |related posts|related post|related content|related topics|related news
        |related coverage|related links|related reading|related videos|related video
        |related items|related products|related searches|related pages
        |related to this|related to this story|read more|read more:|read more here
        |read more stories|read next|read this next|read also|read full story
        |read full article|read the full story|read original article|see also
        |also read|more|more on|also on|also in this series|also in the news
        |also of interest|more on this|more on this story|more on this topic
        |more about this|more like this|more stories|more news|more from
        |more articles|more posts|more top stories|more to explore|more to read
        |more for you|more from us|more from author|more from this author
        |more by this author|more by the author|more in this section|more videos
        |more coverage|more headlines|more information|you may also like
        |you may like these posts|you might also like|you might like|you may like
        |you might be interested in|you may be interested in
        |you may also be interested in|you may have missed|you'll also love
        |recommended|recommended for you|recommended stories|recommended reading
        |recommended articles|recommended posts|recommended videos|recommendations
        |suggested|suggested for you|suggested posts|suggested articles
        |selected for you|picked for you|handpicked for you|most read
        |most read stories|most read articles|most popular|most popular today
        |most popular stories|most viewed|most shared|most commented|most watched
        |most recent|most recent stories|most discussed|most emailed|most clicked
        |trending|trending now|trending stories|trending topics|trending news
        |trending articles|trending today|trending posts|what's trending|what's hot
        |popular|popular posts|popular stories|popular articles|popular now
        |popular topics|popular in the community|popular this week|popular reads
        |popular categories|popular on|latest|latest news|latest stories
        |latest posts|latest articles|latest videos|latest headlines|latest updates
        |latest from|our latest stories|the latest|top stories|top news|top posts
        |top articles|top headlines|top reads|top videos|today's top stories
        |today's headlines|editors' picks|editor's picks|editor's pick|editors picks
        |editor's choice|editor picks|staff picks|our picks|featured
        |featured stories|featured posts|featured articles|featured videos
        |featured content|must read|must reads|must-read|don't miss|don't miss this
        |up next|next up|coming up next|read on|keep reading|keep exploring
        |continue reading|from the web|from our partners|around the web
        |from around the web|elsewhere on the web|from the archive|from the archives
        |elsewhere|upcoming events|in case you missed it|icymi|what to read next
        |what others are reading|what readers are reading|see all
        |what others are saying|people also read|people also ask|others also read
        |readers also liked|readers also enjoyed|see more|see more stories
        |see more news|see all posts|view all|view all posts|view more
        |view all stories|view post|view article|view full article|show more
        |show less|show all|load more|load more posts|load more stories
        |load more articles|more results|now on|popular shopping|recent posts
        |recent stories|recent articles|recent news|recent|recently published
        |recently viewed|recently added|recommended topics|highlights|other news
        |other stories|other articles|other posts|other topics|other headlines
        |similar articles|similar posts|similar stories|similar news|similar topics
        |explore more|explore more topics|explore topics|discover more|learn more
        |find out more|previous article|next article|previous post|next post
        |previous story|next story|older posts|newer posts|older post|newer post
        |older|newer|newer article|older article|post navigation|in this series
        |part of series|about this series|latest on|topics in this article
        |in this story|related topics:|background reading|click here
        |click here for more|watch now|watch next|watch more|watch also|watch this
        |watch live|listen now|read the latest|read more from|read now|breaking news
        |just in|live updates|new on|new this week|today's paper|today's news
        |this week's issue|stories for you|for you|top picks|top picks for you
        |best of the web|hot topics|hot news|headlines|news headlines|the big story
        |web stories|photo galleries|more photos|more galleries|news in pictures
        """,
    "de": """
        mehr zum thema|lesen sie auch|auch interessant|weiterlesen|mehr lesen
        |lesen sie mehr|meistgelesen|das könnte sie auch interessieren
        |das könnte sie interessieren|das könnte dich auch interessieren
        |das könnte dich interessieren|zum thema|das könnte ihnen auch gefallen
        |das könnte dir auch gefallen|das interessiert sie|ähnliche beiträge
        |weitere beiträge|weitere artikel|aktuelle beiträge|mehr dazu
        |neueste beiträge|passend dazu|auch lesenswert|ähnliche artikel
        |verwandte artikel|verwandte themen|verwandte beiträge|verwandte inhalte
        |verwandte links|themenrelevante nachrichten|interessante artikel
        |weitere themen|mehr erfahren|weitere nachrichten|weitere meldungen
        |weitere informationen|weitere news|weiterführende informationen
        |weiterführende links|weiterführende artikel|siehe auch|vorheriger artikel
        |nächster artikel|vorheriger beitrag|nächster beitrag|vorheriges
        |am meisten gelesen|empfohlen für dich|empfohlen für sie|heute empfehlen wir
        |empfohlener redaktioneller inhalt|lust auf mehr|neugierig geworden
        |kunden kauften auch|aktuelle meldungen|aktuelle produkttests|mehr
        |mehr anzeigen|mehr laden|weitere laden|mehr aus|mehr artikel
        |mehr nachrichten|mehr news|mehr von diesem autor|mehr zu|mehr über
        |mehr zu diesem thema|mehr zum artikel|mehr themen|mehr auf|meist gelesen
        |meistgelesene artikel|meistgeklickt|meistgesehen|meistkommentiert
        |meistgeteilt|beliebt|beliebte artikel|beliebte beiträge|beliebte themen
        |top-artikel|top-themen|top themen|top-thema|top-news|topmeldungen
        |die neuesten artikel|neueste artikel|neueste nachrichten|neueste meldungen
        |aktuelle nachrichten|aktuelle artikel|aktuelle news|aktuelle themen
        |aus dem archiv|redaktionstipp|empfehlungen|empfehlungen für sie
        |empfehlungen der redaktion|unsere empfehlungen|empfohlen|empfohlene artikel
        |empfohlene beiträge|leseempfehlung|leseempfehlungen|lesetipps|lesetipp
        |lese-tipps|lesen sie dazu|lesen sie dazu auch|lesen sie hier|lies auch
        |lies mehr|lies weiter|hier weiterlesen|jetzt lesen|jetzt weiterlesen
        |artikel lesen|zum beitrag|zum weiterlesen|ältere beiträge|neuere beiträge
        |ältere artikel|beitragsnavigation|nicht verpassen|im trend|gerade angesagt
        |im fokus|das wird gerade gelesen|das lesen andere|was andere lesen
        |andere leser interessierte auch|leser interessierten sich auch für
        |andere lasen auch|auch spannend|ebenfalls interessant|ebenfalls lesenswert
        |teil der serie|alle artikel|alle artikel anzeigen|alle beiträge|alle news
        |alle anzeigen|alle videos|mehr videos|auch im programm|schlagzeilen
        |eilmeldung|die wichtigsten nachrichten|nachrichten des tages
        |heute im angebot|video-tipp|bildergalerien|fotostrecken|meldungen
        |weitere videos|in anderen medien|themen des tages|inhalt wird geladen
        |thema des tages
        """,
    "fr": """
        à lire aussi|lire aussi|lire la suite|sur le même sujet|sur le même thème
        |articles similaires|les plus lus|voir aussi|vous aimerez aussi|à découvrir
        |à lire également|lire également|contenus liés|en images|à lire|à voir
        |à voir aussi|à voir également|à lire ailleurs|à suivre|pour aller plus loin
        |pour en savoir plus|en savoir plus|lire plus|lire plus tard|voir plus
        |voir tout|voir plus d'articles|plus d'articles|plus d'infos
        |plus d'actualités|afficher plus|charger plus|articles liés|article lié
        |articles associés|articles connexes|articles récents|article précédent
        |article suivant|précédent|suivant|derniers articles|dernières actualités
        |dernières infos|les dernières actualités|dernières nouvelles
        |dernières minutes|l'actualité en continu|en continu|le fil info|fil info
        |fil d'actualité|vous aimerez peut-être|vous pourriez aussi aimer
        |vous pourriez également aimer|cela pourrait vous intéresser
        |nos recommandations|cela peut vous intéresser|ceci pourrait vous intéresser
        |ces articles peuvent vous|ces articles pourraient vous intéresser
        |recommandé pour vous|recommandations|recommandé|recommandés pour vous
        |notre sélection|la sélection de la rédaction|le choix de la rédaction
        |les choix de la rédaction|les plus populaires|les plus consultés
        |les plus partagés|les plus commentés|les plus vus|populaire|populaires
        |articles populaires|tendances|les articles les plus lus|à la une
        |ne manquez pas|à ne pas manquer|dans la même rubrique
        |dans la même catégorie|du même auteur|sur ce sujet|notre dossier
        |nos dossiers|continuer la lecture|poursuivre la lecture
        |poursuivez votre lecture|lire l'article|lire l'article complet
        |lire l'intégralité|plus sur le sujet|plus sur ce sujet
        |la suite après cette publicité|sujets associés|thèmes associés|sujets liés
        |ailleurs sur le web|nos vidéos|les vidéos|toutes les vidéos|revue de presse
        |toute l'actualité|toute l'info|et aussi|lire dans l'app|les incontournables
        |l'essentiel de l'actualité
        """,
    "es": """
        lea también|lee también|leer más|seguir leyendo|te puede interesar
        |lo más leído|noticias relacionadas|artículos relacionados|más noticias
        |ver más|leer también|temas relacionados|contexto de la noticia
        |le puede interesar|te podría interesar|te recomendamos|le recomendamos
        |te recomendamos leer|quizás te interese|quizá te interese
        |también te puede interesar|también te podría interesar|puede interesarte
        |puede que te interese|podría interesarte|te puede gustar|también en|lea más
        |lee más|lee además|lea además|ver también|vea también|mira también
        |más información|más info|más sobre este tema|más sobre|más en|más leídas
        |más leídos|las más leídas|los más leídos|lo más visto|más vistos
        |lo más popular|lo más compartido|más populares|lo más comentado|lo último
        |últimas noticias|última hora|lo último en|noticias recientes
        |entradas recientes|entradas relacionadas|entrada anterior|entrada siguiente
        |entradas más recientes|entradas antiguas|artículo anterior
        |artículo siguiente|siguiente artículo|próximo artículo|noticia anterior
        |siguiente noticia|anterior|siguiente|nota relacionada|notas relacionadas
        |nota anterior|información relacionada|contenido relacionado
        |contenidos relacionados|relacionado|relacionados|relacionadas
        |noticia relacionada|recomendado|recomendados|recomendado para ti
        |recomendadas|recomendaciones|recomendamos|selección del editor|destacados
        |destacado|destacadas|tendencias|no te pierdas|no te lo pierdas|en portada
        |ver todo|ver todos|ver todas|ver más noticias|ver más artículos|mostrar más
        |cargar más|leer nota completa|leer noticia|continuar leyendo|sigue leyendo
        |siga leyendo|leer artículo|para saber más|otras noticias|otros artículos
        |más de este autor|más del autor|artículos similares|en esta noticia
        |en este artículo|para leer|temas del día|notas más leídas|de tu interés
        |videos relacionados|más videos|vídeos relacionados|más contenido
        |más contenidos|archivado en
        """,
    "it": """
        leggi anche|leggi di più|continua a leggere|articoli correlati|i più letti
        |leggi tutto|leggi l'articolo|leggi l'articolo completo|leggi altro
        |leggi ancora|potrebbe interessarti|potrebbe interessarti anche
        |ti potrebbe interessare|potrebbero interessarti|ti potrebbero interessare
        |ti potrebbe interessare anche|vedi anche|guarda anche|vedi tutti|vedi tutto
        |vedi altro|mostra altro|mostra di più|carica altri|altre notizie
        |altri articoli|altro|più letti|più lette|le più lette
        |gli articoli più letti|le notizie più lette|i più visti|più visti
        |più condivisi|i più popolari|popolari|notizie correlate|contenuti correlati
        |correlati|articolo precedente|articolo successivo|articolo correlato
        |prossimo articolo|precedente|successivo|articoli recenti|articoli simili
        |ultime notizie|ultim'ora|ultimi articoli|le ultime notizie|ultime news
        |ultima ora|in evidenza|in primo piano|primo piano|da non perdere
        |di tendenza|tendenze|consigliati|consigliati per te|consigliato
        |scelti per te|raccomandati per te|per approfondire|approfondimenti
        |approfondisci|scopri di più|scopri|per saperne di più
        |sullo stesso argomento|sullo stesso tema|dello stesso autore
        |argomenti correlati|temi correlati|dal web|video correlati|altri video
        |i nostri consigli|le notizie del giorno
        """,
    "pt": """
        leia também|leia mais|veja também|saiba mais|notícias relacionadas
        |mais lidas|leia mais sobre|leia ainda|leia a seguir|leia na íntegra
        |leia agora|ler mais|ler também|continue lendo|continuar lendo
        |continuar a ler|continue a ler|ver mais|ver tudo|ver todos|ver também
        |vejam também|confira também|confira|assista também|assista|veja mais
        |veja mais notícias|mais notícias|mais sobre|mais sobre este assunto
        |mais sobre o tema|mais lidos|as mais lidas|os mais lidos|mais vistas
        |mais vistos|mais populares|mais recentes|mais comentadas|mais partilhadas
        |últimas notícias|últimas|notícias recentes|recentes|posts recentes
        |posts relacionados|artigos relacionados|matérias relacionadas
        |artigos recentes|artigo anterior|próximo artigo|artigo seguinte
        |post anterior|próximo post|próxima notícia|notícia anterior
        |matéria anterior|conteúdo relacionado|relacionados|relacionadas|relacionado
        |conteúdos relacionados|assuntos relacionados|tópicos relacionados
        |temas relacionados|você pode gostar|você também pode gostar
        |você pode se interessar|talvez você goste|pode interessar|pode gostar de
        |também poderá gostar|pode lhe interessar|recomendado para você|recomendado
        |recomendados|recomendadas|recomendamos|sugestões|sugerido para você
        |destaques|em destaque|em alta|não perca|carregar mais|mostrar mais
        |mais artigos|outras notícias|outros artigos|do mesmo autor|anterior|próximo
        |seguinte|para saber mais|vídeos relacionados|mais vídeos|tudo sobre
        |manchetes|plantão
        """,
    "nl": """
        lees ook|lees meer|lees verder|meest gelezen|gerelateerde artikelen
        |lees ook:|meer lezen|lees ook deze artikelen|lees meer over|meer over
        |meer over dit onderwerp|meer artikelen|meer nieuws|meer|meer laden
        |toon meer|bekijk meer|bekijk ook|bekijk alles|zie ook|kijk ook|best gelezen
        |meest bekeken|meest gedeeld|populair|populaire artikelen|populair nu
        |gerelateerd|gerelateerd nieuws|gerelateerde berichten|verwante artikelen
        |ook interessant|interessant voor jou|dit vind je misschien ook leuk
        |misschien ook interessant|trending|vergelijkbare artikelen|laatste nieuws
        |het laatste nieuws|nieuwste berichten|aanbevolen|aanbevolen voor jou
        |aanbevolen artikelen|aanraders|uitgelicht|net binnen|niet missen|mis niets
        |volgend artikel|vorig artikel|volgende artikel|vorige artikel|vorige
        |volgende|volgend bericht|vorig bericht|verder lezen|ook op|onze keuze
        |keuze van de redactie|in dit artikel|uit het archief|andere artikelen
        |recente berichten|dit lezen anderen
        """,
    "pl": """
        czytaj także|czytaj też|czytaj więcej|zobacz także|zobacz też|polecane
        |najczęściej czytane|czytaj dalej|czytaj również|zobacz również
        |zobacz więcej|przeczytaj także|przeczytaj też|przeczytaj również
        |warto przeczytać|dowiedz się więcej|więcej|więcej na ten temat|pokaż więcej
        |więcej o|więcej informacji|więcej artykułów|więcej wiadomości
        |wczytaj więcej|powiązane|powiązane artykuły|artykuły powiązane
        |powiązane tematy|podobne artykuły|podobne tematy|podobne wpisy|polecamy
        |polecamy także|polecane artykuły|polecane dla ciebie|może cię zainteresować
        |może cię również zainteresować|to może cię zainteresować
        |mogą cię zainteresować|sprawdź także|sprawdź też|najpopularniejsze
        |popularne|najnowsze|najnowsze wiadomości|najnowsze artykuły|najnowsze wpisy
        |najchętniej czytane|najczęściej oglądane|najczęściej komentowane
        |nie przegap|z ostatniej chwili|ostatnie wpisy|poprzedni artykuł
        |następny artykuł|poprzedni wpis|następny wpis|poprzedni|następny|poprzednie
        |następne|w tym artykule|inne artykuły|pozostałe|wybrane dla ciebie
        |tematy dnia|na skróty|oglądaj też
        """,
    "cs": """
        čtěte také|čtěte dále|číst dále|číst více|přečtěte si také|přečtěte si i
        |více|více zde|více k tématu|související|související články
        |související témata|podobné články|další články|další zprávy
        |mohlo by vás zajímat|mohlo by vás také zajímat|mohlo by se vám líbit
        |doporučujeme|doporučené|doporučené články|nejčtenější|nejnovější
        |nejnovější zprávy|nejnovější články|nejdiskutovanější|nepřehlédněte
        |aktuálně|předchozí článek|další článek|následující článek|předchozí
        |následující|zobrazit více|zobrazit vše|načíst další|celý článek|viz také
        |sledujte také|mohlo by vás zaujímať|súvisiace články|čítajte viac
        |čítajte aj|najčítanejšie|prečítajte si aj|v článku najdete|hlavní zprávy
        |výběr redakce
        """,
    "sv": """
        läs också|läs mer|mest läst|läs även|läs vidare|läs mer:|läs mer om|mer om
        |mer om ämnet|mer från|mer|visa mer|visa fler|ladda fler|fler artiklar
        |fler nyheter|relaterat|relaterade artiklar|relaterade inlägg
        |liknande artiklar|rekommenderat|rekommenderas|rekommenderade artiklar
        |mest lästa|mest delat|populärt|populära artiklar|populärast|senaste nytt
        |senaste|senaste nyheterna|senaste artiklarna|missa inte|se också|se även
        |föregående artikel|nästa artikel|föregående|nästa|du kanske också gillar
        |andra läser|andra läste även|just nu|topplistan|i artikeln|ämnen i artikeln
        """,
    "da": """
        læs også|læs mere|læs videre|mest læste|mest læst|mere om|mere om emnet
        |mere fra|se mere|vis mere|flere artikler|flere nyheder|relaterede artikler
        |relateret|relateret indhold|lignende artikler|anbefalet|anbefalede artikler
        |vi anbefaler|populære artikler|populært lige nu|seneste nyt|seneste
        |seneste nyheder|seneste artikler|se også|gå ikke glip af|forrige artikel
        |næste artikel|forrige|næste|måske er du også interesseret i|andre læser
        |lige nu|hent flere|indlæs flere
        """,
    "no": """
        les også|les mer|les videre|mest lest|mest leste|mer om|mer om saken|mer fra
        |se mer|vis mer|flere saker|flere artikler|flere nyheter|relaterte saker
        |relaterte artikler|relatert|lignende saker|anbefalt|anbefalte saker
        |vi anbefaler|siste nytt|siste nyheter|siste saker|se også|gå ikke glip av
        |forrige artikkel|neste artikkel|forrige|neste|akkurat nå|last flere
        |andre leser
        """,
    "fi": """
        lue myös|lue lisää|lue seuraavaksi|luetuimmat|suosituimmat|uusimmat
        |lisää aiheesta|katso myös|aiheeseen liittyvää|näytä lisää|suosittelemme
        """,
}
