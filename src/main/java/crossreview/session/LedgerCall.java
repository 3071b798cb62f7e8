package crossreview.session;

import crossreview.collection.PersistentMap;
import crossreview.model.Digest;
import crossreview.model.Money;
import crossreview.model.TextRef;
import crossreview.model.call.AnswerOrigin;
import crossreview.model.call.CacheCost;
import crossreview.model.call.CallPurpose;
import crossreview.model.call.CostBasis;
import crossreview.model.call.FailureClass;
import crossreview.model.call.PromptSection;
import crossreview.model.call.TokenUsage;
import crossreview.model.event.CallEvent.CallSettled;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A call in the ledger.
 *
 * @param finding what a judge is asked about, else null
 * @param claim whose share of the day's money it was taken from; absent where no day has a ceiling
 * @param section what of the artifact it is about; absent means all of it
 * @param answer the answer as it came
 * @param read whether the answer's meaning is in the journal: a vote, a revision, a refusal
 * @param cost what it cost, nothing before that is known
 * @param costBasis what the booked amount rests on
 * @param facts what is known of how it went
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
    CallFacts facts,
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
   * How a call went.
   *
   * @param latencyMs how long the answer took; 0 where none came
   * @param modelReported the model that says it answered
   * @param usage the tokens that the provider counted
   * @param cacheCost what the provider's cache did to the cost
   * @param fallbacks how often another model of the peer took over
   * @param failure why no answer came
   * @param endedAt the stamp of its end; absent while it is under way
   * @param reuseKey names its question, where its answer may be used again
   * @param reusedFrom the call of another session that brought the answer; null where this one did
   */
  public record CallFacts(
      long latencyMs,
      @Nullable String modelReported,
      TokenUsage usage,
      @Nullable CacheCost cacheCost,
      int fallbacks,
      @Nullable FailureClass failure,
      @Nullable String endedAt,
      @Nullable Digest reuseKey,
      @Nullable AnswerOrigin reusedFrom) {
    /** Those of a call whose answer is used in its session alone. */
    public CallFacts(
        long latencyMs,
        @Nullable String modelReported,
        TokenUsage usage,
        @Nullable CacheCost cacheCost,
        int fallbacks,
        @Nullable FailureClass failure,
        @Nullable String endedAt) {
      this(latencyMs, modelReported, usage, cacheCost, fallbacks, failure, endedAt, null, null);
    }

    static CallFacts of(@Nullable Digest reuseKey) {
      return new CallFacts(0, null, TokenUsage.NONE, null, 0, null, null, reuseKey, null);
    }

    CallFacts fellBack() {
      return new CallFacts(
          latencyMs,
          modelReported,
          usage,
          cacheCost,
          fallbacks + 1,
          failure,
          endedAt,
          reuseKey,
          reusedFrom);
    }

    CallFacts endedAt(String at, @Nullable FailureClass why) {
      return new CallFacts(
          latencyMs, modelReported, usage, cacheCost, fallbacks, why, at, reuseKey, reusedFrom);
    }

    CallFacts answered(CallSettled by) {
      return new CallFacts(
          by.latencyMs(),
          by.modelReported(),
          by.usage(),
          by.cacheCost(),
          fallbacks,
          failure,
          endedAt,
          reuseKey,
          by.reusedFrom());
    }
  }

  /**
   * The reserved call as it ended.
   *
   * @param how with the stamp of the end
   * @param words what a failure says to people
   */
  LedgerCall ended(
      CallState end,
      @Nullable TextRef given,
      Money charged,
      CallFacts how,
      @Nullable String words) {
    return new LedgerCall(
        id, peer, round, purpose, ceiling, model, finding, claim, section, end, given, false,
        charged, costBasis, how, words);
  }

  /** The same call, booked on this basis. */
  LedgerCall on(CostBasis basis) {
    return new LedgerCall(
        id, peer, round, purpose, ceiling, model, finding, claim, section, state, answer, read,
        cost, basis, facts, hint);
  }

  /** The same call with another model of its peer. */
  LedgerCall on(String other) {
    return with(other, read, facts.fellBack());
  }

  LedgerCall asRead() {
    return with(model, true, facts);
  }

  private LedgerCall with(String by, boolean known, CallFacts how) {
    return new LedgerCall(
        id, peer, round, purpose, ceiling, by, finding, claim, section, state, answer, known, cost,
        costBasis, how, hint);
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

  /** How long the answer took, in milliseconds; 0 where none came. */
  public long latencyMs() {
    return facts.latencyMs();
  }

  /** The model that says it answered. */
  public @Nullable String modelReported() {
    return facts.modelReported();
  }

  /** How many tokens the provider says it read; absent where it does not say. */
  public @Nullable Long tokensRead() {
    return facts.usage().inputInAll();
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

  /** What the last failed call to a peer says, so that no one has to look for it. */
  public static String lastHint(List<LedgerCall> calls, String peer) {
    return calls.stream()
        .filter(call -> call.peer().equals(peer))
        .map(LedgerCall::hint)
        .filter(Objects::nonNull)
        .reduce((first, last) -> last)
        .orElse("returned no usable vote");
  }
}
