package frame

import (
	"testing"

	"winnow/stages/internal/textstat"
)

func TestLabel(t *testing.T) {
	for text, want := range map[string]textstat.Topic{
		"Subscribe":           textstat.Newsletter,
		"Share":               textstat.Share,
		"Comments (12)":       textstat.Comments,
		"Home":                textstat.Menu,
		"HomeNewsSubscribe":   textstat.Menu | textstat.Newsletter,
		"Home News Subscribe": textstat.Menu | textstat.Newsletter,
		"Home / Local":        textstat.Menu,
		"FacebookXLinkedIn":   textstat.Share,
		"首页新闻体育视频":            textstat.Menu,
		"الرئيسيةأخباررياضةاتصل بنا": textstat.Menu,
		"Mehr zum Thema":                    textstat.Related,
		"Get started":                       0, // a call is in the text of a shop
		"Share prices fell":                 0,
		"Home is a kettle,":                 0,
		"Click Share":                       0,
		"Share\nwas the word on the bread.": 0,
		"Audio-Technica ATH-M50X":           0,
		"McDonald":                          0,
		"iPhone 15 Pro":                     0,
		"":                                  0,
	} {
		if got := Label(text); got != want {
			t.Errorf("%q: %x, want %x", text, got, want)
		}
	}
}

func TestSmallPrint(t *testing.T) {
	for text, want := range map[string]bool{
		"© 2025 The Gazette":                        true,
		"Your email address will not be published.": true,
		"Powered by Ghost":                          true,
		"The well is not for washing.":              false,
		"Home is where the bread is.":               false,
	} {
		if got := SmallPrint(text) != 0; got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

func TestData(t *testing.T) {
	if len(labelTopics()) < 400 {
		t.Errorf("%d labels", len(labelTopics()))
	}
}
