package crossreview.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes {@code docs/problems.md} from the table of codes. */
final class ProblemPage {
  static final Path FILE = Path.of("docs/problems.md");

  private static final String HEAD =
      """
      # Problem codes

      Each refusal has one code, which never changes its meaning. The code is the same in a problem reply of HTTP
      (`code`), in an error of the WebSocket, in a tool error of MCP, in the last line of `--json`, and in the log.
      *Exit* is the exit code of the command line. *Retry* says whether the same request can succeed later without
      any change. *May be done* says whether the command may have taken effect although it was refused (`may_be_done` in
      the replies of HTTP with 500 and above): repeat it with the same `Idempotency-Key`, and it takes effect once.
      [failures.md](failures.md) describes what happens around the codes of the disk, the lock, the
      cluster and the daemon.
      """;

  private ProblemPage() {}

  static String text() {
    StringBuilder page = new StringBuilder(HEAD);
    String subject = "";
    for (ProblemCode code : ProblemCode.all()) {
      String own = code.getClass().getSimpleName();
      if (!own.equals(subject)) {
        subject = own;
        page.append("\n## ").append(own.replace("Problem", "")).append("\n\n");
        page.append("| code | HTTP | exit | retry | may be done | meaning | what to do |\n");
        page.append("| --- | --- | --- | --- | --- | --- | --- |\n");
      }
      ProblemTraits traits = code.traits();
      page.append("| `").append(code.code()).append("` | ").append(traits.status());
      page.append(" | ").append(traits.exitCode());
      page.append(" | ").append(traits.retryHelps() ? "yes" : "no");
      page.append(" | ").append(traits.mayBeDone() ? "yes" : "no");
      page.append(" | ").append(traits.meaning());
      page.append(" | ").append(traits.advice()).append(" |\n");
    }
    return page.toString();
  }

  public static void main(String[] args) throws IOException {
    Files.writeString(FILE, text());
  }
}
