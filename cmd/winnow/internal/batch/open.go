package batch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
)

// An OpenPart is the part that a run was writing when it was asked to stop. Its
// records count, and the inputs go on behind them; the next run takes them over
// into the part, so that the part ends with the bytes it would have had.
type OpenPart struct {
	// Records are those of the inputs that the part covers so far.
	Records int64 `json:"records"`
	// Output holds what the part's file would, for Parquet as lines.
	Output     *File `json:"output,omitempty"`
	Quarantine *File `json:"quarantine,omitempty"`
}

// files are those of the open part; none for nil.
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

// keptPattern matches the names of the files of an open part. They are no
// names of parts, so that who reads the parts does not read them.
var keptPattern = regexp.MustCompile(`^kept-(quarantine-)?[0-9]{6,}-[0-9]+\.(jsonl|txt|md)(\.zst|\.gz)?$`)

// keptName is the name of a file of the open part as it is kept. It holds the
// number of records, so that what is kept later does not replace it before the
// manifest names it.
func (f *Folder) keptName(kind, ending string) string {
	return fmt.Sprintf("%s-%06d-%d%s", kind, len(f.manifest.Parts)+1, f.openRecords, ending)
}

// Keep puts the open part aside for the next run and lets go of the folder. It
// is for runs that are asked to stop: everything that was added counts.
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
	open := &OpenPart{Records: f.openRecords}
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

// takeOver writes what an earlier run kept of the open part into its files. The
// bytes of a part depend on its records and not on how they come.
func (f *Folder) takeOver(ctx context.Context) error {
	open := f.manifest.Open
	if open == nil {
		return nil
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
