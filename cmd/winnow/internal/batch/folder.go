package batch

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/gofrs/flock"

	"winnow/pipeline/dump"
)

// Settings of a folder.
type Settings struct {
	// Digest represents everything that determines the bytes of the output; a
	// folder that was begun with another one is refused.
	Digest string
	// Flags are the values behind the digest by the flags that set them, so that
	// the refusal can name those that differ.
	Flags map[string]string
	// Version is that of winnow. A folder may hold parts of several versions,
	// but no part may mix two.
	Version string
	// Ending is that of the parts, such as ".jsonl.zst".
	Ending string
	// PartRecords is how many records of the input make a part.
	PartRecords int64
	// Resume allows continuing a folder that already holds parts.
	Resume bool
	Files  Files // nil for the disk
}

// ErrLocked means that another run holds the folder.
var ErrLocked = errors.New("another run is writing there")

// A Folder is an output folder that a run writes. It is not safe for
// concurrent use.
type Folder struct {
	dir      string
	settings Settings
	files    Files
	lock     *flock.Flock
	manifest *Manifest
	earlier  string // version

	output, quarantine *partFile // of the open part; nil before its first record
	open               []entry   // what the open part holds of which inputs
	openRecords        int64
	dropped            *Dropped
}

// An entry is what the open part adds to an input of the manifest.
type entry struct {
	input  *Input
	after  dump.Mark
	done   bool
	unread bool
	digest string // when it is done
	counts Counts
}

const lockName = "lock"

// OpenFolder locks a folder, creates it if necessary, and removes what an
// earlier run left without committing it. The error is ErrLocked if another run
// holds it.
func OpenFolder(dir string, s Settings) (*Folder, error) {
	if s.Files == nil {
		s.Files = Disk{}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("cannot write %s: %w", dir, err)
	}
	f := &Folder{dir: dir, settings: s, files: s.Files, lock: flock.New(filepath.Join(dir, lockName))}
	locked, err := f.lock.TryLock()
	switch {
	case err != nil:
		return nil, fmt.Errorf("cannot lock %s: %w", dir, err)
	case !locked:
		return nil, fmt.Errorf("%s: %w", dir, ErrLocked)
	}
	if err := f.load(); err != nil {
		return nil, errors.Join(err, f.lock.Unlock())
	}
	return f, nil
}

// load reads the manifest, or begins one: from then on, what the run leaves
// there can be distinguished from the files of others.
func (f *Folder) load() error {
	m, err := loadManifest(f.files, f.dir)
	begun := err == nil
	switch {
	case isMissing(err), begun && m.isEmpty():
		m = &Manifest{Version: manifestVersion, Settings: f.settings.Digest, Flags: f.settings.Flags}
	case err != nil:
		return err
	case !f.settings.Resume:
		return fmt.Errorf("%s holds the output of an earlier run: use --resume to go on with it, or another folder", f.dir)
	case m.Settings != f.settings.Digest:
		return fmt.Errorf("%s was begun with other settings%s: its parts would not match; use those again, or another folder", f.dir, differences(m.Flags, f.settings.Flags))
	}
	f.manifest = m
	if err := f.removeUncommitted(begun); err != nil {
		return err
	}
	if m.isEmpty() {
		if f.settings.Version != "" {
			m.writeAs(f.settings.Version)
		}
		return f.save()
	}
	if m.writer() != f.settings.Version {
		f.earlier = cmp.Or(m.writer(), "unknown")
	}
	return nil
}

// differences lists the flags whose values differ, in brackets after a space.
// Nothing is listed for a manifest from before flags were recorded.
func differences(before, now map[string]string) string {
	var list []string
	for _, flag := range slices.Sorted(maps.Keys(now)) {
		if was, known := before[flag]; known && was != now[flag] {
			list = append(list, fmt.Sprintf("--%s was %q and is now %q", flag, was, now[flag]))
		}
	}
	if list == nil {
		return ""
	}
	return " (" + strings.Join(list, ", ") + ")"
}

// EarlierVersion returns the version of winnow that wrote the folder so far, if
// it is another one, else "".
func (f *Folder) EarlierVersion() string { return f.earlier }

