package crossreview.testkit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/**
 * What Vert.x's blocked-thread checker reported about this project since somebody asked last.
 *
 * <p>The checker only writes to its log, so its log is where it is overheard. Reports whose stack
 * shows no frame of ours are left out: a library that is slow is not what a test can fix. So are
 * those of a thread that computes and is late for less than {@link #LATE_MILLIS}: a busy machine
 * may not have let it run.
 */
public final class BlockedThreads extends AppenderBase<ILoggingEvent> {
  private static final String CHECKER = "io.vertx.core.impl.BlockedThreadChecker";
  private static final String OUR_FRAME = "at crossreview.";
  private static final Pattern LATE = Pattern.compile(" has been blocked for (\\d+) ms");
  private static final Set<String> WAITS =
      Set.of("park", "wait0", "sleepNanos0", "force0", "lock0", "read0", "poll", "waitFor");
  private static final long LATE_MILLIS = 5_000; // no handler computes for a tenth of it
  private static final BlockedThreads LISTENER = attached();

  // 100: one report is enough to fail a test; a blocked loop reports many times a second.
  private final BlockingQueue<String> reports = new LinkedBlockingQueue<>(100);

  private BlockedThreads() {}

  /** Starts to listen if nobody did. */
  public static void listen() {
    LISTENER.start();
  }

  /** The reports since the last call. */
  public static List<String> take() {
    List<String> taken = new ArrayList<>();
    LISTENER.reports.drainTo(taken);
    return taken;
  }

  /** Waits until there is a report, and leaves it there. */
  static void await() throws InterruptedException {
    LISTENER.reports.offer(LISTENER.reports.take());
  }

  private static BlockedThreads attached() {
    Logger logger = (Logger) LoggerFactory.getLogger(CHECKER);
    BlockedThreads listener = new BlockedThreads();
    listener.setContext(logger.getLoggerContext());
    logger.setLevel(Level.WARN);
    logger.setAdditive(false);
    logger.addAppender(listener);
    return listener;
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getThrowableProxy() == null || !waits(event) && !late(event)) {
      return;
    }
    String report =
        event.getFormattedMessage() + "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy());
    if (report.contains(OUR_FRAME)) {
      reports.offer(report);
    }
  }

  /** Whether it waits for a lock, another thread, a disk, a process or a peer. */
  private static boolean waits(ILoggingEvent event) {
    StackTraceElementProxy[] stack = event.getThrowableProxy().getStackTraceElementProxyArray();
    return stack.length > 0 && WAITS.contains(stack[0].getStackTraceElement().getMethodName());
  }

  private static boolean late(ILoggingEvent event) {
    Matcher matcher = LATE.matcher(event.getFormattedMessage());
    return !matcher.find() || Long.parseLong(matcher.group(1)) >= LATE_MILLIS;
  }
}
