package batch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/zeebo/xxh3"

	"winnow/pipeline/dump"
)

const (
	manifestName    = "manifest.json"
	manifestVersion = 1
)

// A Manifest says which parts of a folder count, and how far each input was
// read.
type Manifest struct {
	Version int `json:"version"`
	// Settings is a digest of what determines the bytes of the output.
	Settings string `json:"settings"`
	// Flags are the values behind that digest by the flags that set them; nil in
	// manifests of earlier versions.
	Flags map[string]string `json:"flags,omitempty"`
	// Winnow says which version of winnow wrote which parts: two of them may
	// clean the same page differently.
	Winnow []Writer `json:"winnow,omitempty"`
	Inputs []*Input `json:"inputs"`
	Parts  []Part   `json:"parts"`
	// Open is what a run that was asked to stop kept of the part after the
	// last. Its records are in the counts.
	Open   *OpenPart `json:"open,omitempty"`
	Counts Counts    `json:"counts"`

	byName map[string]*Input // the inputs; nil until find needs it
	passed Passed            // by plan
}

// Passed counts the inputs that a run does not read.
type Passed struct {
	Unchanged  int // since they were read
	Unreadable int // in an earlier run, which reported it, and still
}

// An Input is a file that was read, or is being read.
type Input struct {
	Name        string    `json:"name"`
	Size        int64     `json:"size"`
	ModTime     time.Time `json:"mod_time"`
	Fingerprint string    `json:"fingerprint,omitempty"`
	// Versions counts the states of the file that were read: one, plus one each
	// time it was found changed.
	Versions int `json:"versions"`
	Progress

	failed bool    // in this run, as Unread
	digest *digest // of a file that is being read
}

// Progress is how far an input was read, and what became of its records.
type Progress struct {
	// Done is set if it was read to its end; otherwise After is where to
	// continue.
	Done  bool      `json:"done"`
	After dump.Mark `json:"after,omitzero"`
	// Unread is set if reading stopped there because of a fault of the disk.
	Unread bool `json:"unread,omitempty"`
	// Digest is the SHA-256 of a file that is done, Partial that of what was
	// read of one that is not.
	Digest  string   `json:"digest,omitempty"`
	Partial *Partial `json:"partial,omitempty"`
	Counts  Counts   `json:"counts"`
}

// A Writer is the build of winnow that wrote the parts from a number on.
type Writer struct {
	Version  string `json:"version"`
	FromPart int    `json:"from_part"`
}

// Counts counts what became of records. Records is the sum of the five fields
// after it.
type Counts struct {
	Records     int64 `json:"records"`
	Articles    int64 `json:"articles"`
	Flagged     int64 `json:"flagged"`
	Empty       int64 `json:"empty"`
	NotArticle  int64 `json:"not_article"`
	Quarantined int64 `json:"quarantined"`
	// Skipped counts what is not a page, Damage faults that cost no record.
	Skipped int64 `json:"skipped"`
	Damage  int64 `json:"damage"`
	// Bytes is the size of the pages as scraped.
	Bytes int64 `json:"bytes"`
}

// Add adds other counts.
func (c *Counts) Add(o Counts) {
	c.Records += o.Records
	c.Articles += o.Articles
	c.Flagged += o.Flagged
	c.Empty += o.Empty
	c.NotArticle += o.NotArticle
	c.Quarantined += o.Quarantined
	c.Skipped += o.Skipped
	c.Damage += o.Damage
	c.Bytes += o.Bytes
}

// Written returns the number of records that went to the output.
func (c Counts) Written() int64 { return c.Articles + c.Flagged + c.Empty + c.NotArticle }

// Check reports whether the counts add up.
func (c Counts) Check() error {
	if sum := c.Written() + c.Quarantined; sum != c.Records {
		return fmt.Errorf("%d records, but %d articles, flagged, empty, not_article and quarantined", c.Records, sum)
	}
	return nil
}

// A Part is one file of the output and its quarantine.
type Part struct {
	Output     File  `json:"output"`
	Quarantine *File `json:"quarantine,omitempty"`
}

// A File is a file as it was committed.
type File struct {
	Name    string `json:"name"`
	Records int64  `json:"records"`
	Bytes   int64  `json:"bytes"`
	SHA256  string `json:"sha256"`
}

