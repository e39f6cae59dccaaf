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

// functionWords are words that grammar never puts twice in a row. Left out on
// purpose: en that, had, is, do, in, on, her ("log in in", "gave her her");
// de der, die, das, den ("Leute, die die"), sie, als ("eher als als Sänger"); fr nous, vous, se; es, pt,
// it forms that are pronoun and article at once (la la, lo lo, o o, a a).
var functionWords = sync.OnceValue(func() wordSet {
	return setsOf(map[string]string{
		"en": "a an the of and or to at for from by with as be are was were their our your its into than between these those while which if because about under through",
		"de": "und oder dem ein eine einen einem einer mit von vom zu zum zur für auf bei nach aus im am beim des ist sind wird werden wurde wie dass weil wenn durch über unter zwischen gegen ohne",
		"fr": "le les un une des du de au aux et ou dans par pour sur avec sans est sont qui dont mais ces cette leur leurs",
		"es": "el los un una unos unas de del en y con por para al que se su sus es son como pero sin sobre desde hasta",
		"it": "il gli un una di del della dei delle degli e con per da dal dalla nel nella nei sul sulla al alla è sono che",
		"pt": "um uma de do da dos das em no na nos nas e com por para pelo pela ao é são mas sobre",
		"nl": "een van in op te met voor aan door en of bij naar uit over om als maar tot tussen",
		"sv": "och att en ett av för med på till från som är var den det om eller men vid",
		"da": "og at en et af for med på til fra som er den det om eller men ved",
		"no": "og at en et av for med på til fra som er den det om eller men ved",
		"fi": "ja tai että mutta joka kun niin",
		"pl": "w z na do od i oraz że o dla przez po przy się",
		"cs": "v z na do od a že o pro po při se",
		"ro": "de la cu în din pe și pentru prin că sau",
		"hu": "és hogy a az vagy de",
		"ru": "и в на с к от до по для из о об у что или при через",
		"uk": "і й в у на з до від по для із о об що або при через",
		"tr": "ve ile için ama veya",
		"el": "και του της των στο στη στην από για με ότι",
	})
})

// strandingVerbs are English verbs that leave their preposition at the end of a
// clause, where the next clause may begin with the same one: "the man we spoke
// to to find out", "what it is made of of course".
var strandingVerbs = sync.OnceValue(func() map[string]bool {
	return setOf("apply applied belong came care come coming connect connected deal dealing dealt go going listen listened listening live lived look looked looking made refer referred relate related respond responded speak speaking spoke spoken start started subscribe subscribed talk talked talking went work worked working write wrote")
})

// prepositions are the function words that English strands.
var prepositions = sync.OnceValue(func() map[string]bool {
	return setOf("about at by for from into of through to under with")
})

// contentLanguage says which long words may stand twice in a language.
type contentLanguage struct {
	meant   map[string]bool
	endings []string
}

// contentLanguages are the languages whose doubled long words are slips.
// Italian, Spanish, Portuguese and others double words for emphasis.
var contentLanguages = sync.OnceValue(func() map[string]contentLanguage {
	return map[string]contentLanguage{
		// -ly and other words of degree; -ed because a clause may end with
		// the verb that the next one begins with ("those who failed failed").
		"en": {setOf("always around almost better beyond bigger before buffalo enough faster forever harder hello higher little longer louder people please pretty really simple slower smaller stronger second talking things whatever wherever never again under running waiting"), []string{"ly", "ed"}},
		"de": {setOf("ziemlich wirklich wieder weiter langsam richtig niemals immer endlich leider ganzen welche welcher welches dieser diese dieses solche"), nil},
		"fr": {setOf("beaucoup toujours jamais presque encore doucement tellement"), []string{"ment"}},
		"nl": {setOf("langzaam steeds zeker altijd heel echt verder"), nil},
		"sv": {setOf("mycket väldigt många långsamt verkligen alltid aldrig riktigt"), nil},
		"da": {setOf("rigtig virkelig meget langsomt mange altid aldrig"), nil},
		"no": {setOf("veldig virkelig langsomt mange alltid aldri riktig"), nil},
	}
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
// they speak of a folder only where they stand before the stop itself, as in
// "open .", "go build .", "find .".
var commandWords = sync.OnceValue(func() map[string]bool {
	return setOf("add build code copy diff explorer find install list make open run source start subl test tree yarn")
})
