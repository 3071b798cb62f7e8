package crossreview.coverage;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which files are text that people write, by their names. Where git calls such a file binary, its
 * content is a text that nobody was shown, and not a picture.
 */
public final class TextFileName {
  private static final Set<String> CODE =
      Set.of(
          "java", "kt", "scala", "groovy", "clj", "js", "jsx", "mjs", "cjs", "ts", "tsx", "vue",
          "svelte", "py", "rb", "php", "go", "rs", "c", "h", "cc", "cpp", "cxx", "hpp", "cs", "fs",
          "swift", "m", "mm", "dart", "ex", "exs", "erl", "hs", "ml", "lua", "pl", "pm", "r", "jl",
          "zig", "nim", "sh", "bash");

  /** Texts that machines obey, and that people read. */
  private static final Set<String> OTHER =
      Set.of(
          "kts",
          "gradle",
          "zsh",
          "fish",
          "ps1",
          "psm1",
          "bat",
          "cmd",
          "vb",
          "vbs",
          "sql",
          "proto",
          "graphql",
          "tf",
          "hcl",
          "cmake",
          "mk",
          "json",
          "jsonc",
          "json5",
          "yaml",
          "yml",
          "toml",
          "ini",
          "cfg",
          "conf",
          "properties",
          "env",
          "xml",
          "xsd",
          "xsl",
          "html",
          "htm",
          "css",
          "scss",
          "sass",
          "less",
          "svg",
          "csproj",
          "md",
          "markdown",
          "mdx",
          "rst",
          "adoc",
          "txt",
          "csv",
          "tsv",
          "ipynb");

  private static final Set<String> NAMES =
      Set.of(
          "dockerfile",
          "containerfile",
          "makefile",
          "gnumakefile",
          "jenkinsfile",
          "vagrantfile",
          "rakefile",
          "gemfile",
          "procfile",
          "codeowners",
          ".gitattributes",
          ".gitignore",
          ".gitmodules");

  /** Other names of the same languages, and templates that hold their code. */
  private static final Map<String, String> ALIASES =
      Map.ofEntries(
          Map.entry("mts", "ts"),
          Map.entry("cts", "ts"),
          Map.entry("es6", "js"),
          Map.entry("gs", "js"),
          Map.entry("pyw", "py"),
          Map.entry("pyi", "py"),
          Map.entry("hxx", "hpp"),
          Map.entry("rake", "rb"),
          Map.entry("ksh", "sh"),
          Map.entry("ejs", "vue"),
          Map.entry("astro", "vue"));

  private TextFileName() {}

  /** Whether it is a program's source. */
  public static boolean isCode(String path) {
    return CODE.contains(extension(path));
  }

  /** Whether it is a text: source, settings, or words. */
  public static boolean isText(String path) {
    String name = name(path);
    String extension = extension(path);
    return CODE.contains(extension) || OTHER.contains(extension) || NAMES.contains(name);
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
  }

  /** The usual extension of the file's language, in lower case; empty for none. */
  public static String extension(String path) {
    String name = name(path);
    int dot = name.lastIndexOf('.');
    String extension = dot < 0 ? "" : name.substring(dot + 1);
    return ALIASES.getOrDefault(extension, extension);
  }
}
