package captions

import (
	"testing"

	"winnow/fixtures"
)

func TestGolden(t *testing.T) { fixtures.Run(t, New(Options{})) }

func TestInline(t *testing.T) { fixtures.RunIn(t, "captions-inline", New(Options{Captions: Inline})) }
