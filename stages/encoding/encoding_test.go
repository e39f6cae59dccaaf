package encoding

import (
	"testing"

	"winnow/fixtures"
)

func TestFixtures(t *testing.T) { fixtures.Run(t, New(Options{}), ruleBudget) }
