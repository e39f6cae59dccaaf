// Package stages lists winnow's stages in the order they run.
package stages

import (
	"winnow/pipeline"
	"winnow/stages/encoding"
	"winnow/stages/errorpage"
)

// Config holds the options of every stage. The zero Config is the default.
type Config struct {
	Errorpage errorpage.Options
	Encoding  encoding.Options
}

// New lists the stages in the order they run: what the page says about itself
// first, then what belongs to the article, then the debris in it, and the
// repair of its characters last. It fails when an option cannot be used.
func New(c Config) ([]pipeline.Stage, error) {
	return []pipeline.Stage{
		errorpage.New(c.Errorpage),
		encoding.New(c.Encoding),
	}, nil
}
