package crossreview.model.event;

import crossreview.model.Digest;
import crossreview.model.Money;
import crossreview.model.TextRef;
import crossreview.model.ValueChecks;
import crossreview.model.call.AnswerOrigin;
import crossreview.model.call.CacheCost;
import crossreview.model.call.CallPhase;
import crossreview.model.call.CallPurpose;
import crossreview.model.call.CostBasis;
import crossreview.model.call.CostCertainty;
import crossreview.model.call.FailureClass;
import crossreview.model.call.PromptSection;
import crossreview.model.call.TokenUsage;
import org.jspecify.annotations.Nullable;

/** A call to a peer: reserved before it is sent, settled when its answer is durable. */
public sealed interface CallEvent extends SessionEvent {

  /** The call's id: {@code c1}, {@code c2} … along the session. */
  String call();

  /**
   * A call may be sent now.
   *
   * @param finding what a judge is asked about, else null
   * @param claim whose share of the day's money it was taken from; absent where no day has a
   *     ceiling
   * @param section what of the artifact it is about; absent means all of it
   * @param reuseKey names the question, where its answer may be used again or be one that is; null
   *     where the policy does not want that
   */
  record CallReserved(
      String call,
      String peer,
      int round,
      CallPurpose purpose,
      Money ceiling,
      String model,
      int attemptsMax,
      @Nullable String finding,
      @Nullable String claim,
      @Nullable PromptSection section,
      @Nullable Digest reuseKey)
      implements CallEvent {
    /** One whose answer is used here alone. */
    public CallReserved(
        String call,
        String peer,
        int round,
        CallPurpose purpose,
        Money ceiling,
        String model,
        int attemptsMax,
        @Nullable String finding,
        @Nullable String claim,
        @Nullable PromptSection section) {
      this(call, peer, round, purpose, ceiling, model, attemptsMax, finding, claim, section, null);
    }
  }

  /**
   * An answer, and what it cost.
   *
   * @param costBasis what the cost rests on; absent in a journal that does not say
   * @param cacheCost what the provider's cache did to the cost of the last try; absent where it did
   *     nothing, and in lines of earlier versions
   * @param reusedFrom the call that brought the answer, where this one was not sent; else null
   */
  record CallSettled(
      String call,
      TextRef answer,
      TokenUsage usage,
      Money cost,
      long latencyMs,
      int attempts,
      @Nullable String modelReported,
      @Nullable String finish,
      @Nullable CostBasis costBasis,
      @Nullable CacheCost cacheCost,
      @Nullable AnswerOrigin reusedFrom)
      implements CallEvent {
    /** An answer that the peer gave to this call. */
    public CallSettled(
        String call,
        TextRef answer,
        TokenUsage usage,
        Money cost,
        long latencyMs,
        int attempts,
        @Nullable String modelReported,
        @Nullable String finish,
        @Nullable CostBasis costBasis,
        @Nullable CacheCost cacheCost) {
      this(
          call,
          answer,
          usage,
          cost,
          latencyMs,
          attempts,
          modelReported,
          finish,
          costBasis,
          cacheCost,
          null);
    }

    /** An answer without a word about a cache. */
    public CallSettled(
        String call,
        TextRef answer,
        TokenUsage usage,
        Money cost,
        long latencyMs,
        int attempts,
        @Nullable String modelReported,
        @Nullable String finish,
        @Nullable CostBasis costBasis) {
      this(call, answer, usage, cost, latencyMs, attempts, modelReported, finish, costBasis, null);
    }
  }

  /** No usable answer; {@code answer} is there when one came and could not be read. */
  record CallFailed(
      String call,
      FailureClass failureClass,
      String failureCode,
      CallPhase phase,
      boolean retryable,
      int attempts,
      CostCertainty spend,
      Money cost,
      @Nullable TextRef answer,
      @Nullable String hint)
      implements CallEvent {}

  /**
   * Reserved, and its fate is unknown: found so after a crash, or its connection was lost; booked
   * at its ceiling.
   *
   * @param reason what was seen of it
   */
  record CallIndeterminate(String call, Money booked, @Nullable String reason)
      implements CallEvent {
    public CallIndeterminate {
      ValueChecks.optional("reason", reason, 1_000);
    }
  }

  /** The call continues with another model of the same peer. */
  record FallbackTaken(String call, String peer, String fromModel, String toModel, String reason)
      implements CallEvent {
    public FallbackTaken {
      ValueChecks.text("from_model", fromModel, 1, 200);
      ValueChecks.text("to_model", toModel, 1, 200);
      ValueChecks.optional("reason", reason, 1_000);
    }
  }

  /** Reserved and certainly never sent. */
  record CallReleased(String call, String reason) implements CallEvent {}
}
