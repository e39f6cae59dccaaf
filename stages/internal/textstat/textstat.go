// Package textstat measures a piece of text in one pass: the counts that tell
// running text from the labels, menus and prompts around it. The models of
// blocks and of lines share it.
//
// Nothing here depends on a language but the list of function words and the
// phrases of lexicon.go, which cover a dozen each and only ever add evidence.
package textstat

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// End says how a text ends.
type End uint8

// The ends that matter, from the least to the most like a sentence.
const (
	EndOther    End = iota // a letter, a digit or a sign
	EndColon               // a colon
	EndEllipsis            // "…" or "..."
	EndQuestion            // a question mark
	EndStop                // a full stop, an exclamation mark, also before a closing quote or bracket
)

// First says how a text begins.
type First uint8

// The beginnings that matter.
const (
	FirstOther First = iota // a sign
	FirstDigit
	FirstLower
	FirstQuote // an opening quote
	FirstUpper // an upper-case letter, or a letter of a script without case
)

// Stats are the counts of one text.
type Stats struct {
	// Words counts words; an ideograph or kana counts for ideographWords, four
	// letters of a script that has no spaces between words for one.
	Words float32
	// Chars counts characters but white space, of which Letters are letters,
	// Digits digits, Uppers upper-case letters.
	Chars, Letters, Digits, Uppers int32
	// Capitalised counts words that begin with an upper-case letter, Shouted
	// words of two and more letters without a lower-case one.
	Capitalised, Shouted int32
	// Function counts function words ("the", "und", "de").
	Function int32
	Commas   int32
	// Stops counts sentence ends inside and at the end of the text.
	Stops int32
	// Signs counts the separators of menus and credits: | » › • · / © →.
	Signs, Currency, Quotes, Breaks int32
	// Address is set when the text holds "http", "www." or "@".
	Address bool
	First   First
	End     End
	// Hash is a hash of the text's letters and digits, case folded: texts
	// that differ in white space and punctuation alone have the same.
	Hash uint64
	// Topics are the topics of its phrases; see Topic.
	Topics Topic
}

// ideographWords is what one ideograph or kana counts in words: Chinese and
// Japanese words have between one and a half and two characters.
const ideographWords = 0.6

// unspacedLetters is the number of letters of a word of Thai, Lao, Khmer or
// Burmese, marks not counted, and phraseLetters that of a phrase: they put a
// space where other scripts have a comma or a full stop.
const (
	unspacedLetters = 4
	phraseLetters   = 16
)

// longLabel is the maximum number of words of a text whose phrases are looked
// up: labels and headings are short.
const longLabel = 14

const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

// scanner is the state of Scan within a word.
type scanner struct {
	Stats
	inWord              bool
	word                uint64 // hash of the word, lower case
	letters, lowers     int
	unspaced            int // letters of scripts without spaces between words
	upperFirst          bool
	list                [longLabel]uint64
	n                   int
	last, lastButClosed rune
	dots                int
	collect             bool
	words               []uint64 // with collect, the words in the order of the text
	marked              bool     // a mark is part of a word
	ideographs          bool     // list does not hold them
}

// Scan measures a text.
func Scan(text string) Stats {
	s := scanner{word: fnvOffset}
	s.scan(text)
	return s.Stats
}

// ScanWords measures a text and appends the hashes of its words, as Words
// gives them, to words.
func ScanWords(text string, words []uint64) (Stats, []uint64) {
	s := scanner{word: fnvOffset, collect: true, words: words}
	s.scan(text)
	if s.marked {
		// Words leaves marks out of its hashes.
		s.words = slices.AppendSeq(words, Words(text))
	}
	return s.Stats, s.words
}

