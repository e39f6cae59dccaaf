package main

import (
	"go.uber.org/zap"

	"winnow"
)

// A summary counts what became of the records of a run. records is always the
// sum of the five that follow it.
type summary struct {
	records                                            int64
	articles, flagged, empty, notArticles, quarantined int64
	// skipped are things that are no pages: a WARC request, a symbolic link.
	skipped int64
	// damage counts faults of the input that cost no record.
	damage  int64
	bytes   int64 // of the pages
	seconds float64
}

func (s *summary) count(r result) {
	switch {
	case r.item.Skip != nil:
		s.skipped++
		return
	case r.item.Fault != nil && r.item.Fault.Harmless:
		s.damage++
		return
	}
	s.records++
	s.bytes += bodySize(r.item)
	switch {
	case r.item.Fault != nil || r.err != nil:
		s.quarantined++
	case r.status == winnow.StatusOK:
		s.articles++
	case r.status == winnow.StatusFlagged:
		s.flagged++
	case r.status == winnow.StatusNotArticle:
		s.notArticles++
	default:
		s.empty++
	}
}

func (s summary) log(log *zap.Logger) {
	log.Info("done",
		zap.Int64("records", s.records), zap.Int64("articles", s.articles), zap.Int64("flagged", s.flagged),
		zap.Int64("empty", s.empty), zap.Int64("not_article", s.notArticles), zap.Int64("quarantined", s.quarantined),
		zap.Int64("skipped", s.skipped), zap.Int64("damage", s.damage),
		zap.Int64("bytes", s.bytes), zap.Float64("seconds", s.seconds))
}
