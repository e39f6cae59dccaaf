package main

import (
	"cmp"
	"encoding/binary"
	"errors"
	"hash/fnv"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// catalogues adds the words of the translated strings in all catalogues whose
// path has the given parts. With holdOut every second string is kept back for
// testing, the same ones in all languages.
func (s *sources) catalogues(prefix, middle, suffix string, holdOut bool, tag string, add func(string, float64)) error {
	names := slices.Sorted(maps.Keys(s.files))
	found := false
	for _, name := range names {
		if !strings.HasPrefix(name, prefix) || !strings.Contains(name, middle) || !strings.HasSuffix(name, suffix) {
			continue
		}
		data, err := s.read(name)
		if err != nil {
			return err
		}
		found = true
		entries, err := readMO(data)
		if err != nil {
			return err
		}
		for _, e := range entries {
			text := cleanMessage(e.text)
			if holdOut && keptBack(e.id) {
				s.keep(tag, text)
				continue
			}
			for _, w := range strings.FieldsFunc(text, notInWord) {
				add(w, 1)
			}
		}
	}
	if !found {
		return errors.New("no catalogue " + prefix + "…" + middle)
	}
	return nil
}

// keep keeps a string for testing, once.
func (s *sources) keep(tag, text string) {
	if s.seen[tag+"\x00"+text] {
		return
	}
	s.seen[tag+"\x00"+text] = true
	s.held[tag] = append(s.held[tag], text)
}

// keptBack reports whether a string is for testing.
func keptBack(id string) bool {
	h := fnv.New32a()
	h.Write([]byte(id))
	return h.Sum32()%2 == 1
}

func notInWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }

// placeholder matches what is no language in a message.
var placeholder = regexp.MustCompile(`%\([a-z_]+\)[a-z]|%[a-z]|\{[^}]*\}|<[^>]*>|&[a-z]+;`)

// cleanMessage takes placeholders out of a message and joins its plural forms.
func cleanMessage(s string) string {
	s = strings.ReplaceAll(s, "\x00", " ")
	return strings.Join(strings.Fields(placeholder.ReplaceAllString(s, " ")), " ")
}

// entry is one translated message.
type entry struct{ id, text string }

// readMO reads a gettext MO file.
func readMO(b []byte) ([]entry, error) {
	if len(b) < 20 || binary.LittleEndian.Uint32(b) != 0x950412DE {
		return nil, errors.New("not a little-endian MO file")
	}
	at := func(i uint32) uint32 { return binary.LittleEndian.Uint32(b[i:]) }
	str := func(i uint32) string { return string(b[at(i+4) : at(i+4)+at(i)]) }
	n, ids, texts := at(8), at(12), at(16)
	var out []entry
	for i := range n {
		if e := (entry{str(ids + 8*i), str(texts + 8*i)}); e.id != "" {
			out = append(out, e)
		}
	}
	return out, nil
}

// saveHeldOut writes the longest strings kept back, one file a catalogue.
func (s *sources) saveHeldOut(dir string) error {
	const enough = 1600 // characters
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for tag, texts := range s.held {
		slices.SortStableFunc(texts, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
		texts = slices.Compact(texts)
		var out strings.Builder
		n := 0
		for _, t := range texts {
			if n > enough {
				break
			}
			out.WriteString(t)
			out.WriteByte('\n')
			n += len([]rune(t))
		}
		if err := os.WriteFile(filepath.Join(dir, tag+".txt"), []byte(out.String()), 0o644); err != nil {
			return err
		}
	}
	return nil
}
