package dump

import (
	"archive/zip"
	"cmp"
	"compress/bzip2"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/zstd"
)

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

// memberOffset returns where the content of a member starts, 0 if the index is
// wrong about it.
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

// isWACZ recognises a web archive collection by the files it must have.
// (Webrecorder, Web Archive Collection Zipped 1.1.1.)
func isWACZ(files []*zip.File) bool {
	var manifest, archive bool
	for _, f := range files {
		manifest = manifest || f.Name == "datapackage.json"
		archive = archive || strings.HasPrefix(f.Name, "archive/")
	}
	return manifest && archive
}
