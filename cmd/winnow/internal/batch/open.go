package batch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
)

// An OpenPart is the part that a run was writing when it was asked to stop. Its
// records count, and the inputs continue after them; the next run moves them
// into the part, so that the part ends with the bytes it would have had.
type OpenPart struct {
	// Records counts the input records that the part covers so far.
	Records int64 `json:"records"`
	// Output holds what the part's file would hold; for Parquet, as lines.
	Output     *File `json:"output,omitempty"`
	Quarantine *File `json:"quarantine,omitempty"`
	// Sealed are the inputs of the open part, as they were after the last part:
	// if it is damaged, they are read on from there.
	Sealed []Sealed `json:"sealed"`
}

// Sealed is an input as it was after the last part.
type Sealed struct {
	Name     string `json:"name"`
	Versions int    `json:"versions"`
	Progress
}

// Dropped is an open part of which a file was damaged or missing, so that its
// records are read again.
type Dropped struct {
	Records int64
	Why     error
}

// Dropped returns the open part that Plan could not take over; nil for none.
func (f *Folder) Dropped() *Dropped { return f.dropped }

// files returns the files of the open part; none for nil.
func (o *OpenPart) files() []File {
	var all []File
	if o != nil && o.Output != nil {
		all = append(all, *o.Output)
	}
	if o != nil && o.Quarantine != nil {
		all = append(all, *o.Quarantine)
	}
	return all
}

// keptPattern matches the names of the files of an open part. They differ from
// the names of parts, so that whoever reads the parts does not read them.
var keptPattern = regexp.MustCompile(`^kept-(quarantine-)?[0-9]{6,}-[0-9]+\.(jsonl|txt|md)(\.zst|\.gz)?$`)

// keptName returns the name of a file of the open part as it is kept. It holds
// the number of records, so that what is kept later does not replace it before
// the manifest names it.
func (f *Folder) keptName(kind, ending string) string {
	return fmt.Sprintf("%s-%06d-%d%s", kind, len(f.manifest.Parts)+1, f.openRecords, ending)
}

// Keep puts the open part aside for the next run and releases the folder. It is
// for runs that are asked to stop: everything that was added counts.
func (f *Folder) Keep() error {
	if len(f.open) == 0 { // nothing more than what is kept already
		f.Abandon()
		return nil
	}
	if err := f.keep(); err != nil {
		f.Abandon()
		return err
	}
	return f.lock.Unlock()
}

func (f *Folder) keep() error {
	open := &OpenPart{Records: f.openRecords, Sealed: f.sealed()}
	if f.output != nil {
		file, err := f.output.keep(filepath.Join(f.dir, f.keptName("kept", f.output.keptEnding(f.settings.Ending))))
		if err != nil {
			return err
		}
		open.Output = &file
	}
	if f.quarantine != nil {
		file, err := f.quarantine.keep(filepath.Join(f.dir, f.keptName("kept-quarantine", quarantineEnding)))
		if err != nil {
			return err
		}
		open.Quarantine = &file
	}
	if len(open.files()) == 0 {
		return f.settle(nil)
	}
	if err := f.files.SyncDir(f.dir); err != nil {
		return fmt.Errorf("cannot write %s: %w", f.dir, err)
	}
	return f.settle(open)
}

// sealed returns the inputs of the open part as they were before it. For those
// of which an earlier run already kept something, that is how that run found
// them.
func (f *Folder) sealed() []Sealed {
	var all []Sealed
	known := map[string]bool{}
	if before := f.manifest.Open; before != nil {
		all = slices.Clone(before.Sealed)
	}
	for _, s := range all {
		known[s.Name] = true
	}
	for _, e := range f.open {
		if in := e.input; !known[in.Name] {
			known[in.Name] = true
			all = append(all, Sealed{Name: in.Name, Versions: in.Versions, Progress: in.Progress})
		}
	}
	return all
}

