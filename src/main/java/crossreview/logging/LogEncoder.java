package crossreview.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import crossreview.time.SystemTime;
import crossreview.time.Ticker;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/**
 * What {@code logback.xml} names: turns an event into the bytes of one line, or of none where it
 * repeats ({@link RepeatLimiter}).
 *
 * <p>Logback makes it by name and without arguments, so the form of the line is set afterwards, by
 * {@link LoggingConfig}.
 */
public final class LogEncoder extends EncoderBase<ILoggingEvent> {
  private static final byte[] NOTHING = {};

  private final RepeatLimiter repeats;
  private volatile LogFormatter line =
      new LogFormatter(LogFormatter.LogFormat.TEXT, UnaryOperator.identity());

  public LogEncoder() {
    this(new SystemTime());
  }

  LogEncoder(Ticker ticker) {
    repeats = new RepeatLimiter(ticker);
  }

  void use(LogFormatter line) {
    this.line = line;
  }

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    StringBuilder out = new StringBuilder();
    LogFormatter formatter = line;
    repeats.due(event).forEach(count -> out.append(formatter.of(count)));
    if (repeats.admits(event)) {
      out.append(formatter.of(event));
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }
}
