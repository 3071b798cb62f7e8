package crossreview.session.decision;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import crossreview.model.Digest;
import crossreview.model.Money;
import crossreview.model.Problem;
import crossreview.model.TextRef;
import crossreview.model.call.CallPhase;
import crossreview.model.call.CallPurpose;
import crossreview.model.call.CostBasis;
import crossreview.model.call.CostCertainty;
import crossreview.model.call.FailureClass;
import crossreview.model.call.PeerFailure;
import crossreview.model.call.PromptRef;
import crossreview.model.call.TokenUsage;
import crossreview.model.event.EventEnvelope;
import crossreview.model.event.SessionEvent;
import crossreview.model.material.Artifact;
import crossreview.model.policy.PolicyRef;
import crossreview.model.policy.PolicyRules;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.PanelMember;
import crossreview.model.run.RunMode;
import crossreview.model.vote.Verdict;
import crossreview.model.vote.VerdictQuality;
import crossreview.model.vote.VerdictStatus;
import crossreview.model.vote.VoteCoverage;
import crossreview.session.LedgerCall;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.session.analysis.PolicySimulation;
import crossreview.session.command.AnswerMeaning;
import crossreview.session.command.AnswerMetadata;
import crossreview.session.command.CallReservation;
import crossreview.session.command.SessionCommand;
import crossreview.session.command.SessionOrigin;
import crossreview.session.script.NextStep;
import crossreview.testkit.Samples;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A session played by hand: each act is a command that must be accepted, or one that must not. */
final class SessionScenario {
  static final String TS = "2030-01-01T00:00:00.000Z";
  private Session session = Session.empty(Samples.id());
  private final Map<EventEnvelope, SessionEvent> lines = new LinkedHashMap<>();
  private int made;

  /** An open session with an artifact. */
  static SessionScenario of(RunMode runMode, List<PanelMember> panel, ReviewLimits reviewLimits) {
    SessionScenario sessionScenario = new SessionScenario();
    sessionScenario.does(Samples.open(runMode, panel, reviewLimits));
    sessionScenario.does(Samples.submit("text"));
    return sessionScenario;
  }

  /** An open session under a policy, with an artifact. */
  static SessionScenario under(PolicyRules rules) {
    return under(rules, RunMode.REVIEW);
  }

  static SessionScenario under(PolicyRules rules, RunMode runMode) {
    return under(rules, Samples.open(runMode), Samples.panel());
  }

  /** The same with reviewers ada, bob and cy of these model families. */
  static SessionScenario under(PolicyRules rules, String ada, String bob, String cy) {
    Map<String, String> families = Map.of("ada", ada, "bob", bob, "cy", cy);
    List<PanelMember> panel =
        Samples.panel().stream()
            .map(m ->
                new PanelMember(
                    m.peer(),
                    m.kind(),
                    m.model(),
                    families.getOrDefault(m.peer(), m.family()),
                    m.roles()))
            .toList();
    return under(rules, Samples.open(RunMode.REVIEW), panel);
  }

  static SessionScenario under(
      PolicyRules rules, SessionCommand.Open open, List<PanelMember> panel) {
    SessionScenario sessionScenario = new SessionScenario();
    sessionScenario.does(
        new SessionCommand.Open(
            open.task(),
            null,
            open.petitioner(),
            open.mode(),
            new PolicyRef("p", 1, Digest.ZERO, rules),
            panel,
            open.limits(),
            open.settingsDigest(),
            SessionOrigin.NONE));
    sessionScenario.does(Samples.submit("text"));
    return sessionScenario;
  }

  /** A session that comes from another program; nobody sits on its panel. */
  static SessionScenario imported() {
    SessionCommand.Open open = Samples.open(RunMode.REVIEW, List.of(), Samples.LIMITS);
    SessionScenario sessionScenario = none();
    sessionScenario.does(
        new SessionCommand.Open(
            open.task(),
            null,
            open.petitioner(),
            open.mode(),
            open.policy(),
            List.of(),
            open.limits(),
            open.settingsDigest(),
            new SessionOrigin(null, "cross-review 4.1.1", null, null)));
    return sessionScenario;
  }

