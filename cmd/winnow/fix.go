package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"winnow/cmd/winnow/internal/term"
	"winnow/pipeline/decode"
	"winnow/stages/encoding/repair"
)

// fixFlags are the flags of "winnow fix".
type fixFlags struct {
	options       repair.Options
	explain, json bool
}

func newFix(s streams) *cobra.Command {
	var f fixFlags
	cmd := &cobra.Command{
		Use:   "fix [flags] [FILE|-]",
		Short: "Repair broken characters, line by line",
		Long: `Repair what encodings did to text: mojibake, entities, escapes, control and
zero-width characters. This is a filter: each line is written as soon as it is
read, and lines that are in order are left as they are. A line of megabytes is
repaired in pieces.

The input is UTF-8; bytes that are not are read one by one as windows-1252. Text
that is in another encoding should go through winnow decode first.

With --explain and --json, standard error lists first the bytes that were not
UTF-8, by their place in the line, and then the steps of the repair, by their
place in the line once it is UTF-8.`,
		Example: `  winnow fix broken.txt
  zcat dump.txt.gz | winnow fix > fixed.txt
  echo 'Itâ€™s fine' | winnow fix --explain`,
		Args: atMostOneFile,
		RunE: func(cmd *cobra.Command, args []string) error { return runFix(cmd.Context(), s, f, args) },
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.BoolVar(&f.options.Quotes, "quotes", false, "make curly quotes straight")
	flags.BoolVar(&f.options.Ligatures, "ligatures", false, "write Latin ligatures as letters")
	flags.BoolVar(&f.options.Width, "width", false, "make fullwidth and halfwidth forms common ones")
	flags.BoolVar(&f.options.KeepSpaces, "keep-spaces", false, "leave no-break spaces as they are")
	flags.BoolVar(&f.explain, "explain", false, "tell every step on standard error")
	flags.BoolVar(&f.json, "json", false, "tell the steps as JSON, a line for each line changed")
	return cmd
}

func runFix(ctx context.Context, s streams, f fixFlags, args []string) error {
	in, closeInput, err := openOne(ctx, s, args)
	if err != nil {
		return err
	}
	defer closeInput()
	lines := lineReader{in: bufio.NewReaderSize(in, maxFixed)}
	screen := term.Screen(s.out)
	out := bufio.NewWriterSize(screen, 1<<16)
	for n, at := 1, 0; ; {
		line, readErr := lines.next()
		if len(line) > 0 {
			if err := f.line(s, out, place{n, at}, line); err != nil {
				return err
			}
		}
		if at += len(line); strings.HasSuffix(line, "\n") {
			n, at = n+1, 0
		}
		// A line is written before the next one is read.
		if lines.in.Buffered() == 0 || readErr != nil {
			if err := out.Flush(); err != nil {
				return writeError(err)
			}
		}
		switch {
		case errors.Is(readErr, io.EOF):
			if err := term.Flush(screen); err != nil {
				return writeError(err)
			}
			return nil
		case ctx.Err() != nil:
			return context.Cause(ctx)
		case readErr != nil:
			return fmt.Errorf("cannot read line %d: %w", n, readErr)
		}
	}
}

// maxFixed is the length in bytes up to which a line is repaired as a whole.
const maxFixed = 1 << 20

// lineReader reads lines, and longer ones in pieces that end after a space or,
// if there is none, between two characters.
type lineReader struct {
	in   *bufio.Reader
	held []byte // the beginning of the next piece
}

func (r *lineReader) next() (string, error) {
	b, err := r.in.ReadSlice('\n')
	piece := append(r.held, b...)
	r.held = nil
	if !errors.Is(err, bufio.ErrBufferFull) {
		return string(piece), err
	}
	end := bytes.LastIndexByte(piece, ' ') + 1
	if end <= len(piece)/2 {
		end = len(piece) - 1 // before the last character, which may be cut
		for end > len(piece)-utf8.UTFMax && !utf8.RuneStart(piece[end]) {
			end--
		}
	}
	r.held = bytes.Clone(piece[end:])
	return string(piece[:end]), nil
}

// place is where a line, or a piece of it, begins: the number of the line, and
// the bytes of it that were read before.
type place struct{ line, at int }

// line repairs one line, keeps its line end, and explains the steps.
func (f fixFlags) line(s streams, out io.Writer, p place, line string) error {
	text := strings.TrimRight(line, "\r\n")
	end := line[len(text):]
	decoded, err := decode.As([]byte(text), "utf-8")
	if err != nil {
		return err
	}
	fixed, steps := repair.Text(decoded.Text, f.options)
	if _, err := io.WriteString(out, fixed+end); err != nil {
		return writeError(err)
	}
	switch {
	case len(steps)+decoded.RepairCount == 0:
	case f.json:
		return explainFixJSON(term.Screen(s.err), p, decoded, steps)
	case f.explain:
		for _, b := range decoded.Repairs {
			fmt.Fprintf(s.err, "line %d, byte %d: %s: %q -> %q (not UTF-8)\n", p.line, p.at+b.Offset, b.Kind, b.Old, b.New)
		}
		if more := decoded.RepairCount - len(decoded.Repairs); more > 0 {
			fmt.Fprintf(s.err, "line %d: and %d more bytes that are not UTF-8\n", p.line, more)
		}
		for _, st := range steps {
			fmt.Fprintf(s.err, "line %d, byte %d: %s: %q -> %q (%s)\n", p.line, p.at+st.Start, st.Rule, decoded.Text[st.Start:st.End], st.New, st.Why)
		}
	}
	return nil
}

func explainFixJSON(w io.Writer, p place, decoded decode.Result, steps []repair.Step) error {
	type step struct {
		Start int    `json:"start"`
		End   int    `json:"end"`
		Old   string `json:"old"`
		New   string `json:"new"`
		Rule  string `json:"rule"`
		Why   string `json:"why,omitempty"`
	}
	out := struct {
		Line      int          `json:"line"`
		At        int          `json:"at,omitempty"` // of a piece of a long line
		ByteCount int          `json:"byte_count,omitempty"`
		Bytes     []byteRepair `json:"bytes,omitempty"`
		Steps     []step       `json:"steps"`
	}{Line: p.line, At: p.at, ByteCount: decoded.RepairCount, Bytes: byteRepairs(decoded), Steps: []step{}}
	for _, st := range steps {
		out.Steps = append(out.Steps, step{st.Start, st.End, decoded.Text[st.Start:st.End], st.New, st.Rule, st.Why})
	}
	return json.NewEncoder(w).Encode(out)
}
