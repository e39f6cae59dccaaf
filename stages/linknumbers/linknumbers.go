// Package linknumbers removes the numbers that a text browser puts before links,
// and the list of addresses at the end: lynx -dump, elinks and w3m write them so.
//
// Before:
//
//	[1]Skip to content
//	[2]Harbour News
//	The bridge opens in May, the [3]council said on Tuesday.
//	References
//	Visible links
//	1. https://harbour.example/#main
//	2. https://harbour.example/
//	3. https://council.example/
//
// After:
//
//	Skip to content
//	Harbour News
//	The bridge opens in May, the council said on Tuesday.
//
// To be left alone: the notes of an article, whose numbers come after the words
// they belong to and may come again, and its list of sources, even of addresses;
// places of a list in code.
//
// Known misses: dumps whose list of addresses was cut off.
package linknumbers

import (
	"context"
	"iter"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/pipeline"
)

// The rules.
const (
	ruleNumber  = "linknumbers/number"
	ruleAddress = "linknumbers/address"
)

// New makes the stage.
func New() pipeline.Stage {
	return pipeline.Stage{
		Name: "linknumbers",
		Doc:  "Removes the numbers of links and the list of their addresses that text browsers write.",
		Rules: []pipeline.Rule{
			{Name: ruleNumber, Doc: "The number of a link before its text: [12]Contact.", Tier: pipeline.TierExtract},
			{Name: ruleAddress, Doc: "The addresses of the links at the end of the text, with the heading of the list.", Tier: pipeline.TierExtract},
		},
		Run: func(_ context.Context, d pipeline.Document) ([]pipeline.Edit, error) {
			if d.Tree != nil {
				return nil, nil
			}
			start, last := listOfAddresses(d.Blocks)
			if last < leastLinks {
				return nil, nil
			}
			edits, ok := numbers(d.Blocks[:start], last)
			if !ok {
				return nil, nil
			}
			for i := range d.Blocks[start:] {
				edits = append(edits, pipeline.Whole(d.Blocks[start+i], ruleAddress, "the list of links of a text browser"))
			}
			return edits, nil
		},
	}
}

// Bounds of what is a dump with numbered links.
const (
	leastLinks = 3
	// mostHidden is how many numbers may be missing between two in the text, since
	// links without text are listed apart.
	mostHidden = 8
	// leastInOrder and leastBefore are how many of ten numbers in brackets ascend, and
	// are right before a word.
	leastInOrder = 9
	leastBefore  = 6
)

// listOfAddresses returns the block with which the list of addresses at the end
// begins, its heading included, and the greatest number in it; 0 if there is none.
func listOfAddresses(blocks []pipeline.Block) (start, last int) {
	start = len(blocks)
	headed := false
	for start > 0 {
		text := blocks[start-1].Text
		if n := addresses(text); n > 0 {
			if headed {
				break
			}
			last = max(last, n)
		} else if isPart := partHeadings[strings.TrimRight(text, ":")]; isPart && last > 0 {
			headed = headed || text == listHeading
		} else {
			break
		}
		start--
	}
	if !headed {
		return len(blocks), 0
	}
	return start, last
}

// listHeading heads the list; the browsers write it in English in every language.
const listHeading = "References"

// partHeadings head the list and its parts.
var partHeadings = map[string]bool{listHeading: true, "Visible links": true, "Hidden links": true}

// addresses returns the last number of a text made of numbers and addresses:
// "1. https://a.example/ 2. https://b.example/", 0 if it is anything else.
func addresses(text string) (last int) {
	fields := strings.Fields(text)
	if len(fields) == 0 || len(fields)%2 != 0 {
		return 0
	}
	for i := 0; i < len(fields); i += 2 {
		n, err := strconv.Atoi(strings.TrimSuffix(fields[i], "."))
		if err != nil || n <= last || !strings.HasSuffix(fields[i], ".") || !isAddress(fields[i+1]) {
			return 0
		}
		last = n
	}
	return last
}

func isAddress(s string) bool {
	return strings.Contains(s, "://") || strings.HasPrefix(s, "mailto:") || strings.HasPrefix(s, "tel:") || strings.HasPrefix(s, "javascript:")
}

// numbers returns the edits that remove the numbers of links up to last. It reports
// false unless nearly all numbers in brackets ascend, and most are right before a
// word: a note comes again, or after its word.
func numbers(blocks []pipeline.Block, last int) (edits []pipeline.Edit, ok bool) {
	found, before, expected := 0, 0, 1
	for i := range blocks {
		b := &blocks[i]
		from := len(edits)
		for n := range bracketed(b.Text) {
			if n.value > last {
				continue
			}
			found++
			if n.value < expected || n.value > expected+mostHidden {
				continue
			}
			expected = n.value + 1
			if startsWord(b.Text[n.end:]) && !endsWord(b.Text[:n.start]) {
				before++
			}
			edits = append(edits, pipeline.Edit{Block: b.ID, Start: n.start, End: n.end, Rule: ruleNumber, Why: "the number of a link"})
		}
		if len(edits) > from && isOnlyNumbers(b.Text, edits[from:]) {
			edits = append(edits[:from], pipeline.Whole(*b, ruleNumber, "the number of a link without text"))
		}
	}
	return edits, expected > leastLinks && len(edits)*10 >= found*leastInOrder && before*10 >= found*leastBefore
}

// A number is in brackets, which are included in its bytes.
type number struct{ value, start, end int }

// maxNumber is the maximum length in bytes of a number and the bracket after it; so a
// text of brackets is read in linear time.
const maxNumber = 8

// bracketed yields the numbers in brackets in a text.
func bracketed(s string) iter.Seq[number] {
	return func(yield func(number) bool) {
		for at := 0; ; {
			open := strings.IndexByte(s[at:], '[')
			if open < 0 {
				return
			}
			at += open + 1
			digits, _, closed := strings.Cut(s[at:min(len(s), at+maxNumber)], "]")
			if n, err := strconv.Atoi(digits); closed && err == nil && !yield(number{n, at - 1, at + len(digits) + 1}) {
				return
			}
		}
	}
}

// startsWord reports whether a text begins with neither space nor a sign that ends
// or parts sentences.
func startsWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return s != "" && !unicode.IsSpace(r) && !strings.ContainsRune(".,;:!?)]", r)
}

// endsWord reports whether a text ends in a letter or a digit, to which a number
// after it belongs: a note of Chinese, "a[1]" in code.
func endsWord(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// isOnlyNumbers reports whether nothing but space is left of a text after the edits,
// which are in order.
func isOnlyNumbers(text string, edits []pipeline.Edit) bool {
	at := 0
	for _, e := range edits {
		if strings.TrimSpace(text[at:e.Start]) != "" {
			return false
		}
		at = e.End
	}
	return strings.TrimSpace(text[at:]) == ""
}