// removeUncommitted removes what a run that was stopped left of the part it was
// writing, the one after the last that the manifest names. Other files of that
// kind are not ours: they would be overwritten sooner or later, so the folder
// is refused, before anything is removed. Without a manifest nothing but
// temporary files can be ours.
func (f *Folder) removeUncommitted(begun bool) error {
	named := f.manifest.files()
	entries, err := f.files.ReadDir(f.dir)
	if err != nil {
		return err
	}
	var left []string
	for _, e := range entries {
		name := e.Name()
		final, isTemp := strings.CutSuffix(name, tempSuffix)
		switch {
		case isTemp && (final == manifestName || f.isOpenPart(final)):
			left = append(left, name)
		case named[name], !partPattern.MatchString(name) && !keptPattern.MatchString(name):
		case begun && (f.isOpenPart(name) || keptPattern.MatchString(name)): // stopped before the manifest was written
			left = append(left, name)
		default:
			return fmt.Errorf("%s holds %s, which no run of its manifest has written: move it away, or use another folder", f.dir, name)
		}
	}
	for _, name := range left {
		if err := f.files.Remove(filepath.Join(f.dir, name)); err != nil {
			return fmt.Errorf("cannot remove what an earlier run left: %w", err)
		}
	}
	return nil
}

// isOpenPart reports whether name is a name of the open part. Before the first
// commit its ending may be that of other settings.
func (f *Folder) isOpenPart(name string) bool {
	if name == f.partName("part", f.settings.Ending) || name == f.partName("part", linesEnding) || name == f.partName("quarantine", quarantineEnding) {
		return true
	}
	return f.manifest.isEmpty() && partPattern.MatchString(name) && strings.HasPrefix(name, f.partName("part", "."))
}

// partPattern matches the names of parts and quarantines of any setting.
var partPattern = regexp.MustCompile(`^(part|quarantine)-[0-9]{6,}\.((jsonl|txt|md)(\.zst|\.gz)?|parquet)$`)

const quarantineEnding = ".jsonl"

// partName returns the name of a file of the open part.
func (f *Folder) partName(kind, ending string) string {
	return fmt.Sprintf("%s-%06d%s", kind, len(f.manifest.Parts)+1, ending)
}

// Plan takes over what an earlier run kept of the open part, enters the inputs,
// and returns those to be read; see Manifest.plan.
func (f *Folder) Plan(ctx context.Context, inputs []dump.Input) (todo []dump.Input, changed []Change, err error) {
	if err := f.takeOver(ctx); err != nil {
		return nil, nil, err
	}
	if f.manifest.writer() != f.settings.Version {
		if err := f.commit(); err != nil {
			return nil, nil, err
		}
		f.manifest.writeAs(f.settings.Version)
	}
	return f.manifest.plan(ctx, inputs)
}

// Passed returns how many inputs Plan left out.
func (f *Folder) Passed() Passed { return f.manifest.passed }

// Holds reports whether the folder holds records of an input.
func (f *Folder) Holds(input string) bool { return f.manifest.find(input) != nil }

// Add records what became of one item of an input: the record for the output or
// the quarantine (both nil for what is only counted), and the mark from which
// to continue. A full part is committed.
func (f *Folder) Add(input string, after dump.Mark, record, quarantined []byte, c Counts) error {
	e := f.entryOf(input)
	e.after, e.unread = after, false
	return f.add(e, record, quarantined, c)
}

func (f *Folder) add(e *entry, record, quarantined []byte, c Counts) error {
	e.counts.Add(c)
	if record != nil {
		if err := f.write(&f.output, "part", f.settings.Ending, record); err != nil {
			return err
		}
	}
	if quarantined != nil {
		if err := f.write(&f.quarantine, "quarantine", quarantineEnding, quarantined); err != nil {
			return err
		}
	}
	if f.openRecords += c.Records; f.openRecords >= f.settings.PartRecords {
		return f.commit()
	}
	return nil
}

// AddUnread records that an input could not be read on, because of a fault of
// the disk and not of the input. The input stays open, and the next run
// continues after the last item that was added; if that fails too, the fault is
// not added again.
func (f *Folder) AddUnread(input string, quarantined []byte, c Counts) error {
	e := f.entryOf(input)
	e.input.failed = true
	if e.input.Unread && e.after == e.input.After {
		return nil
	}
	e.unread = true
	return f.add(e, nil, quarantined, c)
}

// IsHalfRead reports whether an earlier run began an input and did not finish
// it.
func (f *Folder) IsHalfRead(input string) bool {
	in := f.manifest.find(input)
	return !in.Done && in.After.Seq > 0
}

