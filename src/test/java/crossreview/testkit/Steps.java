package crossreview.testkit;

import crossreview.model.Digest;
import crossreview.model.Mode;
import crossreview.model.Money;
import crossreview.model.PanelMember;
import crossreview.model.PromptRef;
import crossreview.model.Purpose;
import crossreview.model.Status;
import crossreview.model.TextRef;
import crossreview.model.Usage;
import crossreview.model.Verdict;
import crossreview.model.event.Envelope;
import crossreview.model.event.SessionEvent;
import crossreview.session.AnswerFacts;
import crossreview.session.Call;
import crossreview.session.Command;
import crossreview.session.Decider;
import crossreview.session.Decision;
import crossreview.session.NextStep;
import crossreview.session.Reservation;
import crossreview.session.Session;
import java.util.List;
import java.util.Set;

/** A session played by hand, for packages above the law. Each act must be accepted. */
public final class Steps {
  private static final TextRef PART = new TextRef(Digest.of("part"), 4, "part");
  private Session session = Session.none(Samples.id());
  private int second;

  /** An open session with an artifact. */
  public Steps(Mode mode, List<PanelMember> panel) {
    does(Samples.open(mode, panel, Samples.LIMITS));
    does(Samples.submit("text"));
  }

  public Session session() {
    return session;
  }

  public Steps does(Command command) {
    if (!(Decider.decide(session, command) instanceof Decision.Accepted accepted)) {
      throw new AssertionError(command + ": " + Decider.decide(session, command));
    }
    for (SessionEvent event : accepted.events()) {
      String ts = String.format("2030-01-01T00:%02d:%02d.000Z", second / 60, second++ % 60);
      session = session.apply(new Envelope(session.seq() + 1, ts, "test", null), event);
    }
    return this;
  }

  public Steps run() {
    String run = "r" + (session.runs() + 1);
    return does(new Command.StartRun(run, null, null, Status.READY, "seed"));
  }

  /** Begins the round that comes next. */
  public Steps round() {
    NextStep.BeginRound begin = (NextStep.BeginRound) next();
    List<Digest> parts = List.of(PART.sha256());
    return does(
        new Command.StartRound(
            begin.voters().stream().map(v -> new PromptRef(v, PART.sha256(), parts)).toList(),
            List.of(PART),
            begin.voters().stream()
                .map(v -> new Reservation(v, Purpose.REVIEW, Money.ZERO, "m1", 3))
                .toList()));
  }

  public Steps vote(String peer, Verdict verdict) {
    String call =
        session.openCalls().stream()
            .filter(open -> open.peer().equals(peer))
            .map(Call::id)
            .findFirst()
            .orElseThrow();
    AnswerFacts answered = new AnswerFacts(PART, Usage.NONE, Money.ZERO, 5, 1, "m1", "stop");
    return does(new Command.Settle(call, answered, Samples.ballot(verdict)));
  }

  public Steps count() {
    return does(new Command.CompleteRound());
  }

  /** Takes the end that comes next. */
  public Steps end() {
    NextStep.End end = (NextStep.End) next();
    return does(new Command.EndRun(end.reason(), end.detail()));
  }

  private NextStep next() {
    return NextStep.of(session, Set.of(), true);
  }
}
