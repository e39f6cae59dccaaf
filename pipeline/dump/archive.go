package dump

import (
	"archive/tar"
	"archive/zip"
	"cmp"
	"compress/bzip2"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/zstd"

	"winnow/pipeline"
	"winnow/pipeline/dump/unpack"
)

// maxLevels is how many archives may stand in one another: a WACZ in a tar.
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
// the given offset of the archive, which is where its damage is told to be.
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

// skipMember tells of a member that is not read.
func (s *source) skipMember(name, reason, detail string) bool {
	at := pipeline.Source{File: s.name + "!" + strings.ToValidUTF8(name, "\ufffd"), Record: 1}
	return s.give(Item{Skip: &Skip{Source: at, Reason: reason, Detail: detail}})
}

func (s *source) memberFault(name string, offset int64, err error) bool {
	at := pipeline.Source{File: s.name + "!" + strings.ToValidUTF8(name, "\ufffd"), Record: 1, Offset: offset}
	return s.give(Item{Fault: &Fault{Source: at, Reason: FaultArchive, Err: err}})
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

// inflated reports that what was given since the last record is far more than
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

// tar reads a tar file, and goes on behind a damaged header.
func (s *source) tar() {
	blocks := &blockReader{r: s.stream()}
	t := tar.NewReader(blocks)
	for !s.stopped {
		h, err := t.Next()
		var d *unpack.Damage
		switch {
		case err == io.EOF:
			return
		case errors.As(err, &d), errors.Is(err, io.ErrUnexpectedEOF):
			s.archiveFault(err)
			return
		case err != nil && !errors.Is(err, tar.ErrInsecurePath):
			if !s.archiveFault(err) || !blocks.toHeader() {
				return
			}
			t = tar.NewReader(blocks)
			continue
		}
		switch h.Typeflag {
		case tar.TypeReg, tar.TypeGNUSparse:
			s.member(h.Name, blocks.n, t, nil)
		case tar.TypeSymlink, tar.TypeLink:
			s.skipMember(h.Name, SkipSymlink, h.Linkname)
		case tar.TypeFifo:
			s.skipMember(h.Name, SkipFIFO, "")
		case tar.TypeChar, tar.TypeBlock:
			s.skipMember(h.Name, SkipDevice, "")
		}
	}
}

// tarBlock is the unit of a tar file. (POSIX.1-2024, pax, "ustar Interchange
// Format".)
const tarBlock = 512

// blockReader reads a tar file and can look for its next header.
type blockReader struct {
	r    io.Reader
	n    int64
	back []byte // a header that was found, to be read again
}

func (b *blockReader) Read(p []byte) (int, error) {
	if len(b.back) > 0 {
		n := copy(p, b.back)
		b.back = b.back[n:]
		return n, nil
	}
	n, err := b.r.Read(p)
	b.n += int64(n)
	return n, err
}

// toHeader moves to the next block that is a header; false if there is none.
func (b *blockReader) toHeader() bool {
	b.back = nil
	if rest := b.n % tarBlock; rest > 0 {
		if _, err := io.CopyN(io.Discard, b, tarBlock-rest); err != nil {
			return false
		}
	}
	block := make([]byte, tarBlock)
	for {
		if _, err := io.ReadFull(b, block); err != nil {
			return false
		}
		if isTarHeader(block) {
			b.back = block
			return true
		}
	}
}

// isTarHeader checks the magic and the checksum of a block.
func isTarHeader(b []byte) bool {
	if len(b) < tarBlock || string(b[257:262]) != "ustar" {
		return false
	}
	var sum, want int64
	for i, c := range b[:tarBlock] {
		if i >= 148 && i < 156 {
			c = ' '
		}
		sum += int64(c)
	}
	for _, c := range strings.Trim(string(b[148:156]), " \x00") {
		if c < '0' || c > '7' {
			return false
		}
		want = want<<3 | int64(c-'0')
	}
	return sum == want
}

// zip reads a zip file, or the archives in a WACZ.
func (s *source) zip(at io.ReaderAt, size int64) {
	z, err := zip.NewReader(at, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		if s.archiveFault(err) {
			s.salvageZip(at, size)
		}
		return
	}
	z.RegisterDecompressor(zip.Deflate, flate.NewReader)
	z.RegisterDecompressor(12, func(r io.Reader) io.ReadCloser { return io.NopCloser(bzip2.NewReader(r)) })
	z.RegisterDecompressor(zstd.ZipMethodWinZip, zstd.ZipDecompressor(zstd.WithDecoderConcurrency(1),
		zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(128<<20)))
	if err := overlap(z.File); err != nil {
		s.fault(s.begin(), Fault{Reason: FaultExpanded, Err: err})
		return
	}
	wacz := isWACZ(z.File)
	for _, f := range z.File {
		if s.stopped {
			return
		}
		switch mode := f.Mode(); {
		case mode.IsDir() || strings.HasSuffix(f.Name, "/"):
		case mode&fs.ModeSymlink != 0:
			s.skipMember(f.Name, SkipSymlink, "")
		case !mode.IsRegular():
			s.skipMember(f.Name, special(mode), "")
		case wacz && !strings.HasPrefix(f.Name, "archive/"):
			s.skipMember(f.Name, SkipIndex, "")
		case f.Flags&1 != 0:
			s.memberFault(f.Name, memberOffset(f), errors.New("it is encrypted"))
		default:
			s.zipMember(f)
		}
	}
}

func (s *source) zipMember(f *zip.File) {
	r, err := f.Open()
	if err != nil {
		s.memberFault(f.Name, memberOffset(f), err)
		return
	}
	defer r.Close()
	g := &guard{Reader: r, stored: int64(f.CompressedSize64), declared: int64(f.UncompressedSize64), ratio: s.opts.MaxRatio}
	s.member(f.Name, memberOffset(f), g, g)
}

// memberOffset is where the content of a member starts, 0 if the index is wrong
// about it.
func memberOffset(f *zip.File) int64 {
	offset, err := f.DataOffset()
	if err != nil {
		return 0
	}
	return offset
}

// overlap looks for members that share their data, as those of a bomb do.
func overlap(files []*zip.File) error {
	type extent struct {
		from, to int64
		name     string
	}
	var all []extent
	for _, f := range files {
		from, err := f.DataOffset()
		if err != nil || f.CompressedSize64 == 0 {
			continue // reading it will tell
		}
		all = append(all, extent{from, from + int64(f.CompressedSize64), f.Name})
	}
	slices.SortFunc(all, func(a, b extent) int { return cmp.Compare(a.from, b.from) })
	for i := 1; i < len(all); i++ {
		if all[i].from < all[i-1].to {
			return fmt.Errorf("the members %q and %q overlap", all[i-1].name, all[i].name)
		}
	}
	return nil
}

// isWACZ tells a web archive collection by the files it must have. (Webrecorder,
// Web Archive Collection Zipped 1.1.1.)
func isWACZ(files []*zip.File) bool {
	var manifest, archive bool
	for _, f := range files {
		manifest = manifest || f.Name == "datapackage.json"
		archive = archive || strings.HasPrefix(f.Name, "archive/")
	}
	return manifest && archive
}

// randomAccess gives the content for formats with their index at the end: the
// file itself, or a temporary copy, which done removes. When it fails, reading
// goes no further: what the copy met is no damage of the input.
func (s *source) randomAccess() (at io.ReaderAt, size int64, done func(), err error) {
	done = func() {}
	if s.disk != nil && s.u.Layers() == 0 && s.disk.Name() == s.name {
		if info, err := s.disk.Stat(); err == nil && info.Mode().IsRegular() {
			return &watchedAt{s.disk, func(err error) { s.run.lost = cmp.Or(s.run.lost, err) }}, info.Size(), done, nil
		}
	}
	spool, err := os.CreateTemp(s.opts.TempDir, "winnow-spool-*")
	if err != nil {
		return nil, 0, done, s.noSpool(err)
	}
	done = func() {
		spool.Close()
		os.Remove(spool.Name())
	}
	failed := func(err error) error { return s.noSpool(err) }
	size, err = io.Copy(&watchedWriter{spool, failed}, s.stream())
	return &watchedAt{spool, func(err error) { s.noSpool(err) }}, size, done, err
}

// noSpool ends Read: the fault is of the temporary folder.
func (s *source) noSpool(err error) error {
	dir := s.opts.TempDir
	if dir == "" {
		dir = os.TempDir()
	}
	err = &SpoolError{Name: s.name, Dir: dir, Err: err}
	if s.run.broken == nil {
		s.run.broken = err
	}
	return err
}

// A SpoolError says that the temporary folder cannot hold the copy of an input
// that has its index at its end. The input may be whole.
type SpoolError struct {
	Name string // the input
	Dir  string // the folder
	Err  error
}

func (e *SpoolError) Error() string {
	cause := e.Err
	var path *fs.PathError
	if errors.As(cause, &path) {
		cause = path.Err
	}
	return fmt.Sprintf("cannot read %q: it needs a temporary copy in %s: %v; make room there, or set TMPDIR to a folder with room",
		e.Name, e.Dir, cause)
}

func (e *SpoolError) Unwrap() error { return e.Err }

// watchedAt tells when a file cannot be read, which the decoders of archives
// take for damage.
type watchedAt struct {
	io.ReaderAt
	failed func(error)
}

func (w *watchedAt) ReadAt(p []byte, off int64) (int, error) {
	if off < 0 {
		return 0, errBefore // the index is damaged; the file is not asked
	}
	n, err := w.ReaderAt.ReadAt(p, off)
	if err != nil && err != io.EOF {
		w.failed(err)
	}
	return n, err
}

var errBefore = errors.New("the index points before the start of the file")

// watchedWriter names the errors of writing, so that they are told from those
// of what is copied.
type watchedWriter struct {
	io.Writer
	failed func(error) error
}

func (w *watchedWriter) Write(p []byte) (int, error) {
	n, err := w.Writer.Write(p)
	if err != nil {
		err = w.failed(err)
	}
	return n, err
}

// stream is the rest of the file as a plain stream, for decoders of archives.
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

// isAsset tells by its ending a file that belongs to a page rather than being
// one, as a mirror of a site has many.
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
