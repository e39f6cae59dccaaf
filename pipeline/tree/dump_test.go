package tree

import (
	"fmt"
	"strings"
)

// dump writes the tree as one line of nested names, for tables of cases.
func dump(t *Tree) string {
	var b strings.Builder
	var walk func(n int32)
	walk = func(n int32) {
		nd := &t.Nodes[n]
		switch nd.Tag {
		case Text, Raw:
			if nd.Flags&Space != 0 {
				b.WriteByte('_')
			}
			fmt.Fprintf(&b, "%q", t.Chars(n))
			return
		}
		if nd.Flags&Space != 0 {
			b.WriteByte('_')
		}
		b.WriteString(t.Name(n))
		if nd.End == n+1 {
			return
		}
		b.WriteByte('(')
		first := true
		for c := range t.Children(n) {
			if !first {
				b.WriteByte(' ')
			}
			first = false
			walk(c)
		}
		b.WriteByte(')')
	}
	walk(0)
	return b.String()
}
