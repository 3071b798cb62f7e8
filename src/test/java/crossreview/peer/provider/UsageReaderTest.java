package crossreview.peer.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.model.Money;
import crossreview.model.call.TokenUsage;
import java.util.Map;
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

  @Test
  void aTotalThatIsMoreThanItsPartsIsNotAllInThem() throws InvalidJsonException {
    Object usage = JsonReader.read("{\"all\": 10, \"in\": 7, \"out\": 3, \"less\": 2}");

    assertTrue(UsageReader.sumsUp(usage, "/all", "/in", "/out"));
    assertTrue(UsageReader.sumsUp(usage, "/all", "/in", "/out", "/less"));
    assertFalse(UsageReader.sumsUp(usage, "/all", "/in", "/less", "/x"));
    assertTrue(UsageReader.sumsUp(usage, "/x", "/in"), "nothing is told");
  }

  private static Optional<String> unreadable(String usage) throws InvalidJsonException {
    return UsageReader.unreadable((Map<?, ?>) JsonReader.read(usage.replace('\'', '"')));
  }

  @Test
  void aCountThatIsNoWholeNumberOfTokensIsNamedWithItsValue() throws InvalidJsonException {
    assertEquals(Optional.of("input_tokens \"7\""), unreadable("{'input_tokens': '7'}"));
    assertEquals(Optional.of("out_tokens -1"), unreadable("{'a': 0, 'out_tokens': -1}"));
    assertEquals(
        Optional.of("x_tokens 0.5"), unreadable("{'more': {'y_tokens': 1, 'x_tokens': 0.5}}"));
    assertEquals(
        Optional.of("totalTokenCount true"), unreadable("{'more': {}, 'totalTokenCount': true}"));
  }

  @Test
  void countsThatAreNumbersOrNotThereAndWhatIsNoCountAreReadable() throws InvalidJsonException {
    assertEquals(
        Optional.empty(),
        unreadable("{'a_tokens': 0, 'TokenCount': 7, 'b_tokens': null, 'tier': 'x', 'm': {}}"));
  }

  @Test
  void aLongValueOfACountIsShownByItsBeginning() throws InvalidJsonException {
    String whole = "'" + "x".repeat(38) + "'";
    String longer = "'" + "x".repeat(39) + "'";

    assertEquals(
        Optional.of("tokens " + whole.replace('\'', '"')), unreadable("{'tokens': " + whole + "}"));
    assertEquals(
        Optional.of("tokens \"" + "x".repeat(39) + "…"), unreadable("{'tokens': " + longer + "}"));
  }
}