func (s *scanner) scan(text string) {
	s.Hash = fnvOffset
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			class := ascii[c]
			if class == asciiLower || class == asciiUpper || class == asciiDigit {
				i = s.run(text, i)
				continue
			}
			i++
			switch class {
			case asciiSpace:
				s.endWord()
				if c == '\n' {
					s.Breaks++
				}
			default:
				s.sign(rune(c))
			}
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size
		switch {
		case isIdeograph(r):
			s.endWord()
			s.ideographs = true
			if s.collect {
				s.words = append(s.words, (fnvOffset^uint64(r))*fnvPrime)
			}
			s.Words += ideographWords
			s.Letters++
			s.mix(r)
			s.seeLetter(r)
		case unicode.IsLetter(r):
			low := unicode.ToLower(r)
			s.letter(r, low, low != r)
			if isUnspaced(r) {
				s.unspaced++
			}
		case unicode.IsMark(r):
			if s.inWord {
				s.word = (s.word ^ uint64(r)) * fnvPrime
				s.marked = true
			}
		case unicode.IsDigit(r):
			s.digit(r)
		case unicode.IsSpace(r) || r == 0x200B || r == 0xFEFF:
			s.endWord()
		default:
			s.sign(r)
		}
	}
	s.endWord()
	s.End = s.end()
	if s.Words <= longLabel {
		s.Topics = topicsOf(s.list[:s.n])
		s.Topics |= ideographTopics(text, s.Letters)
	}
}

const (
	asciiSign = iota
	asciiLower
	asciiUpper
	asciiDigit
	asciiSpace
)

var ascii = func() (t [utf8.RuneSelf]uint8) {
	for c := range t {
		switch {
		case c >= 'a' && c <= 'z':
			t[c] = asciiLower
		case c >= 'A' && c <= 'Z':
			t[c] = asciiUpper
		case c >= '0' && c <= '9':
			t[c] = asciiDigit
		case c == ' ' || c >= '\t' && c <= '\r':
			t[c] = asciiSpace
		}
	}
	return t
}()

func (s *scanner) mix(r rune) { s.Hash = (s.Hash ^ uint64(r)) * fnvPrime }

// see notes a character that is not white space.
func (s *scanner) see(r rune) {
	s.Chars++
	if s.Chars == 1 {
		s.First = first(r)
	}
	if r == '.' {
		s.dots++
	} else {
		s.dots = 0
	}
	s.last = r
	if !closes(r) {
		s.lastButClosed = r
	}
}

// seeLetter is see for letters, digits and ideographs, which neither end nor
// close a sentence.
func (s *scanner) seeLetter(r rune) {
	s.Chars++
	if s.Chars == 1 {
		s.First = first(r)
	}
	s.dots, s.last, s.lastButClosed = 0, r, r
}

func (s *scanner) letter(r, low rune, upper bool) {
	if !s.inWord {
		s.inWord = true
		s.upperFirst = upper
	}
	s.letters++
	s.Letters++
	if upper {
		s.Uppers++
	} else {
		s.lowers++
	}
	s.word = (s.word ^ uint64(low)) * fnvPrime
	s.mix(low)
	s.seeLetter(r)
}

// run counts the run of ASCII letters and digits at i, which most text is made
// of, and returns its end. It does what letter and digit do for each of them.
func (s *scanner) run(text string, i int) int {
	if !s.inWord {
		s.inWord = true
		s.upperFirst = ascii[text[i]] == asciiUpper
	}
	if s.Chars == 0 {
		s.First = first(rune(text[i]))
	}
	word, hash := s.word, s.Hash
	start, uppers, digits := i, 0, 0
run:
	for ; i < len(text) && text[i] < utf8.RuneSelf; i++ {
		c := text[i]
		switch ascii[c] {
		case asciiUpper:
			c |= 0x20
			uppers++
		case asciiDigit:
			digits++
		case asciiLower:
		default:
			break run
		}
		word = (word ^ uint64(c)) * fnvPrime
		hash = (hash ^ uint64(c)) * fnvPrime
	}
	s.word, s.Hash = word, hash
	n := i - start
	s.Chars += int32(n)
	s.Digits += int32(digits)
	s.letters += n - digits
	s.Letters += int32(n - digits)
	s.Uppers += int32(uppers)
	s.lowers += n - uppers // a word with digits is not shouted
	s.dots = 0
	s.last = rune(text[i-1])
	s.lastButClosed = s.last
	return i
}