// loadManifest reads the manifest of a folder; the error is fs.ErrNotExist if
// there is none.
func loadManifest(files Files, dir string) (*Manifest, error) {
	b, err := files.ReadFile(filepath.Join(dir, manifestName))
	if err != nil {
		return nil, err
	}
	var m Manifest
	if err := json.Unmarshal(b, &m); err != nil {
		return nil, fmt.Errorf("%s is damaged: %w", filepath.Join(dir, manifestName), err)
	}
	if m.Version != manifestVersion {
		return nil, fmt.Errorf("%s has version %d, this winnow knows %d", filepath.Join(dir, manifestName), m.Version, manifestVersion)
	}
	return &m, nil
}

// writer returns the version that wrote last; empty if it is not known.
func (m *Manifest) writer() string {
	if n := len(m.Winnow); n > 0 {
		return m.Winnow[n-1].Version
	}
	return ""
}

// writeAs enters the version that writes the parts from the next on.
func (m *Manifest) writeAs(version string) {
	next := len(m.Parts) + 1
	if n := len(m.Winnow); n > 0 && m.Winnow[n-1].FromPart == next {
		m.Winnow = m.Winnow[:n-1] // which wrote nothing
	}
	if m.writer() != version {
		m.Winnow = append(m.Winnow, Writer{Version: version, FromPart: next})
	}
}

// isEmpty reports whether nothing was committed yet.
func (m *Manifest) isEmpty() bool { return len(m.Inputs) == 0 && len(m.Parts) == 0 }

// files returns the names of the files of the parts, and of the open part.
func (m *Manifest) files() map[string]bool {
	named := map[string]bool{}
	for _, p := range m.Parts {
		named[p.Output.Name] = true
		if p.Quarantine != nil {
			named[p.Quarantine.Name] = true
		}
	}
	for _, file := range m.Open.files() {
		named[file.Name] = true
	}
	return named
}

// save commits the manifest.
func (m *Manifest) save(files Files, dir string) error {
	b, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return err
	}
	return replace(files, filepath.Join(dir, manifestName), append(b, '\n'))
}

// find returns the entry of an input, or nil.
func (m *Manifest) find(name string) *Input {
	if m.byName == nil {
		m.byName = make(map[string]*Input, len(m.Inputs))
		for _, in := range m.Inputs {
			m.byName[in.Name] = in
		}
	}
	return m.byName[storedName(name)]
}

// storedName returns the name of an input as JSON can hold it: bytes that are
// not UTF-8 become \x escapes, so that names that differ only in them stay
// distinct.
func storedName(name string) string {
	if utf8.ValidString(name) {
		return name
	}
	var sb strings.Builder
	for len(name) > 0 {
		r, size := utf8.DecodeRuneInString(name)
		if r == utf8.RuneError && size == 1 {
			fmt.Fprintf(&sb, `\x%02x`, name[0])
		} else {
			sb.WriteString(name[:size])
		}
		name = name[size:]
	}
	return sb.String()
}

// add enters an input.
func (m *Manifest) add(in *Input) {
	m.Inputs = append(m.Inputs, in)
	m.byName[in.Name] = in
}

// fingerprintLength is how much of each end of a file its fingerprint covers.
const fingerprintLength = 64 << 10

// fingerprint distinguishes versions of a file without reading all of it. It is
// empty if the file cannot be read or is not a regular file: what is read from
// a pipe is gone.
func fingerprint(name string, size int64) string {
	if info, err := os.Stat(name); err != nil || !info.Mode().IsRegular() {
		return ""
	}
	f, err := os.Open(name)
	if err != nil {
		return ""
	}
	defer f.Close()
	h := xxh3.New()
	h.WriteString(strconv.FormatInt(size, 10))
	if _, err := io.Copy(h, io.LimitReader(f, fingerprintLength)); err != nil {
		return ""
	}
	if size > fingerprintLength {
		if _, err := io.Copy(h, io.NewSectionReader(f, size-fingerprintLength, fingerprintLength)); err != nil {
			return ""
		}
	}
	return fmt.Sprintf("%016x", h.Sum64())
}

// A Change is an input that is no longer as it was when it was read.
type Change struct {
	Name string
	// HalfRead is set if it was not read to its end.
	HalfRead bool
	// Records counts its earlier records in the output, which stay.
	Records int64
}

