package crossreview.peer.builtin.change;

import crossreview.peer.builtin.change.ChangedFile.FileLine;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a file of code is for, by its path and by what the change shows of it. The same statement
 * may be the purpose of a program and a leftover in a library.
 */
public enum FileRole {
  /** It checks other code. */
  TEST,
  /** Somebody runs it and reads what it prints: scripts, commands, examples, benchmarks. */
  PROGRAM,
  /** Other code calls it. */
  LIBRARY,
  /** No code, or code that people of this project did not write. */
  OTHER;

  private static final Set<String> PROGRAM_FOLDERS =
      Set.of(
          "script",
          "scripts",
          "bin",
          "tools",
          "tool",
          "build",
          "ci",
          ".github",
          ".ci",
          "hack",
          "example",
          "examples",
          "sample",
          "samples",
          "demo",
          "demos",
          "playground",
          "playgrounds",
          "bench",
          "benches",
          "benchmark",
          "benchmarks",
          "cli",
          "cmd",
          "command",
          "commands",
          "console",
          "contrib",
          "doc",
          "docs",
          "tutorial",
          "tutorials",
          "migrations",
          "dev",
          "perf",
          "snippets",
          "recipes",
          "sandbox",
          "debug",
          "metrics",
          "website",
          "site",
          "tasks",
          "profile");

  private static final Set<String> PROGRAM_STEMS =
      Set.of(
          "main",
          "cli",
          "play",
          "playground",
          "program",
          "manage",
          "setup",
          "build",
          "make",
          "gulpfile",
          "gruntfile",
          "rakefile",
          "server",
          "run",
          "install",
          "postinstall",
          "preinstall",
          "seed",
          "seeds",
          "bench",
          "benchmark",
          "example",
          "demo",
          "sample",
          "scratch",
          "deploy",
          "release",
          "generate",
          "gen",
          "__main__",
          "logger",
          "printer",
          "reporter",
          "build_script",
          "packager",
          "jakefile",
          "configure");

  /** The last word of a name, after a mark or with a capital. */
  private static final Pattern PROGRAM_ENDING =
      Pattern.compile(
          "(?:[a-z0-9](?:Cli|CLI|Command|Example|Demo|Sample|Benchmark|Printer|Console|Logger"
              + "|Reporter|Bench|Main|Playground|Script)"
              + "|[-_.](?:cli|command|example|demo|sample|benchmark|printer|console|logger"
              + "|reporter|bench|main|playground|script))s?$");

  private static final List<String> PROGRAM_MARKS =
      List.of(
          "process.argv",
          "public static void main(",
          "static void Main(",
          "if __name__ ==",
          "func main()",
          "package main",
          "fn main()",
          "int main(",
          "fun main(",
          "static int Main(",
          "argparse",
          "sys.argv",
          "ARGV",
          "$argv",
          "os.Args",
          "readline");

  public static FileRole of(ChangedFile file) {
    FileRole byPath = of(file.path());
    return byPath == LIBRARY && runs(file) ? PROGRAM : byPath;
  }

  /** By the path alone. */
  public static FileRole of(String path) {
    if (!FileClassifier.code(path) || FileClassifier.foreign(path)) {
      return OTHER;
    }
    if (FileClassifier.test(path)) {
      return TEST;
    }
    return program(path) ? PROGRAM : LIBRARY;
  }

  private static boolean program(String path) {
    String[] parts = path.split("/");
    String name = parts[parts.length - 1];
    int dot = name.indexOf('.');
    String stem = dot < 0 ? name : name.substring(0, dot);
    boolean shell = Set.of("sh", "bash").contains(FileClassifier.extension(path));
    return Stream.of(parts).limit(parts.length - 1L).anyMatch(FileRole::programFolder)
        || shell
        || PROGRAM_STEMS.contains(stem.toLowerCase(Locale.ROOT))
        || PROGRAM_ENDING.matcher(stem).find()
        || name.contains(".config.")
        || name.contains(".stories.");
  }

  private static boolean programFolder(String folder) {
    return PROGRAM_FOLDERS.contains(folder.toLowerCase(Locale.ROOT))
        || PROGRAM_ENDING.matcher(folder).find();
  }

  private static boolean runs(ChangedFile file) {
    return Stream.concat(file.added().stream(), file.context().stream()).anyMatch(FileRole::marks);
  }

  private static boolean marks(FileLine line) {
    String text = line.text();
    return text.startsWith("#!") && line.number() == 1
        || PROGRAM_MARKS.stream().anyMatch(text::contains);
  }
}
