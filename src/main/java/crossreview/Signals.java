package crossreview;

import java.util.concurrent.CountDownLatch;
import sun.misc.Signal;

/**
 * SIGTERM and Ctrl-C: the first one asks for an orderly stop, a second one ends the process at
 * once. A shutdown hook could not tell the second, so this uses the JDK's own, unsupported signal
 * class.
 */
final class Signals {
  private static final int ENDED_AT_ONCE = 130;

  private final CountDownLatch told = new CountDownLatch(1);

  private Signals() {}

  /** Takes the signals over from the JVM. */
  static Signals watch() {
    Signals signals = new Signals();
    for (String name : new String[] {"TERM", "INT"}) {
      Signal.handle(new Signal(name), received -> signals.received());
    }
    return signals;
  }

  private void received() {
    if (told.getCount() == 0) {
      Runtime.getRuntime().halt(ENDED_AT_ONCE);
    }
    told.countDown();
  }

  /** Blocks until the first signal. */
  void await() throws InterruptedException {
    told.await();
  }
}
