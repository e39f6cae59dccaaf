package batch

import (
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

// ErrNoManifest means that a folder is not an output folder, or that nothing
// has been committed to it yet.
var ErrNoManifest = errors.New("it holds no manifest")

// Verify recomputes the checksums and line counts of a folder and the accounts of
// each input, by the source that its records name, and reports everything that
// does not agree. (Text and Markdown do not name it: there the accounts of the
// output are compared as a whole.) Files that look like parts and are none are
// faults too.
func Verify(files Files, dir string) (*Manifest, error) {
	m, err := loadManifest(files, dir)
	if isMissing(err) {
		return nil, fmt.Errorf("%s: %w", dir, ErrNoManifest)
	}
	if err != nil {
		return nil, err
	}
	v := verifier{files: files, dir: dir, tally: newTally(m.Inputs)}
	for _, p := range m.Parts {
		v.part(&p.Output, p.Quarantine)
	}
	if m.Open != nil {
		v.part(m.Open.Output, m.Open.Quarantine)
	}
	var sum Counts
	for _, in := range m.Inputs {
		if err := in.Counts.Check(); err != nil {
			v.fault("input %s: %w", in.Name, err)
		}
		sum.Add(in.Counts)
	}
	if sum != m.Counts {
		v.fault("the counts of the inputs do not add up to those of the folder")
	}
	if v.written != m.Counts.Written() || v.quarantined != m.Counts.Quarantined {
		v.fault("the parts hold %d records and %d in quarantine, the accounts say %d and %d",
			v.written, v.quarantined, m.Counts.Written(), m.Counts.Quarantined)
	}
	if len(v.errs) == 0 { // else the tally is of damaged files
		if err := v.tally.check(m.Inputs); err != nil {
			v.errs = append(v.errs, err)
		}
	}
	stray, _, err := strays(files, dir, m)
	if err != nil {
		return m, err
	}
	for _, name := range stray {
		v.fault("%s is none of the parts that the manifest names: move it out of the folder", name)
	}
	return m, errors.Join(v.errs...)
}

// Uncommitted names the files that a stopped run left of the part after the
// last. They do not count, and the next run replaces them.
func Uncommitted(files Files, dir string, m *Manifest) ([]string, error) {
	_, uncommitted, err := strays(files, dir, m)
	return uncommitted, err
}

// strays lists the files that look like parts and are not named by the manifest.
func strays(files Files, dir string, m *Manifest) (stray, uncommitted []string, err error) {
	entries, err := files.ReadDir(dir)
	if err != nil {
		return nil, nil, err
	}
	named := m.files()
	for _, e := range entries {
		name := e.Name()
		if named[name] || !partPattern.MatchString(name) {
			continue
		}
		if _, number, _ := strings.Cut(name, "-"); strings.HasPrefix(number, fmt.Sprintf("%06d.", len(m.Parts)+1)) {
			uncommitted = append(uncommitted, name)
		} else {
			stray = append(stray, name)
		}
	}
	return stray, uncommitted, nil
}

// A fileKind says what the records of a file are.
type fileKind uint8

const (
	outputFile     fileKind = iota // articles
	quarantineFile                 // what could not be processed
)

// A verifier gathers what the files of a folder hold.
type verifier struct {
	files                Files
	dir                  string
	tally                *tally
	written, quarantined int64
	errs                 []error
}

func (v *verifier) fault(format string, args ...any) {
	v.errs = append(v.errs, fmt.Errorf(format, args...))
}

// part examines the files of a part, either of which may be missing.
func (v *verifier) part(output, quarantine *File) {
	if output != nil {
		v.written += output.Records
		v.file(*output, outputFile)
	}
	if quarantine != nil {
		v.quarantined += quarantine.Records
		v.file(*quarantine, quarantineFile)
	}
}

func (v *verifier) file(want File, kind fileKind) {
	if err := v.look(want, kind); err != nil {
		v.fault("%s: %w", want.Name, err)
	}
}

func (v *verifier) look(want File, kind fileKind) error {
	f, err := v.files.Open(filepath.Join(v.dir, want.Name))
	if err != nil {
		return err
	}
	defer f.Close()
	hash := sha256.New()
	stored := io.TeeReader(f, hash)
	content, err := decompressed(want.Name, stored)
	if err != nil {
		return err
	}
	records := want.Records // where they cannot be counted
	var countErr error
	switch {
	case strings.Contains(want.Name, ".jsonl"):
		records, countErr = v.tally.lines(content, kind)
	case !strings.HasSuffix(want.Name, ".parquet"):
		v.tally.noState = true
		_, countErr = io.Copy(io.Discard, content)
	}
	if _, err := io.Copy(io.Discard, stored); err != nil {
		return err
	}
	switch sum := hex.EncodeToString(hash.Sum(nil)); {
	case sum != want.SHA256:
		return fmt.Errorf("its SHA-256 is %s, the manifest says %s", sum, want.SHA256)
	case countErr != nil:
		return countErr
	case records != want.Records:
		return fmt.Errorf("it holds %d lines, the manifest says %d", records, want.Records)
	case strings.HasSuffix(want.Name, ".parquet"):
		return v.rows(f, want)
	}
	return nil
}

// rows counts the rows of a Parquet file.
func (v *verifier) rows(f io.Reader, want File) error {
	at, ok := f.(io.ReaderAt)
	if !ok {
		return errors.New("rows can be counted in files only")
	}
	rows, err := parquetfile.Outcomes(at, want.Bytes, v.tally.written)
	switch {
	case err != nil:
		return err
	case rows != want.Records:
		return fmt.Errorf("it holds %d rows, the manifest says %d", rows, want.Records)
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
