package main

import (
	"context"
	"fmt"
	"net/url"

	"gocloud.dev/blob"
	"gocloud.dev/blob/gcsblob"
	"gocloud.dev/gcp"
)

// lateGCS looks for credentials when the first bucket is opened: who reads S3
// has none of Google's.
type lateGCS struct{ opener *gcsblob.URLOpener }

// OpenBucketURL implements blob.BucketURLOpener. Without credentials it reads
// what is public.
func (l *lateGCS) OpenBucketURL(ctx context.Context, u *url.URL) (*blob.Bucket, error) {
	if l.opener == nil {
		client := gcp.NewAnonymousHTTPClient(gcp.DefaultTransport())
		if credentials, err := gcp.DefaultCredentials(ctx); err == nil {
			if client, err = gcp.NewHTTPClient(gcp.DefaultTransport(), gcp.CredentialsTokenSource(credentials)); err != nil {
				return nil, fmt.Errorf("Google credentials: %w", err)
			}
		}
		l.opener = &gcsblob.URLOpener{Client: client}
	}
	return l.opener.OpenBucketURL(ctx, u)
}
