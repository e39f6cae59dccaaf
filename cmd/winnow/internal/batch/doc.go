// Package batch writes output folders that lose nothing: parts that appear
// whole, and a manifest that says which parts count and where to continue.
// docs/design/batch.md describes the protocol.
package batch
