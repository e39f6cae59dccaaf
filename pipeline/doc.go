// Package pipeline is winnow's model: a Document of blocks, stages that propose
// edits, and the machinery that applies, records and replays them.
//
// The one idea: a stage never changes the document. It proposes edits, each
// naming its rule; the pipeline applies and records them. Nothing leaves a
// document without a recorded reason, so provenance, "winnow explain", the golden
// tests and the statistics all come from one record, the trail.
//
//	page (bytes) ─ Parse ─▶ Document ─ Stage.Run ─▶ []Edit ─ Apply ─▶ Document …
//
// Parse decodes the bytes once and keeps every block of text of the page, without
// judging any. HTML and plain text become the same kind of Document, so a stage
// that cleans text works on both. Documents are values: Apply returns a new
// one, and a stage treats the one it is given as read-only. Replay applies a
// trail to a parsed document again and gives the same result.
//
// The package imports no stage. The list of stages is in winnow/stages.
package pipeline
