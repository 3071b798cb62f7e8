package crossreview.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/**
 * What {@code logback.xml} names: turns an event into the bytes of one line.
 *
 * <p>Logback makes it by name and without arguments, so the form of the line is set afterwards, by
 * {@link LoggingConfig}.
 */
public final class LogEncoder extends EncoderBase<ILoggingEvent> {
  private static final byte[] NOTHING = {};

  private volatile LogFormatter line =
      new LogFormatter(LogFormatter.LogFormat.TEXT, UnaryOperator.identity());

  void use(LogFormatter line) {
    this.line = line;
  }

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    return line.of(event).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }
}
