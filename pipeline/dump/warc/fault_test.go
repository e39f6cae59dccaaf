package warc

import (
	"bytes"
	"compress/gzip"
	"crypto/sha1"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
)

var faultSeeds = flag.Int("faults", 8, "archives to break per kind of fault")

// layout is how the records of a test archive are stored.
type layout int

const (
	raw layout = iota
	perRecord
	wholeFile
	frames // zstd, one per record
)

func (l layout) String() string { return [...]string{"raw", "gzip", "one member", "zstd frames"}[l] }

// archive is a generated file and what should be read from it.
type archive struct {
	records [][]byte // as they are in the content
	stored  [][]byte // the same as they are stored
	blocks  []string
	ids     []string
}

// newArchive makes n records. With digests, the blocks are full of what looks
// like the end of a record or the start of another; without, only the lengths
// and the surroundings can tell, and the blocks have no blank lines.
func newArchive(rng *rand.Rand, l layout, n int) *archive {
	a := &archive{}
	digests := rng.IntN(3) > 0
	for i := range n {
		var b strings.Builder
		fmt.Fprintf(&b, "<p>%d: ", i)
		for range 50 + rng.IntN(1000) {
			switch kind := rng.IntN(7); kind {
			case 6:
				fmt.Fprintf(&b, "%x ", rng.Uint64())
			case 1, 2:
				if !digests {
					break
				}
				fallthrough
			default:
				b.WriteString([...]string{"the ", "WARC/1.0 ", "\r\n\r\n", "<p>", ".\n", "\x1f\x8b\x08"}[kind])
			}
		}
		b.WriteString("</p>")
		head := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
		if !digests {
			head += fmt.Sprintf("Content-Length: %d\r\n", b.Len())
		}
		block := head + "\r\n" + b.String()
		id := fmt.Sprintf("urn:test:%d", i)
		var digest string
		if digests {
			digest = fmt.Sprintf("WARC-Block-Digest: sha1:%x\r\n", sha1.Sum([]byte(block)))
		}
		head = fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <%s>\r\n%sContent-Length: %d\r\n\r\n",
			id, digest, len(block))
		a.add(l, id, head, block)
	}
	return a
}

func (a *archive) add(l layout, id, head, block string) {
	record := []byte(head + block + "\r\n\r\n")
	a.records, a.blocks, a.ids = append(a.records, record), append(a.blocks, block), append(a.ids, id)
	a.stored = append(a.stored, store(l, record))
}

func store(l layout, record []byte) []byte {
	switch l {
	case perRecord:
		return deflated(record)
	case frames:
		return []byte(zstded(string(record)))
	}
	return record
}

func deflated(content []byte) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write(content)
	_ = z.Close()
	return b.Bytes()
}

func (a *archive) file(l layout) []byte {
	all := bytes.Join(a.stored, nil)
	if l == wholeFile {
		return deflated(all)
	}
	return all
}

// offset returns where the n-th record starts in the stored file.
func (a *archive) offset(n int) int64 { return int64(len(bytes.Join(a.stored[:n], nil))) }

// damage is a way to break one record of an archive, or the space after it.
type damage struct {
	name string
	// layouts it applies to
	layouts []layout
	// do breaks record n.
	do func(rng *rand.Rand, a *archive, l layout, n int)
	// keeps says that the record itself can still be read.
	keeps bool
	// silent says that there is nothing to report.
	silent bool
}

func setLength(value func(rng *rand.Rand, real int) string) func(*rand.Rand, *archive, layout, int) {
	return func(rng *rand.Rand, a *archive, l layout, n int) {
		real := fmt.Sprintf("Content-Length: %d\r\n", len(a.blocks[n]))
		a.rewrite(l, n, func(record string) string {
			return strings.Replace(record, real, value(rng, len(a.blocks[n])), 1) // the WARC header comes first
		})
	}
}

func (a *archive) rewrite(l layout, n int, f func(record string) string) {
	a.records[n] = []byte(f(string(a.records[n])))
	a.stored[n] = store(l, a.records[n])
}

func (a *archive) insert(n int, junk []byte) { a.stored[n] = append(a.stored[n], junk...) }

func noise(rng *rand.Rand, n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(1 + rng.IntN(255)) // no padding zeros
	}
	return b
}

var everywhere = []layout{raw, perRecord, wholeFile, frames}

