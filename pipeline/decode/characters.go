package decode

import (
	"sync"
	"unicode"
	"unicode/utf8"
)

// Costs of characters that a model does not list, in bits.
const (
	unlistedCost  = 18 // a character of the encoding
	signCost      = 13 // a sign that is no letter
	privateCost   = 26 // one for private use
	invalidCost   = 24 // bytes without a meaning
	loneCost      = 8  // a character inside a word of ASCII letters
	halfWidthCost = 8  // half-width katakana after another, one byte each
	halfWidthOpen = 14 // and after something else
)

// After so many bytes, what costs so many bits a byte on average is not the
// encoding: text costs half of that.
const (
	hopelessFrom = 200
	hopelessCost = 11
)

// costGrid is the cost of each pair of bytes in a multi-byte encoding for one
// language; invalid pairs have noPair.
type costGrid [256 - 0x81][256 - 0x30]uint8

const noPair = 255

// pairGrid returns the pairs of a multi-byte encoding.
func pairGrid(e encodingID) *grid {
	switch e {
	case encShiftJIS:
		return gridShiftJIS()
	case encEUCJP:
		return gridEUCJP()
	case encEUCKR:
		return gridEUCKR()
	case encBig5:
		return gridBig5()
	case encJohab:
		return gridJohab()
	case encEUCTW:
		return gridEUCTW()
	}
	return gridGB18030()
}

var gridJohab = sync.OnceValue(func() *grid {
	g := new(grid)
	for lead := range g {
		for trail := range g[lead] {
			g[lead][trail] = runeJohab(byte(lead+0x81), byte(trail+0x30))
		}
	}
	return g
})

var gridEUCTW = sync.OnceValue(func() *grid {
	g := new(grid)
	for lead := 0xA1; lead <= 0xFE; lead++ {
		for trail := 0xA1; trail <= 0xFE; trail++ {
			g[lead-0x81][trail-0x30] = cnsTables()[0][(lead-0xA1)*94+trail-0xA1]
		}
	}
	return g
})

// costGrids are built when an encoding is first looked at, by encoding and
// model.
var costGrids [numEncodings][8]struct {
	once sync.Once
	grid *costGrid
}

// charCosts returns the costs of encoding e for a model.
func charCosts(e encodingID, model int) *costGrid {
	slot := &costGrids[e][model]
	slot.once.Do(func() {
		costs := &loadModels().characters[model].costs
		g, out := pairGrid(e), new(costGrid)
		for i := range g {
			for j, r := range g[i] {
				out[i][j] = noPair
				if r != 0 {
					out[i][j] = charCost(costs, r)
				}
			}
		}
		slot.grid = out
	})
	return slot.grid
}

// charCost returns the cost of a character, which the model may not list.
func charCost(costs *[1 << 16]uint8, r rune) uint8 {
	switch {
	case int(r) < len(costs) && costs[r] != 0:
		return costs[r]
	case 0xE000 <= r && r <= 0xF8FF:
		return uint8(bits(privateCost))
	case r >= 0x3400 || unicode.IsLetter(r):
		return uint8(bits(unlistedCost))
	}
	return uint8(bits(signCost))
}

// scoreCharacters returns the cost of b in the best language of a multi-byte
// encoding, or any number above bound.
func (c *candidate) scoreCharacters(b []byte, d declarations, bound cost) (cost, string) {
	best, lang := cost(1<<30), ""
	for _, m := range c.charLangs {
		name := loadModels().characters[m].lang
		bonus := d.langBonus(name)
		if total := scorePairs(b, c.enc, charCosts(c.enc, m), bound+bonus) - bonus; total < best {
			best, lang = total, name
		}
	}
	return best, lang
}

// scorePairs adds up the costs of the characters in b beyond ASCII.
func scorePairs(b []byte, e encodingID, g *costGrid, bound cost) cost {
	var total cost
	for i := 0; i < len(b) && total <= bound; {
		c := b[i]
		if i > hopelessFrom && total > bits(hopelessCost)*cost(i) {
			return 1 << 30
		}
		if c < utf8.RuneSelf {
			i++
			continue
		}
		if i+1 < len(b) && c > 0x80 && c < 0xFF && b[i+1] >= 0x30 && b[i+1] < 0xFF {
			if n := g[c-0x81][b[i+1]-0x30]; n != noPair {
				total += cost(n)
				if betweenLetters(b, i, i+2) {
					total += bits(loneCost)
				}
				i += 2
				continue
			}
		}
		n, charged := otherForm(b[i:], e)
		if e == encShiftJIS && isHalfWidth(c) && (i == 0 || !isHalfWidth(b[i-1])) {
			charged = bits(halfWidthOpen)
		}
		total += charged
		i += n
	}
	return total
}

// betweenLetters reports whether b[i:j] is between ASCII letters.
func betweenLetters(b []byte, i, j int) bool {
	return i > 0 && j < len(b) && isASCIILetter(b[i-1]) && isASCIILetter(b[j])
}

// isHalfWidth reports whether c is half-width katakana in Shift_JIS.
func isHalfWidth(c byte) bool { return 0xA1 <= c && c <= 0xDF }

// otherForm returns length and cost of a character at the start of b that is
// no pair, or of what is no character.
func otherForm(b []byte, e encodingID) (int, cost) {
	switch c := b[0]; {
	case e == encShiftJIS && isHalfWidth(c):
		return 1, bits(halfWidthCost)
	case e == encEUCJP && c == 0x8E && len(b) > 1 && 0xA1 <= b[1] && b[1] <= 0xDF:
		return 2, bits(halfWidthCost)
	case e == encEUCJP && c == 0x8F && len(b) > 2 && 0xA1 <= b[1] && 0xA1 <= b[2] && gridJIS0212().at(b[1], b[2]) != 0:
		return 3, bits(unlistedCost)
	case e == encGB18030 && c == 0x80:
		return 1, bits(14)
	case e == encGB18030 && isFourByte(b) && runeGB18030(b[0], b[1], b[2], b[3]) != 0:
		return 4, bits(unlistedCost)
	case e == encEUCTW && c == 0x8E:
		if r, n := runeEUCTW(b); r != 0 {
			return n, bits(14)
		}
	case e == encBig5 && c == 0x88 && len(b) > 1 && big5Composed(b[1]) != "":
		return 2, bits(unlistedCost)
	}
	if len(b) > 1 && b[1] >= utf8.RuneSelf {
		return 2, bits(invalidCost)
	}
	return 1, bits(invalidCost)
}
