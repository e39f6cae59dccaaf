package systems

import (
	"bytes"
	"errors"

	"github.com/gogs/chardet"
	wlynxg "github.com/wlynxg/chardet"
	"golang.org/x/net/html/charset"

	"winnow/internal/score"
	"winnow/pipeline/decode"
	"winnow/stages/encoding/repair"
)

// Detectors name the encoding of bytes: the text of their answer is a label.
func Detectors() []System {
	return []System{
		{Name: "winnow decode", Module: "winnow", Settings: "Bytes without hints", New: plain(detect)},
		{Name: "x/net/html/charset", Module: "golang.org/x/net", Settings: "DetermineEncoding without content type", New: plain(determine)},
		{Name: "gogs/chardet", Module: "github.com/gogs/chardet", Settings: "NewHtmlDetector, DetectBest", New: plain(detectBest)},
		{Name: "wlynxg/chardet", Module: "github.com/wlynxg/chardet", Settings: "Detect", New: plain(wlynxgDetect)},
	}
}

// Repairers take text that may be broken and answer with it repaired.
func Repairers() []System {
	return []System{
		{Name: "winnow fix", Module: "winnow", Settings: "defaults: quotes, ligatures and width untouched", New: plain(fix(repair.Options{}))},
		{Name: "winnow fix, as ftfy", Module: "winnow", Settings: "--quotes --ligatures --width, spaces kept: ftfy's defaults",
			New: plain(fix(repair.Options{Quotes: true, Ligatures: true, Width: true, KeepSpaces: true}))},
	}
}

func detect(p score.Page) (score.Output, error) {
	r, err := decode.Bytes(p.HTML, decode.Hints{})
	return score.Output{Text: r.Encoding}, err
}

func determine(p score.Page) (score.Output, error) {
	_, name, _ := charset.DetermineEncoding(p.HTML, "")
	return score.Output{Text: name}, nil
}

func detectBest(p score.Page) (score.Output, error) {
	r, err := chardet.NewHtmlDetector().DetectBest(p.HTML)
	if err != nil {
		return score.Output{}, err
	}
	return score.Output{Text: r.Charset}, nil
}

func wlynxgDetect(p score.Page) (score.Output, error) {
	r := wlynxg.Detect(bytes.Clone(p.HTML))
	if r.Encoding == "" {
		return score.Output{}, errors.New("no answer")
	}
	return score.Output{Text: r.Encoding}, nil
}

func fix(o repair.Options) score.System {
	return func(p score.Page) (score.Output, error) {
		text, _ := repair.Text(string(p.HTML), o)
		return score.Output{Text: text}, nil
	}
}
