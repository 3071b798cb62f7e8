package crossreview.peer.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events of a stream, however its bytes are cut. */
class SseParserTest {
  private static final String TEXT =
      "event: a\ndata: é € 😀 \\u0000\n\n: comment\ndata:one\ndata: two\n\ndata: \n\n"
          + "id: 7\nretry: 3\n\nevent: nothing\n\ndata: [DONE]\n\ndata: last";
  private static final List<SseEvent> EVENTS =
      List.of(
          new SseEvent("a", "é € 😀 \\u0000"),
          new SseEvent("", "one\ntwo"),
          new SseEvent("", ""),
          new SseEvent("", "[DONE]"),
          new SseEvent("", "last"));

  private static List<SseEvent> parse(byte[] bytes, int... cuts) throws StreamException {
    List<SseEvent> events = new ArrayList<>();
    SseParser parser = new SseParser(events::add, 1 << 20);
    int from = 0;
    for (int cut : cuts) {
      parser.feed(Arrays.copyOfRange(bytes, from, cut));
      from = cut;
    }
    parser.feed(Arrays.copyOfRange(bytes, from, bytes.length));
    parser.end();
    return events;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void theSameEventsComeFromEveryCutWithEveryLineEnd(String end) throws StreamException {
    byte[] bytes = utf8("\uFEFF" + TEXT.replace("\n", end));

    assertEquals(EVENTS, parse(bytes));
    for (int cut = 0; cut <= bytes.length; cut++) {
      assertEquals(EVENTS, parse(bytes, cut), "cut at " + cut);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void theSameEventsComeFromSingleBytes(String end) throws StreamException {
    byte[] bytes = utf8(TEXT.replace("\n", end));
    int[] every = new int[bytes.length];
    Arrays.setAll(every, i -> i);

    assertEquals(EVENTS, parse(bytes, every));
  }

  @Test
  void randomStreamsAreReadAsTheirPlainReadingSays() throws StreamException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    String[] lines = {
      "data: x", "data:", "data", ":c", "event: e", "", "id: 1", "data: ü\uD83D\uDE00"
    };
    for (int run = 0; run < 2_000; run++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i > 0; i--) {
        text.append(lines[random.nextInt(lines.length)]).append('\n');
      }
      byte[] bytes = utf8(text.toString());
      int cut = random.nextInt(bytes.length + 1);

      assertEquals(plain(text.toString()), parse(bytes, cut), "seed " + seed + " run " + run);
    }
  }

  /** The rules of the standard, line by line. */
  private static List<SseEvent> plain(String text) {
    List<SseEvent> events = new ArrayList<>();
    String name = "";
    List<String> data = new ArrayList<>();
    for (String line : (text + "\n").split("\n", -1)) {
      int colon = line.indexOf(':');
      String field = colon < 0 ? line : line.substring(0, colon);
      String value = colon < 0 ? "" : line.substring(colon + 1);
      value = value.startsWith(" ") ? value.substring(1) : value;
      if (line.isEmpty()) {
        if (!data.isEmpty()) {
          events.add(new SseEvent(name, String.join("\n", data)));
        }
        name = "";
        data.clear();
      } else if (field.equals("data")) {
        data.add(value);
      } else if (field.equals("event")) {
        name = value;
      }
    }
    return events;
  }

  @Test
  void anErrorFieldAndNakedJsonAreErrors() throws StreamException {
    assertEquals(
        List.of(new SseEvent("error", "{\"code\":1}")), parse(utf8("error: {\"code\":1}\n\n")));
    assertEquals(
        List.of(new SseEvent("", "x"), new SseEvent("error", "{\n\"error\": {}\n}\n")),
        parse(utf8("data: x\n\n{\n\"error\": {}\n}\n")));
  }

  @Test
  void anEventWithoutAnEndIsRefusedBeforeItFillsTheMemory() {
    List<SseEvent> events = new ArrayList<>();
    SseParser parser = new SseParser(events::add, 1_000);
    byte[] piece = utf8("x".repeat(600));

    StreamException line =
        assertThrows(
            StreamException.class,
            () -> {
              parser.feed(piece);
              parser.feed(piece);
            });
    StreamException lines =
        assertThrows(
            StreamException.class,
            () ->
                new SseParser(events::add, 1_000)
                    .feed(utf8(("data: " + "x".repeat(600) + "\n").repeat(2))));

    assertTrue(line.overflow());
    assertTrue(lines.overflow());
  }

  @Test
  void brokenCharactersAreNotTurnedIntoOthers() {
    byte[] broken = utf8("data: a\uFFFDb\n\n");

    assertThrows(
        StreamException.class,
        () -> parse(new byte[] {'d', 'a', 't', 'a', ':', (byte) 0xC3, '\n'}));
    assertEquals("a\uFFFDb", assertOne(broken).data());
  }

  private static SseEvent assertOne(byte[] bytes) {
    try {
      return parse(bytes).getFirst();
    } catch (StreamException e) {
      throw new AssertionError(e);
    }
  }
}
