package crossreview.testkit;

import crossreview.model.Digest;
import crossreview.model.Money;
import crossreview.model.TextRef;
import crossreview.model.call.CallPhase;
import crossreview.model.call.CallPurpose;
import crossreview.model.call.CostCertainty;
import crossreview.model.call.FailureClass;
import crossreview.model.call.PeerFailure;
import crossreview.model.call.PromptRef;
import crossreview.model.call.TokenUsage;
import crossreview.model.finding.WaiverKind;
import crossreview.model.material.Artifact;
import crossreview.model.material.EvidenceKind;
import crossreview.model.policy.ApprovalRule;
import crossreview.model.policy.CitationRule;
import crossreview.model.policy.LimitName;
import crossreview.model.policy.PolicyRef;
import crossreview.model.policy.PolicyRules;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.EndReason;
import crossreview.model.run.EscalationSeverity;
import crossreview.model.run.PanelMember;
import crossreview.model.run.PeerRole;
import crossreview.model.run.RunMode;
import crossreview.model.run.SessionOutcome;
import crossreview.model.vote.VerdictStatus;
import crossreview.session.LedgerCall;
import crossreview.session.Session;
import crossreview.session.command.AnswerMeaning;
import crossreview.session.command.AnswerMetadata;
import crossreview.session.command.CallReservation;
import crossreview.session.command.SessionCommand;
import crossreview.session.command.SessionOrigin;
import crossreview.session.script.NextStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Seeded commands for a session. {@link #sensible} follows the script with peers that agree,
 * object, fail and write; {@link #any} is whatever a confused or hostile client could send. What
 * comes next depends on the seed and the states alone, so a printed seed brings a run back.
 */
public final class CommandGenerator {
  private static final List<RunMode> MODES =
      List.of(RunMode.SHIP, RunMode.REVIEW, RunMode.CIRCULAR);
  private static final List<String> FAMILIES = List.of("scripted", "scripted", "other");
  private static final List<WaiverKind> WAIVERS = List.of(WaiverKind.values());

  private final Random random;
  private final RandomMeanings uses;
  private final RandomJudgePasses benches;
  private int made;

  private SessionCommand ruling(String finding) {
    return random.nextInt(3) == 0
        ? new SessionCommand.Reopen(finding, "seen again")
        : new SessionCommand.Waive(finding, pick(WAIVERS), "seen");
  }

  public CommandGenerator(long seed) {
    random = new Random(seed);
    uses = new RandomMeanings(random);
    benches = new RandomJudgePasses(random);
  }

  /** Opens the session: any mode, panel, petitioner and limits. */
  public SessionCommand.Open open() {
    List<PanelMember> panel = new ArrayList<>();
    for (String peer : List.of("ada", "bob", "cy", "rex", "sam")) {
      List<PeerRole> roles =
          random.nextInt(4) == 0 ? List.of(PeerRole.values()) : List.of(role(peer));
      panel.add(new PanelMember(peer, "scripted", "m1", pick(FAMILIES), roles));
    }
    Money usd = random.nextBoolean() ? null : Money.of(random.nextBoolean() ? "0.5" : "0.03");
    ReviewLimits reviewLimits =
        new ReviewLimits(1 + random.nextInt(5), 1 + random.nextInt(3), 60, usd, 400, 6);
    SessionCommand.Open open = Samples.open(pick(MODES), panel, reviewLimits);
    return random.nextInt(3) > 0
        ? open
        : new SessionCommand.Open(
            open.task(),
            null,
            random.nextBoolean() ? open.petitioner() : pick(panel).peer(),
            open.mode(),
            policy(),
            panel,
            reviewLimits,
            open.settingsDigest(),
            SessionOrigin.NONE);
  }

  private PolicyRef policy() {
    ApprovalRule rule = pick(List.of(ApprovalRule.values()));
    Integer k = rule == ApprovalRule.K_OF_N ? 1 + random.nextInt(3) : null;
    CitationRule citations = pick(List.of(CitationRule.values()));
    Integer families = random.nextInt(3) > 0 ? null : Integer.valueOf(1 + random.nextInt(2));
    PolicyRules rules =
        RulesBuilder.of(rule, k, citations, random.nextBoolean())
            .familyFloor(families)
            .judges(benches.plan())
            .build();
    return new PolicyRef("any", 1, Digest.ZERO, rules);
  }

  private static PeerRole role(String peer) {
    return peer.length() == 3 && peer.charAt(0) >= 'r' ? PeerRole.AUTHOR : PeerRole.REVIEW;
  }

  /** Mostly sensible, sometimes anything. */
  public SessionCommand next(Session session) {
    if (!session.exists()) {
      return open();
    }
    return random.nextInt(3) == 0 ? any(session) : sensible(session);
  }

  /** What the script wants next, with a world that answers at random. */
  public SessionCommand sensible(Session session) {
    Set<String> open = session.openCalls().stream().map(LedgerCall::id).collect(Collectors.toSet());
    return answerTo(session, NextStep.of(session, open, random.nextBoolean()));
  }

  /** A command that takes this step, or what the world does meanwhile. */
  public SessionCommand answerTo(Session session, NextStep step) {
    return switch (step) {
      case NextStep.PauseStep pauseStep -> new SessionCommand.Resume();
      case NextStep.IdleStep idleStep ->
          !session.hasArtifact() || random.nextInt(3) == 0 ? submit() : startRun(session);
      case NextStep.RoundStep begin -> startRound(begin.voters());
      case NextStep.TurnStep begin -> startTurn(begin.rotator());
      case NextStep.RotatorStep ask -> reserve(ask.rotator(), CallPurpose.ROTATE);
      case NextStep.PassStep begin -> new SessionCommand.AskJudges();
      case NextStep.JudgeStep ask -> benches.reserve(ask.questions());
      case NextStep.RulingStep rulingStep -> benches.rule(rulingStep);
      case NextStep.VoteStep ask -> reserve(pick(ask.voters()), CallPurpose.REVIEW);
      case NextStep.SectionStep ask ->
          throw new IllegalStateException("nobody has sections here: " + ask);
      case NextStep.AnswerStep read -> read(session, session.calls().get(read.call()));
      case NextStep.CountStep count -> new SessionCommand.CompleteRound();
      case NextStep.RevisionStep revisionStep -> reserve(revisionStep.author(), CallPurpose.REVISE);
      case NextStep.WaitStep await -> answer(session, pick(await.calls()));
      case NextStep.EndStep endStep ->
          new SessionCommand.EndRun(endStep.reason(), endStep.detail());
    };
  }

  /** Any command with values that might fit. */
  public SessionCommand any(Session session) {
    return switch (random.nextInt(34)) {
      case 28, 29 -> benches.start(session);
      case 30 -> new SessionCommand.AskJudges();
      case 31 -> benches.reserve(List.of(new NextStep.JudgeQuestion("f1", peer())));
      case 32 -> benches.rule(new NextStep.RulingStep("f1", List.of(peer())));
      case 33 -> startTurn(peer());
      case 0 -> random.nextInt(9) == 0 ? new SessionCommand.RequestCancel("enough") : submit();
      case 1 -> new SessionCommand.EndRun(pick(List.of(EndReason.values())), "because");
      case 2 ->
          new SessionCommand.Finalize(
              pick(List.of(SessionOutcome.values())), pick(List.of(EndReason.values())), null);
      case 3 -> new SessionCommand.Recover("node");
      case 4 -> new SessionCommand.CompleteRound();
      case 5 -> startRound(List.of("ada", "bob", "cy"));
      case 6 -> startRun(session);
      case 7, 8 -> reserve(peer(), pick(List.of(CallPurpose.values())));
      case 9 -> new SessionCommand.UseAnswer(call(session), uses.any(session, peer()));
      case 10 -> new SessionCommand.Release(call(session), "not sent");
      case 11 -> fail(call(session));
      case 12 ->
          made++ % 5 == 0
              ? new SessionCommand.ExcludeFile("a.txt", "generated", "eve")
              : new SessionCommand.Append("note", "n" + made);
      case 13 -> new SessionCommand.Escalate("look " + made++, EscalationSeverity.INFO);
      case 16 -> evidence();
      case 17 -> new SessionCommand.TakeFallback(call(session), "m2", "overloaded");
      case 18 -> new SessionCommand.Contest(Samples.id(), "it is good", null);
      case 19 -> ruling("f" + random.nextInt(1, 5));
      case 20 -> new SessionCommand.Pause("wait");
      case 21 -> new SessionCommand.Resume();
      case 22 -> new SessionCommand.Constrain("keep " + random.nextInt(20));
      case 23 ->
          new SessionCommand.ChangeLimit(LimitName.MAX_ROUNDS, rounds(), random.nextBoolean());
      case 24 -> new SessionCommand.SwapPeer(peer(), joining());
      case 25 -> new SessionCommand.LoseCall(call(session), "connection lost");
      case 26 -> new SessionCommand.NoteClaim(call(session), "a.c1", "eve", "later");
      case 27 -> new SessionCommand.NoteReturn(call(session), "a.c1", "eve", "no time");
      case 14 -> random.nextInt(4) == 0 ? open() : submit();
      default -> settle(session, call(session), uses.any(session, peer()));
    };
  }

  private String rounds() {
    return Integer.toString(random.nextInt(7)); // none is refused
  }

  private PanelMember joining() {
    String peer = random.nextInt(4) == 0 ? peer() : "new" + random.nextInt(3);
    return new PanelMember(peer, "scripted", "m2", "other", List.of(PeerRole.REVIEW));
  }

  private SessionCommand evidence() {
    Artifact artifact = Samples.artifact("evidence " + random.nextInt(9));
    return new SessionCommand.AttachEvidence(
        artifact, EvidenceKind.FILE, null, null, null, "test", "caller", null);
  }

  private SessionCommand submit() {
    return Samples.submit("text " + random.nextInt(6));
  }

  private SessionCommand startRun(Session session) {
    VerdictStatus caller = random.nextInt(6) == 0 ? VerdictStatus.NOT_READY : VerdictStatus.READY;
    RunMode runMode = random.nextInt(5) == 0 ? pick(List.of(RunMode.values())) : null;
    int run = session.runs() + 1 - (random.nextInt(9) == 0 ? 1 : 0);
    Integer rounds = random.nextInt(4) == 0 ? random.nextInt(7) : null;
    return new SessionCommand.StartRun("r" + run, runMode, rounds, caller, "s" + random.nextInt());
  }

  private SessionCommand startRound(List<String> voters) {
    TextRef part = text("instruction");
    List<Digest> parts = List.of(part.sha256());
    return new SessionCommand.StartRound(
        voters.stream().map(v -> new PromptRef(v, part.sha256(), parts)).toList(),
        List.of(part),
        voters.stream().map(v -> reservation(v, CallPurpose.REVIEW)).toList());
  }

  private SessionCommand startTurn(String rotator) {
    TextRef part = text("instruction");
    PromptRef prompt = new PromptRef(rotator, part.sha256(), List.of(part.sha256()));
    return new SessionCommand.StartTurn(
        prompt, List.of(part), reservation(rotator, CallPurpose.ROTATE));
  }

  private SessionCommand reserve(String peer, CallPurpose callPurpose) {
    return new SessionCommand.Reserve(reservation(peer, callPurpose));
  }

  private CallReservation reservation(String peer, CallPurpose callPurpose) {
    Money ceiling = random.nextInt(3) == 0 ? Money.of("0.01") : Money.ZERO;
    return new CallReservation(peer, callPurpose, ceiling, "m1", 3);
  }

  private SessionCommand read(Session session, LedgerCall ledgerCall) {
    boolean again = ledgerCall.purpose() == CallPurpose.REVIEW && random.nextInt(3) > 0;
    boolean cited =
        session.callsOf(ledgerCall.round()).stream()
            .anyMatch(c -> c.purpose() == CallPurpose.CITE && c.peer().equals(ledgerCall.peer()));
    return again
        ? reserve(
            ledgerCall.peer(),
            cited || random.nextBoolean() ? CallPurpose.REPAIR : CallPurpose.CITE)
        : new SessionCommand.UseAnswer(ledgerCall.id(), uses.of(session, ledgerCall));
  }

  private SessionCommand answer(Session session, String id) {
    int fate = random.nextInt(12);
    return switch (fate) {
      case 0, 1 -> fail(id);
      case 2 -> new SessionCommand.Release(id, "not sent");
      case 3 -> new SessionCommand.Recover("node");
      case 4 -> new SessionCommand.LoseCall(id, "connection lost");
      default -> settle(session, id, uses.of(session, session.calls().get(id)));
    };
  }

  private SessionCommand settle(Session session, String id, AnswerMeaning answerMeaning) {
    LedgerCall ledgerCall = session.calls().get(id);
    boolean paid = ledgerCall != null && random.nextBoolean();
    AnswerMetadata answered =
        new AnswerMetadata(
            text("answer " + made++),
            TokenUsage.NONE,
            paid ? ledgerCall.ceiling() : Money.ZERO,
            7,
            1,
            "m1",
            "stop");
    return new SessionCommand.Settle(id, answered, answerMeaning);
  }

  private SessionCommand fail(String call) {
    FailureClass failureClass = pick(List.of(FailureClass.values()));
    CostCertainty costCertainty = pick(List.of(CostCertainty.values()));
    PeerFailure failure =
        new PeerFailure(failureClass, "code", CallPhase.STREAM, false, costCertainty, null);
    return new SessionCommand.Fail(call, failure, 1, Money.ZERO, null);
  }

  private String peer() {
    return pick(List.of("ada", "bob", "cy", "rex", "sam", "caller", "nobody"));
  }

  private String call(Session session) {
    int last = session.calls().size();
    return "c" + Math.max(1, last - random.nextInt(6) + random.nextInt(2));
  }

  private static TextRef text(String text) {
    return new TextRef(Digest.of(text), text.length(), text);
  }

  private <T> T pick(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }
}
