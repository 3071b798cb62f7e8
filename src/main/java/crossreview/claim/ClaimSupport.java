package crossreview.claim;

import crossreview.model.material.ClaimKind;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Whether a record shows what a claim states. A record that says that it failed shows nothing, and
 * a number, a digest or a file of the claim has to be in it.
 */
final class ClaimSupport {
  private static final Set<String> TEST_PROGRAMS =
      Set.of(
          "test",
          "tests",
          "pytest",
          "jest",
          "vitest",
          "mocha",
          "ctest",
          "phpunit",
          "rspec",
          "tox",
          "junit",
          "surefire",
          "verify",
          "check",
          "nextest",
          "mvn",
          "gradle",
          "gradlew",
          "unittest");
  private static final List<String> TEST_RESULTS =
      List.of(
          "tests run:",
          "test result: ok",
          " passed",
          "passing",
          "# pass ",
          "ok (",
          "build success",
          "all tests passed",
          "\nok ",
          "0 failed",
          "pass\n");
  private static final Set<String> BUILD_PROGRAMS =
      Set.of(
          "make", "mvn", "gradle", "gradlew", "cargo", "npm", "pnpm", "yarn", "go", "javac", "gcc",
          "cmake", "bazel", "docker", "tsc", "ninja", "dotnet", "msbuild", "webpack", "build");
  private static final List<String> BUILD_RESULTS =
      List.of("build success", "compiled successfully", "finished `", "build succeeded");
  private static final Set<String> CHECK_PROGRAMS =
      Set.of(
          "lint",
          "eslint",
          "ruff",
          "flake8",
          "mypy",
          "checkstyle",
          "spotbugs",
          "pmd",
          "clippy",
          "golangci-lint",
          "shellcheck",
          "semgrep",
          "trivy",
          "audit",
          "tsc",
          "check",
          "gh",
          "glab",
          "sonar-scanner",
          "pylint",
          "hadolint",
          "gitleaks",
          "fmt");
  private static final List<String> CHECK_RESULTS =
      List.of(
          "0 errors",
          "0 problems",
          "no issues",
          "all checks passed",
          "conclusion: success",
          "found 0 vulnerabilities",
          "0 vulnerabilities");
  private static final Set<String> DEPLOY_PROGRAMS =
      Set.of(
          "deploy",
          "kubectl",
          "helm",
          "terraform",
          "ansible-playbook",
          "publish",
          "rollout",
          "aws",
          "gcloud",
          "az",
          "flyctl",
          "push",
          "scp",
          "rsync",
          "flyway",
          "liquibase",
          "migrate");
  private static final List<String> DEPLOY_RESULTS =
      List.of("successfully rolled out", "apply complete", "successfully deployed", "published ");
  private static final Set<String> PROBES =
      Set.of(
          "curl",
          "wget",
          "kubectl",
          "systemctl",
          "docker",
          "ps",
          "http",
          "ping",
          "journalctl",
          "psql",
          "ssh",
          "nc",
          "status",
          "health",
          "healthz",
          "readyz");
  private static final List<String> PROBE_RESULTS =
      List.of("200 ok", "http/2 200", "http/1.1 200", "active (running)", "\"status\":\"up\"");
  private static final Set<String> VERSION_CONTROLS =
      Set.of("git", "gh", "glab", "hg", "jj", "svn");

  private final StatedClaim claim;
  private final Set<String> changed;

  ClaimSupport(StatedClaim claim, Set<String> changed) {
    this.claim = claim;
    this.changed = changed;
  }

  boolean isGivenBy(List<ProofRecord> records) {
    if (claim.kind() == ClaimKind.FILE_CHANGE) {
      return claim.paths().stream().allMatch(path -> isChanged(path) || isListed(path, records));
    }
    return records.stream().anyMatch(record -> !record.failed() && shows(record));
  }

  private boolean isChanged(String path) {
    return changed.stream().anyMatch(file -> isSame(file, path));
  }

  /** The name alone is enough: nobody writes whole paths in a sentence. */
  private static boolean isSame(String file, String path) {
    String whole = "/" + file.toLowerCase(Locale.ROOT);
    return whole.endsWith("/" + path) || whole.endsWith(path.startsWith("/") ? path : "/" + path);
  }

  private static boolean isListed(String path, List<ProofRecord> records) {
    return records.stream()
        .anyMatch(record -> !record.failed() && record.machine() && record.text().contains(path));
  }

  private boolean shows(ProofRecord record) {
    return switch (claim.kind()) {
      case TESTS -> result(record, TEST_PROGRAMS, TEST_RESULTS) && record.hasWords(counts());
      case BUILD -> result(record, BUILD_PROGRAMS, BUILD_RESULTS);
      case CHECKS -> result(record, CHECK_PROGRAMS, CHECK_RESULTS);
      case DEPLOYMENT -> result(record, DEPLOY_PROGRAMS, DEPLOY_RESULTS);
      case RUNTIME_STATE -> result(record, PROBES, PROBE_RESULTS);
      case VERSION_CONTROL ->
          record.machine()
              && (record.ran(VERSION_CONTROLS) || !claim.hashes().isEmpty())
              && record.hasHashes(claim.hashes());
      case MEASUREMENT -> !claim.numbers().isEmpty() && record.hasWords(claim.numbers());
      case APPROVAL -> record.hasAny(List.of("approved", "authorised", "authorized", "sign"));
      case FILE_CHANGE -> false; // asked before
    };
  }

  /** "No" and "0" are about what is not there. */
  private List<String> counts() {
    return claim.numbers().stream()
        .flatMap(number -> List.of(number.split("/")).stream())
        .filter(number -> !number.equals("0"))
        .toList();
  }

  /** A command of this kind that did not fail, or a result that such a command writes. */
  private static boolean result(ProofRecord record, Set<String> programs, List<String> results) {
    return record.machine() && (record.ran(programs) || record.hasAny(results));
  }
}
