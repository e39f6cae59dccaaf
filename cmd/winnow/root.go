package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"winnow/cmd/winnow/internal/term"
)

// streams are where a command reads and writes: data on out, talk on err.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// patience is how long a command may take to end after a signal. It takes longer only if
// it waits for something that does not come: a reader of its output who does
// not read, a disk that does not answer.
const patience = 10 * time.Second

// Main runs the command and returns its exit code; see exitCode. After a signal it
// returns even if the command does not end.
func Main(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx, stop := interruptible(context.Background())
	defer stop()
	ended := make(chan int, 1)
	go func() { ended <- execute(ctx, args, stdin, stdout, stderr) }()
	select {
	case code := <-ended:
		return code
	case <-ctx.Done():
	}
	select {
	case code := <-ended:
		return code
	case <-time.After(patience):
		return exitCode(ctx, context.Cause(ctx))
	}
}

func execute(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	// A reader that goes away causes an error when writing, so that the run can
	// end in an orderly way.
	signal.Ignore(syscall.SIGPIPE)
	cmd := newRoot(streams{stdin, stdout, stderr})
	help := &helpWriter{to: stdout}
	cmd.SetOut(help)
	cmd.SetArgs(args)
	ran, err := cmd.ExecuteContextC(ctx)
	if err == nil && help.err != nil {
		err = writeError(help.err)
	}
	err = withCause(ctx, err)
	code := exitCode(ctx, err)
	if err != nil && !isQuiet(err) {
		// Some errors have several lines: what verify found, what is wrong in a
		// configuration and where.
		for i, line := range strings.Split(strings.TrimRight(err.Error(), "\n"), "\n") {
			if i == 0 {
				line = "winnow: " + line
			}
			fmt.Fprintln(stderr, term.Sanitize(line))
		}
		if code == exitUsage {
			fmt.Fprintf(stderr, "Try '%s --help'.\n", ran.CommandPath())
		}
	}
	return code
}

func newRoot(s streams) *cobra.Command {
	root := &cobra.Command{
		Use:   "winnow COMMAND",
		Short: "Turn scraped pages into clean articles",
		Long: `Turn scraped pages, raw HTML or text that somebody else already scraped, into
clean articles: no navigation, related stories, captions, prompts, icon names
or broken characters, and every removal explained.`,
		Example: `  winnow clean page.html                       one page, as a JSON line
  winnow clean --to markdown page.html         the same to read
  cat scraped.txt | winnow clean --to text     a filter
  winnow clean -o out.jsonl dump/ *.warc.gz    a dump: folders, WARC, JSONL, …
  winnow explain page.html                     what was removed, and why`,
		SilenceErrors: true, SilenceUsage: true,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			return usagef("unknown command %q%s", args[0], hintFor(cmd, args[0]))
		},
		RunE:                       func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		SuggestionsMinimumDistance: 2,
		Version:                    readBuildInfo().String(),
	}
	root.SetVersionTemplate("{{.Version}}\n")
	root.SetIn(s.in)
	root.SetOut(s.out)
	root.SetErr(s.err)
	root.SetHelpTemplate(helpTemplate)
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error { return badFlag(cmd, err) })
	root.AddCommand(newClean(s), newRun(s), newFilter(s), newVerify(s), newExplain(s), newRules(s), newStages(s), newDecode(s), newFix(s), newVersion(s), newMan(s))
	for _, cmd := range commandsOf(root) {
		completeChoices(cmd)
	}
	root.InitDefaultHelpCmd()
	if help, _, err := root.Find([]string{"help"}); err == nil {
		help.Args = func(cmd *cobra.Command, args []string) error {
			if found, _, _ := root.Find(args); found == root && len(args) > 0 {
				return root.Args(root, args)
			}
			return nil
		}
	}
	root.InitDefaultCompletionCmd()
	if completion, _, err := root.Find([]string{"completion"}); err == nil {
		completion.Args = func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usagef("there is no completion for the shell %q", args[0])
			}
			return nil
		}
		completion.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	}
	return root
}

// hintFor says what the word in the place of a command may mean: a command that is
// spelled nearly so, or an input without its command.
func hintFor(root *cobra.Command, word string) string {
	if near := root.SuggestionsFor(word); len(near) > 0 {
		return fmt.Sprintf("; did you mean %q?", near[0])
	}
	if _, err := os.Stat(word); err == nil || word == "-" {
		return fmt.Sprintf("; did you mean \"winnow clean %s\"?", word)
	}
	return ""
}

// A helpWriter takes help and completions, and keeps the first error, which cobra
// would print and forget.
type helpWriter struct {
	to  io.Writer
	err error
}

func (w *helpWriter) Write(b []byte) (int, error) {
	if w.err == nil {
		_, w.err = w.to.Write(b)
	}
	return len(b), nil
}

// helpTemplate puts the examples first: they answer most questions.
const helpTemplate = `{{with (or .Long .Short)}}{{. | trimTrailingWhitespaces}}

{{end}}{{if .HasExample}}Examples:
{{.Example}}

{{end}}Usage:{{if .Runnable}}
  {{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} COMMAND --help{{end}}
{{if .HasAvailableSubCommands}}
Commands:{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}
{{end}}{{if .HasAvailableLocalFlags}}
Flags:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}
{{end}}`
