package crossreview.cli.hook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Collectors;

/** The scripts that git runs. */
enum GitHookScript {
  PRE_PUSH("pre-push"),
  POST_COMMIT("post-commit");

  /** In the second line of each script, by which it is known again. */
  private static final String MARK = "# crossreview hook, version ";

  private final String hook;

  GitHookScript(String hook) {
    this.hook = hook;
  }

  /** Git's name of the hook, which is that of the file. */
  String hook() {
    return hook;
  }

  /** Where the hook that was there before is kept and run first. */
  String kept() {
    return hook + ".before-crossreview";
  }

  /** Whether a file is a script of this program, of any version. */
  static boolean isOwn(String text) {
    return text.lines().skip(1).findFirst().orElse("").startsWith(MARK);
  }

  /**
   * The script.
   *
   * @param program the path of this program; one in PATH is used where it is gone
   * @param options which daemon is asked
   */
  String text(String program, List<String> options) {
    String quoted = options.stream().map(GitHookScript::quoted).collect(Collectors.joining(" "));
    return template()
        .replace("program=PROGRAM", "program=" + quoted(program))
        .replace(quoted.isEmpty() ? "OPTIONS " : "OPTIONS", quoted);
  }

  private String template() {
    try (InputStream in = GitHookScript.class.getResourceAsStream(hook + ".sh")) {
      if (in == null) {
        throw new IllegalStateException("the jar has no script of " + hook);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("the script of " + hook + " cannot be read", e);
    }
  }

  static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
