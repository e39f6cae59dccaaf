package phrases

import "strings"

// withCapitals adds phrases in capitals for languages whose capitals lose what
// their lower-case letters have, as they read after folding: Greek capitals have no
// accents and one sigma, and the Turkish I becomes an i with a dot.
func withCapitals(list []Phrase) []Phrase {
	more := list[:len(list):len(list)]
	for _, p := range list {
		var r *strings.Replacer
		switch p.Lang {
		case "el":
			r = greekCapitals
		case "tr":
			r = turkishCapitals
		default:
			continue
		}
		if text := r.Replace(p.Text); text != p.Text {
			p.Text = text
			more = append(more, p)
		}
	}
	return more
}

var (
	greekCapitals   = strings.NewReplacer("ά", "α", "έ", "ε", "ή", "η", "ί", "ι", "ό", "ο", "ύ", "υ", "ώ", "ω", "ϊ", "ι", "ϋ", "υ", "ΐ", "ι", "ΰ", "υ", "ς", "σ")
	turkishCapitals = strings.NewReplacer("ı", "i")
)
