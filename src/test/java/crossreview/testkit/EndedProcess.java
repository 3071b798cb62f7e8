package crossreview.testkit;

import java.io.IOException;

/** A process that has ended. */
public final class EndedProcess {
  private EndedProcess() {}

  /** Its number, which the system will not give away again for a long time. */
  public static long pid() throws IOException {
    Process process = new ProcessBuilder("true").start();
    process.onExit().join();
    return process.pid();
  }
}
