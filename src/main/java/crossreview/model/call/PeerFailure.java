package crossreview.model.call;

import crossreview.model.ValueChecks;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A call that gave no usable answer.
 *
 * @param failureClass the class, as in the table of the providers page
 * @param failureCode the finer code, lower case with underscores
 * @param phase how far the call had come
 * @param retryable whether the one retry layer may try again
 * @param spend what is known about its cost
 * @param hint what a person can do about it
 */
public record PeerFailure(
    FailureClass failureClass,
    String failureCode,
    CallPhase phase,
    boolean retryable,
    CostCertainty spend,
    @Nullable String hint) {

  private static final Set<String> EXCUSING_CODES =
      Set.of("rate_limited", "overloaded", "upstream_5xx", "transient_4xx", "bad_credentials");

  public PeerFailure {
    ValueChecks.text("failure_code", failureCode, 1, 64);
    hint = hint == null ? null : ValueChecks.cut(hint, 400);
  }

  /** The same under another class, and not to be tried again. */
  public PeerFailure lastAs(FailureClass other) {
    return new PeerFailure(other, failureCode, phase, false, spend, hint);
  }

  /** The same with what is known about its cost. */
  public PeerFailure costing(CostCertainty known) {
    return new PeerFailure(failureClass, failureCode, phase, retryable, known, hint);
  }

  /** The same in other words, and perhaps worth another try. */
  public PeerFailure reworded(@Nullable String words, boolean again) {
    return new PeerFailure(failureClass, failureCode, phase, again, spend, words);
  }

  /** Class, code and hint in one line. */
  public String words() {
    String name = failureClass.wireName() + "/" + failureCode;
    return hint == null ? name : name + ": " + hint;
  }

  /**
   * Whether the peer leaves the quorum openly instead of blocking by name: it was unavailable, it
   * did not refuse. Decided by code alone.
   */
  public boolean excuses() {
    return EXCUSING_CODES.contains(failureCode)
        || failureClass == FailureClass.NETWORK
        || failureClass == FailureClass.TIMEOUT
        || failureClass == FailureClass.FALLBACK_EXHAUSTED;
  }
}
