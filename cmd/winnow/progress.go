package main

import (
	"io"
	"time"

	"github.com/schollz/progressbar/v3"

	"winnow/pipeline/dump"
)

// progress is a bar over the bytes of the inputs, with rate and time left. A
// nil *progress shows nothing.
type progress struct {
	bar   *progressbar.ProgressBar
	sizes map[string]int64
	input string // the one being read
	done  int64  // bytes of the inputs before it
	at    int64  // bytes of it
}

// newProgress makes a bar for the inputs; without a known total, as when they are still
// to be found, it counts.
func newProgress(w io.Writer, inputs []dump.Input) *progress {
	p := &progress{sizes: map[string]int64{}}
	total := int64(0)
	for _, in := range inputs {
		p.sizes[in.Name] = in.Size
		total += in.Size
	}
	if total == 0 {
		total = -1
	}
	p.bar = progressbar.NewOptions64(total,
		progressbar.OptionSetWriter(w),
		progressbar.OptionShowBytes(true),
		progressbar.OptionSetPredictTime(true),
		progressbar.OptionFullWidth(),
		progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionClearOnFinish(),
	)
	return p
}

// advance moves the bar to an item that is done.
func (p *progress) advance(input string, i dump.Item) {
	if p == nil {
		return
	}
	size := p.sizes[input]
	if input != p.input {
		p.done += max(p.at, p.sizes[p.input])
		p.input, p.at = input, 0
	}
	switch {
	case size == 0:
		p.at += bodySize(i)
	case i.Progress > 0:
		p.at = min(size, max(p.at, i.Progress))
	default:
		p.at = min(size, max(p.at, i.Source().Offset))
	}
	p.bar.Set64(p.place())
}

// place returns where the bar is. It is full only when the run has ended: a
// full bar goes away.
func (p *progress) place() int64 {
	at := p.done + p.at
	if total := p.bar.GetMax64(); total > 0 {
		at = min(at, total-1)
	}
	return at
}

func (p *progress) stop() {
	if p != nil {
		p.bar.Finish()
	}
}
