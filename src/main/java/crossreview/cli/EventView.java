package crossreview.cli;

import java.time.Duration;
import java.util.List;

/**
 * Turns a session's events into lines for people, and into the one line that moves. It knows
 * nothing of terminals; times are those of the events.
 */
final class EventView {
  private final Style style;
  private final RoundBoard board;
  private String session = "";
  private String mode = "";
  private long reviewers;
  private String artifactLine = "";
  private String digest = "";
  private String runStarted = "";
  private String turnStarted = "";
  private boolean turn;
  private long rotators;
  private boolean insideUnit;
  private Tree run = Tree.EMPTY;
  private Tree count = Tree.EMPTY;
  private Tree closed = Tree.EMPTY;

  EventView(Style style) {
    this.style = style;
    this.board = new RoundBoard(style);
  }

  /**
   * What the caller knows about the artifact that events do not say, such as the number of files.
   */
  void describe(String facts) {
    artifactLine = facts;
  }

  /** The run's end, once it is there. */
  Tree run() {
    return run;
  }

  /** What the last round was. */
  String noun() {
    return turn ? "turn" : "round";
  }

  Tree lastCount() {
    return count;
  }

  Tree closed() {
    return closed;
  }

  /** Whether the last event belongs to a unit that goes on. */
  boolean insideUnit() {
    return insideUnit;
  }

  /** How long the run took, by its events. */
  String duration() {
    return Spelling.seconds(runStarted, run.text("ts"));
  }

  /** Takes note of a transient message. */
  void passing(Tree message) {
    board.passing(message);
  }

  String moving(Duration elapsed) {
    return board.moving(elapsed);
  }

  /** The lines that an event adds, mostly none. */
  List<String> lines(Tree event) {
    insideUnit = event.flag("more");
    return switch (event.text("type")) {
      case "relator.drawn" -> drawn(event);
      case "rotation.turned" -> TurnView.turned(event, turnStarted, rotators, style);
      case "judge.started" -> TurnView.asked(event);
      case "judge.ruled" -> TurnView.ruled(event, style);
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
  private void note(Tree event) {
    switch (event.text("type")) {
      case "session.created" -> created(event);
      case "artifact.submitted" -> submitted(event);
      case "round.started" -> begun(event);
      case "ballot.cast" -> board.voted(event);
      case "finding.opened" -> board.found(event);
      case "peer.excused" -> board.excused(event);
      case "call.failed" -> board.failed(event);
      case "run.ended" -> run = event;
      case "session.finalized" -> closed = event;
      default -> {
        // people are not shown everything; --json is
      }
    }
  }

  private void created(Tree event) {
    session = event.text("session_id");
    mode = event.text("mode");
    reviewers =
        event.trees("panel").stream().filter(p -> p.texts("roles").contains("review")).count();
  }

  private void submitted(Tree event) {
    Tree artifact = event.tree("artifact");
    digest = artifact.text("sha256");
    if (artifactLine.isEmpty()) {
      artifactLine = artifact.text("label") + "    " + Spelling.size(artifact.number("bytes"));
    }
  }

  private void begun(Tree event) {
    digest = event.text("artifact");
    turn = event.text("kind").equals("turn");
    turnStarted = event.text("ts");
    board.begin(event);
  }

  private List<String> started(Tree event) {
    mode = event.text("mode");
    runStarted = event.text("ts");
    run = Tree.EMPTY;
    session = event.text("session_id");
    return !mode.equals("review") ? List.of() : List.of(header("verdict only"), artifact(), "");
  }

  private String header(String more) {
    boolean voted = reviewers > 0 && !mode.equals("circular");
    String about = mode + (voted ? " · panel of " + reviewers : "") + " · " + more;
    return "  session " + style.strong(Spelling.brief(session)) + "   " + about;
  }

  private List<String> drawn(Tree event) {
    List<String> draw = event.texts("draw");
    rotators = draw.size();
    String first = draw.isEmpty() ? "nobody" : draw.getFirst();
    String who =
        mode.equals("circular") ? "in turn: " + String.join(" → ", draw) : "author drawn: " + first;
    return List.of(header(who), artifact(), "");
  }

  private String artifact() {
    String hash = digest.isEmpty() ? "" : style.dim("   sha256 " + Spelling.brief(digest) + "…");
    return "  " + artifactLine + hash;
  }

  private List<String> counted(Tree event) {
    count = event;
    return turn ? TurnView.counted(event) : board.counted(event);
  }

  private List<String> revised(Tree event) {
    int files = event.trees("changes").size();
    String what = TurnView.lines(event) + (files > 1 ? " in " + files + " files" : "");
    String hashes = TurnView.hashes(event);
    return List.of(
        "  revised by " + event.text("author") + ": " + what + "   " + style.dim(hashes), "");
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
}
