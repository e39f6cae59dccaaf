package textstat

import "strings"

// Topic is a set of topics that the phrases of a short text belong to. A topic
// is evidence, not a verdict: "Related work" heads a section of a paper, too.
type Topic uint16

// The topics.
const (
	Related    Topic = 1 << iota // other stories: "You might also like"
	Comments                     // discussion: "Leave a reply"
	Share                        // "Share this", names of social networks
	Newsletter                   // sign-up and subscription
	Author                       // about the author
	Legal                        // copyright, privacy, terms, cookies
	Menu                         // navigation and controls: "Previous", "Menu", "Search"
	Ad                           // advertising and sponsors
	Credit                       // credits of pictures
	Date                         // publication and reading time
	Tags                         // "Filed under"
	Shop                         // cart, price, delivery
	Contents                     // table of contents
	References                   // notes, sources, further reading
)

// Topics counts the topics.
const Topics = 14

// phrases are words and phrases of up to three words, in lower case, by topic.
var phrases = map[Topic]string{
	Related: `related, related articles, related posts, related stories, related content, related news, related topics,
		you may also, you might also, also like, may like, recommended, recommended for, read next, read more, read also, more from,
		more stories, more news, more on, more in, more articles, more like, see also, check also, latest news, latest posts, latest articles, latest stories,
		latest from, latest, most read, most popular, most viewed, popular posts, popular articles, popular, trending, trending now, top stories, recent posts, recent articles, recent news,
		similar, similar products, similar articles, similar posts, up next, what to read, next article, previous article, next post, previous post,
		keep reading, continue reading, don't miss, editor's picks, editors picks, in case you, featured, around the web, from the web, you missed, of interest, customers also, also bought, also viewed, recently viewed,
		mehr zum thema, ähnliche beiträge, ähnliche artikel, auch interessant, auch interessieren, lesen sie auch, siehe auch, weitere artikel, weitere beiträge, weitere themen, weitere meldungen, weitere nachrichten, weitere informationen, verwandte artikel, verwandte themen,
		neueste beiträge, neueste artikel, neueste, letzte beiträge, aktuelle beiträge, aktuelle meldungen, meistgelesen, meistgelesene, weiterlesen, schon gelesen, mehr erfahren, mehr aus, mehr von, beliebte, beliebteste, empfehlungen, zum thema, das könnte, nächster beitrag, vorheriger beitrag, nächster artikel, vorheriger artikel, mehr,
		te puede interesar, le puede interesar, puede interesar, te puede, lee también, lea también, vea también, mira también, también te, leer más, seguir leyendo, noticias relacionadas, notas relacionadas, artículos relacionados, entradas relacionadas, relacionados, relacionadas, lo último, más leídas, más leídos, más vistas, más noticias, últimas noticias, entradas recientes,
		à lire aussi, lire aussi, lire la suite, pour lire la, sur le même, dans la même, vous aimerez aussi, vous aimerez, articles liés, articles similaires, plus lus, en savoir plus, à lire, voir aussi, à découvrir, articles récents, derniers articles,
		veja também, veja mais, leia também, leia mais, saiba mais, mais lidas, mais notícias, recomendamos para, artigos relacionados, posts relacionados, últimas notícias,
		leggi anche, per saperne di, potrebbe interessarti, articoli correlati, potrebbero interessarti, ti potrebbe, più letti, ultimi articoli,
		lees ook, lees meer, meer over, meer nieuws, gerelateerde, meest gelezen, bekijk ook,
		zobacz także, zobacz również, czytaj też, czytaj więcej, czytaj także, polecamy, podobne, najnowsze, powiązane, najczęściej czytane,
		läs också, läs även, läs mer, les også, læs også, relaterade, lue myös, lue seuraavaksi, lue lisää, ezek is érdekelhetnek, kapcsolódó, čtěte také, související, citește și, articole similare,
		читайте также, похожие, по теме, новости по теме, другие новости, смотрите также, популярное, ещё, ilgili haberler, benzer, ilginizi çekebilir, διαβάστε επίσης, σχετικά άρθρα`,
	Comments: `comments, comment, leave a reply, leave a comment, post a comment, add a comment, add comment, reply, replies, responses, discussion, join the conversation, be the first, cancel reply, log in to, thoughts on, write a review, your comment, reader comments, view comments,
		kommentare, kommentar, kommentieren, schreibe einen kommentar, hinterlasse einen, antworten, antwort, diskussion, diskutieren, leserkommentare, beitrag kommentieren, kommentar verfassen,
		comentarios, comentario, comentar, deja un comentario, deja una respuesta, responder, commentaires, commentaire, laisser un commentaire, publier un commentaire, réagir, répondre, réactions,
		comentários, comentário, deixe um comentário, deixe uma resposta, commenti, commento, lascia un commento, rispondi, reacties, reactie, reageer, plaats een reactie, komentarze, komentarz, dodaj komentarz, odpowiedz,
		kommentarer, lämna en kommentar, kommentit, hozzászólások, komentáře, comentarii, комментарии, комментарий, оставить комментарий, ответить, yorumlar, yorum, yorum yap, σχόλια`,
	Share: `share, share this, share on, shares, tweet, facebook, twitter, linkedin, pinterest, whatsapp, reddit, instagram, youtube, telegram, email, print, follow us, follow, copy link, like us, tumblr, xing, flipboard, bluesky, threads, tiktok,
		teilen, diesen artikel teilen, drucken, twittern, folgen sie uns, folge uns, gefällt mir, compartir, síguenos, imprimir, partager, imprimer, tweeter, suivez nous, compartilhe, compartilhar, siga, condividi, seguici, stampa, delen, volg ons, udostępnij, podziel się, dela, jaa, del, поделиться, подписывайтесь, paylaş`,
	Newsletter: `newsletter, newsletters, subscribe, subscribe now, sign up, signup, sign in, log in, login, register, get the latest, your inbox, email address, your email, join our, join us, create account, free trial, membership, become a member, donate, support us, get started, book a demo, download the app, get the app,
		abonnieren, newsletter abonnieren, anmelden, jetzt anmelden, registrieren, einloggen, e mail adresse, jetzt abonnieren, spenden, mitglied werden, suscríbete, suscribirse, iniciar sesión, regístrate, abonnez vous, s'abonner, inscrivez vous, se connecter, assine, inscreva se, entrar, iscriviti, accedi, registrati, abbonati, inschrijven, aanmelden, inloggen, zapisz się, zaloguj, zaloguj się, prenumerera, logga in, tilaa, kirjaudu, подписаться, войти, регистрация, abone ol, giriş`,
	Author: `about the author, about author, about the, written by, view all posts, all posts by, posts by, all articles by, author, authors, reporter, contributor, staff writer, editor, editorial team,
		über den autor, über die autorin, autor, autorin, zur person, von, redaktion, sobre el autor, acerca del autor, à propos de, auteur, l'auteur, sobre o autor, sull'autore, autore, over de auteur, o autorze, om författaren, об авторе, автор, yazar`,
	Legal: `copyright, all rights reserved, rights reserved, privacy, privacy policy, terms, terms of, terms of use, terms of service, cookie, cookies, cookie policy, accept all, legal notice, disclaimer, imprint, accessibility, do not sell, contact us, about us, contact, site map, sitemap, advertise, careers,
		impressum, datenschutz, datenschutzerklärung, alle rechte vorbehalten, nutzungsbedingungen, agb, kontakt, barrierefreiheit, über uns, mediadaten, aviso legal, política de privacidad, todos los derechos, contacto, mentions légales, tous droits réservés, confidentialité, politique de confidentialité, nous contacter, qui sommes nous, todos os direitos, política de privacidade, contato, tutti i diritti, note legali, informativa, contatti, alle rechten, voorwaarden, wszelkie prawa, polityka prywatności, regulamin, все права защищены, конфиденциальности, tüm hakları, gizlilik, iletişim`,
	Menu: `menu, home, search, skip to, skip to content, previous, next, back, back to top, back to, close, open, toggle, navigation, view all, see all, show more, load more, show all, view more, see more, go to, click here, learn more, more info, categories, category, archives, archive, main menu, breadcrumb, page, prev, all, loading, play, pause, filter, sort by, reset, select, submit, cancel, edit, report, quote, help, faq, jump to, expand, collapse, language,
		menü, startseite, suche, suchen, zum inhalt, zum inhalt springen, zurück, weiter, nach oben, schließen, alle anzeigen, mehr anzeigen, kategorien, archiv, vorherige, nächste, übersicht, zur startseite, zur übersicht, inicio, buscar, anterior, siguiente, cerrar, ver más, ver todo, ver todos, categorías, archivos, accueil, rechercher, recherche, précédent, suivant, fermer, voir plus, voir tout, haut de page, catégories, início, pesquisar, próximo, fechar, ver mais, cerca, precedente, successivo, chiudi, vedi tutti, torna su, zoeken, vorige, volgende, sluiten, strona główna, szukaj, poprzedni, następny, zamknij, главная, поиск, назад, далее, закрыть, ana sayfa, ara, geri, ileri, kapat`,
	Ad:         `advertisement, advertisements, ad, ads, sponsored, sponsored content, promoted, scroll to continue, continue reading below, paid content, affiliate, partner content, anzeige, werbung, anzeigen, gesponsert, publicidad, patrocinado, contenido patrocinado, publicité, sponsorisé, publicidade, continua depois, pubblicità, advertentie, reklama, annons, mainos, hirdetés, реклама, reklam`,
	Credit:     `photo, photos, photo by, photograph, image, image credit, picture, credit, getty, getty images, shutterstock, istock, unsplash, reuters, afp, ap photo, courtesy of, courtesy, foto, fotos, bild, bildquelle, titelbild, quelle, imago, dpa, crédit, crédits, crédit photo, imagen, imagem, crédito, fonte, źródło, zdjęcie, fot, kuva, фото, источник, fotoğraf, kaynak`,
	Date:       `min read, minute read, minutes read, reading time, published, published on, updated, last updated, posted, posted on, posted by, ago, hours ago, days ago, read time, veröffentlicht, aktualisiert, stand, lesezeit, lesedauer, uhr, publicado, actualizado, publié, mis à jour, publié le, temps de lecture, atualizado, pubblicato, aggiornamento, tempo di lettura, gepubliceerd, bijgewerkt, opublikowano, aktualizacja, minut czytania, опубликовано, обновлено, güncelleme`,
	Tags:       `tags, tag, tagged, filed under, topics, labels, keywords, posted in, hashtags, schlagwörter, schlagworte, schlagwort, stichwörter, themen, etiquetas, temas, mots clés, étiquettes, argomenti, tagi, słowa kluczowe, теги, метки, etiketler`,
	Shop:       `add to cart, cart, buy now, add to, wishlist, wish list, checkout, in stock, out of stock, sold out, free shipping, shipping, delivery, quantity, price, regular price, sale price, sale, compare, warenkorb, in den warenkorb, versand, lieferzeit, merkzettel, añadir al carrito, carrito, ajouter au panier, panier, livraison, carrinho, carrello, winkelwagen, koszyk, do koszyka, корзина, sepet`,
	Contents:   `table of contents, contents, in this article, on this page, jump to section, inhaltsverzeichnis, inhalt, índice, sommaire, table des matières, sumário, indice, inhoud, inhoudsopgave, spis treści, sisällys, содержание, içindekiler`,
	References: `references, footnotes, notes, sources, bibliography, further reading, external links, citations, einzelnachweise, weblinks, literatur, quellen, referencias, enlaces externos, références, notes et références, liens externes, referências, ligações externas, note, bibliografia, bronnen, przypisy, bibliografia, примечания, литература, kaynakça`,
}

