package crossreview.cli.render;

import crossreview.cli.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

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
            + DisplayFormats.cost(session));
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
    if (session.has("paused_at")) {
      lines.add("      " + textStyle.wait("paused since " + session.text("paused_at")));
    }
    suppressions(session, lines);
    escalations(session, textStyle, lines);
    rounds(session, textStyle, lines);
    open(findings, textStyle, lines);
    next(session, lines);
    return lines;
  }

  private static String state(JsonNode session, TextStyle textStyle) {
    String state = session.text("state");
    String reason =
        session.has("reason") ? session.text("reason") : session.tree("run").text("reason");
    String text = state + (reason.isEmpty() ? "" : " (" + reason + ")") + voters(session);
    if (session.flag("revised")) {
      return textStyle.wait(text + ", on a revised text, not on the submitted one");
    }
    return state.equals("unanimous") || state.equals("accepted") ? textStyle.good(text) : text;
  }

  /** The votes of peers on trial are marked: they count for nothing. */
  private static void rounds(JsonNode session, TextStyle textStyle, List<String> lines) {
    Set<String> trials =
        session.trees("panel").stream()
            .filter(member -> member.has("counts") && !member.flag("counts"))
            .map(member -> member.text("peer"))
            .collect(Collectors.toSet());
    session.trees("rounds").forEach(round -> lines.add(round(round, trials, textStyle)));
    if (session.has("imported")) {
      ImportedRenderer.lines(session.tree("imported")).forEach(lines::add);
    }
  }

  /** An approval without all of the panel says how many there were. */
  private static String voters(JsonNode session) {
    List<JsonNode> rounds = session.trees("rounds");
    JsonNode last = rounds.isEmpty() ? JsonNode.EMPTY : rounds.getLast();
    return session.has("final") && !last.trees("excused").isEmpty()
        ? ", " + last.trees("votes").size() + " of " + last.texts("panel").size() + " voted"
        : "";
  }

  /** The lasting rulings of the repository that the last run obeyed. */
  private static void suppressions(JsonNode session, List<String> lines) {
    JsonNode rulings = session.tree("run").tree("suppressions");
    for (JsonNode ruling : rulings.trees("entries")) {
      String kind = ruling.has("kind") ? " (" + ruling.text("kind") + ")" : "";
      lines.add(
          "      "
              + rulings.text("source")
              + ": "
              + ruling.text("rule")
              + kind
              + " does not count in "
              + ruling.text("glob")
              + ": "
              + ruling.text("reason"));
    }
  }

  private static void escalations(JsonNode session, TextStyle textStyle, List<String> lines) {
    for (JsonNode asked : session.trees("escalations")) {
      String who = asked.text("severity") + ": " + asked.text("by") + " asks for a person: ";
      lines.add("      " + textStyle.bad(who + asked.text("reason")));
    }
  }

  private static String round(JsonNode round, Set<String> trials, TextStyle textStyle) {
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
      String trial = trials.contains(vote.text("peer")) ? " (on trial)" : "";
      line.append("   ").append(vote.text("peer")).append(' ').append(mark).append(trial);
      line.append(RoundProgress.reused(vote));
    }
    List<String> awaited = round.texts("waiting_for");
    if (!awaited.isEmpty()) {
      line.append("   waiting for ").append(String.join(", ", awaited));
    }
    return round.has("reason") ? line + "   " + round.text("reason") : line.toString();
  }

  private static void open(List<JsonNode> findings, TextStyle textStyle, List<String> lines) {
    for (JsonNode finding : findings) {
      if (finding.text("state").equals("open") && !finding.has("merged_into")) {
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
                owners(finding),
                where,
                finding.text("statement")));
      }
    }
  }

  /** Everybody who says it. */
  private static String owners(JsonNode finding) {
    return finding.has("owners")
        ? String.join(", ", finding.texts("owners"))
        : finding.text("owner");
  }

  private static void next(JsonNode session, List<String> lines) {
    String id = DisplayFormats.shortId(session.text("session_id"));
    switch (session.text("state")) {
      case "running" -> lines.add("  next  crossreview watch " + id);
      case "paused" -> lines.add("  next  crossreview call session_resume session_id=" + id);
      case "unanimous", "accepted" ->
          lines.add("  next  crossreview " + (session.flag("revised") ? "apply " : "verify ") + id);
      case "cancelled", "aborted", "damaged" -> {}
      case "imported" ->
          lines.add("  next  crossreview call contest_verdict session_id=" + id + " reason=WHY");
      default -> lines.add("  next  crossreview review --session " + id + " FILE");
    }
  }
}
