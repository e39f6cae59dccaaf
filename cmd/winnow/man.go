package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func newMan(s streams) *cobra.Command {
	return &cobra.Command{
		Use:   "man",
		Short: "Print the manual page",
		Example: `  winnow man | man -l -
  winnow man > /usr/local/share/man/man1/winnow.1`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := io.WriteString(s.out, manual(cmd.Root()))
			return err
		},
	}
}

// manual returns the manual page of all commands, in roff with the macros of
// man(7). It says what --help says.
func manual(root *cobra.Command) string {
	m := &manualPage{told: map[string]string{}}
	m.line(`.TH WINNOW 1 "" "%s" "User Commands"`, roff(readBuildInfo().String()))
	m.line(".SH NAME\nwinnow \\- %s", roff(lowerFirst(root.Short)))
	m.line(".SH SYNOPSIS\n.nf")
	for _, cmd := range commandsOf(root) {
		m.line("%s", roff(cmd.UseLine()))
	}
	m.line(".fi\n.SH DESCRIPTION")
	m.text(root.Long)
	m.line(".SH EXAMPLES")
	m.verbatim(root.Example)
	m.line(".SH COMMANDS")
	for _, cmd := range commandsOf(root) {
		m.command(cmd)
	}
	m.line(".SH EXIT STATUS")
	for _, c := range exitCodes {
		m.line(".TP\n.B %s\n%s", c.code, roff(c.meaning))
	}
	m.line(".SH ENVIRONMENT")
	m.item("WINNOW_MAX_BYTES, WINNOW_JOBS, …", "The flags of winnow clean, run and filter by other names; a flag on the command line counts more, a configuration file less.")
	m.item("TMPDIR", "Where temporary copies go, of zip and Parquet files that cannot be read in place; /tmp by default.")
	m.item("GOMEMLIMIT, GOGC, GOMAXPROCS", "Limits of memory and processors, as for every program in Go.")
	return m.sb.String()
}

// commandsOf returns the commands below one, in the order of the help.
func commandsOf(cmd *cobra.Command) []*cobra.Command {
	var list []*cobra.Command
	for _, sub := range cmd.Commands() {
		if !sub.IsAvailableCommand() || sub.Name() == "help" {
			continue
		}
		list = append(list, sub)
		if sub.Name() != "completion" { // a page for each shell, all the same
			list = append(list, commandsOf(sub)...)
		}
	}
	return list
}

type manualPage struct {
	sb strings.Builder
	// told is the command that a flag was described for, by its name and usage:
	// many commands share the flags of winnow clean.
	told map[string]string
}

func (m *manualPage) line(format string, args ...any) {
	fmt.Fprintf(&m.sb, format+"\n", args...)
}

func (m *manualPage) item(name, text string) { m.line(".TP\n.B %s\n%s", roff(name), roff(text)) }

// text writes paragraphs that blank lines separate.
func (m *manualPage) text(s string) {
	for paragraph := range strings.SplitSeq(strings.TrimSpace(s), "\n\n") {
		m.line(".PP\n%s", roff(strings.Join(strings.Fields(paragraph), " ")))
	}
}

// verbatim writes lines as they are.
func (m *manualPage) verbatim(s string) {
	m.line(".PP\n.RS 4\n.nf")
	for line := range strings.SplitSeq(strings.TrimRight(s, "\n"), "\n") {
		m.line("%s", roff(strings.TrimPrefix(line, "  ")))
	}
	m.line(".fi\n.RE")
}

func (m *manualPage) command(cmd *cobra.Command) {
	m.line(".SS %s", roff(cmd.UseLine()))
	if cmd.Long == "" {
		m.text(cmd.Short + ".")
	} else {
		m.text(cmd.Long)
	}
	if cmd.HasExample() {
		m.verbatim(cmd.Example)
	}
	elsewhere := map[string][]string{}
	var commands []string
	cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
		if f.Hidden || f.Name == "help" {
			return
		}
		key := f.Name + "\n" + f.Usage
		if other, ok := m.told[key]; ok {
			if elsewhere[other] == nil {
				commands = append(commands, other)
			}
			elsewhere[other] = append(elsewhere[other], "--"+f.Name)
			return
		}
		m.told[key] = cmd.CommandPath()
		m.flag(f)
	})
	for _, other := range commands {
		m.text("As for " + other + ": " + strings.Join(elsewhere[other], ", ") + ".")
	}
}

func (m *manualPage) flag(f *pflag.Flag) {
	value, usage := pflag.UnquoteUsage(f)
	name := "--" + f.Name
	if f.Shorthand != "" {
		name = "-" + f.Shorthand + ", " + name
	}
	if value != "" {
		value = ` \fI` + roff(value) + `\fR`
	}
	switch f.DefValue {
	case "", "false", "[]", "0":
	default:
		if f.Name != "jobs" { // whose default depends on the machine
			usage += " (default " + f.DefValue + ")"
		}
	}
	m.line(".TP\n\\fB%s\\fR%s\n%s", roff(name), value, roff(usage))
}

// roff escapes text: what begins a request, backslashes, hyphens that are meant
// to be typed, and what is not ASCII.
func roff(s string) string {
	var sb strings.Builder
	if strings.HasPrefix(s, ".") || strings.HasPrefix(s, "'") {
		sb.WriteString(`\&`)
	}
	for _, r := range s {
		switch {
		case r == '\\':
			sb.WriteString(`\e`)
		case r == '-':
			sb.WriteString(`\-`)
		case r == '\'':
			sb.WriteString(`\(aq`)
		case r > 0x7E:
			fmt.Fprintf(&sb, `\[u%04X]`, r)
		default:
			sb.WriteRune(r)
		}
	}
	return sb.String()
}

func lowerFirst(s string) string { return strings.ToLower(s[:1]) + s[1:] }
