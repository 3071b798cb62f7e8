package crossreview.cli.admin;

import crossreview.backup.BackupReport;
import crossreview.backup.BackupReport.BackupListener;
import crossreview.cli.CliContext;
import crossreview.cli.JsonNode;
import crossreview.cli.render.DisplayFormats;
import crossreview.json.JsonWriter;
import java.nio.file.Path;
import java.time.Duration;

/** Says how far a backup or a restore is, every few seconds on stderr, and what it came to. */
final class BackupProgress implements BackupListener {
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final CliContext cliContext;
  private final boolean json;
  private final String verb;
  private long said;

  BackupProgress(CliContext cliContext, boolean json, String verb) {
    this.cliContext = cliContext;
    this.json = json;
    this.verb = verb;
    this.said = cliContext.ticker().nanos();
  }

  @Override
  public void onSession(int done, int all, long bytes) {
    long now = cliContext.ticker().nanos();
    if (!json && done < all && now - said >= EVERY.toNanos()) {
      said = now;
      cliContext
          .err()
          .println(
              "crossreview: " + done + " of " + all + " sessions, " + DisplayFormats.size(bytes));
    }
  }

  /** Prints the result; returns the exit code. */
  int end(BackupReport report, Path at) {
    if (json) {
      cliContext.out().println(JsonWriter.of(report.tree()));
    } else {
      StringBuilder text = new StringBuilder(verb).append(' ');
      text.append(DisplayFormats.plural(report.changed(), "session"))
          .append(" (")
          .append(DisplayFormats.size(report.bytes()))
          .append("), ")
          .append(report.sessions())
          .append(" in ")
          .append(at);
      if (report.kept() > 0) {
        text.append("; ").append(report.kept()).append(" of them only there");
      }
      cliContext.out().println(JsonNode.safe(text.toString()));
      report
          .damaged()
          .forEach(
              (id, why) -> cliContext.out().println(JsonNode.safe(id + " is damaged: " + why)));
      report
          .unconfirmed()
          .forEach(id -> cliContext.out().println(id + " has no confirmed line and was left out"));
    }
    return report.ok() ? 0 : 1;
  }
}
