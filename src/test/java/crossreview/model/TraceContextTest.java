package crossreview.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as the header {@code traceparent}, after the recommendation of the W3C. */
class TraceContextTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";
  private static final String VALID = "00-" + TRACE + "-" + SPAN + "-01";

  private static Optional<TraceContext> parse(String header) {
    return TraceContext.parse(List.of(header), List.of());
  }

  @Test
  void aValidHeaderIsReadAndWrittenAgain() {
    TraceContext context = parse(VALID).orElseThrow();

    assertEquals(new TraceContext(TRACE, SPAN, "01", null), context);
    assertEquals(VALID, context.traceparent());
    assertEquals(Optional.of(context), parse(" " + VALID + "\t"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cc-" + TRACE + "-" + SPAN + "-01",
        "cc-" + TRACE + "-" + SPAN + "-01-what the future will be like",
        "01-" + TRACE + "-" + SPAN + "-fd"
      })
  void aLaterVersionIsReadAsFarAsTheFirstOneGoes(String header) {
    assertEquals(VALID, parse(header).orElseThrow().traceparent());
  }

  @Test
  void flagsThatAreNotDefinedAreNotPassedOn() {
    TraceContext context = parse("00-" + TRACE + "-" + SPAN + "-fe").orElseThrow();

    assertEquals("02", context.flags());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "ff-" + TRACE + "-" + SPAN + "-01",
        "00-00000000000000000000000000000000-" + SPAN + "-01",
        "00-" + TRACE + "-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01",
        "00-" + TRACE + "-" + SPAN + "-1",
        "00-" + TRACE + "-" + SPAN + "-01-more",
        "cc-" + TRACE + "-" + SPAN + "-01.more",
        "00-" + TRACE + "-" + SPAN + "-0g",
        "00-4bf92f3577b34da6a3ce929d0e0e473-" + SPAN + "-01",
        "00_" + TRACE + "_" + SPAN + "_01"
      })
  void anInvalidHeaderIsAsGoodAsNone(String header) {
    assertEquals(Optional.empty(), parse(header));
  }

  @Test
  void severalHeadersAndEndlessOnesAreAsGoodAsNone() {
    assertEquals(Optional.empty(), TraceContext.parse(List.of(VALID, VALID), List.of()));
    assertEquals(Optional.empty(), TraceContext.parse(List.of(), List.of()));
    assertEquals(Optional.empty(), parse("cc-" + TRACE + "-" + SPAN + "-01-" + "x".repeat(10_000)));
  }
}
