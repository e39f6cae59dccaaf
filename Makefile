# make                 format check, vet, tests: what a change must pass
# make build           the command, as bin/winnow
# make objects         bin/winnow-objects, with which winnow reads S3 and Google Cloud Storage; tested first
# make test            the tests; needs nothing but Go
# make update          rewrite the golden files; read the diff as you would code
# make docs            rewrite the documents that are made from the code
# make race            the tests of what runs concurrently, under the race detector
# make crash           kill a run KILLS times over RECORDS records and compare
# make hostile         MUTATIONS damaged pages: no panic, no hang, none lost; a stream of STREAM_MB in bounded memory
# make fuzz            every fuzz target for FUZZTIME each
# make bench           winnow and its peers side by side: bench/README.md
# make benchmarks      the benchmarks of the packages, for benchstat
# make score           quality on the development data, against the pinned floors
# make score-rules     the second half of make score: what each rule of the residue stages takes
# make score-encoding  the goals of decoding and repair with the figures reached
# make train           the embedded models again, from the development data; see internal/train
# make cover           coverage by package

GO       ?= go
FUZZTIME ?= 10s
KILLS    ?= 50
RECORDS  ?= 20000
MUTATIONS ?= 10000
STREAM_MB ?= 10240
# Packages whose tests know the -update flag, since they import fixtures.
GOLDEN    = $(shell grep -rl --include='*_test.go' '"winnow/fixtures"' . | xargs -n1 dirname | sort -u)

.PHONY: all build objects check vet test update docs crash hostile race fuzz bench benchmarks score score-rules score-encoding train cover

all: check vet test

build:
	$(GO) build -trimpath -o bin/winnow ./cmd/winnow

objects:
	cd cmd/winnow/winnow-objects && $(GO) test ./... && $(GO) build -trimpath -o $(CURDIR)/bin/winnow-objects .

check:
	@unformatted=$$(gofmt -l $$(git ls-files '*.go')); \
	if [ -n "$$unformatted" ]; then echo "gofmt would change:"; echo "$$unformatted"; exit 1; fi

vet:
	$(GO) vet ./...

test:
	$(GO) test ./...

update:
	$(GO) test $(GOLDEN) -update

docs:
	$(GO) test ./cmd/winnow -run '^Test(Docs|Readme)$$' -update

crash:
	WINNOW_KILLS=$(KILLS) WINNOW_CRASH_RECORDS=$(RECORDS) $(GO) test ./cmd/winnow -count 1 -v -timeout 60m -run '^TestKilledRunGoesOn$$'

hostile:
	WINNOW_MUTATIONS=$(MUTATIONS) $(GO) test . -count 1 -v -timeout 60m -run '^(TestHostilePages|TestLargePages|TestMutatedPages)$$'
	WINNOW_STREAM_MB=$(STREAM_MB) $(GO) test ./cmd/winnow -count 1 -v -timeout 60m -run '^TestStreamMemory$$'

race:
	$(GO) test -race -short . ./pipeline/ ./pipeline/dump/... ./cmd/...

# go test takes one fuzz target at a time. Its coordinator sometimes takes the end
# of the time for an error (golang/go issue 75804): that alone is none of ours.
fuzz:
	@set -e; log=$$(mktemp); trap 'rm -f "$$log"' EXIT; for dir in $$(grep -rl --include='*_test.go' '^func Fuzz' . | xargs -n1 dirname | sort -u); do \
		for target in $$(grep -h '^func Fuzz' $$dir/*_test.go | sed 's/^func \(Fuzz[A-Za-z0-9_]*\).*/\1/'); do \
			echo "$$dir $$target"; \
			$(GO) test -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 20x $$dir > "$$log" 2>&1 || { \
				cat "$$log"; grep -q '^ *context deadline exceeded$$' "$$log"; ! grep -Eq 'Failing input|panic|_test.go:' "$$log"; }; \
			tail -n 1 "$$log"; \
		done; \
	done

bench:
	$(MAKE) -C bench bench

benchmarks:
	$(GO) test -run '^$$' -bench . -benchmem ./...

score:
	$(GO) run ./internal/score/cmd/score
	$(GO) run ./internal/score/cmd/rules -floors internal/score/rules-floors.json

score-rules:
	$(GO) run ./internal/score/cmd/rules -floors internal/score/rules-floors.json

score-encoding:
	@$(GO) test ./pipeline/decode -count 1 -v | sed -n 's/^.*decode | //p'
	@$(GO) test ./stages/encoding/repair -count 1 -v -run '^TestScore$$' | sed -n 's/^ *score_test.go:[0-9]*: //p'

train:
	@internal/train/train.sh

cover:
	$(GO) test -cover ./...
