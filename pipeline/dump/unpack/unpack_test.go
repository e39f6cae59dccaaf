package unpack

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"

	"winnow/internal/cputime"
)

func gz(t testing.TB, content []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(content); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// zeros returns a gzip member of n zero bytes.
func zeros(t testing.TB, n int64) []byte {
	t.Helper()
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.CopyN(z, zeroReader{}, n); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

type zeroReader struct{}

func (zeroReader) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// drain reads everything, past all damage.
func drain(r io.Reader) (content []byte, damages []*Damage, err error) {
	buf := make([]byte, 32<<10)
	for range 1 << 20 {
		n, err := r.Read(buf)
		content = append(content, buf[:n]...)
		var d *Damage
		switch {
		case errors.As(err, &d):
			damages = append(damages, d)
		case err == io.EOF:
			return content, damages, nil
		case err != nil:
			return content, damages, err
		}
	}
	return nil, nil, errors.New("reading does not end")
}

func TestDetect(t *testing.T) {
	for want, heads := range map[Codec][]string{
		Gzip:  {"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03"},
		Zstd:  {"\x28\xb5\x2f\xfd\x04\x00", "\x50\x2a\x4d\x18\x04\x00\x00\x00", "\x5d\x2a\x4d\x18\x04\x00\x00\x00"},
		Bzip2: {"BZh91AY&SY", "BZh1\x17rE8P\x90"},
		XZ:    {"\xfd7zXZ\x00\x00\x04"},
		LZ4:   {"\x04\x22\x4d\x18\x64\x40"},
		None:  {"", "\x1f\x8b", "\x1f\x8b\x08\xff\x00\x00\x00\x00\x00\x03", "BZh9 is how bzip2 begins", "<html>", "\x1f\x8b\x09\x00\x00\x00\x00\x00\x00\x03"},
	} {
		for _, head := range heads {
			if got := Detect([]byte(head)); got != want {
				t.Errorf("%q: %q, want %q", head, got, want)
			}
		}
	}
}

func TestDamageIsReadPast(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	part := func(name string) []byte {
		b := []byte(name + ":")
		for range 3000 {
			b = append(b, "0123456789abcdef"[rng.IntN(16)])
		}
		return append(b, '\n')
	}
	a, b, c := part("a"), part("b"), part("c")
	ga, gb, gc := gz(t, a), gz(t, b), gz(t, c)
	flipped := bytes.Clone(gb)
	flipped[len(flipped)/2] ^= 0x20
	badSum := bytes.Clone(gb)
	badSum[len(badSum)-7] ^= 1
	badHeader := bytes.Clone(gb)
	badHeader[1] = 0
	at, after := int64(len(ga)), func(b []byte) int64 { return int64(len(ga) + len(b)) }
	for _, tc := range []struct {
		name, reason string
		middle       []byte
	}{
		{"flipped", "", flipped},
		{"checksum", ReasonChecksum, badSum},
		{"cut", "", gb[:len(gb)/2]},
		{"cut in its header", "", gb[:5]},
		{"header", ReasonJunk, badHeader},
		{"text", ReasonJunk, []byte("some text")},
	} {
		t.Run(tc.name, func(t *testing.T) {
			in := bytes.Join([][]byte{ga, tc.middle, gc}, nil)
			content, damages, err := drain(New(bytes.NewReader(in), Options{}))
			if err != nil || !bytes.HasPrefix(content, a) || !bytes.HasSuffix(content, c) {
				t.Fatalf("%d bytes of content, damage %v, %v", len(content), damages, err)
			}
			if len(damages) != 1 || damages[0].Start != at || damages[0].End != after(tc.middle) {
				t.Errorf("damage %+v, want one in [%d, %d)", damages, at, after(tc.middle))
			}
			if tc.reason != "" && damages[0].Reason != tc.reason {
				t.Errorf("reason %s, want %s", damages[0].Reason, tc.reason)
			}
		})
	}
	t.Run("at the end", func(t *testing.T) {
		in := append(bytes.Join([][]byte{ga, gc}, nil), "junk"...)
		content, damages, _ := drain(New(bytes.NewReader(in), Options{}))
		if len(content) != len(a)+len(c) || len(damages) != 1 || damages[0].Reason != ReasonTrailingJunk {
			t.Errorf("%d bytes, %v", len(content), damages)
		}
	})
	t.Run("a pipe is no worse than a file", func(t *testing.T) {
		in := bytes.Join([][]byte{ga, flipped, gc}, nil)
		content, damages, _ := drain(New(onlyReader{strings.NewReader(string(in))}, Options{}))
		if !bytes.HasSuffix(content, c) || len(damages) != 1 {
			t.Errorf("%d bytes, %v", len(content), damages)
		}
	})
}

type onlyReader struct{ io.Reader }

// TestZstdFrames: many frames, frames to skip, and a dictionary in front, as the
// zstd convention for WARC files has it.
func TestZstdFrames(t *testing.T) {
	words := strings.Repeat("what the pages have in common <p class=lead> ", 40)
	dict, err := os.ReadFile("testdata/dictionary") // by zstd --train
	if err != nil {
		t.Fatal(err)
	}
	frame := func(s string, o ...zstd.EOption) []byte {
		w, err := zstd.NewWriter(nil, o...)
		if err != nil {
			t.Fatal(err)
		}
		return w.EncodeAll([]byte(s), nil)
	}
	skippable := func(magic uint32, content []byte) []byte {
		b := binary.LittleEndian.AppendUint32(nil, magic)
		return append(binary.LittleEndian.AppendUint32(b, uint32(len(content))), content...)
	}
	withDict := zstd.WithEncoderDict(dict)
	long := strings.Repeat("0123456789", 50000)
	for name, c := range map[string]struct {
		in      [][]byte
		content string
	}{
		"frames":        {[][]byte{frame("one "), frame("two "), frame("")}, "one two "},
		"long":          {[][]byte{frame(long), frame("two", zstd.WithEncoderCRC(false))}, long + "two"},
		"single":        {[][]byte{frame(long, zstd.WithSingleSegment(true)), frame("x", zstd.WithSingleSegment(true))}, long + "x"},
		"skip":          {[][]byte{skippable(0x184D2A50, []byte("skip")), frame("one"), skippable(0x184D2A5F, nil)}, "one"},
		"dictionary":    {[][]byte{skippable(dictionaryFrame, dict), frame(words, withDict), frame("x"+words, withDict)}, words + "x" + words},
		"packed":        {[][]byte{skippable(dictionaryFrame, frame(string(dict))), frame(words, withDict)}, words},
		"gzip in frame": {[][]byte{frame(string(gz(t, []byte("one"))))}, "one"},
	} {
		content, damages, err := drain(New(bytes.NewReader(bytes.Join(c.in, nil)), Options{}))
		if err != nil || len(damages) > 0 || string(content) != c.content {
			t.Errorf("%s: %d bytes, want %d; %v, %v", name, len(content), len(c.content), damages, err)
		}
	}
}

func TestReadErrorsAreToldFromDamage(t *testing.T) {
	broken := errors.New("the disk is gone")
	for _, in := range [][]byte{[]byte("plain"), gz(t, []byte("zipped"))} {
		_, damages, err := drain(New(io.MultiReader(bytes.NewReader(in), errReader{broken}), Options{}))
		if err != nil || len(damages) != 1 || damages[0].Reason != ReasonRead || !errors.Is(damages[0], broken) {
			t.Errorf("%v, %v", damages, err)
		}
	}
}

type errReader struct{ err error }

func (e errReader) Read([]byte) (int, error) { return 0, e.err }

func TestBombsAreStopped(t *testing.T) {
	nested := bytes.Repeat(zeros(t, 16<<20), 60)
	z, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	zst := bytes.Repeat(z.EncodeAll(make([]byte, 16<<20), nil), 60)
	// A frame header that asks for a window of 2 GiB (RFC 8878, 3.1.1.1.2).
	window := []byte{0x28, 0xb5, 0x2f, 0xfd, 0x00, 21 << 3, 0x0b, 0x00, 0x00, 'x'}
	var x bytes.Buffer
	xw, err := xz.WriterConfig{DictCap: 256 << 20}.NewWriter(&x)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = xw.Write([]byte("small"))
	_ = xw.Close()
	for name, in := range map[string][]byte{
		"gzip": nested, "gzip in gzip": gz(t, nested), "zstd": zst, "zstd window": window,
		"xz dictionary": x.Bytes(),
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := cputime.Used()
			r := New(bytes.NewReader(in), Options{})
			buf := make([]byte, 64<<10)
			total := 0
			var d *Damage
			for {
				n, err := r.Read(buf)
				total += n
				if err == io.EOF && d != nil {
					break
				}
				if err != nil && (!errors.As(err, &d) || d.Reason != ReasonTooLarge) {
					t.Fatalf("got %v after %d bytes", err, total)
				}
			}
			runtime.ReadMemStats(&after)
			took := cputime.Used() - start
			t.Logf("stopped after %d bytes, %v, %d bytes allocated", total, took, after.TotalAlloc-before.TotalAlloc)
			if took > 5*time.Second {
				t.Errorf("it took %v", took) // a second is the goal; the machine may be busy
			}
			if after.TotalAlloc-before.TotalAlloc > 256<<20 {
				t.Errorf("%d bytes were allocated", after.TotalAlloc-before.TotalAlloc)
			}
			if total > 200<<20 {
				t.Errorf("it gave %d bytes first", total)
			}
		})
	}
}

