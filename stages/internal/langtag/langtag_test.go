package langtag

import (
	"testing"

	"golang.org/x/text/language"
)

func TestParse(t *testing.T) {
	for in, want := range map[string]string{"en_US": "en-US", "en": "en", "de-DE, en": "de-DE", "pt_BR.UTF-8": "pt-BR", "zh-hans": "zh-Hans", "x": "", "english text": "", "English": "", "": ""} {
		if got := Parse(in); got != want {
			t.Errorf("Parse(%q) = %q, want %q", in, got, want)
		}
	}
}

// Common tags are what reading them as tags would give.
func TestCommon(t *testing.T) {
	for _, tag := range common {
		if got := language.MustParse(tag).String(); got != tag {
			t.Errorf("%s is read as %s", tag, got)
		}
	}
}
