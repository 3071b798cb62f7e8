package crossreview.testkit;

import crossreview.model.Artifact;
import crossreview.model.CitationRule;
import crossreview.model.Digest;
import crossreview.model.EscalationSeverity;
import crossreview.model.EvidenceKind;
import crossreview.model.FailureClass;
import crossreview.model.LimitName;
import crossreview.model.Limits;
import crossreview.model.Mode;
import crossreview.model.Money;
import crossreview.model.Outcome;
import crossreview.model.PanelMember;
import crossreview.model.PeerFailure;
import crossreview.model.Phase;
import crossreview.model.PolicyRef;
import crossreview.model.PolicyRule;
import crossreview.model.PolicyRules;
import crossreview.model.PromptRef;
import crossreview.model.Purpose;
import crossreview.model.Reason;
import crossreview.model.Role;
import crossreview.model.Spend;
import crossreview.model.Status;
import crossreview.model.TextRef;
import crossreview.model.Usage;
import crossreview.model.Waiver;
import crossreview.session.AnswerFacts;
import crossreview.session.Call;
import crossreview.session.Command;
import crossreview.session.NextStep;
import crossreview.session.Reservation;
import crossreview.session.Session;
import crossreview.session.Use;
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
public final class Commands {
  private static final List<Mode> MODES = List.of(Mode.SHIP, Mode.REVIEW, Mode.CIRCULAR);
  private static final List<String> FAMILIES = List.of("scripted", "scripted", "other");
  private static final List<Waiver> WAIVERS = List.of(Waiver.values());

  private final Random random;
  private final RandomUses uses;
  private final RandomBenches benches;
  private int made;

  public Commands(long seed) {
    random = new Random(seed);
    uses = new RandomUses(random);
    benches = new RandomBenches(random);
  }

  /** Opens the session: any mode, panel, petitioner and limits. */
  public Command.Open open() {
    List<PanelMember> panel = new ArrayList<>();
    for (String peer : List.of("ada", "bob", "cy", "rex", "sam")) {
      List<Role> roles = random.nextInt(4) == 0 ? List.of(Role.values()) : List.of(role(peer));
      panel.add(new PanelMember(peer, "scripted", "m1", pick(FAMILIES), roles));
    }
    Money usd = random.nextBoolean() ? null : Money.of(random.nextBoolean() ? "0.5" : "0.03");
    Limits limits = new Limits(1 + random.nextInt(5), 1 + random.nextInt(3), 60, usd, 400, 6);
    Command.Open open = Samples.open(pick(MODES), panel, limits);
    return random.nextInt(3) > 0
        ? open
        : new Command.Open(
            open.task(),
            null,
            random.nextBoolean() ? open.petitioner() : pick(panel).peer(),
            open.mode(),
            policy(),
            panel,
            limits,
            open.settingsDigest());
  }

  private PolicyRef policy() {
    PolicyRule rule = pick(List.of(PolicyRule.values()));
    Integer k = rule == PolicyRule.K_OF_N ? 1 + random.nextInt(3) : null;
    CitationRule citations = pick(List.of(CitationRule.values()));
    Integer families = random.nextInt(3) > 0 ? null : Integer.valueOf(1 + random.nextInt(2));
    PolicyRules rules =
        new PolicyRules(rule, k, citations, random.nextBoolean(), families, benches.plan());
    return new PolicyRef("any", 1, Digest.ZERO, rules);
  }

  private static Role role(String peer) {
    return peer.length() == 3 && peer.charAt(0) >= 'r' ? Role.AUTHOR : Role.REVIEW;
  }

  /** Mostly sensible, sometimes anything. */
  public Command next(Session session) {
    if (!session.exists()) {
      return open();
    }
    return random.nextInt(3) == 0 ? any(session) : sensible(session);
  }

  /** What the script wants next, with a world that answers at random. */
  public Command sensible(Session session) {
    Set<String> open = session.openCalls().stream().map(Call::id).collect(Collectors.toSet());
    return answerTo(session, NextStep.of(session, open, random.nextBoolean()));
  }

  /** A command that takes this step, or what the world does meanwhile. */
  public Command answerTo(Session session, NextStep step) {
    return switch (step) {
      case NextStep.Paused paused -> new Command.Resume();
      case NextStep.Idle idle ->
          session.current() == null || random.nextInt(3) == 0 ? submit() : startRun(session);
      case NextStep.BeginRound begin -> startRound(begin.voters());
      case NextStep.BeginTurn begin -> startTurn(begin.rotator());
      case NextStep.AskRotator ask -> reserve(ask.rotator(), Purpose.ROTATE);
      case NextStep.BeginJudging begin -> new Command.AskJudges();
      case NextStep.AskBench ask -> benches.reserve(ask.questions());
      case NextStep.Rule rule -> benches.rule(rule);
      case NextStep.AskVoters ask -> reserve(pick(ask.voters()), Purpose.REVIEW);
      case NextStep.ReadAnswer read -> read(session, session.calls().get(read.call()));
      case NextStep.CountRound count -> new Command.CompleteRound();
      case NextStep.Revise revise -> reserve(revise.author(), Purpose.REVISE);
      case NextStep.AwaitCalls await -> answer(session, pick(await.calls()));
      case NextStep.End end -> new Command.EndRun(end.reason(), end.detail());
    };
  }

