package tree

// end handles an end tag that starts at byte at.
func (b *builder) end(tag Tag, at int) {
	if b.current().flags&isForeign != 0 {
		if tag == P || tag == Br {
			b.leaveForeign()
		} else if i := b.top[tag]; i > b.current().html {
			b.popTo(i)
			return
		}
	}
	if b.mode != inBody && len(b.stack) <= 2 && !b.endBeforeBody(tag, at) {
		return
	}
	switch tag {
	case Html, Head, Body, Col:
		// The body goes on: what comes after </body> belongs to it.
	case P:
		if i := b.top[P]; i > max(b.current().scope, b.top[Button]) {
			b.popTo(i)
			return
		}
		b.implyLeaf(P, at)
	case Br:
		b.implyLeaf(Br, at)
	case H1, H2, H3, H4, H5, H6:
		i := max(b.top[H1], b.top[H2], b.top[H3], b.top[H4], b.top[H5], b.top[H6])
		if i > b.current().scope {
			b.popTo(i)
		}
	case Li:
		if i := b.top[Li]; i > max(b.current().scope, b.top[Ol], b.top[Ul]) {
			b.popTo(i)
		}
	case Form:
		b.endForm()
	case Template:
		if i := b.top[Template]; i > int32(b.region) {
			b.popTo(i)
		}
	case Table, Tbody, Thead, Tfoot, Tr, Td, Th, Caption:
		if i := b.inTableScope(tag); i >= 0 {
			b.popTo(i)
		}
	case Colgroup, Frameset:
		if b.current().tag == tag {
			b.popOne()
		}
	default:
		switch {
		case tag.is(isFormatting):
			b.endFormatting(tag)
		case tag.is(isSpecial):
			if i := b.inScope(tag); i >= 0 {
				b.popTo(i)
			}
		default:
			if i := b.top[tag]; i >= b.current().special {
				b.popTo(i)
			}
		}
	}
}

// endBeforeBody handles an end tag between html and body; true: go on as in
// the body.
func (b *builder) endBeforeBody(tag Tag, at int) bool {
	switch tag {
	case Br:
		b.tok = token{start: int32(at), stop: int32(at)}
		b.startBody(false)
		return true
	case Frameset:
		return true
	}
	return false
}

// implyLeaf inserts the empty element that a stray </p> or </br> stands for.
func (b *builder) implyLeaf(tag Tag, at int) {
	b.leaveColgroup()
	b.tok = token{start: int32(at), stop: int32(at)}
	b.foster()
	b.leaf(tag)
	b.t.Nodes[len(b.t.Nodes)-1].Flags |= Implied
}

// endForm ends the form; elements left open in it do not end with it.
func (b *builder) endForm() {
	b.form = false
	i := b.inScope(Form)
	if i < 0 {
		return
	}
	b.closeImplied(None)
	if int32(len(b.stack))-1 == i {
		b.popTo(i)
	} else if int32(len(b.stack)) > i {
		b.stack[i].flags |= ended
	}
}

// endFormatting ends a formatting element, now or, where blocks are open in
// it, with the outermost of these.
func (b *builder) endFormatting(tag Tag) {
	i := b.top[tag]
	if tag == A && b.link >= 0 && (i < 0 || b.noMarkerAbove(i) || b.t.Nodes[b.link].End != 0) {
		b.link = -1
	}
	switch {
	case i < 0 || i < b.current().scope:
	case i < b.current().special:
		b.stack[i].flags |= ended
	default:
		b.popTo(i)
	}
}