  /** A session that is not there yet. */
  static SessionScenario none() {
    return new SessionScenario();
  }

  static SessionScenario ship() {
    return of(RunMode.SHIP, Samples.panel(), Samples.LIMITS);
  }

  static SessionScenario review() {
    return of(RunMode.REVIEW, Samples.panel(), Samples.LIMITS);
  }

  /** A review by built-in rules, which say what of the artifact they read. */
  static SessionScenario rules() {
    List<PanelMember> panel =
        Samples.panel().stream()
            .map(m -> new PanelMember(m.peer(), "builtin", m.model(), m.family(), m.roles()))
            .toList();
    return of(RunMode.REVIEW, panel, Samples.LIMITS);
  }

  Session session() {
    return session;
  }

  /** The events of a command that is accepted. */
  List<SessionEvent> does(SessionCommand sessionCommand) {
    return does(sessionCommand, null);
  }

  List<SessionEvent> does(SessionCommand sessionCommand, String cmd) {
    CommandDecision commandDecision = Decider.decide(session, sessionCommand);
    List<SessionEvent> events =
        assertInstanceOf(CommandDecision.CommandAcceptance.class, commandDecision).events();
    for (SessionEvent event : events) {
      EventEnvelope eventEnvelope = new EventEnvelope(session.seq() + 1, TS, "test", cmd);
      session = session.apply(eventEnvelope, event);
      lines.put(eventEnvelope, event);
    }
    return events;
  }

  /** What was played, counted once more under other rules. */
  PolicySimulation again(PolicyRules rules) {
    PolicySimulation replay = new PolicySimulation(Session.empty(Samples.id()), rules);
    lines.forEach(replay::line);
    return replay;
  }

  /** The code with which a command is refused. */
  String refused(SessionCommand sessionCommand) {
    return refusal(sessionCommand).code();
  }

  /** What a refused command is told. */
  String told(SessionCommand sessionCommand) {
    return refusal(sessionCommand).message();
  }

  Problem refusal(SessionCommand sessionCommand) {
    CommandDecision commandDecision = Decider.decide(session, sessionCommand);
    return assertInstanceOf(CommandDecision.CommandRefusal.class, commandDecision).problem();
  }

  /** Begins a run; the draw puts rex first. */
  SessionScenario run() {
    return run(null);
  }

  SessionScenario run(Integer maxRounds) {
    does(startRun("r" + (session.runs() + 1), maxRounds, VerdictStatus.READY));
    return this;
  }

  static SessionCommand.StartRun startRun(String run, Integer maxRounds, VerdictStatus caller) {
    return new SessionCommand.StartRun(run, null, maxRounds, caller, seed("rex", "sam"));
  }

  /** A seed with which the first of two authors is drawn first. */
  static String seed(String first, String second) {
    int seed = 0;
    while (!Lottery.draw(List.of(first, second), "s" + seed).getFirst().equals(first)) {
      seed++;
    }
    return "s" + seed;
  }

  NextStep next() {
    Set<String> open = session.openCalls().stream().map(LedgerCall::id).collect(Collectors.toSet());
    return NextStep.of(session, open, true);
  }

  static SessionCommand.StartRound startRound(List<String> voters) {
    TextRef part = text("instruction");
    return new SessionCommand.StartRound(
        voters.stream().map(v -> new PromptRef(v, part.sha256(), List.of(part.sha256()))).toList(),
        List.of(part),
        voters.stream().map(v -> reservation(v, CallPurpose.REVIEW)).toList());
  }

  /** Begins the round that comes next. */
  SessionScenario round() {
    NextStep.RoundStep begin = assertInstanceOf(NextStep.RoundStep.class, next());
    does(startRound(begin.voters()));
    return this;
  }

