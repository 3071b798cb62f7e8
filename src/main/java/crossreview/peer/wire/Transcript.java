package crossreview.peer.wire;

import crossreview.model.Money;
import crossreview.model.call.TokenUsage;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What was heard from a provider during one try. One thread.
 *
 * <p>The first end and the first fault count; what comes after them is not heard.
 */
public final class Transcript {
  private final int charactersMax;
  private final Consumer<String> flow;
  private final StringBuilder text = new StringBuilder();
  private long steps;
  private String model;
  private TokenUsage tokenUsage = TokenUsage.NONE;
  private Money cost;
  private boolean refused;
  private Ending ending;
  private String finish;
  private Fault fault;

  /**
   * @param charactersMax a longer answer breaks the stream
   * @param flow gets each piece of the answer as it comes
   */
  public Transcript(int charactersMax, Consumer<String> flow) {
    this.charactersMax = charactersMax;
    this.flow = flow;
  }

  /** The next piece of the answer. */
  public void text(String piece) throws StreamBroken {
    if (piece.isEmpty() || over()) {
      return;
    }
    if (text.length() + piece.length() > charactersMax) {
      throw StreamBroken.tooLong("the answer", charactersMax);
    }
    text.append(piece);
    steps++;
    flow.accept(piece);
  }

  /** The rest of an answer whose end was heard already; some ends come before it. */
  public void tail(String piece) throws StreamBroken {
    Ending heard = ending;
    if (!piece.isEmpty() && fault == null) {
      ending = null;
      text(piece);
      ending = heard;
    }
  }

  /** The whole answer, as the end of the stream says it; it wins over its pieces. */
  public void whole(String answer) throws StreamBroken {
    if (!over() && !answer.isBlank() && !answer.contentEquals(text)) {
      text.setLength(0);
      text(answer);
    }
  }

  /** What came so far was no part of the answer. */
  public void restart() {
    text.setLength(0);
  }

  /** Something that shows that the provider works on it, such as thinking, which is not kept. */
  public void progress() {
    steps++;
  }

  public void model(String name) {
    model = model == null ? name : model;
  }

  /** The usage so far; a later one takes its place. */
  public void usage(TokenUsage counted) {
    tokenUsage = counted;
  }

  public void cost(Money said) {
    cost = said;
  }

  public void refused() {
    refused = true;
  }

  /**
   * The answer has ended.
   *
   * @param word the provider's own
   */
  public void ended(Ending how, String word) {
    if (!over()) {
      ending = how;
      finish = word;
    }
  }

  /** The provider said that something went wrong. */
  public void fault(Fault what) {
    if (fault == null && ending != Ending.COMPLETE) {
      fault = what;
    }
  }

  /** Whether nothing more of the answer can come; usage still can. */
  public boolean over() {
    return ending != null || fault != null;
  }

  /** Whether anything at all has been heard. */
  public boolean begun() {
    return steps > 0 || model != null;
  }

  public String text() {
    return text.toString();
  }

  /** Grows with everything that is a part of an answer. */
  public long steps() {
    return steps;
  }

  /** The model that answers, as the provider names it, or null. */
  public String model() {
    return model;
  }

  public TokenUsage usage() {
    return tokenUsage;
  }

  public Optional<Money> cost() {
    return Optional.ofNullable(cost);
  }

  /** How it ended, or null if it did not. */
  public Ending ending() {
    return refused && ending == Ending.COMPLETE ? Ending.REFUSED : ending;
  }

  public String finish() {
    return finish;
  }

  public Optional<Fault> fault() {
    return Optional.ofNullable(fault);
  }
}
