package captions

import (
	"testing"

	"winnow/fixtures"
)

func TestGolden(t *testing.T) { fixtures.RunIn(t, "captions", New(Options{})) }

func TestInline(t *testing.T) { fixtures.RunIn(t, "captions-inline", New(Options{Captions: Inline})) }
