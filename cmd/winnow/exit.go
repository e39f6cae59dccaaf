package main

import (
	"context"
	"errors"
	"os"
	"syscall"

	"winnow/pipeline/dump"
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
