package tree

// start inserts the start tag at hand.
func (b *builder) start(tag Tag) {
	switch {
	case b.inForeign() && b.startForeign(tag):
		return
	case b.mode != inBody && len(b.stack) <= 2 && b.startHead(tag):
		return
	}
	var p props
	if tag < numTags {
		p = tagInfos[tag].props
	}
	switch {
	case p&needsContext != 0:
		b.startInContext(tag)
		return
	case tag >= numPublic && tag < numTags:
		tag, p = numTags, 0 // an SVG or MathML name outside of them
	case p&closesP != 0:
		b.startBlock(tag)
		return
	}
	b.leaveColgroup()
	b.startInline(tag, p)
}

// startHead handles a start tag before the body; false: go on in the body.
func (b *builder) startHead(tag Tag) bool {
	switch {
	case tag == Html:
		node := &b.t.Nodes[0]
		if node.Flags&b.t.Nodes[1].Flags&Implied != 0 && len(b.t.Nodes) == 2 && b.mode == inHead {
			node.Start, node.Stop, node.Flags = b.tok.start, b.tok.stop, node.Flags&^Implied
			b.t.Nodes[1].Start, b.t.Nodes[1].Stop = b.tok.stop, b.tok.stop
		}
		b.adopt(0)
		return true
	case tag == Head:
		if node := &b.t.Nodes[1]; node.Flags&Implied != 0 && len(b.t.Nodes) == 2 && b.mode == inHead {
			node.Start, node.Stop, node.Flags = b.tok.start, b.tok.stop, node.Flags&^Implied
		}
		b.adopt(1)
		return true
	case tag == Frameset:
		b.popTo(1)
		b.mode = inFrameset
		b.element(Frameset)
		return true
	case b.mode == inFrameset && tag == Frame:
		b.leaf(Frame)
		return true
	case b.mode == inFrameset && tag == Noframes:
		b.element(Noframes)
		return true
	case tag == Body:
		b.startBody(true)
		return true
	case tag.is(isHead) && b.mode != inFrameset:
		return false
	}
	b.startBody(false)
	return false
}

// startInContext handles the tags that mean nothing out of their place.
func (b *builder) startInContext(tag Tag) {
	switch tag {
	case Html:
		b.adopt(0)
	case Body:
		if b.region == 0 && b.t.body > 0 {
			b.adopt(b.t.body)
		}
	case Frameset:
		if b.current().tag == Frameset {
			b.element(Frameset)
		}
	case Frame:
		if b.current().tag == Frameset {
			b.leaf(Frame)
		}
	case Head:
	default:
		b.startTablePart(tag)
	}
}

// startTablePart handles caption, colgroup, col, tbody, thead, tfoot, tr, td
// and th: it closes what is open in the table down to where the part belongs,
// and opens the parts left out between.
func (b *builder) startTablePart(tag Tag) {
	table := b.top[Table]
	if table < 0 || table < b.tableFloor() {
		b.startLoosePart(tag)
		return
	}
	body := max(b.inTableScope(Tbody), b.inTableScope(Thead), b.inTableScope(Tfoot))
	row := b.inTableScope(Tr)
	switch tag {
	case Td, Th:
		switch {
		case row >= 0:
			b.popTo(row + 1)
		case body >= 0:
			b.popTo(body + 1)
			b.imply(Tr)
		default:
			b.popTo(table + 1)
			b.imply(Tbody)
			b.imply(Tr)
		}
	case Tr:
		if body >= 0 {
			b.popTo(body + 1)
		} else {
			b.popTo(table + 1)
			b.imply(Tbody)
		}
	case Col:
		if g := b.inTableScope(Colgroup); g >= 0 {
			b.popTo(g + 1)
		} else {
			b.popTo(table + 1)
			b.imply(Colgroup)
		}
		b.leaf(Col)
		return
	default:
		b.popTo(table + 1)
	}
	b.element(tag)
}

// startLoosePart handles a part of a table without table. HTML ignores it but
// in a template, where rows and cells may be alone.
func (b *builder) startLoosePart(tag Tag) {
	i := b.top[Template]
	if i < 0 || i < max(b.top[Noscript], b.top[Noframes]) {
		return
	}
	if tag == Col {
		b.leaf(tag)
		return
	}
	if j := b.top[tag]; j > i && j >= b.current().scope {
		b.popTo(j) // the next row or cell
	}
	b.element(tag)
}

// leaveColgroup ends a colgroup, which takes nothing but col.
func (b *builder) leaveColgroup() {
	if b.current().tag == Colgroup {
		b.popOne()
	}
}

// startBlock handles the elements that end an open paragraph.
func (b *builder) startBlock(tag Tag) {
	b.leaveColgroup()
	switch tag {
	case Li, Dd, Dt:
		if i := b.current().item; isItem(tag, b.stack[i].tag) {
			b.popTo(i)
		}
	case Form:
		if b.form && b.top[Form] >= 0 && b.top[Template] < 0 {
			return
		}
	case Table:
		if i := b.inTableScope(Table); i >= 0 && b.inTable() {
			b.popTo(i)
		}
	}
	b.closeP()
	switch {
	case tag == Form:
		b.form = true
		if b.fosters() {
			b.leaf(Form)
			return
		}
	case tag == Hr:
		if b.top[Select] >= b.current().scope {
			b.closeImplied(None)
		}
		b.foster()
		b.leaf(Hr)
		return
	case tag.Heading() > 0 && b.current().tag.Heading() > 0:
		b.popOne()
	}
	b.foster()
	b.element(tag)
}

