package crossreview.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Turns a session's events into lines for people, and into the one line that moves. It knows
 * nothing of terminals; times are those of the events.
 */
final class EventView {
  private final Style style;
  private final Map<String, String> marks = new LinkedHashMap<>();
  private final List<Tree> findings = new ArrayList<>();
  private final Map<String, String> progress = new LinkedHashMap<>();
  private String session = "";
  private String mode = "";
  private int reviewers;
  private String artifactLine = "";
  private String digest = "";
  private long round;
  private String roundStarted = "";
  private String runStarted = "";
  private long events;
  private Tree run = Tree.EMPTY;
  private Tree count = Tree.EMPTY;
  private Tree closed = Tree.EMPTY;

  EventView(Style style) {
    this.style = style;
  }

  /**
   * What the caller knows about the artifact that events do not say, such as the number of files.
   */
  void describe(String facts) {
    artifactLine = facts;
  }

  long events() {
    return events;
  }

  /** The run's end, once it is there. */
  Tree run() {
    return run;
  }

  Tree lastCount() {
    return count;
  }

  Tree closed() {
    return closed;
  }

  /** The lines that an event adds, mostly none. */
  List<String> lines(Tree event) {
    events++;
    return switch (event.text("type")) {
      case "session.created" -> created(event);
      case "artifact.submitted" -> submitted(event);
      case "run.started" -> started(event);
      case "relator.drawn" -> List.of(header("author drawn: " + author(event)), artifact(), "");
      case "round.started" -> begun(event);
      case "ballot.cast" -> voted(event);
      case "finding.opened" -> found(event);
      case "peer.excused" -> marked(event.text("peer"), style.wait("–"));
      case "call.failed" -> failed(event);
      case "round.completed" -> counted(event);
      case "draft.revised" -> revised(event);
      case "draft.refused" -> refused(event);
      case "session.recovered" ->
          List.of("  continued after a restart, " + event.text("from_step"));
      case "run.ended" -> ended(event);
      case "session.finalized" -> finalized(event);
      default -> List.of();
    };
  }

  private List<String> created(Tree event) {
    session = event.text("session_id");
    mode = event.text("mode");
    reviewers =
        (int)
            event.trees("panel").stream().filter(p -> p.texts("roles").contains("review")).count();
    return List.of();
  }

  private List<String> submitted(Tree event) {
    Tree artifact = event.tree("artifact");
    digest = artifact.text("sha256");
    if (artifactLine.isEmpty()) {
      artifactLine = artifact.text("label") + "    " + size(artifact.number("bytes"));
    }
    return List.of();
  }

  private List<String> started(Tree event) {
    mode = event.text("mode");
    runStarted = event.text("ts");
    run = Tree.EMPTY;
    session = event.text("session_id");
    return mode.equals("ship") ? List.of() : List.of(header("verdict only"), artifact(), "");
  }

  private String header(String more) {
    String about = mode + (reviewers > 0 ? " · panel of " + reviewers : "") + " · " + more;
    return "  session " + style.strong(brief(session)) + "   " + about;
  }

  private static String author(Tree event) {
    List<String> draw = event.texts("draw");
    return draw.isEmpty() ? "nobody" : draw.getFirst();
  }

  private String artifact() {
    String hash = digest.isEmpty() ? "" : style.dim("   sha256 " + brief(digest) + "…");
    return "  " + artifactLine + hash;
  }

  private List<String> begun(Tree event) {
    round = event.number("round");
    roundStarted = event.text("ts");
    digest = event.text("artifact");
    marks.clear();
    findings.clear();
    progress.clear();
    event.texts("panel").forEach(peer -> marks.put(peer, ""));
    return List.of();
  }

  private List<String> voted(Tree event) {
    return marked(
        event.text("peer"),
        switch (event.text("status")) {
          case "READY" -> style.good("✓");
          case "NOT_READY" -> style.bad("✗");
          default -> style.wait("?");
        });
  }

  private List<String> marked(String peer, String mark) {
    marks.replace(peer, mark);
    progress.remove(peer);
    return List.of();
  }

  private List<String> failed(Tree event) {
    for (String peer : marks.keySet()) {
      if (event.text("by").equals("peer:" + peer)) {
        marked(peer, style.bad("!"));
      }
    }
    return List.of();
  }

