package crossreview.report;

import static crossreview.report.Markdown.text;

import crossreview.model.Money;
import crossreview.model.Purpose;
import crossreview.session.Call;
import crossreview.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What was spent, by phase and peer, and what was sent to whom. Pure. */
final class CallTables {
  private CallTables() {}

  static void money(Markdown out, Session session) {
    out.heading("Money");
    int calls = session.calls().size();
    out.line(
        "Booked " + session.cost() + " USD over " + calls + (calls == 1 ? " call." : " calls."));
    if (session.cost().equals(Money.ZERO)) {
      return; // a table of nothing
    }
    out.line();
    List<Purpose> purposes = purposes(session);
    List<String> columns = new ArrayList<>(List.of("peer"));
    purposes.forEach(purpose -> columns.add(purpose.word()));
    columns.add("all");
    out.columns(columns.toArray(String[]::new));
    for (String peer : peers(session)) {
      out.row(row(session, text(peer), purposes, call -> call.peer().equals(peer)));
    }
    out.row(row(session, "all", purposes, call -> true));
  }

  /** Those of every review, and the rarer ones that occur. */
  private static List<Purpose> purposes(Session session) {
    List<Purpose> purposes =
        new ArrayList<>(List.of(Purpose.REVIEW, Purpose.REPAIR, Purpose.CITE, Purpose.REVISE));
    for (Purpose rarer : List.of(Purpose.ROTATE, Purpose.JUDGE)) {
      if (session.calls().values().stream().anyMatch(call -> call.purpose() == rarer)) {
        purposes.add(rarer);
      }
    }
    return purposes;
  }

  private static List<String> row(
      Session session, String name, List<Purpose> purposes, Predicate<Call> which) {
    List<String> cells = new ArrayList<>(List.of(name));
    for (Purpose purpose : purposes) {
      cells.add(sum(session, which.and(call -> call.purpose() == purpose)));
    }
    cells.add(sum(session, which));
    return cells;
  }

  private static String sum(Session session, Predicate<Call> which) {
    return session.calls().values().stream()
        .filter(which)
        .map(Call::booked)
        .reduce(Money.ZERO, Money::plus)
        .toString();
  }

  private static Iterable<String> peers(Session session) {
    TreeSet<String> peers = new TreeSet<>();
    session.calls().values().forEach(call -> peers.add(call.peer()));
    return peers;
  }

  static void sent(Markdown out, Session session) {
    if (session.calls().isEmpty()) {
      return;
    }
    out.heading("What was sent to whom");
    out.columns("call", "peer", "model", "round", "for", "fate");
    for (Call call : session.calls().values()) {
      String round = Integer.toString(call.round());
      String model = call.model() == null ? "" : text(call.model());
      String purpose = call.purpose().word();
      out.row(List.of(call.id(), text(call.peer()), model, round, purpose, fate(call)));
    }
  }

  private static String fate(Call call) {
    return switch (call.state()) {
      case RESERVED -> "under way";
      case SETTLED -> "answered";
      case FAILED -> "failed";
      case RELEASED -> "never sent";
      case INDETERMINATE -> "unknown, booked at its ceiling";
    };
  }
}
