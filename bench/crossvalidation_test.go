package main

import (
	"path/filepath"
	"testing"
)

// TestCrossValidation holds that the report finds its figures in the model card.
func TestCrossValidation(t *testing.T) {
	c, err := crossValidation(modelCard)
	if err != nil || c == nil {
		t.Fatalf("no figures in %s: %v", modelCard, err)
	}
	for name, share := range map[string]float64{"articles": c.Articles, "all": c.All, "segments": c.Segments} {
		if share < 0.8 || share >= 1 {
			t.Errorf("%s: %v", name, share)
		}
	}
	if c, err := crossValidation(filepath.Join(t.TempDir(), "none")); c != nil || err != nil {
		t.Errorf("without a card: %v, %v", c, err)
	}
}