  static CallReservation reservation(String peer, CallPurpose callPurpose) {
    return reservation(peer, callPurpose, Money.ZERO);
  }

  static CallReservation reservation(String peer, CallPurpose callPurpose, Money ceiling) {
    return new CallReservation(peer, callPurpose, ceiling, "m1", 3);
  }

  /** Reserves one more call. */
  SessionScenario ask(String peer, CallPurpose callPurpose) {
    does(new SessionCommand.Reserve(reservation(peer, callPurpose)));
    return this;
  }

  /** The open call of a peer. */
  String call(String peer) {
    return session.openCalls().stream()
        .filter(ledgerCall -> ledgerCall.peer().equals(peer))
        .findFirst()
        .orElseThrow()
        .id();
  }

  SessionCommand.Settle settle(String peer, AnswerMeaning answerMeaning) {
    return new SessionCommand.Settle(call(peer), answered(Money.ZERO), answerMeaning);
  }

  AnswerMetadata answered(Money cost) {
    return new AnswerMetadata(text("answer " + made++), TokenUsage.NONE, cost, 5, 1, "m1", "stop");
  }

  AnswerMetadata answered(Money cost, CostBasis costBasis) {
    return new AnswerMetadata(
        text("answer " + made++), TokenUsage.NONE, cost, costBasis, null, 5, 1, "m1", "stop");
  }

  List<SessionEvent> vote(String peer, Verdict verdict) {
    return does(settle(peer, Samples.ballot(verdict)));
  }

  SessionScenario abstains(String peer) {
    does(settle(peer, new AnswerMeaning.AbstentionAnswer("nothing here concerns me")));
    return this;
  }

  /** READY after looking at some of four parts, of which the third is at line 3 of x.c. */
  SessionScenario reads(String peer, String parts) {
    List<VoteCoverage.PartPlace> missed = List.of(new VoteCoverage.PartPlace(3, "x.c (line 3)"));
    VoteCoverage coverage = new VoteCoverage(parts.contains("4") ? 4 : 2, parts, missed);
    does(
        settle(
            peer,
            new AnswerMeaning.BallotAnswer(
                Samples.ready(), VerdictQuality.CLEAN, List.of(), coverage)));
    return this;
  }

  SessionScenario ready(String... peers) {
    for (String peer : peers) {
      vote(peer, Samples.ready());
    }
    return this;
  }

  SessionCommand.Fail fail(String peer, FailureClass failureClass, String code) {
    return fail(peer, failureClass, code, CostCertainty.ZERO);
  }

  SessionCommand.Fail fail(
      String peer, FailureClass failureClass, String code, CostCertainty costCertainty) {
    PeerFailure failure =
        new PeerFailure(failureClass, code, CallPhase.STREAM, true, costCertainty, null);
    return new SessionCommand.Fail(call(peer), failure, 1, null, null);
  }

  SessionScenario count() {
    does(new SessionCommand.CompleteRound());
    return this;
  }

  /** The drawn author submits another text. */
  SessionScenario revise(String author, String text) {
    ask(author, CallPurpose.REVISE);
    Artifact artifact = Samples.artifact(text);
    does(settle(author, new AnswerMeaning.RevisionAnswer(artifact, List.of())));
    return this;
  }

  /** Takes the end that comes next. */
  NextStep.EndStep end() {
    NextStep.EndStep endStep = assertInstanceOf(NextStep.EndStep.class, next());
    does(new SessionCommand.EndRun(endStep.reason(), endStep.detail()));
    return endStep;
  }

  Round lastRound() {
    return session.rounds().getLast();
  }

  List<String> events(List<SessionEvent> events) {
    return new ArrayList<>(events.stream().map(SessionEvent::type).toList());
  }

  static TextRef text(String text) {
    return new TextRef(Digest.of(text), text.length(), text);
  }
}
