package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"winnow/stages"
	"winnow/stages/captions"
)

// choices returns the words that a flag of winnow clean takes; nil for a flag
// that takes anything else.
func choices(flag string) []string {
	switch flag {
	case "to":
		return []string{"auto", "jsonl", "text", "markdown", "parquet"}
	case "progress":
		return []string{"auto", "always", "never"}
	case "compress":
		return []string{"zst", "gz", "none"}
	case "log-format":
		return []string{"auto", "console", "json"}
	case "captions":
		return []string{"drop", string(captions.Keep), string(captions.Inline)}
	case "engine":
		return []string{string(stages.Blocks), string(stages.Readability)}
	}
	return nil
}

// completeChoices lets the shell offer the words that the flags of a command
// take.
func completeChoices(cmd *cobra.Command) {
	cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
		list := choices(f.Name)
		if f.Name == "to" && f.DefValue != "auto" {
			list = []string{"text", "json"} // of explain and the like
			if cmd.Name() == "stages" {
				list = append(list, "markdown")
			}
		}
		if list != nil {
			// It fails for a flag that is not there or was registered before.
			_ = cmd.RegisterFlagCompletionFunc(f.Name, cobra.FixedCompletions(list, cobra.ShellCompDirectiveNoFileComp))
		}
	})
}

// oneChoice checks the value of a flag that takes one of a few words.
func oneChoice(flag, value string) error { return oneOf(flag, value, choices(flag)...) }

// oneOf checks the value of a flag that takes one of a few words.
func oneOf(flag, value string, allowed ...string) error {
	if slices.Contains(allowed, value) {
		return nil
	}
	return usagef("--%s %q: must be one of %s", flag, value, strings.Join(allowed, ", "))
}