  private List<String> found(Tree event) {
    findings.add(event.tree("finding"));
    return List.of();
  }

  private List<String> counted(Tree event) {
    count = event;
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder("  round " + round);
    marks.forEach((peer, mark) ->
        line.append("   ").append(peer).append(' ').append(mark.isEmpty() ? "…" : mark));
    lines.add(line + "   " + style.dim(seconds(roundStarted, event.text("ts"))));
    findings.forEach(finding -> lines.add(finding(finding)));
    marks.clear();
    return lines;
  }

  private String finding(Tree finding) {
    Tree citation =
        finding.trees("citations").isEmpty() ? Tree.EMPTY : finding.trees("citations").getFirst();
    String place =
        citation.has("path")
            ? citation.text("path") + (citation.has("line") ? ":" + citation.number("line") : "")
            : "";
    boolean blocks = finding.text("severity").equals("blocking");
    String mark = blocks ? style.bad("✗") : style.wait("·");
    String statement = finding.text("statement");
    return String.format(
        "    %s %-11s %s%s   %s",
        mark,
        finding.text("owner"),
        place.isEmpty() ? "" : style.strong(place) + "   ",
        statement.length() > 160 ? statement.substring(0, 159) + "…" : statement,
        style.dim(finding.text("severity")));
  }

  private List<String> revised(Tree event) {
    List<Tree> changes = event.trees("changes");
    long changed = changes.stream().mapToLong(change -> change.number("lines")).sum();
    String where = changes.size() > 1 ? " in " + changes.size() + " files" : "";
    String hashes =
        brief(event.text("from")) + "… → " + brief(event.tree("artifact").text("sha256")) + "…";
    return List.of(
        "  revised by "
            + event.text("author")
            + ": "
            + plural(changed, "line")
            + where
            + "   "
            + style.dim(hashes),
        "");
  }

  private static List<String> refused(Tree event) {
    String next = event.has("next_author") ? ", next author: " + event.text("next_author") : "";
    return List.of(
        "  revision by "
            + event.text("author")
            + " cannot be used: "
            + event.text("reason")
            + next);
  }

  private List<String> ended(Tree event) {
    run = event;
    return List.of();
  }

  private List<String> finalized(Tree event) {
    closed = event;
    return List.of();
  }

  /** How long the run took, by its events. */
  String duration() {
    return seconds(runStarted, run.text("ts"));
  }

  /** Takes note of a transient message. */
  void passing(Tree message) {
    if (marks.containsKey(message.text("peer")) && marks.get(message.text("peer")).isEmpty()) {
      progress.put(message.text("peer"), message.text("text"));
    }
  }

  /** The line that moves: who has answered and who is still thinking; empty between rounds. */
  String moving(Duration elapsed) {
    if (marks.isEmpty()) {
      return "";
    }
    List<String> waiting =
        marks.keySet().stream().filter(peer -> marks.get(peer).isEmpty()).toList();
    StringBuilder line = new StringBuilder("  round " + round + " · ");
    line.append(marks.size() - waiting.size())
        .append(" of ")
        .append(marks.size())
        .append(" answered");
    if (!waiting.isEmpty()) {
      String first = waiting.getFirst();
      String doing = progress.getOrDefault(first, "thinking");
      line.append(" · ")
          .append(String.join(", ", waiting))
          .append(" asked, ")
          .append(first)
          .append(' ')
          .append(doing);
    }
    return line + String.format(Locale.ROOT, " (%.1f s)", elapsed.toMillis() / 1_000.0);
  }

  static String plural(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  static String brief(String id) {
    return id.length() < 4 ? id : id.substring(0, 4);
  }

  static String size(long bytes) {
    return bytes < 1_000 ? bytes + " B" : String.format(Locale.ROOT, "%.1f kB", bytes / 1_000.0);
  }

  private static String seconds(String from, String to) {
    if (from.isEmpty() || to.isEmpty()) {
      return "";
    }
    long ms = Duration.between(Instant.parse(from), Instant.parse(to)).toMillis();
    return String.format(Locale.ROOT, "%.2f s", ms / 1_000.0);
  }
}
