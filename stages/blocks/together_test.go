package blocks

import (
	"slices"
	"strings"
	"testing"

	"winnow/pipeline"
)

// What stands together in an article stays together.
func TestTogether(t *testing.T) {
	const before = `<main><article><h1>The tide clock</h1><p>The clock shows the tide with a single motor and no electronics but a crystal.</p>
<p>It has been right to within ten minutes for a year, and nobody has wound it since it was hung up in the kitchen.</p>`
	for _, c := range []struct{ name, html, stays string }{
		{"terms", `<h2>Parts</h2><dl><dt>Motor</dt><dd>It turns once in twelve hours and twenty-five minutes.</dd><dt>Crystal</dt><dd>It is the only thing that counts.</dd></dl>`, "Motor|Crystal"},
		{"terms behind text", `<dl><dt>Parameters:</dt><dd>turns - how often the drum turns, from one to a hundred</dd><dt>Throws:</dt><dd>WetException - if the rope is wet</dd></dl>`, "Parameters:|Throws:"},
		{"summary", `<details><summary>Who has the key?</summary><p>Mrs Casey has it. If she is away, the key is in the barley.</p></details>`, "Who has the key?"},
		{"button", `<div><button aria-expanded="false">What about the winter?</button><div><p>It is long, and the ferry sails on three days of five. Whoever has to be on the mainland by noon leaves the day before, and takes a book.</p></div></div>`, "What about the winter?"},
		{"footer of an article", `<footer><p>The law was repealed in 1863. By then nobody could have worn one, and nobody has asked for it since.</p></footer>`, "The law was repealed in 1863. By then nobody could have worn one, and nobody has asked for it since."},
		{"paragraph in a line", `<span class=t>Tables of the tides are made for harbours, and no two harbours are alike in that.<p>For a kitchen the clock is enough. For a boat you will want the tables, and a lamp.</p></span>`, "For a kitchen the clock is enough. For a boat you will want the tables, and a lamp."},
	} {
		d := parse(t, framed(before+c.html+"</article></main>"))
		out := cleaned(t, d)
		for want := range strings.SplitSeq(c.stays, "|") {
			if !slices.ContainsFunc(out.Blocks, func(b pipeline.Block) bool { return b.Text == want }) {
				t.Errorf("%s: %q is gone", c.name, want)
			}
		}
	}
}
