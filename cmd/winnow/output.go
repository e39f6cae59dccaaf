package main

import (
	"bufio"
	"bytes"
	"encoding/json"

	"winnow"
	"winnow/cmd/winnow/internal/outfile"
)

// A format is a way to write articles.
type format struct {
	encode func(winnow.Article) ([]byte, error)
	// separator stands between two articles.
	separator string
}

var formats = map[string]format{
	"jsonl": {encode: encodeJSON},
	// A form feed on a line of its own is white space to whoever reads on.
	"text":     {encode: encodeText, separator: "\f\n"},
	"markdown": {encode: encodeMarkdown, separator: "\n---\n\n"},
}

func encodeJSON(a winnow.Article) ([]byte, error) { return jsonLine(a) }

// jsonLine is a value as one line of JSON, with < and > as they are.
func jsonLine(v any) ([]byte, error) {
	var buf bytes.Buffer
	e := json.NewEncoder(&buf)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return buf.Bytes(), err
}

func encodeText(a winnow.Article) ([]byte, error) { return line(a.Flat()), nil }

func encodeMarkdown(a winnow.Article) ([]byte, error) { return line(a.Markdown()), nil }

// line ends a text with a line end, unless there is none.
func line(s string) []byte {
	if s == "" {
		return nil
	}
	return []byte(s + "\n")
}

// An output is standard output or a file that appears when it is whole.
type output struct {
	*bufio.Writer
	file *outfile.File // nil for standard output
}

// openOutput opens the file, or standard output for "-".
func openOutput(s streams, name string) (*output, error) {
	if name == "-" || name == "" {
		return &output{Writer: bufio.NewWriterSize(s.out, 1<<16)}, nil
	}
	f, err := outfile.Create(name)
	if err != nil {
		return nil, err
	}
	return &output{Writer: bufio.NewWriterSize(f, 1<<16), file: f}, nil
}

// finish ends the output of a run that ended with err, and returns the error
// that the command ends with. A file is committed only when the run went
// through; what went to standard output before an error stays there.
func (o *output) finish(err error) error {
	complete := err == nil || err == errQuarantined
	if o.file != nil && !complete {
		o.file.Abort()
		return err
	}
	if flushErr := o.Flush(); flushErr != nil {
		if o.file != nil {
			o.file.Abort()
		}
		if complete {
			return writeError(flushErr)
		}
		return err
	}
	if o.file != nil {
		if closeErr := o.file.Close(); closeErr != nil {
			return closeErr
		}
	}
	return err
}
