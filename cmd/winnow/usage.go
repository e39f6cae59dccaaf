package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"winnow/pipeline/spelling"
)

// A usageError is a mistake in the command line.
type usageError struct{ error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// nameOf returns a command without "winnow", which all messages begin with.
func nameOf(cmd *cobra.Command) string {
	return strings.TrimPrefix(cmd.CommandPath(), cmd.Root().Name()+" ")
}

// badFlag adds a suggestion to the error for an unknown flag.
func badFlag(cmd *cobra.Command, err error) error {
	var invalid *pflag.InvalidValueError
	if errors.As(err, &invalid) {
		return usagef("--%s %q: %w", invalid.GetFlag().Name, invalid.GetValue(), wanted(invalid.GetFlag(), invalid.Unwrap()))
	}
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) || len(unknown.GetSpecifiedName()) < 2 {
		return usageError{err}
	}
	return usagef("%w%s", err, suggestFlag(cmd.Flags(), unknown.GetSpecifiedName()))
}

// suggestFlag names the flag that was probably meant.
func suggestFlag(flags *pflag.FlagSet, name string) string {
	if near := spelling.Nearest(name, flagNames(flags)); near != "" {
		return fmt.Sprintf("; did you mean --%s?", near)
	}
	return ""
}

func flagNames(flags *pflag.FlagSet) []string {
	var names []string
	flags.VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	return names
}

// noArgs refuses arguments with one clear line.
func noArgs(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usagef("%s takes no arguments, not %q", nameOf(cmd), args[0])
	}
	return nil
}

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
