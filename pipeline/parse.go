package pipeline

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/zeebo/xxh3"

	"winnow/pipeline/decode"
	"winnow/pipeline/tree"
)

// maxBlocks is how many blocks a page may have: with more, the stages together
// take seconds and hundreds of megabytes. The largest page of WCXB's development
// split has 18,922 nodes, fewer than half of them blocks.
const maxBlocks = 320_000

// maxLines is how many lines a page of text may have: 32 MB of single letters would
// take gigabytes before they are too many blocks, and of many lines that are joined
// each has 32 characters and more.
const maxLines = 1_000_000

// A LimitError means that a page exceeds a limit. Limits are counts, so that the
// same pages exceed them on every machine.
type LimitError struct {
	// Reason is a stable code: too_many_nodes, too_many_lines or too_many_blocks.
	Reason string
	text   string
}

func (e *LimitError) Error() string { return e.text }

// checkLimits returns an error for a page that was not read completely or that
// has too many blocks: to continue with a part would silently lose the rest.
func checkLimits(d Document) error {
	switch {
	case d.Tree != nil && d.Tree.Cut&(tree.CutNodes|tree.CutSource) != 0:
		return &LimitError{"too_many_nodes", fmt.Sprintf("the page has more than %d elements, texts and comments", len(d.Tree.Nodes))}
	case len(d.Blocks) > maxBlocks:
		return &LimitError{"too_many_blocks", fmt.Sprintf("the page has more than %d blocks", maxBlocks)}
	}
	return nil
}

// Parse decodes a page and cuts it into blocks. It keeps every block of text of
// the page and judges none. Bytes that are not text in any encoding give a
// document without blocks whose NotArticle says so. A page that exceeds the limits
// of size gives a *LimitError.
func Parse(p Page) (Document, error) {
	format := p.Format
	if format == FormatAuto {
		format = sniff(p.Body)
		if isNamedMarkdown(p) && !opensPage.Match(bytes.TrimSpace(p.Body[:min(len(p.Body), sniffLength)])) {
			format = FormatText
		}
	}
	d := Document{
		ID: p.ID, URL: p.URL, Base: p.URL, Format: format,
		Meta: Meta{Title: p.Given.Title, Byline: p.Given.Byline, Published: p.Given.Published, Lang: p.Given.Lang},
	}
	if d.ID == "" {
		d.ID = deriveID(p.URL, p.Body)
	}
	decoded, err := decode.Bytes(p.Body, decode.Hints{
		ContentType: p.ContentType, URL: p.URL, Lang: p.Given.Lang, Markup: format == FormatHTML,
	})
	var undecodable *decode.Error
	switch {
	case errors.As(err, &undecodable):
		d.NotArticle = string(undecodable.Reason)
		return d, nil
	case err != nil:
		return d, err
	}
	d.Encoding = decoded.Encoding
	if format == FormatText {
		lines := splitLines(decoded.Text)
		switch {
		case len(lines) > maxLines:
			return d, &LimitError{"too_many_lines", fmt.Sprintf("the page has more than %d lines", maxLines)}
		case isNamedMarkdown(p) || marksLinks(decoded.Text) || marksSections(decoded.Text):
			d.Blocks = blocksOfMarkdown(decoded.Text, lines)
		default:
			d.Blocks = blocksOfText(lines)
		}
		return d, checkLimits(d)
	}
	d.Tree = tree.Parse(paragraphsOfBlankLines(decoded.Text), tree.Limits{})
	d.Base = baseOf(d.Tree, p.URL)
	if err := checkLimits(d); err != nil {
		return d, err
	}
	d.Blocks = blocksOfTree(d.Tree)
	return d, checkLimits(d)
}

// AsParsed returns an HTML document with the blocks that Parse cut the page into,
// whatever edits have removed since: for stages that judge a block by the whole
// page. It returns d if that is plain text, or if no edit has touched a block.
func (d Document) AsParsed() Document {
	touched := func(a Applied) bool { return a.Block != NoBlock && !a.Keep && a.Veto == "" }
	if d.Tree != nil && slices.ContainsFunc(d.Trail, touched) {
		d.Blocks = blocksOfTree(d.Tree)
	}
	return d
}

// deriveID derives an ID from a page's URL and bytes: 16 hexadecimal digits, the
// same for the same page on every machine.
func deriveID(url string, body []byte) string {
	h := xxh3.New()
	h.WriteString(url)
	h.Write([]byte{0})
	h.Write(body)
	id := strconv.FormatUint(h.Sum64(), 16)
	return strings.Repeat("0", 16-len(id)) + id
}
