package batch

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"winnow/cmd/winnow/internal/parquetfile"
)

// A partFile is a file being written under a temporary name.
type partFile struct {
	files      Files
	path       string
	file       WriteFile
	buffer     *bufio.Writer
	compressor io.WriteCloser // what turns records into the bytes stored; nil for nothing
	hash       hash.Hash
	bytes      int64
	records    int64
	// lines are the records as they came, for a format that cannot be
	// continued; nil for the others.
	lines *partFile
}

// linesEnding is the ending of the lines of a part, in place of its own.
const linesEnding = ".lines.jsonl.zst"

func newPartFile(files Files, path string) (*partFile, error) {
	f, err := files.Create(path + tempSuffix)
	if err != nil {
		return nil, fmt.Errorf("cannot write %s: %w", path, err)
	}
	p := &partFile{files: files, path: path, file: f, hash: sha256.New()}
	p.buffer = bufio.NewWriterSize(storedBytes{p}, 1<<16)
	switch {
	case strings.HasSuffix(path, ".zst"):
		if p.compressor, err = zstd.NewWriter(p.buffer, zstd.WithEncoderConcurrency(1), zstd.WithZeroFrames(true)); err != nil {
			return nil, errors.Join(err, f.Close())
		}
	case strings.HasSuffix(path, ".gz"):
		p.compressor = gzip.NewWriter(p.buffer)
	case strings.HasSuffix(path, ".parquet"):
		p.compressor = parquetfile.NewWriter(p.buffer)
		if p.lines, err = newPartFile(files, strings.TrimSuffix(path, ".parquet")+linesEnding); err != nil {
			return nil, errors.Join(err, f.Close())
		}
	}
	return p, nil
}

// storedBytes writes to the file and keeps track of what is stored.
type storedBytes struct{ p *partFile }

func (s storedBytes) Write(b []byte) (int, error) {
	n, err := s.p.file.Write(b)
	s.p.hash.Write(b[:n])
	s.p.bytes += int64(n)
	return n, err
}

// add writes one record.
func (p *partFile) add(record []byte) error {
	if err := p.write(record); err != nil {
		return err
	}
	p.records++
	return nil
}

// write writes a piece of the records.
func (p *partFile) write(b []byte) error {
	if p.lines != nil {
		if err := p.lines.write(b); err != nil {
			return err
		}
	}
	w := io.Writer(p.buffer)
	if p.compressor != nil {
		w = p.compressor
	}
	if _, err := w.Write(b); err != nil {
		return fmt.Errorf("cannot write %s: %w", p.path, err)
	}
	return nil
}

// commit makes the file appear under its name.
func (p *partFile) commit() (File, error) {
	file, err := p.commitAs(p.path)
	if err == nil && p.lines != nil {
		p.lines.abandon()
	}
	return file, err
}

// keep makes the records appear under another name, in a form that can be
// continued.
func (p *partFile) keep(path string) (File, error) {
	if p.lines == nil {
		return p.commitAs(path)
	}
	lines := p.lines
	lines.records, p.lines = p.records, nil
	p.abandon()
	return lines.commitAs(path)
}

// keptEnding returns the ending of the kept file of a part with the given
// ending.
func (p *partFile) keptEnding(ending string) string {
	if p.lines != nil {
		return ".jsonl.zst"
	}
	return ending
}

func (p *partFile) commitAs(path string) (File, error) {
	err := p.close()
	if err == nil {
		err = p.files.Rename(p.path+tempSuffix, path)
	}
	if err != nil {
		return File{}, fmt.Errorf("cannot write %s: %w", path, err)
	}
	return File{
		Name: filepath.Base(path), Records: p.records, Bytes: p.bytes,
		SHA256: hex.EncodeToString(p.hash.Sum(nil)),
	}, nil
}

func (p *partFile) close() error {
	var err error
	if p.compressor != nil {
		err = p.compressor.Close()
	}
	if err == nil {
		err = p.buffer.Flush()
	}
	if err == nil {
		err = p.file.Sync()
	}
	return errors.Join(err, p.file.Close())
}

// abandon removes the file. What cannot be removed is removed by the next run.
func (p *partFile) abandon() {
	p.file.Close()
	p.files.Remove(p.path + tempSuffix)
	if p.lines != nil {
		p.lines.abandon()
	}
}
