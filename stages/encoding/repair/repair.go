package repair

import (
	"slices"
	"strings"
)

// Options asks for more or less than the defaults. The zero value repairs what
// is broken and leaves typography alone.
type Options struct {
	Quotes    bool // make curly quotes straight
	Ligatures bool // write Latin ligatures as letters
	Width     bool // make fullwidth and halfwidth forms common ones
	// KeepSpaces leaves no-break spaces as they are.
	KeepSpaces bool
	// OnMojibake says that the text is about broken characters: those that touch
	// no word are its examples, and stay.
	OnMojibake bool
}

// Text repairs s and returns the result with the steps that lead to it, sorted
// and without overlaps, so that Apply(s, steps) is the result. Text that is in
// order comes back as it is, with no steps and without copying. The result is
// valid UTF-8, and repairing it again changes nothing. The time is linear in
// the length of s.
func Text(s string, o Options) (string, []Step) {
	at := skipClean(s, 0)
	if at == len(s) {
		return s, nil
	}
	f := &fixer{opts: o}
	var steps []Step
	at = strings.LastIndexByte(s[:at], '\n') + 1
	for at < len(s) {
		end := len(s)
		if i := strings.IndexByte(s[at:], '\n'); i >= 0 {
			end = at + i
		}
		if skipClean(s[:end], at) < end {
			steps = f.line(steps, s[at:end], at, end < len(s))
		}
		at = end + 1
	}
	if len(steps) == 0 {
		return s, nil
	}
	return Apply(s, steps), steps
}

// fixer holds the buffers of one call.
type fixer struct {
	opts              Options
	depth             int
	made, done        []Step
	composed          []Step // memory for the next done
	raw               []byte // the line in the page that is being tried
	cells             []cell
	next, spare, best reading
	decoded           []rune
	buf               []byte
	undone            [2][]rune
	left              int
	mixed             bool  // see split
	seen              []int // pages
	cuts              []int
	suspects          uint32 // pages, and
	foreign           int    // the count of sequences.foreign, both of inspect
}

// line appends the steps for one line, which begins at offset at. ended says
// that a line feed follows it.
func (f *fixer) line(steps []Step, line string, at int, ended bool) []Step {
	need := f.inspect(line)
	if need == 0 {
		return steps
	}
	if need&needBreak == 0 {
		return f.piece(steps, line, at, need)
	}
	from := 0
	for {
		i, n := findBreak(line[from:])
		if i < 0 {
			return f.piece(steps, line[from:], at+from, f.inspect(line[from:]))
		}
		part := line[from : from+i]
		steps = f.piece(steps, part, at+from, f.inspect(part))
		st := Step{Start: at + from + i, End: at + from + i + n, New: "\n", Rule: ruleLineEnd, Why: "the text's lines end by line feeds"}
		if ended && from+i+n == len(line) && line[from+i] == '\r' {
			st.New = "" // CRLF
		}
		steps = append(steps, st)
		from += i + n
	}
}

// findBreak returns the place and the length of the first line end other than
// a line feed, or -1.
func findBreak(s string) (at, n int) {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\r', '\v', '\f':
			return i, 1
		case 0xe2:
			if strings.HasPrefix(s[i:], "\u2028") || strings.HasPrefix(s[i:], "\u2029") {
				return i, 3
			}
		}
	}
	return -1, 0
}

// maxRounds bounds the passes over one line. Every layer of mojibake halves a
// line at least, so that real text needs a handful; what has not settled by
// then was made to keep a program busy.
const maxRounds = 40

// piece appends the steps for a line without its end, of which inspect has said
// what it needs. A line that does not settle is left as it is.
func (f *fixer) piece(steps []Step, line string, at int, need need) []Step {
	if need == 0 {
		return steps
	}
	done, ok := f.settle(line, need)
	if !ok {
		return f.validOnly(steps, line, at)
	}
	steps = slices.Grow(steps, len(done))
	for _, st := range done {
		st.Start += at
		st.End += at
		steps = append(steps, st)
	}
	return steps
}

// settle repairs a line until nothing is left to repair.
func (f *fixer) settle(line string, need need) ([]Step, bool) {
	var done []Step
	cur := line
	for range maxRounds {
		made := f.pass(cur, need)
		if len(made) == 0 {
			if need&needBreak != 0 || strings.Contains(cur, "\n") {
				return f.settleLines(line, cur, done)
			}
			return tidy(line, done), true
		}
		next := Apply(cur, made)
		if done == nil {
			f.done = append(f.done[:0], made...)
			done = f.done
		} else {
			done = compose(f.composed, done, made, cur)
			f.done, f.composed = done, f.done
		}
		cur, need = next, f.inspect(next)
	}
	return nil, false
}

// maxDepth bounds how often a repair may split a line that came from splitting
// a line.
const maxDepth = 3

// settleLines goes on with the lines of a line that a repair has split.
func (f *fixer) settleLines(line, cur string, done []Step) ([]Step, bool) {
	if f.depth == maxDepth {
		return nil, false
	}
	done = slices.Clone(done) // f.done is about to be used again
	f.depth++
	defer func() { f.depth-- }()
	var more []Step
	from := 0
	for from <= len(cur) {
		end := len(cur)
		if i := strings.IndexByte(cur[from:], '\n'); i >= 0 {
			end = from + i
		}
		more = f.line(more, cur[from:end], from, end < len(cur))
		from = end + 1
	}
	return tidy(line, compose(nil, done, more, cur)), true
}

// tidy drops steps that together changed nothing.
func tidy(line string, steps []Step) []Step {
	out := steps[:0]
	for _, st := range steps {
		if line[st.Start:st.End] != st.New {
			out = append(out, st)
		}
	}
	return out
}

// pass returns the steps of the first kind of repair that the line needs.
func (f *fixer) pass(line string, need need) []Step {
	for _, p := range passes {
		if need&p.need != 0 {
			if steps := p.run(f, line); len(steps) > 0 {
				return steps
			}
		}
	}
	return nil
}

// passes holds the kinds of repair in order: what hides other defects first.
var passes = [...]struct {
	need need
	run  func(*fixer, string) []Step
}{
	{needValid, (*fixer).invalid},
	{needMojibake, (*fixer).mojibake},
	{needEntity, (*fixer).entities},
	{needEscape, (*fixer).escapes},
	{needLegacy, (*fixer).unread},
	{needC1, (*fixer).c1},
	{needControl, (*fixer).controls},
	{needInvisible, (*fixer).invisibles},
	{needSpace, (*fixer).spaces},
	{needOption, (*fixer).options},
	{needNFC, (*fixer).compose},
}

// validOnly appends the steps that make a line valid UTF-8 and no others.
func (f *fixer) validOnly(steps []Step, line string, at int) []Step {
	for _, st := range f.invalid(line) {
		st.Start += at
		st.End += at
		steps = append(steps, st)
	}
	return steps
}
