# The targets that people use; .ci/run calls the same ones.

GO       ?= go
VERSION  ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)
ARGS     ?=
FUZZTIME ?= 30s
IMAGE    ?= memed
LDFLAGS  := -s -w -X main.buildVersion=$(VERSION)
# The race detector needs a C compiler; without one Go disables cgo.
RACE     := $(if $(filter 1,$(shell $(GO) env CGO_ENABLED)),-race)

.PHONY: run build test test-arm64 bench load fuzz lint generate gallery image tools

run: build ## serve captions on :1337
	./bin/memed $(ARGS)

build:
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags '$(LDFLAGS)' -o bin/memed ./cmd/memed

test: ## all tests; those that need a missing tool say so and skip
	$(GO) test $(RACE) ./...
	$(GO) test -run Allocate ./internal/render ./internal/plate/...

test-arm64: ## that arm64 makes the same bytes, in an emulator
	GOARCH=arm64 CGO_ENABLED=0 $(GO) test -exec qemu-aarch64 -run 'SameBytes|Goldens' ./internal/render ./internal/typeset

bench: ## time and allocations per caption, each next to its baseline
	$(GO) test -run '^$$' -bench . -benchmem ./internal/... ./fonts/...
	$(GO) test -run '^$$' -bench Targets -benchtime 1x ./cmd/memed

load: ## goodput, refusals and probes of the whole program under too much load
	$(GO) test -run '^$$' -bench "Overload|Deadline" -benchtime 1x ./cmd/memed

fuzz: ## each fuzz target for FUZZTIME
	FUZZTIME=$(FUZZTIME) ./scripts/fuzz

lint:
	$(GO) vet ./...
	$(GO) tool staticcheck ./...
	@unformatted=$$($(GO) tool gofumpt -l .); test -z "$$unformatted" || { echo "not gofumpt-ed:"; echo "$$unformatted"; exit 1; }

generate: ## draw the embedded templates again
	$(GO) generate ./...

gallery: ## make the pictures of the documentation
	$(GO) run ./cmd/gallery -o docs

image: ## build the container image
	docker build --build-arg VERSION=$(VERSION) -t $(IMAGE) .

tools: ## install what the tests use beyond Go (Debian)
	./scripts/install-test-tools
