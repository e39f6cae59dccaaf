package encoding

import (
	"strings"
	"sync"
)

// speechVerbs are verbs of saying in the forms that are beside a quotation, by
// language: en, de, fr, es, it, pt, nl, pl, tr, id, sv, da, no, fi, cs, ro, hu,
// ru, uk. Forms that mean something else in another of the languages ("dice",
// "states") are left out.
var speechVerbs = sync.OnceValue(func() map[string]bool {
	verbs := map[string]bool{}
	for _, list := range []string{
		"said says say saying added adds told tells asked asks wrote writes replied replies explained explains continued continues warned warns noted notes insisted insists argued argues claimed claims announced declared declares tweeted recalled recalls concluded concludes admitted admits stressed emphasized emphasised pointed remarked commented quipped joked whispered shouted",
		"sagte sagt erklärte erklärt meinte meint betonte betont ergänzte ergänzt berichtet berichtete schrieb schreibt fügte fragte antwortete warnte kritisierte forderte",
		"dit déclare déclaré affirme affirmé ajoute ajouté explique expliqué précise précisé souligne souligné estime estimé confie assure indique indiqué conclut raconte écrit",
		"dijo afirmó añadió agregó explicó aseguró señaló declaró indicó manifestó sostuvo expresó subrayó concluyó",
		"detto afferma affermato aggiunge aggiunto spiega spiegato dichiara dichiarato sottolinea racconta conclude",
		"disse diz afirmou afirma acrescentou explicou declarou ressaltou contou completou concluiu",
		"zei zegt vertelt vertelde voegde aldus schreef schrijft verklaarde benadrukte",
		"powiedział powiedziała mówi dodał dodała stwierdził podkreślił podkreśliła zaznaczył wyjaśnił napisał",
		"dedi diyor söyledi ekledi belirtti konuştu",
		"kata ujar katanya ujarnya tutur jelas tegas tambah ucap",
		"sade säger berättade berättar skriver tillade förklarade",
		"sagde siger tilføjede skriver fortæller forklarede",
		"sa sier fortalte forteller skrev forklarte tilføyde",
		"sanoi sanoo kertoo kertoi totesi toteaa lisäsi",
		"řekl řekla uvedl uvedla dodal dodala prohlásil",
		"spus declarat adăugat afirmat precizat explicat",
		"mondta mondja közölte hozzátette jelentette",
		"сказал сказала заявил заявила добавил добавила отметил отметила подчеркнул пояснил сообщил",
		"сказав сказала заявив заявила додав додала зазначив зазначила підкреслив",
	} {
		for _, v := range strings.Fields(list) {
			verbs[v] = true
		}
	}
	return verbs
})