// Unread records that an input could not be opened, so that the next run tries
// again. The fingerprint of a file would show that, but an object has none.
func (f *Folder) Unread(input string) { f.manifest.find(input).Fingerprint = "" }

// Done records that an input has been read to its end. If the context ends
// while the digest is taken, the input stays open at its end.
func (f *Folder) Done(ctx context.Context, input string) {
	e := f.entryOf(input)
	if e.input.failed {
		return
	}
	if e.input.digest != nil {
		var err error
		if e.digest, err = e.input.digest.finish(ctx, input, e.input); err != nil {
			return
		}
	}
	e.done, e.unread = true, false
}

func (f *Folder) entryOf(input string) *entry {
	in := f.manifest.find(input)
	if n := len(f.open); n > 0 && f.open[n-1].input == in {
		return &f.open[n-1]
	}
	f.open = append(f.open, entry{input: in, after: in.After, unread: in.Unread})
	return &f.open[len(f.open)-1]
}

// write adds a record to a file of the open part, which it begins if necessary;
// nil only begins it.
func (f *Folder) write(p **partFile, kind, ending string, record []byte) error {
	if *p == nil {
		var err error
		if *p, err = newPartFile(f.files, filepath.Join(f.dir, f.partName(kind, ending))); err != nil {
			return err
		}
	}
	if record == nil {
		return nil
	}
	return (*p).add(record)
}

// commit makes the open part count; see docs/design/batch.md for the order.
func (f *Folder) commit() error {
	if f.output != nil || f.quarantine != nil {
		part, err := f.commitFiles()
		if err != nil {
			return err
		}
		f.manifest.Parts = append(f.manifest.Parts, part)
	} else if len(f.open) == 0 {
		return nil
	}
	f.openRecords = 0
	return f.settle(nil)
}

// settle enters what was added into the manifest, with the open part that
// belongs to it, and commits the manifest. What was kept before is no longer
// needed.
func (f *Folder) settle(open *OpenPart) error {
	for _, e := range f.open {
		e.input.After, e.input.Done, e.input.Unread = e.after, e.done, e.unread
		e.input.Digest, e.input.Partial = e.digest, nil
		if d := e.input.digest; d != nil && !e.done {
			e.input.Partial = d.partial()
		}
		e.input.Counts.Add(e.counts)
		f.manifest.Counts.Add(e.counts)
	}
	f.open = nil
	before := f.manifest.Open
	f.manifest.Open = open
	if err := f.save(); err != nil {
		return err
	}
	still := f.manifest.files()
	for _, file := range before.files() {
		if !still[file.Name] {
			f.files.Remove(filepath.Join(f.dir, file.Name)) // else the next run does
		}
	}
	return nil
}

func (f *Folder) save() error {
	if err := f.manifest.save(f.files, f.dir); err != nil {
		return fmt.Errorf("cannot write %s: %w", filepath.Join(f.dir, manifestName), err)
	}
	return nil
}

// commitFiles puts the files of the open part in place. A part without records
// has an empty output, so that parts are numbered without gaps.
func (f *Folder) commitFiles() (Part, error) {
	if f.output == nil {
		if err := f.write(&f.output, "part", f.settings.Ending, nil); err != nil {
			return Part{}, err
		}
	}
	var part Part
	var err error
	if part.Output, err = f.output.commit(); err != nil {
		return Part{}, err
	}
	if f.quarantine != nil {
		file, err := f.quarantine.commit()
		if err != nil {
			return Part{}, err
		}
		part.Quarantine = &file
	}
	f.output, f.quarantine = nil, nil
	if err := f.files.SyncDir(f.dir); err != nil {
		return Part{}, fmt.Errorf("cannot write %s: %w", f.dir, err)
	}
	return part, nil
}

// Finish commits the last part and releases the folder.
func (f *Folder) Finish() error {
	if err := f.commit(); err != nil {
		f.Abandon()
		return err
	}
	return f.lock.Unlock()
}

// Abandon drops what was added since the last commit and releases the folder.
// What was committed or kept stays.
func (f *Folder) Abandon() {
	for _, p := range []*partFile{f.output, f.quarantine} {
		if p != nil {
			p.abandon()
		}
	}
	f.lock.Unlock()
}
