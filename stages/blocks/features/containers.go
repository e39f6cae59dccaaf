package features

import (
	"encoding/binary"
	"math/bits"

	"winnow/pipeline"
	"winnow/pipeline/tree"
	"winnow/stages/internal/forest"
	"winnow/stages/internal/tokenweights"
)

// A container is an element that holds units: those from lo to hi.
type container struct {
	node, parent int32 // parent is a container, -1 for the outermost
	lo, hi       int32
	depth        int32
	tag          tree.Tag
	names        uint32 // groups of its class, id and role
	signature    uint32 // see signatureOf
	tagPath      uint32 // signature with those of parent and grandparent
	// same counts the siblings of its signature, itself included.
	same   int32
	family int32 // its number in outline.families
	// place counts the containers before it in its parent, and places those that
	// it holds itself.
	place, places int32
	// wider is the nearest container above that holds more units, -1 for none;
	// card the nearest of itself and those above that has at least two
	// siblings of its signature and two units, -1 for none.
	wider, card int32
	near        near
	tokens      int32 // weights of the tokens on its path, see tokenweights
}

// near holds the number of levels up to the nearest element of a kind; far
// when there is none. Its length is a multiple of eight, for below.
type near [groups + inTags]uint8

const far = 12

// Elements whose presence above a block matters, after the groups in near.
const (
	inArticle = iota + groups
	inMain
	inAside
	inNav
	inHeader
	inFooter
	inForm
	inFigure
	inList
	inTable
	inSection
	inQuote
	inLink
	inItem
	inDetails
	inDialog
	inEnd
	inTags = inEnd - groups
)

var nearNames = [...]string{
	groupNav: "nav", groupCrumbs: "crumbs", groupPager: "pager", groupFooter: "footer", groupHeader: "header", groupComment: "comment",
	groupShare: "share", groupRelated: "related", groupAd: "ad", groupSignup: "signup", groupCaption: "caption", groupAuthor: "author",
	groupDate: "date", groupTags: "tags", groupSidebar: "sidebar", groupBody: "body", groupArticle: "article", groupMain: "main",
	groupCard: "card", groupProduct: "product", groupForum: "forum", groupPopup: "popup", groupContents: "contents", groupForm: "form",
	groupTitle: "title", groupLead: "lead", groupQuote: "quote", groupNotes: "notes", groupMedia: "media", groupFold: "fold",
	groupReview: "review", groupSpec: "spec",
	inArticle: "<article>", inMain: "<main>", inAside: "<aside>", inNav: "<nav>", inHeader: "<header>", inFooter: "<footer>",
	inForm: "<form>", inFigure: "<figure>", inList: "<list>", inTable: "<table>", inSection: "<section>", inQuote: "<quote>",
	inLink: "<a>", inItem: "<li>", inDetails: "<details>", inDialog: "<dialog>",
}

// wrapping are the kinds that do not count on an element with most of the
// page's good text: a body of class "sidebar-right" is not a sidebar.
var wrapping = func() (w [groups + inTags]bool) {
	for _, k := range []int{
		groupNav, groupCrumbs, groupPager, groupFooter, groupHeader, groupComment, groupShare, groupRelated, groupAd, groupSignup,
		groupCaption, groupAuthor, groupDate, groupTags, groupSidebar, groupPopup, groupContents, groupForm, groupTitle, groupLead, groupQuote,
		groupNotes, groupMedia, groupFold, groupReview, groupSpec, groupCard, inAside, inNav, inHeader, inFooter, inForm, inDialog, inDetails,
	} {
		w[k] = true
	}
	return w
}()

func tagKind(t tree.Tag) int {
	switch t {
	case tree.Article:
		return inArticle
	case tree.Main:
		return inMain
	case tree.Aside:
		return inAside
	case tree.Nav:
		return inNav
	case tree.Header:
		return inHeader
	case tree.Footer:
		return inFooter
	case tree.Form:
		return inForm
	case tree.Figure:
		return inFigure
	case tree.Ul, tree.Ol, tree.Dl:
		return inList
	case tree.Table:
		return inTable
	case tree.Section:
		return inSection
	case tree.Blockquote:
		return inQuote
	case tree.A:
		return inLink
	case tree.Li:
		return inItem
	case tree.Details:
		return inDetails
	case tree.Dialog:
		return inDialog
	}
	return -1
}

// addContainers makes the containers: every element above a unit.
func (o *outline) addContainers() {
	t := o.tree
	o.index = zeroed(o.index, int(t.Len()))
	index := o.index
	var chain []int32
	body := t.Body()
	for i := range o.units {
		chain = chain[:0]
		n := int32(o.units[i].block.Node)
		if n < 0 || n >= t.Len() {
			n = body
		}
		for n >= 0 && index[n] == 0 {
			chain = append(chain, n)
			n = t.Nodes[n].Parent
		}
		parent := int32(-1)
		if n >= 0 {
			parent = index[n] - 1
		}
		for j := len(chain) - 1; j >= 0; j-- {
			node := chain[j]
			k := container{node: node, parent: parent, lo: int32(i), tag: t.Nodes[node].Tag}
			if parent >= 0 {
				k.depth = o.containers[parent].depth + 1
				k.place = o.containers[parent].places
				o.containers[parent].places++
			}
			parent = int32(len(o.containers))
			o.containers = append(o.containers, k)
			index[node] = parent + 1
		}
		o.units[i].container = parent
		o.containers[parent].hi = int32(i) + 1
	}
	// A container comes after its parent, so one pass from the end propagates the
	// ranges up, and one from the start propagates values down.
	for i := len(o.containers) - 1; i > 0; i-- {
		if k := &o.containers[i]; k.parent >= 0 {
			o.containers[k.parent].hi = max(o.containers[k.parent].hi, k.hi)
		}
	}
	for i := range o.containers {
		k := &o.containers[i]
		k.wider = k.parent
		if k.parent >= 0 && o.containers[k.parent].hi-o.containers[k.parent].lo == k.hi-k.lo {
			k.wider = o.containers[k.parent].wider
		}
	}
}

