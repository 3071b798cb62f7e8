package crossreview.crash;

import crossreview.crash.KeyedClients.Acknowledgement;
import crossreview.json.JsonWriter;
import crossreview.model.Money;
import crossreview.model.SessionId;
import crossreview.proof.SessionVerifier;
import crossreview.proof.VerificationResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Compares what clients, consumers and peers know with the last life of a daemon and with the disk,
 * when every review has ended.
 */
final class TrialJudge {
  private static final long LISTED_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final long CAUGHT_UP_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final DaemonClient daemonClient;
  private final List<String> faults = new ArrayList<>();
  private final Map<String, List<Map<?, ?>>> events = new TreeMap<>(); // by session
  private final Map<String, String> sessions = new HashMap<>(); // by the key that opened them
  private final Map<String, Integer> ends = new TreeMap<>(); // by reason
  private int approved;

  TrialJudge(DaemonClient daemonClient) {
    this.daemonClient = daemonClient;
  }

  /**
   * Reads every session, when each review has ended.
   *
   * @param known the sessions of which clients know; one that is adopted late is waited for
   */
  void read(Set<String> known) throws IOException, InterruptedException {
    long end = System.nanoTime() + LISTED_NANOS;
    Set<String> listed = list();
    while (!listed.containsAll(known) && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      listed = list();
    }
    for (String id : listed) {
      session(id);
    }
  }

  private Set<String> list() throws IOException, InterruptedException {
    Set<String> listed = new TreeSet<>();
    Object cursor = null;
    do {
      String from = cursor == null ? "" : "&cursor=" + cursor;
      Map<?, ?> page = daemonClient.get("/sessions?limit=100" + from);
      for (Object row : (List<?>) page.get("sessions")) {
        listed.add((String) ((Map<?, ?>) row).get("session_id"));
      }
      cursor = page.get("next_cursor");
    } while (cursor != null);
    return listed;
  }

  private void session(String id) throws IOException, InterruptedException {
    approved += daemonClient.ends(id).equals("unanimous") ? 1 : 0;
    Map<?, ?> session = daemonClient.get("/sessions/" + id);
    events.put(id, daemonClient.events(id));
    String other = sessions.put((String) session.get("task"), id);
    if (other != null) {
      faults.add(id + " and " + other + " were opened by the same command");
    }
    Map<?, ?> proof = daemonClient.post("/sessions/" + id + "/verify", null, Map.of());
    if (!proof.get("ok").equals(true)) {
      faults.add(id + " does not verify: " + proof);
    }
    for (Map<?, ?> event : events.get(id)) {
      if (event.get("type").equals("run.ended")) {
        ends.merge(String.valueOf(event.get("reason")), 1, Integer::sum);
      }
      if (event.get("type").equals("run.ended") && "budget_exhausted".equals(event.get("reason"))) {
        faults.add(id + " had no money though next to nothing is spent");
      }
    }
  }

  /** Each acknowledged command is there, once, and no line of its session is missing. */
  void compare(KeyedClients clients) {
    faults.addAll(clients.faults());
    for (Acknowledgement each : clients.acknowledged().values()) {
      List<Map<?, ?>> lines = events.getOrDefault(each.session(), List.of());
      List<Long> seqs =
          lines.stream()
              .filter(event -> String.valueOf(event.get("cmd")).startsWith(each.key() + "~"))
              .map(event -> (Long) event.get("seq"))
              .toList();
      if (seqs.isEmpty() || each.head() > lines.size()) {
        faults.add(each + " was acknowledged and is lost; " + lines.size() + " lines are there");
      } else if (seqs.getLast() - seqs.getFirst() != seqs.size() - 1L) {
        faults.add(each + " was done twice");
      }
    }
  }

