package crossreview.peer.wire;

import crossreview.model.Money;
import crossreview.model.call.CallPhase;
import crossreview.model.call.CostCertainty;
import crossreview.model.call.FailureClass;
import crossreview.model.call.PeerFailure;
import crossreview.model.call.TokenUsage;
import crossreview.peer.PeerFailed;
import crossreview.peer.Price;
import crossreview.peer.Reply;
import crossreview.peer.wire.FaultTable.Meaning;
import crossreview.profile.Attestation;
import crossreview.profile.Attestation.Match;
import crossreview.profile.Profile;
import java.time.Duration;

/**
 * What a try came to. Only a documented normal end with text in it, by the model that was asked, is
 * an answer; everything else is a failure that keeps what is known about its cost.
 */
public final class Conclusion {
  private final Profile.Reading reading;
  private final String model;
  private final Price price;
  private final Money ceiling;

  /**
   * @param model the one that was asked
   * @param ceiling the most that this try can have cost
   */
  public Conclusion(Profile.Reading reading, String model, Price price, Money ceiling) {
    this.reading = reading;
    this.model = model;
    this.price = price;
    this.ceiling = ceiling;
  }

  /** Whether the answer comes from another model than was asked; known at its first event. */
  public boolean wrongModel(Transcript heard) {
    return Attestation.compare(model, heard.model(), reading.acceptReported()) == Match.OTHER
        && !reading.attestation().admits(Match.OTHER);
  }

  /** The answer, or why there is none. */
  public Reply of(Transcript heard) {
    if (heard.fault().isPresent()) {
      Meaning meaning = FaultTable.of(200, heard.fault().get(), heard.begun());
      throw failed(meaning, heard.fault().get().message(), heard, null);
    }
    if (wrongModel(heard)) {
      throw otherModel(heard);
    }
    if (heard.ending() != Ending.COMPLETE) {
      throw unfinished(heard);
    }
    if (heard.model() == null && !reading.attestation().admits(Match.UNREPORTED)) {
      throw downgrade("model_unreported", "it does not say which model answered", heard);
    }
    if (heard.text().isBlank()) {
      Meaning once =
          new Meaning(
              FailureClass.PROVIDER_ERROR, "empty_output", true, true, CostCertainty.UNKNOWN);
      throw failed(once, "it ended normally and said nothing", heard, null);
    }
    Money cost = cost(heard);
    return new Reply(
        heard.text(), heard.usage(), cost == null ? ceiling : cost, heard.model(), heard.finish());
  }

  /** The failure of a wrong model, as soon as it is seen. */
  public PeerFailed otherModel(Transcript heard) {
    return downgrade("other_model", "asked " + model + ", " + heard.model() + " answered", heard);
  }

  private PeerFailed downgrade(String code, String hint, Transcript heard) {
    Meaning meaning =
        new Meaning(FailureClass.SILENT_MODEL_DOWNGRADE, code, false, false, CostCertainty.UNKNOWN);
    return failed(meaning, hint, heard, null);
  }

  private PeerFailed unfinished(Transcript heard) {
    String word = heard.finish() == null ? "" : " (" + heard.finish() + ")";
    Meaning meaning =
        switch (heard.ending()) {
          case null ->
              new Meaning(
                  FailureClass.NETWORK, "truncated_stream", true, false, CostCertainty.UNKNOWN);
          case TRUNCATED -> unusable("output_truncated");
          case WINDOW_FULL ->
              new Meaning(
                  FailureClass.PROMPT_TOO_LARGE,
                  "context_length",
                  false,
                  false,
                  CostCertainty.UNKNOWN);
          case FILTERED -> unusable("output_filtered");
          case BLOCKED ->
              new Meaning(
                  FailureClass.PROMPT_FLAGGED_BY_MODERATION,
                  "prompt_blocked",
                  false,
                  false,
                  CostCertainty.UNKNOWN);
          case REFUSED ->
              new Meaning(
                  FailureClass.PROVIDER_REFUSAL, "refusal", false, false, CostCertainty.UNKNOWN);
          case INTERRUPTED ->
              new Meaning(
                  FailureClass.PROVIDER_ERROR, "overloaded", true, false, CostCertainty.UNKNOWN);
          case COMPLETE, OTHER -> unusable("unknown_finish");
        };
    String said =
        heard.ending() == null ? "the stream ended without its end" : "it did not end normally";
    return failed(meaning, said + word, heard, null);
  }

  private static Meaning unusable(String code) {
    return new Meaning(FailureClass.PROVIDER_ERROR, code, false, false, CostCertainty.UNKNOWN);
  }

  /**
   * A failure with what it cost: nothing for a free peer, exactly that where the usage came.
   *
   * @param wait how long the provider wants to be left alone, or null
   */
  public PeerFailed failed(Meaning meaning, String hint, Transcript heard, Duration wait) {
    return failed(
        meaning, heard.begun() ? CallPhase.STREAM : CallPhase.FIRST_BYTE, hint, heard, wait);
  }

  /** The same where the phase is known otherwise. */
  public PeerFailed failed(
      Meaning meaning, CallPhase callPhase, String hint, Transcript heard, Duration wait) {
    Money cost = heard == null ? null : cost(heard);
    CostCertainty costCertainty = meaning.costCertainty();
    if (price instanceof Price.Free) {
      costCertainty = CostCertainty.ZERO;
    } else if (cost != null) {
      costCertainty = CostCertainty.EXACT;
    }
    PeerFailure failure =
        new PeerFailure(
            meaning.failure(),
            meaning.code(),
            callPhase,
            meaning.retryable(),
            costCertainty,
            hint(hint));
    return new PeerFailed(
        failure, costCertainty == CostCertainty.EXACT ? cost : null, wait, meaning.once());
  }

  private static String hint(String text) {
    return text == null || text.isBlank() ? null : text;
  }

  /**
   * What the heard usage costs, the provider's own sum where it is higher, or null where one of the
   * two sides is not known. A refusal without a token of output is not charged.
   */
  private Money cost(Transcript heard) {
    TokenUsage tokenUsage = heard.usage();
    Money counted =
        switch (price) {
          case Price.Free free -> Money.ZERO;
          case Price.Tokens tokens when tokenUsage.input() != null && tokenUsage.output() != null ->
              unchargedRefusal(heard) ? Money.ZERO : tokens.card().cost(tokenUsage);
          case Price.Ceiling c -> null;
          case Price.Tokens t -> null;
          case Price.Unknown u -> null;
        };
    Money said = heard.cost().orElse(null);
    if (counted == null || said == null) {
      return counted == null ? said : counted;
    }
    return counted.compareTo(said) >= 0 ? counted : said;
  }

  private static boolean unchargedRefusal(Transcript heard) {
    return heard.ending() == Ending.REFUSED && heard.usage().output() == 0;
  }
}