// nameContainers reads the classes of the containers and makes their signatures.
func (o *outline) nameContainers(weights *tokenweights.Weights) {
	known := classes{weights: weights}
	for i := range o.containers {
		k := &o.containers[i]
		k.signature = signatureOf(k.tag, "")
		if value := o.tree.Value(k.node, "class"); value != "" {
			class := known.read(k.tag, value)
			k.names, k.signature, k.tokens = class.groups, class.signature, class.weight
		}
		for _, a := range tokenAttrs[1:] {
			if value, ok := o.tree.Attr(k.node, a.name); ok {
				m := read(weights, a.seed, value)
				k.names |= m.groups
				k.tokens += m.weight
			}
		}
		k.tokens += weights.Of(tagToken(k.tag))
		k.tagPath = k.signature
		if k.parent >= 0 {
			p := &o.containers[k.parent]
			k.tokens += p.tokens
			k.tagPath = (k.tagPath ^ p.signature) * fnvPrime
			if p.parent >= 0 {
				k.tagPath = (k.tagPath ^ o.containers[p.parent].signature) * fnvPrime
			}
		}
	}
}

// A class is the meaning of an element and the value of its class attribute.
type class struct {
	tag       tree.Tag
	value     string
	signature uint32
	meaning
}

// classes is a cache of classes: most elements of a page share theirs with
// another one.
type classes struct {
	weights *tokenweights.Weights
	slots   [256]class
}

// read returns the meaning of an element with a class; value is not empty.
func (c *classes) read(tag tree.Tag, value string) *class {
	n := len(value)
	slot := uint(tag) + uint(n)*3 + uint(value[n/2])*5 + uint(value[n-1])*17
	known := &c.slots[slot%uint(len(c.slots))]
	if known.tag != tag || known.value != value {
		*known = class{tag, value, signatureOf(tag, value), read(c.weights, seedClass, value)}
	}
	return known
}

// signatureOf hashes an element and its class attribute without digits: numbers
// in class names ("post-123") differ between siblings of the same kind.
func signatureOf(tag tree.Tag, class string) uint32 {
	h := (uint32(fnvOffset) ^ uint32(tag)) * fnvPrime
	for i := 0; i < len(class); i++ {
		if c := class[i]; c < '0' || c > '9' {
			h = (h ^ uint32(c)) * fnvPrime
		}
	}
	return h
}

// A family is the siblings of one signature: the cards of a list, the posts of
// a thread, the paragraphs of an article.
type family struct {
	count  int32
	lo, hi int32 // units from the first sibling to the last
	sums   sums
	most   float32 // words of its longest member
}

// findFamilies sorts the containers into families.
func (o *outline) findFamilies() {
	o.familyOf.reset(len(o.containers))
	for i := range o.containers {
		k := &o.containers[i]
		at, known := o.familyOf.find(uint64(uint32(k.parent))<<32|uint64(k.signature), len(o.families))
		if !known {
			o.families = append(o.families, family{lo: k.lo})
		}
		f := &o.families[at]
		k.family = int32(at)
		f.count++
		f.hi = k.hi
		own := o.sum(k.lo, k.hi)
		f.sums = f.sums.plus(own)
		f.most = max(f.most, own.words)
	}
	for i := range o.containers {
		k := &o.containers[i]
		k.same = o.families[k.family].count
		k.card = -1
		if k.same >= 3 && k.hi-k.lo >= 2 {
			k.card = int32(i)
		} else if k.parent >= 0 {
			k.card = o.containers[k.parent].card
		}
	}
}

// Shares of the page's good text from which an element is taken for the whole
// page rather than for what its classes say: a lower one when it holds the
// first heading of level 1, too.
const (
	wholeWithHeading = 0.5
	whole            = 0.8
)

// spreadNear passes the levels to the nearest element of each kind down to the
// containers below.
func (o *outline) spreadNear() {
	h1 := o.firstH1()
	for i := range o.containers {
		k := &o.containers[i]
		if k.parent < 0 {
			for j := range k.near {
				k.near[j] = far
			}
		} else {
			k.near = o.containers[k.parent].near.below()
		}
		part := forest.Share(o.sum(k.lo, k.hi).good, o.total.good)
		headed := h1 >= k.lo && h1 < k.hi
		isWhole := part > whole || headed && part > wholeWithHeading
		for names := k.names; names != 0; names &= names - 1 {
			g := bits.TrailingZeros32(names)
			if !(isWhole && wrapping[g]) || g == groupComment && !headed && k.tag != tree.Body {
				k.near[g] = 0
			}
		}
		if g := tagKind(k.tag); g >= 0 && !(isWhole && wrapping[g]) {
			k.near[g] = 0
		}
	}
}

// firstH1 returns the unit that is the first heading of level 1, or -1.
func (o *outline) firstH1() int32 {
	for i := range o.units {
		if b := o.units[i].block; b.Kind == pipeline.Heading && b.Level == 1 {
			return int32(i)
		}
	}
	return -1
}

// below returns the levels of an element whose parent has the levels n, which are
// one greater up to far. It counts eight at a time: the highest bit of a byte says
// that far is reached.
func (n *near) below() (m near) {
	const ones = 0x0101010101010101
	for j := 0; j < len(n); j += 8 {
		levels := binary.LittleEndian.Uint64(n[j:])
		reached := (levels + (0x80-far)*ones) >> 7 & ones
		binary.LittleEndian.PutUint64(m[j:], levels+(ones^reached))
	}
	return m
}
