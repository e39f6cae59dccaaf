package dump

import (
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"winnow/pipeline"
	"winnow/pipeline/dump/unpack"
)

// maxLevels is how deeply archives may be nested: a WACZ in a tar.
const maxLevels = 2

// archive reads the members of a tar or zip file.
func (s *source) archive() {
	if s.levels >= maxLevels {
		s.fault(s.begin(), Fault{Reason: FaultDeep, Err: fmt.Errorf("it is inside %d archives", s.levels)})
		return
	}
	if s.format == Tar {
		s.tar()
		return
	}
	at, size, done, err := s.randomAccess()
	defer done()
	if err != nil {
		s.archiveFault(err)
		return
	}
	s.zip(at, size)
}

// member reads a member of an archive like an input of its own. The names of
// members are labels only; nothing is ever opened by them. The member starts at
// the given offset of the archive, which is where its damage is reported.
func (s *source) member(name string, at int64, from io.Reader, g *guard) {
	s.run.file(&file{
		name:   s.name + "!" + strings.ToValidUTF8(name, "\ufffd"),
		from:   memberReader{from, at},
		levels: s.levels + 1,
		listed: true,
		outer:  s,
		guard:  g,
	})
}

// skipMember reports a member that is not read.
func (s *source) skipMember(name, reason, detail string) {
	at := pipeline.Source{File: s.name + "!" + strings.ToValidUTF8(name, "\ufffd"), Record: 1}
	s.give(Item{Skip: &Skip{Source: at, Reason: reason, Detail: detail}})
}

// memberFault reports a member that cannot be read; offset is where it starts in
// the archive.
func (s *source) memberFault(name string, offset int64, err error) {
	at := pipeline.Source{File: s.name + "!" + strings.ToValidUTF8(name, "\ufffd"), Record: 1, Offset: offset}
	s.give(Item{Fault: &Fault{Source: at, Reason: FaultArchive, Err: err}})
}

// archiveFault reports what ended an archive.
func (s *source) archiveFault(err error) bool {
	var d *unpack.Damage
	if errors.As(err, &d) {
		return s.damaged(s.begin(), d)
	}
	return s.fault(s.begin(), Fault{Reason: FaultArchive, Err: err})
}

// memberReader marks what goes wrong with a member as a fault of the archive.
type memberReader struct {
	io.Reader
	at int64 // of the member in the archive
}

func (m memberReader) Read(p []byte) (int, error) {
	n, err := m.Reader.Read(p)
	var d *unpack.Damage
	if err != nil && err != io.EOF && !errors.As(err, &d) {
		err = &unpack.Damage{Reason: FaultArchive, Start: m.at, Fatal: true, Err: err}
	}
	return n, err
}

// guard counts what comes out of a member of known size, to stop bombs.
type guard struct {
	io.Reader
	stored, declared int64 // sizes of the member, compressed and not
	ratio            int64
	given, idle      int64
}

// inflated reports whether the content since the last record is far larger than
// its share of the stored bytes.
func (g *guard) inflated() bool {
	const slack = 4 << 10
	since := g.given - g.idle
	share := g.stored
	if g.declared > since {
		share = int64(float64(g.stored) * float64(since) / float64(g.declared))
	}
	return since > g.ratio*(share+slack)
}

func (g *guard) Read(p []byte) (int, error) {
	const maxIdle = 128 << 20 // as in package unpack
	n, err := g.Reader.Read(p)
	g.given += int64(n)
	if g.given-g.idle > maxIdle && g.inflated() {
		return n, &unpack.Damage{Reason: FaultExpanded, Fatal: true}
	}
	return n, err
}

// stream returns the rest of the file as a plain stream, for decoders of
// archives.
func (s *source) stream() io.Reader { return contentReader{s} }

type contentReader struct{ s *source }

func (c contentReader) Read(p []byte) (int, error) {
	w := c.s.w
	for len(w.Bytes()) == 0 {
		if _, d := w.Damage(); d != nil {
			if d.Reason == unpack.ReasonTrailingJunk {
				return 0, io.EOF
			}
			return 0, d
		}
		if !w.Fill() {
			return 0, io.EOF
		}
	}
	n := copy(p, w.Bytes())
	w.Advance(n)
	return n, nil
}

// isAsset reports whether the ending of a name says that the file belongs to a
// page rather than being one; a mirror of a site has many such files.
func isAsset(name string) bool {
	base := strings.ToLower(path.Base(strings.ReplaceAll(name, "\\", "/")))
	return base == ".ds_store" || assets[strings.TrimPrefix(path.Ext(base), ".")] || strings.Contains(name, "!__MACOSX/")
}

var assets = func() map[string]bool {
	m := map[string]bool{}
	for _, ext := range strings.Fields(`avi avif bmp cdx cdxj class css dll doc docx eot exe flac gif ico idx jar jpeg
		jpg js m4a map mjs mov mp3 mp4 ogg ogv otf pdf png ppt pptx so svg swf tif tiff ttf wasm wav webm webp woff
		woff2 xls xlsx`) {
		m[ext] = true
	}
	return m
}()
