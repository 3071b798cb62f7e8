package crossreview.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Digest;
import crossreview.model.Money;
import crossreview.model.SessionId;
import crossreview.model.TextRef;
import crossreview.model.call.CallPurpose;
import crossreview.model.call.TokenUsage;
import crossreview.model.event.CallEvent;
import crossreview.model.event.LifecycleEvent;
import crossreview.model.event.RunEvent;
import crossreview.model.event.SessionEvent;
import crossreview.model.run.EndReason;
import crossreview.model.run.EscalationSeverity;
import crossreview.model.run.RunResult;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReviewMetricsTest {
  private static final SessionId ID = SessionId.of(new UUID(1, 1));
  private static final String TS = "2030-01-01T00:00:00.000Z";

  private final MetricsRegistry registry = new MetricsRegistry();

  private void event(SessionEvent event) {
    registry.reviews().count(ID, event, TS);
  }

  private String page() {
    return new String(registry.page(null).bytes(), StandardCharsets.UTF_8);
  }

  private void has(String line) {
    assertTrue(page().lines().anyMatch(line::equals), () -> line + " is not in\n" + page());
  }

  private static CallEvent reserved(String call, String peer) {
    return new CallEvent.CallReserved(
        call, peer, 1, CallPurpose.REVIEW, Money.of("1"), "m", 3, null, null, null);
  }

  private static CallEvent settled(String call) {
    return new CallEvent.CallSettled(
        call,
        new TextRef(Digest.of("x"), 1, null),
        new TokenUsage(100L, 20L, null, 7L, null),
        Money.of("0.25"),
        1_500,
        2,
        null,
        null,
        null);
  }

  @Test
  void anAnswerIsCountedByItsPeerWithTokensTimeAndMoney() {
    event(reserved("c1", "alice"));
    event(settled("c1"));

    has("crossreview_calls_total{outcome=\"answered\",peer=\"alice\"} 1.0");
    has("crossreview_call_attempts_total{peer=\"alice\"} 2.0");
    has("crossreview_tokens_total{direction=\"input\",peer=\"alice\"} 120.0");
    has("crossreview_tokens_total{direction=\"output\",peer=\"alice\"} 7.0");
    has("crossreview_tokens_total{direction=\"cache_read\",peer=\"alice\"} 20.0");
    has("crossreview_cost_dollars_total{peer=\"alice\"} 0.25");
    has("crossreview_call_duration_seconds_bucket{peer=\"alice\",le=\"1.0\"} 0");
    has("crossreview_call_duration_seconds_bucket{peer=\"alice\",le=\"2.5\"} 1");
  }

  @Test
  void anEscalationIsCountedByItsSeverity() {
    event(new LifecycleEvent.SessionEscalated("nobody agrees", EscalationSeverity.WARNING));

    has("crossreview_escalations_total{severity=\"warning\"} 1.0");
  }

  @Test
  void aCallWhosePeerIsNotKnownIsCountedAllTheSame() {
    event(settled("of another process"));
    event(reserved("c2", "bob"));
    event(
        new RunEvent.RunEnded(
            "r1", RunResult.UNANIMOUS, EndReason.UNANIMOUS_READY, 2, Money.ZERO, null));
    event(new CallEvent.CallReleased("c2", "the run ended"));

    has("crossreview_calls_total{outcome=\"answered\",peer=\"unknown\"} 1.0");
    has("crossreview_calls_total{outcome=\"released\",peer=\"unknown\"} 1.0");
  }

  @Test
  void theNumberOfPeersIsBounded() {
    for (int i = 0; i < 300; i++) {
      event(reserved("c" + i, "peer" + i));
      event(settled("c" + i));
    }

    has("crossreview_calls_total{outcome=\"answered\",peer=\"other\"} 100.0");
    long peers = page().lines().filter(line -> line.startsWith("crossreview_calls_total{")).count();
    assertEquals(201, peers);
  }

  @Test
  void aClientThatReadsOpenMetricsGetsIt() {
    var page = registry.page("application/openmetrics-text;version=1.0.0,text/plain;q=0.5");

    assertTrue(page.mediaType().startsWith("application/openmetrics-text"), page.mediaType());
    assertTrue(new String(page.bytes(), StandardCharsets.UTF_8).endsWith("# EOF\n"));
    assertTrue(registry.page("*/*").mediaType().startsWith("text/plain; version=0.0.4"));
  }
}
