package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"winnow/bench/results"
	"winnow/internal/score"
	"winnow/pipeline/decode"
)

// factors are the sizes of the dumps, in times the smallest.
var factors = []int{1, 4, 16, 64}

// scale runs the command over dumps of growing size, and decompression alone.
func scale(ctx context.Context, o options, r *results.Results, log io.Writer) error {
	if _, err := os.Stat(o.winnow); err != nil {
		return fmt.Errorf("no command %s: make winnow builds it", o.winnow)
	}
	pages, err := score.LoadWCXB(o.wcxb)
	if err != nil {
		return err
	}
	pages = pages[:min(o.scalePages, len(pages))]
	s := &results.Scale{BasePages: len(pages), Cores: o.cores}
	for _, format := range []string{"jsonl.zst", "warc.gz"} {
		for _, factor := range factors {
			d, err := scaleDump(ctx, o, pages, format, factor)
			if err != nil {
				return err
			}
			s.Dumps = append(s.Dumps, d)
			fmt.Fprintf(log, "bench: %s, %d×: %.1f s, %.0f MB\n", format, factor, d.Wall, float64(d.Peak)/1e6)
		}
	}
	r.Scale = s
	return nil
}

func scaleDump(ctx context.Context, o options, pages []score.Page, format string, factor int) (results.Dump, error) {
	file, err := filepath.Abs(filepath.Join(o.work, fmt.Sprintf("dump-%d.%s", factor, format)))
	if err != nil {
		return results.Dump{}, err
	}
	d := results.Dump{Format: format, Factor: factor, Pages: factor * len(pages)}
	for _, p := range pages {
		d.Content += int64(factor * len(p.HTML))
	}
	if d.Stored, err = writeDump(file, format, pages, factor); err != nil {
		return d, err
	}
	defer os.Remove(file)
	self, err := os.Executable()
	if err != nil {
		return d, err
	}
	read, err := measured(ctx, exec.CommandContext(ctx, self, "-decompress", file))
	if err != nil {
		return d, err
	}
	clean, err := measured(ctx, exec.CommandContext(ctx, o.winnow, "clean", "-q", "-j", strconv.Itoa(o.cores), file))
	d.Decompress, d.Wall, d.CPU, d.Peak = read.cpu, clean.wall, clean.cpu, clean.peak
	return d, err
}

// writeDump writes the pages that many times, and gives the size of the file.
func writeDump(name, format string, pages []score.Page, factor int) (int64, error) {
	f, err := os.Create(name)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	write := writeWARC
	if format == "jsonl.zst" {
		write = writeJSONL
	}
	if err := write(f, pages, factor); err != nil {
		return 0, err
	}
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	return info.Size(), f.Close()
}

func writeJSONL(f io.Writer, pages []score.Page, factor int) error {
	z, err := zstd.NewWriter(f)
	if err != nil {
		return err
	}
	enc := json.NewEncoder(z)
	enc.SetEscapeHTML(false)
	for n := range factor {
		for _, p := range pages {
			text, err := decode.Bytes(p.HTML, decode.Hints{})
			if err != nil {
				return fmt.Errorf("page %s: %w", p.ID, err)
			}
			record := map[string]string{"id": fmt.Sprintf("%s-%d", p.ID, n), "url": p.URL, "html": text.Text}
			if err := enc.Encode(record); err != nil {
				return err
			}
		}
	}
	return z.Close()
}

// writeWARC writes a member for each record, as crawlers do.
func writeWARC(f io.Writer, pages []score.Page, factor int) error {
	for n := range factor {
		for _, p := range pages {
			head := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
			z := gzip.NewWriter(f)
			fmt.Fprintf(z, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:%s-%d>\r\nWARC-Date: 2026-01-02T03:04:05Z\r\n", p.ID, n)
			fmt.Fprintf(z, "WARC-Target-URI: %s\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s", p.URL, len(head)+len(p.HTML), head)
			z.Write(p.HTML)
			io.WriteString(z, "\r\n\r\n")
			if err := z.Close(); err != nil {
				return err
			}
		}
	}
	return nil
}

// decompress reads a dump and does nothing with it: the physical limit.
func decompress(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	var r io.Reader
	if strings.HasSuffix(name, ".zst") {
		z, err := zstd.NewReader(f)
		if err != nil {
			return err
		}
		defer z.Close()
		r = z
	} else if r, err = gzip.NewReader(f); err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, r)
	return err
}

// costs are those of a process; peak is in bytes, the rest in seconds.
type costs struct {
	wall, cpu float64
	peak      int64
}

// measured runs a command whose output is thrown away. The high-water mark of
// its memory is read while it runs: the one that the system reports at its end
// begins with that of this process.
func measured(ctx context.Context, cmd *exec.Cmd) (costs, error) {
	var stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = nil, &stderr
	begin := time.Now()
	if err := cmd.Start(); err != nil {
		return costs{}, err
	}
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	var c costs
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case err := <-done:
			if err != nil {
				return c, fmt.Errorf("%s: %w: %s", filepath.Base(cmd.Path), err, strings.TrimSpace(stderr.String()))
			}
			c.wall = time.Since(begin).Seconds()
			c.cpu = (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()
			return c, ctx.Err()
		case <-tick.C:
			status := fmt.Sprintf("/proc/%d/status", cmd.Process.Pid)
			if kb, err := strconv.ParseInt(strings.TrimSuffix(field(status, "VmHWM"), " kB"), 10, 64); err == nil {
				c.peak = max(c.peak, kb<<10)
			}
		}
	}
}
