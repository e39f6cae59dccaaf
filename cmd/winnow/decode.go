package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"winnow/cmd/winnow/internal/term"
	"winnow/pipeline/decode"
)

// decodeFlags are the flags of "winnow decode".
type decodeFlags struct {
	contentType, url, lang, label string
	markup, explain, json         bool
}

func newDecode(s streams) *cobra.Command {
	var f decodeFlags
	cmd := &cobra.Command{
		Use:   "decode [flags] [FILE|-]",
		Short: "Turn bytes of any encoding into UTF-8",
		Long: `Find the encoding of a file and write its text in UTF-8 to standard output.
With --explain or --json, standard error reports the encoding, the evidence, and
every repair: stray bytes, cut sequences, surrogates.`,
		Example: `  winnow decode page.html > utf8.html
  winnow decode --explain --content-type 'text/html; charset=koi8-r' page.html
  winnow decode --as windows-1251 old.txt         do not guess`,
		Args: atMostOneFile,
		RunE: func(cmd *cobra.Command, args []string) error { return runDecode(cmd.Context(), s, f, args) },
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVar(&f.contentType, "content-type", "", "hint: the `VALUE` of the HTTP header")
	flags.StringVar(&f.url, "url", "", "hint: the `URL` the bytes come from")
	flags.StringVar(&f.lang, "lang", "", "hint: the language, as BCP 47 `TAG`")
	flags.BoolVar(&f.markup, "markup", false, "the bytes are HTML or XML, even if they do not begin like it")
	flags.StringVar(&f.label, "as", "", "decode as `ENCODING` instead of finding it out")
	flags.BoolVar(&f.explain, "explain", false, "tell encoding, evidence and repairs on standard error")
	flags.BoolVar(&f.json, "json", false, "tell them as one JSON object")
	return cmd
}

func runDecode(ctx context.Context, s streams, f decodeFlags, args []string) error {
	in, closeInput, err := openOne(ctx, s, args)
	if err != nil {
		return err
	}
	defer closeInput()
	r, err := f.reader(in)
	if err != nil {
		return err
	}
	out := term.Screen(s.out)
	_, err = io.Copy(checkedWriter{out}, r)
	if flushErr := term.Flush(out); err == nil && flushErr != nil {
		err = writeError(flushErr)
	}
	if err != nil {
		return err
	}
	switch {
	case f.json:
		return explainDecodeJSON(term.Screen(s.err), r.Result())
	case f.explain:
		return explainDecode(s.err, r.Result())
	}
	return nil
}

func (f decodeFlags) reader(in io.Reader) (*decode.Reader, error) {
	if f.label != "" {
		r, err := decode.NewReaderAs(in, f.label)
		if err != nil {
			return nil, usagef("--as %q: no such encoding; take a name of the Encoding Standard, such as windows-1251, shift_jis or koi8-r", f.label)
		}
		return r, nil
	}
	return decode.NewReader(in, decode.Hints{ContentType: f.contentType, URL: f.url, Lang: f.lang, Markup: f.markup}), nil
}

// checkedWriter marks its errors as errors of the output.
type checkedWriter struct{ io.Writer }

func (w checkedWriter) Write(p []byte) (int, error) {
	n, err := w.Writer.Write(p)
	if err != nil {
		err = writeError(err)
	}
	return n, err
}

func explainDecode(w io.Writer, r decode.Result) error {
	fmt.Fprintf(w, "%s, by %s, confidence %.2f, %s\n", r.Encoding, r.Evidence, r.Confidence, plural(r.RepairCount, "repair"))
	for _, p := range r.Repairs {
		fmt.Fprintf(w, "byte %d: %s: % x -> %s\n", p.Offset, p.Kind, p.Old, term.Printable(p.New))
	}
	if more := r.RepairCount - len(r.Repairs); more > 0 {
		fmt.Fprintf(w, "and %d more\n", more)
	}
	return nil
}

// byteRepair is a decode.Repair as JSON.
type byteRepair struct {
	Offset int               `json:"offset"`
	Kind   decode.RepairKind `json:"kind"`
	Old    string            `json:"old"` // hexadecimal
	New    string            `json:"new"`
}

func byteRepairs(r decode.Result) []byteRepair {
	var list []byteRepair
	for _, p := range r.Repairs {
		list = append(list, byteRepair{p.Offset, p.Kind, fmt.Sprintf("%x", p.Old), p.New})
	}
	return list
}

func explainDecodeJSON(w io.Writer, r decode.Result) error {
	return json.NewEncoder(w).Encode(struct {
		Encoding    string          `json:"encoding"`
		Evidence    decode.Evidence `json:"evidence"`
		Confidence  float64         `json:"confidence"`
		RepairCount int             `json:"repair_count"`
		Repairs     []byteRepair    `json:"repairs,omitempty"`
	}{r.Encoding, r.Evidence, r.Confidence, r.RepairCount, byteRepairs(r)})
}
