package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"winnow/cmd/winnow/internal/batch"
	"winnow/cmd/winnow/internal/term"
)

func newVerify(s streams) *cobra.Command {
	return &cobra.Command{
		Use:   "verify FOLDER",
		Short: "Check an output folder: checksums, counts, accounts",
		Long: `Recompute the checksums and line counts of every part of an output folder, and
the accounts of each input from the records that name it as their source (text
and Markdown do not: their accounts are checked as a whole). Exit code 1 when
anything differs, or when the folder holds parts that its manifest does not name.`,
		Example: "  winnow verify articles/",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usagef("%s takes one folder", nameOf(cmd))
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return verify(s, args[0]) },
	}
}

// verify checks an output folder and writes one line about it.
func verify(s streams, dir string) error {
	const written = "name a folder that winnow clean -o FOLDER/ has written"
	switch info, err := os.Stat(dir); {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("there is no folder %q: %s", dir, written)
	case err == nil && !info.IsDir():
		return fmt.Errorf("%q is no folder: %s", dir, written)
	}
	m, err := batch.Verify(batch.Disk{}, dir)
	if errors.Is(err, batch.ErrNoManifest) {
		return fmt.Errorf("%s holds no manifest: winnow clean -o FOLDER/ did not write it, or has committed nothing yet", dir)
	}
	if err != nil {
		return fmt.Errorf("%s does not hold what its manifest says:\n%w", dir, err)
	}
	left, err := batch.Uncommitted(batch.Disk{}, dir, m)
	if err != nil {
		return err
	}
	for _, name := range left {
		fmt.Fprintf(s.err, "winnow: %s does not count: a run was stopped before it was committed, and the next run replaces it\n", term.Printable(name))
	}
	return describeFolder(s.out, dir, m)
}

// describeFolder writes what a folder holds by its manifest.
func describeFolder(w io.Writer, dir string, m *batch.Manifest) error {
	unfinished := 0
	for _, in := range m.Inputs {
		if !in.Done {
			unfinished++
		}
	}
	parts := plural(len(m.Parts), "part")
	if m.Open != nil {
		parts += " and an open part of " + plural(int(m.Open.Records), "record")
	}
	c := m.Counts
	_, err := fmt.Fprintf(w, "%s: %s, %s: %s, %d flagged, %d empty, %d not_article, %d quarantined; %s, %d not read to the end\n",
		dir, parts, plural(int(c.Records), "record"), plural(int(c.Articles), "article"), c.Flagged, c.Empty, c.NotArticle, c.Quarantined, plural(len(m.Inputs), "input"), unfinished)
	return err
}
