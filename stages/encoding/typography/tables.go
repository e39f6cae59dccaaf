package typography

import (
	"strings"
	"sync"
)

// wordSet is a set of words for each of several languages.
type wordSet map[string]map[string]bool

func (w wordSet) has(lang, word string) bool { return w[lang][word] }

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

func setsOf(lists map[string]string) wordSet {
	sets := wordSet{}
	for lang, words := range lists {
		sets[lang] = setOf(words)
	}
	return sets
}

// functionWords are words that grammar never puts twice in a row. They are few
// on purpose. Left out are: English that, had, is, do, in, on, her, while ("log
// in in", "once in a while while"); German articles and prepositions ("Leute,
// die die", "ein ein Meter hoher Zaun", "mit mit Käse gefüllten", "von von der
// Leyen"), als, zu, werden; French nous, vous, se, est ("l’est est"); Italian
// che, sono; Spanish que, se, como, para; Portuguese para ("ele para para
// pensar"); Dutch van, het, een; Scandinavian particles ("hålla på på") and det;
// Czech and Polish se, się; Hungarian hogy, az ("hogy hogy is"); Finnish joka,
// niin; Turkish için; Greek του, της, which are pronoun and article at once.
var functionWords = sync.OnceValue(func() wordSet {
	return setsOf(map[string]string{
		"en": "a an and are as at be because between by for from if of or our than the their these those to was were with your",
		"de": "dass ist oder sind und weil wenn wird wurde",
		"fr": "au aux avec ces cette dans de des du et la le les leur leurs mais ou par pour sans sur un une",
		"es": "al con de del desde el en hasta los pero por sin su sus un una unas unos y",
		"it": "al alla con da dal dalla degli dei del della delle di e gli il nei nel nella per sul sulla un una",
		"pt": "ao com da das de do dos e em mas na nas no nos pela pelo por sobre um uma",
		"nl": "aan door en maar of om te",
		"sv": "eller från för men och till",
		"da": "eller for fra men og",
		"no": "eller for fra men og",
		"fi": "että ja mutta tai",
		"pl": "dla do i na o od oraz po przez przy w z że",
		"cs": "a do na o od po pro při v z že",
		"ro": "cu de din la pe pentru prin și în că",
		"hu": "a vagy és",
		"tr": "ama ile ve veya",
		"el": "από για και στη στην στο ότι",
		"ru": "в для до и из к на о об от по при с у через",
		"uk": "в для до за з й на о об по при у через і із",
	})
})

// strandingVerbs are English verbs that leave their preposition at the end of a
// clause, where the next clause may begin with the same one: "the man we spoke
// to to find out", "what it is made of of course".
var strandingVerbs = sync.OnceValue(func() map[string]bool {
	return setOf("apply applied belong came care come coming connect connected deal dealing dealt go going listen listened listening live lived look looked looking made refer referred relate related respond responded speak speaking spoke spoken start started subscribe subscribed talk talked talking went work worked working write wrote")
})

// copulas end a clause that stands for the subject: "what it was was a mistake".
var (
	copulas     = sync.OnceValue(func() map[string]bool { return setOf("are be was were") })
	clauseWords = sync.OnceValue(func() map[string]bool { return setOf("all how that they what where which who whoever why") })
)

// prepositions are the function words that English strands.
var prepositions = sync.OnceValue(func() map[string]bool {
	return setOf("at by for from of to with")
})

// contentEndings are how an English word ends that is certainly one, so that a
// doubled one is a slip. Other languages double words for emphasis or by
// grammar, and their words are in English text too ("haraka haraka", "quatto
// quatto"); so does a thing set off from its likes ("chocolate chocolate"). Not
// -ly and -ed: words of degree are doubled, and a clause may end with the verb
// that the next one begins with ("those who failed failed").
var contentEndings = strings.Fields("ability ance ances ant ants ence ences ents ers ful ing ings ism ist ists ity less ment ments ness nesses ors other ship ships sion sions tion tions")

// meantTwice are words with such an ending that are doubled for effect.
var meantTwice = sync.OnceValue(func() map[string]bool {
	return setOf("nothing running something talking things waiting walking")
})

// openers are common words that open sentences.
var openers = sync.OnceValue(func() wordSet {
	return setsOf(map[string]string{
		"en": "The This That These Those There It He She We They You In On At But And However If When While As For A An So What Why How His Her Our Their My Its After Before Although With From To By I",
		"de": "Der Die Das Ein Eine Es Er Sie Wir Ich In Im Am An Auf Und Aber Auch Doch Dabei Dazu Damit Diese Dieser Dieses Mit Nach Bei Für Von Zu So Wenn Wie Was Wer Als",
		"fr": "Le La Les Un Une Des Il Elle Ils Elles Nous Vous On Ce Cette Ces Mais Et Dans En Pour Par Avec Sur Si Au Selon",
		"es": "El La Los Las Un Una En Y Pero Se Es No Este Esta Estos Estas Para Por Con Si Según Al Como Su",
		"it": "Il La Lo Gli Le Un Una In Ma E Non Per Con Si Da Questo Questa Se",
		"pt": "O A Os As Um Uma Em No Na E Mas Não Para Por Com Se Este Esta Ele Ela",
		"nl": "De Het Een In Op Maar En Dat Dit Deze Die Er Wij We Ik Hij Zij Ze Met Voor Als",
		"pl": "W Na To Nie Jest Po Do Od Ale Jak Z Dla",
		"sv": "Den Det De En Ett I På Men Och Han Hon Vi Jag Om När",
		"da": "Den Det De En Et I På Men Og Han Hun Vi Jeg Om Når",
		"no": "Den Det De En Et I På Men Og Han Hun Vi Jeg Om Når",
		"ru": "В На И Но Это Он Она Они Мы Я По Для Как Если",
		"uk": "В У На І Але Це Він Вона Вони Ми Я За Для Як Якщо",
		"fi": "Se Hän Ja Mutta Kun Jos Tämä Nämä Ne Me He Nyt",
		"cs": "V Na To Je Ale Podle Za Po Pro Když Ten Ta Od Do",
		"ro": "În Din De La Pe Dar Și Cu Este Acest Această Pentru",
		"hu": "A Az Ez És De Ha Nem Egy Így",
		"tr": "Bu Bir Ve Ancak Ama Bunun Biz Ben",
		"id": "Ini Itu Dan Di Dalam Untuk Pada Namun Kami Kita Dia Mereka Menurut",
		"el": "Ο Η Το Οι Τα Και Στο Στη Για Με Αν",
	})
})

// commands are names of programs that are no English words.
var commands = sync.OnceValue(func() map[string]bool {
	return setOf("cd chmod chown cp curl docker du eslint git grep ln ls mkdir mv npm npx pip pip3 podman pytest rm rsync scp sudo tar wget zip")
})

// commandWords are names of programs, or of what they do, that are words too:
// they speak of a folder only where they come before the stop itself, as in
// "open .", "go build .", "find .".
var commandWords = sync.OnceValue(func() map[string]bool {
	return setOf("add build code copy diff explorer find install list make open run source start subl test tree yarn")
})
