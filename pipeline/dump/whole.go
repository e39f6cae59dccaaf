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
	if s.listed && s.format == Auto && isAsset(s.name) && s.w.Need(1) && !startsHTML(s.w.Bytes()) {
		s.skip(at, Skip{Reason: SkipName})
		return
	}
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

// startsHTML recognises a page by its first bytes, for files whose name says
// otherwise.
func startsHTML(head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	head = bytes.ToLower(head[:min(len(head), 64)])
	for _, start := range []string{"<!doctype html", "<html", "<head", "<body", "<!--"} {
		if bytes.HasPrefix(head, []byte(start)) {
			return true
		}
	}
	return false
}
