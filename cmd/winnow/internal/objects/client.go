package objects

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// Helper is the name of the program that knows the stores.
const Helper = "winnow-objects"

// A Client talks to a helper, which it starts when it is first needed. It is not
// safe for concurrent use, and only one object is open at a time: opening
// another one closes it.
type Client struct {
	ctx     context.Context
	helper  *helper
	reading *objectReader
}

// NewClient returns a client whose helper ends with ctx.
func NewClient(ctx context.Context) *Client { return &Client{ctx: ctx} }

// A helper is a running helper.
type helper struct {
	cmd    *exec.Cmd
	in     io.WriteCloser
	out    *bufio.Reader
	stderr bytes.Buffer
}

// errNoHelper says what to do if there is no helper.
var errNoHelper = errors.New("object stores are read by the program " + Helper +
	", which is not installed: build it with \"make objects\", or pipe the object in, as in aws s3 cp URL - | winnow clean")

// find looks for the helper on the path, then beside this program.
func find() (string, error) {
	if path, err := exec.LookPath(Helper); err == nil {
		return path, nil
	}
	if self, err := os.Executable(); err == nil {
		if path, err := exec.LookPath(filepath.Join(filepath.Dir(self), Helper)); err == nil {
			return path, nil
		}
	}
	return "", errNoHelper
}

func (c *Client) start() error {
	if c.helper != nil {
		return nil
	}
	path, err := find()
	if err != nil {
		return err
	}
	h := &helper{cmd: exec.CommandContext(c.ctx, path)}
	h.cmd.Stderr = &h.stderr
	h.cmd.WaitDelay = time.Second // for children that hold its standard error
	if h.in, err = h.cmd.StdinPipe(); err != nil {
		return err
	}
	out, err := h.cmd.StdoutPipe()
	if err != nil {
		return err
	}
	h.out = bufio.NewReaderSize(out, 1<<16)
	if err := h.cmd.Start(); err != nil {
		return fmt.Errorf("cannot start %s: %w", path, err)
	}
	c.helper = h
	return nil
}

// ask sends a request.
func (c *Client) ask(r request) error {
	if c.reading != nil {
		c.reading.Close()
	}
	if err := c.start(); err != nil {
		return err
	}
	b, err := json.Marshal(r)
	if err != nil {
		return err
	}
	if _, err := c.helper.in.Write(append(b, '\n')); err != nil {
		return c.broken(err)
	}
	return nil
}

// answer reads the next answer.
func (c *Client) answer() (answer, error) {
	var a answer
	line, err := c.helper.out.ReadBytes('\n')
	if err != nil {
		return a, c.broken(err)
	}
	if err := json.Unmarshal(line, &a); err != nil {
		return a, c.broken(fmt.Errorf("%s does not speak as winnow does: %w", Helper, err))
	}
	if a.Error != "" {
		return a, &StoreError{a.Error}
	}
	return a, nil
}

// A StoreError is what the store itself said: no such object, no permission.
type StoreError struct{ text string }

func (e *StoreError) Error() string { return e.text }

// broken ends the helper, and says why it failed.
func (c *Client) broken(err error) error {
	if c.ctx.Err() != nil {
		err = context.Cause(c.ctx)
	}
	said := c.stop()
	if said != "" && c.ctx.Err() == nil {
		return fmt.Errorf("%s: %s", Helper, said)
	}
	return fmt.Errorf("%s: %w", Helper, err)
}

// stop ends the helper at once and returns the last line that it wrote to
// standard error.
func (c *Client) stop() (said string) {
	h := c.helper
	if h == nil {
		return ""
	}
	c.helper = nil
	h.in.Close()
	h.cmd.Process.Kill()
	h.cmd.Wait()
	lines := strings.Split(strings.TrimSpace(h.stderr.String()), "\n")
	return lines[len(lines)-1]
}

// Close ends the helper.
func (c *Client) Close() {
	if c.reading != nil {
		c.reading.Close()
	}
	c.stop()
}

// List returns the objects whose URL begins with url, in byte order.
func (c *Client) List(url string) ([]Object, error) {
	if err := c.ask(request{Op: "list", URL: url}); err != nil {
		return nil, err
	}
	var all []Object
	for {
		a, err := c.answer()
		switch {
		case err != nil:
			return nil, err
		case a.End:
			return all, nil
		case a.Object != nil:
			all = append(all, *a.Object)
		}
	}
}

// Open reads an object from an offset. When the store refuses it, the error is
// a *StoreError.
func (c *Client) Open(url string, offset int64) (io.ReadCloser, error) {
	if err := c.ask(request{Op: "get", URL: url, Offset: offset}); err != nil {
		return nil, err
	}
	r := &objectReader{client: c}
	// The first answer says whether there is such an object.
	if err := r.next(); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	c.reading = r
	return r, nil
}

// An objectReader reads an object.
type objectReader struct {
	client *Client
	left   int   // bytes of the answer being read
	err    error // nothing more comes
}

func (r *objectReader) Read(p []byte) (int, error) {
	if r.left == 0 {
		if err := r.next(); err != nil {
			return 0, err
		}
	}
	n, err := r.client.helper.out.Read(p[:min(len(p), r.left)])
	r.left -= n
	if err != nil {
		r.left, r.err = 0, r.client.broken(err)
		return n, r.err
	}
	return n, nil
}

// next reads answers until one brings data.
func (r *objectReader) next() error {
	for r.err == nil && r.left == 0 {
		a, err := r.client.answer()
		switch {
		case err != nil:
			r.err = err
		case a.End:
			r.err = io.EOF
		case a.Data < 0:
			r.err = r.client.broken(fmt.Errorf("it announces %d bytes", a.Data))
		default:
			r.left = a.Data
		}
	}
	return r.err
}

// Close closes the object. A helper in the middle of sending one is ended,
// since it would send the rest.
func (r *objectReader) Close() error {
	if r.err == nil {
		r.left, r.err = 0, errors.New("the object is closed")
		r.client.stop()
	}
	if r.client.reading == r {
		r.client.reading = nil
	}
	return nil
}
