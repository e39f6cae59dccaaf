package frontmatter

import "winnow/pipeline"

// Bounds of the header of a reader service, in blocks: of all of it, and of a title
// that goes on in further lines.
const (
	maxReader = 16
	maxTitled = 4
)

// readerLabels are the labels of Jina's reader.
var readerLabels = map[string]key{
	"Title": title, "URL Source": address, "Published Time": published, "Description": excerpt, "Image": image, "Warning": warning,
	"Number of Pages": other, "Markdown Content": content,
}

// readerHeader reads the header of Jina's reader: labels in English, each in a
// paragraph of its own or in a row. The address and the label of the text are always
// there.
func readerHeader(blocks []pipeline.Block) (header, bool) {
	h := header{rule: ruleReader}
	addressed := false
	for i := 0; i < min(len(blocks), maxReader); i++ {
		text := blocks[i].Text
		label, at, ok := cutLabel(text)
		k := readerLabels[label]
		switch {
		case i == 0 && k != title && k != address:
			return header{}, false
		case !ok || k == unknown && !addressed:
			// a title of several lines
			if last := &h.entries[len(h.entries)-1]; last.key != title || i >= maxTitled {
				return header{}, false
			}
			h.entries[len(h.entries)-1].values = append(h.entries[len(h.entries)-1].values, value{text, i})
			continue
		case k == content:
			h.blocks = blocks[:i+1]
			if at < len(text) {
				h.prefix = at
			}
			joinTitle(h.entries)
			return h, addressed
		}
		addressed = addressed || k == address
		e := entry{name: label, key: k, block: i}
		if at < len(text) {
			e.values = []value{{text[at:], i}}
		}
		h.entries = append(h.entries, e)
	}
	return header{}, false
}

// joinTitle makes one value of the lines of a title.
func joinTitle(entries []entry) {
	for i, e := range entries {
		if e.key != title || len(e.values) < 2 {
			continue
		}
		joined := e.values[0].text
		for _, v := range e.values[1:] {
			if !isWide(joined) {
				joined += " "
			}
			joined += v.text
		}
		entries[i].values = []value{{joined, e.block}}
	}
}
