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
}

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
	}
	return p, nil
}

// storedBytes writes to the file and keeps account of what is stored.
type storedBytes struct{ p *partFile }

func (s storedBytes) Write(b []byte) (int, error) {
	n, err := s.p.file.Write(b)
	s.p.hash.Write(b[:n])
	s.p.bytes += int64(n)
	return n, err
}

// add writes one record.
func (p *partFile) add(record []byte) error {
	w := io.Writer(p.buffer)
	if p.compressor != nil {
		w = p.compressor
	}
	if _, err := w.Write(record); err != nil {
		return fmt.Errorf("cannot write %s: %w", p.path, err)
	}
	p.records++
	return nil
}

// commit makes the file appear under its name.
func (p *partFile) commit() (File, error) {
	err := p.close()
	if err == nil {
		err = p.files.Rename(p.path+tempSuffix, p.path)
	}
	if err != nil {
		return File{}, fmt.Errorf("cannot write %s: %w", p.path, err)
	}
	return File{
		Name: filepath.Base(p.path), Records: p.records, Bytes: p.bytes,
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
}
