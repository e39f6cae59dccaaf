package main

import (
	"errors"
	"strconv"

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

// wanted says what a flag takes, instead of the error that its value caused.
func wanted(f *pflag.Flag, err error) error {
	switch f.Value.Type() {
	case "bool":
		return errors.New("want true or false")
	case "int", "int64":
		if errors.Is(err, strconv.ErrRange) {
			return errors.New("the number is too large")
		}
		return errors.New("want a whole number")
	case "duration":
		return errors.New("want a time such as 90s or 5m")
	}
	return err
}
