package crossreview.cli.render;

import crossreview.cli.JsonNode;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Turns a session's events into lines for people, and into the one line that moves. It knows
 * nothing of terminals; times are those of the events.
 */
public final class EventRenderer {
  private final TextStyle textStyle;
  private final RoundProgress board;
  private final Set<String> requests = new LinkedHashSet<>();
  private String session = "";
  private String mode = "";
  private long reviewers;
  private String artifactLine = "";
  private String compared = "";
  private String digest = "";
  private String runStarted = "";
  private String turnStarted = "";
  private boolean turn;
  private long rotators;
  private boolean insideUnit;
  private JsonNode run = JsonNode.EMPTY;
  private JsonNode count = JsonNode.EMPTY;
  private JsonNode closed = JsonNode.EMPTY;

  public EventRenderer(TextStyle textStyle) {
    this.textStyle = textStyle;
    this.board = new RoundProgress(textStyle);
  }

  /**
   * What the caller knows about the artifact that events do not say, such as the number of files.
   */
  public void describe(String facts) {
    artifactLine = facts;
  }

  /** The run's end, once it is there. */
  public JsonNode run() {
    return run;
  }

  /** What the last round was. */
  public String noun() {
    return turn ? "turn" : "round";
  }

  public JsonNode lastCount() {
    return count;
  }

  /** Whether a finding that was shown asks for evidence, which a person may settle. */
  public boolean asksForEvidence(String finding) {
    return requests.contains(finding);
  }

  public JsonNode closed() {
    return closed;
  }

  /** Whether the last event belongs to a unit that continues. */
  public boolean insideUnit() {
    return insideUnit;
  }

  /** How long the run took, by its events. */
  public String duration() {
    return DisplayFormats.seconds(runStarted, run.text("ts"));
  }

  /** Takes note of a transient message. */
  public void transientMessage(JsonNode message) {
    board.transientMessage(message);
  }

  public String animated(Duration elapsed) {
    return board.animated(elapsed);
  }

  /** The lines that an event adds, mostly none. */
  public List<String> lines(JsonNode event) {
    insideUnit = event.flag("more");
    return switch (event.text("type")) {
      case "relator.drawn" -> drawn(event);
      case "rotation.turned" -> TurnRenderer.turned(event, turnStarted, rotators, textStyle);
      case "judge.started" -> TurnRenderer.asked(event);
      case "judge.ruled" -> TurnRenderer.ruled(event, textStyle);
      case "run.started" -> started(event);
      case "round.completed" -> counted(event);
      case "draft.revised" -> revised(event);
      case "draft.refused" -> refused(event);
      case "session.recovered" ->
          List.of("  continued after a restart, " + event.text("from_step"));
      default -> {
        note(event);
        yield List.of();
      }
    };
  }

  /** Events that only change what later lines say. */
  private void note(JsonNode event) {
    switch (event.text("type")) {
      case "session.created" -> created(event);
      case "artifact.submitted" -> submitted(event);
      case "round.started" -> begun(event);
      case "ballot.cast" -> board.voted(event);
      case "finding.opened" -> {
        board.found(event);
        JsonNode finding = event.tree("finding");
        if (finding.text("kind").equals("evidence_request")) {
          requests.add(finding.text("id"));
        }
      }
      case "peer.excused" -> board.excused(event);
      case "peer.abstained" -> board.abstained(event);
      case "call.failed" -> board.failed(event);
      case "run.ended" -> run = event;
      case "session.finalized" -> closed = event;
      default -> {
        // people are not shown everything; --json is
      }
    }
  }

  private void created(JsonNode event) {
    session = event.text("session_id");
    mode = event.text("mode");
    reviewers =
        event.trees("panel").stream()
            .filter(p -> p.texts("roles").contains("review") && !p.has("counts"))
            .count();
  }

  private void submitted(JsonNode event) {
    JsonNode artifact = event.tree("artifact");
    digest = artifact.text("sha256");
    compared = event.tree("change").text("compared");
    if (artifactLine.isEmpty()) {
      artifactLine =
          artifact.text("label") + "    " + DisplayFormats.size(artifact.number("bytes"));
    }
  }

  private void begun(JsonNode event) {
    digest = event.text("artifact");
    turn = event.text("kind").equals("turn");
    turnStarted = event.text("ts");
    board.begin(event);
  }

  private List<String> started(JsonNode event) {
    mode = event.text("mode");
    runStarted = event.text("ts");
    run = JsonNode.EMPTY;
    session = event.text("session_id");
    return !mode.equals("review") ? List.of() : heading(header("verdict only"));
  }

  private String header(String more) {
    boolean voted = reviewers > 0 && !mode.equals("circular");
    String about = mode + (voted ? " · panel of " + reviewers : "") + " · " + more;
    return "  session " + textStyle.strong(DisplayFormats.shortId(session)) + "   " + about;
  }

  private List<String> drawn(JsonNode event) {
    List<String> draw = event.texts("draw");
    rotators = draw.size();
    String first = draw.isEmpty() ? "none" : draw.getFirst();
    String who =
        mode.equals("circular") ? "in turn: " + String.join(" → ", draw) : "author drawn: " + first;
    return heading(header(who));
  }

  /** The session, what is compared where the text is a change of a repository, and the text. */
  private List<String> heading(String header) {
    String hash =
        digest.isEmpty() ? "" : textStyle.dim("   sha256 " + DisplayFormats.shortId(digest) + "…");
    String text = "  " + artifactLine + hash;
    return compared.isEmpty()
        ? List.of(header, text, "")
        : List.of(header, "  " + compared, text, "");
  }

  private List<String> counted(JsonNode event) {
    count = event;
    return turn ? TurnRenderer.counted(event) : board.counted(event);
  }

  private List<String> revised(JsonNode event) {
    int files = event.trees("changes").size();
    String what = TurnRenderer.lines(event) + (files > 1 ? " in " + files + " files" : "");
    String hashes = TurnRenderer.hashes(event);
    return List.of(
        "  revised by " + event.text("author") + ": " + what + "   " + textStyle.dim(hashes), "");
  }

  private static List<String> refused(JsonNode event) {
    String next = event.has("next_author") ? ", next author: " + event.text("next_author") : "";
    return List.of(
        "  revision by "
            + event.text("author")
            + " cannot be used: "
            + event.text("reason")
            + next);
  }
}
