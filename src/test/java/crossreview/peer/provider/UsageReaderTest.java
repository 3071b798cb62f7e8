package crossreview.peer.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.model.Money;
import crossreview.model.call.TokenUsage;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What providers count becomes buckets that do not overlap. */
class UsageReaderTest {
  @Test
  void whatWasCachedIsTakenOutOfTheInputAndThinkingOutOfTheOutput() {
    assertEquals(
        new TokenUsage(65L, 30L, 5L, 12L, 8L), UsageReader.inclusive(100L, 30L, 5L, 20L, 8L));
    assertEquals(
        new TokenUsage(0L, 60L, 40L, 0L, 20L), UsageReader.inclusive(100L, 60L, 40L, 20L, 20L));
  }

  @Test
  void moreThanTheSumWasNotCountedIn() {
    assertEquals(
        new TokenUsage(100L, 101L, null, 20L, 21L),
        UsageReader.inclusive(100L, 101L, null, 20L, 21L));
    assertEquals(
        new TokenUsage(100L, null, 101L, 20L, null),
        UsageReader.inclusive(100L, null, 101L, 20L, null));
  }

  @Test
  void whatIsNotToldStaysUnknown() {
    assertEquals(
        new TokenUsage(null, 30L, null, null, 8L),
        UsageReader.inclusive(null, 30L, null, null, 8L));
    assertEquals(TokenUsage.NONE, UsageReader.inclusive(null, null, null, null, null));
  }

  private static Object usage() throws InvalidJsonException {
    return JsonReader.read(
        "{\"a\": 0, \"b\": 7, \"c\": -1, \"d\": \"7\", \"e\": 0.25, \"f\": -0.25, \"g\": 0.0}");
  }

  @Test
  void theFirstNumberThatIsThereCounts() throws InvalidJsonException {
    assertEquals(0L, UsageReader.first(usage(), "/a", "/b"));
    assertEquals(7L, UsageReader.first(usage(), "/x", "/c", "/d", "/b", "/a"));
    assertNull(UsageReader.first(usage(), "/x", "/c", "/d"));
  }

  @Test
  void aCostIsAnAmountThatIsNotNegative() throws InvalidJsonException {
    assertEquals(Optional.of(Money.of("7")), UsageReader.cost(usage(), "/b"));
    assertEquals(Optional.of(Money.of("0.25")), UsageReader.cost(usage(), "/e"));
    assertEquals(Optional.of(Money.ZERO), UsageReader.cost(usage(), "/a"));
    assertEquals(Optional.of(Money.ZERO), UsageReader.cost(usage(), "/g"));
    for (String pointer : new String[] {null, "/x", "/c", "/d", "/f"}) {
      assertEquals(Optional.empty(), UsageReader.cost(usage(), pointer), pointer);
    }
  }
}
