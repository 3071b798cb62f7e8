package crossreview.session.script;

import crossreview.session.JudgmentState.PassState;
import crossreview.session.LedgerCall;
import crossreview.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The judges of the open pass and how far each is. The decider and the script look here, so the one
 * never proposes what the other refuses.
 */
public final class JudgePass {
  private final Session session;
  private final PassState passState;

  private JudgePass(Session session, PassState passState) {
    this.session = session;
    this.passState = passState;
  }

  public static Optional<JudgePass> of(Session session) {
    return session
        .supplement()
        .judgments()
        .open()
        .map(passState -> new JudgePass(session, passState));
  }

  public PassState pass() {
    return passState;
  }

  /** Why a judge is not to be asked about a finding now, or nothing if it may. */
  public Optional<String> refusal(String finding, String judge, int reasks) {
    if (!passState.left().contains(finding)) {
      return Optional.of("it is not among " + passState.left());
    }
    if (!passState.judges().contains(judge)) {
      return Optional.of("the judges are " + passState.judges());
    }
    List<LedgerCall> calls = passState.calls(session, finding, judge);
    if (calls.stream()
        .anyMatch(ledgerCall -> ledgerCall.state() == LedgerCall.CallState.RESERVED)) {
      return Optional.of("a call to it is under way");
    }
    boolean over =
        calls.stream()
            .anyMatch(c ->
                c.state() == LedgerCall.CallState.SETTLED
                    || c.state() == LedgerCall.CallState.FAILED);
    if (over) {
      return Optional.of("it answered or failed");
    }
    if (count(calls, LedgerCall.CallState.INDETERMINATE) > reasks) {
      return Optional.of("the fate of its calls is unknown");
    }
    return count(calls, LedgerCall.CallState.RELEASED) > CallEligibility.RELEASES_MAX
        ? Optional.of("it was reserved too often without being asked")
        : Optional.empty();
  }

  private static long count(List<LedgerCall> calls, LedgerCall.CallState callState) {
    return calls.stream().filter(ledgerCall -> ledgerCall.state() == callState).count();
  }

  /** Whom to ask about what now. */
  List<NextStep.JudgeQuestion> missing(int reasks) {
    List<NextStep.JudgeQuestion> missing = new ArrayList<>();
    for (String finding : passState.left()) {
      for (String judge : passState.judges()) {
        if (refusal(finding, judge, reasks).isEmpty()) {
          missing.add(new NextStep.JudgeQuestion(finding, judge));
        }
      }
    }
    return missing;
  }

  /** Whether no call about the finding is under way. */
  public boolean settled(String finding) {
    return passState.judges().stream()
        .flatMap(judge -> passState.calls(session, finding, judge).stream())
        .noneMatch(ledgerCall -> ledgerCall.state() == LedgerCall.CallState.RESERVED);
  }
}
