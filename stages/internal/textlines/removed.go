package textlines

import "winnow/pipeline"

// notResidue reports whether a stage judges what belongs to the article; the
// blocks it removed say nothing about their neighbours.
func notResidue(stage string) bool {
	return stage == "blocks" || stage == "scriptdata" || stage == "lines" || stage == "readability" || stage == "extraction" || stage == "metadata" || stage == "frontmatter" || stage == "encoding"
}

// RemovedBefore reports whether residue stages removed the block right before
// line i.
func (d *Doc) RemovedBefore(i int) bool {
	l := &d.Lines[i]
	if i > 0 && d.Lines[i-1].Block == l.Block {
		return false
	}
	return d.removedID(d.Blocks[l.Block].ID - 1)
}

// RemovedAfter reports whether residue stages removed the block right after
// line i.
func (d *Doc) RemovedAfter(i int) bool {
	l := &d.Lines[i]
	if i+1 < len(d.Lines) && d.Lines[i+1].Block == l.Block {
		return false
	}
	return d.removedID(d.Blocks[l.Block].ID + 1)
}

func (d *Doc) removedID(id int) bool {
	return id >= 0 && d.touched.has(d.Trail, id) && d.Find(id) < 0 // else a part of it stayed
}

// touched are the blocks from which residue stages removed text, by ID, as far
// as the trail has been read; the trail only grows.
type touched struct {
	blocks []bool
	read   int
}

func (t *touched) has(trail []pipeline.Applied, id int) bool {
	for ; t.read < len(trail); t.read++ {
		a := &trail[t.read]
		if a.Block == pipeline.NoBlock || a.Old == "" || a.New != "" || notResidue(a.Stage) {
			continue
		}
		if a.Block >= len(t.blocks) {
			t.blocks = append(t.blocks, make([]bool, a.Block+1-len(t.blocks))...)
		}
		t.blocks[a.Block] = true
	}
	return id < len(t.blocks) && t.blocks[id]
}
