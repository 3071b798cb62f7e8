package crossreview.crash;

import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Money;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** No answer is bought twice, and no money is spent unseen. */
public final class SpendCheck {
  private SpendCheck() {}

  /** What peers wrote down, against the ledgers of the sessions. */
  public static void check(DaemonClient daemonClient, List<String> book, String hint)
      throws Exception {
    Map<String, List<String>> requests = new HashMap<>();
    Money billed = Money.ZERO;
    for (String line : book) {
      String[] words = line.split(" ");
      if (words[0].equals("REQUEST")) {
        requests
            .computeIfAbsent(
                String.join(" ", words[1], words[2], words[3], words[4]), k -> new ArrayList<>())
            .add(words[5]);
      } else {
        billed = billed.plus(Money.of(words[3]));
      }
    }
    Money booked = Money.ZERO;
    Set<String> settled = new HashSet<>();
    Map<String, Integer> ends = new HashMap<>();
    for (String session : all(daemonClient)) {
      for (Map<?, ?> event : daemonClient.events(session)) {
        String call = session + " " + event.get("call");
        switch ((String) event.get("type")) {
          case "call.settled" -> {
            settled.add(call);
            ends.merge(session, 1, Integer::sum);
          }
          case "call.failed", "call.indeterminate", "call.released" ->
              ends.merge(session, 1, Integer::sum);
          default -> {} // buys nothing
        }
      }
      booked = booked.plus(Money.of((String) daemonClient.get("/sessions/" + session).get("cost")));
    }
    for (Map.Entry<String, List<String>> each : requests.entrySet()) {
      String session = each.getKey().split(" ")[0];
      List<String> calls = each.getValue();
      for (String call : calls.subList(0, calls.size() - 1)) {
        assertTrue(
            !settled.contains(session + " " + call), () -> "bought again: " + each + ", " + hint);
      }
      assertTrue(calls.size() <= 3, () -> "asked too often: " + each + ", " + hint);
    }
    int asked = requests.values().stream().mapToInt(List::size).sum();
    int ended = ends.values().stream().mapToInt(Integer::intValue).sum();
    assertTrue(asked <= ended, () -> asked + " requests, " + ended + " in ledgers, " + hint);
    assertTrue(booked.compareTo(billed) >= 0, booked + " booked, " + billed + " billed, " + hint);
  }

  private static List<String> all(DaemonClient daemonClient) throws Exception {
    List<String> all = new ArrayList<>();
    Object cursor = null;
    do {
      String from = cursor == null ? "" : "&cursor=" + cursor;
      Map<?, ?> page = daemonClient.get("/sessions?limit=100" + from);
      ((List<?>) page.get("sessions"))
          .forEach(row -> all.add((String) ((Map<?, ?>) row).get("session_id")));
      cursor = page.get("next_cursor");
    } while (cursor != null);
    return all;
  }
}
