// Command winnow-objects reads objects of S3 and Google Cloud Storage for winnow,
// which starts it when an input is named s3://… or gs://…; see package
// winnow/cmd/winnow/internal/objects for what they say to each other. It is a
// module of its own, so that winnow carries neither the size of the stores'
// libraries nor their ways into the network.
//
// Credentials are found as the stores' own tools find them: in the environment,
// in their files, from the machine's role. Parameters of a store may follow its
// URL: s3://bucket/folder/?region=eu-central-1, and endpoint, use_path_style,
// disable_https for stores that speak S3.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"winnow/cmd/winnow/internal/objects"
)

func main() {
	if len(os.Args) > 1 {
		fmt.Fprintln(os.Stderr, "winnow-objects is started by winnow, when an input is named s3://bucket/… or gs://bucket/…")
		os.Exit(2)
	}
	// winnow ends this program itself, so that a signal to both comes from one.
	signal.Ignore(os.Interrupt, syscall.SIGTERM)
	s := objects.Server{Store: newBuckets(), Wait: time.Second}
	if err := s.Serve(context.Background(), os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