// takeOver writes what an earlier run kept of the open part into its files. The
// bytes of a part depend on its records and not on how they arrived. What is
// damaged or missing is read again.
func (f *Folder) takeOver(ctx context.Context) error {
	open := f.manifest.Open
	if open == nil {
		return nil
	}
	for _, file := range open.files() {
		damage, err := f.damageOf(ctx, file)
		if err != nil {
			return fmt.Errorf("cannot go on with the open part: %w", err)
		}
		if damage != nil {
			return f.rollBack(damage)
		}
	}
	f.openRecords = open.Records
	if open.Output != nil {
		if err := f.write(&f.output, "part", f.settings.Ending, nil); err != nil {
			return err
		}
		if err := f.output.takeOver(ctx, f.dir, *open.Output); err != nil {
			return err
		}
	}
	if open.Quarantine != nil {
		if err := f.write(&f.quarantine, "quarantine", quarantineEnding, nil); err != nil {
			return err
		}
		return f.quarantine.takeOver(ctx, f.dir, *open.Quarantine)
	}
	return nil
}

// damageOf returns what is wrong with a kept file. The error is that of a disk
// that cannot be read now, or of the context.
func (f *Folder) damageOf(ctx context.Context, kept File) (damage, err error) {
	name := filepath.Join(f.dir, kept.Name)
	file, err := f.files.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s is missing", name), nil
	}
	if err != nil {
		return nil, err
	}
	defer file.Close()
	hash := sha256.New()
	buffer := make([]byte, 1<<16)
	for err == nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		var n int
		n, err = file.Read(buffer)
		hash.Write(buffer[:n])
	}
	switch {
	case err != io.EOF:
		return nil, fmt.Errorf("%s: %w", name, err)
	case hex.EncodeToString(hash.Sum(nil)) != kept.SHA256:
		return fmt.Errorf("%s is not as it was written", name), nil
	}
	return nil, nil
}

// rollBack drops the open part: its inputs return to where the last part ends,
// and are read on from there. An input that has changed since then is read from
// its start.
func (f *Folder) rollBack(damage error) error {
	m := f.manifest
	if len(m.Open.Sealed) == 0 {
		return fmt.Errorf("cannot go on with the open part: %w, and the manifest does not say where it began: use another folder", damage)
	}
	sealed := make(map[string]Sealed, len(m.Open.Sealed))
	for _, s := range m.Open.Sealed {
		sealed[s.Name] = s
	}
	m.Counts = Counts{}
	for _, in := range m.Inputs {
		if s, ok := sealed[in.Name]; ok && s.Versions == in.Versions {
			in.Progress = s.Progress
		} else if ok {
			in.Progress = Progress{Counts: s.Counts}
		}
		m.Counts.Add(in.Counts)
	}
	f.dropped = &Dropped{Records: m.Open.Records, Why: damage}
	return f.settle(nil)
}

// takeOver writes the records of a kept file, and checks that they are those
// that were kept.
func (p *partFile) takeOver(ctx context.Context, dir string, kept File) error {
	name := filepath.Join(dir, kept.Name)
	file, err := p.files.Open(name)
	if err != nil {
		return fmt.Errorf("cannot go on with the open part: %w", err)
	}
	defer file.Close()
	hash := sha256.New()
	stored := io.TeeReader(file, hash)
	records, err := decompressed(name, stored)
	if err != nil {
		return fmt.Errorf("cannot go on with the open part: %s: %w", name, err)
	}
	buffer := make([]byte, 1<<16)
	for err == nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		var n int
		n, err = records.Read(buffer)
		if writeErr := p.write(buffer[:n]); writeErr != nil {
			return writeErr
		}
	}
	if err == io.EOF {
		_, err = io.Copy(io.Discard, stored)
	}
	switch {
	case err != nil:
		return fmt.Errorf("cannot go on with the open part: %s: %w", name, err)
	case hex.EncodeToString(hash.Sum(nil)) != kept.SHA256:
		return fmt.Errorf("cannot go on with the open part: %s is not as it was written", name)
	}
	p.records = kept.Records
	return nil
}
