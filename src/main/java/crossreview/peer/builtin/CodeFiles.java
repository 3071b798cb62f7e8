package crossreview.peer.builtin;

import java.util.Locale;
import java.util.Set;

/** What a path says about a file, by the conventions of the common languages. */
final class CodeFiles {
  private static final Set<String> CODE =
      Set.of(
          "java", "kt", "kts", "scala", "groovy", "clj", "js", "jsx", "mjs", "cjs", "ts", "tsx",
          "vue", "svelte", "py", "rb", "php", "go", "rs", "c", "h", "cc", "cpp", "cxx", "hpp", "cs",
          "fs", "swift", "m", "mm", "dart", "ex", "exs", "erl", "hs", "ml", "lua", "pl", "pm", "r",
          "jl", "zig", "nim", "sh", "bash", "sql");

  private CodeFiles() {}

  static String extension(String path) {
    String name = name(path);
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  static boolean code(String path) {
    return CODE.contains(extension(path));
  }

  /** A test by its folder or its name. */
  static boolean test(String path) {
    String folders = "/" + path.toLowerCase(Locale.ROOT);
    String name = name(path);
    String stem = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
    return folders.contains("/test/")
        || folders.contains("/tests/")
        || folders.contains("/__tests__/")
        || folders.contains("/spec/")
        || folders.contains("/testing/")
        || stem.endsWith("Test")
        || stem.endsWith("Tests")
        || stem.endsWith("IT")
        || stem.endsWith("Spec")
        || stem.startsWith("test_")
        || stem.endsWith("_test")
        || stem.endsWith("_spec")
        || name.contains(".test.")
        || name.contains(".spec.");
  }
}
