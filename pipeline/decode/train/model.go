package main

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"maps"
	"math"
	"os"
	"slices"
	"strings"
	"unicode"
)

// writer collects the models.
type writer struct {
	lettersN, charactersN int
	lettersB, charactersB bytes.Buffer
}

const (
	// rare is the share of letters below which one is not part of a language.
	rare = 1e-5
	// rareInNames is the same for languages known only from catalogues, which
	// are small and full of foreign names.
	rareInNames = 5e-4
	// most letters of one model; Thai has the most.
	most = 90
	// costs are in eighths of a bit.
	unit = 8
	// spelled is the least share of a letter that belongs to the spelling.
	spelled      = 1e-3
	spelledMixed = 2e-3
	// highest cost of a letter after another: what never occurred in training
	// occurs in life.
	highest = 13.0
	// The same in a model of several languages, which stands for more.
	highestMixed = 9
	// backoff is the weight of single letters against pairs: a pair counts
	// from about so many occurrences on.
	backoff = 30.0
)

// letters adds the model of a language with an alphabet: the cost of each
// letter or word boundary after each other.
func (w *writer) letters(l language, words map[string]float64) {
	// In sorted order, so that sums do not depend on the order of a map.
	sorted := slices.Sorted(maps.Keys(words))
	alphabet := alphabetOf(l, sorted, words)
	p := countPairs(alphabet, sorted, words)
	if l.thai {
		joinWords(p.pairs, p.starts, p.ends, p.n)
	}
	w.lettersN++
	putString(&w.lettersB, l.tag)
	putString(&w.lettersB, string(alphabet))
	w.lettersB.Write(p.costs(l, alphabet))
	fmt.Printf("%-7s %7d words %3d letters %s\n", l.tag, len(words), len(alphabet), string(alphabet))
}

// alphabetOf returns the alphabet that the words of a language are written in.
func alphabetOf(l language, sorted []string, words map[string]float64) []rune {
	counts := map[rune]float64{}
	total := 0.0
	for _, word := range sorted {
		for _, r := range word {
			counts[r] += words[word]
			total += words[word]
		}
	}
	least := rare
	if l.wordfreq == "" && !l.thai {
		least = rareInNames
	}
	for _, r := range l.letters {
		counts[r] = max(counts[r], total*least)
	}
	return chooseAlphabet(counts, total*least)
}

// letterPairs counts the letters of an alphabet, numbered from 1, after each
// other; 0 is the boundary of a word. A pair is at first*n + second.
type letterPairs struct {
	n            int
	pairs        []float64
	starts, ends []float64 // letters that begin and end words
}

func countPairs(alphabet []rune, sorted []string, words map[string]float64) letterPairs {
	index := map[rune]int{}
	for i, r := range alphabet {
		index[r] = i + 1
	}
	n := len(alphabet) + 1
	p := letterPairs{n: n, pairs: make([]float64, n*n), starts: make([]float64, n), ends: make([]float64, n)}
	for _, word := range sorted {
		count := words[word]
		prev, known := 0, false
		for _, r := range word {
			i := index[r]
			if i == 0 {
				if unicode.IsLetter(r) || unicode.IsMark(r) {
					prev = -1 // a foreign letter: nothing is known of its neighbours
				} else {
					prev = 0
				}
				continue
			}
			if prev >= 0 {
				p.pairs[prev*n+i] += count
			}
			if prev == 0 {
				p.starts[i] += count
			}
			prev, known = i, true
		}
		if known && prev > 0 {
			p.pairs[prev*n] += count
			p.ends[prev] += count
		}
	}
	return p
}

// costs returns the costs of single letters, then those of each letter after
// each other, as the model's file holds them.
func (p *letterPairs) costs(l language, alphabet []rune) []byte {
	top, share := highest, spelled
	if l.mix != nil {
		top, share = highestMixed, spelledMixed
	}
	var out []byte
	n := p.n
	single := make([]float64, n)
	sum := 0.0
	for i := range n {
		for j := range n {
			single[j] += p.pairs[i*n+j]
			sum += p.pairs[i*n+j]
		}
	}
	for j := range n {
		least := 1.0
		if j > 0 && strings.ContainsRune(l.letters, alphabet[j-1]) {
			least = share * sum
		}
		single[j] = max(single[j]+1, least) / (sum + float64(n))
		out = append(out, cost(single[j], top))
	}
	for i := range n {
		row := 0.0
		for j := range n {
			row += p.pairs[i*n+j]
		}
		for j := range n {
			out = append(out, cost((p.pairs[i*n+j]+backoff*single[j])/(row+backoff), top))
		}
	}
	return out
}

