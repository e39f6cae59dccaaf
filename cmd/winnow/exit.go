package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"winnow/pipeline/dump"
	"winnow/pipeline/spelling"
)

// The exit codes of every command.
const (
	exitDone        = 0
	exitFailed      = 1 // reading or writing failed, the run was aborted
	exitUsage       = 2
	exitQuarantined = 3   // the run finished, but some records could not be processed
	exitDisk        = 74  // a disk is full or fails (EX_IOERR of sysexits.h)
	exitLocked      = 75  // another run holds the output folder
	exitInterrupted = 128 // plus the number of the signal
)

// exitCodes says what they mean, for the manual.
var exitCodes = []struct{ code, meaning string }{
	{"0", "Done."},
	{"1", "Failed: the input is missing, the output cannot be written, a connection broke."},
	{"2", "Wrong usage: a flag, a configuration or a rules file."},
	{"3", "Done, but some records are in quarantine."},
	{"74", "A disk is full or fails; the same command continues when there is room."},
	{"75", "Another run writes the output folder."},
	{"130, 143", "Interrupted by SIGINT, SIGTERM; an output folder can be continued."},
}

// errQuarantined ends a run that finished with records in quarantine. The
// summary has said so already.
var errQuarantined = errors.New("some records were quarantined")

// A usageError is a mistake in the command line.
type usageError struct{ error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// An interruptError is the cause of a context that a signal ended.
type interruptError struct{ signal os.Signal }

func (e interruptError) Error() string {
	switch e.signal {
	case os.Interrupt:
		return "interrupted by SIGINT"
	case syscall.SIGTERM:
		return "interrupted by SIGTERM"
	}
	return "interrupted by " + e.signal.String()
}

// A loggedError is in the log already.
type loggedError struct{ error }

func (e loggedError) Unwrap() error { return e.error }

// exitCode is the one place where exit codes are chosen.
func exitCode(ctx context.Context, err error) int {
	var usage usageError
	var missing *dump.MissingError
	var interrupt interruptError
	switch {
	case err == nil, isBrokenPipe(err):
		return exitDone
	case errors.As(context.Cause(ctx), &interrupt):
		if s, ok := interrupt.signal.(syscall.Signal); ok {
			return exitInterrupted + int(s)
		}
		return exitFailed
	case errors.As(err, &usage):
		return exitUsage
	case errors.As(err, &missing):
		return exitFailed
	case isDiskFault(err):
		return exitDisk
	case isLocked(err):
		return exitLocked
	case errors.Is(err, errQuarantined):
		return exitQuarantined
	}
	return exitFailed
}

// nameOf returns a command without "winnow", which all messages begin with.
func nameOf(cmd *cobra.Command) string {
	return strings.TrimPrefix(cmd.CommandPath(), cmd.Root().Name()+" ")
}

// cannotRead names a file that cannot be read and the cause, in the words that
// are used for inputs.
func cannotRead(name string, err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return fmt.Errorf("cannot read %q: %w", name, err)
}

// isDiskFault reports whether a disk is full or failing: unlike after a
// mistake, the same command succeeds once the disk is in order.
func isDiskFault(err error) bool {
	for _, cause := range []error{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG, syscall.EIO} {
		if errors.Is(err, cause) {
			return true
		}
	}
	return false
}

// isQuiet reports whether an error needs no further message: the reader of the
// output is gone, or the summary or the log has reported it.
func isQuiet(err error) bool {
	return isBrokenPipe(err) || errors.Is(err, errQuarantined) || errors.As(err, new(loggedError))
}

func isBrokenPipe(err error) bool { return errors.Is(err, syscall.EPIPE) }

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

// oneOf checks the value of a flag that takes one of a few words.
func oneOf(flag, value string, allowed ...string) error {
	for _, a := range allowed {
		if value == a {
			return nil
		}
	}
	return usagef("--%s %q: must be one of %s", flag, value, strings.Join(allowed, ", "))
}
