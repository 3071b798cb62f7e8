package crossreview.testkit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.LoggerFactory;

/**
 * What Vert.x's blocked-thread checker reported about this project since somebody asked last.
 *
 * <p>The checker only writes to its log, so its log is where it is overheard. Reports whose stack
 * shows no frame of ours are left out: a library that is slow is not what a test can fix.
 */
public final class BlockedThreads extends AppenderBase<ILoggingEvent> {
  private static final String CHECKER = "io.vertx.core.impl.BlockedThreadChecker";
  private static final String OUR_FRAME = "at crossreview.";
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
    if (event.getThrowableProxy() == null) {
      return;
    }
    String report =
        event.getFormattedMessage() + "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy());
    if (report.contains(OUR_FRAME)) {
      reports.offer(report);
    }
  }
}
