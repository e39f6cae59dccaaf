package dump

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/zeebo/xxh3"
)

// Input is one file to read, or something in its place that is not read.
type Input struct {
	// Name is the input as the user knows it, "-" for standard input. It
	// becomes Source.File.
	Name string
	// Size and ModTime are those of the file when it was listed; both are
	// zero for standard input.
	Size    int64
	ModTime time.Time
	// Skip is the reason why the input is not read, if it is not.
	Skip, Detail string
	// Err is why it cannot be read, if it cannot.
	Err error
	// Open reads the input from an offset, if it is not a local file. An error
	// of Open is a fault; an error while reading ends Read, since it is about
	// the connection rather than the input.
	Open func(offset int64) (io.ReadCloser, error)
	// Version distinguishes states of such an input, if its Size does not.
	Version string
	// Listed is set if the input was found in a folder, so that it may be
	// something other than a page. Otherwise the user named it.
	Listed bool
	// Seen, if set, is called with the bytes of a file as they are read, as
	// stored, and the offset they are at. Reading may start after the beginning
	// and stop before the end, and formats with an index at the end (zip,
	// Parquet) are not read in one go. Bytes is not to be kept.
	Seen func(offset int64, bytes []byte)
	// After is the mark of the last item that was already taken from the input;
	// reading goes on after it. The zero Mark reads everything.
	After Mark
}

// MissingError is an input that does not exist.
type MissingError struct {
	Name string
	// Glob says that Name is a pattern that matches nothing.
	Glob bool
	Err  error
}

func (e *MissingError) Error() string {
	if e.Glob {
		return fmt.Sprintf("no file matches %q", e.Name)
	}
	var path *fs.PathError
	if errors.As(e.Err, &path) {
		return fmt.Sprintf("cannot read %q: %v", e.Name, path.Err)
	}
	return fmt.Sprintf("cannot read %q: %v", e.Name, e.Err)
}

func (e *MissingError) Unwrap() error { return e.Err }

// Expand turns the names that a user gives into inputs. A name is a file, a folder
// (its regular files at any depth, in byte order of their names), a glob ("**"
// matches folders at any depth), or "-" for standard input. The list is the same
// in every run over the same files. What will not be read is in the list too, with
// the reason: FIFOs, devices and sockets, symlinks inside folders, and files that
// are listed twice, even under two names. A symlink that is named itself is
// followed. The first name that does not exist ends the expansion with a
// *MissingError; ExpandAll continues.
func Expand(ctx context.Context, names []string) ([]Input, error) {
	x := expander{ctx: ctx, seen: map[string]string{}}
	for _, name := range names {
		if err := x.name(name); err != nil {
			return nil, err
		}
	}
	return x.inputs, nil
}

// InShard reports whether an input is in the i-th of n shares, counting from 0. The
// shares are disjoint and together complete. The name of an input alone decides on
// its share (its XXH3 modulo n), so that it stays there when others come and go: a
// job whose inputs moved to another would read them again. With many inputs the
// shares are about even; a few may leave a share empty.
func InShard(in Input, i, n int) bool {
	return xxh3.HashString(in.Name)%uint64(n) == uint64(i)
}

type expander struct {
	ctx    context.Context
	remote func(name string) ([]Input, error)
	inputs []Input
	seen   map[string]string // what was added, by its real path
}

func (x *expander) name(name string) error {
	if err := x.ctx.Err(); err != nil {
		return err
	}
	if name == "-" {
		x.add(Input{Name: "-"}, "-")
		return nil
	}
	info, err := os.Stat(name)
	switch {
	case err == nil:
		return x.named(name, info)
	case isURL(name):
		return x.elsewhere(name)
	case isGlob(name):
		matches, globErr := glob(name)
		if globErr != nil {
			return &MissingError{Name: name, Glob: true, Err: globErr}
		}
		if len(matches) == 0 {
			return &MissingError{Name: name, Glob: true, Err: fs.ErrNotExist}
		}
		for _, m := range matches {
			info, err := os.Stat(m)
			if err != nil {
				x.add(Input{Name: m, Err: err}, m)
				continue
			}
			if err := x.named(m, info); err != nil {
				return err
			}
		}
		return nil
	}
	return &MissingError{Name: name, Err: err}
}

