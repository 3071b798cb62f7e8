package crossreview.peer.builtin;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Statements that people add to look at something and forget. */
final class DebugLeftovers {
  private static final List<String> JVM =
      List.of("System.out.print", "System.err.print", ".printStackTrace(", "Thread.dumpStack(");
  private static final List<String> WEB =
      List.of("console.log(", "console.debug(", "console.trace(", "debugger");
  private static final List<String> PYTHON =
      List.of(
          "pdb.set_trace(", "breakpoint(", "import pdb", "import ipdb", "print(\"DEBUG",
          "print('DEBUG", "print(f\"DEBUG", "print(f'DEBUG", "pprint(");
  private static final List<String> RUBY = List.of("binding.pry", "byebug", "binding.irb");
  private static final List<String> PHP = List.of("var_dump(", "print_r(", "dd(");
  private static final List<String> RUST = List.of("dbg!(", "println!(\"DEBUG");
  private static final List<String> GO = List.of("fmt.Println(\"DEBUG", "spew.Dump(");
  private static final List<String> DOTNET = List.of("Console.WriteLine(", "Debugger.Break(");
  private static final List<String> SWIFT = List.of("NSLog(", "debugPrint(");

  private static final Map<String, List<String>> BY_EXTENSION =
      Map.ofEntries(
          Map.entry("java", JVM), Map.entry("kt", JVM), Map.entry("scala", JVM),
          Map.entry("groovy", JVM), Map.entry("js", WEB), Map.entry("jsx", WEB),
          Map.entry("mjs", WEB), Map.entry("cjs", WEB), Map.entry("ts", WEB), Map.entry("tsx", WEB),
          Map.entry("vue", WEB), Map.entry("svelte", WEB), Map.entry("py", PYTHON),
          Map.entry("rb", RUBY), Map.entry("php", PHP), Map.entry("rs", RUST), Map.entry("go", GO),
          Map.entry("cs", DOTNET), Map.entry("swift", SWIFT), Map.entry("m", SWIFT));

  private DebugLeftovers() {}

  /** The leftover in a line, if its code begins with one. */
  static Optional<String> in(String path, String line) {
    String code = line.strip();
    return BY_EXTENSION.getOrDefault(CodeFiles.extension(path), List.of()).stream()
        .filter(leftover -> begins(code, leftover))
        .findFirst();
  }

  /** {@code e.printStackTrace()} has its object in front; everything else begins the statement. */
  private static boolean begins(String code, String leftover) {
    if (!leftover.startsWith(".")) {
      boolean word = leftover.equals("debugger");
      return word ? code.equals("debugger;") || code.equals("debugger") : code.startsWith(leftover);
    }
    int at = code.indexOf(leftover);
    return at > 0 && code.substring(0, at).chars().allMatch(c -> Character.isJavaIdentifierPart(c));
  }

  /** Whether the line is nothing but the leftover, so that dropping it leaves whole code. */
  static boolean wholeStatement(String path, String line) {
    if (in(path, line).isEmpty()) {
      return false;
    }
    String code = line.strip();
    boolean ended = code.endsWith(";") || code.endsWith(")") || code.matches("[\\w.]+");
    return ended && balanced(code);
  }

  private static boolean balanced(String code) {
    int depth = 0;
    char quote = 0;
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      if (quote != 0) {
        i += c == '\\' ? 1 : 0;
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'' || c == '`') {
        quote = c;
      } else {
        depth += c == '(' || c == '{' || c == '[' ? 1 : c == ')' || c == '}' || c == ']' ? -1 : 0;
      }
    }
    return depth == 0 && quote == 0;
  }
}
