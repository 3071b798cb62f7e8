package crossreview.session;

import crossreview.collection.PersistentMap;
import crossreview.model.Money;
import crossreview.model.TextRef;
import crossreview.model.call.CallPurpose;
import crossreview.model.call.CostBasis;
import crossreview.model.call.PromptSection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call in the ledger.
 *
 * @param finding what a judge is asked about, else null
 * @param claim whose share of the day's money it was taken from, or null where no day has a ceiling
 * @param section what of the artifact it is about, or null for all of it
 * @param answer the answer as it came
 * @param read whether the answer's meaning is in the journal: a vote, a revision, a refusal
 * @param cost what it cost, nothing before that is known
 * @param costBasis what the booked amount rests on
 * @param latencyMs how long the answer took; 0 where none came
 * @param modelReported the model that says it answered
 * @param tokensRead how many tokens the provider says it read, or null where it does not say
 * @param hint what a failed call says to people
 */
public record LedgerCall(
    String id,
    String peer,
    int round,
    CallPurpose purpose,
    Money ceiling,
    String model,
    @Nullable String finding,
    @Nullable String claim,
    @Nullable PromptSection section,
    CallState state,
    @Nullable TextRef answer,
    boolean read,
    Money cost,
    CostBasis costBasis,
    long latencyMs,
    @Nullable String modelReported,
    @Nullable Long tokensRead,
    @Nullable String hint) {

  /** The state of a call in the ledger. */
  public enum CallState {
    RESERVED,
    SETTLED,
    FAILED,
    RELEASED,
    /** Found after a crash: its fate is unknown, it is booked at its ceiling. */
    INDETERMINATE
  }

  /**
   * The reserved call as it ended.
   *
   * @param words what a failure says to people
   */
  LedgerCall ended(CallState end, @Nullable TextRef given, Money charged, @Nullable String words) {
    return new LedgerCall(
        id, peer, round, purpose, ceiling, model, finding, claim, section, end, given, false,
        charged, costBasis, 0, null, null, words);
  }

  LedgerCall answered(long millis, @Nullable String by, @Nullable Long tokens) {
    return new LedgerCall(
        id, peer, round, purpose, ceiling, model, finding, claim, section, state, answer, read,
        cost, costBasis, millis, by, tokens, hint);
  }

  /** The same call, booked on this basis. */
  LedgerCall on(CostBasis basis) {
    return new LedgerCall(
        id,
        peer,
        round,
        purpose,
        ceiling,
        model,
        finding,
        claim,
        section,
        state,
        answer,
        read,
        cost,
        basis,
        latencyMs,
        modelReported,
        tokensRead,
        hint);
  }

  /** The same call with another model of its peer. */
  LedgerCall on(String other) {
    return with(other, read);
  }

  LedgerCall asRead() {
    return with(model, true);
  }

  private LedgerCall with(String by, boolean known) {
    return new LedgerCall(
        id,
        peer,
        round,
        purpose,
        ceiling,
        by,
        finding,
        claim,
        section,
        state,
        answer,
        known,
        cost,
        costBasis,
        latencyMs,
        modelReported,
        tokensRead,
        hint);
  }

  /** The calls of one round and of the revision after it, in order. */
  static List<LedgerCall> ofRound(PersistentMap<String, LedgerCall> calls, int round) {
    List<Map.Entry<String, LedgerCall>> all = calls.entries();
    int from = all.size();
    while (from > 0 && all.get(from - 1).getValue().round() >= round) {
      from--; // calls are reserved for the last round only, so their rounds never fall
    }
    return all.subList(from, all.size()).stream()
        .map(Map.Entry::getValue)
        .filter(ledgerCall -> ledgerCall.round() == round)
        .toList();
  }

  /** Whether the answer is on disk and its meaning is not known yet. */
  public boolean unread() {
    return state == CallState.SETTLED && !read;
  }

  /** Which section of the artifact it is about, from 1; 0 for all of it. */
  public int sectionNumber() {
    return section == null ? 0 : section.number();
  }

  /** What counts as spent. */
  public Money booked() {
    return switch (state) {
      case RESERVED, RELEASED -> Money.ZERO;
      case SETTLED, FAILED -> cost;
      case INDETERMINATE -> ceiling;
    };
  }
}