// chooseAlphabet returns the letters of a language in order: those of its main
// script that are not rare, and in Latin script all of ASCII.
func chooseAlphabet(counts map[rune]float64, least float64) []rune {
	scripts := map[*unicode.RangeTable]float64{}
	for _, r := range slices.Sorted(maps.Keys(counts)) {
		for _, s := range scriptTables {
			if unicode.Is(s, r) {
				scripts[s] += counts[r]
			}
		}
	}
	var main *unicode.RangeTable
	for _, s := range scriptTables {
		if main == nil || scripts[s] > scripts[main] {
			main = s
		}
	}
	var out []rune
	for r, n := range counts {
		ascii := r < 0x80
		if n >= least && !ascii && (unicode.Is(main, r) || unicode.Is(unicode.Mn, r)) {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b rune) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	out = out[:min(len(out), most)]
	if main == unicode.Latin {
		for r := 'a'; r <= 'z'; r++ {
			out = append(out, r)
		}
	}
	slices.Sort(out)
	return out
}

var scriptTables = []*unicode.RangeTable{unicode.Latin, unicode.Cyrillic, unicode.Greek, unicode.Hebrew, unicode.Arabic, unicode.Thai}

// joinWords makes most words follow each other without a boundary, as Thai is
// written.
func joinWords(pairs, starts, ends []float64, n int) {
	const joined = 0.85
	total := 0.0
	for _, v := range starts {
		total += v
	}
	for i := 1; i < n; i++ {
		for j := 1; j < n; j++ {
			pairs[i*n+j] += joined * ends[i] * starts[j] / total
		}
		pairs[i*n] -= joined * ends[i]
	}
	for j := 1; j < n; j++ {
		pairs[j] -= joined * starts[j]
	}
}

// cost returns the cost of a probability, at most top.
func cost(p, top float64) byte {
	return byte(math.Round(unit * min(top, max(0, -math.Log2(p)))))
}

// punctuation are marks of running text that word lists lack, with their usual
// share of its characters.
var punctuation = []struct {
	marks string
	share float64
}{
	{"，、。", 0.025},
	{"の", 0},
	{"「」（）：！？；《》“”・ー", 0.003},
	{"『』【】…—·‘’〈〉～　／", 0.0008},
	{"０１２３４５６７８９％", 0.0006},
	{"ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ○●◎★☆■□▲△▼▽◆◇→←↑↓※〒＆＝＋－．，", 0.0001},
}

// characters adds the model of a language with thousands of characters: each
// with its own cost, in levels of half a bit.
func (w *writer) characters(l language, words map[string]float64) {
	counts := map[rune]float64{}
	total := 0.0
	for _, word := range slices.Sorted(maps.Keys(words)) {
		for _, r := range word {
			if r > 0x7F && (unicode.IsLetter(r) || unicode.IsMark(r)) {
				counts[r] += words[word]
				total += words[word]
			}
		}
	}
	letters := total
	for _, p := range punctuation {
		for _, r := range p.marks {
			if l.tag == "ko" && r > 0x3000 && p.share > 0.001 {
				continue // Korean takes its points from ASCII
			}
			counts[r] += p.share * letters
			total += p.share * letters
		}
	}
	const levelUnit, highestLevel = 2, 34
	levels := make([][]rune, highestLevel+1)
	for r, n := range counts {
		level := int(math.Round(levelUnit * -math.Log2(n/total)))
		if level <= highestLevel {
			levels[max(level, 0)] = append(levels[max(level, 0)], r)
		}
	}
	w.charactersN++
	putString(&w.charactersB, l.tag)
	putUvarint(&w.charactersB, len(levels))
	kept := 0
	for _, level := range levels {
		slices.Sort(level)
		kept += len(level)
		putString(&w.charactersB, string(level))
	}
	fmt.Printf("%-7s %7d words %5d characters\n", l.tag, len(words), kept)
}

func putUvarint(b *bytes.Buffer, n int) {
	b.Write(binary.AppendUvarint(nil, uint64(n)))
}

func putString(b *bytes.Buffer, s string) {
	putUvarint(b, len(s))
	b.WriteString(s)
}

// save writes the models, letters first, compressed.
func (w *writer) save(name string) error {
	var out bytes.Buffer
	z, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return err
	}
	var all bytes.Buffer
	all.WriteString("winnow decode 1\n")
	putUvarint(&all, w.lettersN)
	w.lettersB.WriteTo(&all)
	putUvarint(&all, w.charactersN)
	w.charactersB.WriteTo(&all)
	if _, err := z.Write(all.Bytes()); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	fmt.Printf("%s: %d bytes, %d unpacked\n", name, out.Len(), all.Len())
	return os.WriteFile(name, out.Bytes(), 0o644)
}
