package dump

import (
	"bytes"
	"errors"
	"mime"
	"strconv"
	"strings"
	"unicode/utf8"

	"winnow/pipeline"
	"winnow/pipeline/dump/warc"
)

// warc reads a WARC, WET or ARC file.
func (s *source) warc() {
	r := warc.NewWindowReader(s.w, warc.Options{MaxBytes: s.opts.MaxBytes})
	for !s.stopped {
		rec, err := r.Next()
		var f *warc.Fault
		switch {
		case errors.As(err, &f):
			s.warcFault(f)
		case err != nil:
			return
		default:
			s.warcRecord(rec)
		}
	}
}

func (s *source) atRecord(at warc.At) place {
	p := s.beginAt(at.Content, at.Place)
	if s.u.Layers() < 2 && (at.Place.Within == 0 || at.Offset != at.Place.Base) {
		p.source.Offset = at.Offset
	}
	return p
}

func (s *source) warcFault(f *warc.Fault) bool {
	at := s.atRecord(f.At)
	fault := Fault{Reason: f.Reason, Harmless: f.Harmless, Err: f.Err}
	if f.Record != nil {
		fault.URL = f.Record.URI
		// A film that is too large is still a film.
		if f.Reason == warc.ReasonTooLarge {
			if skip := s.notPage(f.Record, warc.ParseHTTP(f.Record.Block)); skip != nil {
				return s.skip(at, *skip)
			}
		}
	}
	return s.fault(at, fault)
}

func (s *source) warcRecord(rec *warc.Record) bool {
	at := s.atRecord(rec.At)
	http := warc.ParseHTTP(rec.Block)
	if skip := s.notPage(rec, http); skip != nil {
		// A page is progress for the guards against bombs; so is any other
		// record.
		s.progress()
		return s.skip(at, *skip)
	}
	page := &pipeline.Page{ID: rec.ID, URL: rec.URI, ContentType: contentType(rec, http)}
	body, err := http.Content(s.opts.MaxBytes)
	var f *warc.Fault
	if errors.As(err, &f) {
		return s.fault(at, Fault{Reason: f.Reason, URL: rec.URI, Err: f.Err})
	}
	page.Body = bytes.Clone(body)
	switch {
	case rec.Type == "conversion":
		page.Format = pipeline.FormatText
		if mediaType(page.ContentType) == page.ContentType && utf8.Valid(body) {
			// Whoever extracted the text has decoded it, without saying so.
			page.ContentType = "text/plain; charset=utf-8"
		}
	case isHTML(page.ContentType):
		page.Format = pipeline.FormatHTML
	}
	return s.page(at, page)
}

// contentType returns that of the page: of the HTTP response if there is one,
// else of the record.
func contentType(rec *warc.Record, http *warc.HTTP) string {
	if http.Header != nil {
		return http.Header.Get("Content-Type")
	}
	if mediaType(rec.ContentType) == "application/http" {
		return ""
	}
	return rec.ContentType
}

// notPage returns why a record is not a page, nil if it is one.
func (s *source) notPage(rec *warc.Record, http *warc.HTTP) *Skip {
	skip := func(reason, detail string) *Skip { return &Skip{Reason: reason, Detail: detail, URL: rec.URI} }
	switch rec.Type {
	case "response", "resource", "conversion":
	case "warcinfo", "request", "metadata", "revisit", "continuation":
		return skip(SkipRecord+rec.Type, "")
	default:
		return skip(SkipRecord+"other", rec.Type)
	}
	if strings.HasPrefix(rec.URI, "metadata:") || strings.HasPrefix(rec.URI, "dns:") {
		// Wget keeps its log and its list of files as resources.
		return skip(SkipRecord+"metadata", "")
	}
	if http.Status != 0 && http.Status/100 != 2 && !s.opts.AnyStatus {
		return skip(SkipStatus+strconv.Itoa(http.Status), "")
	}
	switch t := mediaType(contentType(rec, http)); {
	case t == "" || t == "text/plain" || isHTML(t):
	case rec.Type == "conversion" && strings.HasPrefix(t, "text/"):
	default:
		return skip(SkipContentType, t)
	}
	return nil
}

// isHTML reports whether a content type is that of a page.
func isHTML(contentType string) bool {
	switch mediaType(contentType) {
	case "text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml":
		return true
	}
	return false
}

// mediaType returns a content type without parameters, in lower case. Headers
// in the wild have stray semicolons and quotes that package mime refuses.
func mediaType(contentType string) string {
	if t, _, err := mime.ParseMediaType(contentType); err == nil {
		return t
	}
	t, _, _ := strings.Cut(contentType, ";")
	t, _, _ = strings.Cut(t, ",")
	return strings.ToLower(strings.TrimSpace(t))
}
