package crossreview.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.testkit.ProgramProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A daemon is killed, and another program listens at its port and keeps every byte. */
class StrangerIT {
  private static final List<String> COMMANDS =
      List.of("sessions", "review change.txt", "show abcd", "call", "watch", "verify abcd", "mcp");

  @TempDir Path home;
  private Path data;

  private static final class Stranger implements AutoCloseable {
    private final ServerSocket server;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    Stranger(int port) throws IOException {
      server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
      Thread.ofVirtual().name("stranger").start(this::serve);
    }

    private void serve() {
      try {
        while (true) {
          Socket socket = server.accept();
          Thread.ofVirtual().name("stranger-connection").start(() -> answer(socket));
        }
      } catch (SocketException e) {
        return; // the test is over
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    private void answer(Socket socket) {
      try (socket) {
        InputStream in = socket.getInputStream();
        byte[] some = new byte[8192];
        int read = in.read(some);
        keep(some, read);
        String empty = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{}";
        socket.getOutputStream().write(empty.getBytes(StandardCharsets.US_ASCII));
      } catch (IOException e) {
        keep("a broken connection".getBytes(StandardCharsets.US_ASCII), 19);
      }
    }

    private synchronized void keep(byte[] bytes, int length) {
      received.write(bytes, 0, Math.max(0, length));
    }

    synchronized String received() {
      return received.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }

  private ProgramProcess program(String command) throws IOException {
    String[] words = (command + " --data-dir " + data).split(" ");
    return ProgramProcess.with(home).reading(home.resolve("stdin")).run(words);
  }

  @Test
  void nothingIsSentToItByAnyCommandNorByOneThatRunsOn() throws Exception {
    data = home.resolve("data");
    Files.writeString(home.resolve("change.txt"), "a change\n");
    Files.writeString(
        home.resolve("stdin"),
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{}}\n");
    DaemonProcess daemon = DaemonProcess.start(home, data);
    try (daemon) {
      String id =
          String.valueOf(daemon.post("/sessions", null, Map.of("task", "x")).get("session_id"));
      try (ProgramProcess follower = program("watch --json " + id)) {
        follower.line(line -> line.contains("session.created"));
        daemon.program().kill();
        try (Stranger stranger = new Stranger(URI.create(daemon.url()).getPort())) {
          for (String command : COMMANDS) {
            refused(command);
          }
          assertEquals("", stranger.received());
          assertTrue(follower.alive(), follower::said); // it waits for the daemon
        }
      }
    }
  }

  private void refused(String command) throws Exception {
    try (ProgramProcess program = program(command)) {
      int exit = program.exit();

      assertTrue(program.said().contains("has ended"), program::said);
      if (command.equals("mcp")) {
        assertEquals(0, exit, program::said); // the answer to the message says it
      } else {
        assertEquals(5, exit, program::said);
      }
    }
  }
}
