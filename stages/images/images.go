// Package images keeps the pictures of the article and drops those of the page
// around it: logos, icons, tracking pixels, teasers.
//
// Extraction judges text; an image has none to judge. What becomes of it
// follows from its neighbours: it belongs to the article when the text next to
// it on the page does.
//
//	before  [logo] nav… | headline | [photo] | paragraph | footer | [badge]
//	after               | headline | [photo] | paragraph
//
// What must be left alone: photos between paragraphs and the one before the
// first paragraph. Images carry no text into the output; what the stage
// decides shows in Markdown and in the blocks.
//
// Known misses: a picture after the last paragraph is dropped where text of
// another kind follows it, and a row of pictures longer than the text around.
package images

import (
	"context"
	"strconv"
	"strings"

	"winnow/pipeline"
)

// The rules.
const (
	outside = "images/outside-article"
	icon    = "images/icon"
)

// Options of the stage; there are none yet.
type Options struct{}

// New makes the stage.
func New(Options) pipeline.Stage {
	return pipeline.Stage{
		Name: "images",
		Doc:  "Removes icons and pictures outside the article.",
		Rules: []pipeline.Rule{
			{Name: outside, Doc: "The text next to the picture does not belong to the article.", Tier: pipeline.TierExtract},
			{Name: icon, Doc: "The picture is too small to show anything, or is part of the page's own file.", Tier: pipeline.TierExtract},
		},
		Run: run,
	}
}

// run looks at the numbers of the blocks: they rise by one on the page, so a
// gap between an image and the next text tells that text was taken away.
func run(_ context.Context, d pipeline.Document) ([]pipeline.Edit, error) {
	var edits []pipeline.Edit
	for i, b := range d.Blocks {
		if b.Kind != pipeline.Image {
			continue
		}
		switch {
		case isIcon(d, b):
			edits = append(edits, pipeline.Whole(b, icon, "size or address of an icon"))
		case !besideText(d.Blocks, i):
			edits = append(edits, pipeline.Whole(b, outside, "no text of the article next to it"))
		}
	}
	return edits, nil
}

// besideText reports whether text of the article is right before or after
// the image at i, with at most other images between.
func besideText(blocks []pipeline.Block, i int) bool {
	return runsIntoText(blocks, i, 1) || runsIntoText(blocks, i, -1) && !endsThePage(blocks, i)
}

// runsIntoText follows the images in one direction without a gap to text.
func runsIntoText(blocks []pipeline.Block, i, step int) bool {
	for j := i + step; j >= 0 && j < len(blocks); j += step {
		if blocks[j].ID != blocks[j-step].ID+step {
			return false
		}
		if blocks[j].Kind != pipeline.Image {
			return true
		}
	}
	return false
}

// endsThePage reports whether no text follows: what comes after the last
// paragraph is a badge or a teaser more often than a photo.
func endsThePage(blocks []pipeline.Block, i int) bool {
	for _, b := range blocks[i+1:] {
		if b.Kind != pipeline.Image {
			return false
		}
	}
	return true
}

// minSide is the shortest side, in pixels, of a picture that shows something;
// icons and tracking pixels stay below.
const minSide = 48

func isIcon(d pipeline.Document, b pipeline.Block) bool {
	if b.Src == "" || strings.HasPrefix(b.Src, "data:") {
		return true
	}
	if d.Tree == nil || b.Node == pipeline.NoNode {
		return false
	}
	for _, side := range []string{"width", "height"} {
		pixels, err := strconv.Atoi(strings.TrimSuffix(d.Tree.Value(int32(b.Node), side), "px"))
		if err == nil && pixels < minSide {
			return true
		}
	}
	return false
}
