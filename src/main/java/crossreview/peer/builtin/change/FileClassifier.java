package crossreview.peer.builtin.change;

import crossreview.coverage.FileExclusion;
import crossreview.coverage.TextFileName;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a path says about a file, by the conventions of the common languages. */
public final class FileClassifier {
  /** Code by their extension, settings by what they are for. */
  private static final Set<String> SETTINGS =
      Set.of("setup.py", "conf.py", "gulpfile.js", "gruntfile.js", "module-info.java");

  private static final Set<String> TEST_FOLDERS =
      Set.of(
          "test",
          "tests",
          "__tests__",
          "spec",
          "specs",
          "testing",
          "testdata",
          "e2e",
          "it",
          "androidtest",
          "integrationtest",
          "testkit",
          "fixtures",
          "__mocks__",
          "cypress");

  private static final Set<String> DOCUMENTS =
      Set.of(
          "md",
          "markdown",
          "mdx",
          "rst",
          "rdoc",
          "adoc",
          "asciidoc",
          "txt",
          "org",
          "textile",
          "pod",
          "html",
          "htm",
          "tex",
          "1",
          "man");

  private static final Set<String> DOCUMENT_NAMES =
      Set.of("README", "LICENSE", "LICENCE", "NOTICE", "CHANGELOG", "AUTHORS", "CONTRIBUTING");

  /** Copied into every project by a tool, and yet programs that run. */
  private static final Set<String> WRAPPERS = Set.of("gradlew", "gradlew.bat", "mvnw", "mvnw.cmd");

  /** Often copied or made, but not so surely that nobody has to look. */
  private static final Set<String> FOREIGN_FOLDERS =
      Set.of(
          "dist",
          "external",
          "extern",
          "deps",
          "gen",
          "jquery",
          "ckeditor",
          "tinymce",
          "bootstrap",
          "site-packages",
          "pods",
          "carthage");

  private static final Set<String> FOREIGN_NAMES =
      Set.of(
          "_pb.ts",
          "_pb.js",
          "_pb.d.ts",
          ".pb.swift",
          ".g.cs",
          ".bundle.js",
          ".gen.go",
          ".prebuilt");

  private static final Set<String> LABEL_FOLDERS =
      Set.of("i18n", "l10n", "locale", "locales", "lang", "langs", "translation", "translations");

  private static final Set<String> LABEL_FILES = Set.of("po", "pot", "xlf", "xliff", "arb");

  private static final Set<String> HASH_COMMENTS =
      Set.of("py", "rb", "sh", "bash", "pl", "pm", "r", "jl", "ex", "exs", "nim");

  private FileClassifier() {}

  /** The usual extension of the file's language, in lower case; empty for none. */
  public static String extension(String path) {
    return TextFileName.extension(path);
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  public static boolean code(String path) {
    return TextFileName.isCode(path);
  }

  /** Code that runs for users: no test, no settings written as code, no declarations alone. */
  public static boolean production(String path) {
    String name = name(path).toLowerCase(Locale.ROOT);
    boolean settings =
        SETTINGS.contains(name) || name.contains(".config.") || name.endsWith(".d.ts");
    return code(path) && !test(path) && !settings && !name.startsWith(".");
  }

  /** A test, or what tests are made of, by its folder or its name. */
  public static boolean test(String path) {
    List<String> parts = List.of(path.split("/"));
    return parts.subList(0, parts.size() - 1).stream().anyMatch(FileClassifier::testFolder)
        || testName(name(path));
  }

  private static boolean testFolder(String folder) {
    String folded = folder.toLowerCase(Locale.ROOT);
    return TEST_FOLDERS.contains(folded)
        || folded.endsWith(".tests")
        || folded.endsWith(".test")
        || folded.endsWith("-tests")
        || folded.endsWith("_test");
  }

  private static boolean testName(String name) {
    String stem = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
    boolean camel =
        stem.endsWith("Test")
            || stem.endsWith("Tests")
            || stem.endsWith("Spec")
            || stem.endsWith("TestCase")
            || stem.matches(".*[a-z0-9]IT");
    boolean snake =
        stem.startsWith("test_")
            || stem.endsWith("_test")
            || stem.endsWith("_tests")
            || stem.endsWith("_spec")
            || stem.equals("test")
            || stem.equals("tests")
            || stem.equals("conftest");
    return camel || snake || name.contains(".test.") || name.contains(".spec.");
  }

  /** Whether a file is written for readers alone. */
  static boolean documentation(String path) {
    String name = name(path).toUpperCase(Locale.ROOT);
    return DOCUMENTS.contains(extension(path))
        || DOCUMENT_NAMES.stream().anyMatch(known -> name.equals(known));
  }

  /** Whether a file holds the words of a surface in one language, and no code. */
  public static boolean translation(String path) {
    return !code(path) && (words(path) || LABEL_FILES.contains(extension(path)));
  }

  /** Whether a file lies among the words of a surface; it may be code that gives them. */
  public static boolean words(String path) {
    List<String> names = List.of(path.toLowerCase(Locale.ROOT).split("[/.]"));
    return names.stream().limit(names.size() - 1L).anyMatch(LABEL_FOLDERS::contains);
  }

  /** Whether people read the file as it is, so that only its words count. */
  public static boolean prose(String path) {
    return documentation(path) || translation(path);
  }

  /** Whether a file was copied from another project or made by a tool, by its path. */
  static boolean foreign(String path) {
    String name = name(path).toLowerCase(Locale.ROOT);
    List<String> folders = List.of(path.toLowerCase(Locale.ROOT).split("/"));
    return FileExclusion.byName(path).isPresent()
        || WRAPPERS.contains(name)
        || folders.stream().limit(folders.size() - 1L).anyMatch(FOREIGN_FOLDERS::contains)
        || FOREIGN_NAMES.stream().anyMatch(name::endsWith);
  }

  /** Whether a line says that its file was made by a tool, as the usual tools write it. */
  static boolean generatedMark(String line) {
    return line.contains("@generated")
        || line.contains("DO NOT EDIT")
        || line.contains("Do not edit")
        || line.contains("do not edit")
        || line.contains("autogenerated")
        || line.contains("auto-generated")
        || line.contains("Code generated by")
        || line.contains("Generated by ");
  }

  /** Whether a line of a file does nothing: it is blank or a comment. */
  public static boolean isCommentOrBlank(String path, String line) {
    String text = line.strip();
    return text.isEmpty()
        || text.startsWith("//")
        || text.startsWith("/*")
        || text.startsWith("*/")
        || text.equals("*")
        || text.startsWith("* ")
        || text.startsWith("#") && HASH_COMMENTS.contains(extension(path))
        || text.startsWith("--") && Set.of("hs", "lua").contains(extension(path));
  }
}
