package tree

import "strconv"

// Path returns the address of a node: the names from the root down, numbered
// from 1 where siblings share a name, as in "html/body/div[2]/p[3]". It is an
// XPath without the leading slash. Text nodes are counted among themselves.
func (t *Tree) Path(n int32) string { return string(t.AppendPath(nil, n)) }

// AppendPath appends the path of n to dst.
func (t *Tree) AppendPath(dst []byte, n int32) []byte {
	if t.order == nil {
		t.indexOrder()
	}
	var buf [64]int32
	up := buf[:0]
	for ; n >= 0; n = t.Nodes[n].Parent {
		up = append(up, n)
	}
	for i := len(up) - 1; i >= 0; i-- {
		dst = append(dst, t.Name(up[i])...)
		if k := t.order[up[i]]; k > 0 {
			dst = append(dst, '[')
			dst = strconv.AppendInt(dst, int64(k), 10)
			dst = append(dst, ']')
		}
		if i > 0 {
			dst = append(dst, '/')
		}
	}
	return dst
}

// indexOrder numbers each node among the siblings of its name; 0 for one
// that is alone.
func (t *Tree) indexOrder() {
	t.order = make([]int32, len(t.Nodes))
	var count [numTags]int32
	var named map[string]int32 // custom and foreign elements
	for p := range t.Nodes {
		end := t.Nodes[p].End
		for c := int32(p) + 1; c < end; c = t.Nodes[c].End {
			if tag := t.Nodes[c].Tag; tag == Custom || tag == Foreign {
				if named == nil {
					named = map[string]int32{}
				}
				name := t.Name(c)
				named[name]++
				t.order[c] = named[name]
			} else {
				count[tag]++
				t.order[c] = count[tag]
			}
		}
		for c := int32(p) + 1; c < end; c = t.Nodes[c].End {
			tag := t.Nodes[c].Tag
			total := count[tag]
			if tag == Custom || tag == Foreign {
				total = named[t.Name(c)]
			}
			if total == 1 {
				t.order[c] = 0
			}
		}
		for c := int32(p) + 1; c < end; c = t.Nodes[c].End {
			count[t.Nodes[c].Tag] = 0
		}
		if len(named) > 64 { // clearing costs what the map ever held
			named = nil
		} else {
			clear(named)
		}
	}
}
