# make demo: set up, build, and turn the sample corpus into training data.
# make test: set up, and run every test.
# make bench: set up, and measure against Python and C programs that do the same work.
# make fuzz: feed made-up bytes to the readers (Fuzzing/README.md).

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

CONFIGURATION ?= debug
SWIFT ?= swift
DEMO ?= demo
PACKAGES := libsqlite3-dev zlib1g-dev libarchive-dev libsimdjson-dev sqlite3 g++
REGOAL = $(CURDIR)/.build/$(CONFIGURATION)/regoal

# Benchmarks: size of the corpus in MB, of that for peak memory (0: leave it out), runs for the stages, rounds.
BENCH_MB ?= 1000
BENCH_MEMORY_MB ?= 4000
BENCH_RUNS ?= 20000
BENCH_ROUNDS ?= 3
BENCH_DIR ?= .build-bench-data
BENCH_OPTIONS ?=
# Folders with files of any formats; else the samples in Tests/Formats. BENCH_DATA_WORDS says what they are.
BENCH_DATA ?=
BENCH_DATA_WORDS ?= files of a folder
BENCH_SCRATCH ?= .build
BENCH_PACKAGES := libssl-dev gcc python3-venv
PYTHON ?= python3
VENV = .build-bench-venv
BUILT = $(BENCH_SCRATCH)/release

.PHONY: help setup build demo test fuzz lint samples bench bench-setup clean

help:
	@echo "make demo     set up, build, turn the sample corpus into training data in $(DEMO)/"
	@echo "make test     set up, run every test"
	@echo "make build    set up, build (CONFIGURATION=release for speed)"
	@echo "make lint     check the format of the sources"
	@echo "make fuzz     feed made-up bytes to each reader for SECONDS=60"
	@echo "make samples  generate Samples/ again"
	@echo "make bench    measure against Python and C programs, write Benchmarks/RESULTS.md (BENCH_MB=1000)"

# Installs what is missing, if that is allowed here; else says what to type.
setup:
	@missing=; for package in $(PACKAGES); do \
	  dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	  if ! command -v apt-get >/dev/null; then \
	    echo "Needed, and not found by dpkg: SQLite 3.40 or newer, zlib, libarchive and simdjson 3 with their headers." >&2; \
	  elif [ "$$(id -u)" = 0 ]; then \
	    apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q $$missing; \
	  elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then \
	    sudo apt-get update -q && sudo DEBIAN_FRONTEND=noninteractive apt-get install -y -q $$missing; \
	  else \
	    echo "Packages are missing. Please type:" >&2; \
	    echo "  sudo apt-get install$$missing" >&2; exit 1; \
	  fi; \
	fi
	@command -v $(SWIFT) >/dev/null || { echo "Swift 6.1 or newer is needed: https://www.swift.org/install" >&2; exit 1; }

build: setup
	$(SWIFT) build -c $(CONFIGURATION) --product regoal

demo: build
	@rm -rf $(DEMO) && mkdir -p $(DEMO)
	@cd $(DEMO) && set -x && \
	$(REGOAL) ingest ../Samples/failed-runs.jsonl && \
	$(REGOAL) run --out training
	@echo "Database: $(DEMO)/regoal.db   Training files: $(DEMO)/training"

# A few tests at a time: those that wait for servers and locks then wait for these alone. What failed is said
# again at the end.
test: export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH ?= 4
test: setup
	$(SWIFT) build --build-tests
	@echo $(SWIFT) test --skip-build; \
	$(SWIFT) test --skip-build 2>&1 | tee .build/tests.log || { \
	  echo; echo "What failed:"; grep -aE '✘|^↳|error:' .build/tests.log | head -100; exit 1; }

lint:
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests Plugins

SECONDS ?= 60
READERS ?=
FUZZ = .build-fuzz/release/Fuzz

