package objects

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

// memory is a store of a few objects. An object whose name ends in "shaky"
// breaks off after every 1,000 bytes, one in "dead" after the first 1,000 for
// good, and one in "changing" has another version each time.
type memory map[string]string

var errReset = errors.New("connection reset")

func (m memory) List(_ context.Context, url string, found func(Object) error) error {
	if strings.Contains(url, "forbidden") {
		return errors.New("access denied")
	}
	for _, name := range slices.Sorted(func(yield func(string) bool) {
		for name := range m {
			if strings.HasPrefix(name, url) && !yield(name) {
				return
			}
		}
	}) {
		if err := found(Object{URL: name, Size: int64(len(m[name])), Version: "1"}); err != nil {
			return err
		}
	}
	return nil
}

var opened int

func (m memory) Open(_ context.Context, url string, offset int64) (io.ReadCloser, string, error) {
	opened++
	content, ok := m[url]
	switch {
	case !ok:
		return nil, "", fmt.Errorf("no object %s", url)
	case strings.HasSuffix(url, "dead") && offset > 0:
		return nil, "", errReset
	}
	rest := content[offset:]
	version := "1"
	var r io.Reader = strings.NewReader(rest)
	if broken := strings.HasSuffix(url, "shaky") || strings.HasSuffix(url, "changing") || strings.HasSuffix(url, "dead"); broken && len(rest) > 1000 {
		r = io.MultiReader(strings.NewReader(rest[:1000]), iotest.ErrReader(errReset))
	}
	if strings.HasSuffix(url, "changing") {
		version = fmt.Sprint(opened)
	}
	return io.NopCloser(r), version, nil
}

var content = memory{
	"s3://b/a": "short", "s3://b/empty": "", "s3://b/long": strings.Repeat("The bridge opens in May. ", 100_000),
	"s3://b/shaky": strings.Repeat("0123456789", 2345), "s3://b/dead": strings.Repeat("0123456789", 2345),
	"s3://b/changing": strings.Repeat("0123456789", 2345),
}

// TestMain is the helper too, when it goes by its name.
func TestMain(m *testing.M) {
	if filepath.Base(os.Args[0]) != Helper {
		os.Exit(m.Run())
	}
	s := Server{Store: content}
	if err := s.Serve(context.Background(), os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// client returns a client whose helper is this test binary.
func client(t *testing.T, script string) *Client {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, Helper)
	if script != "" {
		if err := os.WriteFile(path, []byte("#!/bin/sh\n"+script), 0o755); err != nil {
			t.Fatal(err)
		}
	} else {
		self, err := os.Executable()
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(self, path); err != nil {
			t.Skip("needs symbolic links:", err)
		}
	}
	t.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
	c := NewClient(t.Context())
	t.Cleanup(c.Close)
	return c
}

func TestObjectsComeWhole(t *testing.T) {
	c := client(t, "")
	list, err := c.List("s3://b/")
	if err != nil || len(list) != len(content) {
		t.Fatalf("%d objects of %d, %v", len(list), len(content), err)
	}
	for _, o := range list {
		if strings.HasSuffix(o.URL, "dead") || strings.HasSuffix(o.URL, "changing") {
			continue
		}
		for _, offset := range []int64{0, 1, o.Size / 2, o.Size} {
			if offset > o.Size {
				continue
			}
			r, err := c.Open(o.URL, offset)
			if err != nil {
				t.Fatalf("%s: %v", o.URL, err)
			}
			b, err := io.ReadAll(r)
			if err != nil || string(b) != content[o.URL][offset:] {
				t.Errorf("%s from %d: %d bytes of %d, %v", o.URL, offset, len(b), o.Size-offset, err)
			}
			r.Close()
		}
	}
}

func TestWhatTheStoreSays(t *testing.T) {
	c := client(t, "")
	var said *StoreError
	if _, err := c.Open("s3://b/none", 0); !errors.As(err, &said) || err.Error() != "no object s3://b/none" {
		t.Errorf("an object that is not there: %v", err)
	}
	if _, err := c.List("s3://forbidden/"); !errors.As(err, &said) || err.Error() != "access denied" {
		t.Errorf("a bucket that is not ours: %v", err)
	}
	for _, name := range []string{"s3://b/dead", "s3://b/changing"} {
		r, err := c.Open(name, 0)
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if len(b) != 1000 || !errors.As(err, &said) {
			t.Errorf("%s: %d bytes, %v", name, len(b), err)
		}
	}
	if b, err := c.Open("s3://b/a", 0); err != nil {
		t.Errorf("after all that: %v, %v", b, err)
	}
}

// TestGivenUpObjects: closing an object before its end leaves nothing of it to
// the next one.
func TestGivenUpObjects(t *testing.T) {
	c := client(t, "")
	for range 3 {
		r, err := c.Open("s3://b/long", 0)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.ReadFull(r, make([]byte, 10)); err != nil {
			t.Fatal(err)
		}
		r.Close()
		if _, err := r.Read(make([]byte, 10)); err == nil {
			t.Error("a closed object can be read")
		}
		again, err := c.Open("s3://b/a", 0)
		if err != nil {
			t.Fatal(err)
		}
		if b, err := io.ReadAll(again); string(b) != "short" || err != nil {
			t.Errorf("the next object: %q, %v", b, err)
		}
	}
}

func TestHelpersThatFail(t *testing.T) {
	for why, c := range map[string]struct{ script, want string }{
		"it ends at once":          {"exit 1", "winnow-objects: "},
		"it says why":              {"echo 'no credentials' >&2; exit 1", "winnow-objects: no credentials"},
		"it says something else":   {"read x; echo hello; exec sleep 10", "does not speak as winnow does"},
		"it ends within an object": {`read x; echo '{"data":100}'; echo abc`, "winnow-objects: "},
	} {
		r, err := client(t, c.script).Open("s3://b/a", 0)
		if err == nil {
			_, err = io.ReadAll(r)
		}
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %s", why, err, c.want)
		}
	}
	t.Setenv("PATH", t.TempDir())
	if _, err := NewClient(t.Context()).List("s3://b/"); !errors.Is(err, errNoHelper) {
		t.Errorf("no helper: %v", err)
	}
}

// TestTheContextEndsTheHelper: a signal ends the reading of an object that does
// not come.
func TestTheContextEndsTheHelper(t *testing.T) {
	client(t, `read x; echo '{"data":100}'; exec sleep 60`)
	ctx, cancel := context.WithCancelCause(t.Context())
	c := NewClient(ctx)
	r, err := c.Open("s3://b/a", 0)
	if err != nil {
		t.Fatal(err)
	}
	signal := errors.New("a signal")
	go cancel(signal)
	if _, err := io.ReadAll(r); !errors.Is(err, signal) {
		t.Errorf("got %v", err)
	}
}

func TestServeRefusesNonsense(t *testing.T) {
	var out bytes.Buffer
	if err := (&Server{Store: content}).Serve(t.Context(), strings.NewReader(`{"op":"delete","url":"s3://b/a"}`), &out); err != nil || !strings.Contains(out.String(), `{"error":"unknown request \"delete\""}`) {
		t.Errorf("%v, %s", err, out.String())
	}
	if err := (&Server{Store: content}).Serve(t.Context(), strings.NewReader("hello"), io.Discard); err == nil {
		t.Error("no error for what is no request")
	}
}
