package dump

import "winnow/pipeline"

// A LineParser makes pages from single lines of JSON, for programs that read
// the lines themselves. It is safe for concurrent use.
type LineParser struct{ fields fieldMap }

// NewLineParser returns a parser that uses Options.Fields.
func NewLineParser(o Options) *LineParser {
	return &LineParser{fields: newFieldMap(o.Fields)}
}

// Parse reads one line and returns a page or a fault. Neither has a Source.
func (p *LineParser) Parse(line []byte) (*pipeline.Page, *Fault) {
	return p.fields.parseObject(trimLine(line))
}
