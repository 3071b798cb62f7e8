package crossreview.session.decision;

import crossreview.model.call.CallPurpose;
import crossreview.model.event.FindingEvent.FindingMoved;
import crossreview.model.event.FindingEvent.JudgeRuled;
import crossreview.model.event.FindingEvent.JudgeStarted;
import crossreview.model.event.LifecycleEvent;
import crossreview.model.event.RunEvent;
import crossreview.model.event.SessionEvent;
import crossreview.model.finding.FindingState;
import crossreview.model.finding.MoveMethod;
import crossreview.model.material.Artifact;
import crossreview.model.material.EvidenceKind;
import crossreview.model.policy.JudgeMode;
import crossreview.model.policy.JudgePlan;
import crossreview.model.policy.ProofPlan;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.RunMode;
import crossreview.model.vote.JudgeOpinion;
import crossreview.model.vote.ProofRun;
import crossreview.model.vote.RulingReason;
import crossreview.model.vote.VerdictStatus;
import crossreview.session.LedgerFinding;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.session.SessionSupplement;
import crossreview.session.command.CallReservation;
import crossreview.session.command.SessionCommand;
import crossreview.session.rule.JudgeEligibility;
import crossreview.session.rule.JudgeProblems;
import crossreview.session.rule.ProofRules;
import crossreview.session.script.CallEligibility;
import crossreview.session.script.JudgePass;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asking judges about requests for evidence, and ruling by what they say. */
final class JudgeDecider {
  private JudgeDecider() {}

  static List<SessionEvent> start(Session session, SessionCommand.StartJudging c) {
    RunDecider.check(session, c.run());
    List<String> judges = c.judges().stream().distinct().toList();
    boolean fits = c.consensus() ? judges.size() >= 2 : judges.size() == 1;
    if (!fits || judges.size() > JudgePlan.PEERS_MAX) {
      throw JudgeProblems.count(c.consensus(), judges);
    }
    List<String> findings = findings(session, c, judges);
    ReviewLimits reviewLimits = session.sessionLimits();
    return List.of(
        new RunEvent.RunStarted(
            c.run(),
            RunMode.JUDGE,
            reviewLimits.maxRounds(),
            VerdictStatus.READY,
            reviewLimits,
            null,
            session.suppressions()),
        new JudgeStarted(findings, judges, c.mode(), false, c.rebuttal()));
  }

  private static List<String> findings(
      Session session, SessionCommand.StartJudging c, List<String> judges) {
    if (c.rebuttal() != null) {
      return RebuttalRules.checked(session, c);
    }
    return ProofRules.isProver(session, judges)
        ? ProofRules.checked(session, judges.getFirst(), c.findings())
        : new JudgeEligibility(session, judges).checked(c.findings());
  }

  /** Between two rounds; the policy's plan is asked about what has new material. */
  static List<SessionEvent> ask(Session session) {
    RunDecider.checkGoesOn(session);
    ProofPlan proof = session.policy().rules().proof();
    List<String> due = ProofRules.due(session);
    boolean idle = JudgePass.of(session).isEmpty() && session.openCalls().isEmpty();
    if (proof != null && !due.isEmpty() && idle) {
      return List.of(new JudgeStarted(due, List.of(proof.peer()), JudgeMode.SHADOW, true, null));
    }
    List<String> findings = JudgeEligibility.automatic(session);
    boolean between = session.lastRound().filter(Round::counted).isPresent();
    boolean voted = session.run().mode().votes();
    JudgePlan plan = session.policy().rules().judges();
    boolean asked = JudgePass.of(session).isPresent();
    if (plan == null || findings.isEmpty() || asked || !between || !voted) {
      throw JudgeProblems.noPass();
    }
    return List.of(new JudgeStarted(findings, plan.peers(), plan.mode(), true, null));
  }

  static List<SessionEvent> reserve(Session session, SessionCommand.ReserveJudges c) {
    RunDecider.checkGoesOn(session);
    JudgePass judgePass = JudgePass.of(session).orElseThrow(JudgeProblems::noPass);
    for (CallReservation call : c.calls()) {
      String finding = call.finding() == null ? "nothing" : call.finding();
      if (call.purpose() != CallPurpose.JUDGE) {
        throw CommandProblems.notItsTurn(call, "judges are asked");
      }
      judgePass
          .refusal(finding, call.peer(), CallEligibility.REASKS)
          .ifPresent(why -> refuse(call.peer(), finding, why));
    }
    boolean twice =
        c.calls().stream().map(call -> call.peer() + call.finding()).distinct().count()
            < c.calls().size();
    if (twice || c.calls().isEmpty()) {
      throw JudgeProblems.noPass();
    }
    return CallDecider.reservations(session, c.calls(), session.rounds().size());
  }

