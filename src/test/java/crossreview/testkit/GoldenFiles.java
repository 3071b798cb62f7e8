package crossreview.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.json.JsonTree;
import crossreview.json.JsonWriter;
import crossreview.model.ValueChecks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Texts that are compared with files of the repository, or recorded there when the environment
 * variable {@code GOLDEN} is {@code write}.
 */
public final class GoldenFiles {
  private static final Path FOLDER = Path.of("src/test/resources/operations");
  private static final boolean WRITE = "write".equals(System.getenv("GOLDEN"));
  private static final int TEXT_MAX = 400; // enough to recognise a text

  /** What differs from run to run, and what it is called; what is alike keeps one number. */
  private static final Pattern CHANGING =
      Pattern.compile(
          "(?<code>xc_[A-Za-z0-9_-]{43}|xi_[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{43})|"
              + "(?<id>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"
              + "|(?<time>\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z)"
              + "|(?<sha>\\b[0-9a-f]{64}\\b)"
              + "|(?<cursor>\\ball\\.[0-9a-f]*\\.[A-Za-z0-9_-]+)"
              + "|(?<base>(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{43,}={0,2})");

  /** What is read while other reviews are counted: how far that is, is chance. */
  private static final Pattern COUNTED = Pattern.compile("\\d+ of 20 shared rounds of .* and .*");

  private static final Set<String> RANDOM =
      Set.of(
          "latency_ms",
          "day",
          "mean_latency_ms",
          "request_id",
          "kept",
          "browser_session",
          "pid",
          "uptime_seconds",
          "spent_since",
          "recent_problems");

  private GoldenFiles() {}

  /** Fails when the text is not what the file says. */
  public static void compare(String file, String text) throws IOException {
    Path path = FOLDER.resolve(file);
    if (WRITE) {
      Files.createDirectories(FOLDER);
      Files.writeString(path, text);
    } else {
      assertEquals(Files.readString(path), text, path + ": GOLDEN=write records it anew");
    }
  }

  /** One line for each leaf and bracket, so that a difference can be read. */
  public static String pretty(Object value) {
    StringBuilder out = new StringBuilder();
    append(out, value, "\n");
    return out.append('\n').toString();
  }

  private static void append(StringBuilder out, Object value, String newLine) {
    String inner = newLine + " ";
    String lead = inner;
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      out.append('{');
      for (Map.Entry<?, ?> field : map.entrySet()) {
        out.append(lead).append(JsonWriter.of(field.getKey())).append(": ");
        append(out, field.getValue(), inner);
        lead = "," + inner;
      }
      out.append(newLine).append('}');
    } else if (value instanceof List<?> list && !list.isEmpty()) {
      out.append('[');
      for (Object item : list) {
        append(out.append(lead), item, inner);
        lead = "," + inner;
      }
      out.append(newLine).append(']');
    } else {
      out.append(JsonWriter.of(value));
    }
  }

  /** A tree without what differs from run to run; equal values stay equal. */
  public static Object masked(Object tree, Path data) {
    return new Mask(data).value(tree);
  }

  /** Numbers values by their first appearance. */
  private static final class Mask {
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final String data;

    Mask(Path data) {
      this.data = data.toString();
    }

    Object value(Object value) {
      return switch (value) {
        case Map<?, ?> map -> object(map);
        case List<?> list -> list(list);
        case String text -> text(text);
        case null, default -> value;
      };
    }

    /** Votes come in the order of arrival, which is chance; they are shown by their peers. */
    private List<Object> list(List<?> list) {
      List<Object> items = new ArrayList<>();
      list.stream()
          .sorted(
              Comparator.comparing(item ->
                  JsonTree.at(item, "/quality") == null
                      ? ""
                      : JsonTree.text(item, "/peer").orElse("")))
          .forEach(item -> items.add(value(item)));
      return items;
    }

    private Map<String, Object> object(Map<?, ?> map) {
      Map<String, Object> masked = new LinkedHashMap<>();
      JsonTree.named(map)
          .forEach((name, item) ->
              masked.put(
                  text(name), item != null && RANDOM.contains(name) ? "<random>" : value(item)));
      return masked;
    }

    /** A report is known by its headings: what it says beside them has tests of its own. */
    private String text(String text) {
      if (text.startsWith("# ")) {
        return text.lines().filter(line -> line.startsWith("#")).collect(Collectors.joining("\n"));
      }
      String stable = COUNTED.matcher(text.replace(data, "<data>")).replaceAll("<counted>");
      Matcher matcher = CHANGING.matcher(stable);
      String masked = matcher.replaceAll(found -> Matcher.quoteReplacement(name(matcher)));
      return ValueChecks.cut(masked, TEXT_MAX);
    }

    private String name(Matcher matcher) {
      if (matcher.group("time") != null) {
        return "<time>"; // two of them may be equal by chance
      }
      if (matcher.group("code") != null) {
        return "<code>";
      }
      if (matcher.group("cursor") != null) {
        return "<cursor>"; // the order of the sessions in it is chance
      }
      String kind =
          matcher.group("id") != null ? "id" : matcher.group("sha") != null ? "sha" : "base64";
      return names.computeIfAbsent(
          matcher.group(), seen -> "<" + kind + "-" + counts.merge(kind, 1, Integer::sum) + ">");
    }
  }
}
