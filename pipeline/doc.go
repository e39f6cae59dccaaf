// Package pipeline is winnow's model: a Document of blocks, stages that propose
// edits, and the machinery that applies, records and replays them.
package pipeline
