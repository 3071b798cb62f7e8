package crossreview.call;

import crossreview.call.Watcher.News;
import crossreview.peer.ProgressListener;
import crossreview.time.Ticker;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * The pieces of one attempt's answer on their way to whoever watches: joined to one message in a
 * quarter of a second, since single pieces would be nine tenths of everything on the feed.
 *
 * <p>Text is redacted before it leaves. Its end is held back until more comes, so that a secret
 * that is split between two pieces is seen whole. Any thread, one at a time.
 */
final class TokenFlow implements ProgressListener {
  private static final Duration EVERY = Duration.ofMillis(250);
  private static final int CHARACTERS_MAX = 16_384;
  private static final int TAIL = 256; // longer than the keys of providers

  private final Watcher watcher;
  private final int attempt;
  private final Ticker ticker;
  private final UnaryOperator<String> redaction;
  private final StringBuilder held = new StringBuilder();
  private long characters;
  private long told;
  private long lastTold;
  private boolean over;

  TokenFlow(Watcher watcher, int attempt, Ticker ticker, UnaryOperator<String> redaction) {
    this.watcher = watcher;
    this.attempt = attempt;
    this.ticker = ticker;
    this.redaction = redaction;
    this.lastTold = ticker.nanos();
  }

  @Override
  public void report(String text, long soFar) {
    watcher.report(text, soFar);
  }

  @Override
  public synchronized void answerPiece(String piece) {
    if (over) {
      return;
    }
    characters += piece.length();
    if (watcher.wantsText()) {
      held.append(piece);
    }
    boolean late = ticker.nanos() - lastTold >= EVERY.toNanos();
    if (late || characters - told >= CHARACTERS_MAX) {
      tell();
    }
  }

  private void tell() {
    told = characters;
    lastTold = ticker.nanos();
    watcher.tokens(News.DELTA, attempt, characters, text());
  }

  /** What is safe to show: a secret would still be inside the held tail. */
  private String text() {
    if (!watcher.wantsText()) {
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
      String rest = watcher.wantsText() ? redaction.apply(held.toString()) : null;
      watcher.tokens(News.COMPLETED, attempt, characters, rest);
    }
    over = true;
  }

  synchronized void discarded() {
    if (!over && characters > 0) {
      watcher.tokens(News.DISCARDED, attempt, characters, null);
    }
    over = true;
  }
}
