package main

import (
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"gocloud.dev/blob/memblob"

	"winnow/cmd/winnow/internal/objects"
)

var content = map[string]string{
	"crawl/a.html": "<p>One.", "crawl/b c%20?.html": "<p>Two.", "crawl/long.txt": strings.Repeat("0123456789", 10_000), "other/x.html": "<p>Three.",
}

// check reads what is stored in content through a store.
func check(t *testing.T, store objects.Store, bucket, query string) {
	t.Helper()
	ctx := t.Context()
	var keys []string
	err := store.List(ctx, bucket+"/crawl/"+query, func(o objects.Object) error {
		place, q := objects.SplitQuery(o.URL)
		key, ok := strings.CutPrefix(place, bucket+"/")
		if !ok || q != query || o.Size != int64(len(content[key])) || o.Version == "" {
			t.Errorf("listed %+v", o)
		}
		keys = append(keys, key)
		return nil
	})
	if want := []string{"crawl/a.html", "crawl/b c%20?.html", "crawl/long.txt"}; err != nil || !slices.Equal(keys, want) {
		t.Errorf("listed %q, %v; want %q", keys, err, want)
	}
	for key, want := range content {
		for _, offset := range []int{0, 3, len(want)} {
			r, _, err := store.Open(ctx, bucket+"/"+key+query, int64(offset))
			if err != nil {
				t.Errorf("%s from %d: %v", key, offset, err)
				continue
			}
			b, err := io.ReadAll(r)
			if string(b) != want[offset:] || err != nil {
				t.Errorf("%s from %d: %.20q…, %v", key, offset, b, err)
			}
			r.Close()
		}
	}
	if _, _, err := store.Open(ctx, bucket+"/crawl/none"+query, 0); err == nil || err.Error() != "there is no such object" {
		t.Errorf("an object that is not there: %v", err)
	}
}

func TestMemory(t *testing.T) {
	b := newBuckets()
	bucket := memblob.OpenBucket(nil)
	for key, s := range content {
		if err := bucket.WriteAll(t.Context(), key, []byte(s), nil); err != nil {
			t.Fatal(err)
		}
	}
	b.open["gs://crawls"] = bucket
	check(t, b, "gs://crawls", "")
}

// TestS3 talks to a server on this machine that speaks as much S3 as is needed.
func TestS3(t *testing.T) {
	t.Setenv("AWS_ACCESS_KEY_ID", "none")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "none")
	t.Setenv("AWS_EC2_METADATA_DISABLED", "true")
	server := httptest.NewServer(http.HandlerFunc(serveS3))
	defer server.Close()
	query := "?region=eu-central-1&use_path_style=true&endpoint=" + server.URL
	check(t, newBuckets(), "s3://crawls", query)

	err := newBuckets().List(t.Context(), "s3://forbidden/"+query, func(objects.Object) error { return nil })
	if err == nil || err.Error() != "permission denied" {
		t.Errorf("a bucket that is not ours: %v", err)
	}
}

func serveS3(w http.ResponseWriter, r *http.Request) {
	bucket, key, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	switch {
	case bucket != "crawls":
		w.WriteHeader(http.StatusForbidden)
		fmt.Fprint(w, `<Error><Code>AccessDenied</Code></Error>`)
	case key == "":
		type object struct {
			Key, LastModified, ETag string
			Size                    int
		}
		var list struct {
			XMLName  xml.Name `xml:"ListBucketResult"`
			Contents []object
		}
		for k, s := range content {
			if strings.HasPrefix(k, r.URL.Query().Get("prefix")) {
				list.Contents = append(list.Contents, object{k, "2026-01-02T03:04:05Z", `"d41d8cd98f00b204e9800998ecf8427e"`, len(s)})
			}
		}
		slices.SortFunc(list.Contents, func(a, b object) int { return strings.Compare(a.Key, b.Key) })
		xml.NewEncoder(w).Encode(list)
	case content[key] == "":
		w.WriteHeader(http.StatusNotFound)
		fmt.Fprint(w, `<Error><Code>NoSuchKey</Code></Error>`)
	default:
		http.ServeContent(w, r, "", time.Unix(1, 0), strings.NewReader(content[key]))
	}
}

func TestURLsWithoutBucket(t *testing.T) {
	for _, url := range []string{"s3://", "s3:///key", "bucket/key"} {
		if _, err := parse(url); err == nil {
			t.Errorf("%s was taken", url)
		}
	}
	if _, err := newBuckets().bucket(context.Background(), address{bucket: "ftp://b"}); err == nil {
		t.Error("a store that nobody knows was opened")
	}
}
