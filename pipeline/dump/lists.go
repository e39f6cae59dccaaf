package dump

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"strings"
)

// ExpandAll is Expand for runs that do not end because a file is gone, with a way
// to inputs that are not local files. names are those the user gave himself,
// listed those in a list that a program made, perhaps hours ago, or is still
// making: an input is returned before the next name is asked for. A name that does
// not exist becomes an input with Err, in its place, and so a Fault when it is
// read. What ends the expansion is an error of the list, and a *MissingError: if
// none of names exists and nothing is listed, which is probably a typing mistake;
// and if a store does not answer.
//
// remote is called for names such as "s3://bucket/folder/". The inputs it returns
// have Open, or are skipped. It may be nil, and so may listed.
func ExpandAll(ctx context.Context, names []string, listed iter.Seq2[string, error], remote func(name string) ([]Input, error)) iter.Seq2[Input, error] {
	return func(yield func(Input, error) bool) {
		x := expander{ctx: ctx, remote: remote, seen: map[string]string{}}
		missing, err := x.all(names)
		if err != nil {
			yield(Input{}, err)
			return
		}
		if listed != nil {
			for name, err := range listed {
				if err == nil {
					missing = nil
					_, err = x.orMissing(name)
				}
				if err != nil {
					yield(Input{}, err)
					return
				}
				if !x.giveTo(yield) {
					return
				}
			}
		}
		if missing != nil {
			yield(Input{}, missing)
			return
		}
		x.giveTo(yield)
	}
}

// all adds what the names stand for. If there are names and none exists, missing is
// the error of the first.
func (x *expander) all(names []string) (missing *MissingError, err error) {
	gone := 0
	for _, name := range names {
		m, err := x.orMissing(name)
		if err != nil {
			return nil, err
		}
		if m == nil {
			continue
		}
		if gone++; missing == nil {
			missing = m
		}
	}
	if gone < len(names) {
		missing = nil
	}
	return missing, nil
}

// orMissing adds what a name stands for, or an input that cannot be read if it does
// not exist.
func (x *expander) orMissing(name string) (missing *MissingError, err error) {
	err = x.name(name)
	switch {
	case err == nil:
		return nil, nil
	case !errors.As(err, &missing), isURL(name) && !errors.Is(err, fs.ErrNotExist):
		return nil, err
	}
	x.add(Input{Name: name, Err: missing}, realPath(name))
	return missing, nil
}

// giveTo yields the inputs added so far, and forgets them.
func (x *expander) giveTo(yield func(Input, error) bool) bool {
	for _, in := range x.inputs {
		if !yield(in, nil) {
			return false
		}
	}
	x.inputs = x.inputs[:0]
	return true
}

// maxListedName bounds a name in a list, in bytes: no file system has longer paths.
const maxListedName = 1 << 20

// ReadList returns the names for ExpandAll in a list, as it is read: one per line, or
// ended by NUL. What has arrived when the first name ends decides: if a NUL is
// in it, all names end in one. Empty names, a carriage return before a line end and a BOM do not
// count. An error is the last pair.
func ReadList(r io.Reader) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		in := bufio.NewScanner(r)
		in.Buffer(make([]byte, 64<<10), maxListedName)
		end, first := byte('\n'), true
		in.Split(func(data []byte, atEOF bool) (int, []byte, error) {
			if first && bytes.IndexByte(data, 0) >= 0 {
				end = 0
			}
			i := bytes.IndexByte(data, end)
			switch {
			case i >= 0:
				first = false
				return i + 1, data[:i], nil
			case atEOF && len(data) > 0:
				return len(data), data, nil
			}
			return 0, nil, nil
		})
		begun := false
		for in.Scan() {
			name := in.Text()
			if !begun {
				name, begun = strings.TrimPrefix(name, "\ufeff"), true
			}
			if name = strings.TrimSuffix(name, "\r"); name == "" {
				continue
			}
			if strings.IndexByte(name, 0) >= 0 {
				yield("", fmt.Errorf("the list has names that end in line ends and, later, such that end in NUL: %.80q", name))
				return
			}
			if !yield(name, nil) {
				return
			}
		}
		switch err := in.Err(); {
		case errors.Is(err, bufio.ErrTooLong):
			yield("", fmt.Errorf("the list has a name of more than %d bytes: is it a list?", maxListedName))
		case err != nil:
			yield("", err)
		}
	}
}
