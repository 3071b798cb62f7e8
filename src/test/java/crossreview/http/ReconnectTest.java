package crossreview.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.http.RawSocket.Frame;
import crossreview.journal.StoredLine;
import crossreview.model.SessionId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ReconnectTest {
  private static final int EVENTS = 10_000;
  private static final int RECONNECTS = 100;
  private static final int IN_FLIGHT = 200; // far below what a journal's queue takes
  private static final long SEED = 20_240_607;

  @TempDir Path dir;

  @Test
  void aHundredReconnectsWhileTenThousandLinesAreWrittenLoseAndDoubleNothing() throws Exception {
    try (HttpTestServer httpTestServer = HttpTestServer.open(dir.resolve("data"))) {
      SessionId id = httpTestServer.session();
      Thread writer =
          Thread.ofPlatform().name("test-writer").start(() -> write(httpTestServer, id));
      Random random = new Random(SEED);
      List<String> seen = new ArrayList<>();

      for (int i = 0; i < RECONNECTS; i++) {
        read(httpTestServer, id, seen, random.nextInt(EVENTS / RECONNECTS));
      }
      read(httpTestServer, id, seen, EVENTS + 2 - seen.size());
      writer.join();

      assertEquals(stored(httpTestServer, id), seen, "seed " + SEED);
    }
  }

  private static void write(HttpTestServer httpTestServer, SessionId id) {
    Semaphore places = new Semaphore(IN_FLIGHT);
    for (int i = 0; i < EVENTS; i++) {
      places.acquireUninterruptibly();
      httpTestServer.line(id, "line " + i).onComplete(done -> places.release());
    }
    places.acquireUninterruptibly(IN_FLIGHT);
  }

  /** Reads so many lines behind the last one that was seen, then goes without a word. */
  private static void read(
      HttpTestServer httpTestServer, SessionId id, List<String> seen, int lines)
      throws IOException {
    try (RawSocket socket = httpTestServer.socket()) {
      socket.say(
          "{\"type\":\"subscribe\",\"session\":\"" + id + "\",\"after\":" + seen.size() + "}");
      for (int i = 0; i < lines; i++) {
        seen.add(line(socket.next("event")));
      }
    }
  }

  private static String line(Frame frame) {
    String text = frame.text();
    return text.substring(text.indexOf("\"event\":") + "\"event\":".length(), text.length() - 1);
  }

  private static List<String> stored(HttpTestServer httpTestServer, SessionId id) {
    List<String> lines = new ArrayList<>();
    while (lines.size() < EVENTS + 2) {
      List<StoredLine> page =
          HttpTestServer.get(httpTestServer.sessions().page(id, lines.size(), 1_000, 1 << 20))
              .lines();
      page.forEach(line -> lines.add(new String(line.bytes(), StandardCharsets.UTF_8)));
    }
    return lines;
  }
}
