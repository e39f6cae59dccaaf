package lang

import "winnow/pipeline"

// samples is the number of blocks of a document that are looked at, spread
// over all of it, so that a menu or a quotation in another language at the
// top does not decide.
const samples = 24

// Document guesses the language of a document's text.
func Document(d pipeline.Document) Guess {
	total := 0
	for i := range d.Blocks {
		if isText(d.Blocks[i]) {
			total += len(d.Blocks[i].Text)
		}
	}
	var t Tally
	if total <= Sample {
		for i := range d.Blocks {
			if isText(d.Blocks[i]) {
				t.Add(d.Blocks[i].Text)
			}
		}
		return t.Guess()
	}
	// A piece of each block that holds the next of the equal shares of the
	// text, so that long paragraphs count for more than menu entries.
	share, due, seen := max(1, total/samples), 0, 0
	for i := range d.Blocks {
		b := d.Blocks[i]
		if !isText(b) {
			continue
		}
		text := b.Text
		for seen+len(text) > due && len(text) > 0 {
			at := wordStart(text, max(0, due-seen))
			end := wordStart(text, min(len(text), at+Sample/samples))
			t.Add(text[at:end])
			due += share
		}
		seen += len(text)
	}
	return t.Guess()
}

// isText recognises blocks that hold words a reader sees. Hidden ones are often
// templates ("word word word word").
func isText(b pipeline.Block) bool {
	switch b.Kind {
	case pipeline.Code, pipeline.Control, pipeline.Image:
		return false
	}
	return b.Context&(pipeline.InHidden|pipeline.InNoscript|pipeline.InTemplate) == 0
}

// wordStart returns the first space at or after i, or the end of the text.
func wordStart(text string, i int) int {
	if i == 0 {
		return 0
	}
	for i < len(text) && text[i] != ' ' && text[i] < 0xC0 {
		i++
	}
	return i
}
