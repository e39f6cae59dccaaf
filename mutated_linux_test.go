package winnow_test

import (
	"compress/gzip"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
	"unicode/utf8"

	"winnow"
	"winnow/internal/devdata"
	"winnow/pipeline"
	"winnow/pipeline/decode"
)

// TestMutatedPages cleans real pages with seeded damage, eight at a time: none
// may panic, hang or get lost, and all of them must do with a gigabyte.
// WINNOW_MUTATIONS sets the number: make hostile.
func TestMutatedPages(t *testing.T) {
	if testing.Short() {
		t.Skip("measures cost: not in short runs, such as those under the race detector")
	}
	const workers = 8
	files, err := filepath.Glob(filepath.Join(devdata.Dir(t, "bench", "wcxb-dev"), "html", "*.html.gz"))
	if err != nil || len(files) == 0 {
		t.Fatal("no pages: ", err)
	}
	n := 200
	if s := os.Getenv("WINNOW_MUTATIONS"); s != "" {
		if n, err = strconv.Atoi(s); err != nil {
			t.Fatal(err)
		}
	}
	c := newCleaner(t)
	var (
		wg       sync.WaitGroup
		next     atomic.Int64
		mu       sync.Mutex
		slowest  time.Duration
		outcomes = map[string]int{}
	)
	for range workers {
		wg.Go(func() {
			runtime.LockOSThread() // what it costs is the time of a thread
			defer runtime.UnlockOSThread()
			for i := next.Add(1) - 1; i < int64(n); i = next.Add(1) - 1 {
				random := rand.New(rand.NewPCG(7, uint64(i)))
				file := files[random.IntN(len(files))]
				id := filepath.Base(file)
				page := winnow.Page{Format: pipeline.FormatHTML, Body: mutate(random, unzipped(t, file))}
				before := threadCPU(t)
				a, err := c.Clean(t.Context(), page)
				took := threadCPU(t) - before
				switch {
				case err != nil:
					t.Errorf("mutation %d of %s: %v", i, id, err)
				case took > maxCPU:
					t.Errorf("mutation %d of %s: %v of CPU", i, id, took)
				case a.Status == winnow.StatusError || slices.Contains(a.Reasons, string(decode.ReasonBinary)):
					t.Errorf("mutation %d of %s is lost: %s %v", i, id, a.Status, a.Reasons)
				case !utf8.ValidString(a.Text):
					t.Errorf("mutation %d of %s: not valid UTF-8", i, id)
				}

				mu.Lock()
				slowest = max(slowest, took)
				outcomes[fmt.Sprint(a.Status, a.Reasons)]++
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	peak := peakMemory(t)
	if peak > 1<<30 {
		t.Errorf("%d MB at the most, a gigabyte is allowed", peak>>20)
	}
	t.Logf("%d pages, the slowest took %v of a thread; %d MB at the most; %v", n, slowest, peak>>20, outcomes)
}

// unzipped is what a file holds; the pages stay on disk, so that the memory is
// that of the cleaning.
func unzipped(t testing.TB, file string) []byte {
	f, err := os.Open(file)
	if err != nil {
		t.Error(err)
		return nil
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Error(err)
		return nil
	}
	b, err := io.ReadAll(z)
	if err != nil {
		t.Error(err)
	}
	return b
}

// threadCPU returns the processor time of the calling thread so far.
func threadCPU(t testing.TB) time.Duration {
	const self = 1 // RUSAGE_THREAD, which package syscall does not name
	var u syscall.Rusage
	if err := syscall.Getrusage(self, &u); err != nil {
		t.Error(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// peakMemory returns the most memory in bytes that the process has held.
func peakMemory(t testing.TB) int64 {
	t.Helper()
	b, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(b), "VmHWM:")
	kb, err := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return kb << 10
}

// mutate damages a page: cuts, repetitions, swaps, bytes and tags put in.
func mutate(random *rand.Rand, page []byte) []byte {
	b := append([]byte(nil), page...)
	at := func() int { return random.IntN(len(b) + 1) }
	tags := []string{"<div>", "</div>", "<table>", "</table>", "<b>", "<a href=x>", "<script>", "<!--", "<template>", "<svg>", "</p>", "<noscript>", "\x00", "\xff\xfe", "&#x110000;", "<![CDATA["}
	for range 1 + random.IntN(8) {
		if len(b) == 0 {
			break
		}
		i, j := at(), at()
		if i > j {
			i, j = j, i
		}
		switch random.IntN(6) {
		case 0: // cut the end off, as a scraper with a limit does
			b = b[:max(j, len(b)/4)]
		case 1: // lose a piece
			j = min(j, i+4096)
			b = append(b[:i:i], b[j:]...)
		case 2: // repeat a piece
			j = min(j, i+2048)
			piece := strings.Repeat(string(b[i:j]), 1+random.IntN(20))
			b = append(b[:i:i], append([]byte(piece), b[i:]...)...)
		case 3: // flip bytes
			for range 20 {
				b[random.IntN(len(b))] ^= byte(1 << random.IntN(8))
			}
		case 4: // put a tag in, many times over
			tag := strings.Repeat(tags[random.IntN(len(tags))], 1+random.IntN(700))
			b = append(b[:i:i], append([]byte(tag), b[i:]...)...)
		case 5: // lose every end tag of a kind
			b = []byte(strings.ReplaceAll(string(b), []string{"</div>", "</p>", "</a>", "</li>"}[random.IntN(4)], ""))
		}
	}
	return b
}