func TestProgressKeepsAnInputThatPacksWell(t *testing.T) {
	in := bytes.Repeat(zeros(t, 16<<20), 10)
	r := New(bytes.NewReader(in), Options{})
	buf := make([]byte, 1<<20)
	var total int64
	for {
		n, err := r.Read(buf)
		total += int64(n)
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		r.Progress()
	}
	if total != 160<<20 {
		t.Errorf("%d bytes", total)
	}
}

func TestWindowPlacesLeadBack(t *testing.T) {
	content := "first\nsecond\nthird\n"
	in := append(gz(t, []byte(content[:8])), gz(t, []byte(content[8:]))...)
	w := NewWindow(New(bytes.NewReader(in), Options{}), nil)
	for w.Fill() {
	}
	for at := range len(content) {
		place := w.Place()
		again := New(bytes.NewReader(in[place.Base:]), Options{At: place.Base})
		all, _, _ := drain(again)
		if got := string(all[place.Within:]); got != content[at:] {
			t.Errorf("place %+v of byte %d leads to %q", place, at, got)
		}
		w.Advance(1)
	}
}

func FuzzReader(f *testing.F) {
	f.Add([]byte("plain text"))
	f.Add(gz(f, []byte("zipped")))
	f.Add(append(gz(f, []byte("zipped")), "junk"...))
	f.Add(gz(f, gz(f, []byte("twice"))))
	f.Add([]byte("BZh91AY&SY\x85\xbew\x8a\x00\x00\x0bY\x80\x00"))
	f.Add([]byte("\x28\xb5\x2f\xfd\x04\x00\x29\x00\x00hello\x7a\x9c\x9e\x2c"))
	f.Add([]byte("\xfd7zXZ\x00\x00\x04\xe6\xd6\xb4F"))
	f.Fuzz(func(t *testing.T, in []byte) {
		r := New(bytes.NewReader(in), Options{MaxIdle: 1 << 20})
		defer r.Close()
		content, damages, err := drain(r)
		if err != nil {
			t.Fatal(err)
		}
		if r.Layers() == 0 && !bytes.Equal(content, in) {
			t.Error("plain content was changed")
		}
		for _, d := range damages {
			if d.Start < 0 || d.Reason == "" || strings.HasSuffix(d.Reason, "_") {
				t.Errorf("damage without a place or reason: %+v", d)
			}
		}
	})
}