// isItem reports whether the start of one item ends the other.
func isItem(tag, other Tag) bool {
	if tag == Li {
		return other == Li
	}
	return other == Dd || other == Dt
}

// inTable reports whether the nearest part of a table that is open is not a
// cell or caption, so that what comes does not belong there.
func (b *builder) inTable() bool {
	switch b.stack[b.current().table].tag {
	case Table, Tbody, Thead, Tfoot, Tr, Colgroup:
		return true
	}
	return false
}

// startInline handles all other elements of the body.
func (b *builder) startInline(tag Tag, p props) {
	switch tag {
	case A:
		b.startLink()
		return
	case Nobr:
		if b.inScope(Nobr) >= 0 {
			b.endFormatting(Nobr)
		}
	case Button:
		if i := b.inScope(Button); i >= 0 {
			b.popTo(i)
		}
	case Option:
		if b.inScope(Select) >= 0 {
			b.closeImplied(Optgroup)
		} else if b.current().tag == Option {
			b.popOne()
		}
	case Optgroup:
		if b.inScope(Select) >= 0 {
			b.closeImplied(None)
		} else if b.current().tag == Option {
			b.popOne()
		}
	case Select:
		if i := b.inScope(Select); i >= 0 {
			b.popTo(i)
			return
		}
	case Input:
		if i := b.inScope(Select); i >= 0 {
			b.popTo(i)
		}
	case Rb, Rtc:
		if b.inScope(Ruby) >= 0 {
			b.closeImplied(None)
		}
	case Rp, Rt:
		if b.inScope(Ruby) >= 0 {
			b.closeImplied(Rtc)
		}
	case Image:
		tag = Img
		p = tagInfos[Img].props
	case Svg, Math:
		b.openForeign(tag)
		return
	}
	if p&isHead == 0 {
		b.foster()
	}
	if p&isVoid != 0 {
		b.leaf(tag)
		return
	}
	b.element(tag)
}

// foster notes that the node to come is where a table allows none.
func (b *builder) foster() {
	b.fostered = b.fosters()
}

// startLink opens a link, and ends the one that is open.
func (b *builder) startLink() {
	if i := b.top[A]; i >= 0 && b.noMarkerAbove(i) {
		b.endFormatting(A)
	}
	b.foster()
	n := b.element(A)
	b.link = -1
	if b.t.HasAttr(n, "href") {
		b.link = n
	}
}

// noMarkerAbove reports whether formatting opened at index i of the stack is
// still in force.
func (b *builder) noMarkerAbove(i int32) bool {
	return i > max(b.top[Td], b.top[Th], b.top[Caption], b.top[Object], b.top[Applet], b.top[Marquee],
		b.top[Template], b.top[Noscript], b.top[Noframes])
}

// openForeign opens an svg or math element.
func (b *builder) openForeign(tag Tag) {
	b.foster()
	if b.tok.self {
		b.leaf(tag)
		return
	}
	html := b.current().html
	n := b.element(tag)
	b.current().flags |= isForeign
	if tag == Math {
		b.current().flags |= isMath
	}
	b.current().html = html
	b.t.Nodes[n].Flags |= InForeign
}

// startForeign handles a start tag within SVG or MathML; false: it ended
// them, go on as HTML.
func (b *builder) startForeign(tag Tag) bool {
	if tag.is(isBreakout) || tag == Font && b.fontBreaksOut() {
		b.leaveForeign()
		return false
	}
	node := Foreign
	if tag == Svg || tag == Math {
		node = tag
	}
	if b.tok.self {
		b.leaf(tag)
		b.t.Nodes[len(b.t.Nodes)-1].Tag = node
		return true
	}
	html, math := b.current().html, b.current().flags&isMath
	n := b.element(tag)
	b.t.Nodes[n].Tag = node
	e := b.current()
	e.flags |= isForeign | math
	e.html = html
	if b.holdsHTML(n, tag, math != 0) {
		i := int32(len(b.stack)) - 1
		e.flags |= integration
		e.scope, e.special, e.item = i, i, i
	}
	return true
}

// leaveForeign closes SVG and MathML up to the HTML they are in.
func (b *builder) leaveForeign() {
	for b.inForeign() {
		b.pop()
	}
	for b.current().flags&ended != 0 {
		b.pop()
	}
}

// fontBreaksOut reports whether the font tag at hand is one of HTML.
func (b *builder) fontBreaksOut() bool {
	for i := range b.tok.nattr {
		a := &b.t.attrs[b.tok.attr+int32(i)]
		switch lowerASCII(b.src[a.name : a.name+int32(a.nameLen)]) {
		case "color", "face", "size":
			return true
		}
	}
	return false
}

// holdsHTML reports whether the content of the SVG or MathML element is HTML
// (HTML integration points and MathML text integration points).
func (b *builder) holdsHTML(n int32, tag Tag, math bool) bool {
	switch tag {
	case Title, fForeignobject, fDesc:
		return !math
	case fMi, fMn, fMo, fMs, fMtext:
		return math
	case fAnnotationXml:
		v := lowerASCII(b.t.Value(n, "encoding"))
		return math && (v == "text/html" || v == "application/xhtml+xml")
	}
	return false
}
