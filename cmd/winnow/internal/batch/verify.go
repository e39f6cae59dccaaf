package batch

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"winnow/cmd/winnow/internal/parquetfile"
)

// ErrNoManifest means that a folder is no output folder, or that nothing was
// committed to it yet.
var ErrNoManifest = errors.New("it holds no manifest")

// Verify recomputes the checksums, the line counts and the accounts of a
// folder, and reports everything that does not agree.
func Verify(files Files, dir string) (*Manifest, error) {
	m, err := LoadManifest(files, dir)
	if isMissing(err) {
		return nil, fmt.Errorf("%s: %w", dir, ErrNoManifest)
	}
	if err != nil {
		return nil, err
	}
	var errs []error
	var written, quarantined int64
	for _, p := range m.Parts {
		errs = append(errs, verifyFile(files, dir, p.Output))
		written += p.Output.Records
		if p.Quarantine != nil {
			errs = append(errs, verifyFile(files, dir, *p.Quarantine))
			quarantined += p.Quarantine.Records
		}
	}
	if m.Open != nil {
		for _, file := range m.Open.files() {
			errs = append(errs, verifyFile(files, dir, file))
		}
		if m.Open.Output != nil {
			written += m.Open.Output.Records
		}
		if m.Open.Quarantine != nil {
			quarantined += m.Open.Quarantine.Records
		}
	}
	var sum Counts
	for _, in := range m.Inputs {
		if err := in.Counts.Check(); err != nil {
			errs = append(errs, fmt.Errorf("input %s: %w", in.Name, err))
		}
		sum.Add(in.Counts)
	}
	if sum != m.Counts {
		errs = append(errs, fmt.Errorf("the counts of the inputs do not add up to those of the folder"))
	}
	if written != m.Counts.Written() || quarantined != m.Counts.Quarantined {
		errs = append(errs, fmt.Errorf("the parts hold %d records and %d in quarantine, the accounts say %d and %d",
			written, quarantined, m.Counts.Written(), m.Counts.Quarantined))
	}
	return m, errors.Join(errs...)
}

func verifyFile(files Files, dir string, want File) error {
	f, err := files.Open(filepath.Join(dir, want.Name))
	if err != nil {
		return fmt.Errorf("%s: %w", want.Name, err)
	}
	defer f.Close()
	hash := sha256.New()
	stored := io.TeeReader(f, hash)
	content, err := decompressed(want.Name, stored)
	if err != nil {
		return fmt.Errorf("%s: %w", want.Name, err)
	}
	lines, err := countLines(content)
	if err == nil {
		_, err = io.Copy(io.Discard, stored)
	}
	switch sum := hex.EncodeToString(hash.Sum(nil)); {
	case err != nil:
		return fmt.Errorf("%s: %w", want.Name, err)
	case sum != want.SHA256:
		return fmt.Errorf("%s: its SHA-256 is %s, the manifest says %s", want.Name, sum, want.SHA256)
	case strings.Contains(want.Name, ".jsonl") && lines != want.Records:
		return fmt.Errorf("%s: it holds %d lines, the manifest says %d", want.Name, lines, want.Records)
	case strings.HasSuffix(want.Name, ".parquet"):
		return verifyRows(f, want)
	}
	return nil
}

// verifyRows counts the rows of a Parquet file.
func verifyRows(f io.Reader, want File) error {
	at, ok := f.(io.ReaderAt)
	if !ok {
		return fmt.Errorf("%s: rows can be counted in files only", want.Name)
	}
	rows, err := parquetfile.Rows(at, want.Bytes)
	switch {
	case err != nil:
		return fmt.Errorf("%s: %w", want.Name, err)
	case rows != want.Records:
		return fmt.Errorf("%s: it holds %d rows, the manifest says %d", want.Name, rows, want.Records)
	}
	return nil
}

func decompressed(name string, r io.Reader) (io.Reader, error) {
	switch {
	case strings.HasSuffix(name, ".zst"):
		d, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1))
		if err != nil {
			return nil, err
		}
		return d.IOReadCloser(), nil
	case strings.HasSuffix(name, ".gz"):
		return gzip.NewReader(r)
	}
	return r, nil
}

func countLines(r io.Reader) (int64, error) {
	var n int64
	buf := make([]byte, 64<<10)
	for {
		k, err := r.Read(buf)
		n += int64(bytes.Count(buf[:k], []byte{'\n'}))
		if errors.Is(err, io.EOF) {
			return n, nil
		}
		if err != nil {
			return n, err
		}
	}
}
