package main

import (
	"go.uber.org/zap"

	"winnow"
	"winnow/cmd/winnow/internal/batch"
)

// countsOf counts one article.
func countsOf(s winnow.Status, bytes int64) batch.Counts {
	c := batch.Counts{Records: 1, Bytes: bytes}
	switch s {
	case winnow.StatusOK:
		c.Articles = 1
	case winnow.StatusFlagged:
		c.Flagged = 1
	case winnow.StatusNotArticle:
		c.NotArticle = 1
	default:
		c.Empty = 1
	}
	return c
}

// log writes the closing summary.
func (r report) log(log *zap.Logger) {
	c := r.Counts
	fields := []zap.Field{
		zap.Int64("records", c.Records), zap.Int64("articles", c.Articles), zap.Int64("flagged", c.Flagged),
		zap.Int64("empty", c.Empty), zap.Int64("not_article", c.NotArticle), zap.Int64("quarantined", c.Quarantined),
		zap.Int64("skipped", c.Skipped), zap.Int64("damage", c.Damage),
		zap.Int64("bytes", c.Bytes), zap.Float64("seconds", r.Seconds),
	}
	if r.Inputs != nil {
		fields = append(fields, zap.Int("inputs_due", r.Inputs.Due), zap.Int("inputs_unchanged", r.Inputs.Unchanged), zap.Int("inputs_unreadable", r.Inputs.Unreadable))
	}
	if len(r.Quarantined) > 0 {
		fields = append(fields, zap.Any("quarantined_by_reason", r.Quarantined))
	}
	if len(r.Skipped) > 0 {
		fields = append(fields, zap.Any("skipped_by_reason", r.Skipped))
	}
	log.Info(r.Outcome, fields...)
}
