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
		{ruleLineEnd, "A line ended by CR, CRLF, a vertical tab, a form feed, U+2028 or U+2029 ends by a line feed."},
		{ruleInvalid, "A byte that is no part of valid UTF-8 becomes U+FFFD."},
		{ruleSurrogate, "A surrogate pair written as two halves becomes its character, a lone half U+FFFD."},
		{ruleEntity, "An HTML character reference left in text becomes its character, through any number of &amp; around it."},
		{ruleEscape, "A literal \\u2019 inside prose becomes its character."},
		{ruleMojibake, "UTF-8 that was read as another encoding is read as UTF-8."},
		{ruleLegacy, "Text of a legacy encoding that was read as another one is read as its own."},
		{ruleC1, "A C1 control becomes the character that windows-1252 has in its place."},
		{ruleANSI, "A terminal escape sequence is removed."},
		{ruleControl, "A control character without meaning in text is removed."},
		{ruleZeroWidth, "A zero-width character is removed where its script has no use for it."},
		{ruleSoft, "A soft hyphen is removed."},
		{ruleNBSP, "A no-break space becomes a plain space, and goes at the end of a line."},
		{ruleQuotes, "On request, curly quotes become straight ones."},
		{ruleLigature, "On request, a Latin ligature becomes its letters."},
		{ruleWidth, "On request, fullwidth and halfwidth forms become the common ones."},
		{ruleNFC, "A letter and the marks after it take the composed form of NFC."},
	}
}
