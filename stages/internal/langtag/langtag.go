// Package langtag reads the languages that pages declare.
package langtag

import (
	"slices"
	"strings"

	"golang.org/x/text/language"
)

// Parse brings a declared language into BCP 47 form: "en_US.UTF-8" becomes "en-US".
// What is no language gives "".
func Parse(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), ",")
	s, _, _ = strings.Cut(s, ".")
	s = strings.ReplaceAll(s, "_", "-")
	if len(s) < 2 || len(s) > 35 {
		return ""
	}
	if slices.Contains(common, s) {
		return s
	}
	t, err := language.Parse(s)
	if err != nil || t == language.Und {
		return ""
	}
	return t.String()
}

// common are the tags that most pages declare, in BCP 47 form as they are.
var common = []string{"en", "en-US", "en-GB", "de", "de-DE", "es", "es-ES", "fr", "fr-FR", "it", "it-IT", "ja", "nl", "pl", "pt-BR", "ru", "sv"}
