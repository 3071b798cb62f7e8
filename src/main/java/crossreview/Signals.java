package crossreview;

import java.util.concurrent.CountDownLatch;
import sun.misc.Signal;

/**
 * SIGTERM and Ctrl-C: the first one asks for an orderly stop, a second one ends the process at
 * once. SIGHUP asks for a reload. A shutdown hook could not tell the second, so this uses the JDK's
 * own, unsupported signal class.
 */
final class Signals {
  private static final int ENDED_AT_ONCE = 130;

  private final CountDownLatch told = new CountDownLatch(1);

  private Signals() {}

  /** Takes the signals over from the JVM. Until there is a daemon, SIGHUP ends the process. */
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

  /**
   * What SIGHUP asks for from now on. A terminal that goes away sends it as well, to the program in
   * its foreground: that one stops then. It has no effect where whoever started the process had it
   * ignored, as {@code nohup} does.
   *
   * @param hangUp whether the process has lost its terminal
   */
  void onHangUp(HangUp hangUp, Runnable reload) {
    Signal.handle(
        new Signal("HUP"),
        received -> {
          if (hangUp.lost()) {
            received();
          } else {
            reload.run();
          }
        });
  }

  /** Tells a hang-up from a request. */
  @FunctionalInterface
  interface HangUp {
    boolean lost();
  }

  /** Blocks until the first signal. */
  void await() throws InterruptedException {
    told.await();
  }
}
