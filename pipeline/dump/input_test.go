package dump

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

func names(inputs []Input) []string {
	var all []string
	for _, in := range inputs {
		name := in.Name
		if in.Skip != "" {
			name += " " + in.Skip
		}
		all = append(all, name)
	}
	return all
}

func TestExpand(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"d/b.html", "d/a/z.html", "d/a/y.txt", "d/c.html.gz", "e [1].html", "top.html"} {
		writeFile(t, ".", name, []byte("x"))
	}
	writeFile(t, ".", "outside/in.html", []byte("x"))
	for link, target := range map[string]string{"link": "d", "outside/out.html": "../top.html"} {
		if err := os.Symlink(target, link); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct{ names, want string }{
		{"d", "d/a/y.txt d/a/z.html d/b.html d/c.html.gz"},
		{"top.html,-,d/b.html", "top.html - d/b.html"},
		{"d/*.html", "d/b.html"},
		{"d/**/*.html", "d/a/z.html d/b.html"},
		{"**/*.html", "d/a/z.html d/b.html e [1].html outside/in.html outside/out.html top.html listed_twice"},
		{"d/**", "d/a/y.txt d/a/z.html d/b.html d/c.html.gz"},
		{"**/a/*", "d/a/y.txt d/a/z.html"},
		{"d/?", "d/a/y.txt d/a/z.html"},
		{"e [1].html", "e [1].html"},
		{"link", "link/a/y.txt link/a/z.html link/b.html link/c.html.gz"},
		{"d/b.html,./d/b.html", "d/b.html ./d/b.html listed_twice"},
		{"outside", "outside/in.html outside/out.html symlink"},
		{"outside,outside/out.html", "outside/in.html outside/out.html symlink outside/out.html"},
		{"outside/out.html,outside", "outside/out.html outside/in.html outside/out.html symlink"},
		{"outside/*,top.html", "outside/in.html outside/out.html top.html listed_twice"},
		{"d/a,link", "d/a/y.txt d/a/z.html link/a/y.txt listed_twice link/a/z.html listed_twice link/b.html link/c.html.gz"},
	} {
		t.Run(c.names, func(t *testing.T) {
			inputs, err := Expand(context.Background(), strings.Split(c.names, ","))
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(names(inputs), " "); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestExpandMissing(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, c := range []struct {
		name, want string
	}{
		{"none.html", `cannot read "none.html": no such file or directory`},
		{"none/*.html", `no file matches "none/*.html"`},
	} {
		_, err := Expand(context.Background(), []string{c.name})
		var missing *MissingError
		if !errors.As(err, &missing) || !errors.Is(err, fs.ErrNotExist) || err.Error() != c.want {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// TestExpandAll: what is gone is in its place with its error, unless nothing at
// all is there.
func TestExpandAll(t *testing.T) {
	t.Chdir(t.TempDir())
	writeFile(t, ".", "a.html", nil)
	writeFile(t, ".", "b.html", nil)
	remote := func(name string) ([]Input, error) {
		if name == "s3://gone" {
			return nil, fs.ErrNotExist
		}
		return nil, errors.New("the store does not answer")
	}
	for _, c := range []struct{ names, listed, want string }{
		{"a.html none.html b.html", "", "a.html none.html! b.html"},
		{"none/*.html b.html", "", "none/*.html! b.html"},
		{"", "none.html a.html none.html", "none.html! a.html none.html?listed_twice"},
		{"", "none.html", "none.html!"},
		{"", "s3://gone a.html", "s3://gone! a.html"},
		{"none.html", "a.html", "none.html! a.html"},
		{"none.html none/*.html", "", `cannot read "none.html": no such file or directory`},
		{"", "a.html s3://down", `cannot read "s3://down": the store does not answer`},
	} {
		var got []string
		var failed error
		for in, err := range ExpandAll(context.Background(), strings.Fields(c.names), withoutErrors(strings.Fields(c.listed)), remote) {
			if err != nil {
				failed = err
				break
			}
			name := in.Name
			if in.Err != nil {
				name += "!"
			}
			if in.Skip != "" {
				name += "?" + in.Skip
			}
			got = append(got, name)
		}
		if failed != nil {
			got = []string{failed.Error()}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q, listed %q: got %q, want %q", c.names, c.listed, strings.Join(got, " "), c.want)
		}
	}
}

func withoutErrors(names []string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for _, name := range names {
			if !yield(name, nil) {
				return
			}
		}
	}
}

// Reading from any of these would wait, or leave the folder.
func TestSpecialFilesAreSkippedWithAReason(t *testing.T) {
	t.Chdir(t.TempDir())
	writeFile(t, ".", "d/page.html", []byte("x"))
	if err := syscall.Mkfifo("d/fifo", 0o600); err != nil {
		t.Skip("no FIFOs here:", err)
	}
	if err := os.Symlink("/etc/passwd", "d/link"); err != nil {
		t.Fatal(err)
	}
	socket, err := net.Listen("unix", "d/socket")
	if err != nil {
		t.Skip("no sockets here:", err)
	}
	defer socket.Close()
	inputs, err := Expand(context.Background(), []string{"d", "d/fifo", "/dev/null"})
	if err != nil {
		t.Fatal(err)
	}
	want := "d/fifo fifo|d/link symlink|d/page.html|d/socket socket|d/fifo fifo|/dev/null device"
	if got := strings.Join(names(inputs), "|"); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	items := collect(t, inputs, Options{})
	wantLines(t, describeAll(items), "skip 1@0 fifo", "skip 1@0 symlink", `page 1@0  "x"`, "skip 1@0 socket",
		"skip 1@0 fifo", "skip 1@0 device")

	// A file that became a FIFO after it was listed does not hang the run.
	wantLines(t, describeAll(collect(t, []Input{{Name: "d/fifo"}, {Name: "gone"}, {Name: "d"}}, Options{})),
		"skip 1@0 fifo", "fault 1@0 unreadable", "fault 1@0 unreadable")
}

func TestReadList(t *testing.T) {
	long := strings.Repeat("x", maxListedName)
	for in, want := range map[string]string{
		"a\nb c\r\n\nd": "a|b c|d", "a\x00b\nc\x00": "a|b\nc", "": "", "\ufeffa\n": "a", "b\nc\x00a\x00": "b\nc|a", "\x00\x00": "",
		strings.Repeat("a\n", 1<<16) + "b\x00c": strings.Repeat("a|", 1<<16) + "!the list has names that end in line ends and, later, such that end in NUL: \"b\\x00c\"",
		"a\n" + long:                            "a|!the list has a name of more than 1048576 bytes: is it a list?",
	} {
		got, err := readAll(ReadList(strings.NewReader(in)))
		if err != nil {
			got = append(got, "!"+err.Error())
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%.80q: %.80q, %v", in, got, err)
		}
	}
}

func readAll(list iter.Seq2[string, error]) (names []string, err error) {
	for name, err := range list {
		if err != nil {
			return names, err
		}
		names = append(names, name)
	}
	return names, nil
}

// TestListsAreReadAsTheyCome holds that an input is read before the next name of a list
// is there: a list may be longer than memory, or never end.
func TestListsAreReadAsTheyCome(t *testing.T) {
	for _, end := range []string{"\n", "\x00"} {
		t.Chdir(t.TempDir())
		r, w := io.Pipe()
		next := make(chan bool)
		go func() {
			for i := range 3 {
				<-next
				io.WriteString(w, fmt.Sprintf("a\tb%d", i)+end)
			}
			w.Close()
		}()
		got := 0
		go func() { next <- true }()
		for in, err := range ExpandAll(t.Context(), nil, ReadList(r), nil) {
			if err != nil || in.Name != fmt.Sprintf("a\tb%d", got) {
				t.Fatalf("%q, %v", in.Name, err)
			}
			if got++; got < 3 {
				next <- true
			}
		}
		if got != 3 {
			t.Errorf("%d names", got)
		}
	}
}

// shareOf returns those of the inputs that are in a share.
func shareOf(inputs []Input, i, n int) []Input {
	return slices.DeleteFunc(slices.Clone(inputs), func(in Input) bool { return !InShard(in, i, n) })
}

func TestShardsAreDisjointAndComplete(t *testing.T) {
	inputs := []Input{{Name: "a"}, {Name: "b"}, {Name: "c"}, {Name: "d"}, {Name: "e"}}
	seen := map[string]int{}
	for i := range 3 {
		for _, in := range shareOf(inputs, i, 3) {
			seen[in.Name]++
		}
	}
	for _, in := range inputs {
		if seen[in.Name] != 1 {
			t.Errorf("%s is in %d shares", in.Name, seen[in.Name])
		}
	}
}

// TestShardsAreStableAndEven: an input keeps its share when others come, and no
// share is far from the mean.
func TestShardsAreStableAndEven(t *testing.T) {
	var some, more []Input
	for i := range 2000 {
		in := Input{Name: fmt.Sprintf("crawl/2026-11/part-%05d.warc.gz", i)}
		if i%3 > 0 {
			some = append(some, in)
		}
		more = append(more, in)
	}
	const n = 8
	for i := range n {
		before, after := shareOf(some, i, n), shareOf(more, i, n)
		for _, name := range names(before) {
			if !slices.Contains(names(after), name) {
				t.Errorf("%s left share %d", name, i)
			}
		}
		// Four standard deviations of a fair draw are 59.
		if len(after) < 190 || len(after) > 310 {
			t.Errorf("share %d has %d of 2000 inputs, 250 are its part", i, len(after))
		}
	}
}

func TestAnUnreadableFolderIsAFault(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root reads everything")
	}
	dir := t.TempDir()
	writeFile(t, dir, "shut/a.html", []byte("x"))
	shut := filepath.Join(dir, "shut")
	if err := os.Chmod(shut, 0); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(shut, 0o755)
	inputs, err := Expand(context.Background(), []string{dir})
	if err != nil {
		t.Fatal(err)
	}
	wantLines(t, describeAll(collect(t, inputs, Options{})), "fault 1@0 unreadable")
}
