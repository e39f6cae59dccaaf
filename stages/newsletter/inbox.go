package newsletter

import (
	"strings"
	"sync"

	"winnow/stages/internal/needles"
	"winnow/stages/internal/phrases"
	"winnow/stages/internal/sweep"
	"winnow/stages/internal/textlines"
)

// A prompt that has neither the word newsletter nor a button says what the
// reader gets and where: "Get the best of the week in your inbox". It begins as
// one, and nothing follows the inbox but when, at most.

// inboxes are the reader's inbox, by language; inboxWords parts of them that have
// the same case in most lines.
var (
	inboxes = []string{
		"in your inbox", "to your inbox", "into your inbox", "to your email", "in your email", "to your mailbox", "in your mailbox",
		"in ihrem postfach", "in deinem postfach", "in ihr postfach", "in dein postfach", "ins postfach", "per e-mail",
		"dans votre boîte", "dans ta boîte", "par e-mail", "par email", "en tu correo", "en su correo", "a tu correo", "en tu bandeja", "en tu email", "en tu mail",
		"nella tua casella", "nella tua mail", "nella tua email", "nella tua inbox", "nella vostra casella", "no seu e-mail", "no seu email", "no teu e-mail", "na sua caixa",
		"in uw mailbox", "in je mailbox", "in je inbox", "in uw inbox", "in jouw mailbox", "in jouw inbox", "na twoją skrzynkę", "na twój e-mail", "na maila", "na swoją skrzynkę",
		"на вашу почту", "на вашу пошту", "вам на почту", "на ваш e-mail", "на ваш email", "i din inkorg", "i din indbakke", "i din innboks", "i inkorgen", "i indbakken", "i innboksen", "sähköpostiisi", "do vašeho e-mailu", "do vaší schránky", "do e-mailu",
		"a postaládájába", "az e-mail fiókjába", "e-posta kutunuza", "e-postanıza", "di inbox anda", "ke email anda", "vào hộp thư của bạn",
	}
	inboxWords = []string{"inbox", "email", "e-mail", "mail", "ostfach", "boîte", "correo", "bandeja", "casella", "caixa", "skrzynkę", "почту", "пошту", "inkorg", "indbakke", "innboks", "köpostiisi", "schránky", "ládájába", "fiókjába", "posta", "hộp thư"}
	inboxStems = needles.Of(inboxWords...)
	// gets are the beginnings of what it says.
	gets = []string{
		"get ", "receive ", "have ", "start your ", "stay ", "never miss", "don't miss", "want ", "wake up ", "join ", "sign up", "subscribe", "the best ", "the latest ", "the top ", "the week", "our best ", "our top ", "our latest ", "all the ", "daily ", "weekly ", "top stories", "breaking news", "fresh ", "delivered ", "news ", "new posts",
		"das beste ", "die besten ", "die wichtigsten ", "alles wichtige", "erhalten sie ", "erhalte ", "hol dir ", "holen sie ", "jede woche ", "jeden ", "täglich ", "bleiben sie ", "bleib ", "neuigkeiten ",
		"recevez ", "reçois ", "le meilleur ", "l'essentiel ", "l’essentiel ", "toute l'actualité", "toute l’actualité", "chaque ", "restez ", "ne manquez ",
		"recibe ", "reciba ", "lo mejor ", "las mejores ", "las noticias ", "toda la ", "cada ", "no te pierdas", "entérate ", "ricevi ", "ricevete ", "il meglio ", "le notizie ", "ogni ", "tutte le ",
		"receba ", "o melhor ", "as melhores ", "as principais ", "todos os dias", "recebe ", "ontvang ", "het beste ", "elke ", "het laatste ", "dagelijks ", "wekelijks ", "blijf ",
		"najlepsze ", "najważniejsze ", "otrzymuj ", "codziennie ", "bądź ", "лучшее ", "лучшие ", "самое ", "главное ", "получайте ", "новости ", "найкраще ", "головне ", "отримуйте ",
		"få ", "det bästa ", "det bedste ", "det beste ", "missa inte", "tilaa ", "saat ", "dostávejte ", "to nejlepší ", "kapja ", "a legjobb ", "en iyi ", "haftanın ", "dapatkan ", "nhận ",
	}
)

// isOffer reports whether a line is placed like a prompt: it is not an item of
// a list, not in a text about newsletters, and not the whole text.
func isOffer(d *textlines.Doc, cut *textlines.Cut, i int) bool {
	return !isAboutLetters(d) && !d.ListsLabels(i) && !sweep.IsItem(d, i) && !sweep.IsSaid(d.Lines[i].Text) && !strings.ContainsAny(d.Lines[i].Text, quotes) && (d.Tree != nil || saysMore(d, i)) && !sweep.IsPiece(d, cut, i)
}

// saysMore reports whether the text has sentences besides line i.
func saysMore(d *textlines.Doc, i int) bool {
	n := d.Sentences()
	if d.EndsSentence(i) {
		n--
	}
	return n >= leastSaid
}

// leastSaid is the minimum number of sentences of a text in which a prompt can
// be recognised.
const leastSaid = 2

// Bounds of the form below such a prompt: its lines and the words of each.
const (
	maxForm   = 3
	formWords = 3
)

// formParts are the fields and buttons of a sign-up form.
var formParts = sync.OnceValue(func() *phrases.Matcher { return phrases.New("newsletter", "form") })

// isFormPart reports whether a line is one of them.
func isFormPart(d *textlines.Doc, i int) bool {
	_, ok := formParts().WholeIn(d.Found(i))
	return ok
}

// Bounds of such a prompt, in bytes, and of what says when.
const (
	maxInbox = 160
	maxWhen  = 36
)

// isInbox reports whether a line is such a prompt; low is the line in lower
// case.
func isInbox(low string) bool {
	if len(low) > maxInbox || !inboxStems.In(low) {
		return false
	}
	low = strings.TrimLeft(low, " *_>#-•📩✉📧📬\ufe0f")
	begins := false
	for _, w := range gets {
		if strings.HasPrefix(low, w) {
			begins = true
			break
		}
	}
	if !begins {
		return false
	}
	for _, w := range inboxes {
		at := strings.Index(low, w)
		if at < 0 {
			continue
		}
		when := strings.TrimRight(low[at+len(w):], ".!…* ")
		return len(when) <= maxWhen && !strings.ContainsAny(when, ".?!;:") && !textlines.HasAny(low, people)
	}
	return false
}

// people are words that show that somebody other than the site speaks, or is
// spoken of.
var people = []string{" i ", " my ", " he ", " she ", " his ", " her ", " they ", " me ", " ich ", " je ", " yo ", " mi "}
