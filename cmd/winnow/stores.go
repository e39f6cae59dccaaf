package main

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"winnow/cmd/winnow/internal/objects"
	"winnow/pipeline/dump"
)

// stores makes inputs of the objects that names like s3://bucket/crawl/ stand
// for.
type stores struct{ client *objects.Client }

// newStores does not start anything yet. What it starts ends with ctx, that is,
// with the command.
func newStores(ctx context.Context) stores { return stores{objects.NewClient(ctx)} }

// storeSchemes are those the helper knows.
var storeSchemes = []string{"s3", "gs"}

// errNoObject says that a name matches nothing in its store.
var errNoObject error = noObjectError{}

type noObjectError struct{}

func (noObjectError) Error() string { return "there is no such object, and none below it" }

func (noObjectError) Is(target error) bool { return target == fs.ErrNotExist }

// expand returns the objects that a URL names: one object, those below a
// folder, or those a pattern matches.
func (s stores) expand(name string) ([]dump.Input, error) {
	scheme, _, _ := strings.Cut(name, "://")
	if !slices.Contains(storeSchemes, scheme) {
		return nil, fmt.Errorf("winnow fetches nothing from %s:// itself: pipe it in, as in curl URL | winnow clean", scheme)
	}
	path, query := objects.SplitQuery(name)
	prefix := path
	if i := strings.IndexAny(path, "*?["); i >= 0 {
		prefix = path[:i]
	}
	all, err := s.client.List(prefix + query)
	if err != nil {
		return nil, err
	}
	var inputs []dump.Input
	for _, o := range all {
		object, _ := objects.SplitQuery(o.URL)
		named := object == path
		below := strings.HasPrefix(object, strings.TrimSuffix(path, "/")+"/") && !strings.HasSuffix(object, "/")
		if !named && !below && !(prefix != path && dump.Match(path, object)) {
			continue
		}
		inputs = append(inputs, dump.Input{
			Name: o.URL, Size: o.Size, ModTime: o.Modified, Version: o.Version, Listed: below && !named,
			Open: func(offset int64) (io.ReadCloser, error) { return s.client.Open(o.URL, offset) },
		})
		if named && prefix == path {
			return inputs[len(inputs)-1:], nil
		}
	}
	if len(inputs) == 0 {
		return nil, errNoObject
	}
	return inputs, nil
}