var damages = []damage{
	{name: "none", layouts: everywhere, do: func(*rand.Rand, *archive, layout, int) {}, keeps: true, silent: true},
	{name: "length too short", layouts: everywhere, do: setLength(func(rng *rand.Rand, real int) string {
		return fmt.Sprintf("Content-Length: %d\r\n", rng.IntN(real-8))
	})},
	{name: "length too long", layouts: everywhere, do: setLength(func(rng *rand.Rand, real int) string {
		return fmt.Sprintf("Content-Length: %d\r\n", real+5+rng.IntN(3000))
	})},
	{name: "length beyond the file", layouts: everywhere, do: setLength(func(rng *rand.Rand, real int) string {
		return "Content-Length: 30000000\r\n"
	})},
	{name: "length beyond the cap", layouts: everywhere, do: setLength(func(rng *rand.Rand, real int) string {
		return "Content-Length: 99999999999\r\n"
	})},
	{name: "length beyond int64", layouts: everywhere, do: setLength(func(*rand.Rand, int) string {
		return "Content-Length: 99999999999999999999999\r\n"
	})},
	{name: "length negative", layouts: everywhere, do: setLength(func(*rand.Rand, int) string { return "Content-Length: -1\r\n" })},
	{name: "length missing", layouts: everywhere, do: setLength(func(*rand.Rand, int) string { return "" })},
	{name: "length no number", layouts: everywhere, do: setLength(func(*rand.Rand, int) string { return "Content-Length: many\r\n" })},
	{name: "line ends missing", layouts: everywhere, keeps: true, do: func(_ *rand.Rand, a *archive, l layout, n int) {
		a.rewrite(l, n, func(r string) string { return strings.TrimSuffix(r, "\r\n\r\n") })
	}},
	{name: "one line end missing", layouts: everywhere, keeps: true, do: func(_ *rand.Rand, a *archive, l layout, n int) {
		a.rewrite(l, n, func(r string) string { return strings.TrimSuffix(r, "\r\n") })
	}},
	{name: "more line ends", layouts: everywhere, keeps: true, silent: true, do: func(_ *rand.Rand, a *archive, l layout, n int) {
		a.rewrite(l, n, func(r string) string { return r + "\r\n\r\n\n\n" })
	}},
	{name: "block without its end", layouts: everywhere, do: func(rng *rand.Rand, a *archive, l layout, n int) {
		a.rewrite(l, n, func(r string) string { return r[:len(r)-10-rng.IntN(len(a.blocks[n])-20)] })
	}},
	{name: "version broken", layouts: everywhere, do: func(_ *rand.Rand, a *archive, l layout, n int) {
		a.rewrite(l, n, func(r string) string { return "WARX" + r[4:] })
	}},
	{name: "header without end", layouts: everywhere, do: func(_ *rand.Rand, a *archive, l layout, n int) {
		a.rewrite(l, n, func(r string) string { return r[:30] })
	}},
	{name: "record cut to nothing but its version", layouts: everywhere, do: func(_ *rand.Rand, a *archive, l layout, n int) {
		a.rewrite(l, n, func(r string) string { return "WARC/1.0\r\n" })
	}},
	{name: "text between", layouts: everywhere, keeps: true, do: func(_ *rand.Rand, a *archive, l layout, n int) {
		a.insert(n, []byte("this is no record\r\nWARC/1.0 neither\r\n"))
	}},
	{name: "noise between", layouts: everywhere, keeps: true, do: func(rng *rand.Rand, a *archive, l layout, n int) {
		a.insert(n, append(noise(rng, 1+rng.IntN(5000)), '\n'))
	}},
	{name: "padding between", layouts: everywhere, keeps: true, silent: true, do: func(rng *rand.Rand, a *archive, l layout, n int) {
		a.insert(n, make([]byte, rng.IntN(10000)))
	}},
	{name: "a gzip header between", layouts: []layout{raw, perRecord}, keeps: true, do: func(rng *rand.Rand, a *archive, l layout, n int) {
		a.insert(n, append([]byte("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03"), '\n'))
	}},
	{name: "uncompressed between compressed", layouts: []layout{perRecord, frames}, keeps: true, silent: true, do: func(_ *rand.Rand, a *archive, l layout, n int) {
		a.stored[n] = a.records[n]
	}},
	{name: "compressed between uncompressed", layouts: []layout{raw}, keeps: true, silent: true, do: func(_ *rand.Rand, a *archive, l layout, n int) {
		a.stored[n] = deflated(a.records[n])
	}},
	{name: "a bit flipped", layouts: []layout{perRecord, frames}, do: func(rng *rand.Rand, a *archive, l layout, n int) {
		// Not in the time, the flags nobody reads, or the system.
		at := 10 + rng.IntN(len(a.stored[n])-10)
		a.stored[n][at] ^= 1 << rng.IntN(8)
	}},
	{name: "many bits flipped", layouts: []layout{perRecord, frames}, do: func(rng *rand.Rand, a *archive, l layout, n int) {
		for range 20 {
			a.stored[n][10+rng.IntN(len(a.stored[n])-10)] ^= 1 << rng.IntN(8)
		}
		a.stored[n][len(a.stored[n])-6] ^= 1
	}},
	{name: "member without its magic", layouts: []layout{perRecord}, do: func(rng *rand.Rand, a *archive, l layout, n int) {
		a.stored[n][rng.IntN(3)] ^= 0x40
	}},
	{name: "member cut", layouts: []layout{perRecord, frames}, do: func(rng *rand.Rand, a *archive, l layout, n int) {
		a.stored[n] = a.stored[n][:1+rng.IntN(len(a.stored[n])-1)]
	}},
	{name: "member cut before its checksum", layouts: []layout{perRecord, frames}, do: func(rng *rand.Rand, a *archive, l layout, n int) {
		a.stored[n] = a.stored[n][:len(a.stored[n])-1-rng.IntN(8)]
	}},
	{name: "a hole in the member", layouts: []layout{perRecord, frames}, do: func(rng *rand.Rand, a *archive, l layout, n int) {
		from := 10 + rng.IntN(len(a.stored[n])-20)
		to := from + 1 + rng.IntN(len(a.stored[n])-from-1)
		a.stored[n] = append(a.stored[n][:from:from], a.stored[n][to:]...)
	}},
	{name: "a zeroed stretch in the member", layouts: []layout{perRecord, frames}, do: func(rng *rand.Rand, a *archive, l layout, n int) {
		from := 10 + rng.IntN(len(a.stored[n])-20)
		clear(a.stored[n][from:])
	}},
}