// plan enters the inputs into the manifest. It returns those to be read, each
// with the mark from which to continue, and those that changed. The error is
// that of the context: finding out whether an input changed may require reading
// it.
func (m *Manifest) plan(ctx context.Context, inputs []dump.Input) (todo []dump.Input, changed []Change, err error) {
	for _, in := range withoutRepeats(inputs) {
		found := stateOf(in)
		switch entry := m.find(in.Name); {
		case entry != nil && entry.Done && isGone(in):
			m.pass(entry) // its records are there, and it is no new version of itself
			continue
		case entry != nil && !entry.Done && entry.After.Seq > 0 && entry.Fingerprint != "" && found.isLost:
			in.After = entry.After // it cannot be read now, and is gone on with when it can
			todo = append(todo, in)
			continue
		}
		entry, change, err := m.enter(ctx, in, found)
		if err != nil {
			return nil, nil, err
		}
		if change != nil {
			changed = append(changed, *change)
		}
		if entry.Done {
			m.pass(entry)
			continue
		}
		in.After = entry.After
		if found.isFile {
			entry.digest = digestFrom(entry.Partial)
			in.Seen = entry.digest.seen
		}
		todo = append(todo, in)
	}
	return todo, changed, nil
}

// A state is how an input is found before it is read.
type state struct {
	version string // the fingerprint of a file, the version of an object
	isFile  bool   // it is a regular file that can be read
	isLost  bool   // it cannot be read
}

func stateOf(in dump.Input) state {
	s := state{version: in.Version}
	isLocal := in.Skip == "" && in.Open == nil && in.Name != "-"
	if isLocal && in.Err == nil {
		s.version = fingerprint(in.Name, in.Size)
		s.isFile = s.version != ""
	}
	s.isLost = in.Err != nil || isLocal && s.version == ""
	return s
}

// enter adds an input to the manifest or, if it has an entry, brings that up to
// date; of an input that changed it returns the change, and its entry starts
// again.
func (m *Manifest) enter(ctx context.Context, in dump.Input, found state) (*Input, *Change, error) {
	entry := m.find(in.Name)
	var change *Change
	if entry == nil {
		entry = &Input{Name: storedName(in.Name), Versions: 1}
		m.add(entry)
	} else {
		same := entry.isAs(ctx, in, found)
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
		if !same {
			change = &Change{Name: in.Name, HalfRead: !entry.Done, Records: entry.Counts.Written()}
			entry.startAgain()
		}
	}
	entry.Size, entry.ModTime, entry.Fingerprint = in.Size, in.ModTime.UTC(), found.version
	return entry, change, nil
}

// isAs reports whether an input is as it was when it was read. What it says once
// the context has ended means nothing.
func (in *Input) isAs(ctx context.Context, now dump.Input, found state) bool {
	if in.Size != now.Size || in.Fingerprint != found.version {
		return false
	}
	return !found.isFile || in.ModTime.Equal(now.ModTime) || in.isSameContent(ctx, now.Name)
}

// pass counts an input that is done. One of which nothing was ever counted but a
// record in the quarantine, and whose bytes nobody has seen, could not be opened.
func (m *Manifest) pass(in *Input) {
	if in.Fingerprint == "" && in.Digest == "" && in.Counts.Records > 0 && in.Counts.Records == in.Counts.Quarantined {
		m.passed.Unreadable++
		return
	}
	m.passed.Unchanged++
}

// startAgain forgets what was read of an input that changed, but not what the
// folder holds of it.
func (in *Input) startAgain() {
	in.Versions++
	in.Done, in.Unread, in.After, in.Digest, in.Partial = false, false, dump.Mark{}, "", nil
}

// isGone reports whether the file of an input no longer exists.
func isGone(in dump.Input) bool {
	var missing *dump.MissingError
	return errors.As(in.Err, &missing)
}

// withoutRepeats drops inputs that are listed again under the same name: the
// manifest has one entry for a name, and it is for the one that is read.
func withoutRepeats(inputs []dump.Input) []dump.Input {
	first := make(map[string]int, len(inputs)) // index in once
	var once []dump.Input
	for _, in := range inputs {
		i, repeated := first[in.Name]
		switch {
		case !repeated:
			first[in.Name] = len(once)
			once = append(once, in)
		case once[i].Skip != "" && in.Skip == "":
			once[i] = in
		}
	}
	return once
}

// isMissing reports whether there is no manifest yet.
func isMissing(err error) bool { return errors.Is(err, fs.ErrNotExist) }
