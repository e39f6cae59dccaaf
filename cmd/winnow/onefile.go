package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"winnow/cmd/winnow/internal/term"
)

// openOne opens the file that the arguments name, or standard input.
func openOne(ctx context.Context, s streams, args []string) (io.Reader, func() error, error) {
	if len(args) == 0 && term.Is(s.in) {
		return nil, nil, usagef("nothing to read: name a file, or pipe something in")
	}
	if len(args) == 0 || args[0] == "-" {
		return interruptibleReader(ctx, s.in), func() error { return nil }, nil
	}
	// A named pipe is open when somebody writes to it.
	file, err := within(ctx, 0, func(context.Context) (*os.File, error) { return os.Open(args[0]) })
	if ctx.Err() != nil {
		return nil, nil, context.Cause(ctx)
	}
	if err != nil {
		return nil, nil, cannotRead(args[0], err)
	}
	if info, err := file.Stat(); err == nil && info.IsDir() {
		file.Close()
		return nil, nil, cannotRead(args[0], errors.New("it is a folder; name a file"))
	}
	return interruptibleReader(ctx, file), file.Close, nil
}

func atMostOneFile(cmd *cobra.Command, args []string) error {
	if len(args) > 1 {
		return usagef("%s takes one file, not %d", nameOf(cmd), len(args))
	}
	return nil
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
