package crossreview.bench;

import crossreview.json.JsonReader;
import crossreview.peer.provider.SseParser;
import crossreview.testkit.DialectFixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How many bytes of a stream one core reads: events alone, and with their JSON. */
final class SseThroughput implements Benchmark {
  private static final int EVENTS = 20_000;
  private static final int PIECE = 16 * 1024; // what a socket hands over at a time
  private static final int RUNS = 15;

  @Override
  public String name() {
    return "sse_parse";
  }

  @Override
  public Map<String, Object> measure(Path dir) throws Exception {
    byte[] stream =
        DialectFixture.CHAT.stream("m-1", Collections.nCopies(EVENTS, "a few words of an answer "))
            .getBytes(StandardCharsets.UTF_8);
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("bytes", stream.length);
    line.put("events_mb_per_second", best(stream, event -> {}));
    line.put("target", 200);
    line.put(
        "with_json_mb_per_second",
        best(
            stream,
            event -> {
              if (event.data().startsWith("{")) {
                json(event.data());
              }
            }));
    return line;
  }

  private static void json(String data) {
    try {
      JsonReader.read(data);
    } catch (Exception e) {
      throw new IllegalStateException(data, e);
    }
  }

  /** The median of the later half of the runs. */
  private static Object best(byte[] stream, SseParser.SseListener sseListener) throws Exception {
    long[] nanos = new long[RUNS];
    List<byte[]> pieces = pieces(stream);
    for (int run = 0; run < RUNS; run++) {
      long began = System.nanoTime();
      SseParser parser = new SseParser(sseListener, 16 << 20);
      for (byte[] piece : pieces) {
        parser.feed(piece);
      }
      parser.end();
      nanos[run] = System.nanoTime() - began;
    }
    long median = RoundedNumber.median(Arrays.copyOfRange(nanos, RUNS / 2, RUNS));
    return RoundedNumber.of(stream.length * 1e3 / median);
  }

  private static List<byte[]> pieces(byte[] stream) {
    List<byte[]> pieces = new ArrayList<>();
    for (int at = 0; at < stream.length; at += PIECE) {
      pieces.add(Arrays.copyOfRange(stream, at, Math.min(stream.length, at + PIECE)));
    }
    return pieces;
  }
}
