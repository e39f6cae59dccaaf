package main

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// packages are the sources, by exact version.
var packages = []string{"wordfreq==3.1.1", "django==5.2.19", "pycountry==26.2.16", "pythainlp==5.4.0"}

// sources are the opened packages.
type sources struct {
	files   map[string]*zip.File
	closers []io.Closer
	held    map[string][]string // strings kept back from training, by catalogue
	seen    map[string]bool     // those, to keep each once
}

// openSources opens the packages in dir, fetching those that are missing.
func openSources(dir string) (*sources, error) {
	if dir == "" {
		base, err := os.UserCacheDir()
		if err != nil {
			return nil, err
		}
		dir = filepath.Join(base, "winnow-train")
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	s := &sources{files: map[string]*zip.File{}, held: map[string][]string{}, seen: map[string]bool{}}
	for _, p := range packages {
		name, version, _ := strings.Cut(p, "==")
		pattern := filepath.Join(dir, name+"-"+version+"-*.whl")
		found, _ := filepath.Glob(pattern)
		if len(found) == 0 {
			cmd := exec.Command("pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:", "--dest", dir, p)
			cmd.Stderr = os.Stderr
			if err := cmd.Run(); err != nil {
				return nil, fmt.Errorf("pip download %s: %w", p, err)
			}
			if found, _ = filepath.Glob(pattern); len(found) == 0 {
				return nil, fmt.Errorf("pip did not bring %s", pattern)
			}
		}
		z, err := zip.OpenReader(found[0])
		if err != nil {
			return nil, err
		}
		s.closers = append(s.closers, z)
		for _, f := range z.File {
			s.files[f.Name] = f
		}
	}
	return s, nil
}

func (s *sources) close() {
	for _, c := range s.closers {
		c.Close()
	}
}

// read returns a file of the packages.
func (s *sources) read(name string) ([]byte, error) {
	f := s.files[name]
	if f == nil {
		return nil, fmt.Errorf("no file %s in the packages", name)
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}

// words returns the words of a language with how often they occur in about a
// million.
func (s *sources) words(l language) (map[string]float64, error) {
	words := map[string]float64{}
	for _, part := range languages {
		if slices.Contains(l.mix, part.tag) {
			if err := s.addMixed(words, part); err != nil {
				return nil, err
			}
		}
	}
	add := func(w string, n float64) {
		w = strings.ToLower(w)
		if l.change == nil {
			words[w] += n
			return
		}
		forms := l.change(w)
		for _, f := range forms {
			words[f] += n / float64(len(forms))
		}
	}
	if l.wordfreq != "" {
		if err := s.wordfreq(l, add); err != nil {
			return nil, err
		}
	}
	if l.thai {
		if err := s.thai(add); err != nil {
			return nil, err
		}
	}
	for _, c := range l.django {
		if err := s.catalogues("django/", "/locale/"+c+"/LC_MESSAGES/", ".mo", true, c, add); err != nil {
			return nil, err
		}
	}
	for _, c := range l.iso {
		if err := s.catalogues("pycountry/", "/locales/"+c+"/LC_MESSAGES/", ".mo", false, c, add); err != nil {
			return nil, err
		}
	}
	if len(words) == 0 {
		return nil, errors.New("no words")
	}
	return words, nil
}

// addMixed adds the words of a language, each language with the same weight.
func (s *sources) addMixed(words map[string]float64, l language) error {
	own, err := s.words(l)
	if err != nil {
		return err
	}
	total := 0.0
	sorted := slices.Sorted(maps.Keys(own))
	for _, w := range sorted {
		total += own[w]
	}
	for _, w := range sorted {
		words[w] += own[w] * 1e6 / total
	}
	return nil
}

// wordfreq reads a list of wordfreq: an array of arrays of words, the words of
// array i occurring 10^(-i/100) of the time.
func (s *sources) wordfreq(l language, add func(string, float64)) error {
	packed, err := s.read("wordfreq/data/" + l.wordfreq + ".msgpack.gz")
	if err != nil {
		return err
	}
	variants := map[rune][]rune{}
	if l.tag == "zh-Hant" {
		if variants, err = s.traditional(); err != nil {
			return err
		}
	}
	data, err := gunzip(packed)
	if err != nil {
		return err
	}
	p := &msgpack{data: data}
	n := p.arrayLen()
	p.skip() // the header
	frequency := 1e6
	for range n - 1 {
		for range p.arrayLen() {
			w := p.str()
			if l.tag == "zh-Hant" {
				addTraditional(w, frequency, variants, add)
				continue
			}
			add(w, frequency)
		}
		frequency *= 0.977237220955811 // a centibel
	}
	return p.err
}

// traditional returns the traditional forms of each simplified character, from
// wordfreq's table of the reverse.
func (s *sources) traditional() (map[rune][]rune, error) {
	packed, err := s.read("wordfreq/data/_chinese_mapping.msgpack.gz")
	if err != nil {
		return nil, err
	}
	data, err := gunzip(packed)
	if err != nil {
		return nil, err
	}
	p := &msgpack{data: data}
	forms := map[rune][]rune{}
	for range p.mapLen() {
		from := p.number()
		var to rune
		for _, r := range p.str() {
			to = r
		}
		forms[to] = append(forms[to], rune(from))
	}
	return forms, p.err
}

// addTraditional adds a simplified word in traditional characters, each of a
// character's forms with its share.
func addTraditional(w string, n float64, forms map[rune][]rune, add func(string, float64)) {
	for _, r := range w {
		f := forms[r]
		if len(f) == 0 {
			add(string(r), n)
			continue
		}
		for _, t := range f {
			add(string(t), n/float64(len(f)))
		}
	}
}

// thai reads the word lists of PyThaiNLP.
func (s *sources) thai(add func(string, float64)) error {
	for _, name := range []string{"tnc_freq.txt", "ttc_freq.txt"} {
		data, err := s.read("pythainlp/corpus/" + name)
		if err != nil {
			return err
		}
		for line := range bytes.Lines(data) {
			w, n, ok := strings.Cut(strings.TrimSpace(string(line)), "\t")
			count, err := strconv.ParseFloat(n, 64)
			if !ok || err != nil {
				continue
			}
			add(w, count/20)
		}
	}
	return nil
}

func gunzip(b []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// msgpack reads the few types that the lists use.
type msgpack struct {
	data []byte
	err  error
}

func (p *msgpack) take(n int) []byte {
	if n > len(p.data) {
		p.err = io.ErrUnexpectedEOF
		p.data = nil
		return make([]byte, n)
	}
	b := p.data[:n]
	p.data = p.data[n:]
	return b
}

func (p *msgpack) big(n int) int {
	v := 0
	for _, c := range p.take(n) {
		v = v<<8 | int(c)
	}
	return v
}

func (p *msgpack) arrayLen() int {
	switch c := p.big(1); {
	case c&0xF0 == 0x90:
		return c & 0x0F
	case c == 0xDC:
		return p.big(2)
	case c == 0xDD:
		return p.big(4)
	}
	p.err = errors.New("not an array")
	return 0
}

func (p *msgpack) mapLen() int {
	switch c := p.big(1); {
	case c&0xF0 == 0x80:
		return c & 0x0F
	case c == 0xDE:
		return p.big(2)
	case c == 0xDF:
		return p.big(4)
	}
	p.err = errors.New("not a map")
	return 0
}

func (p *msgpack) number() int {
	switch c := p.big(1); c {
	case 0xCC:
		return p.big(1)
	case 0xCD:
		return p.big(2)
	case 0xCE:
		return p.big(4)
	default:
		return c
	}
}

func (p *msgpack) str() string {
	switch c := p.big(1); {
	case c&0xE0 == 0xA0:
		return string(p.take(c & 0x1F))
	case c == 0xD9:
		return string(p.take(p.big(1)))
	case c == 0xDA:
		return string(p.take(p.big(2)))
	default:
		p.err = fmt.Errorf("not a string: %#x", c)
		return ""
	}
}

// skip passes over the header, a map of strings to strings and numbers.
func (p *msgpack) skip() {
	for range p.mapLen() {
		p.str()
		if len(p.data) > 0 && p.data[0] >= 0xA0 && p.data[0] < 0xC0 {
			p.str()
		} else {
			p.number()
		}
	}
}
