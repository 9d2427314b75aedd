# Two commands do everything: `make serve` and `make test`. Each target installs what it needs and what is missing,
# see tests/tools/ensure.
.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help serve build dist test fuzz lint size bench screenshots clean \
  check-format check-native check-wasm test-native test-corpora test-wasm test-browsers

PORT ?= 8080
STORY ?= data/operations.geojson

# Tools that are built from source stay here, outside the repository, for the next clone.
INCIDENT_MAP_TOOLS ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/incident-map
export INCIDENT_MAP_TOOLS
export PATH := $(INCIDENT_MAP_TOOLS)/bin:$(CURDIR)/tests/node_modules/.bin:$(PATH):$(or $(CARGO_HOME),$(HOME)/.cargo)/bin

ensure := tests/tools/ensure
release := --release --locked --features embedded-shell
command := cargo run --quiet $(release) --
# One set of features for all tests that need more than Rust: what they share is compiled once.
all_tests := --features browser-tests,corpora
wasm := --target wasm32-unknown-unknown
# Programs for this one need nothing of the system that they run on.
static := $(shell uname -m)-unknown-linux-musl
# Test files for the web are there or not; everything else has one name.
web_tests := $(if $(wildcard tests/web.rs tests/web/main.rs),--test web)
browser_tests := $(if $(wildcard tests/browser/main.rs),yes)

# What the shell is made of: Trunk runs only when one of these changed.
shell_sources := index.html Trunk.toml Cargo.toml Cargo.lock \
  $(wildcard tests/tools/*-shell* tests/tools/split-*) $(shell find src public -type f -not -name '.*' 2>/dev/null)

## Targets

help: ## this list
	@sed -n 's/^\([a-z][a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22

serve: target/shell.tar ## build, then serve the site on 127.0.0.1 (PORT=8080, STORY=data/operations.geojson)
	@echo "== building the command (the first time takes a minute or two)"
	@cargo build $(release)
	@$(command) serve $(STORY) --port $(PORT)

build: target/shell.tar ## make the site in dist/; it works from any folder of any web host
	@echo "== building the command (the first time takes a minute or two), then the site"
	@cargo build $(release)
	@$(command) build $(STORY) -o dist

dist: target/shell.tar ## the command for others, as target/dist/incident-map-<version>-<arch>-linux.tar.gz
	@echo "== building a static command (the first time takes a few minutes), then the archive"
	@$(ensure) compiler rust static
	@cargo build $(release) --target $(static)
	@tests/tools/make-dist $(or $(CARGO_TARGET_DIR),target)/$(static)/release/incident-map target/dist

test: ## everything: lint, native, wasm and browser tests, others' test suites and real files, size
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory test-native
	@$(MAKE) --no-print-directory test-corpora
	@$(MAKE) --no-print-directory test-wasm
	@$(MAKE) --no-print-directory size
	@$(MAKE) --no-print-directory test-browsers
	@echo "== make test: all passed"

fuzz: ## looks for files that break a reader, FUZZ_SECONDS=600 for each of FUZZ_TARGETS; what it finds becomes a test
	@$(ensure) compiler rust corpora fuzz
	@cargo test --quiet --locked $(all_tests) --test corpora -- --ignored write_fuzz_seeds
	@tests/tools/fuzz

lint: check-format check-native check-wasm ## formatting, clippy on both targets, docs, and no registry or machine names

size: build ## what the first view transfers, per file; fails over the budget
	@echo "== size"
	@$(ensure) node
	@node tests/tools/split-data.test.mjs
	@node tests/tools/size.mjs dist

bench: build ## speed beside MapLibre, Leaflet, supercluster and vis-timeline in the same browser, about twenty minutes
	@echo "== bench"
	@$(ensure) npm-packages chromium fonts corpora
	@$(in_browsers) node tests/bench/main.mjs dist
	@$(in_browsers) node tests/bench/large.mjs dist
	@$(in_browsers) node tests/bench/window.mjs dist
	@$(in_browsers) node tests/bench/explore.mjs dist
	@$(in_browsers) node tests/bench/memory.mjs dist

screenshots: build ## pictures of every size, theme and language in tests/screenshots/
	@echo "== screenshots"
	@$(ensure) chromium fonts
	@$(in_browsers) cargo test --locked $(all_tests) --test browser -- --ignored screenshots

clean: ## remove what was built; tools stay in the cache
	cargo clean
	rm -rf dist tests/screenshots

## Steps of the above

check-format:
	@echo "== formatting, and no registry or machine names"
	@$(ensure) lint
	cargo fmt --check
	cargo fmt --check --manifest-path tests/fuzz/Cargo.toml
	@tests/tools/check-tree

check-native:
	@echo "== clippy and docs, native"
	@$(ensure) compiler lint
	cargo clippy --locked --all-targets $(all_tests) -- -D warnings
	RUSTDOCFLAGS='-D warnings' cargo doc --locked --no-deps --document-private-items

check-wasm:
	@echo "== clippy, web"
	@$(ensure) compiler lint wasm
	cargo clippy --locked $(wasm) --lib --bins $(web_tests) -- -D warnings

test-native:
	@echo "== native tests"
	@$(ensure) compiler rust
	cargo test --locked

test-corpora:
	@echo "== others' test suites, real files, and what fuzzing found"
	@$(ensure) compiler rust corpora
	cargo test --locked $(all_tests) --test corpora

test-wasm:
	@echo "== wasm tests, in Chromium"
	@$(ensure) compiler wasm wasm-bindgen chromium
	@CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner WASM_BINDGEN_USE_BROWSER=1 \
	WASM_BINDGEN_TEST_WEBDRIVER_JSON=$(CURDIR)/tests/tools/webdriver.json \
	WASM_BINDGEN_TEST_TIMEOUT=120 WASM_BINDGEN_TEST_DRIVER_TIMEOUT=60 \
	CHROMEDRIVER="$$(command -v chromedriver)" cargo test --locked $(wasm) $(web_tests)

# WebKit has no headless mode of its own. The site is looked for in dist/, drivers on PATH.
in_browsers = FONTCONFIG_FILE=$(CURDIR)/tests/tools/fonts.conf
test-browsers: build
	@echo "== browser tests: Chromium, Firefox, WebKit"
ifeq ($(browser_tests),yes)
	@$(ensure) npm-packages chromium firefox webkit fonts corpora
	@$(in_browsers) xvfb-run -a -s "-screen 0 1600x1200x24" \
	  cargo test --locked $(all_tests) --test browser
else
	@echo "there are none yet"
endif

# The web app without a story, as one file that the command carries. Equal contents make equal bytes.
target/shell.tar: $(shell_sources)
	@echo "== building the web app with Trunk (the first time takes two or three minutes)"
	@$(ensure) compiler wasm rust-src trunk wasm-bindgen npm-packages
	@tests/tools/build-shell target/shell $@
