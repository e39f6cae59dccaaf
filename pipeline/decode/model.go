package decode

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/binary"
	"errors"
	"io"
	"strings"
	"sync"
	"unicode"
)

//go:generate sh -c "cd ../.. && go run ./pipeline/decode/train"

// modelFile is made by the program in train, whose MODEL.md names the sources.
//
//go:embed model.bin.gz
var modelFile []byte

// cost is a probability as its negative logarithm, in eighths of a bit: costs
// add up where probabilities multiply, and the lower total is the likelier.
type cost = int32

// bits turns bits into cost.
func bits(n float64) cost { return cost(n * 8) }

// letterModel says how likely each letter of a language follows each other.
// Letters are numbered from 1 without regard to case; 0 is everything that
// separates words.
type letterModel struct {
	lang   string
	script *unicode.RangeTable
	index  map[rune]uint8
	// classes is the number of letters and the classes of other characters.
	classes int
	single  []uint8 // cost of each letter by itself
	pairs   []uint8 // cost of letter j after letter i, at i*stride+j
}

// stride is the row length of letterModel.pairs: a power of two for speed.
const stride = 128

// The classes of characters outside the alphabet of a language. They are at the
// end of each row.
const (
	classBoundary    = 0
	classASCIILetter = stride - 1 - iota // in a language not written in Latin letters
	classPunctuation                     // quotes, dashes, the marks of running text
	classSymbol                          // other signs
	classKin                             // a letter of the right script that the language lacks
	classForeign                         // a letter of another script
	classNothing                         // control characters and bytes without a meaning
)

// characterModel says how likely each character of a language is that has
// thousands of them.
type characterModel struct {
	lang  string
	costs [1 << 16]uint8 // 0 where the model has none
}

// models are the contents of the model file.
type models struct {
	letters    []*letterModel
	characters []*characterModel
}

// loadModels reads the model file once.
var loadModels = sync.OnceValue(func() *models {
	m, err := parseModels(modelFile)
	if err != nil {
		panic("decode: embedded model: " + err.Error()) // built wrong; a test reads it
	}
	return m
})

// parseModels reads a model file.
func parseModels(file []byte) (*models, error) {
	z, err := gzip.NewReader(bytes.NewReader(file))
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(z)
	if err != nil {
		return nil, err
	}
	r := &modelReader{data: data}
	if string(r.take(16)) != "winnow decode 1\n" {
		return nil, errors.New("unknown format")
	}
	m := new(models)
	for range r.number() {
		m.letters = append(m.letters, r.letterModel())
	}
	for range r.number() {
		c := &characterModel{lang: r.str()}
		for level := range r.number() {
			for _, ch := range r.str() {
				if int(ch) < len(c.costs) {
					c.costs[ch] = uint8(max(1, level*4)) // levels are half bits
				}
			}
		}
		m.characters = append(m.characters, c)
	}
	if r.failed {
		return nil, io.ErrUnexpectedEOF
	}
	return m, nil
}

type modelReader struct {
	data   []byte
	failed bool
}

func (r *modelReader) take(n int) []byte {
	if n > len(r.data) {
		r.failed = true
		return nil
	}
	b := r.data[:n]
	r.data = r.data[n:]
	return b
}

func (r *modelReader) number() int {
	v, n := binary.Uvarint(r.data)
	if n <= 0 {
		r.failed = true
		return 0
	}
	r.data = r.data[n:]
	return int(v)
}

func (r *modelReader) str() string { return string(r.take(r.number())) }

func (r *modelReader) letterModel() *letterModel {
	m := &letterModel{lang: r.str(), index: map[rune]uint8{}}
	n := 1
	for _, ch := range r.str() {
		m.index[ch] = uint8(n)
		n++
	}
	m.classes = n
	m.single = r.take(n)
	m.pairs = make([]uint8, stride*stride)
	for i := range n {
		copy(m.pairs[i*stride:], r.take(n))
	}
	m.script = m.mainScript()
	m.fillOtherClasses(n)
	return m
}

// mainScript returns the script of the alphabet.
func (m *letterModel) mainScript() *unicode.RangeTable {
	for _, s := range letterScripts[1:] {
		for ch := range m.index {
			if unicode.Is(s, ch) && unicode.IsLetter(ch) {
				return s
			}
		}
	}
	return unicode.Latin
}

// otherClass is the cost of the classes that the model file has no figures
// for, in bits: before and after a word boundary, next to a letter, and next to
// its like. They are estimates; what counts is their order.
var otherClass = [...]struct {
	class                         int
	boundary, letter, same, after float64
}{
	{classASCIILetter, 4, 12, 2, 8},
	{classPunctuation, 5.5, 7, 5, 1.5},
	{classSymbol, 9, 11.5, 10, 3},
	{classKin, 11, 11, 9, 5},
	{classForeign, 13, 14, 9, 6},
	{classNothing, 18, 18, 14, 8},
}

// fillOtherClasses completes the rows and columns beyond the n of the model.
func (m *letterModel) fillOtherClasses(n int) {
	put := func(i, j int, b float64) { m.pairs[i*stride+j] = uint8(min(255, bits(b))) }
	for _, o := range otherClass {
		if o.class == classASCIILetter && m.script == unicode.Thai {
			o.letter, o.after = 6, 3 // no blanks between words
		}
		put(classBoundary, o.class, o.boundary)
		put(o.class, classBoundary, min(o.after, o.same))
		for i := 1; i < n; i++ {
			put(i, o.class, o.letter)
			// A letter after something else: as at the start of a word, or as
			// likely as it is anywhere.
			at := min(float64(m.pairs[i]), float64(m.single[i])+16) / 8
			put(o.class, i, at+o.after)
		}
		for _, p := range otherClass {
			put(o.class, p.class, max(p.boundary, o.after))
		}
		put(o.class, o.class, o.same)
	}
}

// charKind is what matters about a character whatever the language.
type charKind struct {
	lower  rune
	class  uint8               // its class in languages that do not have it
	script *unicode.RangeTable // of a letter or mark
}

// letterScripts are the scripts of the letter models.
var letterScripts = []*unicode.RangeTable{unicode.Latin, unicode.Cyrillic, unicode.Greek, unicode.Hebrew, unicode.Arabic, unicode.Thai}

// kindOf sorts a character.
func kindOf(r rune) charKind {
	k := charKind{lower: unicode.ToLower(r), class: classSymbol}
	switch {
	case r < 0x80:
		k.class = classBoundary
		if isASCIILetter(byte(r)) {
			k.class = classASCIILetter
		}
		return k
	case r == unicode.ReplacementChar || unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Co, r):
		k.class = classNothing
		return k
	case strings.ContainsRune(textMarks, r):
		k.class = classPunctuation
		return k
	case unicode.IsLetter(r) || unicode.In(r, unicode.Mn, unicode.Sk):
		k.class = classForeign
	}
	for _, s := range letterScripts {
		if unicode.Is(s, r) {
			k.script = s
		}
	}
	return k
}

// classOf returns the class of a character in the model.
func (m *letterModel) classOf(k charKind) uint8 {
	if i, ok := m.index[k.lower]; ok {
		return i
	}
	if k.script == m.script && k.class != classBoundary && k.class != classASCIILetter {
		return classKin
	}
	return k.class
}

// textMarks are the marks beyond ASCII of running text in most languages.
const textMarks = "\u00A0£«»‹›“”„‘’‚–—…•·°§©®™€ªº№−‰½²\u00AD،؛؟ـ\u200C\u200D\u200E\u200F"
