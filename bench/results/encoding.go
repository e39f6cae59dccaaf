package results

import "fmt"

// Encoding is what the part on encodings found.
type Encoding struct {
	// Files counts chardet's files, Pages the pages in UTF-8.
	Files int `json:"files"`
	Pages int `json:"utf8_pages"`
	// Cases are those of ftfy's tests that it passes, KnownFailures those it
	// fails.
	Cases         int `json:"ftfy_cases"`
	KnownFailures int `json:"ftfy_known_failures"`
	// CleanBytes is the size of the clean texts, Dense the number of broken ones.
	CleanBytes int        `json:"clean_bytes"`
	Dense      int        `json:"broken_texts"`
	Detectors  []Detector `json:"detectors"`
	Repairers  []Repairer `json:"repairers"`
}

// A Detector is the result of a detector of encodings.
type Detector struct {
	System
	// Right are the shares of files whose text the named encoding gives: files,
	// markup, and clean, stray, cut, untrue for pages in UTF-8.
	Right map[string]float64 `json:"right"`
	// Legacy and UTF8 are the speeds in MB/s of CPU.
	Legacy float64 `json:"legacy_mb_per_second"`
	UTF8   float64 `json:"utf8_mb_per_second"`
}

// A Repairer is the result of a repairer of text.
type Repairer struct {
	System
	Cases         int `json:"cases"`
	KnownFailures int `json:"known_failures"`
	// Changed counts characters of clean text that were changed, Spaces white
	// space and invisible ones.
	Changed int `json:"changed"`
	Spaces  int `json:"spaces"`
	// Restored is the share of broken texts that came out exactly right.
	Restored float64 `json:"restored"`
	// Clean and Broken are the speeds in MB/s of CPU.
	Clean  float64 `json:"clean_mb_per_second"`
	Broken float64 `json:"broken_mb_per_second"`
}

func (r *Results) encoding(d *document) {
	e := r.Encoding
	if e == nil {
		return
	}
	d.line("## Encodings")
	d.line("")
	d.line(fmt.Sprintf("Detection, right answers in per cent: the text of the file, decoded as named, is the one its label gives. Chardet's %d test files with", e.Files))
	d.line("declarations hidden; the same inside 20 KB of ASCII markup (without UTF-16 and UTF-32);")
	d.line(fmt.Sprintf("%d pages in UTF-8 without their declaration: as they are, with one stray byte 0x92, cut inside a character, with a false `iso-8859-1`.", e.Pages))
	d.line("")
	kinds := []string{"files", "markup", "clean", "stray", "cut", "untrue"}
	d.head("detector", "files", "in markup", "UTF-8", "stray byte", "cut", "false declaration", "MB/s, legacy", "MB/s, UTF-8")
	for _, s := range e.Detectors {
		if s.Skipped != "" {
			continue
		}
		cells := []string{s.System.Name}
		for _, kind := range kinds {
			cells = append(cells, fmt.Sprintf("%.1f", 100*s.Right[kind]))
		}
		d.row(append(cells, fmt.Sprintf("%.1f", s.Legacy), fmt.Sprintf("%.1f", s.UTF8))...)
	}
	d.line("")
	d.line(fmt.Sprintf("Repair: the %d cases that ftfy passes (their expectations include its changes to quotes and ligatures) and its %d known failures; characters changed", e.Cases, e.KnownFailures))
	d.line(fmt.Sprintf("in %.1f MB of clean text (WCXB's texts, which hold a few that are really broken); %d texts whose UTF-8 was read as windows-1252, restored but for spaces.", float64(e.CleanBytes)/1e6, e.Dense))
	d.line("What winnow changes of the clean text by default was reviewed one by one ([the list](../stages/encoding/repair/testdata/reviewed.txt)).")
	d.line("")
	d.head("repairer", "cases", "known failures", "characters changed", "spaces and invisible", "restored, %", "MB/s, clean", "MB/s, broken")
	for _, s := range e.Repairers {
		if s.Skipped != "" {
			continue
		}
		d.row(s.System.Name, fmt.Sprint(s.Cases), fmt.Sprint(s.KnownFailures), fmt.Sprint(s.Changed), fmt.Sprint(s.Spaces),
			fmt.Sprintf("%.1f", 100*s.Restored), fmt.Sprintf("%.1f", s.Clean), fmt.Sprintf("%.1f", s.Broken))
	}
	d.line("")
}
