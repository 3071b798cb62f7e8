package crossreview.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.daemon.ScriptedDaemon;
import crossreview.testkit.ChildJvm;
import crossreview.testkit.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole daemon with running reviews and consumers, killed at random instants. */
class DaemonCrashTest {
  private static final int KILLS = CrashMode.LONG ? 500 : 20;
  private static final int CLIENTS = 3;
  private static final int ALIVE_MILLIS = 700;

  @TempDir Path root;
  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private final EventConsumer eventConsumer = new EventConsumer();
  private final Map<String, Boolean> started = new ConcurrentHashMap<>();
  private final AtomicInteger made = new AtomicInteger();

  @Test
  @Timeout(value = 3, unit = TimeUnit.HOURS) // the build has the limit that counts
  void nothingThatWasShownIsLostAndNoAnswerIsBoughtTwice() throws Exception {
    Path data = Folders.createPrivate(root.resolve("data"));
    Path book = root.resolve("book");
    ChildJvm.Kind kind = new ChildJvm.Kind(ScriptedDaemon.class);
    List<String> arguments = List.of(data.toString(), book.toString());
    kind.rehearsed(Files.createDirectory(root.resolve("programs")), "READY", arguments);

    for (int life = 0; life < KILLS; life++) {
      try (ChildJvm child = kind.start(root.resolve("life-" + life), arguments)) {
        DaemonClient daemonClient = caller(child, data);
        eventConsumer.connect(daemonClient.url(), daemonClient.token());
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
          for (int i = 0; i < CLIENTS; i++) {
            clients.submit(() -> review(daemonClient));
          }
          boolean ended = child.ended(50 + random.nextInt(ALIVE_MILLIS));
          assertTrue(!ended, () -> "it ended by itself, seed " + seed);
          child.kill();
        }
        eventConsumer.disconnect();
      }
    }
    try (ChildJvm child = kind.start(root.resolve("last"), arguments)) {
      DaemonClient daemonClient = caller(child, data);
      eventConsumer.connect(daemonClient.url(), daemonClient.token());
      int unanimous = 0;
      for (String session : started.keySet()) { // two kills in one call leave its peer out
        unanimous += daemonClient.ends(session).equals("unanimous") ? 1 : 0;
      }
      assertTrue(2 * unanimous > started.size(), unanimous + " of " + started.size());
      shown(daemonClient);
      SpendCheck.check(daemonClient, Files.readAllLines(book), "seed " + seed);
    }
    System.out.printf(
        "%d kills, %d sessions, %d runs, %d requests, seed %d%n",
        KILLS, eventConsumer.sessions(), started.size(), Files.readAllLines(book).size(), seed);
  }

  private static DaemonClient caller(ChildJvm child, Path data) throws Exception {
    child.says("READY");
    String url =
        child.lines().stream().filter(l -> l.startsWith("READY")).findFirst().orElseThrow();
    String token = Files.readString(data.resolve("operator.token")).strip();
    return new DaemonClient(url.split(" ")[1], token);
  }

  private Void review(DaemonClient daemonClient) throws Exception {
    while (true) { // until the daemon is killed
      String key = "k" + made.incrementAndGet();
      Map<?, ?> opened = daemonClient.post("/sessions", key, Map.of("task", key, "mode", "ship"));
      String session = (String) opened.get("session_id");
      daemonClient.post(
          "/sessions/" + session + "/artifact", key + "-a", Map.of("text", key + "\n"));
      daemonClient.post("/sessions/" + session + "/runs", key + "-r", Map.of());
      started.put(session, true);
    }
  }

  /**
   * From the first line on that the consumer was shown of a session it was shown all, in order, and
   * all of them are what lies there now. What happened before it came it has not asked for.
   */
  private void shown(DaemonClient daemonClient) throws Exception {
    long compared = 0;
    for (String session : started.keySet()) {
      TreeMap<Long, String> stored = new TreeMap<>();
      daemonClient.lines(session).forEach(line -> stored.put(stored.size() + 1L, line));
      daemonClient.until(() -> eventConsumer.last(session, stored.lastKey()) == stored.lastKey());
      Map<Long, String> seen = eventConsumer.lines(session);
      if (!seen.isEmpty()) {
        Long first = seen.keySet().iterator().next();
        assertEquals(List.of(), eventConsumer.faults(), () -> evidence());
        assertEquals(stored.tailMap(first), seen, () -> "seed " + seed);
        compared += seen.size();
      }
      Map<?, ?> proof = daemonClient.post("/sessions/" + session + "/verify", null, Map.of());
      assertEquals(true, proof.get("ok"), () -> proof + ", seed " + seed);
    }
    assertEquals(List.of(), eventConsumer.faults(), () -> "seed " + seed);
    assertTrue(compared > 10L * KILLS, compared + " lines were shown");
  }

  /** What lies on the disk of the sessions that the faults name. */
  private String evidence() {
    StringBuilder text = new StringBuilder("seed " + seed);
    Matcher ids =
        Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}").matcher(eventConsumer.faults().toString());
    Set<String> told = new LinkedHashSet<>();
    while (ids.find()) {
      told.add(ids.group());
    }
    for (String id : told) {
      text.append("\n").append(id).append(" was shown ").append(eventConsumer.lines(id).keySet());
      Path folder = root.resolve("data").resolve("sessions").resolve(id);
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          text.append("\n").append(folder.relativize(file)).append(' ').append(Files.size(file));
          if (file.toString().endsWith(".head") || file.toString().endsWith(".ndjson")) {
            text.append('\n').append(Files.readString(file));
          }
        }
      } catch (IOException e) {
        text.append("\n").append(e);
      }
    }
    return text.toString();
  }
}
