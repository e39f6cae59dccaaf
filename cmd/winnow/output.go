package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"syscall"

	"go.uber.org/zap"

	"winnow"
	"winnow/cmd/winnow/internal/outfile"
	"winnow/cmd/winnow/internal/parquetfile"
	"winnow/cmd/winnow/internal/term"
)

// A format is a way to write articles.
type format struct {
	name   string
	encode func(winnow.Article) ([]byte, error)
	// separator is between two articles.
	separator string
}

var formats = map[string]format{
	"jsonl": {name: "jsonl", encode: encodeJSON},
	// A form feed on a line of its own is white space to whoever reads on.
	"text":     {name: "text", encode: encodeText, separator: "\f\n"},
	"markdown": {name: "markdown", encode: encodeMarkdown, separator: "\n---\n\n"},
	// The writer of the file turns the lines into rows.
	"parquet": {name: "parquet", encode: encodeJSON},
}

func encodeJSON(a winnow.Article) ([]byte, error) { return jsonLine(a) }

// jsonLine returns a value as one line of JSON, with < and > as they are.
func jsonLine(v any) ([]byte, error) {
	var buf bytes.Buffer
	e := json.NewEncoder(&buf)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return buf.Bytes(), err
}

func encodeText(a winnow.Article) ([]byte, error) { return line(a.Flat()), nil }

func encodeMarkdown(a winnow.Article) ([]byte, error) { return line(a.Markdown()), nil }

// line ends a text with a line end, unless it is empty.
func line(s string) []byte {
	if s == "" {
		return []byte{}
	}
	return []byte(s + "\n")
}

// A stream writes records to standard output or to a file that appears when it
// is whole, and the quarantine to a file or the log.
type stream struct {
	out        *bufio.Writer
	table      *parquetfile.Writer // nil for other formats
	file       *outfile.File       // nil for standard output
	separator  string
	written    int64 // records
	quarantine *quarantine
}

// openStream opens the file, or standard output for "-".
func openStream(ctx context.Context, s streams, name string, f format, quarantineName string, log *zap.Logger) (*stream, error) {
	o := &stream{separator: f.separator}
	var err error
	if o.quarantine, err = openQuarantine(ctx, quarantineName, log); err != nil {
		return nil, err
	}
	w := term.Screen(s.out)
	if name != "-" && name != "" {
		if o.file, err = createFile(ctx, name); err != nil {
			o.quarantine.abort()
			return nil, err
		}
		w = o.file
	}
	if f.name == "parquet" {
		o.table = parquetfile.NewWriter(w)
		w = o.table
	}
	o.out = bufio.NewWriterSize(w, 1<<16)
	return o, nil
}

// createFile begins a file. The end of ctx ends it, too: a named pipe waits for who reads it.
func createFile(ctx context.Context, name string) (*outfile.File, error) {
	return within(ctx, 0, func(context.Context) (*outfile.File, error) { return outfile.Create(name) })
}

func (s *stream) put(o outcome) error {
	if o.quarantine != nil {
		return s.quarantine.add(*o.quarantine)
	}
	if o.record == nil {
		return nil
	}
	if s.written > 0 && s.separator != "" {
		if _, err := s.out.WriteString(s.separator); err != nil {
			return writeError(err)
		}
	}
	s.written++
	if _, err := s.out.Write(o.record); err != nil {
		return writeError(err)
	}
	return nil
}

func (s *stream) end(context.Context, string) {}

// finish commits a file only if the run succeeded; what went to standard output
// before an error stays there.
func (s *stream) finish(err error) error { return s.quarantine.finish(s.finishOutput(err)) }

func (s *stream) finishOutput(err error) error {
	if s.file != nil && err != nil {
		s.file.Abort()
		return err
	}
	if flushErr := s.flush(); flushErr != nil && err == nil {
		err = writeError(flushErr)
	}
	if s.file == nil {
		return err
	}
	if err != nil {
		s.file.Abort()
		return err
	}
	return s.file.Close()
}

func (s *stream) flush() error {
	err := s.out.Flush()
	if err == nil && s.table != nil {
		err = s.table.Close()
	}
	return err
}

// writeError says where writing failed, unless the error does already.
func writeError(err error) error {
	if errors.Is(err, syscall.EPIPE) || strings.HasPrefix(err.Error(), "cannot write") {
		return err
	}
	return fmt.Errorf("cannot write the output: %w", err)
}
