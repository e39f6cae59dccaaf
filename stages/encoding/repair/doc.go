// Package repair undoes what encodings did to text: text in, text out, with the
// list of steps that explains and replays the repair.
package repair
