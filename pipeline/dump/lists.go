package dump

import (
	"context"
	"errors"
	"io/fs"
)

// ExpandAll is ExpandWith for runs that do not end because a file is gone. names
// are what the user names himself, listed what stands in a list that a program
// has made, maybe hours ago. What does not exist becomes an input with Err, in
// its place, and so a Fault when it is read. Two things still end the expansion
// with a *MissingError: names of which none exists, when nothing is listed
// either, for that is a slip of the pen; and a store that does not answer.
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
		case !errors.As(err, &gone), IsURL(name) && !errors.Is(err, fs.ErrNotExist):
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
