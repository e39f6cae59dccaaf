package pipeline

import "strings"

// Code between fences may stand in a quotation or begin an item, and the fences may be of
// tildes. All are made what code elsewhere is: lines between fences of backticks.

// A markdownFence is what stands before a fence and what it is made of.
type markdownFence struct {
	prefix string // the signs of quotations and of an item, with their spaces
	quotes int    // how many quotations it stands in
	sign   byte   // '`' or '~'
	length int
	info   string // what follows
}

// fenceOf returns the fence that a line is; its length is 0 if it is none.
func fenceOf(line string) markdownFence {
	var f markdownFence
	if !strings.Contains(line, "```") && !strings.Contains(line, "~~~") {
		return f
	}
	rest := strings.TrimLeft(line, asciiSpace)
	for strings.HasPrefix(rest, ">") {
		f.quotes++
		rest = strings.TrimLeft(rest[1:], asciiSpace)
	}
	if n := itemSign(rest); n > 0 && !strings.HasPrefix(rest, "[") {
		_, after, _ := strings.Cut(rest, " ")
		rest = strings.TrimLeft(after, asciiSpace)
	}
	if !strings.HasPrefix(rest, "```") && !strings.HasPrefix(rest, "~~~") {
		return f
	}
	f.prefix, f.sign = line[:len(line)-len(rest)], rest[0]
	f.info = strings.TrimLeft(rest, rest[:1])
	f.length = len(rest) - len(f.info)
	f.info = strings.Trim(f.info, asciiSpace)
	if f.sign == '`' && strings.Contains(f.info, "`") {
		f.length = 0 // a span of code
	}
	return f
}

// closes reports whether a line is the fence that closes the code that f opens.
func (f markdownFence) closes(line string) bool {
	g := fenceOf(line)
	return g.sign == f.sign && g.length >= min(f.length, maxFence) && g.info == "" && g.quotes == f.quotes && strings.Trim(g.prefix, "> \t") == ""
}

// end returns the number of lines of the code that f opens in the first of lines, both
// fences included, 0 if it is never closed, or not within its quotation.
func (f markdownFence) end(lines []string) int {
	for i := 1; i < len(lines); i++ {
		if f.quotes > 0 && !strings.HasPrefix(strings.TrimLeft(lines[i], asciiSpace), ">") {
			return 0
		}
		if f.closes(lines[i]) {
			return i + 1
		}
	}
	return 0
}

// plainFences rewrites the code in lines whose fences are not of backticks at the
// beginning of their lines, and returns the first lines of that in quotations. That a
// fence is never closed is found once for all of its kind, in each quotation.
func plainFences(lines []string) (quoted map[int]bool) {
	type kind struct {
		sign           byte
		quotes, length int
	}
	quoted = map[int]bool{}
	open, inQuote := map[kind]bool{}, map[kind]bool{}
	for i := 0; i < len(lines); i++ {
		if !strings.HasPrefix(strings.TrimLeft(lines[i], asciiSpace), ">") {
			clear(inQuote)
		}
		f := fenceOf(lines[i])
		k := kind{f.sign, f.quotes, min(f.length, maxFence)}
		if f.length == 0 || open[k] || inQuote[k] {
			continue
		}
		n := f.end(lines[i:])
		if n == 0 {
			open[k], inQuote[k] = f.quotes == 0, true
			continue
		}
		if f.sign == '~' && f.info == "" && (isBlank(lines[i+1]) || isBlank(lines[i+n-2])) {
			continue // a row of tildes parts sections
		}
		f.rewrite(lines[i : i+n])
		quoted[i] = f.quotes > 0
		i += n - 1
	}
	return quoted
}

// maxFence is the length of a fence from which on all count as equal.
const maxFence = 10

// rewrite makes fences of backticks of those around code, and takes the signs of
// quotations and of an item away.
func (f markdownFence) rewrite(lines []string) {
	last := len(lines) - 1
	for i := range lines {
		for range f.quotes {
			lines[i] = strings.TrimPrefix(strings.TrimPrefix(strings.TrimLeft(lines[i], asciiSpace), ">"), " ")
		}
	}
	before := fenceOf(lines[0]).prefix
	ticks := strings.Repeat("`", f.length)
	for f.sign == '~' && strings.Contains(strings.Join(lines[1:last], "\n"), ticks) {
		ticks += "`"
	}
	lines[0] = strings.Repeat(" ", marginOf(before)+len(strings.TrimLeft(before, asciiSpace))) + ticks + f.info
	lines[last] = lines[last][:marginLength(lines[last])] + ticks
}

// marginLength returns the number of bytes before the text of a line.
func marginLength(line string) int { return len(line) - len(strings.TrimLeft(line, asciiSpace)) }
