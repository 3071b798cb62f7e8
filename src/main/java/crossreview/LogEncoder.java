package crossreview;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/**
 * What {@code logback.xml} names: turns an event into the bytes of one line.
 *
 * <p>Logback makes it by name and without arguments, so the form of the line is set afterwards, by
 * {@link Logging}.
 */
public final class LogEncoder extends EncoderBase<ILoggingEvent> {
  private static final byte[] NOTHING = {};

  private volatile LogLine line = new LogLine(LogLine.Format.TEXT, UnaryOperator.identity());

  void use(LogLine line) {
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
