# smartdip: a PGXS build. The parts of the install script, the C tables made from src/data and the tests
# of the pure core are the only things here that PGXS does not do by itself.
#
#@ make                      the library and the install script        (with_llvm=no: without clang)
#@ make install              into the server that PG_CONFIG names
#@ make installcheck         sql/ against a running server, PGUSER and PGHOST as for psql
#@ make unit [NAME=word]     the core's own tests, under sanitizers
#@ make fuzz-build           the fuzz targets, into test/fuzz/bin
#@ make strict               builds with every warning of gcc, or with CC=clang of clang, as an error
#@ make indent               C as pgindent lays it out; INDENT_FILES='...' for some
#@ make stamp                the version of META.json into smartdip.control
#@ make dist                 smartdip-VERSION.zip of the last commit, as PGXN wants it
#@ scripts/test.sh --help    every test, or one, with a cluster of its own

EXTENSION  = smartdip
MODULE_big = smartdip
EXTVERSION = $(shell sed -n 's/^  "version": "\([^"]*\)".*/\1/p' META.json)

CORE = $(sort $(wildcard src/core/*/*.c))
PG   = $(sort $(wildcard src/pg/*.c src/pg/*/*.c))
OBJS = $(CORE:.c=.o) $(PG:.c=.o)

# Facts become C at build time: src/data/gen_NAME.pl writes src/core/generated/NAME_data.h.
GENERATED = $(patsubst src/data/gen_%.pl,src/core/generated/%_data.h,$(wildcard src/data/gen_*.pl))

