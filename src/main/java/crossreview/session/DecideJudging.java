package crossreview.session;

import crossreview.model.FindingState;
import crossreview.model.JudgeMode;
import crossreview.model.JudgePlan;
import crossreview.model.Limits;
import crossreview.model.Mode;
import crossreview.model.MoveMethod;
import crossreview.model.Opinion;
import crossreview.model.Purpose;
import crossreview.model.RulingReason;
import crossreview.model.Status;
import crossreview.model.event.FindingEvent.FindingMoved;
import crossreview.model.event.FindingEvent.JudgeRuled;
import crossreview.model.event.FindingEvent.JudgeStarted;
import crossreview.model.event.RunEvent;
import crossreview.model.event.SessionEvent;
import java.util.ArrayList;
import java.util.List;

/** Asking judges about requests for evidence, and ruling by what they say. */
final class DecideJudging {
  private DecideJudging() {}

  static List<SessionEvent> start(Session session, Command.StartJudging c) {
    DecideRun.check(session, c.run());
    List<String> judges = c.judges().stream().distinct().toList();
    boolean fits = c.consensus() ? judges.size() >= 2 : judges.size() == 1;
    if (!fits || judges.size() > JudgePlan.PEERS_MAX) {
      throw JudgeRefusals.count(c.consensus(), judges);
    }
    List<String> findings = new Judgeable(session, judges).checked(c.findings());
    Limits limits = session.sessionLimits();
    return List.of(
        new RunEvent.RunStarted(
            c.run(), Mode.JUDGE, limits.maxRounds(), Status.READY, limits, null),
        new JudgeStarted(findings, judges, c.mode(), false));
  }

  /** Between two rounds; the policy's plan is asked about what has new material. */
  static List<SessionEvent> ask(Session session) {
    DecideRun.checkGoesOn(session);
    List<String> findings = Judgeable.automatic(session);
    Round last = session.lastRound().orElse(null);
    boolean between = last == null || last.completed() != null;
    boolean voted = session.run().mode().votes();
    if (findings.isEmpty() || Bench.of(session).isPresent() || !between || !voted) {
      throw JudgeRefusals.noPass();
    }
    JudgePlan plan = session.policy().rules().judges();
    return List.of(new JudgeStarted(findings, plan.peers(), plan.mode(), true));
  }

  static List<SessionEvent> reserve(Session session, Command.ReserveJudges c) {
    DecideRun.checkGoesOn(session);
    Bench bench = Bench.of(session).orElseThrow(JudgeRefusals::noPass);
    for (Reservation call : c.calls()) {
      String finding = call.finding() == null ? "nothing" : call.finding();
      if (call.purpose() != Purpose.JUDGE) {
        throw Refusals.notItsTurn(call, "judges are asked");
      }
      bench
          .refusal(finding, call.peer(), Asked.REASKS)
          .ifPresent(why -> refuse(call.peer(), finding, why));
    }
    boolean twice =
        c.calls().stream().map(call -> call.peer() + call.finding()).distinct().count()
            < c.calls().size();
    if (twice || c.calls().isEmpty()) {
      throw JudgeRefusals.noPass();
    }
    return DecideCalls.reservations(session, c.calls(), session.rounds().size());
  }

  private static void refuse(String judge, String finding, String why) {
    throw JudgeRefusals.notItsTurn(judge, finding, why);
  }

  static List<SessionEvent> rule(Session session, Command.Rule c) {
    if (!session.running()) {
      throw Refusals.notRunning();
    }
    Bench bench = Bench.of(session).orElseThrow(JudgeRefusals::noPass);
    List<String> given = c.opinions().stream().map(Opinion::peer).toList();
    if (!bench.pass().left().contains(c.finding()) || !bench.quiet(c.finding())) {
      throw JudgeRefusals.notItsTurn("nobody", c.finding(), "a call is under way, or none was");
    }
    if (!given.equals(bench.pass().judges())) {
      throw JudgeRefusals.wrongOpinions(c.finding(), bench.pass().judges(), given);
    }
    LedgerFinding finding = session.findings().get(c.finding());
    JudgeMode mode = bench.pass().mode();
    RulingReason reason = reason(finding, c.opinions());
    boolean promoted = reason == RulingReason.SATISFIED && mode == JudgeMode.ACTIVE;
    List<SessionEvent> events = new ArrayList<>();
    events.add(new JudgeRuled(c.finding(), c.opinions(), mode, promoted, reason));
    if (promoted) {
      String why = c.opinions().getFirst().rationale();
      events.add(
          new FindingMoved(
              c.finding(), FindingState.OPEN, FindingState.ADDRESSED, MoveMethod.JUDGE, why, null));
    }
    return events;
  }

  private static RulingReason reason(LedgerFinding finding, List<Opinion> opinions) {
    if (finding.state() != FindingState.OPEN) {
      return RulingReason.NOT_OPEN;
    }
    if (opinions.stream().anyMatch(opinion -> opinion.failed() != null)) {
      return RulingReason.FAILED;
    }
    long yes =
        opinions.stream().filter(opinion -> Boolean.TRUE.equals(opinion.satisfied())).count();
    if (yes == 0) {
      return RulingReason.NOT_SATISFIED;
    }
    if (yes < opinions.size()) {
      return RulingReason.DISAGREEMENT;
    }
    return opinions.stream().allMatch(Opinion::verified)
        ? RulingReason.SATISFIED
        : RulingReason.NOT_VERIFIED;
  }
}
