package crossreview.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.testkit.ProgramProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Open connections stop neither probes nor the operator. The daemon may open few descriptors, and
 * the attacker opens many more connections than that, from the address that the probes come from.
 */
@Timeout(300)
class ConnectionAttackIT {
  private static final int DESCRIPTORS = 400;
  private static final int UNFINISHED = 16_000;
  private static final int HELD = 1_200; // by the attacker at the same time

  private static final String PROBE = "GET /readyz HTTP/1.1\r\nHost: localhost\r\n\r\n";

  @TempDir Path home;

  @Test
  void sixteenThousandUnfinishedHeadsStopNeitherProbesNorTheOperator() throws Exception {
    Path data = home.resolve("data");
    try (DaemonProcess daemon = DaemonProcess.startAfter("ulimit -n " + DESCRIPTORS, home, data)) {
      Deque<Socket> held = new ArrayDeque<>();
      long slowest = 0;
      try {
        for (int i = 0; i < UNFINISHED; i++) {
          held.add(unfinished(daemon, i));
          if (held.size() > HELD) {
            held.remove().close();
          }
          if (i % 2_000 == HELD) {
            slowest = Math.max(slowest, probe(daemon));
          }
        }
        slowest = Math.max(slowest, probe(daemon));
        operatorWorks(data);
      } finally {
        for (Socket socket : held) {
          socket.close();
        }
      }
      assertTrue(daemon.program().alive(), () -> daemon.program().said());
      System.out.println("the slowest of the probes took " + slowest + " ms");
    }
  }

  /** A head of which something is missing; every other one says nothing at all. */
  private static Socket unfinished(DaemonProcess daemon, int number) throws IOException {
    URI at = URI.create(daemon.url());
    Socket socket = new Socket();
    socket.connect(new InetSocketAddress(at.getHost(), at.getPort()), 10_000);
    try {
      if (number % 2 == 0) {
        OutputStream out = socket.getOutputStream();
        out.write(PROBE.substring(0, 30).getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException closed) {
      // the daemon has no place for it, which is what it should say
    }
    return socket;
  }

  private static long probe(DaemonProcess daemon) throws Exception {
    long begun = System.nanoTime();
    URI at = URI.create(daemon.url());
    try (Socket socket = new Socket(at.getHost(), at.getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(PROBE.getBytes(StandardCharsets.US_ASCII));
      byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
      assertEquals("HTTP/1.1 200", new String(status, StandardCharsets.US_ASCII));
    }
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
  }

  /** Over the Unix socket: a session is written, and listed. */
  private void operatorWorks(Path data) throws Exception {
    for (List<String> command :
        List.of(List.of("call", "session_init", "task=an ordinary one"), List.of("sessions"))) {
      String[] arguments = new String[command.size() + 2];
      command.toArray(arguments);
      arguments[command.size()] = "--data-dir";
      arguments[command.size() + 1] = data.toString();
      try (ProgramProcess program = ProgramProcess.with(home).run(arguments)) {
        assertEquals(0, program.exit(), program::said);
      }
    }
  }
}
