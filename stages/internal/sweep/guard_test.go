package sweep

import "testing"

// What somebody is said to have said stays, whatever its words.
func TestIsSaid(t *testing.T) {
	for line, want := range map[string]bool{
		"Sign up here, the poster says.":                                  true,
		"Please give what you can, the sign said. I gave nothing.":        true,
		"“Subscribe now”, schreibt die Zeitung am Montag.":                true,
		"Sign up for our newsletter, and get the best of the week.":       false,
		"Support us, you said you would.":                                 false,
		"Get the news, sport and weather.":                                false,
		"Please give what you can: we said no to advertisers years ago.":  false,
		"She says: subscribe to our newsletter":                           false,
		"Download our app, and the ferry tells you when it is late today": false,
	} {
		if got := IsSaid(line); got != want {
			t.Errorf("IsSaid(%q) = %v, want %v", line, got, want)
		}
	}
}

// A quotation is reported where the sentence continues after it.
func TestContinuesAfterQuote(t *testing.T) {
	for rest, want := range map[string]bool{
		`” was painted on the wall.`: true,
		`”.`:                         false,
		` to our newsletter`:         false,
		`» stand an der Wand`:        true,
		`！」`:                         false,
	} {
		if got := continuesAfterQuote(rest); got != want {
			t.Errorf("continuesAfterQuote(%q) = %v, want %v", rest, got, want)
		}
	}
}

func TestBullet(t *testing.T) {
	for line, want := range map[string]string{"- a": "-", "• a": "•", "-a": "", "a - b": "", "": "", "·": ""} {
		if got := bullet(line); got != want {
			t.Errorf("bullet(%q) = %q, want %q", line, got, want)
		}
	}
}
