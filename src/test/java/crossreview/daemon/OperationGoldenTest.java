package crossreview.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonTree;
import crossreview.testkit.GoldenFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every operation answers and how it is described, compared with files; a change of a public
 * answer shows itself here, and is recorded with {@code GOLDEN=write} when it is wanted.
 */
class OperationGoldenTest {
  /** What no case of a daemon that is alone and new can show. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "cluster_status /commands_forwarded",
          "cluster_status /hints",
          "cluster_status /hosts",
          "cluster_status /minimum_members",
          "cluster_status /mount",
          "cluster_status /node",
          "cluster_status /runs_taken_over",
          "daemon_status /day_usd", // its settings have no such limit
          "daemon_status /not_ready",
          "panel_independence /independent_votes", // needs twenty common rounds
          "server_info /not_ready",
          "session_attach_evidence /evidence/finding"); // a caller's is about no finding alone

  /** The fields of a session that only an import gives, wherever a session is answered. */
  private static final Set<String> IMPORTED = Set.of("/imported_from", "/imported");

  @TempDir private static Path home;
  private static GoldenDaemon daemon;
  private static final Map<String, List<Map<String, Object>>> CASES = new TreeMap<>();

  @BeforeAll
  static void play() throws Exception {
    daemon = new GoldenDaemon(home);
    new GoldenReviews(daemon, CASES).play();
    new GoldenHousekeeping(daemon, CASES).play();
  }

  @AfterAll
  static void close() {
    daemon.close();
  }

  @Test
  void everyOperationIsCalled() {
    assertEquals(daemon.operations(), CASES.keySet());
  }

  @Test
  void everyAnswerIsWhatItWas() throws Exception {
    for (Map.Entry<String, List<Map<String, Object>>> operation : CASES.entrySet()) {
      Object masked = GoldenFiles.masked(operation.getValue(), daemon.data());
      GoldenFiles.compare(operation.getKey() + ".json", GoldenFiles.pretty(masked));
    }
  }

  @Test
  void theDescriptionsAreWhatTheyWere() throws Exception {
    GoldenFiles.compare("openapi.json", GoldenFiles.pretty(daemon.openApi()));
    String docs = daemon.page("/docs").text().replaceAll("/page/[0-9a-f]{16}/", "/page/<digest>/");
    GoldenFiles.compare("docs.html", docs);
    GoldenFiles.compare("tools.json", GoldenFiles.pretty(daemon.tools()));
  }

  @Test
  void everyMediaTypeThatIsAnsweredIsDescribed() {
    CASES.forEach((operation, examples) ->
        examples.stream()
            .filter(example -> example.get("media_type") != null)
            .filter(example -> example.get("status").equals(200))
            .map(example -> ((String) example.get("media_type")).split(";", 2)[0])
            .forEach(type -> assertTrue(daemon.mediaTypes(operation).contains(type), operation)));
  }

  /** Operations that answer with the same schema show its fields together. */
  @Test
  void everyFieldThatIsDescribedIsInSomeAnswer() {
    Map<Map<?, ?>, Set<String>> shown = new HashMap<>();
    CASES.forEach((operation, examples) -> {
      Set<String> fields = shown.computeIfAbsent(output(operation), schema -> new TreeSet<>());
      examples.forEach(example -> collect(example.get("body"), "", fields));
    });
    Set<String> missing = new TreeSet<>();
    CASES
        .keySet()
        .forEach(operation -> {
          Map<?, ?> schema = output(operation);
          described(schema, "").stream()
              .filter(field -> !shown.get(schema).contains(field))
              .forEach(field -> missing.add(operation + " " + field));
        });
    missing.removeIf(
        field -> ELSEWHERE.contains(field) || IMPORTED.stream().anyMatch(field::endsWith));
    assertEquals(Set.of(), missing);
  }

  /** Without what any operation may add: {@code SecretCheckTest} has it. */
  private static Map<?, ?> output(String operation) {
    Map<Object, Object> schema = new LinkedHashMap<>(daemon.output(operation));
    Map<Object, Object> fields = new LinkedHashMap<>((Map<?, ?>) schema.get("properties"));
    fields.remove("secrets_found");
    schema.put("properties", fields);
    return schema;
  }

  private static void collect(Object value, String at, Set<String> fields) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, item) -> {
        fields.add(at + "/" + name);
        collect(item, at + "/" + name, fields);
      });
    } else if (value instanceof List<?> list) {
      list.forEach(item -> collect(item, at + "/0", fields));
    }
  }

  private static List<String> described(Map<?, ?> schema, String at) {
    List<String> fields = new ArrayList<>();
    JsonTree.object(schema, "/properties")
        .forEach((name, field) -> {
          fields.add(at + "/" + name);
          fields.addAll(described((Map<?, ?>) field, at + "/" + name));
        });
    Map<?, ?> items = JsonTree.object(schema, "/items");
    return items.isEmpty() && fields.isEmpty()
        ? fields
        : joined(fields, described(items, at + "/0"));
  }

  private static List<String> joined(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
