package frontmatter

import (
	"context"

	"winnow/pipeline"
)

// The rules.
const (
	ruleYAML    = "frontmatter/yaml"
	ruleTOML    = "frontmatter/toml"
	ruleReader  = "frontmatter/reader"
	rulePercent = "frontmatter/percent"
	ruleLabels  = "frontmatter/labels"
	ruleWarning = "frontmatter/warning"
)

// New makes the stage.
func New() pipeline.Stage {
	return pipeline.Stage{
		Name: "frontmatter",
		Doc:  "Moves the data that scrapers and programs for notes write before a text (front matter) to the metadata.",
		Rules: []pipeline.Rule{
			{Name: ruleYAML, Doc: "Front matter in YAML: keys and values between --- and --- before the text.", Tier: pipeline.TierExtract},
			{Name: ruleTOML, Doc: "Front matter in TOML: keys and values between +++ and +++ before the text.", Tier: pipeline.TierExtract},
			{Name: ruleReader, Doc: "The header that Jina's reader writes: Title, URL Source, Markdown Content.", Tier: pipeline.TierExtract},
			{Name: rulePercent, Doc: "The title block of pandoc: three lines with % before title, author and date.", Tier: pipeline.TierExtract},
			{Name: ruleLabels, Doc: "Lines with labels before the text that give its title and its address, or its title, author and date; or end in a label of the text.", Tier: pipeline.TierExtract},
			{Name: ruleWarning, Doc: "A reader service warns that the page could not be read as it should.", Tier: pipeline.TierNote},
		},
		Run: func(_ context.Context, d pipeline.Document) ([]pipeline.Edit, error) {
			if d.Tree != nil || len(d.Blocks) == 0 || d.NotArticle != "" || d.Ran("frontmatter") {
				return nil, nil // a text has one header, and what looks like another is its text
			}
			return edits(d, find(d.Blocks)), nil
		},
	}
}

// A header is the data before a text.
type header struct {
	rule    string
	blocks  []pipeline.Block
	entries []entry
	// prefix is the length of the label with which the last block begins, if
	// the text goes on in it; otherwise 0.
	prefix int
}

// An entry is a key of a header with its values.
type entry struct {
	name   string // as it is written
	key    key    // what it stands for
	rank   int    // among the names for the same, the best first
	values []value
	block  int // with the key: the index in header.blocks
}

// A value is a text and the block that it is in.
type value struct {
	text  string
	block int // the index in header.blocks
}

// entryOf returns an entry without values.
func entryOf(name string, block int) entry {
	k, rank := keyOf(name)
	return entry{name: name, key: k, rank: rank, block: block}
}

// text returns the only value of an entry, or "".
func (e entry) text() string {
	if len(e.values) != 1 {
		return ""
	}
	return e.values[0].text
}

// readers are the forms of headers.
var readers = [...]func([]pipeline.Block) (header, bool){yamlHeader, tomlHeader, readerHeader, percentHeader, labelledHeader}

// find returns the header with which blocks begin, and the front matter right below
// the header of a reader service: the page may have been a file of Markdown.
func find(blocks []pipeline.Block) []header {
	for _, read := range readers {
		h, ok := read(blocks)
		if !ok {
			continue
		}
		if h.rule == ruleReader && h.prefix == 0 {
			if below, ok := yamlHeader(blocks[len(h.blocks):]); ok {
				return []header{h, below}
			}
		}
		return []header{h}
	}
	return nil
}