  private static void refuse(String judge, String finding, String why) {
    throw JudgeProblems.notItsTurn(judge, finding, why);
  }

  static List<SessionEvent> rule(Session session, SessionCommand.Rule c) {
    if (!session.running()) {
      throw CommandProblems.notRunning();
    }
    JudgePass judgePass = JudgePass.of(session).orElseThrow(JudgeProblems::noPass);
    List<String> given = c.opinions().stream().map(JudgeOpinion::peer).toList();
    if (!judgePass.pass().left().contains(c.finding()) || !judgePass.settled(c.finding())) {
      throw JudgeProblems.notItsTurn("a judge", c.finding(), "a call is under way, or none was");
    }
    if (!given.equals(judgePass.pass().judges())) {
      throw JudgeProblems.wrongOpinions(c.finding(), judgePass.pass().judges(), given);
    }
    LedgerFinding finding = session.findings().get(c.finding());
    JudgeMode mode = judgePass.pass().mode();
    boolean prover = ProofRules.isProver(session, given);
    if (!prover && c.proof() != null) {
      throw JudgeProblems.notItsTurn(given.getFirst(), c.finding(), "it proves nothing");
    }
    RulingReason reason = prover ? proved(finding, c.proof()) : reason(finding, c.opinions());
    boolean promoted = reason == RulingReason.SATISFIED && mode == JudgeMode.ACTIVE;
    List<SessionEvent> events = new ArrayList<>();
    events.add(new JudgeRuled(c.finding(), c.opinions(), mode, promoted, reason, c.proof()));
    if (c.proof() != null) {
      events.addAll(shown(session, c.finding(), c.proof()));
    }
    if (promoted) {
      String why = c.opinions().getFirst().rationale();
      boolean own = judgePass.pass().rebuttal() != null;
      events.add(
          new FindingMoved(
              c.finding(),
              FindingState.OPEN,
              own ? FindingState.WITHDRAWN : FindingState.ADDRESSED,
              own ? MoveMethod.OWNER : MoveMethod.JUDGE,
              why,
              null));
    }
    return events;
  }

  /** What the program wrote, as evidence about its finding, while there is room for a piece. */
  private static List<SessionEvent> shown(Session session, String finding, ProofRun proof) {
    if (session.supplement().evidence().size() >= SessionSupplement.EVIDENCE_MAX) {
      return List.of();
    }
    Artifact piece =
        new Artifact(
            proof.evidence(), proof.evidenceBytes(), "text/plain", "execution about " + finding);
    return List.of(
        new LifecycleEvent.EvidenceAttached(
            piece,
            EvidenceKind.EXECUTED,
            proof.command(),
            proof.exitCode(),
            "the files as the change leaves them, in the sandbox",
            "proof",
            null,
            finding));
  }

  private static RulingReason proved(@Nullable LedgerFinding finding, @Nullable ProofRun proof) {
    if (finding == null || finding.state() != FindingState.OPEN) {
      return RulingReason.NOT_OPEN;
    }
    if (proof == null) {
      return RulingReason.FAILED;
    }
    return proof.confirmed() ? RulingReason.CONFIRMED : RulingReason.NOT_CONFIRMED;
  }

  private static RulingReason reason(@Nullable LedgerFinding finding, List<JudgeOpinion> opinions) {
    if (finding == null || finding.state() != FindingState.OPEN) {
      return RulingReason.NOT_OPEN;
    }
    if (opinions.stream().anyMatch(judgeOpinion -> judgeOpinion.failed() != null)) {
      return RulingReason.FAILED;
    }
    long yes =
        opinions.stream()
            .filter(judgeOpinion -> Boolean.TRUE.equals(judgeOpinion.satisfied()))
            .count();
    if (yes == 0) {
      return RulingReason.NOT_SATISFIED;
    }
    if (yes < opinions.size()) {
      return RulingReason.DISAGREEMENT;
    }
    return opinions.stream().allMatch(JudgeOpinion::verified)
        ? RulingReason.SATISFIED
        : RulingReason.NOT_VERIFIED;
  }
}
