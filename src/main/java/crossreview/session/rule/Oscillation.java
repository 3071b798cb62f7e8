package crossreview.session.rule;

import crossreview.model.Digest;
import crossreview.model.ValueChecks;
import crossreview.model.event.RoundEvent.BallotCast;
import crossreview.model.finding.FindingState;
import crossreview.model.run.RunMode;
import crossreview.session.LedgerFinding;
import crossreview.session.LedgerFinding.FindingMove;
import crossreview.session.Round;
import crossreview.session.Session;
import java.util.ArrayList;
import java.util.List;

/**
 * What goes back and forth in a run: a text or a hunk that an earlier round was about, or a finding
 * that its owner had settled and demands again. Author and reviewer undo each other then, and a
 * further round would only cost. Pure.
 *
 * @param times in how many rounds of the run it happened
 * @param detail what came back the last time, for people; empty for none
 * @param now whether the last round is such a time
 */
public record Oscillation(int times, String detail, boolean now) {
  /** The first time may be a mistake that the next revision repairs. */
  public static final int TIMES_MAX = 2;

  private static final int STATEMENT_MAX = 160;
  private static final int NAMED_MAX = 2; // the findings have the rest

  /**
   * Of the running or last run. A run in mode review has one round, and the next version comes with
   * the next run, so texts and hunks are compared over all rounds of the session.
   */
  public static Oscillation of(Session session) {
    boolean submitted = session.run().mode() == RunMode.REVIEW;
    List<Round> rounds =
        session.rounds().stream()
            .filter(round -> submitted || round.run().equals(session.run().id()))
            .toList();
    int times = 0;
    List<String> last = List.of();
    boolean now = false;
    for (int i = 0; i < rounds.size(); i++) {
      List<String> found = new ArrayList<>();
      returned(rounds, i, found);
      if (found.isEmpty()) {
        rounds.get(i).beginning().returned().forEach(hunk -> found.add(hunk.words()));
      }
      demanded(session, rounds.subList(0, i + 1), found);
      now = !found.isEmpty();
      times += now ? 1 : 0;
      last = now ? found : last;
    }
    String detail = String.join("; ", last.subList(0, Math.min(last.size(), NAMED_MAX)));
    return new Oscillation(times, detail, now);
  }

  /**
   * Of the turns of a rotation, whose authors undo each other: the texts that its rounds were
   * about, and the one that the last turn left.
   */
  public static Oscillation ofTurns(Session session) {
    List<Digest> texts = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    for (Round round : session.rounds()) {
      if (round.run().equals(session.run().id())) {
        texts.add(round.artifact());
        numbers.add(round.number());
      }
    }
    texts.add(session.current().sha256());
    int times = 0;
    String detail = "";
    boolean now = false;
    for (int i = 2; i < texts.size(); i++) {
      int earlier = texts.subList(0, i - 1).lastIndexOf(texts.get(i));
      now = earlier >= 0 && !texts.get(i).equals(texts.get(i - 1));
      times += now ? 1 : 0;
      detail = now ? "the text is that before turn " + numbers.get(earlier) + " again" : detail;
    }
    return new Oscillation(times, detail, now);
  }

  /** Whether the run ends by it. */
  public boolean isExcessive() {
    return times >= TIMES_MAX;
  }

  /** What came back in the last round, to follow a count; empty for nothing. */
  String remark() {
    return now ? "; " + detail : "";
  }

  /** The same bytes as two revisions ago or earlier, with others in between. */
  private static void returned(List<Round> rounds, int at, List<String> found) {
    if (at < 2 || rounds.get(at).artifact().equals(rounds.get(at - 1).artifact())) {
      return;
    }
    for (int i = at - 2; i >= 0; i--) {
      if (rounds.get(i).artifact().equals(rounds.get(at).artifact())) {
        found.add("the text is that of round " + rounds.get(i).number() + " again");
        return;
      }
    }
  }

  private static void demanded(Session session, List<Round> rounds, List<String> found) {
    List<Round> run =
        rounds.stream().filter(round -> round.run().equals(session.run().id())).toList();
    if (!run.isEmpty()) {
      session.findings().values().forEach(finding -> demanded(session, finding, run, found));
    }
  }

  /** Whether an owner settled a finding and upholds it in the last of these rounds of the run. */
  private static void demanded(
      Session session, LedgerFinding finding, List<Round> rounds, List<String> found) {
    int at = rounds.size() - 1;
    boolean again =
        !Panel.isTrial(session, finding.opened().owner())
            && demands(finding, rounds.get(at))
            && (at == 0 || !demands(finding, rounds.get(at - 1)));
    if (again && settledBefore(finding, rounds.get(at).number())) {
      found.add(
          finding.opened().id()
              + " was settled and is demanded again: "
              + ValueChecks.cut(finding.opened().statement(), STATEMENT_MAX));
    }
  }

  private static boolean demands(LedgerFinding finding, Round round) {
    BallotCast vote = round.votes().get(finding.opened().owner());
    return vote != null && vote.upholds(finding.opened().id());
  }

  private static boolean settledBefore(LedgerFinding finding, int round) {
    FindingState state = FindingState.OPEN;
    for (FindingMove move : finding.moves()) {
      if (move.round() < round) {
        state = move.moved().to();
      }
    }
    return state != FindingState.OPEN;
  }
}
