package crossreview.diff.form;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a command wrote instead of a change because it failed: git, another version control system,
 * a shell, or a client of HTTP that stored a refusal. Pure.
 */
public final class FailureMessage {
  private static final int LINES_MAX = 8; // git explains a failure in a few lines of advice

  private static final Pattern FIRST =
      Pattern.compile(
          "fatal: .+|svn: (?:E|warning: W)\\d{6}: .+|abort: .+|(?:bash|sh|zsh|fish|dash): .+"
              + "|.+: command not found|\\d{3}: Not Found|usage: git .+");

  /** Tools of all kinds begin so: only alone, or with the advice of git. */
  private static final Pattern ERROR = Pattern.compile("error: .+");

  private static final Pattern ADVICE = Pattern.compile("(?:hint|fatal|error|warning): .*");

  private FailureMessage() {}

  public static Optional<ChangeSummary> of(List<String> all) {
    List<String> lines = all.stream().filter(line -> !line.isBlank()).toList();
    if (lines.isEmpty() || lines.size() > LINES_MAX) {
      return Optional.empty();
    }
    String first = lines.getFirst();
    boolean error =
        ERROR.matcher(first).matches()
            && lines.stream().allMatch(line -> ADVICE.matcher(line).matches());
    return error || FIRST.matcher(first).matches()
        ? Optional.of(
            new ChangeSummary(
                "the error message of a command",
                "the command that should have written the change failed; run it again by itself"))
        : Optional.empty();
  }
}
