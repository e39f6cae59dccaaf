package metadata

import (
	"slices"
	"strings"

	"winnow/pipeline/tree"
	"winnow/stages/internal/needles"
)

// Labels of dates, in lower case. A label may be anywhere before its date
// with nothing but a few words between.
var (
	modifiedLabels  = []string{"updated", "update:", "last update", "modified", "revised", "last reviewed", "last edited", "edited on", "last changed", "last post", "last reply", "latest reply", "last activity", "last active", "aktualisiert", "zuletzt geändert", "stand:", "mis à jour", "modifié", "actualizado", "actualización", "modificado", "aggiornato", "aggiornamento", "modificato", "atualizado", "atualização", "bijgewerkt", "uppdaterad", "opdateret", "oppdatert", "päivitetty", "zaktualizowano", "aktualizacja", "обновлено", "изменено", "оновлено", "güncelleme", "güncellenme", "更新", "수정", "最終更新"}
	publishedLabels = []string{"published", "posted", "publish", "post time", "post date", "first published", "originally published", "written on", "created", "publication date", "date:", "veröffentlicht", "erschienen", "publié", "publiée", "publicado", "publicada", "publicación", "pubblicato", "pubblicata", "publicação", "gepubliceerd", "publicerad", "publisert", "publiceret", "julkaistu", "opublikowano", "data publikacji", "опубликовано", "дата публикации", "опубліковано", "yayınlanma", "yayın tarihi", "发布", "發布", "公開", "投稿", "등록", "입력"}
	otherLabels     = []string{"reviewed", "fact checked", "ships", "releases", "available", "availability", "delivery", "expires", "event", "deadline", "copyright", copyrightSign, "born", "starts", "ends", "sale", "accessed", "retrieved", "joined", "registered", "member since", "valid", "effective", "registration", "webinar", "until", "through", "since", "est.", "founded", "comment", "replied"}
)

const copyrightSign = "©"

var labelsBySense = []struct {
	sense  sense
	labels []string
}{{published, publishedLabels}, {modified, modifiedLabels}, {otherDate, otherLabels}}

// dateLabels are the labels of all senses but the sign of copyright.
var dateLabels = needles.Of(slices.DeleteFunc(slices.Concat(publishedLabels, modifiedLabels, otherLabels), func(s string) bool { return s == copyrightSign })...)

// senseOfLabel derives the meaning of a date from the text before it: the label
// nearest to the date counts.
func senseOfLabel(s string) sense {
	s = strings.ToLower(s)
	if !dateLabels.In(s) && !strings.Contains(s, copyrightSign) {
		return unlabelled // most texts
	}
	best, place := unlabelled, -1
	for _, c := range labelsBySense {
		for _, l := range c.labels {
			if i := strings.LastIndex(s, l); i >= 0 && i+len(l) > place && !letterBefore(s, i) {
				best, place = c.sense, i+len(l)
			}
		}
	}
	return best
}

// letterBefore reports whether a small ASCII letter comes before s[i:], as in
// "up|date:".
func letterBefore(s string, i int) bool { return i > 0 && s[i-1] >= 'a' && s[i-1] <= 'z' }

// senseOf returns what a marked date means: by its label or, if it has none, by
// its class and itemprop.
func (e *extractor) senseOf(n int32, text string) sense {
	if s := senseOfLabel(text); s != unlabelled {
		return s
	}
	// the text right before: "Updated <time>", or in the element before it
	for m, steps := n-1, 0; m > 0 && steps < 6; m, steps = m-1, steps+1 {
		if e.t.Nodes[m].Tag == tree.Text {
			if before := line(e.t.Chars(m)); len(before) < 60 && !(e.titleNode >= 0 && e.t.Contains(e.titleNode, m)) {
				if s := senseOfLabel(before); s != unlabelled {
					return s
				}
			}
			break
		}
	}
	for _, m := range []int32{n, e.t.Nodes[n].Parent} {
		if m < 0 {
			break
		}
		for _, attr := range []string{"class", "itemprop", "id"} {
			if s := senseOfToken(e.t.Value(m, attr)); s != unlabelled {
				return s
			}
		}
	}
	return unlabelled
}

func senseOfToken(s string) sense {
	if s == "" {
		return unlabelled
	}
	s = strings.ToLower(s)
	switch {
	case strings.Contains(s, "updat") || strings.Contains(s, "modif") || strings.Contains(s, "revis"):
		if strings.Contains(s, "publish") {
			return unlabelled // WordPress: "entry-date published updated"
		}
		return modified
	case strings.Contains(s, "publish") || strings.Contains(s, "posted-on") || strings.Contains(s, "pubdate"):
		return published
	}
	return unlabelled
}

// senseBefore reads a label that is in a line of its own before a date.
func (e *extractor) senseBefore(n int32) sense {
	for m, steps := n-1, 0; m > 0 && steps < 5; m, steps = m-1, steps+1 {
		if e.t.Nodes[m].Tag == tree.Text {
			if e.titleNode >= 0 && e.t.Contains(e.titleNode, m) {
				break // words of a headline are no label
			}
			if s := line(e.t.Chars(m)); s != "" && len(s) < 40 {
				return senseOfLabel(s)
			}
			break
		}
	}
	return unlabelled
}
