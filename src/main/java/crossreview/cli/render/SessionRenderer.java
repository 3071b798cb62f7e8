package crossreview.cli.render;

import crossreview.cli.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** One session on one screen: the answer first. Pure. */
public final class SessionRenderer {
  private SessionRenderer() {}

  public static List<String> lines(JsonNode session, List<JsonNode> findings, TextStyle textStyle) {
    List<String> lines = new ArrayList<>();
    String id = session.text("session_id");
    lines.add(
        textStyle.strong(DisplayFormats.shortId(id))
            + "  "
            + state(session, textStyle)
            + "  "
            + session.text("task"));
    lines.add(
        "      "
            + id
            + "  "
            + session.text("mode")
            + ", opened "
            + session.text("created_at")
            + " by "
            + session.text("petitioner")
            + ", cost "
            + session.text("cost"));
    JsonNode artifact = session.tree("artifact");
    if (artifact.has("sha256")) {
      lines.add(
          "      "
              + artifact.text("label")
              + ", "
              + DisplayFormats.size(artifact.number("bytes"))
              + ", sha256 "
              + artifact.text("sha256"));
    }
    session.trees("rounds").forEach(round -> lines.add(round(round, textStyle)));
    open(findings, textStyle, lines);
    next(session, lines);
    return lines;
  }

  private static String state(JsonNode session, TextStyle textStyle) {
    String state = session.text("state");
    String reason =
        session.has("reason") ? session.text("reason") : session.tree("run").text("reason");
    String text = state + (reason.isEmpty() ? "" : " (" + reason + ")");
    return state.equals("unanimous") || state.equals("accepted") ? textStyle.good(text) : text;
  }

  private static String round(JsonNode round, TextStyle textStyle) {
    StringBuilder line = new StringBuilder("  round " + round.number("round"));
    List<String> panel = round.texts("panel"); // votes stand in the order of their arrival
    List<JsonNode> votes = new ArrayList<>(round.trees("votes"));
    votes.sort(Comparator.comparingInt(vote -> panel.indexOf(vote.text("peer"))));
    for (JsonNode vote : votes) {
      String mark =
          switch (vote.text("status")) {
            case "READY" -> textStyle.good("✓");
            case "NOT_READY" -> textStyle.bad("✗");
            default -> textStyle.wait("?");
          };
      line.append("   ").append(vote.text("peer")).append(' ').append(mark);
    }
    JsonNode completed = round.tree("completed");
    return completed.has("reason") ? line + "   " + completed.text("reason") : line.toString();
  }

  private static void open(List<JsonNode> findings, TextStyle textStyle, List<String> lines) {
    for (JsonNode finding : findings) {
      if (finding.text("state").equals("open")) {
        JsonNode place =
            finding.trees("citations").isEmpty()
                ? JsonNode.EMPTY
                : finding.trees("citations").getFirst();
        String where =
            place.has("path") ? place.text("path") + ":" + place.number("line") + "   " : "";
        String mark = finding.flag("blocks") ? textStyle.bad("✗") : textStyle.wait("·");
        lines.add(
            String.format(
                Locale.ROOT,
                "    %s %-4s %-11s %s%s",
                mark,
                finding.text("id"),
                finding.text("owner"),
                where,
                finding.text("statement")));
      }
    }
  }

  private static void next(JsonNode session, List<String> lines) {
    String id = DisplayFormats.shortId(session.text("session_id"));
    switch (session.text("state")) {
      case "running" -> lines.add("  next  crossreview watch " + id);
      case "unanimous", "accepted" -> lines.add("  next  crossreview verify " + id);
      case "cancelled", "aborted", "damaged" -> {}
      default -> lines.add("  next  crossreview review --session " + id + " FILE");
    }
  }
}
