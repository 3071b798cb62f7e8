package crossreview.http.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import crossreview.http.HttpLimits;
import crossreview.http.HttpTestServer;
import crossreview.http.RawSocket;
import crossreview.http.RawSocket.Frame;
import crossreview.model.SessionId;
import crossreview.testkit.Await;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Consumers that take nothing: they cost a page of lines and are closed after a while. */
@Timeout(60)
class SlowReaderTest {
  // 16 MB of lines: more than the kernel's buffers of one loopback connection ever take.
  private static final int LINES = 16_000;
  private static final int SMALL_BUFFER = 4_096;

  @TempDir Path dir;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private HttpTestServer httpTestServer;
  private SessionId id;

  @BeforeEach
  void open() throws Exception {
    HttpLimits hasty =
        HttpTestServer.limits(Duration.ofMinutes(5), Duration.ofSeconds(1), Duration.ofSeconds(10));
    httpTestServer = HttpTestServer.open(dir.resolve("data"), hasty);
    id = httpTestServer.session();
    String large = "x".repeat(900);
    List<Future<?>> written = new ArrayList<>();
    for (int i = 0; i < LINES; i++) {
      written.add(httpTestServer.line(id, large));
    }
    for (Future<?> line : written) {
      HttpTestServer.get(line);
    }
    logger().setLevel(Level.INFO);
    logger().setAdditive(false);
    log.start();
    logger().addAppender(log);
  }

  @AfterEach
  void close() {
    logger().detachAppender(log);
    logger().setLevel(null);
    logger().setAdditive(true);
    httpTestServer.close();
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger(BoundedWriter.class);
  }

  @Test
  void whoReadsTooLateIsToldTheLastSeqThatWasSent() throws Exception {
    try (RawSocket slow = subscribed()) {
      Await.until("the server gives up", () -> !log.list.isEmpty());

      Frame frame = slow.next();
      long last = 0;
      while (frame.opcode() == RawSocket.TEXT) {
        last = "event".equals(frame.type()) ? seq(frame) : last;
        frame = slow.next();
      }

      assertEquals(1013, frame.closeCode());
      assertEquals("too slow, last sent seq " + last + " of " + id, frame.closeReason());
      assertTrue(last < LINES, "nothing is read for a client that takes nothing: " + last);
    }
  }

  @Test
  void whoNeverReadsIsCutOffAndOthersNoticeNothing() throws Exception {
    List<RawSocket> stuck = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      stuck.add(subscribed());
    }

    try (RawSocket brisk = httpTestServer.socket()) {
      subscribe(brisk);
      for (long seq = 1; seq <= LINES + 2; seq++) {
        assertEquals(seq, seq(brisk.next("event")));
      }
      Await.until("only the brisk one is left", () -> httpTestServer.sockets.open() == 1);
    }

    for (RawSocket socket : stuck) {
      socket.close();
    }
  }

  @Test
  void whoAsksAndNeverReadsTheAnswersIsNotReadAnyMore() throws Exception {
    try (RawSocket greedy = new RawSocket(httpTestServer.port(), SMALL_BUFFER)) {
      greedy.upgrade(httpTestServer.token);
      String question = "{\"type\":\"subscribe\",\"session\":\"" + "é".repeat(10_000) + "\"}";

      IOException cut = null;
      for (int i = 0; i < 10_000 && cut == null; i++) {
        try {
          greedy.say(question);
        } catch (IOException e) {
          cut = e;
        }
      }

      assertTrue(cut != null, "two hundred megabytes of questions were read");
      Await.until("it is cut off", () -> httpTestServer.sockets.open() == 0);
    }
  }

  private RawSocket subscribed() throws IOException {
    RawSocket socket = new RawSocket(httpTestServer.port(), SMALL_BUFFER);
    socket.upgrade(httpTestServer.token);
    subscribe(socket);
    return socket;
  }

  private void subscribe(RawSocket socket) throws IOException {
    socket.say("{\"type\":\"subscribe\",\"session\":\"" + id + "\",\"after\":0}");
  }

  private static long seq(Frame event) {
    return (Long) ((Map<?, ?>) event.json().get("event")).get("seq");
  }
}