  /** Any command with values that might fit. */
  public Command any(Session session) {
    return switch (random.nextInt(34)) {
      case 28, 29 -> benches.start(session);
      case 30 -> new Command.AskJudges();
      case 31 -> benches.reserve(List.of(new NextStep.Question("f1", peer())));
      case 32 -> benches.rule(new NextStep.Rule("f1", List.of(peer())));
      case 33 -> startTurn(peer());
      case 0 -> random.nextInt(9) == 0 ? new Command.RequestCancel("enough") : submit();
      case 1 -> new Command.EndRun(pick(List.of(Reason.values())), "because");
      case 2 ->
          new Command.Finalize(
              pick(List.of(Outcome.values())), pick(List.of(Reason.values())), null);
      case 3 -> new Command.Recover("node");
      case 4 -> new Command.CompleteRound();
      case 5 -> startRound(List.of("ada", "bob", "cy"));
      case 6 -> startRun(session);
      case 7, 8 -> reserve(peer(), pick(List.of(Purpose.values())));
      case 9 -> new Command.UseAnswer(call(session), uses.any(session, peer()));
      case 10 -> new Command.Release(call(session), "not sent");
      case 11 -> fail(call(session));
      case 12 -> new Command.Append("note", "n" + made++);
      case 13 -> new Command.Escalate("look " + made++, EscalationSeverity.INFO);
      case 16 -> evidence();
      case 17 -> new Command.TakeFallback(call(session), "m2", "overloaded");
      case 18 -> new Command.Contest(Samples.id(), "it is good");
      case 19 -> new Command.Waive("f" + random.nextInt(1, 5), pick(WAIVERS), "seen");
      case 20 -> new Command.Pause("wait");
      case 21 -> new Command.Resume();
      case 22 -> new Command.Constrain("keep " + random.nextInt(20));
      case 23 -> new Command.ChangeLimit(LimitName.MAX_ROUNDS, rounds(), random.nextBoolean());
      case 24 -> new Command.SwapPeer(peer(), joining());
      case 25 -> new Command.LoseCall(call(session), "connection lost");
      case 26 -> new Command.NoteClaim(call(session), "a.c1", "eve", "later");
      case 27 -> new Command.NoteReturn(call(session), "a.c1", "eve", "no time");
      case 14 -> random.nextInt(4) == 0 ? open() : submit();
      default -> settle(session, call(session), uses.any(session, peer()));
    };
  }

  private String rounds() {
    return Integer.toString(random.nextInt(7)); // none is refused
  }

  private PanelMember joining() {
    String peer = random.nextInt(4) == 0 ? peer() : "new" + random.nextInt(3);
    return new PanelMember(peer, "scripted", "m2", "other", List.of(Role.REVIEW));
  }

  private Command evidence() {
    Artifact artifact = Samples.artifact("evidence " + random.nextInt(9));
    return new Command.AttachEvidence(
        artifact, EvidenceKind.FILE, null, null, null, "test", "caller");
  }

  private Command submit() {
    return Samples.submit("text " + random.nextInt(6));
  }

  private Command startRun(Session session) {
    Status caller = random.nextInt(6) == 0 ? Status.NOT_READY : Status.READY;
    Mode mode = random.nextInt(5) == 0 ? pick(List.of(Mode.values())) : null;
    int run = session.runs() + 1 - (random.nextInt(9) == 0 ? 1 : 0);
    Integer rounds = random.nextInt(4) == 0 ? random.nextInt(7) : null;
    return new Command.StartRun("r" + run, mode, rounds, caller, "s" + random.nextInt());
  }

  private Command startRound(List<String> voters) {
    TextRef part = text("instruction");
    List<Digest> parts = List.of(part.sha256());
    return new Command.StartRound(
        voters.stream().map(v -> new PromptRef(v, part.sha256(), parts)).toList(),
        List.of(part),
        voters.stream().map(v -> reservation(v, Purpose.REVIEW)).toList());
  }

  private Command startTurn(String rotator) {
    TextRef part = text("instruction");
    PromptRef prompt = new PromptRef(rotator, part.sha256(), List.of(part.sha256()));
    return new Command.StartTurn(prompt, List.of(part), reservation(rotator, Purpose.ROTATE));
  }

  private Command reserve(String peer, Purpose purpose) {
    return new Command.Reserve(reservation(peer, purpose));
  }

  private Reservation reservation(String peer, Purpose purpose) {
    Money ceiling = random.nextInt(3) == 0 ? Money.of("0.01") : Money.ZERO;
    return new Reservation(peer, purpose, ceiling, "m1", 3);
  }

  private Command read(Session session, Call call) {
    boolean again = call.purpose() == Purpose.REVIEW && random.nextInt(3) > 0;
    boolean cited =
        session.callsOf(call.round()).stream()
            .anyMatch(c -> c.purpose() == Purpose.CITE && c.peer().equals(call.peer()));
    return again
        ? reserve(call.peer(), cited || random.nextBoolean() ? Purpose.REPAIR : Purpose.CITE)
        : new Command.UseAnswer(call.id(), uses.of(session, call));
  }

  private Command answer(Session session, String id) {
    int fate = random.nextInt(12);
    return switch (fate) {
      case 0, 1 -> fail(id);
      case 2 -> new Command.Release(id, "not sent");
      case 3 -> new Command.Recover("node");
      case 4 -> new Command.LoseCall(id, "connection lost");
      default -> settle(session, id, uses.of(session, session.calls().get(id)));
    };
  }

  private Command settle(Session session, String id, Use use) {
    Call call = session.calls().get(id);
    boolean paid = call != null && random.nextBoolean();
    AnswerFacts answered =
        new AnswerFacts(
            text("answer " + made++),
            Usage.NONE,
            paid ? call.ceiling() : Money.ZERO,
            7,
            1,
            "m1",
            "stop");
    return new Command.Settle(id, answered, use);
  }

  private Command fail(String call) {
    FailureClass failureClass = pick(List.of(FailureClass.values()));
    Spend spend = pick(List.of(Spend.values()));
    PeerFailure failure = new PeerFailure(failureClass, "code", Phase.STREAM, false, spend, null);
    return new Command.Fail(call, failure, 1, Money.ZERO, null);
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
