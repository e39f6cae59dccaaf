// Package langfiles reads the files in which packages phrases and wording, and
// stages with phrases of their own, keep their entries: data/<language>.txt, an
// entry a line, under lines that name the category ("== inbox"). Empty lines and
// lines that begin with "# " are left out.
package langfiles

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// Each calls f for every entry of data/*.txt, in the order of the files and lines.
// An entry before the first category is an error.
func Each(files fs.FS, f func(lang, category, entry string)) error {
	names, err := fs.Glob(files, "data/*.txt")
	if err != nil {
		return err
	}
	for _, name := range names {
		b, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		lang, category, n := strings.TrimSuffix(path.Base(name), ".txt"), "", 0
		for line := range strings.Lines(string(b)) {
			n++
			line = strings.TrimSpace(line)
			switch {
			case line == "" || strings.HasPrefix(line, "# "):
			case strings.HasPrefix(line, "== "):
				category = line[3:]
			case category == "":
				return fmt.Errorf("%s:%d: an entry before the first category", name, n)
			default:
				f(lang, category, line)
			}
		}
	}
	return nil
}
