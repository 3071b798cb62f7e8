package crossreview.report;

import crossreview.codec.ObjectCodec;
import crossreview.json.JsonTree;
import crossreview.model.Money;
import crossreview.model.call.AnswerOrigin;
import crossreview.model.call.CallPurpose;
import crossreview.session.Ledger;
import crossreview.session.LedgerCall;
import crossreview.session.LedgerCall.CallState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What some calls came to: tokens, money, time, failures, second turns. Pure. */
public final class UsageGroup {
  private static final ObjectCodec<UsageGroup> CODEC =
      ObjectCodec.<UsageGroup>object()
          .field("calls", group -> group.calls.size())
          .field("answered", group -> group.count(CallState.SETTLED))
          .field("lost", group -> group.count(CallState.INDETERMINATE))
          .field("failures", UsageGroup::failures)
          .field("fallbacks", group -> sum(group.calls, c -> c.facts().fallbacks()))
          .field("repairs", group -> sum(group.calls, UsageGroup::secondTurn))
          .field("usage", group -> group.ledger.usage())
          .field("cache", group -> cache(group.calls))
          .field("reused", group -> reused(group.calls))
          .field("latency_ms", UsageGroup::latency)
          .field("cost", group -> group.ledger.spent())
          .field("cost_basis", group -> group.ledger.booked());

  private final List<LedgerCall> calls;
  private final Ledger ledger;

  private UsageGroup(Collection<LedgerCall> calls) {
    this.calls = List.copyOf(calls);
    this.ledger = Ledger.of(calls);
  }

  /** All of these calls together. */
  public static Map<String, Object> tree(Collection<LedgerCall> calls) {
    return CODEC.tree(new UsageGroup(calls));
  }

  /** The calls by what they have in common, in the order of its name; null leaves a call out. */
  public static List<Map<String, Object>> trees(
      String name, Collection<LedgerCall> calls, Function<LedgerCall, @Nullable Object> common) {
    Map<Object, List<LedgerCall>> groups = new TreeMap<>();
    for (LedgerCall call : calls) {
      Object key = common.apply(call);
      if (key != null) {
        groups.computeIfAbsent(key, first -> new ArrayList<>()).add(call);
      }
    }
    return groups.entrySet().stream()
        .map(group -> {
          Map<String, Object> tree = new LinkedHashMap<>();
          tree.put(name, group.getKey());
          tree.putAll(tree(group.getValue()));
          return tree;
        })
        .toList();
  }

  private static @Nullable Map<String, Object> cache(List<LedgerCall> calls) {
    CacheUsage usage = CacheUsage.of(calls);
    return usage == null ? null : CacheUsage.CODEC.tree(usage);
  }

  /** Answers of other sessions that were used again, and what they cost there; null for none. */
  private static @Nullable Map<String, Object> reused(List<LedgerCall> calls) {
    List<AnswerOrigin> origins =
        calls.stream().map(call -> call.facts().reusedFrom()).filter(Objects::nonNull).toList();
    Money saved = origins.stream().map(AnswerOrigin::saved).reduce(Money.ZERO, Money::plus);
    return origins.isEmpty()
        ? null
        : JsonTree.of("answers", (long) origins.size(), "saved_usd", saved.toString());
  }

  private long count(CallState state) {
    return calls.stream().filter(call -> call.state() == state).count();
  }

  private static long sum(List<LedgerCall> calls, Function<LedgerCall, Integer> part) {
    return calls.stream().mapToLong(part::apply).sum();
  }

  private static int secondTurn(LedgerCall call) {
    return call.purpose() == CallPurpose.REPAIR || call.purpose() == CallPurpose.CITE ? 1 : 0;
  }

  private Map<String, Object> failures() {
    Map<String, Object> classes = new TreeMap<>();
    calls.stream()
        .map(call -> call.facts().failure())
        .filter(failure -> failure != null)
        .forEach(failure -> classes.merge(failure.wireName(), 1L, (a, b) -> (long) a + (long) b));
    return classes;
  }

  /** Of the answered calls; null where there are none. */
  private @Nullable Map<String, Object> latency() {
    long[] times =
        calls.stream()
            .filter(call -> call.state() == CallState.SETTLED)
            .mapToLong(LedgerCall::latencyMs)
            .sorted()
            .toArray();
    if (times.length == 0) {
      return null;
    }
    Map<String, Object> latency = new LinkedHashMap<>();
    latency.put("p50", percentile(times, 50));
    latency.put("p90", percentile(times, 90));
    latency.put("p99", percentile(times, 99));
    latency.put("max", times[times.length - 1]);
    return latency;
  }

  /** By nearest rank: always a time that was measured. */
  private static long percentile(long[] sorted, int percent) {
    return sorted[(sorted.length * percent + 99) / 100 - 1];
  }
}
