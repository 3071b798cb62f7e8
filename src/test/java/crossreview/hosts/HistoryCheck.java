package crossreview.hosts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.crash.DaemonClient;
import crossreview.crash.EventConsumer;
import crossreview.crash.SpendCheck;
import crossreview.hosts.ReviewLoad.Told;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Compares what clients and consumers were told with what the journals say, when all hosts are
 * there again and every review has ended.
 */
final class HistoryCheck {
  /** When every hint of a line was lost, a look at everything each 30 s finds it. */
  private static final int LOOKED_SECONDS = 45;

  private final HostCluster hostCluster;
  private final ReviewLoad reviewLoad;
  private final List<EventConsumer> consumers;
  private final String hint;

  HistoryCheck(
      HostCluster hostCluster, ReviewLoad reviewLoad, List<EventConsumer> consumers, String hint) {
    this.hostCluster = hostCluster;
    this.reviewLoad = reviewLoad;
    this.consumers = consumers;
    this.hint = hint;
  }

  /** Any difference is an error. */
  void check() throws Exception {
    assertEquals(List.of(), reviewLoad.faults(), hint);
    assertTrue(!reviewLoad.told().isEmpty(), () -> "nothing was confirmed, " + hint);
    Map<String, List<Told>> sessions = new HashMap<>();
    for (Told told : reviewLoad.told().values()) {
      sessions.computeIfAbsent(told.session(), id -> new ArrayList<>()).add(told);
    }
    for (Map.Entry<String, List<Told>> entry : sessions.entrySet()) {
      session(entry.getKey(), entry.getValue());
    }
    SpendCheck.check(hostCluster.client(0), Files.readAllLines(hostCluster.book()), hint);
  }

  private void session(String session, List<Told> told) throws Exception {
    DaemonClient first = hostCluster.client(0);
    first.ends(session);
    List<Map<?, ?>> events = first.events(session);
    confirmed(session, told, events);
    chain(session, first, events);
    TreeMap<Long, String> stored = new TreeMap<>();
    first.lines(session).forEach(line -> stored.put(stored.size() + 1L, line));
    for (int host = 1; host < hostCluster.count(); host++) {
      assertEquals(List.copyOf(stored.values()), hostCluster.client(host).lines(session), hint);
    }
    for (EventConsumer eventConsumer : consumers) {
      shown(session, stored, eventConsumer);
    }
  }

  /** Each confirmed command is there, once, as one unit, and no confirmed line is missing. */
  private void confirmed(String session, List<Told> told, List<Map<?, ?>> events) {
    for (Told each : told) {
      List<Long> seqs =
          events.stream()
              .filter(event -> String.valueOf(event.get("cmd")).startsWith(each.key() + "~"))
              .map(event -> (Long) event.get("seq"))
              .toList();
      String where = each + " of " + session + ", " + hint;
      assertTrue(!seqs.isEmpty(), () -> "a confirmed command is missing: " + where);
      assertEquals(seqs.size() - 1L, seqs.getLast() - seqs.getFirst(), "done twice: " + where);
      assertTrue(each.head() <= events.size(), () -> "confirmed lines are missing: " + where);
    }
  }

  /** One chain, epochs that only rise, no seq twice. */
  private void chain(String session, DaemonClient host, List<Map<?, ?>> events) throws Exception {
    Set<Long> seqs = new LinkedHashSet<>();
    long epoch = 0;
    for (Map<?, ?> event : events) {
      assertTrue(seqs.add((Long) event.get("seq")), () -> event + " is there twice, " + hint);
      assertTrue((Long) event.get("epoch") >= epoch, () -> event + " is of the past, " + hint);
      epoch = (Long) event.get("epoch");
    }
    Map<?, ?> proof = host.post("/sessions/" + session + "/verify", null, Map.of());
    assertEquals(true, proof.get("ok"), () -> proof + ", " + hint);
  }

  /** From its first line on a consumer has all, in order, and nothing else. */
  private void shown(String session, TreeMap<Long, String> stored, EventConsumer eventConsumer)
      throws Exception {
    HostCluster.until(
        "a consumer has all of "
            + session
            + ": "
            + eventConsumer.lines(session).keySet()
            + ", "
            + eventConsumer.faults()
            + ", "
            + hint,
        LOOKED_SECONDS,
        () -> eventConsumer.last(session, stored.lastKey()) == stored.lastKey());
    Map<Long, String> seen = eventConsumer.lines(session);
    if (!seen.isEmpty()) {
      assertEquals(stored.tailMap(seen.keySet().iterator().next()), seen, hint);
    }
    assertEquals(List.of(), eventConsumer.faults(), hint);
  }
}
