package main

import (
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"time"

	"winnow/internal/score"
)

// writeTexts writes what each system makes of the pages of the first set, a
// JSON object from ID to text for each system: what the model of lines is
// trained and measured on beside texts of its own making.
func writeTexts(ctx context.Context, o options, log io.Writer) error {
	if err := os.MkdirAll(o.texts, 0o755); err != nil {
		return err
	}
	wcxb, err := loadSet(o, "wcxb", score.LoadWCXB, o.wcxb, o.n)
	if err != nil {
		return err
	}
	contenders, err := newContenders(o)
	if err != nil {
		return err
	}
	for _, c := range contenders {
		begin := time.Now()
		said := c.run(ctx, o, wcxb.requests, o.cores, nil)
		if err := ctx.Err(); err != nil {
			return err
		}
		c.say(log, "texts", begin)
		if c.result.Skipped != "" {
			continue
		}
		texts := make(map[string]string, len(said))
		for id, r := range said {
			texts[id] = r.Text
		}
		data, err := json.Marshal(texts)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(o.texts, c.result.Name+".json"), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}
