package errorpage

import (
	"strings"
)

func (p page) isBotCheck() (string, bool) {
	title, titled := p.titled(lists().botTitles)
	phrase, said := p.says(lists().bots)
	switch {
	case said >= 2:
		return phrase, true
	case said == 1 && (titled || p.words <= maxFewWords):
		return phrase, true
	case titled && p.words <= maxBareWords:
		return title, true
	}
	return "", false
}

func (p page) isHTTPError() (string, bool) {
	if title, ok := p.titled(lists().errorTitles); ok {
		return title, true
	}
	for _, t := range p.titles {
		if code, ok := p.statusTitle(t); ok {
			return code, true
		}
	}
	if phrase, said := p.says(lists().errors); said > 0 && p.words <= maxFewWords {
		return phrase, true
	}
	return "", false
}

// statusTitle reports whether s is a title such as "404 not found", "error 502"
// or "403 | forbidden". A headline may begin in the same way: "500 errors in
// tax bills".
func (p page) statusTitle(title string) (string, bool) {
	t := strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(title, "http "), "error"))
	if len(t) < 3 {
		return "", false
	}
	code, rest := t[:3], strings.TrimLeft(t[3:], " :|-.!")
	if !errorStatuses[code] || len(t) > 3 && t[3] >= '0' && t[3] <= '9' {
		return "", false
	}
	if after, ok := strings.CutPrefix(rest, "error"); ok {
		if p.endsName(after) {
			return code, true
		}
		rest = strings.TrimLeft(after, " :|-.!")
	}
	if rest == "" {
		return code, true
	}
	for _, name := range lists().statusNames {
		if after, ok := strings.CutPrefix(rest, name); ok && p.endsName(after) {
			return code + " " + name, true
		}
	}
	return "", false
}

// endsName reports whether what comes after the name of a status does not make
// a sentence of it: nothing, the site's name, an explanation on a bare page.
func (p page) endsName(after string) bool {
	switch after = strings.TrimRight(strings.TrimLeft(after, ".! "), ".! "); after {
	case "", "error", "page", "error page":
		return true
	}
	for _, parted := range []string{"- ", "| ", "("} {
		if strings.HasPrefix(after, parted) {
			return true
		}
	}
	return strings.HasPrefix(after, ":") && p.words <= maxBareWords
}

func (p page) wantsJavascript() (string, bool) {
	phrase, said := p.says(lists().javascript)
	return phrase, said > 0 && p.words <= maxFewWords
}

func (p page) isConsentWall() (string, bool) {
	title, titled := p.titled(lists().consentTitles)
	phrase, said := p.says(lists().consents)
	switch {
	case !p.accepts:
	case titled && said >= 1:
		return title, true
	case said >= 3:
		return phrase, true
	}
	return "", false
}

func (p page) isLoginWall() (string, bool) {
	title, titled := p.titled(lists().loginTitles)
	_, said := p.says(lists().logins)
	return title, titled && said >= 1 && p.words <= maxFewWords
}
