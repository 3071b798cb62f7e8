package crossreview.report;

import static crossreview.report.MarkdownBuilder.text;

import crossreview.model.Money;
import crossreview.model.call.CallPurpose;
import crossreview.model.call.CostParts;
import crossreview.model.call.TokenUsage;
import crossreview.session.Ledger;
import crossreview.session.LedgerCall;
import crossreview.session.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What was spent, by phase and peer, and what was sent to whom. Pure. */
final class CallTables {
  private CallTables() {}

  static void money(MarkdownBuilder out, Session session) {
    out.heading("Money");
    int calls = session.calls().size();
    out.line(
        "Booked " + session.cost() + " USD over " + calls + (calls == 1 ? " call." : " calls."));
    parts(session.ledger().booked()).ifPresent(out::line);
    if (session.cost().equals(Money.ZERO)) {
      return; // a table of nothing
    }
    out.line();
    List<CallPurpose> purposes = purposes(session);
    List<String> columns = new ArrayList<>(List.of("peer"));
    purposes.forEach(callPurpose -> columns.add(callPurpose.wireName()));
    columns.add("all");
    out.columns(columns.toArray(String[]::new));
    for (String peer : peers(session)) {
      out.row(row(session, text(peer), purposes, ledgerCall -> ledgerCall.peer().equals(peer)));
    }
    out.row(row(session, "all", purposes, ledgerCall -> true));
  }

  /** The tokens by peer and by round, as far as providers count them. */
  static void tokens(MarkdownBuilder out, Session session) {
    if (session.ledger().usage().equals(TokenUsage.NONE)) {
      return;
    }
    out.heading("Tokens");
    out.columns("of", "input", "cache read", "cache write", "output", "reasoning");
    Collection<LedgerCall> calls = session.calls().values();
    for (String peer : peers(session)) {
      tokens(out, text(peer), calls.stream().filter(call -> call.peer().equals(peer)).toList());
    }
    for (int round = 1; round <= session.rounds().size(); round++) {
      tokens(out, "round " + round, session.callsOf(round));
    }
    tokens(out, "all", calls);
  }

  /** What the caches of providers did, by peer; nothing where no provider counts. */
  static void caches(MarkdownBuilder out, Session session) {
    Collection<LedgerCall> calls = session.calls().values();
    if (CacheUsage.of(calls) == null) {
      return;
    }
    out.heading("Caches of providers");
    out.columns("of", "answers", "hits", "saved USD");
    for (String peer : peers(session)) {
      cache(out, text(peer), calls.stream().filter(call -> call.peer().equals(peer)).toList());
    }
    cache(out, "all", calls);
  }

  private static void cache(MarkdownBuilder out, String name, Collection<LedgerCall> calls) {
    CacheUsage usage = CacheUsage.of(calls);
    if (usage != null) {
      String mark = usage.unpriced() == 0 ? "" : " (without " + usage.unpriced() + " unpriced)";
      out.row(
          List.of(
              name,
              Integer.toString(usage.counted()),
              Integer.toString(usage.hits()),
              usage.saved() + mark));
    }
  }

  private static void tokens(MarkdownBuilder out, String name, Collection<LedgerCall> calls) {
    TokenUsage usage = Ledger.of(calls).usage();
    if (!usage.equals(TokenUsage.NONE)) {
      out.row(
          List.of(
              name,
              count(usage.input()),
              count(usage.cacheRead()),
              count(usage.cacheWrite()),
              count(usage.output()),
              count(usage.reasoning())));
    }
  }

  /** Nothing where it is not told, which is not 0. */
  private static String count(@Nullable Long tokens) {
    return tokens == null ? "" : tokens.toString();
  }

  /** How much of the sum is not exact; nothing where all of it is. */
  private static Optional<String> parts(CostParts booked) {
    if (booked.exact().equals(booked.sum())) {
      return Optional.empty();
    }
    return Optional.of(
        "Of that "
            + booked.exact()
            + " is exact, "
            + booked.estimate()
            + " estimated (no count came with the answer) and "
            + booked.ceiling()
            + " a ceiling (the maximum that a call of unknown cost can have cost).");
  }

  /** Those of every review, and the rarer ones that occur. */
  private static List<CallPurpose> purposes(Session session) {
    List<CallPurpose> purposes =
        new ArrayList<>(
            List.of(CallPurpose.REVIEW, CallPurpose.REPAIR, CallPurpose.CITE, CallPurpose.REVISE));
    for (CallPurpose rarer : List.of(CallPurpose.ROTATE, CallPurpose.JUDGE)) {
      if (session.calls().values().stream().anyMatch(ledgerCall -> ledgerCall.purpose() == rarer)) {
        purposes.add(rarer);
      }
    }
    return purposes;
  }

  private static List<String> row(
      Session session, String name, List<CallPurpose> purposes, Predicate<LedgerCall> which) {
    List<String> cells = new ArrayList<>(List.of(name));
    for (CallPurpose callPurpose : purposes) {
      cells.add(sum(session, which.and(ledgerCall -> ledgerCall.purpose() == callPurpose)));
    }
    cells.add(sum(session, which));
    return cells;
  }

  private static String sum(Session session, Predicate<LedgerCall> which) {
    return cost(session.calls().values().stream().filter(which).toList());
  }

  /** What calls have cost together, marked where that is not exact. */
  static String cost(Collection<LedgerCall> calls) {
    CostParts booked = Ledger.of(calls).booked();
    String mark =
        booked.ceiling().equals(Money.ZERO)
            ? booked.estimate().equals(Money.ZERO) ? "" : " (estimate)"
            : " (ceiling)";
    return booked.sum() + mark;
  }

  private static Iterable<String> peers(Session session) {
    TreeSet<String> peers = new TreeSet<>();
    session.calls().values().forEach(ledgerCall -> peers.add(ledgerCall.peer()));
    return peers;
  }

  static void sent(MarkdownBuilder out, Session session) {
    if (session.calls().isEmpty()) {
      return;
    }
    out.heading("What was sent to whom");
    out.columns("call", "peer", "model", "round", "for", "fate");
    for (LedgerCall ledgerCall : session.calls().values()) {
      String round = Integer.toString(ledgerCall.round());
      String model = ledgerCall.model() == null ? "" : text(ledgerCall.model());
      String purpose = ledgerCall.purpose().wireName();
      out.row(
          List.of(
              ledgerCall.id(), text(ledgerCall.peer()), model, round, purpose, fate(ledgerCall)));
    }
  }

  private static String fate(LedgerCall ledgerCall) {
    return switch (ledgerCall.state()) {
      case RESERVED -> "under way";
      case SETTLED -> "answered";
      case FAILED -> "failed";
      case RELEASED -> "never sent";
      case INDETERMINATE -> "unknown, booked at its ceiling";
    };
  }
}
