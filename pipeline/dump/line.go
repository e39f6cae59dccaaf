package dump

import "winnow/pipeline"

// A LineParser makes pages of single lines of JSON, for programs that read the
// lines themselves. It is safe for concurrent use.
type LineParser struct{ fields fieldMap }

// NewLineParser makes a parser that goes by Options.Fields.
func NewLineParser(o Options) *LineParser {
	return &LineParser{fields: newFieldMap(o.Fields)}
}

// Parse reads one line: a page, or the fault that it is. Neither has a Source.
func (p *LineParser) Parse(line []byte) (*pipeline.Page, *Fault) {
	return p.fields.parseObject(trimLine(line))
}
