package main

import (
	"path/filepath"
	"slices"
	"strings"
)

const parquetEnding = ".parquet"

// formatOf is the format that a file is written in by the ending of its name.
var formatOf = map[string]string{
	".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl",
	".txt": "text", ".text": "text",
	".md": "markdown", ".markdown": "markdown",
	parquetEnding: "parquet",
}

// unwritten are endings of formats that winnow does not write, and of
// compressions.
var unwritten = []string{
	".csv", ".tsv", ".xls", ".xlsx", ".html", ".htm", ".xml", ".rss", ".warc", ".wet", ".yaml", ".yml", ".pdf", ".doc", ".docx", ".odt",
	".epub", ".tex", ".rst", ".arrow", ".feather", ".avro", ".orc", ".db", ".sqlite", ".duckdb", ".zip", ".tar", ".tgz", ".bz2", ".xz", ".lz4",
}

// formatName returns the output format that --to names, or the name of the
// output.
func (f cleanFlags) formatName() string {
	if f.to != "auto" {
		return f.to
	}
	if format := formatOf[f.ending()]; format != "" {
		return format
	}
	return "jsonl"
}

// ending returns the ending of the file that is written, in lower case and
// without that of its compression: ".md" for "page.md.gz". It is empty for
// standard output and for folders.
func (f cleanFlags) ending() string {
	if f.output == "-" || f.intoFolder() {
		return ""
	}
	name := strings.TrimSuffix(strings.TrimSuffix(f.output, ".gz"), ".zst")
	return strings.ToLower(filepath.Ext(name))
}

// checkName refuses a name that says the file is something else than it would
// be. With --to, only Parquet is checked: any text may have any name.
func (f cleanFlags) checkName() error {
	if f.output == "-" || f.intoFolder() {
		return nil
	}
	named := strings.HasSuffix(f.output, parquetEnding)
	switch ending := f.ending(); {
	case strings.Contains(f.output, parquetEnding+"."):
		return usagef("--output %s: Parquet is compressed inside; end the name in %s", f.output, parquetEnding)
	case f.formatName() == "parquet" && !named:
		return usagef("--output %s: the name of a Parquet file ends in %s", f.output, parquetEnding)
	case f.formatName() != "parquet" && named:
		return usagef("--output %s: it would hold %s; leave --to away to get Parquet", f.output, f.to)
	case f.to == "auto" && slices.Contains(unwritten, ending):
		return usagef("--output %s: winnow does not write %s; end the name in .jsonl, .txt, .md or .parquet (texts also in .gz or .zst), or name a format with --to", f.output, ending)
	}
	return nil
}
