package crossreview.peer.builtin.rule;

import crossreview.peer.builtin.change.FileClassifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Statements that people add to look at something and forget.
 *
 * <p>Only what begins a line of code is one: an output in an expression or a text may be meant.
 */
public final class DebugStatements {
  private static final List<String> JVM =
      List.of(
          "System.out.print",
          "System.err.print",
          ".printStackTrace(",
          "Thread.dumpStack(",
          "println(\"DEBUG",
          "print(\"DEBUG");
  private static final List<String> WEB =
      List.of("console.log(", "console.debug(", "console.trace(", "console.dir(", "debugger");
  private static final List<String> PYTHON =
      List.of(
          "pdb.set_trace(",
          "ipdb.set_trace(",
          "pudb.set_trace(",
          "breakpoint(",
          "import pdb",
          "import ipdb",
          "import pudb",
          "pprint(");
  private static final List<String> RUBY =
      List.of(
          "binding.pry",
          "binding.irb",
          "binding.b",
          "binding.break",
          "byebug",
          "require 'pry",
          "require \"pry",
          "require 'byebug",
          "require \"byebug",
          "debugger");
  private static final List<String> PHP =
      List.of("var_dump(", "print_r(", "dd(", "dump(", "xdebug_break(", "debug_zval_refcount(");
  private static final List<String> RUST = List.of("dbg!(");
  private static final List<String> GO =
      List.of("spew.Dump(", "runtime.Breakpoint(", "pp.Println(");
  private static final List<String> DOTNET =
      List.of("Console.WriteLine(", "Debugger.Break(", "Debugger.Launch(");
  private static final List<String> SWIFT = List.of("NSLog(", "debugPrint(", "dump(");
  private static final List<String> C = List.of("__debugbreak(", "__builtin_debugtrap(");
  private static final List<String> ELIXIR = List.of("IEx.pry", "IO.inspect(", "dbg(");

  /** What stops the program, or has no other purpose than to look at something. */
  private static final Set<String> STOPS =
      Set.of(
          "debugger",
          "pdb.set_trace",
          "ipdb.set_trace",
          "pudb.set_trace",
          "breakpoint",
          "import pdb",
          "import ipdb",
          "import pudb",
          "binding.pry",
          "binding.irb",
          "binding.b",
          "binding.break",
          "byebug",
          "require 'pry",
          "require \"pry",
          "require 'byebug",
          "require \"byebug",
          "xdebug_break",
          "dd",
          "dbg!",
          "spew.Dump",
          "runtime.Breakpoint",
          "Debugger.Break",
          "Debugger.Launch",
          "__debugbreak",
          "__builtin_debugtrap",
          "IEx.pry");

  /** Calls that print. Ordinary ones, so that only what they say tells a leftover. */
  private static final Pattern PRINT =
      Pattern.compile(
          "(?:print|println!?|eprintln!?|puts|p|pp|fmt\\.Print(?:ln|f)?|log\\.Print(?:ln|f)?|printf"
              + "|fprintf|echo|std::cout|std::cerr|cout|cerr|NSLog|os_log|print!|eprint!|error_log"
              + "|printk|Debug\\.WriteLine|Log\\.d|warn)\\b.*");

  /** What people write into such a call, and into nothing that is meant for others. */
  private static final Pattern LOOK =
      Pattern.compile(
          "(?:[\"'`]|f[\"'])\\W*(?:DEBUG|Debug:|debug:|DBG|dbg:|XXX|(?:(?:got|i am|i'm|am)"
              + " )?(?:here|HERE)\\b|>>>|###|\\*\\*\\*|===+"
              + " ?(?:debug|DEBUG)).*|f[\"'][^\"']*\\{\\w+=\\}.*");

  private static final Map<String, List<String>> BY_EXTENSION =
      Map.ofEntries(
          Map.entry("java", JVM),
          Map.entry("kt", JVM),
          Map.entry("scala", JVM),
          Map.entry("groovy", JVM),
          Map.entry("js", WEB),
          Map.entry("jsx", WEB),
          Map.entry("mjs", WEB),
          Map.entry("cjs", WEB),
          Map.entry("ts", WEB),
          Map.entry("tsx", WEB),
          Map.entry("vue", WEB),
          Map.entry("svelte", WEB),
          Map.entry("py", PYTHON),
          Map.entry("rb", RUBY),
          Map.entry("php", PHP),
          Map.entry("rs", RUST),
          Map.entry("go", GO),
          Map.entry("cs", DOTNET),
          Map.entry("c", C),
          Map.entry("cc", C),
          Map.entry("cpp", C),
          Map.entry("h", C),
          Map.entry("ex", ELIXIR),
          Map.entry("exs", ELIXIR),
          Map.entry("swift", SWIFT),
          Map.entry("m", SWIFT));

