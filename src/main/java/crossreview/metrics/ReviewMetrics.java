package crossreview.metrics;

import crossreview.journal.StoredLine;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.model.Money;
import crossreview.model.SessionId;
import crossreview.model.call.TokenUsage;
import crossreview.model.event.CallEvent;
import crossreview.model.event.LifecycleEvent;
import crossreview.model.event.RoundEvent;
import crossreview.model.event.RunEvent;
import crossreview.model.event.SessionEvent;
import crossreview.session.Session;
import crossreview.store.codec.EventCodec;
import crossreview.store.codec.EventCodec.UnreadableLineException;
import crossreview.store.log.CommitListener;
import crossreview.time.TimestampFormat;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts what is durable: runs, rounds, calls, tokens and money.
 *
 * <p>It remembers the peers of open calls and the begin of open rounds, by session, and forgets
 * them with the end of the run; a session that is continued here after a crash elsewhere has calls
 * whose peer it does not know, which are counted as {@code unknown}.
 */
public final class ReviewMetrics implements CommitListener {
  private static final int HEAD = 1_024; // the envelope, with the longest names
  private static final int PEERS_MAX = 200; // more than any settings name; beyond it: other
  private static final double[] SECONDS = {
    0.1, 0.5, 1, 2.5, 5, 10, 20, 40, 80, 160, 320, 640, 1_280
  };

  private final Counter escalations;
  private final Counter runs;
  private final Counter rounds;
  private final Histogram roundSeconds;
  private final Counter calls;
  private final Counter attempts;
  private final Histogram callSeconds;
  private final Counter tokens;
  private final Counter dollars;
  private final Map<SessionId, Map<String, String>> peers = new ConcurrentHashMap<>();
  private final Map<SessionId, Instant> begun = new ConcurrentHashMap<>();
  private final Set<String> known = ConcurrentHashMap.newKeySet(); // at most PEERS_MAX

  ReviewMetrics(PrometheusRegistry registry) {
    escalations =
        counter(
            registry, "crossreview_escalations_total", "Sessions handed to a person.", "severity");
    runs = counter(registry, "crossreview_runs_total", "Runs that ended.", "result", "reason");
    rounds = counter(registry, "crossreview_rounds_total", "Rounds that were counted.", "tally");
    calls = counter(registry, "crossreview_calls_total", "Calls that ended.", "peer", "outcome");
    attempts =
        counter(registry, "crossreview_call_attempts_total", "Attempts of these calls.", "peer");
    tokens =
        counter(registry, "crossreview_tokens_total", "Tokens of answers.", "peer", "direction");
    dollars =
        counter(registry, "crossreview_cost_dollars_total", "US dollars that were booked.", "peer");
    roundSeconds = histogram(registry, "crossreview_round_duration_seconds", "Of counted rounds.");
    callSeconds =
        histogram(registry, "crossreview_call_duration_seconds", "Of answered calls.", "peer");
  }

  private static Counter counter(
      PrometheusRegistry registry, String name, String help, String... labels) {
    return Counter.builder().name(name).help(help).labelNames(labels).register(registry);
  }

  private static Histogram histogram(
      PrometheusRegistry registry, String name, String help, String... labels) {
    return Histogram.builder()
        .name(name)
        .help(help)
        .labelNames(labels)
        .classicOnly()
        .classicUpperBounds(SECONDS)
        .register(registry);
  }

  @Override
  public void committed(SessionId id, List<StoredLine> lines, Session durable) {
    for (StoredLine line : lines) {
      if (counts(line.bytes())) {
        read(id, line.bytes());
      }
    }
  }

  /** Most lines are votes, findings and notes: reading them all would cost the journal's thread. */
  private static boolean counts(byte[] bytes) {
    String head = new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.ISO_8859_1);
    return head.contains("\"type\":\"call.")
        || head.contains("\"type\":\"round.")
        || head.contains("\"type\":\"run.")
        || head.contains("\"type\":\"session.escalated");
  }

  private void read(SessionId id, byte[] bytes) {
    try {
      Map<String, Object> line = JsonReader.readObject(bytes);
      count(id, EventCodec.event(line), String.valueOf(line.get("ts")));
    } catch (InvalidJsonException | UnreadableLineException e) {
      throw new IllegalStateException("a line that this process wrote cannot be read", e);
    }
  }

  /** Counts one event; visible for tests. */
  void count(SessionId id, SessionEvent event, String ts) {
    switch (event) {
      case CallEvent.CallReserved reserved ->
          peers
              .computeIfAbsent(id, session -> new ConcurrentHashMap<>())
              .put(reserved.call(), reserved.peer());
      case CallEvent.CallSettled settled -> settled(peer(id, settled.call()), settled);
      case CallEvent.CallFailed failed -> {
        String peer = peer(id, failed.call());
        ended(peer, failed.failureClass().wireName(), failed.cost());
        attempts.labelValues(peer).inc(failed.attempts());
      }
      case CallEvent.CallIndeterminate lost ->
          ended(peer(id, lost.call()), "indeterminate", lost.booked());
      case CallEvent.CallReleased released ->
          ended(peer(id, released.call()), "released", Money.ZERO);
      case RoundEvent.RoundStarted started -> begun.put(id, TimestampFormat.parse(ts));
      case RoundEvent.RoundCompleted completed -> round(id, completed, TimestampFormat.parse(ts));
      case LifecycleEvent.SessionEscalated escalated ->
          escalations.labelValues(escalated.severity().wireName()).inc();
      case RunEvent.RunEnded ended -> {
        runs.labelValues(ended.result().wireName(), ended.reason().wireName()).inc();
        peers.remove(id);
        begun.remove(id);
      }
      default -> {
        // nothing that is counted
      }
    }
  }

  private void settled(String peer, CallEvent.CallSettled settled) {
    ended(peer, "answered", settled.cost());
    attempts.labelValues(peer).inc(settled.attempts());
    callSeconds.labelValues(peer).observe(settled.latencyMs() / 1e3);
    TokenUsage usage = settled.usage();
    tokens(peer, "input", usage.inputInAll());
    tokens(peer, "output", usage.output());
    tokens(peer, "cache_read", usage.cacheRead());
    tokens(peer, "cache_write", usage.cacheWrite());
    tokens(peer, "reasoning", usage.reasoning());
  }

  private void tokens(String peer, String direction, @Nullable Long count) {
    tokens.labelValues(peer, direction).inc(count == null ? 0 : count);
  }

  private void ended(String peer, String outcome, Money cost) {
    calls.labelValues(peer, outcome).inc();
    dollars.labelValues(peer).inc(cost.amount().doubleValue());
  }

  private void round(SessionId id, RoundEvent.RoundCompleted completed, Instant at) {
    rounds.labelValues(completed.tally().wireName()).inc();
    Instant from = begun.remove(id);
    if (from != null) {
      roundSeconds.observe(Duration.between(from, at).toMillis() / 1e3);
    }
  }

  private String peer(SessionId id, String call) {
    Map<String, String> open = peers.get(id);
    String peer = open == null ? null : open.remove(call);
    if (peer == null) {
      return "unknown";
    }
    return known.contains(peer) || known.size() < PEERS_MAX && known.add(peer) ? peer : "other";
  }
}