func (s *scanner) digit(r rune) {
	s.inWord = true
	s.Digits++
	s.lowers++ // a word with digits is not shouted
	s.word = (s.word ^ uint64(r)) * fnvPrime
	s.mix(r)
	s.seeLetter(r)
}

func (s *scanner) endWord() {
	if !s.inWord {
		return
	}
	s.Words++
	if s.unspaced > 0 {
		s.Words += max(0, float32(s.unspaced)/unspacedLetters-1)
		if s.unspaced >= phraseLetters {
			s.Commas++
		}
		s.unspaced = 0
	}
	if s.upperFirst {
		s.Capitalised++
	}
	if s.letters >= 2 && s.lowers == 0 {
		s.Shouted++
	}
	if s.letters <= longestFunctionWord && isFunctionWord(s.word) {
		s.Function++
	}
	if s.n < len(s.list) {
		s.list[s.n] = s.word
		s.n++
	}
	if s.collect {
		s.words = append(s.words, s.word)
	}
	s.inWord, s.upperFirst, s.letters, s.lowers = false, false, 0, 0
	s.word = fnvOffset
}

func (s *scanner) sign(r rune) {
	if r == '\'' || r == '\u2019' {
		if s.inWord { // inside or after a word: "don't"
			s.see(r)
			return
		}
	}
	switch r {
	case '@':
		s.Address = true
	case '/':
		if s.last == '/' {
			s.Address = true
		}
		s.Signs++
	case ',', '،', '、', '，', '၊', '፣':
		s.Commas++
	case '.', '!', '?', '。', '！', '？', '؟', '।', '…', '۔', '॥', '։', '።', '။', '។', '།':
		s.Stops++
	case '|', '»', '›', '•', '·', '©', '→', '>', '▸', '►', '®', '&':
		s.Signs++
	case '$', '€', '£', '¥', '₹', '₽':
		s.Currency++
	case '"', '“', '”', '„', '«', '‘':
		s.Quotes++
	}
	s.endWord()
	s.see(r)
}

func (s *scanner) end() End {
	if s.dots >= 3 {
		return EndEllipsis
	}
	switch s.lastButClosed {
	case '.', '!', '。', '！', '।', '｡', '۔', '॥', '։', '።', '။', '។', '།':
		return EndStop
	case '?', '？', '؟':
		return EndQuestion
	case '…':
		return EndEllipsis
	case ':', '：':
		return EndColon
	}
	return EndOther
}

func first(r rune) First {
	switch {
	case r == '"' || r == '\'' || r == '“' || r == '„' || r == '«' || r == '‘' || r == '「':
		return FirstQuote
	case unicode.IsDigit(r):
		return FirstDigit
	case unicode.IsLower(r):
		return FirstLower
	case unicode.IsLetter(r):
		return FirstUpper
	}
	return FirstOther
}

// closes reports whether a character may come after the end of a sentence.
func closes(r rune) bool {
	switch r {
	case '"', '\'', ')', ']', '”', '’', '»', '“', '」', '』', '）':
		return true
	}
	return false
}

func isIdeograph(r rune) bool {
	return r >= 0x3040 && r <= 0x30FF || r >= 0x3400 && r <= 0x9FFF || r >= 0xF900 && r <= 0xFAFF || r >= 0x20000 && r <= 0x3FFFF
}

// isUnspaced recognises the letters of Thai, Lao, Burmese and Khmer.
func isUnspaced(r rune) bool {
	return r >= 0x0E00 && r <= 0x0EFF || r >= 0x1000 && r <= 0x109F || r >= 0x1780 && r <= 0x17FF
}

// hashWord returns the hash of a word as Scan makes it; the word is in lower
// case.
func hashWord(w string) uint64 {
	h := uint64(fnvOffset)
	for _, r := range w {
		h = (h ^ uint64(r)) * fnvPrime
	}
	return h
}

// IsGreekQuestion reports whether s is a text in Greek letters that ends in
// their question mark, which looks like a semicolon.
func IsGreekQuestion(s string) bool {
	return (strings.HasSuffix(s, ";") || strings.HasSuffix(s, "\u037e")) && strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Greek, r) })
}
