package navigation

import (
	"strings"

	"winnow/stages/internal/evidence"
	"winnow/stages/internal/textlines"
)

// Bounds of a menu in text: where it begins, how many lines it has, how many of
// them are typical of menus, and the length of one in words and bytes.
const (
	menuWithin = 4
	minMenu    = 4
	minNames   = 3
	maxEntry   = 3
	maxBytes   = 30
)

// menu removes the menu, one entry a line, before the text of an article: short
// lines, several of which name what sites have. They are removed from the first
// of these to the last; a headline may follow.
func menu(d *textlines.Doc, cut *textlines.Cut) {
	if d.Strict() || !d.IsArticle() {
		return
	}
	for i := 0; i < len(d.Lines) && i < menuWithin && !d.EndsSentence(i); i++ {
		end, first, last, names := i, -1, -1, 0
		for ; end < len(d.Lines) && isMenuLine(d, end); end++ {
			if menuNames[d.Key(end)] {
				if first < 0 {
					first = end
				}
				last = end
				names++
			}
		}
		if end-i >= minMenu && names >= minNames && last-first+1 >= minMenu && d.ProseAfter(end-1) {
			for k := first; k <= last; k++ {
				if !cut.Taken(k) {
					cut.Line(k, ruleMenu, "in a menu before the text").Score = evidence.Enough
				}
			}
		}
		i = max(i, end)
	}
}

// isMenuLine reports whether a line has a few words and no end punctuation.
func isMenuLine(d *textlines.Doc, i int) bool {
	l := &d.Lines[i]
	if l.Exempt || len(l.Text) > maxBytes || d.Words(i) > maxEntry {
		return false
	}
	return !strings.ContainsAny(l.Text[len(l.Text)-1:], ".,:;!?")
}

// menuNames are what sites call their pages in menus, folded. Names that also
// head parts of texts are not among them.
var menuNames = func() map[string]bool {
	names := map[string]bool{}
	for name := range strings.SplitSeq(`home, homepage, about, about us, contact, contact us, blog, services, our services, portfolio, shop, store, gallery, faq, faqs, news,
events, team, our team, careers, jobs, pricing, products, podcast, press, login, log in, sign in, sign up, search, menu, cart, my account, my books, subscribe,
newsletter, resources, support, help, testimonials, advertise, forum, forums, community, downloads, skip to content, privacy, terms, sitemap,
startseite, über uns, kontakt, impressum, leistungen, aktuelles, karriere, anmelden, suche, warenkorb, datenschutz, accueil, à propos, boutique,
actualités, connexion, recherche, panier, inicio, nosotros, quiénes somos, contacto, servicios, noticias, tienda, buscar, início, sobre, contato, notícias,
chi siamo, contatti, servizi, negozio, over ons, diensten, winkel, o nas, usługi, sklep, главная, о нас, контакты, услуги, новости, магазин`, ",") {
		names[strings.TrimSpace(name)] = true
	}
	return names
}()
