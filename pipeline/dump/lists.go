package dump

import (
	"context"
	"errors"
	"io/fs"
)

// ExpandAll is Expand for runs that do not end because a file is gone, with a way
// to inputs that are not local files. names are those the user gave himself,
// listed those in a list that a program made, perhaps hours ago. A name that does
// not exist becomes an input with Err, in its place, and so a Fault when it is
// read. Two things still end the expansion with a *MissingError: if none of names
// exists and nothing is listed, which is probably a typing mistake; and a store
// that does not answer.
//
// remote is called for names such as "s3://bucket/folder/". The inputs it returns
// have Open, or are skipped. It may be nil.
func ExpandAll(ctx context.Context, names, listed []string, remote func(name string) ([]Input, error)) ([]Input, error) {
	x := expander{ctx: ctx, remote: remote, seen: map[string]string{}}
	var first *MissingError
	missing := 0
	for i, name := range append(names[:len(names):len(names)], listed...) {
		err := x.name(name)
		var gone *MissingError
		switch {
		case err == nil:
			continue
		case !errors.As(err, &gone), isURL(name) && !errors.Is(err, fs.ErrNotExist):
			return nil, err
		case i < len(names):
			missing++
		}
		if first == nil {
			first = gone
		}
		x.add(Input{Name: name, Err: gone}, realPath(name))
	}
	if missing > 0 && missing == len(names) && len(listed) == 0 {
		return nil, first
	}
	return x.inputs, nil
}
