package crossreview.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** One session on one screen: the answer first. Pure. */
final class SessionPage {
  private SessionPage() {}

  static List<String> lines(Tree session, List<Tree> findings, Style style) {
    List<String> lines = new ArrayList<>();
    String id = session.text("session_id");
    lines.add(
        style.strong(Spelling.brief(id))
            + "  "
            + state(session, style)
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
    Tree artifact = session.tree("artifact");
    if (artifact.has("sha256")) {
      lines.add(
          "      "
              + artifact.text("label")
              + ", "
              + Spelling.size(artifact.number("bytes"))
              + ", sha256 "
              + artifact.text("sha256"));
    }
    session.trees("rounds").forEach(round -> lines.add(round(round, style)));
    open(findings, style, lines);
    next(session, lines);
    return lines;
  }

  private static String state(Tree session, Style style) {
    String state = session.text("state");
    String reason =
        session.has("reason") ? session.text("reason") : session.tree("run").text("reason");
    String text = state + (reason.isEmpty() ? "" : " (" + reason + ")");
    return state.equals("unanimous") || state.equals("accepted") ? style.good(text) : text;
  }

  private static String round(Tree round, Style style) {
    StringBuilder line = new StringBuilder("  round " + round.number("round"));
    List<String> panel = round.texts("panel"); // votes stand in the order of their arrival
    List<Tree> votes = new ArrayList<>(round.trees("votes"));
    votes.sort(Comparator.comparingInt(vote -> panel.indexOf(vote.text("peer"))));
    for (Tree vote : votes) {
      String mark =
          switch (vote.text("status")) {
            case "READY" -> style.good("✓");
            case "NOT_READY" -> style.bad("✗");
            default -> style.wait("?");
          };
      line.append("   ").append(vote.text("peer")).append(' ').append(mark);
    }
    Tree completed = round.tree("completed");
    return completed.has("reason") ? line + "   " + completed.text("reason") : line.toString();
  }

  private static void open(List<Tree> findings, Style style, List<String> lines) {
    for (Tree finding : findings) {
      if (finding.text("state").equals("open")) {
        Tree place =
            finding.trees("citations").isEmpty()
                ? Tree.EMPTY
                : finding.trees("citations").getFirst();
        String where =
            place.has("path") ? place.text("path") + ":" + place.number("line") + "   " : "";
        String mark = finding.flag("blocks") ? style.bad("✗") : style.wait("·");
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

  private static void next(Tree session, List<String> lines) {
    String id = Spelling.brief(session.text("session_id"));
    switch (session.text("state")) {
      case "running" -> lines.add("  next  crossreview watch " + id);
      case "unanimous", "accepted" -> lines.add("  next  crossreview verify " + id);
      case "cancelled", "aborted", "damaged" -> {}
      default -> lines.add("  next  crossreview review --session " + id + " FILE");
    }
  }
}
