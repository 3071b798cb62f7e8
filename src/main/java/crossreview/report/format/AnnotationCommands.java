package crossreview.report.format;

import crossreview.report.format.ResultFinding.ResultPlace;
import crossreview.report.format.SessionResult.ResultNotice;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Workflow commands that GitHub Actions shows as annotations, what blocks first: it shows ten
 * errors and ten warnings of a step. Percent signs, line ends, colons and commas are encoded as its
 * runner decodes them, so a text cannot begin a command. Pure.
 */
public final class AnnotationCommands {
  private AnnotationCommands() {}

  /** One error about no file, with the end of its line. */
  public static String error(String title, String text) {
    return command("error", title, null, text);
  }

  static String of(SessionResult result) {
    StringBuilder out = new StringBuilder();
    for (ResultNotice notice : result.notices()) {
      String title = notice.peer() + " " + notice.code();
      out.append(command("error", title, null, notice.detail()));
    }
    List<ResultFinding> open =
        result.open().stream().sorted(Comparator.comparing(ResultFinding::level)).toList();
    for (ResultFinding found : open) {
      String title = found.owner() + " " + found.kind().wireName() + " " + found.id();
      String name =
          switch (found.level()) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case NOTE -> "notice";
          };
      out.append(command(name, title, found.place(), found.statement()));
    }
    String count = result.blocking() + " blocking of " + open.size() + " open findings";
    String end = result.verdict() + ". " + count;
    return out.append(command("notice", "crossreview", null, end)).toString();
  }

  private static String command(
      String name, String title, @Nullable ResultPlace place, String text) {
    String where =
        place == null ? "" : "file=" + property(place.name()) + ",line=" + place.line() + ",";
    return "::" + name + " " + where + "title=" + property(title) + "::" + data(text) + "\n";
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
