package repair

// Rule names one kind of repair.
type Rule struct {
	Name string
	Doc  string // one sentence
}

const (
	ruleInvalid   = "invalid-utf8"
	ruleSurrogate = "surrogate"
	ruleEntity    = "entity"
	ruleEscape    = "escape"
	ruleMojibake  = "mojibake"
	ruleLegacy    = "legacy"
	ruleC1        = "c1"
	ruleANSI      = "ansi"
	ruleControl   = "control"
	ruleZeroWidth = "zero-width"
	ruleSoft      = "soft-hyphen"
	ruleNBSP      = "nbsp"
	ruleLineEnd   = "line-end"
	ruleQuotes    = "quotes"
	ruleLigature  = "ligature"
	ruleWidth     = "width"
	ruleNFC       = "nfc"
)

// Rules returns the rules of this package in the order in which they are tried.
func Rules() []Rule {
	return []Rule{
		{ruleLineEnd, "A line that ends in CR, CRLF, a vertical tab, a form feed, U+2028 or U+2029 ends in a line feed."},
		{ruleInvalid, "A byte that is no part of valid UTF-8 becomes U+FFFD."},
		{ruleSurrogate, "A surrogate pair written as two halves becomes its character, a lone half U+FFFD."},
		{ruleEntity, "An HTML character reference left in the text becomes its character, even if it is escaped several times (&amp;amp;)."},
		{ruleEscape, "A literal \\u2019 inside prose becomes its character."},
		{ruleMojibake, "UTF-8 that was decoded as another encoding is decoded as UTF-8."},
		{ruleLegacy, "Text in a legacy encoding that was decoded as another one is decoded as its own."},
		{ruleC1, "A C1 control becomes the character at its place in windows-1252."},
		{ruleANSI, "A terminal escape sequence is removed."},
		{ruleControl, "A control character that means nothing in text is removed."},
		{ruleZeroWidth, "A zero-width character is removed where its script has no use for it."},
		{ruleSoft, "A soft hyphen is removed."},
		{ruleNBSP, "A no-break space becomes a plain space, and is removed at the end of a line."},
		{ruleQuotes, "On request, curly quotes become straight ones."},
		{ruleLigature, "On request, a Latin ligature becomes its letters."},
		{ruleWidth, "On request, fullwidth and halfwidth forms become the common ones."},
		{ruleNFC, "A letter and the combining marks after it take their composed form (NFC)."},
	}
}
