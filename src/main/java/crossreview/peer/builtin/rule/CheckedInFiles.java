package crossreview.peer.builtin.rule;

import crossreview.diff.UnifiedDiff.ChangeType;
import crossreview.peer.builtin.change.ChangeSet;
import crossreview.peer.builtin.change.ChangedFile;
import crossreview.peer.builtin.change.FileClassifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files that are wrong or missing as a whole: made by tools, or without the file they belong to.
 */
final class CheckedInFiles {
  /** What a tool rebuilds from what is in the repository, by folder or by ending. */
  private static final Pattern MADE =
      Pattern.compile(
          "(?:^|.*/)(node_modules|bower_components|__pycache__|\\.gradle|\\.venv|venv|\\.terraform|\\.next|\\.pytest_cache"
              + "|\\.mypy_cache|\\.tox|\\.eggs|\\.sass-cache)/.*"
              + "|(?:^|.*/)(\\.DS_Store|Thumbs\\.db|npm-debug\\.log|yarn-error\\.log)"
              + "|.*(\\.pyc|\\.pyo|\\.class|\\.swp|\\.orig|\\.rej)");

  /** A lock, and the manifests of which one stands beside it. */
  private static final Map<String, List<String>> MANIFESTS =
      Map.of(
          "package-lock.json", List.of("package.json"),
          "go.sum", List.of("go.mod", "go.work"),
          "composer.lock", List.of("composer.json"),
          "poetry.lock", List.of("pyproject.toml"),
          "Gemfile.lock", List.of("Gemfile"));

  private static final Pattern REQUIRED =
      Pattern.compile("^(?:require\\s+)?[\\w./~-]+\\.[\\w./~-]+ v\\d\\S*(?!.*// indirect)$");

  /** Nobody runs such a file. */
  private static final Set<String> DATA =
      Set.of(
          "json",
          "yaml",
          "yml",
          "toml",
          "xml",
          "png",
          "jpg",
          "svg",
          "css",
          "csv",
          "java",
          "cs",
          "go",
          "ts",
          "tsx",
          "c",
          "h",
          "properties",
          "ini",
          "sql",
          "env",
          "pem",
          "key");

  private final ChangeSet changeSet;
  private final ViolationCollector violationCollector;

  CheckedInFiles(ChangeSet changeSet, ViolationCollector violationCollector) {
    this.changeSet = changeSet;
    this.violationCollector = violationCollector;
  }

  void check() {
    made();
    modes();
    sums();
  }

  private void made() {
    Set<String> names = new LinkedHashSet<>();
    for (ChangedFile file : changeSet.files()) {
      Matcher made = MADE.matcher(file.path());
      boolean fixture = FileClassifier.test(file.path()) || file.path().contains("fixture");
      boolean comes = file.metadata().changeType() == ChangeType.CREATED;
      if (comes && !fixture && changeSet.diff() && made.matches()) {
        names.add(first(made));
      }
    }
    if (!names.isEmpty()) {
      violationCollector.blocking(
          "files that a tool makes are checked in: " + String.join(", ", names));
    }
  }

  private static String first(Matcher matcher) {
    for (int i = 1; i <= matcher.groupCount(); i++) {
      if (matcher.group(i) != null) {
        return matcher.group(i);
      }
    }
    throw new IllegalStateException("no group of " + matcher);
  }

  /** A file that was data and can be run from now on. */
  private void modes() {
    if (!changeSet.diff()) {
      return;
    }
    for (int i = 0; i < changeSet.files().size(); i++) {
      List<String> header = changeSet.reading().files().get(i).header();
      ChangedFile file = changeSet.files().get(i);
      boolean runs = header.contains("old mode 100644") && header.contains("new mode 100755");
      boolean data =
          FileClassifier.prose(file.path()) || DATA.contains(FileClassifier.extension(file.path()));
      if (runs && data) {
        violationCollector.advice(file.path() + " is not a program and may be run from now on");
      }
    }
  }

  /** Go refuses to build with a module that its sums do not name. */
  private void sums() {
    Map<String, ChangedFile> byPath = new HashMap<>();
    changeSet.files().forEach(file -> byPath.put(file.path(), file));
    for (ChangedFile file : new ArrayList<>(byPath.values())) {
      String folder = file.path().substring(0, file.path().lastIndexOf('/') + 1);
      String name = file.path().substring(folder.length());
      boolean needs =
          name.equals("go.mod")
              && file.added().stream()
                  .anyMatch(l -> REQUIRED.matcher(l.content().strip()).matches());
      if (needs && !byPath.containsKey(folder + "go.sum")) {
        violationCollector.advice(file.path() + " requires a module and go.sum does not change");
      }
      List<String> manifests = MANIFESTS.getOrDefault(name, List.of());
      boolean alone = manifests.stream().noneMatch(m -> byPath.containsKey(folder + m));
      if (!manifests.isEmpty()
          && alone
          && !file.deleted()
          && file.metadata().changeType() == ChangeType.CREATED) {
        violationCollector.advice(file.path() + " comes without " + manifests.getFirst());
      }
    }
  }
}
