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
	file  string // the input being read
	done  int64  // bytes of the inputs before it
	at    int64  // bytes of it
}

// newProgress makes a bar for the inputs; without a known total it counts.
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
func (p *progress) advance(i dump.Item) {
	if p == nil {
		return
	}
	name := inputName(i)
	size, known := p.sizes[name]
	if known && name != p.file {
		p.done += p.sizes[p.file]
		p.file, p.at = name, 0
	}
	switch {
	case !known || size == 0:
		p.at += bodySize(i)
	default:
		// Offsets may count decompressed bytes: never pass the end of the file.
		p.at = min(size, max(p.at, i.Source().Offset))
	}
	p.bar.Set64(p.done + p.at)
}

// inputName is the file of an item, without the name of an archive's member.
func inputName(i dump.Item) string {
	name := i.Source().File
	for at := range name {
		if name[at] == '!' {
			return name[:at]
		}
	}
	return name
}

func (p *progress) stop() {
	if p != nil {
		p.bar.Finish()
	}
}
