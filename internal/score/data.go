package score

import (
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
)

// A Page is one page of a data set with its truth.
type Page struct {
	ID, URL string
	// Type is the page type of WCXB: article, forum, product, listing,
	// collection, documentation, service; empty where nobody annotated it.
	Type  string
	HTML  []byte // as scraped, in any encoding
	Truth Truth
	// With and Without are segments that must and must not be in the text.
	With, Without []string
}

// Truth is what the annotators took from a page.
type Truth struct{ Text, Title, Author, Date string }

// Output is what a system makes of a page.
type Output struct{ Text, Title, Author, Date string }

// A System cleans one page.
type System func(p Page) (Output, error)

// ErrNoData is wrapped by the loaders' errors when a data set is not there.
var ErrNoData = errors.New("no data")

// Shared finds the folder with the data sets: WINNOW_SHARED, or shared beside
// the repository that root lies in.
func Shared(root string) string {
	if dir := os.Getenv("WINNOW_SHARED"); dir != "" {
		return dir
	}
	return filepath.Join(root, "..", "shared")
}

// LoadDevelopment reads the development data below the folder that Shared finds:
// the pages of WCXB's development split and the pages with segments.
func LoadDevelopment(shared string) (wcxb, segments []Page, err error) {
	if wcxb, err = LoadWCXB(filepath.Join(shared, "bench", "wcxb-dev")); err != nil {
		return nil, nil, err
	}
	segments, err = LoadSegments(filepath.Join(shared, "bench", "segments-dev"))
	return wcxb, segments, err
}

// LoadWCXB reads a split of WCXB: html/ID.html.gz and ground-truth/ID.json.
// Pages are in the order of their IDs.
func LoadWCXB(dir string) ([]Page, error) {
	files, err := filepath.Glob(filepath.Join(dir, "ground-truth", "*.json"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("%w: %s holds no ground-truth/*.json", ErrNoData, dir)
	}
	sort.Strings(files)
	pages := make([]Page, len(files))
	for i, file := range files {
		if pages[i], err = loadWCXBPage(dir, file); err != nil {
			return nil, err
		}
	}
	return pages, nil
}

func loadWCXBPage(dir, file string) (Page, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return Page{}, err
	}
	var record struct {
		URL      string `json:"url"`
		Internal struct {
			PageType struct {
				Primary string `json:"primary"`
			} `json:"page_type"`
		} `json:"_internal"`
		Truth struct {
			Title   string   `json:"title"`
			Author  string   `json:"author"`
			Date    string   `json:"publish_date"`
			Text    string   `json:"main_content"`
			With    []string `json:"with"`
			Without []string `json:"without"`
		} `json:"ground_truth"`
	}
	if err := json.Unmarshal(data, &record); err != nil {
		return Page{}, fmt.Errorf("%s: %w", file, err)
	}
	p := Page{ID: strings.TrimSuffix(filepath.Base(file), ".json"), URL: record.URL, Type: record.Internal.PageType.Primary}
	if p.Type == "category" { // WCXB's older name
		p.Type = "collection"
	}
	t := record.Truth
	p.Truth = Truth{Text: t.Text, Title: t.Title, Author: t.Author, Date: t.Date}
	p.With, p.Without = t.With, t.Without
	p.HTML, err = readGzip(filepath.Join(dir, "html", p.ID+".html.gz"))
	return p, err
}

// LoadSegments reads a set of pages with segments: html/ID.html.gz and
// segments.json. Pages are in the order of their IDs.
func LoadSegments(dir string) ([]Page, error) {
	data, err := os.ReadFile(filepath.Join(dir, "segments.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: %s holds no segments.json", ErrNoData, dir)
	}
	if err != nil {
		return nil, err
	}
	var records map[string]struct {
		URL     string   `json:"url"`
		With    []string `json:"with"`
		Without []string `json:"without"`
	}
	if err := json.Unmarshal(data, &records); err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	var pages []Page
	for id, r := range records {
		body, err := readGzip(filepath.Join(dir, "html", id+".html.gz"))
		if err != nil {
			return nil, err
		}
		pages = append(pages, Page{ID: id, URL: r.URL, HTML: body, With: r.With, Without: r.Without})
	}
	sort.Slice(pages, func(i, j int) bool { return pages[i].ID < pages[j].ID })
	return pages, nil
}

func readGzip(file string) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return data, nil
}
