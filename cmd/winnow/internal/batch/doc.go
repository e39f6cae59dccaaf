// Package batch writes output folders that lose nothing: parts that appear
// whole, and a manifest that says which parts count and where to go on. The
// protocol is described in docs/design/batch.md.
package batch