fuzz: export REGOAL_FUZZING = 1
fuzz: setup
	runtime=$$($(SWIFT)c -print-target-info | sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1/p')/clang/lib/linux; \
	$(SWIFT) build -c release --product Fuzz --scratch-path .build-fuzz -Xswiftc -enable-testing \
	  -Xswiftc -sanitize=address -Xcc -fsanitize=address -Xcxx -fsanitize=address \
	  -Xswiftc -sanitize-coverage=edge,inline-8bit-counters,pc-table,trace-cmp \
	  -Xcxx -fsanitize-coverage=edge,inline-8bit-counters,pc-table,trace-cmp \
	  -Xlinker $$runtime/libclang_rt.fuzzer_no_main-$$(uname -m).a
	@mkdir -p .build-fuzz/found; failed=; \
	for reader in $(if $(READERS),$(READERS),$$($(FUZZ) --list)); do \
	  mkdir -p .build-fuzz/corpus/$$reader; seeds=; \
	  for folder in Fuzzing/seeds/$$reader Tests/Formats/$${reader#format-}; do \
	    if [ -d $$folder ]; then seeds="$$seeds $$folder"; fi; \
	  done; \
	  echo "== $$reader"; \
	  SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=detect_leaks=0:quarantine_size_mb=64 REGOAL_FUZZ=$$reader $(FUZZ) \
	    -max_total_time=$(SECONDS) -rss_limit_mb=1024 -timeout=10 -max_len=4096 \
	    -print_final_stats=1 -artifact_prefix=.build-fuzz/found/$$reader- \
	    .build-fuzz/corpus/$$reader $$seeds > .build-fuzz/$$reader.log 2>&1 \
	    || failed="$$failed $$reader"; \
	  grep -hE 'Broken|ERROR|SUMMARY|cov:|stat::' .build-fuzz/$$reader.log | tail -9; \
	done; \
	if [ -n "$$failed" ]; then echo "found something:$$failed" >&2; exit 1; fi

samples: setup
	$(SWIFT) run -c release CorpusGenerator --count 48 --seed 7 \
	  --hand-written Samples/hand-written.jsonl --output Samples/failed-runs.jsonl \
	  --simulated-answers Samples/simulated-answers.jsonl \
	  --intended-labels Samples/intended-types.jsonl

bench-setup:
	@$(MAKE) --no-print-directory setup PACKAGES="$(PACKAGES) $(BENCH_PACKAGES)"
	@test -x $(VENV)/bin/python || $(PYTHON) -m venv $(VENV)
	@$(VENV)/bin/python -c 'import duckdb, orjson, pydantic' 2>/dev/null || \
	  $(VENV)/bin/python -m pip install -q --disable-pip-version-check -r Benchmarks/requirements.txt

bench: bench-setup
	$(SWIFT) build -c release --scratch-path $(BENCH_SCRATCH) --product regoal
	$(SWIFT) build -c release --scratch-path $(BENCH_SCRATCH) --product CorpusGenerator
	$(SWIFT) build -c release --scratch-path $(BENCH_SCRATCH) --product RegoalBenchmark
	$(SWIFT) build -c release --scratch-path $(BENCH_SCRATCH) --product CallBenchmark
	mkdir -p $(BENCH_DIR)
	gcc -O2 -Wall -Wextra -o $(BENCH_DIR)/ingest_memory Benchmarks/peers/ingest_memory.c -lsqlite3 -lcrypto
	$(VENV)/bin/python Benchmarks/run.py --regoal $(BUILT)/regoal --generator $(BUILT)/CorpusGenerator \
	  --stages $(BUILT)/RegoalBenchmark --caller $(BUILT)/CallBenchmark --memory $(BENCH_DIR)/ingest_memory --python $(VENV)/bin/python \
	  --folder $(BENCH_DIR) --megabytes $(BENCH_MB) --memory-megabytes $(BENCH_MEMORY_MB) \
	  --runs $(BENCH_RUNS) --rounds $(BENCH_ROUNDS) $(BENCH_OPTIONS) \
	  $(foreach folder,$(BENCH_DATA),--data '$(folder)') $(if $(BENCH_DATA),--data-words '$(BENCH_DATA_WORDS)') \
	  --command "make bench BENCH_MB=$(BENCH_MB) BENCH_MEMORY_MB=$(BENCH_MEMORY_MB) BENCH_RUNS=$(BENCH_RUNS) BENCH_ROUNDS=$(BENCH_ROUNDS)$(if $(BENCH_OPTIONS), BENCH_OPTIONS='$(BENCH_OPTIONS)')$(if $(BENCH_DATA), BENCH_DATA=…)"

clean:
	rm -rf .build $(DEMO)
