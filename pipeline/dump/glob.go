package dump

import (
	"io/fs"
	"path/filepath"
	"strings"
)

func isGlob(name string) bool { return strings.ContainsAny(name, "*?[") }

// glob lists the paths a pattern matches, in byte order of their parts.
// Patterns are those of filepath.Match, and a part "**" stands for any number of
// folders.
func glob(pattern string) ([]string, error) {
	before, after, deep := strings.Cut(filepath.ToSlash(pattern), "**")
	if !deep {
		return filepath.Glob(pattern)
	}
	if _, err := filepath.Match(after, ""); err != nil {
		return nil, err
	}
	roots := []string{"."}
	if before = strings.TrimSuffix(before, "/"); before != "" {
		var err error
		if roots, err = filepath.Glob(before); err != nil {
			return nil, err
		}
	} else if strings.HasPrefix(pattern, "/") {
		roots = []string{"/"}
	}
	after = strings.TrimPrefix(after, "/")
	var found []string
	for _, root := range roots {
		// What cannot be listed cannot match. A folder that is named itself is
		// reported.
		_ = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return nil
			}
			rel, err := filepath.Rel(root, path)
			if err == nil && matchesTail(after, filepath.ToSlash(rel)) {
				found = append(found, path)
			}
			return nil
		})
	}
	return found, nil
}

// Match reports whether a pattern with slashes, as Expand takes it, matches a
// path, such as that of an object in a store.
func Match(pattern, path string) bool { return matchParts(pattern, strings.Split(path, "/")) }

// matchesTail reports whether the pattern matches the last parts of a path.
func matchesTail(pattern, path string) bool {
	if pattern == "" {
		return true
	}
	parts := strings.Split(path, "/")
	for i := range parts {
		if matchParts(pattern, parts[i:]) {
			return true
		}
	}
	return false
}

func matchParts(pattern string, parts []string) bool {
	first, rest, more := strings.Cut(pattern, "/")
	if first == "**" {
		return matchesTail(rest, strings.Join(parts, "/"))
	}
	if ok, err := filepath.Match(first, parts[0]); err != nil || !ok {
		return false
	}
	if !more {
		return len(parts) == 1
	}
	return len(parts) > 1 && matchParts(rest, parts[1:])
}
