package pipeline

import (
	"regexp"
	"strings"
)

// Converters write a link around several elements, such as the picture, the headline and
// the first sentence of a story, as lines of their own between "[" and "](address)".

// maxLinkBlocks is the maximum number of blocks in a link, beyond the one that it begins in.
const maxLinkBlocks = 8

// mdPrefix is what makes a heading, a quotation or an item of a line.
var mdPrefix = regexp.MustCompile(`^(?:(?:>|#{1,6}|[*+-]|\d{1,3}[.)])[ \t]+)*`)

// closeLinks makes links that begin in one block and end in another links of each block,
// and joins two lines that were wrapped within one.
func (r *markdownReader) closeLinks() {
	for i := range r.in {
		open := openBracket(r.in[i].Text)
		if open < 0 || r.in[i].Kind == Code {
			continue
		}
		end, at, address := r.linkEnd(i)
		if end == 0 {
			continue
		}
		first, last := &r.in[i], &r.in[end]
		if end == i+1 && last.Gap == 0 && open+1 < len(first.Text) && at > 0 && last.Kind == Paragraph {
			first.Text, last.Text = joinWrapped([]string{first.Text, last.Text}), ""
			continue
		}
		if strings.HasSuffix(first.Text[:open], "!") {
			continue // an image
		}
		first.Text = first.Text[:open] + linkTo(address, first.Text[open+1:])
		for k := i + 1; k < end; k++ {
			r.in[k].Text = linkTo(address, r.in[k].Text)
		}
		last.Text = linkTo(address, last.Text[:at]) + last.Text[at+1+len(address):]
	}
}

// linkEnd returns the number of the block in which the link ends that begins in block i,
// where its bracket is, and its address in parentheses; 0 if there is none.
func (r *markdownReader) linkEnd(i int) (block, at int, address string) {
	for k := i + 1; k < min(len(r.in), i+1+maxLinkBlocks) && r.in[k].Kind != Code; k++ {
		text := r.in[k].Text
		if at := closingBracket(text); at >= 0 {
			if _, n := cutAddress(text[at+1:]); n > 0 && mdAddressed.MatchString(text[at:at+1+n]) {
				return k, at, text[at+1 : at+1+n]
			}
			return 0, 0, ""
		}
		if openBracket(text) >= 0 {
			return 0, 0, ""
		}
	}
	return 0, 0, ""
}

// linkTo returns a line whose text is a link, unless there is none or it has links.
func linkTo(address, line string) string {
	prefix := mdPrefix.FindString(line)
	text := strings.Trim(line[len(prefix):], asciiSpace)
	if text == "" || strings.Contains(text, "](") {
		return line
	}
	return prefix + "[" + text + "]" + address
}

// openBracket returns where the last "[" of a line is that no "]" closes, and -1 if there
// is none.
func openBracket(line string) int {
	depth := 0
	for i := len(line) - 1; i >= 0; i-- {
		switch {
		case line[i] != '[' && line[i] != ']' || i > 0 && line[i-1] == '\\':
		case line[i] == ']':
			depth++
		case depth == 0:
			return i
		default:
			depth--
		}
	}
	return -1
}

// closingBracket returns where the first "]" of a line is that no "[" opened, and -1 if
// there is none.
func closingBracket(line string) int {
	depth := 0
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case '[':
			depth++
		case ']':
			if depth--; depth < 0 {
				return i
			}
		}
	}
	return -1
}
