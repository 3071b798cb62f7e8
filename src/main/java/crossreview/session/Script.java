package crossreview.session;

import crossreview.model.Mode;
import crossreview.model.Purpose;
import crossreview.model.Reason;
import crossreview.session.NextStep.AskVoters;
import crossreview.session.NextStep.AwaitCalls;
import crossreview.session.NextStep.BeginRound;
import crossreview.session.NextStep.CountRound;
import crossreview.session.NextStep.End;
import crossreview.session.NextStep.Idle;
import crossreview.session.NextStep.Paused;
import crossreview.session.NextStep.ReadAnswer;
import crossreview.session.NextStep.Revise;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The script of a review: the next step of a state. */
final class Script {
  private final Session session;
  private final Set<String> openHere;
  private final int reasks;

  Script(Session session, Set<String> openHere, int reasks) {
    this.session = session;
    this.openHere = openHere;
    this.reasks = reasks;
  }

  NextStep next() {
    if (!session.running()) {
      return new Idle();
    }
    if (session.cancelRequested()) {
      return new End(Reason.SESSION_CANCELLED, session.cancelReason());
    }
    if (session.paused()) {
      List<String> open = open();
      return open.isEmpty() ? new Paused() : new AwaitCalls(open);
    }
    if (session.seq() >= session.limits().linesMax()) {
      return new End(Reason.SESSION_LIMIT, session.seq() + " lines, limits.session_lines_max");
    }
    Optional<Bench> bench = Bench.of(session);
    if (bench.isPresent()) {
      return judge(bench.get());
    }
    if (session.run().mode() == Mode.JUDGE) {
      return new End(Reason.JUDGED, null);
    }
    if (session.run().mode() == Mode.CIRCULAR) {
      return new Turns(session, reasks, this::open).next();
    }
    if (session.run().rounds() == 0) {
      return begin();
    }
    Round round = session.rounds().getLast();
    return round.completed() == null ? within(round) : after(round);
  }

  private NextStep judge(Bench bench) {
    List<NextStep.Question> missing = bench.missing(reasks);
    if (!missing.isEmpty()) {
      return new NextStep.AskBench(missing);
    }
    Optional<String> ready = bench.pass().left().stream().filter(bench::quiet).findFirst();
    return ready.isPresent()
        ? new NextStep.Rule(ready.get(), bench.pass().judges())
        : new AwaitCalls(open());
  }

  private NextStep begin() {
    if (!Judgeable.automatic(session).isEmpty()) {
      return new NextStep.BeginJudging();
    }
    List<String> voters = Panel.voters(session);
    if (voters.size() < session.limits().floor()) {
      return new End(
          Reason.QUORUM_FLOOR_NOT_MET,
          voters.size() + " may vote, at least " + session.limits().floor() + " must");
    }
    return new BeginRound(session.rounds().size() + 1, voters);
  }

  private NextStep within(Round round) {
    Optional<Call> unread =
        round.panel().stream()
            .filter(peer -> mayAsk(peer, Purpose.REPAIR))
            .flatMap(peer -> Asked.of(session, peer).unreadReview().stream())
            .findFirst();
    if (unread.isPresent()) {
      return new ReadAnswer(unread.get().id());
    }
    List<String> missing =
        round.panel().stream().filter(peer -> mayAsk(peer, Purpose.REVIEW)).toList();
    if (!missing.isEmpty()) {
      return new AskVoters(round.number(), missing);
    }
    List<String> open = open();
    return open.isEmpty() ? new CountRound(round.number()) : new AwaitCalls(open);
  }

  private boolean mayAsk(String peer, Purpose purpose) {
    return Asked.of(session, peer).refusal(purpose, reasks).isEmpty();
  }

  /** The calls under way; that this process awaits each of them is a promise of the caller. */
  private List<String> open() {
    List<String> open = session.openCalls().stream().map(Call::id).toList();
    if (!openHere.containsAll(open)) {
      throw new IllegalStateException("nobody awaits a call of " + open + ", only " + openHere);
    }
    return open;
  }

  private NextStep after(Round round) {
    if (!round.artifact().equals(session.current().sha256())) {
      return begin();
    }
    Optional<End> end = StopRules.after(session, round.completed());
    return end.isPresent() ? end.get() : revision(round);
  }

  private NextStep revision(Round round) {
    Optional<String> author = session.run().currentAuthor();
    Optional<Call> unread =
        session.callsOf(round.number()).stream()
            .filter(call -> call.unread() && call.purpose() == Purpose.REVISE)
            .filter(call -> author.filter(call.peer()::equals).isPresent())
            .findFirst();
    if (unread.isPresent()) {
      return new ReadAnswer(unread.get().id());
    }
    List<String> open = open();
    if (!open.isEmpty()) {
      return new AwaitCalls(open);
    }
    return author
        .filter(peer -> mayAsk(peer, Purpose.REVISE))
        .<NextStep>map(Revise::new)
        .orElseGet(this::noRevision);
  }

  private NextStep noRevision() {
    Run run = session.run();
    boolean identical = run.identical() > 0 && run.identical() == run.author();
    boolean passed = run.currentAuthor().isEmpty();
    return identical && passed
        ? new End(Reason.NOTHING_NEW, "every author gave the same bytes back")
        : new End(Reason.NO_USABLE_REVISION, "no author of the draw gave a usable revision");
  }
}
