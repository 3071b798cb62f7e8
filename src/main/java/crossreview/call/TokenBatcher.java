package crossreview.call;

import crossreview.call.CallObserver.TokenEvent;
import crossreview.peer.ProgressListener;
import crossreview.time.Ticker;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The pieces of one attempt's answer on their way to consumers: joined to one message in a quarter
 * of a second, since single pieces would be nine tenths of everything on the feed.
 *
 * <p>Text is redacted before it leaves. Its end is held back until more comes, so that a secret
 * that is split between two pieces is seen whole. Any thread, one at a time.
 */
final class TokenBatcher implements ProgressListener {
  private static final Duration EVERY = Duration.ofMillis(250);
  private static final int CHARACTERS_MAX = 16_384;
  private static final int TAIL = 256; // longer than the keys of providers

  private final CallObserver callObserver;
  private final int attempt;
  private final Ticker ticker;
  private final UnaryOperator<String> redaction;
  private final StringBuilder held = new StringBuilder();
  private long characters;
  private long told;
  private long lastTold;
  private boolean over;

  TokenBatcher(
      CallObserver callObserver, int attempt, Ticker ticker, UnaryOperator<String> redaction) {
    this.callObserver = callObserver;
    this.attempt = attempt;
    this.ticker = ticker;
    this.redaction = redaction;
    this.lastTold = ticker.nanos();
  }

  @Override
  public void report(String text, long soFar) {
    callObserver.report(text, soFar);
  }

  @Override
  public synchronized void answerPiece(String piece) {
    if (over) {
      return;
    }
    characters += piece.length();
    if (callObserver.wantsText()) {
      held.append(piece);
    }
    boolean late = ticker.nanos() - lastTold >= EVERY.toNanos();
    if (late || characters - told >= CHARACTERS_MAX) {
      flush();
    }
  }

  private void flush() {
    told = characters;
    lastTold = ticker.nanos();
    callObserver.tokens(TokenEvent.DELTA, attempt, characters, text());
  }

  /** What is safe to show: a secret would still be inside the held tail. */
  private @Nullable String text() {
    if (!callObserver.wantsText()) {
      return null;
    }
    String clean = redaction.apply(held.toString());
    int shown = Math.max(0, clean.length() - TAIL);
    if (shown > 0 && Character.isHighSurrogate(clean.charAt(shown - 1))) {
      shown--;
    }
    held.setLength(0);
    held.append(clean, shown, clean.length());
    return clean.substring(0, shown);
  }

  synchronized void completed() {
    if (!over && characters > 0) {
      String rest = callObserver.wantsText() ? redaction.apply(held.toString()) : null;
      callObserver.tokens(TokenEvent.COMPLETED, attempt, characters, rest);
    }
    over = true;
  }

  synchronized void discarded() {
    if (!over && characters > 0) {
      callObserver.tokens(TokenEvent.DISCARDED, attempt, characters, null);
    }
    over = true;
  }
}
