package crossreview.report;

import crossreview.model.Blocker;
import crossreview.model.Citation;
import crossreview.model.FindingState;
import crossreview.model.Money;
import crossreview.model.event.RoundEvent.BallotCast;
import crossreview.model.event.RoundEvent.RoundCompleted;
import crossreview.session.Call;
import crossreview.session.LedgerFinding;
import crossreview.session.Round;
import crossreview.session.Session;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The report of a session in Markdown: the answer first, then who blocks and why. Pure. */
public final class SessionReport {
  private final StringBuilder out = new StringBuilder();
  private final Session session;

  private SessionReport(Session session) {
    this.session = session;
  }

  /** The report; texts from outside are escaped, so they cannot pretend to be structure. */
  public static String markdown(Session session) {
    return new SessionReport(session).write();
  }

  private String write() {
    line("# " + text(session.opened().task()));
    line("");
    line(OutcomeWords.of(session) + "  ");
    line(
        "Session `"
            + session.id()
            + "`, opened "
            + session.openedAt()
            + " by "
            + text(session.opened().petitioner())
            + ", last line "
            + session.seq()
            + " at "
            + session.updatedAt()
            + ".");
    blockers();
    findings("Open findings", f -> f.state() == FindingState.OPEN);
    findings("Settled findings", f -> f.state() != FindingState.OPEN);
    session.rounds().forEach(this::round);
    money();
    verify();
    return out.toString();
  }

  private void blockers() {
    List<Blocker> blockers =
        session.lastRound().map(Round::completed).map(RoundCompleted::blockers).orElse(List.of());
    if (blockers.isEmpty()) {
      return;
    }
    heading("Who blocks and why");
    for (Blocker blocker : blockers) {
      String finding = blocker.finding() == null ? "" : " " + blocker.finding();
      line(
          "- **"
              + text(blocker.peer())
              + "** "
              + blocker.code()
              + finding
              + ": "
              + text(blocker.detail()));
    }
  }

  private void findings(String title, Predicate<LedgerFinding> which) {
    List<LedgerFinding> found = session.findings().values().stream().filter(which).toList();
    if (found.isEmpty()) {
      return;
    }
    heading(title);
    for (LedgerFinding finding : found) {
      line(
          "- **"
              + finding.opened().id()
              + "** "
              + text(finding.opened().owner())
              + ", "
              + finding.opened().severity().word()
              + " "
              + finding.opened().kind().word()
              + ", round "
              + finding.opened().openedRound()
              + ": "
              + text(finding.opened().statement())
              + place(finding.opened().citations()));
      for (LedgerFinding.Move move : finding.moves()) {
        String reason = move.moved().reason() == null ? "" : ": " + text(move.moved().reason());
        line(
            "  - "
                + move.moved().to().word()
                + " by "
                + text(move.by())
                + ", "
                + move.at()
                + reason);
      }
    }
  }

  private static String place(List<Citation> citations) {
    if (citations.isEmpty()) {
      return "";
    }
    Citation first = citations.getFirst();
    String line = first.line() == null ? "" : ":" + first.line();
    return first.path() == null ? "" : " (`" + first.path().replace('`', '\'') + line + "`)";
  }

  private void round(Round round) {
    heading("Round " + round.number());
    line(
        "On `"
            + round.artifact()
            + "`"
            + (round.completed() == null
                ? ", under way."
                : ": "
                    + round.completed().tally().word()
                    + ", "
                    + text(round.completed().reason())
                    + "."));
    line("");
    line("| peer | verdict | confidence | cost | summary |");
    line("| --- | --- | --- | --- | --- |");
    for (String peer : round.panel()) {
      line("| " + text(peer) + " | " + String.join(" | ", cells(round, peer)) + " |");
    }
  }

  private List<String> cells(Round round, String peer) {
    String cost = cost(round, peer);
    BallotCast vote = round.votes().get(peer);
    if (vote != null) {
      String confidence = vote.confidence() == null ? "" : vote.confidence().word();
      return List.of(vote.status().word(), confidence, cost, text(vote.summary()));
    }
    if (round.excused().containsKey(peer)) {
      return List.of("excused", "", cost, round.excused().get(peer).word());
    }
    String code = round.rejected().getOrDefault(peer, "has not answered");
    return List.of("no vote", "", cost, text(code));
  }

  private String cost(Round round, String peer) {
    return session.calls().values().stream()
        .filter(call -> call.round() == round.number() && call.peer().equals(peer))
        .map(Call::booked)
        .reduce(Money.ZERO, Money::plus)
        .toString();
  }

  private void money() {
    Map<String, String> perPeer = new TreeMap<>();
    for (Call call : session.calls().values()) {
      perPeer.merge(call.peer(), call.booked().toString(), SessionReport::sum);
    }
    heading("Money");
    line(
        "Booked "
            + session.cost()
            + " USD over "
            + session.calls().size()
            + " calls"
            + (perPeer.isEmpty() ? "." : ": " + parts(perPeer) + "."));
  }

  private static String parts(Map<String, String> perPeer) {
    return perPeer.entrySet().stream()
        .map(each -> text(each.getKey()) + " " + each.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String sum(String a, String b) {
    return Money.of(a).plus(Money.of(b)).toString();
  }

  private void verify() {
    heading("How to verify");
    line(
        "`crossreview verify "
            + session.id().value()
            + "` checks the chain of "
            + session.seq()
            + " lines, every stored text and every vote against its digest.");
    if (session.closed() && session.finalized().finalText() != null) {
      line(
          "The approved bytes have the SHA-256 `"
              + session.finalized().finalText().sha256()
              + "`; `sha256sum final.md` shows the same.");
    }
  }

  private void heading(String title) {
    line("");
    line("## " + title);
    line("");
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  /** One line, without Markdown of its own. */
  private static String text(String value) {
    StringBuilder safe = new StringBuilder();
    for (char c : String.valueOf(value).toCharArray()) {
      if (c < ' ' || c == 0x7f) {
        safe.append(' ');
      } else {
        safe.append("\\`*_[]<>|#".indexOf(c) >= 0 ? "\\" + c : c);
      }
    }
    return safe.toString();
  }
}
