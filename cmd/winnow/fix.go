package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

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
zero-width characters. A filter: each line is written as soon as it is read,
and lines that are in order are left as they are.`,
		Example: `  winnow fix broken.txt
  zcat dump.txt.gz | winnow fix > fixed.txt
  echo 'It â€™s fine' | winnow fix --explain`,
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
	lines := bufio.NewReaderSize(in, 1<<16)
	out := bufio.NewWriterSize(term.Screen(s.out), 1<<16)
	for n := 1; ; n++ {
		line, readErr := lines.ReadString('\n')
		if line != "" {
			if err := f.line(s, out, n, line); err != nil {
				return err
			}
		}
		// A line goes out before the next one is waited for.
		if lines.Buffered() == 0 || readErr != nil {
			if err := out.Flush(); err != nil {
				return writeError(err)
			}
		}
		switch {
		case errors.Is(readErr, io.EOF):
			return nil
		case ctx.Err() != nil:
			return context.Cause(ctx)
		case readErr != nil:
			return fmt.Errorf("cannot read line %d: %w", n, readErr)
		}
	}
}

// line repairs one line, keeps its line end, and explains the steps.
func (f fixFlags) line(s streams, out io.Writer, n int, line string) error {
	text := strings.TrimRight(line, "\r\n")
	end := line[len(text):]
	if decoded, err := decode.Bytes([]byte(text), decode.Hints{}); err == nil {
		text = decoded.Text
	}
	fixed, steps := repair.Text(text, f.options)
	if _, err := io.WriteString(out, fixed+end); err != nil {
		return writeError(err)
	}
	switch {
	case len(steps) == 0:
	case f.json:
		return explainFixJSON(term.Screen(s.err), n, text, steps)
	case f.explain:
		for _, st := range steps {
			fmt.Fprintf(s.err, "line %d, byte %d: %s: %q -> %q (%s)\n", n, st.Start, st.Rule, text[st.Start:st.End], st.New, st.Why)
		}
	}
	return nil
}

func explainFixJSON(w io.Writer, n int, text string, steps []repair.Step) error {
	type step struct {
		Start int    `json:"start"`
		End   int    `json:"end"`
		Old   string `json:"old"`
		New   string `json:"new"`
		Rule  string `json:"rule"`
		Why   string `json:"why,omitempty"`
	}
	out := struct {
		Line  int    `json:"line"`
		Steps []step `json:"steps"`
	}{Line: n}
	for _, st := range steps {
		out.Steps = append(out.Steps, step{st.Start, st.End, text[st.Start:st.End], st.New, st.Rule, st.Why})
	}
	return json.NewEncoder(w).Encode(out)
}
