package crossreview.session;

import crossreview.session.Judgments.Pass;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The judges of the open pass and how far each is. The decider and the script look here, so the one
 * never proposes what the other refuses.
 */
final class Bench {
  private final Session session;
  private final Pass pass;

  private Bench(Session session, Pass pass) {
    this.session = session;
    this.pass = pass;
  }

  static Optional<Bench> of(Session session) {
    return session.annex().judgments().open().map(pass -> new Bench(session, pass));
  }

  Pass pass() {
    return pass;
  }

  /** Why a judge is not to be asked about a finding now, or nothing if it may. */
  Optional<String> refusal(String finding, String judge, int reasks) {
    if (!pass.left().contains(finding)) {
      return Optional.of("it is not among " + pass.left());
    }
    if (!pass.judges().contains(judge)) {
      return Optional.of("the judges are " + pass.judges());
    }
    List<Call> calls = pass.calls(session, finding, judge);
    if (calls.stream().anyMatch(call -> call.state() == Call.State.RESERVED)) {
      return Optional.of("a call to it is under way");
    }
    boolean over =
        calls.stream()
            .anyMatch(c -> c.state() == Call.State.SETTLED || c.state() == Call.State.FAILED);
    if (over) {
      return Optional.of("it answered or failed");
    }
    if (count(calls, Call.State.INDETERMINATE) > reasks) {
      return Optional.of("the fate of its calls is unknown");
    }
    return count(calls, Call.State.RELEASED) > Asked.RELEASES_MAX
        ? Optional.of("it was reserved too often without being asked")
        : Optional.empty();
  }

  private static long count(List<Call> calls, Call.State state) {
    return calls.stream().filter(call -> call.state() == state).count();
  }

  /** Whom to ask about what now. */
  List<NextStep.Question> missing(int reasks) {
    List<NextStep.Question> missing = new ArrayList<>();
    for (String finding : pass.left()) {
      for (String judge : pass.judges()) {
        if (refusal(finding, judge, reasks).isEmpty()) {
          missing.add(new NextStep.Question(finding, judge));
        }
      }
    }
    return missing;
  }

  /** Whether no call about the finding is under way. */
  boolean quiet(String finding) {
    return pass.judges().stream()
        .flatMap(judge -> pass.calls(session, finding, judge).stream())
        .noneMatch(call -> call.state() == Call.State.RESERVED);
  }
}
