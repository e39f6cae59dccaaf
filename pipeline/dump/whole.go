package dump

import (
	"bytes"

	"winnow/pipeline"
	"winnow/pipeline/dump/unpack"
)

// whole reads a file that is one page.
func (s *source) whole() {
	at := s.begin()
	limit := int(s.opts.MaxBytes)
	for len(s.w.Bytes()) <= limit && s.w.Fill() {
		if _, d := s.w.Damage(); d != nil && d.Reason != unpack.ReasonTrailingJunk {
			s.damaged(at, d)
			return
		}
	}
	if len(s.w.Bytes()) > limit {
		s.fault(at, s.tooLarge())
		return
	}
	page := &pipeline.Page{Body: bytes.Clone(s.w.Bytes())}
	switch s.format {
	case HTML:
		page.Format = pipeline.FormatHTML
	case Text:
		page.Format = pipeline.FormatText
	}
	s.w.Advance(len(page.Body))
	if !s.page(at, page) {
		return
	}
	if _, d := s.w.Damage(); d != nil {
		s.damaged(s.begin(), d)
	}
}