// phraseKey hashes a phrase of several words from the hashes of its words.
func phraseKey(a, b uint64) uint64 { return (a*fnvPrime ^ b) * fnvPrime }

var phraseTopics = func() map[uint64]Topic {
	m := map[uint64]Topic{}
	for topic, list := range phrases {
		for phrase := range strings.SplitSeq(list, ",") {
			var key uint64
			for i, w := range strings.FieldsFunc(phrase, func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' }) {
				h := hashWord(strings.ReplaceAll(w, "'", ""))
				if i == 0 {
					key = h
				} else {
					key = phraseKey(key, h)
				}
			}
			m[key] |= topic
		}
	}
	return m
}()

// phraseSet holds the keys of phraseTopics: most that are looked up are not in
// it, and it says so faster.
var phraseSet = func() wordSet {
	s := newWordSet(len(phraseTopics))
	for key := range phraseTopics {
		s.add(key)
	}
	return s
}()

// topicOf returns the topics of the phrase with a key.
func topicOf(key uint64) Topic {
	if !phraseSet.has(key) {
		return 0
	}
	return phraseTopics[key]
}

// singleLabel is the maximum number of words of a text in which single words
// name the topic: "Comments (3)", but not "Comments from the minister".
const singleLabel = 4

// topicsOf looks up the phrases of a short text from the hashes of its words.
func topicsOf(words []uint64) Topic {
	var t Topic
	for i, w := range words {
		if len(words) <= singleLabel {
			t |= topicOf(w)
		}
		if i+1 < len(words) {
			key := phraseKey(w, words[i+1])
			t |= topicOf(key)
			if i+2 < len(words) {
				key = phraseKey(key, words[i+2])
				t |= topicOf(key)
			}
		}
	}
	return t
}

