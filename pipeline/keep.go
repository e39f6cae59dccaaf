package pipeline

// Vetoed returns the edit in the form in which it is recorded when the rule by
// prevented it: it states what was proposed and why, and changes nothing.
func (e Edit) Vetoed(by string) Edit {
	return Edit{Block: e.Block, Start: e.Start, End: e.Start, Rule: e.Rule, Why: e.Why, Score: e.Score, Veto: by}
}

// guard returns the edits as they may be applied to d: those that would remove
// text from a protected block are vetoed, and so is the verdict that the page
// holds no article, which would remove all blocks.
func guard(d Document, s Stage, edits []Edit) []Edit {
	if len(edits) == 0 || s.Mends {
		return edits
	}
	keptBy := map[int]string{} // by the block's ID
	first := ""
	for i := range d.Blocks {
		if b := &d.Blocks[i]; b.KeptBy != "" {
			keptBy[b.ID] = b.KeptBy
			if first == "" {
				first = b.KeptBy
			}
		}
	}
	if len(keptBy) == 0 {
		return edits
	}
	guarded := make([]Edit, len(edits))
	for i, e := range edits {
		guarded[i] = e
		switch by := keptBy[e.Block]; {
		case e.Block == NoBlock && e.To == FieldNotArticle:
			guarded[i] = e.Vetoed(first)
			guarded[i].Value = e.Value
		case by != "" && e.Veto == "" && d.takes(e):
			guarded[i] = e.Vetoed(by)
		}
	}
	return guarded
}

// takes reports whether an edit removes text from its block, or the block from
// the document.
func (d Document) takes(e Edit) bool {
	i := d.Find(e.Block)
	return i >= 0 && (e.Start != e.End || e.removesEmpty(&d.Blocks[i]))
}
