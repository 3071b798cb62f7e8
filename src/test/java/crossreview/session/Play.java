package crossreview.session;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import crossreview.model.Artifact;
import crossreview.model.Digest;
import crossreview.model.FailureClass;
import crossreview.model.Limits;
import crossreview.model.Mode;
import crossreview.model.Money;
import crossreview.model.PanelMember;
import crossreview.model.PeerFailure;
import crossreview.model.Phase;
import crossreview.model.PolicyRef;
import crossreview.model.PolicyRules;
import crossreview.model.PromptRef;
import crossreview.model.Purpose;
import crossreview.model.Spend;
import crossreview.model.Status;
import crossreview.model.TextRef;
import crossreview.model.Usage;
import crossreview.model.Verdict;
import crossreview.model.event.Envelope;
import crossreview.model.event.SessionEvent;
import crossreview.testkit.Samples;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A session played by hand: each act is a command that must be accepted, or one that must not. */
final class Play {
  static final String TS = "2030-01-01T00:00:00.000Z";
  private Session session = Session.none(Samples.id());
  private final Map<Envelope, SessionEvent> lines = new LinkedHashMap<>();
  private int made;

  /** An open session with an artifact. */
  static Play of(Mode mode, List<PanelMember> panel, Limits limits) {
    Play play = new Play();
    play.does(Samples.open(mode, panel, limits));
    play.does(Samples.submit("text"));
    return play;
  }

  /** An open session under a policy, with an artifact. */
  static Play under(PolicyRules rules) {
    return under(rules, Mode.REVIEW);
  }

  static Play under(PolicyRules rules, Mode mode) {
    return under(rules, Samples.open(mode), Samples.panel());
  }

  /** The same with reviewers ada, bob and cy of these model families. */
  static Play under(PolicyRules rules, String ada, String bob, String cy) {
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
    return under(rules, Samples.open(Mode.REVIEW), panel);
  }

  private static Play under(PolicyRules rules, Command.Open open, List<PanelMember> panel) {
    Play play = new Play();
    play.does(
        new Command.Open(
            open.task(),
            null,
            open.petitioner(),
            open.mode(),
            new PolicyRef("p", 1, Digest.ZERO, rules),
            panel,
            open.limits(),
            open.settingsDigest()));
    play.does(Samples.submit("text"));
    return play;
  }

  /** A session that comes from another program; nobody sits on its panel. */
  static Play imported() {
    Command.Open open = Samples.open(Mode.REVIEW, List.of(), Samples.LIMITS);
    Play play = none();
    play.does(
        new Command.Open(
            open.task(),
            null,
            open.petitioner(),
            open.mode(),
            open.policy(),
            List.of(),
            open.limits(),
            open.settingsDigest(),
            new Origin(null, "cross-review 4.1.1", null, null)));
    return play;
  }

  /** A session that is not there yet. */
  static Play none() {
    return new Play();
  }

  static Play ship() {
    return of(Mode.SHIP, Samples.panel(), Samples.LIMITS);
  }

  static Play review() {
    return of(Mode.REVIEW, Samples.panel(), Samples.LIMITS);
  }

  Session session() {
    return session;
  }

  /** The events of a command that is accepted. */
  List<SessionEvent> does(Command command) {
    return does(command, null);
  }

  List<SessionEvent> does(Command command, String cmd) {
    Decision decision = Decider.decide(session, command);
    List<SessionEvent> events = assertInstanceOf(Decision.Accepted.class, decision).events();
    for (SessionEvent event : events) {
      Envelope envelope = new Envelope(session.seq() + 1, TS, "test", cmd);
      session = session.apply(envelope, event);
      lines.put(envelope, event);
    }
    return events;
  }

  /** What was played, counted once more under other rules. */
  WhatIf again(PolicyRules rules) {
    WhatIf replay = new WhatIf(Session.none(Samples.id()), rules);
    lines.forEach(replay::line);
    return replay;
  }

  /** The code with which a command is refused. */
  String refused(Command command) {
    Decision decision = Decider.decide(session, command);
    return assertInstanceOf(Decision.Declined.class, decision).problem().code();
  }

  /** Begins a run; the draw puts rex first. */
  Play run() {
    return run(null);
  }

  Play run(Integer maxRounds) {
    does(startRun("r" + (session.runs() + 1), maxRounds, Status.READY));
    return this;
  }

  static Command.StartRun startRun(String run, Integer maxRounds, Status caller) {
    return new Command.StartRun(run, null, maxRounds, caller, seed("rex", "sam"));
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
    Set<String> open = session.openCalls().stream().map(Call::id).collect(Collectors.toSet());
    return NextStep.of(session, open, true);
  }

  static Command.StartRound startRound(List<String> voters) {
    TextRef part = text("instruction");
    return new Command.StartRound(
        voters.stream().map(v -> new PromptRef(v, part.sha256(), List.of(part.sha256()))).toList(),
        List.of(part),
        voters.stream().map(v -> reservation(v, Purpose.REVIEW)).toList());
  }

  /** Begins the round that comes next. */
  Play round() {
    NextStep.BeginRound begin = assertInstanceOf(NextStep.BeginRound.class, next());
    does(startRound(begin.voters()));
    return this;
  }

  static Reservation reservation(String peer, Purpose purpose) {
    return reservation(peer, purpose, Money.ZERO);
  }

  static Reservation reservation(String peer, Purpose purpose, Money ceiling) {
    return new Reservation(peer, purpose, ceiling, "m1", 3);
  }

  /** Reserves one more call. */
  Play ask(String peer, Purpose purpose) {
    does(new Command.Reserve(reservation(peer, purpose)));
    return this;
  }

  /** The open call of a peer. */
  String call(String peer) {
    return session.openCalls().stream()
        .filter(call -> call.peer().equals(peer))
        .findFirst()
        .orElseThrow()
        .id();
  }

  Command.Settle settle(String peer, Use use) {
    return new Command.Settle(call(peer), answered(Money.ZERO), use);
  }

  AnswerFacts answered(Money cost) {
    return new AnswerFacts(text("answer " + made++), Usage.NONE, cost, 5, 1, "m1", "stop");
  }

  List<SessionEvent> vote(String peer, Verdict verdict) {
    return does(settle(peer, Samples.ballot(verdict)));
  }

  Play ready(String... peers) {
    for (String peer : peers) {
      vote(peer, Samples.ready());
    }
    return this;
  }

  Command.Fail fail(String peer, FailureClass failureClass, String code) {
    return fail(peer, failureClass, code, Spend.ZERO);
  }

  Command.Fail fail(String peer, FailureClass failureClass, String code, Spend spend) {
    PeerFailure failure = new PeerFailure(failureClass, code, Phase.STREAM, true, spend, null);
    return new Command.Fail(call(peer), failure, 1, null, null);
  }

  Play count() {
    does(new Command.CompleteRound());
    return this;
  }

  /** The drawn author hands in another text. */
  Play revise(String author, String text) {
    ask(author, Purpose.REVISE);
    Artifact artifact = Samples.artifact(text);
    does(settle(author, new Use.Revision(artifact, List.of())));
    return this;
  }

  /** Takes the end that comes next. */
  NextStep.End end() {
    NextStep.End end = assertInstanceOf(NextStep.End.class, next());
    does(new Command.EndRun(end.reason(), end.detail()));
    return end;
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