// ideographPhrases are labels of scripts without spaces.
var ideographPhrases = []struct {
	phrase string
	topic  Topic
}{
	{"相关", Related}, {"推荐", Related}, {"推薦", Related}, {"相關", Related}, {"热门", Related}, {"熱門", Related}, {"関連", Related}, {"おすすめ", Related}, {"人気", Related}, {"下一篇", Related}, {"上一篇", Related},
	{"评论", Comments}, {"評論", Comments}, {"留言", Comments}, {"コメント", Comments}, {"分享", Share}, {"关注", Share}, {"シェア", Share}, {"订阅", Newsletter}, {"登录", Newsletter}, {"注册", Newsletter}, {"登録", Newsletter}, {"ログイン", Newsletter},
	{"作者", Author}, {"编辑", Author}, {"責任編輯", Author}, {"责任编辑", Author}, {"記者", Author}, {"版权", Legal}, {"版權", Legal}, {"転載", Legal}, {"隐私", Legal}, {"首页", Menu}, {"首頁", Menu}, {"搜索", Menu}, {"目录", Contents}, {"目次", Contents}, {"来源", Credit}, {"來源", Credit}, {"広告", Ad}, {"广告", Ad}, {"标签", Tags},
}

// ideographTopics looks for labels in a text that may hold ideographs.
func ideographTopics(text string, letters int32) Topic {
	var t Topic
	if letters == 0 || 2*len(text) < 5*int(letters) {
		return 0 // ideographs take three bytes
	}
	for _, p := range ideographPhrases {
		if strings.Contains(text, p.phrase) {
			t |= p.topic
		}
	}
	return t
}

// Whole returns the topics of the phrase that a text is made of as a whole; 0
// if it is none, or more than one.
func Whole(text string) Topic {
	s := scanner{word: fnvOffset}
	s.scan(text)
	words := s.list[:s.n]
	if s.marked || s.ideographs {
		_, words = ScanWords(text, nil)
	}
	switch len(words) {
	case 0:
		return 0
	case 1:
		if t := topicOf(words[0]); t != 0 {
			return t
		}
		for _, p := range ideographPhrases {
			if text == p.phrase {
				return p.topic
			}
		}
		return 0
	case 2:
		return topicOf(phraseKey(words[0], words[1]))
	case maxPhrase:
		return topicOf(phraseKey(phraseKey(words[0], words[1]), words[2]))
	}
	return 0
}

// maxPhrase is the maximum number of words of a phrase.
const maxPhrase = 3
