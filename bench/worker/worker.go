// Package worker is the conversation between the benchmark and the processes
// that run the systems, one process for a system, so that none disturbs
// another and the operating system accounts for each.
//
// The parent writes one Request a line to the worker's standard input and
// closes it. The worker gets ready, cleans the small page Warmup, notes what
// it has cost so far, works through the requests, notes that, and only then
// writes one Response a line, and last a line with Stats. Pages lie
// decompressed in files; reading one is inside what is measured, since it is
// next to nothing.
//
// peers.py speaks the same for the systems written in Python.
package worker

// A Request asks for one page.
type Request struct {
	ID   string `json:"id"`
	URL  string `json:"url"`
	File string `json:"file"`
}

// A Response is what a system made of a page.
type Response struct {
	ID     string `json:"id"`
	Text   string `json:"text"`
	Title  string `json:"title,omitempty"`
	Author string `json:"author,omitempty"`
	Date   string `json:"date,omitempty"`
	Error  string `json:"error,omitempty"`
}

// Stats are a worker's costs.
type Stats struct {
	// StartCPU is the CPU time, user and system, in seconds, that the process
	// had used when it was ready: from its start to the end of the warm-up.
	StartCPU float64 `json:"start_cpu"`
	// CPU and Wall are the seconds that the requests took.
	CPU  float64 `json:"cpu"`
	Wall float64 `json:"wall"`
	// Peak is the largest resident memory of the process, in bytes.
	Peak int64 `json:"peak"`
	// Version is the system's version, if the worker knows it.
	Version string `json:"version,omitempty"`
}

// Warmup is the page that every system cleans before the clock starts.
const Warmup = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The bridge opens</title></head><body><article>
<h1>The bridge opens</h1><p>The new bridge over the river opens in May, said the mayor on Monday, after three years of work.</p>
<p>It replaces a ferry that had carried people, bicycles and the occasional cow for more than a hundred years.</p></article></body></html>`

// line is a line of a worker's output: a Response, or the Stats at the end.
type line struct {
	Response
	Stats *Stats `json:"stats,omitempty"`
}
