package crossreview.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.call.CallPhase;
import crossreview.model.call.CostCertainty;
import crossreview.model.call.FailureClass;
import crossreview.model.call.PeerFailure;
import crossreview.model.event.EventCatalog;
import crossreview.model.event.SessionEvent;
import crossreview.time.TimestampFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelTest {

  @Test
  void onlyTheCanonicalSpellingIsASessionId() {
    assertTrue(SessionId.parse("7f3a2b1c-0000-4000-8000-0123456789ab").isPresent());
    for (String bad :
        List.of(
            "",
            "../x",
            "7F3A2B1C-0000-4000-8000-0123456789AB",
            "7f3a",
            "7f3a2b1c-0000-4000-8000-0123456789ab/")) {
      assertTrue(SessionId.parse(bad).isEmpty(), bad);
    }
  }

  @Test
  void moneyIsExactAndNeverNegative() {
    assertEquals("0.3", Money.of("0.1").plus(Money.of("0.20")).toString());
    assertEquals(Money.of("1.0"), Money.of("1.00"));
    assertThrows(IllegalArgumentException.class, () -> Money.of("-0.01"));
  }

  @Test
  void aStampAlwaysHasThreeFractionalDigits() {
    assertEquals(
        "2026-11-23T08:15:04.000Z", TimestampFormat.format(Instant.parse("2026-11-23T08:15:04Z")));
    assertEquals(
        "2026-11-23T08:15:04.120Z",
        TimestampFormat.format(Instant.parse("2026-11-23T08:15:04.1209Z")));
  }

  @Test
  void onlyAnUnavailablePeerIsExcused() {
    assertTrue(failure(FailureClass.RATE_LIMIT, "rate_limited").excuses());
    assertTrue(failure(FailureClass.NETWORK, "connect").excuses());
    assertTrue(failure(FailureClass.TIMEOUT, "total").excuses());
    assertTrue(failure(FailureClass.AUTH, "bad_credentials").excuses());
    assertFalse(failure(FailureClass.BILLING, "billing").excuses());
    assertFalse(failure(FailureClass.PROVIDER_ERROR, "output_truncated").excuses());
    assertFalse(failure(FailureClass.SILENT_MODEL_DOWNGRADE, "model").excuses());
  }

  @Test
  void everyEventRecordIsInTheCatalogue() {
    List<Class<?>> records = new ArrayList<>();
    collect(SessionEvent.class, records);

    for (Class<?> type : records) {
      if (!type.getSimpleName().equals("UnknownNote")) {
        assertEquals(type, EventCatalog.typeOf(EventCatalog.nameOf(type)).orElseThrow());
      }
    }
    assertEquals(EventCatalog.names().size() + 1, records.size());
  }

  @Test
  void aCutTextEndsAtACodePoint() {
    assertEquals("ab…", ValueChecks.cut("abcdef", 3));
    assertEquals("a…", ValueChecks.cut("a🙂🙂🙂", 3));
  }

  private static void collect(Class<?> type, List<Class<?>> records) {
    if (type.isRecord()) {
      records.add(type);
    } else {
      for (Class<?> permitted : type.getPermittedSubclasses()) {
        collect(permitted, records);
      }
    }
  }

  private static PeerFailure failure(FailureClass failureClass, String code) {
    return new PeerFailure(failureClass, code, CallPhase.CONNECT, false, CostCertainty.ZERO, null);
  }
}
