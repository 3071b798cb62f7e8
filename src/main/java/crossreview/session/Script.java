package crossreview.session;

import crossreview.model.Purpose;
import crossreview.model.Reason;
import crossreview.session.NextStep.AskVoters;
import crossreview.session.NextStep.AwaitCalls;
import crossreview.session.NextStep.BeginRound;
import crossreview.session.NextStep.CountRound;
import crossreview.session.NextStep.End;
import crossreview.session.NextStep.Idle;
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
    if (session.seq() >= session.limits().linesMax()) {
      return new End(Reason.SESSION_LIMIT, session.seq() + " lines, limits.session_lines_max");
    }
    if (session.run().rounds() == 0) {
      return begin();
    }
    Round round = session.rounds().getLast();
    return round.completed() == null ? within(round) : after(round);
  }

  private NextStep begin() {
    List<String> voters = Panel.voters(session);
    if (voters.size() < session.limits().floor()) {
      return new End(
          Reason.QUORUM_FLOOR_NOT_MET,
          voters.size() + " may vote, at least " + session.limits().floor() + " must");
    }
    return new BeginRound(session.rounds().size() + 1, voters);
  }

  private NextStep within(Round round) {
    Optional<Call> unread = unreadReview(round);
    if (unread.isPresent()) {
      return new ReadAnswer(unread.get().id());
    }
    List<String> missing =
        round.panel().stream().filter(peer -> undecided(round, peer) && idle(round, peer)).toList();
    if (!missing.isEmpty()) {
      return new AskVoters(round.number(), missing);
    }
    return openCalls().<NextStep>map(AwaitCalls::new).orElse(new CountRound(round.number()));
  }

  private boolean undecided(Round round, String peer) {
    return !round.votes().containsKey(peer)
        && !round.excused().containsKey(peer)
        && !round.rejected().containsKey(peer);
  }

  /** Nothing is under way for the peer, and it may be asked (again). */
  private boolean idle(Round round, String peer) {
    List<Call> calls = callsOf(round, peer);
    boolean underWay = calls.stream().anyMatch(c -> c.state() == Call.State.RESERVED);
    boolean answered = calls.stream().anyMatch(c -> c.answer() != null);
    return !underWay && !answered && unknown(calls) <= reasks;
  }

  /** A review whose answer stands unread, unless its one repair turn is under way or spent. */
  private Optional<Call> unreadReview(Round round) {
    return session.calls().values().stream()
        .filter(call -> call.round() == round.number() && call.purpose() == Purpose.REVIEW)
        .filter(call -> call.state() == Call.State.SETTLED && !call.read())
        .filter(call -> undecided(round, call.peer()))
        .filter(call -> repairable(callsOf(round, call.peer())))
        .findFirst();
  }

  private boolean repairable(List<Call> calls) {
    List<Call> repairs = calls.stream().filter(c -> c.purpose() == Purpose.REPAIR).toList();
    return repairs.size() == unknown(repairs) && unknown(repairs) <= reasks;
  }

  private List<Call> callsOf(Round round, String peer) {
    return session.calls().values().stream()
        .filter(call -> call.round() == round.number() && call.peer().equals(peer))
        .filter(call -> call.purpose() != Purpose.REVISE)
        .toList();
  }

  private static int unknown(List<Call> calls) {
    return (int) calls.stream().filter(c -> c.state() == Call.State.INDETERMINATE).count();
  }

  private Optional<List<String>> openCalls() {
    List<String> open =
        session.calls().values().stream()
            .filter(call -> call.state() == Call.State.RESERVED)
            .map(Call::id)
            .toList();
    if (!openHere.containsAll(open)) {
      throw new IllegalStateException("nobody awaits a call of " + open + ", only " + openHere);
    }
    return open.isEmpty() ? Optional.empty() : Optional.of(open);
  }

  private NextStep after(Round round) {
    boolean revised = !round.artifact().equals(session.current().sha256());
    if (revised) {
      return begin();
    }
    Optional<End> end = StopRules.after(session, round.completed());
    return end.<NextStep>map(e -> e).orElseGet(() -> revision(round));
  }

  private NextStep revision(Round round) {
    List<Call> calls =
        session.calls().values().stream()
            .filter(call -> call.purpose() == Purpose.REVISE && call.round() == round.number())
            .toList();
    Optional<Call> unread =
        calls.stream().filter(c -> c.state() == Call.State.SETTLED && !c.read()).findFirst();
    if (unread.isPresent()) {
      return new ReadAnswer(unread.get().id());
    }
    Optional<List<String>> open = openCalls();
    if (open.isPresent()) {
      return new AwaitCalls(open.get());
    }
    Optional<String> author = session.run().currentAuthor();
    return author.isPresent() && unknown(calls) <= reasks
        ? new Revise(author.get())
        : exhausted();
  }

  private End exhausted() {
    Run run = session.run();
    boolean identical = run.identical() > 0 && run.identical() == run.author();
    return identical
        ? new End(Reason.NOTHING_NEW, "every author gave the same bytes back")
        : new End(Reason.NO_USABLE_REVISION, "no author of the draw gave a usable revision");
  }
}
