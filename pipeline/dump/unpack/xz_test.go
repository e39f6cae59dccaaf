package unpack

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/ulikunitz/xz"
)

func xzed(t testing.TB, content []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := xz.NewWriter(&b)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(content); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// numbered is lines that pack well, but not to nothing.
func numbered(n int) []byte {
	rng := rand.New(rand.NewPCG(3, 4))
	var sb strings.Builder
	for i := range n {
		fmt.Fprintf(&sb, "line %d: the bridge of %x opens in May\n", i, rng.Uint64())
	}
	return []byte(sb.String())
}

// TestCutXZGivesWhatWasDecoded: a chunk of xz holds up to 2 MiB, and what is in
// it before the damage comes out.
func TestCutXZGivesWhatWasDecoded(t *testing.T) {
	for _, n := range []int{200, 20_000} {
		content := numbered(n)
		in := xzed(t, content)
		for _, cut := range []int{4, 2, 1} {
			kept := in[:len(in)-len(in)/(cut*2)]
			got, damages, err := drain(New(bytes.NewReader(kept), Options{}))
			if err != nil || len(damages) != 1 || damages[0].Reason != "truncated_xz" {
				t.Errorf("%d lines, cut to %d of %d: %v %v", n, len(kept), len(in), damages, err)
			}
			if !bytes.HasPrefix(content, got) {
				t.Errorf("%d lines, cut to %d of %d: what comes out is not what went in", n, len(kept), len(in))
			}
			// The lines are of one kind, so content and stored bytes go
			// together; the first lines take a little more.
			if want := len(content) / len(in) * len(kept) * 9 / 10; len(got) < want {
				t.Errorf("%d lines, cut to %d of %d: %d bytes of content, want %d", n, len(kept), len(in), len(got), want)
			}
		}
	}
}

func TestFlippedXZGivesWhatWasDecoded(t *testing.T) {
	content := numbered(5000)
	in := xzed(t, content)
	rng := rand.New(rand.NewPCG(5, 6))
	for range 50 {
		b := bytes.Clone(in)
		at := rng.IntN(len(b))
		b[at] ^= 1 << rng.IntN(8)
		got, damages, err := drain(New(bytes.NewReader(b), Options{}))
		if err != nil || len(damages) == 0 && !bytes.Equal(got, content) {
			t.Errorf("byte %d: %v %v", at, damages, err)
		}
		same := 0
		for same < min(len(got), len(content)) && got[same] == content[same] {
			same++
		}
		if want := at*(len(content)/len(in)) - 8<<10; same < want {
			t.Errorf("byte %d of %d: %d good bytes, want %d", at, len(in), same, want)
		}
	}
}

// FuzzXZ: no bytes make the decoder panic or go on without end.
func FuzzXZ(f *testing.F) {
	f.Add(xzed(f, numbered(20)))
	f.Add(xzed(f, bytes.Repeat([]byte("a"), 100_000))[:80])
	f.Fuzz(func(t *testing.T, in []byte) {
		r, err := newXZ(bytes.NewReader(in))
		if err != nil {
			return
		}
		if n, err := io.Copy(io.Discard, io.LimitReader(r, 1<<20)); err != nil && strings.Contains(err.Error(), "cannot be decoded") {
			t.Errorf("a panic after %d bytes: %v", n, err)
		}
	})
}
