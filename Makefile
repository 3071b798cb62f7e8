# crossreview: the ways to build, run and check it. `make` alone lists them.
# Needs a JDK 25 (found by itself), Maven and make; no environment variable.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help build run demo test check it it-cluster crash bench bench-quality mutants fmt dist epoch jdk
MAKEFLAGS += --no-print-directory

DIST   := target/crossreview
LAUNCH := $(DIST)/bin/crossreview

# Maven runs on the JDK that is found, so that what works inside its own JVM (the formatter) reads
# Java 25. The options quieten what Maven's old libraries make a new JVM say.
MVN = JAVA_HOME="$$(src/main/bin/java-home)" \
      MAVEN_OPTS="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow $$MAVEN_OPTS" \
      mvn -q -B

# Directories are part of it, so that a removed file is noticed too.
PRODUCT := pom.xml LICENSE $(shell find src/main conf)

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

build: target/built ## assemble target/crossreview: bin, lib, conf

run: build ## start the daemon in the foreground with conf/crossreview.json
	@exec $(LAUNCH) serve --config conf/crossreview.json

demo: build ## a whole review of a shipped change, live, offline, without a key
	@exec $(LAUNCH) demo

test: jdk ## the tests of milliseconds, and the slowest ten
	@rm -rf target/surefire-reports
	@$(MVN) test; code=$$?; .ci/test-times target/surefire-reports; exit $$code

check: jdk ## format, Error Prone, layers and style
	@$(MVN) -Pcheck spotless:check test

it: build target/dist/SHA256SUMS ## tests against the whole daemon: real ports, several processes
	@rm -rf target/failsafe-reports
	@$(MVN) test-compile failsafe:integration-test failsafe:verify -Dit.jvms=2; \
	code=$$?; .ci/test-times target/failsafe-reports; exit $$code

crash: build ## kill, cut the power, fail the disk, again and again; CRASH=short for more, CRASH=long for nights
	@rm -rf target/failsafe-reports
	@$(MVN) test-compile failsafe:integration-test failsafe:verify \
	  -Dit.test='*CrashTest' -Dit.failIfNoSpecifiedTests=false; \
	code=$$?; .ci/test-times target/failsafe-reports; exit $$code

it-cluster: build ## three hosts in networks of their own: kill, pause, cut off, lose packets
	@rm -rf target/failsafe-reports
	@$(MVN) test-compile failsafe:integration-test failsafe:verify \
	  -Dit.test='*HostsTest' -Dit.failIfNoSpecifiedTests=false; \
	code=$$?; .ci/test-times target/failsafe-reports; exit $$code

bench: jdk ## measure, one JSON line each, beside a raw loop; FIGURE=name for one of them
	@$(MVN) test-compile exec:exec@bench $(if $(FIGURE),-Dbench.figure=$(FIGURE))

bench-quality: jdk ## what the built-in panel sees and where it is wrong: docs/quality.md
	@GOLDEN=write $(MVN) test -Dtest=QualityTest -Dsurefire.failIfNoSpecifiedTests=false
	@sed -n '/<!-- figures -->/,$$p' docs/quality.md

# A class and those in it.
MUTANTS = *.$(CLASS),*.$(CLASS)$$*

mutants: jdk ## break rules, answers, money, secrets: do tests notice? CLASS=Tally for one
	@rm -rf target/mutants
	@$(MVN) -Pmutants test-compile org.pitest:pitest-maven:mutationCoverage \
	  $(if $(CLASS),'-Dmutants.classes=$(MUTANTS)') $(if $(THREADS),-Dmutants.threads=$(THREADS))
	@.ci/mutants target/mutants/mutations.csv docs/mutants.md $(CLASS)

fmt: jdk ## write the format that check wants
	@$(MVN) spotless:apply

dist: target/dist/SHA256SUMS ## target/dist: archives, a Debian package, SBOM, checksums
	@cat target/dist/SHA256SUMS

jdk:
	@src/main/bin/java-home >/dev/null
	@command -v mvn >/dev/null || { echo "crossreview: mvn was not found: install Maven 3.8 or newer" >&2; exit 1; }

target/built: $(PRODUCT) | jdk
	@echo "building $(DIST)"
	@rm -rf $(DIST)
	@umask 022; $(MVN) package -Dmaven.test.skip=true # a jar keeps the modes of what goes into it
	@touch $(DIST)/lib/crossreview.jar
	@$(ARCHIVE) demo >/dev/null 2>&1 || true
	@rm -rf target/rehearsal
	@$(SHARE)
	@touch $@

# What other programs find beside bin: pages for man, completions for shells.
SHARE = set -e; share=$(DIST)/share; \
  $(LAUNCH) manual --write $$share/man/man1; \
  mkdir -p $$share/bash-completion/completions $$share/zsh/site-functions $$share/fish/vendor_completions.d; \
  $(LAUNCH) completion bash >$$share/bash-completion/completions/crossreview; \
  $(LAUNCH) completion zsh >$$share/zsh/site-functions/_crossreview; \
  $(LAUNCH) completion fish >$$share/fish/vendor_completions.d/crossreview.fish

target/dist/SHA256SUMS: target/built
	@echo "packaging target/dist"
	@rm -rf target/dist && mkdir -p target/dist
	@$(MVN) org.cyclonedx:cyclonedx-maven-plugin:makeBom
	@mv target/sbom/*.json target/dist
	@SOURCE_DATE_EPOCH=$(EPOCH) src/main/packages/build $(DIST) target/dist

epoch:
	@echo $(EPOCH)

# All files of a package have the time that the jars have inside.
EPOCH = $$(date -u +%s -d "$$(sed -n 's|.*<project.build.outputTimestamp>\(.*\)<.*|\1|p' pom.xml)")

# A rehearsal writes down which classes a start needs: later starts take about half the time. The
# archive belongs to the exact jars beside it, Java checks their size and time, so it is made last;
# without it everything works as well.
ARCHIVE = mkdir -p target/rehearsal && "$$(src/main/bin/java-home)/bin/java" \
  -XX:ArchiveClassesAtExit=$(DIST)/lib/crossreview.jsa -XX:+UseSerialGC -Xmx256m \
  -Xlog:disable -Xlog:all=error:stderr -Djava.io.tmpdir=target/rehearsal \
  -jar $(DIST)/lib/crossreview.jar
