package crossreview.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as the header {@code tracestate}, after the recommendation of the W3C. */
class TraceStateTest {
  private static String parse(String... headers) {
    return TraceState.parse(List.of(headers)).orElse("");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a=1,b=2|a=1,b=2",
        "a=1 ,\t b=2 |a=1,b=2",
        "a=1,,b=2,|a=1,b=2",
        "1tenant@vendor=x y|1tenant@vendor=x y",
        "a_-*/0=!~|a_-*/0=!~",
        "a=1,b=2,a=3|a=1,b=2",
      })
  void aListIsKeptInItsOrderWithoutSpaceAroundItsMembers(String header, String kept) {
    assertEquals(kept, parse(header));
  }

  @Test
  void severalHeadersAreOneList() {
    assertEquals("a=1,b=2,c=3", parse("a=1", "b=2, c=3"));
    assertEquals(Optional.empty(), TraceState.parse(List.of()));
    assertEquals(Optional.empty(), TraceState.parse(List.of(" ", ",")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "=1",
        "a=",
        "A=1",
        "1=1",
        "a=b=c",
        "a =1",
        "a=\u00e4",
        "a@=1",
        "@b=1",
        "a@1=1",
        "a@b@c=1",
        "a=1\u0001",
        "a=1,B=2"
      })
  void aListWithAnInvalidMemberIsAsGoodAsNone(String header) {
    assertEquals("", parse(header));
  }

  @Test
  void keysValuesAndMembersHaveTheLengthsOfTheRecommendation() {
    String value = "v".repeat(256);
    assertEquals("a=" + value, parse("a=" + value));
    assertEquals("", parse("a=" + value + "v"));
    assertEquals("k".repeat(256) + "=1", parse("k".repeat(256) + "=1"));
    assertEquals("", parse("k".repeat(257) + "=1"));
    assertEquals(members(32), parse(members(32)));
    assertEquals("", parse(members(33)));
    assertEquals("", parse(" ".repeat(40_000) + "a=1"));
  }

  private static String members(int count) {
    return IntStream.range(0, count).mapToObj(i -> "k" + i + "=1").collect(Collectors.joining(","));
  }

  @Test
  void aListThatIsTooLongLosesItsLongMembersAndThenItsLast() {
    String first = "a=" + "1".repeat(126); // 128 characters
    String second = "b=" + "1".repeat(127);
    String third = "c=" + "1".repeat(126);
    String fourth = "d=" + "1".repeat(126);
    String fifth = "e=" + "1".repeat(121);
    String sixth = "f=1";

    assertEquals(
        String.join(",", first, third, fourth, fifth),
        parse(String.join(",", first, second, third, fourth, fifth, sixth)));
    assertEquals(
        String.join(",", first, third, fourth, sixth),
        parse(String.join(",", first, second, third, fourth, sixth)));
  }
}
