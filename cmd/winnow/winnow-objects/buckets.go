package main

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"gocloud.dev/blob"
	"gocloud.dev/blob/s3blob"
	"gocloud.dev/gcerrors"

	"winnow/cmd/winnow/internal/objects"
)

// buckets are the stores by the URL of their bucket, each opened once.
type buckets struct {
	mux  *blob.URLMux
	open map[string]*blob.Bucket
}

func newBuckets() *buckets {
	mux := new(blob.URLMux)
	mux.RegisterBucket("s3", new(s3blob.URLOpener))
	mux.RegisterBucket("gs", &lateGCS{})
	return &buckets{mux: mux, open: map[string]*blob.Bucket{}}
}

// An address is the place of an object.
type address struct{ bucket, key, query string }

// parse parts a URL. Keys are taken as they are: nothing in them is an escape.
func parse(url string) (address, error) {
	url, query := objects.SplitQuery(url)
	scheme, rest, ok := strings.Cut(url, "://")
	bucket, key, _ := strings.Cut(rest, "/")
	if !ok || bucket == "" {
		return address{}, fmt.Errorf("%q names no bucket: want s3://bucket/key", url)
	}
	return address{scheme + "://" + bucket, key, query}, nil
}

func (a address) url(key string) string { return a.bucket + "/" + key + a.query }

func (b *buckets) bucket(ctx context.Context, a address) (*blob.Bucket, error) {
	name := a.bucket + a.query
	if b.open[name] == nil {
		bucket, err := b.mux.OpenBucket(ctx, name)
		if err != nil {
			return nil, err
		}
		b.open[name] = bucket
	}
	return b.open[name], nil
}

// List implements objects.Store.
func (b *buckets) List(ctx context.Context, url string, found func(objects.Object) error) error {
	a, err := parse(url)
	if err != nil {
		return err
	}
	bucket, err := b.bucket(ctx, a)
	if err != nil {
		return err
	}
	list := bucket.List(&blob.ListOptions{Prefix: a.key})
	for {
		o, err := list.Next(ctx)
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return inShort(err)
		}
		if err := found(objects.Object{URL: a.url(o.Key), Size: o.Size, Modified: o.ModTime, Version: version(o)}); err != nil {
			return err
		}
	}
}

// version tells states of an object apart: the checksum, or else the time.
func version(o *blob.ListObject) string {
	if len(o.MD5) > 0 {
		return hex.EncodeToString(o.MD5)
	}
	return o.ModTime.UTC().Format("20060102T150405.000000000")
}

// Open implements objects.Store.
func (b *buckets) Open(ctx context.Context, url string, offset int64) (io.ReadCloser, string, error) {
	a, err := parse(url)
	if err != nil {
		return nil, "", err
	}
	bucket, err := b.bucket(ctx, a)
	if err != nil {
		return nil, "", err
	}
	r, err := bucket.NewRangeReader(ctx, a.key, offset, -1, nil)
	if err != nil {
		if end, ok := b.atEnd(ctx, bucket, a.key, offset); ok {
			return io.NopCloser(strings.NewReader("")), end, nil
		}
		return nil, "", inShort(err)
	}
	return r, state(r.Size(), r.ModTime()), nil
}

// state reports whether an object that is opened again is still the same.
func state(size int64, modified time.Time) string { return fmt.Sprint(size, modified.UTC()) }

// atEnd reports whether an object ends at an offset: stores refuse to read there.
func (b *buckets) atEnd(ctx context.Context, bucket *blob.Bucket, key string, offset int64) (string, bool) {
	if offset == 0 {
		return "", false
	}
	a, err := bucket.Attributes(ctx, key)
	if err != nil || a.Size != offset {
		return "", false
	}
	return state(a.Size, a.ModTime), true
}

// inShort says what users can do something about without the chains of the
// stores' libraries.
func inShort(err error) error {
	switch gcerrors.Code(err) {
	case gcerrors.NotFound:
		return errors.New("there is no such object")
	case gcerrors.PermissionDenied:
		return errors.New("permission denied")
	}
	return err
}
