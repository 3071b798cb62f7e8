package crossreview.session.command;

import crossreview.model.Digest;
import crossreview.model.Money;
import crossreview.model.call.CallPurpose;
import crossreview.model.call.PromptSection;
import org.jspecify.annotations.Nullable;

/**
 * What a call may cost before it is sent; the id is given by the decider.
 *
 * @param finding what a judge is asked about, else null
 * @param claim whose share of the day's money it is taken from
 * @param section what of the artifact it is about; absent means all of it
 * @param reuseKey names the question, where its answer may be used again; answers about sections
 *     are not
 */
public record CallReservation(
    String peer,
    CallPurpose purpose,
    Money ceiling,
    String model,
    int attemptsMax,
    @Nullable String finding,
    @Nullable String claim,
    @Nullable PromptSection section,
    @Nullable Digest reuseKey) {
  /** A call that is about no single finding. */
  public CallReservation(
      String peer, CallPurpose purpose, Money ceiling, String model, int attemptsMax) {
    this(peer, purpose, ceiling, model, attemptsMax, null, null, null, null);
  }

  /** The same, about a finding. */
  public CallReservation about(String one) {
    return new CallReservation(
        peer, purpose, ceiling, model, attemptsMax, one, claim, section, reuseKey);
  }

  /** The same, paid from a share of the day's money; null for none. */
  public CallReservation from(@Nullable String share) {
    return new CallReservation(
        peer, purpose, ceiling, model, attemptsMax, finding, share, section, reuseKey);
  }

  /** The same, about a section of the artifact. */
  public CallReservation of(@Nullable PromptSection part) {
    return new CallReservation(
        peer,
        purpose,
        ceiling,
        model,
        attemptsMax,
        finding,
        claim,
        part,
        part == null ? reuseKey : null);
  }

  /** The same, whose answer may be used again for the same question. */
  public CallReservation named(Digest key) {
    return new CallReservation(
        peer, purpose, ceiling, model, attemptsMax, finding, claim, section, key);
  }

  /** The same, whose answer is there already and costs nothing. */
  public CallReservation free(String answeredBy) {
    return new CallReservation(
        peer, purpose, Money.ZERO, answeredBy, attemptsMax, finding, claim, section, reuseKey);
  }
}