  /** Each consumer has each line of each session, in order, and was never told anything else. */
  void compare(EverythingConsumers consumers) throws IOException {
    for (ConsumedLines lines : consumers.all()) {
      long end = System.nanoTime() + CAUGHT_UP_NANOS;
      for (Map.Entry<String, List<Map<?, ?>>> each : events.entrySet()) {
        while (lines.head(each.getKey()) < each.getValue().size() && System.nanoTime() < end) {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        Map<Long, String> stored = new TreeMap<>();
        each.getValue().forEach(event -> stored.put((Long) event.get("seq"), JsonWriter.of(event)));
        if (!stored.equals(lines.lines(each.getKey()))) {
          lines.fault(
              each.getKey()
                  + " has "
                  + stored.keySet()
                  + ", seen is "
                  + lines.lines(each.getKey()).keySet());
        }
      }
      faults.addAll(lines.faults());
    }
  }

  /** No answer that is booked was bought again, every call was reserved, and all of it is paid. */
  void compare(PricedPeers peers) throws IOException, InterruptedException {
    Map<String, Integer> asked = peers.asked();
    Map<String, Money> billed = new HashMap<>();
    for (Map.Entry<String, Integer> each : asked.entrySet()) {
      String[] words = each.getKey().split(" ");
      String id = sessions.get(words[0]);
      if (id == null) {
        faults.add(words[1] + " was asked about " + words[0] + ", which no session has");
        continue;
      }
      billed.merge(id, PricedPeers.cost(words[1], each.getValue()), Money::plus);
      long reserved =
          events.get(id).stream()
              .filter(event -> event.get("type").equals("call.reserved"))
              .filter(event -> words[1].equals(event.get("peer")))
              .count();
      if (each.getValue() > reserved) {
        faults.add(
            id
                + ": "
                + words[1]
                + " was asked "
                + each.getValue()
                + " times, reserved were "
                + reserved);
      }
    }
    for (Map.Entry<String, List<Map<?, ?>>> each : events.entrySet()) {
      boughtOnce(each.getKey(), each.getValue());
      Money booked = Money.of((String) daemonClient.get("/sessions/" + each.getKey()).get("cost"));
      Money bill = billed.getOrDefault(each.getKey(), Money.ZERO);
      if (booked.compareTo(bill) < 0) {
        faults.add(each.getKey() + ": " + booked + " is booked, " + bill + " was charged");
      }
    }
  }

  /** After a call is settled, no other one asks the same peer the same in the same round. */
  private void boughtOnce(String id, List<Map<?, ?>> lines) {
    Map<Object, String> calls = new HashMap<>();
    Set<String> settled = new HashSet<>();
    for (Map<?, ?> event : lines) {
      Object call = event.get("call");
      if (event.get("type").equals("call.reserved")) {
        String question =
            event.get("run")
                + " "
                + event.get("round")
                + " "
                + event.get("peer")
                + " "
                + event.get("purpose");
        calls.put(call, question);
        if (settled.contains(question)) {
          faults.add(id + ": an answer was bought again, " + question);
        }
      } else if (event.get("type").equals("call.settled")) {
        settled.add(calls.get(call));
      }
    }
  }

  /** What lies on the disk, when no daemon runs. */
  void verify(Path data) throws IOException {
    for (Map.Entry<String, List<Map<?, ?>>> each : events.entrySet()) {
      VerificationResult result =
          SessionVerifier.verify(
              data.resolve("sessions").resolve(new SessionId(each.getKey()).value()));
      if (!result.ok()) {
        faults.add(each.getKey() + " is damaged on disk: " + result.damages());
      }
    }
  }

  /** Two kills in one call leave its peer out, so not every review is approved; most are. */
  int approved() {
    return approved;
  }

  /** How many runs ended for each reason. */
  Map<String, Integer> ends() {
    return ends;
  }

  int sessions() {
    return events.size();
  }

  long lines() {
    return events.values().stream().mapToLong(List::size).sum();
  }

  List<String> faults() {
    return List.copyOf(faults);
  }
}
