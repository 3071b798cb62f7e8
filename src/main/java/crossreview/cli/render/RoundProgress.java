package crossreview.cli.render;

import crossreview.cli.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One round as it progresses: who was asked, who has answered what, what was found. */
final class RoundProgress {
  private final TextStyle textStyle;
  private final Map<String, String> marks = new LinkedHashMap<>();
  private final Map<String, String> progress = new LinkedHashMap<>();
  private final Map<String, String> failures = new LinkedHashMap<>();
  private final List<JsonNode> findings = new ArrayList<>();
  private long round;
  private String started = "";

  RoundProgress(TextStyle textStyle) {
    this.textStyle = textStyle;
  }

  void begin(JsonNode event) {
    round = event.number("round");
    started = event.text("ts");
    clear();
    event.texts("panel").forEach(peer -> marks.put(peer, ""));
  }

  private void clear() {
    marks.clear();
    progress.clear();
    failures.clear();
    findings.clear();
  }

  void voted(JsonNode event) {
    mark(
        event.text("peer"),
        switch (event.text("status")) {
              case "READY" -> textStyle.good("✓");
              case "NOT_READY" -> textStyle.bad("✗");
              default -> textStyle.wait("?");
            }
            + reused(event));
  }

  /** A vote is never taken from another session in silence. */
  static String reused(JsonNode vote) {
    JsonNode origin = vote.tree("reused_from");
    return vote.has("reused_from")
        ? " (reused from "
            + DisplayFormats.shortId(origin.text("session"))
            + ", saved "
            + "USD "
            + origin.text("saved")
            + ")"
        : "";
  }

  void excused(JsonNode event) {
    mark(event.text("peer"), textStyle.wait("–"));
  }

  void abstained(JsonNode event) {
    mark(event.text("peer"), textStyle.dim("·"));
    failures.put(event.text("peer"), "abstained: " + event.text("reason"));
  }

  void failed(JsonNode event) {
    for (String peer : List.copyOf(marks.keySet())) {
      if (event.text("by").equals("peer:" + peer)) {
        mark(peer, textStyle.bad("!"));
        String code = event.text("failure_class") + "/" + event.text("failure_code");
        failures.put(peer, event.text("hint").isEmpty() ? code : event.text("hint"));
      }
    }
  }

  private void mark(String peer, String mark) {
    marks.replace(peer, mark);
  }

  void found(JsonNode event) {
    findings.add(event.tree("finding"));
  }

  /** Takes note of what a peer says about its work, or how long its answer is by now. */
  void transientMessage(JsonNode message) {
    String characters = message.number("chars") + " characters";
    String words =
        switch (message.text("type")) {
          case "token.delta" -> "answering, " + characters;
          case "token.discarded" -> "trying again";
          case "token.completed" -> "has answered";
          default -> message.text("text");
        };
    progress.put(message.text("peer"), words);
  }

  /** The round is over: its line, and one for each finding. */
  List<String> counted(JsonNode event) {
    StringBuilder line = new StringBuilder("  round " + round);
    marks.forEach((peer, mark) ->
        line.append("   ").append(peer).append(' ').append(mark.isEmpty() ? "…" : mark));
    List<String> lines = new ArrayList<>();
    lines.add(line + "   " + textStyle.dim(DisplayFormats.seconds(started, event.text("ts"))));
    failures.forEach((peer, why) ->
        lines.add(
            "    "
                + marks.get(peer)
                + " "
                + peer
                + "   "
                + textStyle.dim(DisplayFormats.truncate(why, 100))));
    lines.addAll(FindingTable.lines(findings, List.copyOf(marks.keySet()), textStyle));
    clear();
    return lines;
  }

  /** The line that moves: who has answered and who is still thinking; empty between rounds. */
  String animated(Duration elapsed) {
    if (marks.isEmpty()) {
      return "";
    }
    List<String> waiting =
        marks.entrySet().stream()
            .filter(mark -> mark.getValue().isEmpty())
            .map(Map.Entry::getKey)
            .toList();
    int answered = marks.size() - waiting.size();
    StringBuilder line = new StringBuilder("  round " + round + " · ");
    line.append(answered).append(" of ").append(marks.size()).append(" answered");
    line.append(String.format(Locale.ROOT, " (%.1f s)", elapsed.toMillis() / 1_000.0));
    for (String peer : waiting) {
      line.append(" · ").append(peer).append(' ').append(progress.getOrDefault(peer, "thinking"));
    }
    return line.toString();
  }
}
