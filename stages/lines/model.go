package lines

import (
	"embed"
	"fmt"
	"io/fs"
	"sync"

	"winnow/stages/internal/forest"
	"winnow/stages/internal/tokenweights"
	"winnow/stages/lines/features"
)

// A Model judges texts and their lines.
type Model struct {
	texts, markedTexts *forest.Forest // whether a text, or Markdown, is the dump of a page
	lines, markedLines *forest.Forest // whether a line of it belongs
	words              *tokenweights.Weights
}

// The files of a model.
const (
	textsFile       = "texts.bin"
	linesFile       = "lines.bin"
	markedTextsFile = "markdown-texts.bin"
	markedLinesFile = "markdown-lines.bin"
	wordsFile       = "words.bin"
)

// LoadModelFrom reads the packed models of a folder, as written by
// internal/train/lines/train.py.
func LoadModelFrom(folder fs.FS) (*Model, error) {
	m := &Model{}
	for _, f := range []struct {
		file    string
		columns []string
		into    **forest.Forest
	}{
		{textsFile, features.PageColumns(), &m.texts},
		{linesFile, features.Columns(), &m.lines},
		{markedTextsFile, features.MarkedPageColumns(), &m.markedTexts},
		{markedLinesFile, features.MarkedColumns(), &m.markedLines},
	} {
		data, err := fs.ReadFile(folder, f.file)
		if err != nil {
			return nil, err
		}
		if *f.into, err = forest.Decode(data, f.columns); err != nil {
			return nil, fmt.Errorf("%s: %w", f.file, err)
		}
	}
	data, err := fs.ReadFile(folder, wordsFile)
	if err != nil {
		return nil, err
	}
	if m.words, err = tokenweights.Decode(data); err != nil {
		return nil, fmt.Errorf("%s: %w", wordsFile, err)
	}
	return m, nil
}

// dump returns the probability that the text is the dump of a page.
func (m *Model) dump(text *features.Text) float32 {
	if text.IsMarked() {
		return m.markedTexts.Probability(text.MarkedPage(nil))
	}
	return m.texts.Probability(text.Page(nil))
}

//go:embed models/*.bin
var models embed.FS

// embedded gives the model that the package brings.
var embedded = sync.OnceValue(func() *Model {
	folder, err := fs.Sub(models, "models")
	if err == nil {
		var m *Model
		if m, err = LoadModelFrom(folder); err == nil {
			return m
		}
	}
	panic(err) // the build is broken; a test loads it
})
