package crossreview.peer.provider;

import crossreview.model.Money;
import crossreview.model.call.TokenUsage;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What was heard from a provider during one try. One thread.
 *
 * <p>The first bad end and the first fault count. A good end counts only if nothing speaks against
 * it: more text, another end or a fault behind it makes the answer unusable.
 */
public final class AnswerTranscript {
  private static final String BETWEEN = "\n\n"; // two messages are two paragraphs
  private static final int DECLINE_MAX = 300; // characters; enough for people

  private final int charactersMax;
  private final Consumer<String> flow;
  private final StringBuilder text = new StringBuilder();
  private long steps;
  private @Nullable String model;
  private TokenUsage tokenUsage = TokenUsage.NONE;
  private boolean counted; // the usage covers everything that was heard
  private @Nullable String unreadable;
  private @Nullable Money cost;
  private final StringBuilder decline = new StringBuilder();
  private boolean refused;
  private @Nullable FinishReason finishReason;
  private @Nullable String finish;
  private @Nullable ProviderError providerError;

  /**
   * @param charactersMax a longer answer breaks the stream
   * @param flow gets each piece of the answer as it comes
   */
  public AnswerTranscript(int charactersMax, Consumer<String> flow) {
    this.charactersMax = charactersMax;
    this.flow = flow;
  }

  /** The next piece of the answer. */
  public void text(String piece) throws StreamException {
    if (over() && !piece.isBlank()) {
      ended(FinishReason.OTHER, "text after " + finish);
    }
    if (piece.isEmpty() || over()) {
      return;
    }
    if (text.length() + piece.length() > charactersMax) {
      throw StreamException.tooLong("the answer", charactersMax);
    }
    text.append(piece);
    steps++;
    counted = false;
    flow.accept(piece);
  }

  /** The rest of an answer whose end was heard already; some ends come before it. */
  public void tail(String piece) throws StreamException {
    late(piece, this::text);
  }

  /** The same for the {@link #whole} answer. */
  public void tailWhole(String answer) throws StreamException {
    late(answer, this::whole);
  }

  private void late(String piece, TextSink sink) throws StreamException {
    FinishReason heard = finishReason;
    if (!piece.isEmpty() && providerError == null) {
      boolean before = counted; // it was held back, and counted with the rest
      finishReason = null;
      sink.add(piece);
      finishReason = heard;
      counted = before;
    }
  }

  private interface TextSink {
    void add(String piece) throws StreamException;
  }

  /**
   * The whole answer, as the end of the stream says it. It takes the place of pieces that are its
   * beginning or end; beside others it stands after them, so that a verdict of which only the
   * pieces tell is not lost.
   */
  public void whole(String answer) throws StreamException {
    String pieces = text.toString().strip();
    String said = answer.strip();
    if (over() || said.isEmpty() || pieces.startsWith(said) || pieces.endsWith(said)) {
      return;
    }
    if (said.startsWith(pieces) || said.endsWith(pieces)) {
      text.setLength(0);
    } else {
      text(BETWEEN);
    }
    text(answer);
  }

  /** What follows is another message of the same answer. */
  public void next() throws StreamException {
    if (!text.isEmpty()) {
      text(BETWEEN);
    }
  }

  /** What came so far was not part of the answer. */
  public void restart() {
    text.setLength(0);
  }

  /** Something that shows that the provider works on it, such as thinking, which is not kept. */
  public void progress() {
    steps++;
    counted &= over();
  }

  public void model(String name) {
    model = model == null ? name : model;
  }

  /** The usage so far; a later one takes its place. */
  public void usage(TokenUsage total) {
    usage(total, true);
  }

  /**
   * The same.
   *
   * @param whole whether it has all tokens that the provider counted
   */
  public void usage(TokenUsage total, boolean whole) {
    tokenUsage = total;
    counted = whole;
  }

  /**
   * What of the usage is not a number of tokens.
   *
   * @param count its name and value; absent where all can be read
   */
  public void unreadable(Optional<String> count) {
    unreadable = count.orElse(null);
  }

  /** The count that cannot be read, if there is one. */
  public Optional<String> unreadable() {
    return Optional.ofNullable(unreadable);
  }

  /**
   * Whether the usage is that of a whole answer: it ended, and nothing came after the count. Counts
   * before the end grow, and what a broken answer cost is known to its provider alone.
   */
  public boolean usageComplete() {
    return counted && finishReason != null && providerError == null;
  }

  public void cost(Money said) {
    cost = said;
  }

  /** The model declines; in these words, which may come in pieces. */
  public void refused(String words) {
    refused = true;
    decline.append(words, 0, Math.min(words.length(), DECLINE_MAX - decline.length()));
  }

  /** The same in all its words, of which pieces may have come. */
  public void refusedInAll(String words) {
    refused(decline.isEmpty() ? words : "");
  }

  /** The words in which the model declined, or else what it said; may be blank. */
  public String decline() {
    String words = decline.isEmpty() ? text.toString().strip() : decline.toString().strip();
    return words.substring(0, Math.min(words.length(), DECLINE_MAX));
  }

  /**
   * The answer has ended; a bad end takes the place of a good one.
   *
   * @param word the provider's own
   */
  public void ended(FinishReason how, String word) {
    boolean spoilt = finishReason == FinishReason.COMPLETE && how != FinishReason.COMPLETE;
    if (!over() || spoilt) {
      finishReason = how;
      finish = word;
    }
  }

  /** The provider said that something went wrong, even if it was after the end. */
  public void fault(ProviderError what) {
    providerError = providerError == null ? what : providerError;
  }

  /** Whether nothing more of the answer can come; usage still can. */
  public boolean over() {
    return finishReason != null || providerError != null;
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

  /** The model that answers, as the provider names it; null if it does not. */
  public @Nullable String model() {
    return model;
  }

  public TokenUsage usage() {
    return tokenUsage;
  }

  public Optional<Money> cost() {
    return Optional.ofNullable(cost);
  }

  /** How it ended; null if it did not. */
  public @Nullable FinishReason ending() {
    return refused && finishReason == FinishReason.COMPLETE ? FinishReason.REFUSED : finishReason;
  }

  public @Nullable String finish() {
    return finish;
  }

  public Optional<ProviderError> fault() {
    return Optional.ofNullable(providerError);
  }
}
