package crossreview.logging;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;

/**
 * An error as text: each throwable with its first frames, then its cause.
 *
 * <p>Deep frames are counted, not shown: they are those of the framework, and what matters most,
 * the last cause, would otherwise be the first to be cut.
 */
final class StackTraceFormatter {
  // 16 frames reach from where it broke to the handler of ours that called; 8 causes end a circle.
  private static final int FRAMES_MAX = 16;
  private static final int CAUSES_MAX = 8;

  private final StringBuilder out = new StringBuilder(512);

  private StackTraceFormatter() {}

  /** The lines of an error, joined by newlines, without one at the end. */
  static String of(IThrowableProxy error) {
    StackTraceFormatter stack = new StackTraceFormatter();
    stack.add("", error, CAUSES_MAX);
    return stack.out.toString();
  }

  private void add(String prefix, IThrowableProxy error, int left) {
    out.append(prefix).append(error.getClassName());
    if (error.getMessage() != null) {
      out.append(": ").append(error.getMessage());
    }
    frames(error);
    if (left == 0) {
      return;
    }
    for (IThrowableProxy suppressed : error.getSuppressed()) {
      add("\nSuppressed: ", suppressed, left - 1);
    }
    if (error.getCause() != null) {
      add("\nCaused by: ", error.getCause(), left - 1);
    }
  }

  private void frames(IThrowableProxy error) {
    StackTraceElementProxy[] frames = error.getStackTraceElementProxyArray();
    int shown = Math.min(frames.length - error.getCommonFrames(), FRAMES_MAX);
    for (int i = 0; i < shown; i++) {
      out.append("\n\tat ").append(frames[i].getStackTraceElement());
    }
    if (shown < frames.length) {
      out.append("\n\t… ").append(frames.length - shown).append(" more");
    }
  }
}
