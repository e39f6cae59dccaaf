package textstat

import "strings"

// functionWords are the most frequent function words of sixteen languages.
// Running text has a third of them, labels and names few. Words that are
// frequent in labels, too ("to", "in") count all the same: the share matters.
const functionWords = `
the of and to in a is that it was for on with as be at by this had not are but from or have an they which one
you were her all she there would their we him been has when who will more no if out so said what up its about
into than them can only other new some could time these two may then do first any my now such like our over
man me even most made after also did many before must through back years where much your way well down should
because each just those people how too little state good very make world still own see men work long get here
between both under never same another know while last might us great old year off come since against go came
right used take three it's he his i
der die das und ist nicht ein eine einer einem einen von zu mit auf für im den dem des sich auch es an als wie
bei oder so nach aus aber dass wenn nur noch werden wird war hat haben sind er sie ich wir ihr man kann über vor
durch bis zum zur um
le la les un une des du de et en est que qui dans pour pas sur au aux avec ce il elle par plus ne se son sa ses
ont nous vous mais ou où sont cette être fait comme leur été
el los las una del y que es por con para su al lo como más pero sus se no ha este esta son entre cuando muy sin
sobre también fue
o os as um uma do da dos das em no na nos nas com não mais por foi ao seu sua ou quando mesmo pelo pela até isso
il lo gli i uno di che è per non sono con si più come anche ma della del nel alla dei delle questo
het een van en dat niet zijn op te met voor aan er maar om hij ook dan naar heeft bij uit worden deze
och att det som en på är av för med den till inte om ett han men var jag från vi så kan
og i at det er en som på de til av for ikke med har jeg den et vi å var fra
ja on ei se että oli hän mutta kun niin ovat
w z na i do się nie to że jest o jak za od przez po co dla tym ale był
v na a se je že s o za jako ale pro by si tak
a az és hogy nem is egy ez volt mint de meg csak
în de și la cu nu pe care este un o din mai sunt
ve bir bu da de için ile çok daha olarak gibi ama ne
και το να του της η ο την τα με για που είναι από
и в не на что с по как это он к но а из за от у о так же для мы его
у та що не на з до як це але від за
`

// longestFunctionWord is the length in letters of the longest function word.
const longestFunctionWord = 7

// A wordSet is a set of word hashes with open addressing.
type wordSet struct {
	slots []uint64
	mask  uint64
}

// newWordSet makes an empty set for n words.
func newWordSet(n int) wordSet {
	size := 1
	for size < 4*n {
		size *= 2
	}
	return wordSet{slots: make([]uint64, size), mask: uint64(size - 1)}
}

func (s wordSet) add(h uint64) {
	i := h & s.mask
	for s.slots[i] != 0 && s.slots[i] != h {
		i = (i + 1) & s.mask
	}
	s.slots[i] = h
}

func (s wordSet) has(h uint64) bool {
	for i := h & s.mask; s.slots[i] != 0; i = (i + 1) & s.mask {
		if s.slots[i] == h {
			return true
		}
	}
	return false
}

var functionSet = func() wordSet {
	words := strings.Fields(functionWords)
	s := newWordSet(len(words))
	for _, w := range words {
		s.add(hashWord(w))
	}
	return s
}()

func isFunctionWord(h uint64) bool { return functionSet.has(h) }