// urlPattern matches names with a scheme.
var urlPattern = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]+://`)

// isURL reports whether a name is that of something elsewhere rather than a
// file.
func isURL(name string) bool { return urlPattern.MatchString(name) }

var errElsewhere = errors.New("winnow reads files and fetches nothing: save it and name the file")

// elsewhere adds what a URL stands for.
func (x *expander) elsewhere(url string) error {
	if x.remote == nil {
		return &MissingError{Name: url, Err: errElsewhere}
	}
	inputs, err := x.remote(url)
	if err != nil {
		return &MissingError{Name: url, Err: err}
	}
	for _, in := range inputs {
		x.add(in, in.Name)
	}
	return nil
}

// named adds what the user named. Here a symlink is followed.
func (x *expander) named(name string, info fs.FileInfo) error {
	switch {
	case info.IsDir():
		return x.folder(name)
	case isHandedOver(name):
		// The calling shell has opened this, as in "winnow clean <(…)".
		x.add(Input{Name: name}, name)
	default:
		x.file(Input{Name: name}, realPath(name), info)
	}
	return nil
}

// realPath returns the one path behind a name, so that a file that is named
// twice, once through a link, is recognised.
func realPath(name string) string {
	if path, err := filepath.EvalSymlinks(name); err == nil {
		name = path
	}
	if path, err := filepath.Abs(name); err == nil {
		name = path
	}
	return name
}

func (x *expander) file(in Input, path string, info fs.FileInfo) {
	if reason := special(info.Mode()); reason != "" {
		in.Skip = reason
	} else {
		in.Size, in.ModTime = info.Size(), info.ModTime()
	}
	x.add(in, path)
}

func (x *expander) folder(root string) error {
	realRoot := realPath(root)
	return filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if ctxErr := x.ctx.Err(); ctxErr != nil {
			return ctxErr
		}
		real := realRoot
		if rel, err := filepath.Rel(root, path); err == nil {
			real = filepath.Join(realRoot, rel)
		}
		if err != nil {
			x.add(Input{Name: path, Err: err}, real)
			return nil
		}
		switch {
		case d.Type()&fs.ModeSymlink != 0 && path != root:
			target, _ := os.Readlink(path)
			x.add(Input{Name: path, Skip: SkipSymlink, Detail: target, Listed: true}, real)
		case d.Type()&fs.ModeSymlink != 0:
			// The user named a link to a folder: walk what it points to.
			return x.folder(path + string(filepath.Separator) + ".")
		case d.IsDir():
		default:
			info, err := d.Info()
			if err != nil {
				x.add(Input{Name: path, Err: err}, real)
				return nil
			}
			x.file(Input{Name: path, Listed: true}, real, info)
		}
		return nil
	})
}

// add adds an input that leads to path, unless it is there already. What is
// skipped was not read: a link that a folder holds may still be named.
func (x *expander) add(in Input, path string) {
	switch first, seen := x.seen[path]; {
	case in.Skip != "":
	case seen:
		in = Input{Name: in.Name, Listed: in.Listed, Skip: SkipDuplicate, Detail: first}
	default:
		x.seen[path] = in.Name
	}
	x.inputs = append(x.inputs, in)
}

// special returns the reason not to read a file of the mode, "" for a regular
// one.
func special(mode fs.FileMode) string {
	switch {
	case mode.IsRegular():
		return ""
	case mode&fs.ModeNamedPipe != 0:
		return SkipFIFO
	case mode&fs.ModeSocket != 0:
		return SkipSocket
	case mode&fs.ModeSymlink != 0:
		return SkipSymlink
	}
	return SkipDevice
}

// isHandedOver reports whether a name is that of a descriptor that the calling
// shell opened.
func isHandedOver(name string) bool {
	return name == "/dev/stdin" || strings.HasPrefix(name, "/dev/fd/") || strings.HasPrefix(name, "/proc/self/fd/")
}