# Lexicons become C by a program of our own, made of the sources of the core that it needs: terms have to go through
# the very analyser that texts go through. Their headers are constants of the library, which is built after them.
LEXICONS = src/core/generated/lexicon_actor.h src/core/generated/lexicon_concept.h src/core/generated/lexicon_theme.h
LEXICON_BUILDER = src/core/generated/build_lexicon
LEXICON_BUILDER_C = src/data/build_lexicon.c src/data/lexicon_source.c $(wildcard src/core/base/*.c src/core/text/*.c \
	$(patsubst %,src/core/lexicon/%.c,lexicon lexicon_build lexicon_lines lexicon_term text_company text_match))
LEXICON_BUILDER_FLAGS = -std=c11 -D_POSIX_C_SOURCE=200809L -O1 -Wall $(COPT) -Isrc
SQL_PARTS = $(sort $(wildcard src/sql/*.sql))

DATA_built  = smartdip--$(EXTVERSION).sql
SCRIPTS_built = smartdip-load
DATA        = $(wildcard updates/smartdip--*--*.sql)
EXTRA_CLEAN = src/core/generated test/unit/bin test/unit/core test/fuzz/bin test/fuzz/core $(OBJS:.o=.d)

REGRESS        = $(sort $(patsubst sql/%.sql,%,$(wildcard sql/*.sql)))
REGRESS_OPTS   = --load-extension=smartdip
ISOLATION      = $(sort $(patsubst test/isolation/specs/%.spec,%,$(wildcard test/isolation/specs/*.spec)))
ISOLATION_OPTS = --inputdir=test/isolation --load-extension=smartdip

PG_CPPFLAGS = -I$(srcdir)/src -DSMARTDIP_VERSION='"$(EXTVERSION)"' \
	-DPGDLLEXPORT='__attribute__((visibility("default")))' $(shell pkg-config --cflags icu-uc 2>/dev/null)
PG_CFLAGS   = -std=gnu11 -fvisibility=hidden -Werror=implicit-function-declaration -MMD -MP
SHLIB_LINK  = $(shell pkg-config --libs icu-i18n icu-uc 2>/dev/null || echo -licui18n -licuuc -licudata) -lm

PG_CONFIG ?= pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)

# Every warning that gcc or clang has of our own code, as an error. The server's headers are the system's here, its interfaces
# have arguments that not everyone needs, and its flags for gcc mean nothing to clang, which
# moreover compares signs within macros of the system, where gcc knows better.
STRICT = -Werror -Wall -Wextra -Wno-unused-parameter -isystem $(includedir_server) \
	$(if $(findstring clang,$(CC)),-Wno-unknown-warning-option -Wno-ignored-optimization-argument -Wno-unused-command-line-argument -Wno-sign-compare)
.PHONY: strict
strict:
	$(MAKE) all with_llvm=no COPT='$(STRICT)'

# META.json is the one source of the version. A build changes no tracked file: `make stamp` does, at a release.
.PHONY: version stamp
all: version
version:
	@grep -q "^default_version = '$(EXTVERSION)'" smartdip.control || \
		{ echo "smartdip.control does not say version $(EXTVERSION) of META.json: run 'make stamp'" >&2; exit 1; }
stamp:
	sed -i.bak "s/^default_version = .*/default_version = '$(EXTVERSION)'/" smartdip.control && rm -f smartdip.control.bak

# The version is compiled into one object, which a build after a release must not keep.
src/pg/smartdip.o src/pg/smartdip.bc: META.json

smartdip--$(EXTVERSION).sql: $(SQL_PARTS) META.json
	{ printf '%s\n' '\echo Use "CREATE EXTENSION smartdip" to load this file. \quit'; cat $(SQL_PARTS); } > $@

# The loader is installed as one file: its modules stand in front of what uses them, in the order in which they use each other.
LOADER_MODULES = $(patsubst %,scripts/load/%.pm,Packed Psql Rows)
smartdip-load: scripts/bundle.pl scripts/smartdip-load $(LOADER_MODULES)
	perl scripts/bundle.pl scripts/smartdip-load $(LOADER_MODULES) > $@.tmp && chmod 755 $@.tmp && mv $@.tmp $@

# PGXS knows no man pages.
install: install-man
uninstall: uninstall-man
.PHONY: install-man uninstall-man dist
install-man:
	$(MKDIR_P) '$(DESTDIR)$(mandir)/man1'
	$(INSTALL_DATA) $(srcdir)/doc/man/smartdip-load.1 '$(DESTDIR)$(mandir)/man1/'
uninstall-man:
	rm -f '$(DESTDIR)$(mandir)/man1/smartdip-load.1'

dist: version
	git archive --format=zip --prefix=smartdip-$(EXTVERSION)/ -o smartdip-$(EXTVERSION).zip HEAD

# What depends on what is noted by those who know: a generator writes the tables that it read into its .d, the compiler
# the headers. Only a first build needs to be told that the generated headers come before everything.
src/core/generated/%_data.h: src/data/gen_%.pl src/data/tsv.pm
	@mkdir -p $(@D)
	TSV_DEPENDENCIES='$@' perl -Isrc/data $< src/data > $@.tmp && mv $@.tmp $@

$(OBJS): | $(GENERATED) $(LEXICONS)
$(OBJS:.o=.bc): %.bc: %.o

$(LEXICON_BUILDER): $(LEXICON_BUILDER_C) | $(GENERATED)
	@mkdir -p $(@D)
	$(CC) $(LEXICON_BUILDER_FLAGS) -MM -MP -MT $@ $(LEXICON_BUILDER_C) > $@.d
	$(CC) $(LEXICON_BUILDER_FLAGS) -o $@ $(LEXICON_BUILDER_C)

# The words for every country belong to two lexicons.
COUNTRY_TERMS = src/core/generated/country_terms.tsv
$(COUNTRY_TERMS): src/data/country_terms.pl src/data/tsv.pm $(wildcard src/data/country*.tsv) src/data/actor_people.tsv
	@mkdir -p $(@D)
	perl -Isrc/data $< src/data > $@.tmp && mv $@.tmp $@

# A code ends in a full stop, so that none begins another: the server's :* then finds a concept by its whole code alone.
CONCEPT_OPTIONS = --prefix = --suffix . --heads --no-stops --broader broader --keeps keeps --company src/data/company_word.tsv
CONCEPTS = $(COUNTRY_TERMS) $(sort $(wildcard src/data/concept_*.tsv))
# No lexicon without its gate: which frequent words each term takes.
CONCEPT_GATE = perl -Isrc/data src/data/concept_gate.pl src/core/generated/concept_gate.txt \
	$(LEXICON_BUILDER) $(CONCEPT_OPTIONS) concept concept en,ar $(CONCEPTS)
src/core/generated/lexicon_concept.h: $(CONCEPTS) src/data/company_word.tsv $(LEXICON_BUILDER) \
		src/data/concept_gate.pl $(wildcard test/data/language/*.tsv)
	$(LEXICON_BUILDER) $(CONCEPT_OPTIONS) concept concept en,ar $(CONCEPTS) > $@.tmp
	$(CONCEPT_GATE)
	mv $@.tmp $@

.PHONY: concept-gate
concept-gate: $(CONCEPTS) $(LEXICON_BUILDER)
	$(CONCEPT_GATE)

# The words of actors are joined from their tables: every country, and what else can be named.
ACTOR_TERMS = src/core/generated/actor_terms.tsv
src/core/generated/actor_country.tsv: src/data/country_terms.pl src/data/tsv.pm $(wildcard src/data/country*.tsv) src/data/actor_people.tsv
	@mkdir -p $(@D)
	perl -Isrc/data $< src/data all > $@.tmp && mv $@.tmp $@

$(ACTOR_TERMS): src/data/actor_terms.pl src/core/generated/actor_country.tsv $(wildcard src/data/actor_*.tsv)
	perl -Isrc/data $< src/data src/core/generated/actor_country.tsv > $@.tmp && mv $@.tmp $@

src/core/generated/lexicon_actor.h: $(ACTOR_TERMS) $(LEXICON_BUILDER)
	$(LEXICON_BUILDER) --optional actor entry en,ar $< > $@.tmp && mv $@.tmp $@

THEME_TERMS = src/data/theme_term.tsv src/data/theme_company.tsv
src/core/generated/lexicon_theme.h: $(THEME_TERMS) $(LEXICON_BUILDER)
	$(LEXICON_BUILDER) --domains company theme theme en,ar $(THEME_TERMS) > $@.tmp && mv $@.tmp $@

# Unit tests: the core alone, without the server's headers, under the address and undefined-behaviour sanitizers.
UNIT_CFLAGS = -MMD -MP -std=c11 -D_POSIX_C_SOURCE=200809L -O1 -g -Wall -Wextra -Wno-format-truncation $(COPT) -Isrc -Itest/unit \
	-fsanitize=address,undefined -fno-sanitize-recover=undefined $(shell pkg-config --cflags icu-uc 2>/dev/null)
UNIT_TESTS = $(patsubst test/unit/%.c,test/unit/bin/%,$(wildcard test/unit/*.c))

UNIT_CORE = $(patsubst src/core/%.c,test/unit/core/%.o,$(CORE))

test/unit/core/%.o: src/core/%.c | $(GENERATED) $(LEXICONS)
	@mkdir -p $(@D)
	$(CC) $(UNIT_CFLAGS) -c -o $@ $<

test/unit/bin/%: test/unit/%.c $(UNIT_CORE) $(wildcard test/unit/*.h)
	@mkdir -p $(@D)
	$(CC) $(UNIT_CFLAGS) -MF test/unit/core/$*.d -MT $@ -o $@ $< $(UNIT_CORE) $(SHLIB_LINK)

# make unit, or one of them: make unit NAME=event_code
.PHONY: unit unit-build core
unit-build: $(UNIT_TESTS)
unit: $(if $(NAME),$(NAME:%=test/unit/bin/%),unit-build)
	@for test in $(if $(NAME),$(NAME:%=test/unit/bin/%),$(UNIT_TESTS)); do $$test || exit 1; done
core: $(CORE:.c=.o)

# Fuzz targets: the same core under libFuzzer and the sanitizers. Needs clang with its runtime.
FUZZ_CC ?= clang
FUZZ_CFLAGS = -MMD -MP -std=c11 -D_POSIX_C_SOURCE=200809L -O1 -g -Isrc -Itest/fuzz -Itest/unit -fsanitize=address,undefined \
	-fno-sanitize-recover=undefined $(shell pkg-config --cflags icu-uc 2>/dev/null)
FUZZ_CORE = $(patsubst src/core/%.c,test/fuzz/core/%.o,$(CORE))
FUZZ_TESTS = $(patsubst test/fuzz/%.c,test/fuzz/bin/%,$(wildcard test/fuzz/*.c))

test/fuzz/core/%.o: src/core/%.c | $(GENERATED) $(LEXICONS)
	@mkdir -p $(@D)
	$(FUZZ_CC) $(FUZZ_CFLAGS) -fsanitize=fuzzer-no-link -c -o $@ $<

test/fuzz/bin/%: test/fuzz/%.c $(FUZZ_CORE)
	@mkdir -p $(@D)
	$(FUZZ_CC) $(FUZZ_CFLAGS) -MF test/fuzz/core/$*.d -MT $@ -fsanitize=fuzzer -o $@ $< $(FUZZ_CORE) $(SHLIB_LINK)

.PHONY: fuzz-build
.SECONDARY: $(FUZZ_CORE) $(UNIT_CORE)
fuzz-build: $(FUZZ_TESTS)

# The layout of C as pgindent has it, by Debian's pg-bsd-indent and tools/typedefs.list.
INDENT_FILES ?= $(CORE) $(PG) $(wildcard src/core/*/*.h src/pg/*.h src/pg/*/*.h src/data/*.c test/unit/*.[ch] test/fuzz/*.[ch])
.PHONY: indent help
indent:
	scripts/indent.pl $(INDENT_FILES)

help:
	@sed -n 's/^#@ \{0,1\}//p' $(firstword $(MAKEFILE_LIST))

-include $(OBJS:.o=.d) $(GENERATED:.h=.d) $(LEXICON_BUILDER).d
-include $(UNIT_CORE:.o=.d) $(UNIT_TESTS:test/unit/bin/%=test/unit/core/%.d)
-include $(FUZZ_CORE:.o=.d) $(FUZZ_TESTS:test/fuzz/bin/%=test/fuzz/core/%.d)
