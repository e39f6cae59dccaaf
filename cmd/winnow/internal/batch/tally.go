package batch

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
)

// A tally counts the records of a folder by the input that they name as their
// source.
type tally struct {
	byInput map[string]*Counts // by recordedName
	unknown map[string]int64   // records of what is no input, by its name
	noState bool               // some parts do not say what their records are
}

func newTally(inputs []*Input) *tally {
	t := &tally{byInput: map[string]*Counts{}, unknown: map[string]int64{}}
	for _, in := range inputs {
		t.byInput[recordedName(in.Name)] = &Counts{}
	}
	return t
}

// escapedByte matches what storedName writes for a byte that is not UTF-8.
var escapedByte = regexp.MustCompile(`\\x[0-9a-f]{2}`)

// recordedName returns the name of an input as records have it, with U+FFFD for
// bytes that are not UTF-8. Inputs that differ only in such bytes are counted
// together.
func recordedName(name string) string { return escapedByte.ReplaceAllString(name, "\ufffd") }

// of returns the counts of the input that a record names as its source: the
// input itself, or a member of it, which follows a "!".
func (t *tally) of(file string) *Counts {
	name := recordedName(file)
	for i := len(name); i > 0; i = strings.LastIndexByte(name[:i], '!') {
		if c := t.byInput[name[:i]]; c != nil {
			return c
		}
	}
	t.unknown[file]++
	return &Counts{} // not counted
}

// written counts a record of the output.
func (t *tally) written(status, file string) {
	c := t.of(file)
	switch status {
	case "ok":
		c.Articles++
	case "flagged":
		c.Flagged++
	case "not_article":
		c.NotArticle++
	default:
		c.Empty++
	}
}

// lines counts the records of a file of JSON lines.
func (t *tally) lines(r io.Reader, kind fileKind) (n int64, err error) {
	lines := bufio.NewReaderSize(r, 1<<18)
	var long []byte
	for {
		line, err := lines.ReadSlice('\n')
		if errors.Is(err, bufio.ErrBufferFull) {
			long = append(long, line...)
			continue
		}
		if len(long) > 0 {
			long = append(long, line...)
			line = long
		}
		switch {
		case err == io.EOF && len(line) > 0:
			return n, fmt.Errorf("its last line has no end")
		case err == io.EOF:
			return n, nil
		case err != nil:
			return n, err
		}
		n++
		var record struct {
			Status string
			Source struct{ File string }
		}
		if err := json.Unmarshal(line, &record); err != nil {
			return n, fmt.Errorf("line %d is no record: %w", n, err)
		}
		if kind == quarantineFile {
			t.of(record.Source.File).Quarantined++
		} else {
			t.written(record.Status, record.Source.File)
		}
		long = long[:0]
	}
}

// check compares the accounts of the inputs with what was counted.
func (t *tally) check(inputs []*Input) error {
	var errs []error
	said := map[string]*Counts{}
	for _, in := range inputs {
		name := recordedName(in.Name)
		if said[name] == nil {
			said[name] = &Counts{}
		}
		said[name].Add(in.Counts)
	}
	for _, in := range inputs { // in their order
		name := recordedName(in.Name)
		want, got := said[name], t.byInput[name]
		if want == nil {
			continue // its namesake was told
		}
		delete(said, name)
		wrong := got.Quarantined != want.Quarantined
		if !t.noState {
			wrong = wrong || got.Articles != want.Articles || got.Flagged != want.Flagged || got.Empty != want.Empty || got.NotArticle != want.NotArticle
		}
		if wrong {
			errs = append(errs, fmt.Errorf("input %s: the manifest says %s, the files hold %s", in.Name, want.outcome(), got.outcome()))
		}
	}
	for file, n := range t.unknown {
		errs = append(errs, fmt.Errorf("%d records are of %s, which is no input of the manifest", n, file))
	}
	return errors.Join(errs...)
}

// outcome lists what became of the records.
func (c Counts) outcome() string {
	return fmt.Sprintf("%d articles, %d flagged, %d empty, %d not_article, %d quarantined", c.Articles, c.Flagged, c.Empty, c.NotArticle, c.Quarantined)
}
