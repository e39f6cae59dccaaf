package blocks

import (
	_ "embed"
	"fmt"
	"sync"

	"winnow/stages/blocks/features"
	"winnow/stages/internal/forest"
	"winnow/stages/internal/tokenweights"
)

// Models are the models of the stage.
type Models struct {
	types    *forest.Forest // page types, from the columns of the page
	units    *forest.Forest // whether a unit belongs, from its columns
	articles *forest.Forest // the same for pages that are likely articles
	tokens   *tokenweights.Weights
}

// LoadModels reads the packed models, as written by internal/train/blocks/train.py.
func LoadModels(types, units, articles, tokens []byte) (*Models, error) {
	t, err := forest.Decode(types, features.PageColumns)
	if err != nil {
		return nil, fmt.Errorf("model of page types: %w", err)
	}
	if t.Classes() != len(features.Types) {
		return nil, fmt.Errorf("model of page types: %w: %d classes, not %d", forest.ErrModel, t.Classes(), len(features.Types))
	}
	u, err := forest.Decode(units, features.Columns)
	if err != nil {
		return nil, fmt.Errorf("model of blocks: %w", err)
	}
	a, err := forest.Decode(articles, features.Columns)
	if err != nil {
		return nil, fmt.Errorf("model of blocks in articles: %w", err)
	}
	w, err := tokenweights.Decode(tokens)
	if err != nil {
		return nil, fmt.Errorf("model of blocks: %w", err)
	}
	return &Models{types: t, units: u, articles: a, tokens: w}, nil
}

//go:embed models/types.bin
var typesModel []byte

//go:embed models/units.bin
var unitsModel []byte

//go:embed models/articles.bin
var articlesModel []byte

//go:embed models/tokens.bin
var tokenWeights []byte

// embedded returns the embedded models.
var embedded = sync.OnceValue(func() *Models {
	m, err := LoadModels(typesModel, unitsModel, articlesModel, tokenWeights)
	if err != nil {
		panic(err) // the build is broken; a test loads them
	}
	return m
})
