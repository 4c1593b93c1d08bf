# make run      install what is missing, build, and print the event table of Fixtures/news
# make test     install what is missing, then lint, check the lexicons and their cases, and run every test
# make          build in release
# make install  put the program, its man page and its completions under PREFIX (default /usr/local; DESTDIR is honoured)
# make dist     one file that runs on any Linux of this architecture: dist/chancery-VERSION-linux-ARCH.tar.gz
# make record   run the tests and take what the program prints now as expected; look at the diff before you commit it
# make format   format every Swift file
# make lint     complain about every Swift file that is not formatted
# make clean    remove what was built
#
# Wanted: Swift 6.2 or newer. On Debian and Ubuntu the libraries below are installed where they are missing, and for tests
# the programs that read what chancery writes; tests whose program cannot be had are skipped.

PREFIX   ?= /usr/local
PACKAGES := pkg-config libicu-dev libxml2-dev libcmark-gfm-dev libcmark-gfm-extensions-dev libarchive-dev \
    libxlsxwriter-dev libsqlite3-dev
# Programs that tests hand their tables to, each with its package.
TEST_TOOLS := python3:python3 mlr:miller soffice:libreoffice-calc-nogui chromium:chromium chromedriver:chromium-driver
# The archives that a binary without shared libraries is linked from.
STATIC_PACKAGES := libzstd-dev liblz4-dev libacl1-dev liblzma-dev libbz2-dev zlib1g-dev nettle-dev

SHELL    := /bin/sh
SWIFT    ?= swift
SOURCES  := Sources Tests Package.swift
# A library shipped with Swift rather than looked for on the machine that runs the program.
RELEASE  := -c release --static-swift-stdlib --product chancery
VERSION   = $(shell sed -n 's/.*static let version = "\(.*\)".*/\1/p' Sources/chancery/Commands.swift)
SUDO      = $(shell [ "$$(id -u)" -eq 0 ] || echo sudo)

# For what can be done without: asks for no password.
UNASKED   = $(if $(SUDO),$(SUDO) -n)

# A crashing test must end, not wait in the backtracer.
export SWIFT_BACKTRACE = enable=no

.PHONY: build run test record lint format install dist clean packages static-packages test-tools

build: packages
	@$(SWIFT) build $(RELEASE)

run: build
	@$$($(SWIFT) build $(RELEASE) --show-bin-path)/chancery extract Fixtures/news --to table --sort date

test: packages test-tools lint
	$(SWIFT) build --build-tests
	@bin=$$($(SWIFT) build --show-bin-path)/chancery; set -e; \
	"$$bin" lexicon check --alone Lexicons; "$$bin" lexicon test
	$(SWIFT) test --skip-build

record: packages
	$(SWIFT) build --build-tests
	CHANCERY_RECORD=1 $(SWIFT) test --skip-build --filter CommandTests
	@git --no-pager diff --stat -- Fixtures README.md docs || true

lint:
	@$(SWIFT) format lint --strict --parallel --recursive $(SOURCES)

format:
	@$(SWIFT) format format --in-place --parallel --recursive $(SOURCES)

install: build
	@bin=$$($(SWIFT) build $(RELEASE) --show-bin-path)/chancery; to="$(DESTDIR)$(PREFIX)"; set -e; \
	install -d "$$to/bin" "$$to/share/man/man1" "$$to/share/bash-completion/completions" \
	    "$$to/share/zsh/site-functions" "$$to/share/fish/vendor_completions.d"; \
	install -m 755 "$$bin" "$$to/bin/chancery"; \
	"$$bin" man > "$$to/share/man/man1/chancery.1"; \
	"$$bin" completions bash > "$$to/share/bash-completion/completions/chancery"; \
	"$$bin" completions zsh > "$$to/share/zsh/site-functions/_chancery"; \
	"$$bin" completions fish > "$$to/share/fish/vendor_completions.d/chancery.fish"; \
	echo "installed $$to/bin/chancery"

# Everything in one executable. The linker's warnings are about what the program never does: load code, look up hosts.
STATIC_LIBRARIES := archive nettle acl lzma zstd lz4 bz2 z xml2 cmark-gfm cmark-gfm-extensions \
    sqlite3 icui18n icuuc icudata stdc++ m
STATIC := --scratch-path .build/static -Xswiftc -static-executable -Xlinker --start-group \
    $(foreach library,$(STATIC_LIBRARIES),-Xlinker -l$(library)) -Xlinker --end-group
DIST = chancery-$(VERSION)-linux-$(shell uname -m)

# Debian has no archive of libxlsxwriter: this build writes no workbooks, and says so.
dist: export CHANCERY_WITHOUT_XLSX = 1
dist: packages static-packages
	$(SWIFT) build $(RELEASE) $(STATIC)
	@set -e; rm -rf "dist/$(DIST)" && mkdir -p "dist/$(DIST)"; \
	bin="dist/$(DIST)/chancery"; strip -o "$$bin" .build/static/release/chancery; \
	if ldd "$$bin" > /dev/null 2>&1; then echo "$$bin still wants shared libraries:"; ldd "$$bin"; exit 1; fi; \
	env -i "$$bin" man > "dist/$(DIST)/chancery.1"; \
	for shell in bash zsh fish; do env -i "$$bin" completions $$shell > "dist/$(DIST)/chancery.$$shell"; done; \
	cp README.md CHANGELOG.md LICENSE "dist/$(DIST)/"; cp Lexicons/LICENSE "dist/$(DIST)/LICENSE-lexicons"; \
	tar -C dist --owner=0 --group=0 --sort=name -czf "dist/$(DIST).tar.gz" "$(DIST)"; \
	ls -l "dist/$(DIST).tar.gz"

clean:
	@rm -rf .build dist

# $(call ensure,PACKAGES) installs those of the packages that are missing; silent where there are none.
define ensure
@command -v dpkg-query > /dev/null || exit 0; missing=; \
for package in $(1); do \
    dpkg-query -W -f='$${Status}' $$package 2> /dev/null | grep -q 'ok installed' || missing="$$missing $$package"; \
done; \
[ -n "$$missing" ] || exit 0; \
echo "installing$$missing"; \
$(SUDO) apt-get update -qq && $(SUDO) env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends $$missing
endef

packages:
	$(call ensure,$(PACKAGES))

test-tools:
	@command -v apt-get > /dev/null || exit 0; missing=; \
	for tool in $(TEST_TOOLS); do \
	    command -v $${tool%%:*} > /dev/null || missing="$$missing $${tool##*:}"; \
	done; \
	/usr/bin/python3 -c 'import icalendar' 2> /dev/null || missing="$$missing python3-icalendar"; \
	[ -n "$$missing" ] || exit 0; \
	echo "installing for tests$$missing"; \
	$(UNASKED) apt-get update -qq; \
	for package in $$missing; do \
	    $(UNASKED) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$package \
	        || echo "$$package cannot be installed: its tests will be skipped"; \
	done

static-packages:
	$(call ensure,$(STATIC_PACKAGES))
