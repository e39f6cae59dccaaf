package dump

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"winnow/pipeline/dump/unpack"
)

// countingAt counts what is read of a file.
type countingAt struct {
	*bytes.Reader
	n int64
}

func (c *countingAt) ReadAt(p []byte, at int64) (int, error) {
	n, err := c.Reader.ReadAt(p, at)
	c.n += int64(n)
	return n, err
}

// TestSalvageReadsOnce: the search for headers reads each part of the file a few
// times at most, whatever the headers say; 64 KB were read for each once.
func TestSalvageReadsOnce(t *testing.T) {
	bare := "PK\x03\x04" + strings.Repeat("\x00", 22)
	for name, c := range map[string]struct {
		unit  string
		found int
	}{
		"bare":       {bare + "\x00\x00\x00\x00", 0},
		"short name": {bare + "\x01\x00\x00\x00a", 20_000},
		"long name":  {bare + "\xff\xff\x00\x00", 9},
		"magic":      {"PK\x03\x04", 1},
		"half magic": {"PK\x03PK", 0},
	} {
		in := &countingAt{Reader: bytes.NewReader([]byte(strings.Repeat(c.unit, 20_000)))}
		l := &localScan{at: in, size: in.Size()}
		found := 0
		for h := l.next(0); h != nil; h = l.next(h.data) {
			found++
		}
		if in.n > 4*in.Size() {
			t.Errorf("%s: %d bytes read of %d", name, in.n, in.Size())
		}
		if found < c.found {
			t.Errorf("%s: %d headers, want %d", name, found, c.found)
		}
	}
}

// TestSalvageFindsEveryHeader, also where two reads meet.
func TestSalvageFindsEveryHeader(t *testing.T) {
	header := "PK\x03\x04" + strings.Repeat("\x00", 22) + "\x03\x00\x02\x00abcxx"
	for gap := scanSize - 40; gap < scanSize+3; gap++ {
		in := strings.NewReader(strings.Repeat(".", gap) + header + strings.Repeat("P", gap) + header)
		l := &localScan{at: in, size: in.Size()}
		var names []string
		for h := l.next(0); h != nil; h = l.next(h.data) {
			names = append(names, h.name)
		}
		if strings.Join(names, " ") != "abc abc" {
			t.Errorf("gap %d: found %q", gap, names)
		}
	}
}

// TestMemberFaultsTellThePlace: the offset is that of the member in the archive,
// and the reason is said once.
func TestMemberFaultsTellThePlace(t *testing.T) {
	in := zipped(t, entry{"a.html", []byte("<p>a")}, entry{"b.html", []byte("<p>b")}, entry{"c.html.gz", gzipped(t, []byte("<p>c"))})
	for _, name := range []string{"b.html", "c.html.gz"} {
		at := bytes.Index(in, []byte(name)) + len(name)
		broken := bytes.Clone(in)
		broken[at+3] ^= 0xff
		var fault *Fault
		for _, item := range readBytes(t, broken, Options{}) {
			if item.Fault != nil {
				fault = item.Fault
			}
		}
		if fault == nil || fault.Reason != FaultArchive || fault.Source.Offset != int64(at) {
			t.Errorf("%s at %d: got %v", name, at, fault)
			continue
		}
		if errors.Is(fault.Err, io.EOF) || strings.Contains(fault.Err.Error(), FaultArchive) || errors.As(fault.Err, new(*unpack.Damage)) {
			t.Errorf("%s: the reason is repeated: %v", name, fault)
		}
	}
}