// TestOneFaultCostsNoNeighbour breaks one of six records in every way there is,
// at every position, and wants all the others, and the fault at its place.
func TestOneFaultCostsNoNeighbour(t *testing.T) {
	files := 0
	for _, d := range damages {
		for _, l := range d.layouts {
			t.Run(d.name+"/"+l.String(), func(t *testing.T) {
				for seed := range uint64(*faultSeeds) {
					rng := rand.New(rand.NewPCG(seed, 1))
					a := newArchive(rng, l, 6)
					n := int(seed) % 6
					start := a.offset(n)
					d.do(rng, a, l, n)
					end := a.offset(n + 1)
					if l == wholeFile {
						start, end = 0, 0
					}
					files++
					if problem := checkFault(a, l, d, n, start, end); problem != "" {
						t.Fatalf("seed %d, record %d: %s", seed, n, problem)
					}
				}
			})
		}
	}
	t.Logf("%d files with one fault each", files)
}

func checkFault(a *archive, l layout, d damage, n int, start, end int64) string {
	got, faults, err := readAll(NewReader(bytes.NewReader(a.file(l)), Options{}))
	if err != nil {
		return err.Error()
	}
	at := 0
	for i, id := range a.ids {
		if at < len(got) && got[at].id == id {
			if got[at].block != a.blocks[i] {
				return fmt.Sprintf("record %d was read with %d bytes instead of %d", i, len(got[at].block), len(a.blocks[i]))
			}
			at++
			continue
		}
		if i != n || d.keeps {
			return fmt.Sprintf("record %d was lost; faults: %v", i, faults)
		}
	}
	if at != len(got) {
		return fmt.Sprintf("%d records too many", len(got)-at)
	}
	kept := len(got) == len(a.ids)
	switch {
	case d.silent && len(faults) > 0:
		return fmt.Sprintf("unfounded faults: %v", faults)
	case d.silent:
		return ""
	case kept && !d.keeps && len(faults) == 0:
		return "" // a flipped bit that changes nothing that counts
	case len(faults) != 1:
		return fmt.Sprintf("faults: %v, want one", faults)
	case faults[0].Offset < start || faults[0].Offset > end:
		return fmt.Sprintf("fault %v, want it in [%d, %d]", faults[0], start, end)
	}
	return ""
}

type gotRecord struct{ id, block string }

func readAll(r *Reader) (records []gotRecord, faults []*Fault, err error) {
	for range 10000 {
		rec, err := r.Next()
		var f *Fault
		switch {
		case errors.As(err, &f):
			faults = append(faults, f)
		case err == io.EOF:
			return records, faults, nil
		case err != nil:
			return records, faults, err
		default:
			records = append(records, gotRecord{rec.ID, string(rec.Block)})
		}
	}
	return nil, nil, errors.New("reading does not end")
}