  /** Languages in which every statement ends with a semicolon or a brace. */
  private static final Set<String> SEMICOLONS = Set.of("java", "cs", "php", "m", "rs");

  private static final Set<String> CONTROL =
      Set.of("if", "else", "for", "foreach", "while", "do", "with", "when", "case", "catch", "try");

  private DebugStatements() {}

  /** Whether a statement has no purpose but to look at a running program. */
  static boolean stops(String name) {
    return STOPS.contains(name);
  }

  /** What may be left over in a line of a file; null if nothing is. */
  static @Nullable String in(String path, String line) {
    String code = line.strip();
    List<String> known = BY_EXTENSION.getOrDefault(FileClassifier.extension(path), List.of());
    for (String leftover : known) {
      if (begins(code, leftover)) {
        return shown(leftover);
      }
    }
    boolean print = PRINT.matcher(code).matches() && LOOK.matcher(code).find();
    return print && FileClassifier.code(path) ? code.split("[^\\w.:!]", 2)[0] : null;
  }

  /** {@code e.printStackTrace()} has its object in front; everything else begins the statement. */
  private static boolean begins(String code, String leftover) {
    if (leftover.startsWith(".")) {
      int at = code.indexOf(leftover);
      return at > 0 && code.chars().limit(at).allMatch(Character::isJavaIdentifierPart);
    }
    boolean open = Character.isLetter(leftover.charAt(leftover.length() - 1));
    boolean goesOn =
        open
            && !leftover.endsWith(".print")
            && code.length() > leftover.length()
            && Character.isJavaIdentifierPart(code.charAt(leftover.length()));
    return code.startsWith(leftover) && !goesOn;
  }

  private static String shown(String leftover) {
    int paren = leftover.indexOf('(');
    String name = paren < 0 ? leftover : leftover.substring(0, paren);
    return name.startsWith(".") ? name.substring(1) : name;
  }

  /** What can be done about a leftover so that whole code remains. */
  public enum StatementFix {
    DROP,
    /** In Python a block needs a statement. */
    PASS,
    NONE
  }

  /**
   * The cure of a line that has a leftover.
   *
   * @param before the line of code before it; null if that is not known
   * @param after the line of code after it; null if that is not known
   */
  public static StatementFix fix(
      String path, String line, @Nullable String before, @Nullable String after) {
    String extension = FileClassifier.extension(path);
    String code = line.strip();
    boolean ended = !SEMICOLONS.contains(extension) || code.endsWith(";");
    if (before == null || !ended || !closed(code) || ".,+-&|=\\".indexOf(last(code)) >= 0) {
      return StatementFix.NONE;
    }
    if (extension.equals("py")) {
      return python(line, before, after);
    }
    return endsStatement(extension, before.strip()) && !continues(after)
        ? StatementFix.DROP
        : StatementFix.NONE;
  }

  private static StatementFix python(String line, String before, @Nullable String after) {
    String code = before.strip();
    if (!closed(code) || ",\\".indexOf(last(code)) >= 0) {
      return StatementFix.NONE;
    }
    int indent = HygieneRule.indent(line);
    boolean first = code.endsWith(":");
    boolean sibling = after != null && HygieneRule.indent(after) == indent;
    return !first || sibling ? StatementFix.DROP : StatementFix.PASS;
  }

  /** Whether the line before is not a head that would take the next statement as its body. */
  private static boolean endsStatement(String extension, String code) {
    char last = last(code);
    if (";{}".indexOf(last) >= 0) {
      return true;
    }
    String bare = code.startsWith("}") ? code.substring(1).strip() : code;
    String word = bare.split("\\W", 2)[0];
    boolean label = last == ':' && (word.equals("case") || word.equals("default"));
    boolean open = !closed(code) || "=>,.+-*/&|?:([<".indexOf(last) >= 0;
    return label || !SEMICOLONS.contains(extension) && !open && !CONTROL.contains(word);
  }

  /** A chained call on the next line belongs to this one. */
  private static boolean continues(@Nullable String after) {
    return after != null && (after.strip().startsWith(".") || after.strip().startsWith("?."));
  }

  private static char last(String code) {
    return code.isEmpty() ? ' ' : code.charAt(code.length() - 1);
  }

  static boolean closed(String code) {
    int depth = 0;
    char quote = 0;
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      if (quote != 0) {
        i += c == '\\' ? 1 : 0;
        quote = c == quote ? 0 : quote;
      } else if ("\"'`".indexOf(c) >= 0) {
        quote = c;
      } else {
        depth += "({[".indexOf(c) >= 0 ? 1 : ")}]".indexOf(c) >= 0 ? -1 : 0;
      }
    }
    return depth == 0 && quote == 0;
  }
}
