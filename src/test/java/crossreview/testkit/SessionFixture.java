package crossreview.testkit;

import crossreview.model.Digest;
import crossreview.model.Money;
import crossreview.model.TextRef;
import crossreview.model.call.CacheCost;
import crossreview.model.call.CallPurpose;
import crossreview.model.call.CostBasis;
import crossreview.model.call.PromptRef;
import crossreview.model.call.TokenUsage;
import crossreview.model.event.EventEnvelope;
import crossreview.model.event.ImportedParts;
import crossreview.model.event.LifecycleEvent.SessionImported;
import crossreview.model.event.SessionEvent;
import crossreview.model.run.EndReason;
import crossreview.model.run.PanelMember;
import crossreview.model.run.RunMode;
import crossreview.model.run.SessionOutcome;
import crossreview.model.vote.Verdict;
import crossreview.model.vote.VerdictStatus;
import crossreview.session.LedgerCall;
import crossreview.session.Session;
import crossreview.session.command.AnswerMetadata;
import crossreview.session.command.CallReservation;
import crossreview.session.command.SessionCommand;
import crossreview.session.command.SessionOrigin;
import crossreview.session.decision.CommandDecision;
import crossreview.session.decision.Decider;
import crossreview.session.script.NextStep;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A session played by hand, for packages above {@code session}. Each act must be accepted. */
public final class SessionFixture {
  private static final TextRef PART = new TextRef(Digest.of("part"), 4, "part");
  private Session session = Session.empty(Samples.id());
  private int second;

  /** An open session with an artifact. */
  public SessionFixture(RunMode runMode, List<PanelMember> panel) {
    this(runMode, panel, "text");
  }

  /** The same with this text as the artifact. */
  public SessionFixture(RunMode runMode, List<PanelMember> panel, String text) {
    does(Samples.open(runMode, panel, Samples.LIMITS));
    does(Samples.submit(text));
  }

  private SessionFixture() {}

  /** A session that another program had closed as approved, with its text. */
  public static SessionFixture imported() {
    SessionCommand.Open open = Samples.open(RunMode.REVIEW, List.of(), Samples.LIMITS);
    SessionOrigin origin = new SessionOrigin(null, "cross-review 4.1.1", null, null);
    SessionImported was =
        new SessionImported(
            "4.1.1", null, null, 2, Money.of("0.1"), 9, "converged", "unanimous_ready", List.of());
    return new SessionFixture()
        .does(open.from(origin))
        .does(Samples.submit("text"))
        .does(new SessionCommand.Import(was, ImportedParts.NONE))
        .does(
            new SessionCommand.Finalize(
                SessionOutcome.CONVERGED, EndReason.IMPORTED, "unanimous_ready"));
  }

  public Session session() {
    return session;
  }

  public SessionFixture does(SessionCommand sessionCommand) {
    if (!(Decider.decide(session, sessionCommand)
        instanceof CommandDecision.CommandAcceptance commandAcceptance)) {
      throw new AssertionError(sessionCommand + ": " + Decider.decide(session, sessionCommand));
    }
    for (SessionEvent event : commandAcceptance.events()) {
      String ts = String.format("2030-01-01T00:%02d:%02d.000Z", second / 60, second++ % 60);
      session = session.apply(new EventEnvelope(session.seq() + 1, ts, "test", null), event);
    }
    return this;
  }

  public SessionFixture run() {
    String run = "r" + (session.runs() + 1);
    return does(new SessionCommand.StartRun(run, null, null, VerdictStatus.READY, "seed"));
  }

  /** Begins the round that comes next. */
  public SessionFixture round() {
    NextStep.RoundStep begin = (NextStep.RoundStep) next();
    List<Digest> parts = List.of(PART.sha256());
    return does(
        new SessionCommand.StartRound(
            begin.voters().stream().map(v -> new PromptRef(v, PART.sha256(), parts)).toList(),
            List.of(PART),
            begin.voters().stream()
                .map(v -> new CallReservation(v, CallPurpose.REVIEW, Money.ZERO, "m1", 3))
                .toList()));
  }

  public SessionFixture vote(String peer, Verdict verdict) {
    return vote(peer, verdict, TokenUsage.NONE, 5);
  }

  /** The answer with what it took. */
  public SessionFixture vote(String peer, Verdict verdict, TokenUsage usage, long millis) {
    AnswerMetadata answered = new AnswerMetadata(PART, usage, Money.ZERO, millis, 1, "m1", "stop");
    return does(new SessionCommand.Settle(call(peer), answered, Samples.ballot(verdict)));
  }

  /** READY, with what a cache did. */
  public SessionFixture vote(String peer, TokenUsage usage, @Nullable CacheCost cached) {
    AnswerMetadata answered =
        new AnswerMetadata(PART, usage, Money.ZERO, CostBasis.EXACT, cached, 5, 1, "m1", "stop");
    return does(new SessionCommand.Settle(call(peer), answered, Samples.ballot(Samples.ready())));
  }

  private String call(String peer) {
    return session.openCalls().stream()
        .filter(open -> open.peer().equals(peer))
        .map(LedgerCall::id)
        .findFirst()
        .orElseThrow();
  }

  public SessionFixture count() {
    return does(new SessionCommand.CompleteRound());
  }

  /** Takes the end that comes next. */
  public SessionFixture end() {
    NextStep.EndStep endStep = (NextStep.EndStep) next();
    return does(new SessionCommand.EndRun(endStep.reason(), endStep.detail()));
  }

  private NextStep next() {
    return NextStep.of(session, Set.of(), true);
  }
}
