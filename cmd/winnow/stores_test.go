package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing/iotest"

	"winnow/cmd/winnow/internal/objects"
)

// folderStore is an object store made of a folder: s3://bucket/key is the file
// bucket/key in it. No connection gets past the byte that OBJECTS_BREAK names.
type folderStore string

func (s folderStore) List(_ context.Context, url string, found func(objects.Object) error) error {
	_, prefix, _ := strings.Cut(url, "://")
	scheme := strings.TrimSuffix(url, prefix)
	return fs.WalkDir(os.DirFS(string(s)), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasPrefix(path, prefix) {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		return found(objects.Object{URL: scheme + path, Size: info.Size(), Modified: info.ModTime(), Version: info.ModTime().String()})
	})
}

func (s folderStore) Open(_ context.Context, url string, offset int64) (io.ReadCloser, string, error) {
	_, name, _ := strings.Cut(url, "://")
	f, err := os.Open(filepath.Join(string(s), name))
	if err != nil {
		return nil, "", err
	}
	if _, err := f.Seek(offset, io.SeekStart); err != nil {
		return nil, "", err
	}
	r := io.Reader(f)
	if end, err := strconv.ParseInt(os.Getenv("OBJECTS_BREAK"), 10, 64); err == nil {
		r = io.MultiReader(io.LimitReader(f, max(0, end-offset)), iotest.ErrReader(errors.New("connection reset")))
	}
	return struct {
		io.Reader
		io.Closer
	}{r, f}, "1", nil
}

// serveFolder is the helper of the scripts.
func serveFolder() {
	s := objects.Server{Store: folderStore(os.Getenv("OBJECTS"))}
	if err := s.Serve(context.Background(), os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
