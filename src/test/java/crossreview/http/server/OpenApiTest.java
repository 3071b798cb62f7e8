package crossreview.http.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.http.HttpTestClient;
import crossreview.http.HttpTestServer;
import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import crossreview.json.JsonWriter;
import crossreview.operation.Operation;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The description of the HTTP API. */
class OpenApiTest {
  private static final List<String> SUBSET =
      List.of(
          "type",
          "description",
          "properties",
          "required",
          "additionalProperties",
          "items",
          "enum",
          "minLength",
          "maxLength",
          "minimum",
          "maximum",
          "maxItems",
          "minItems",
          "pattern");

  @TempDir private Path data;

  @Test
  void everyOperationIsInItWithTheFieldsOfItsPath() throws Exception {
    try (HttpTestServer httpTestServer = HttpTestServer.open(data)) {
      Object description =
          JsonReader.read(
              JsonWriter.of(OpenApi.of(httpTestServer.operationCatalog.all(), "1.2.3")));

      assertEquals("3.1.0", JsonTree.at(description, "/openapi"));
      Map<?, ?> paths = JsonTree.object(description, "/paths");
      for (Operation operation : httpTestServer.operationCatalog.all()) {
        Object path = paths.get("/api/v1" + operation.httpRoute().path());
        Object described =
            JsonTree.at(path, "/" + operation.httpRoute().method().toLowerCase(Locale.ROOT));
        assertEquals(operation.name(), JsonTree.at(described, "/operationId"));
        assertEquals(
            places(operation.httpRoute().path()),
            parametersIn("path", described),
            operation.name());
        assertTrue(JsonTree.object(described, "/responses/2XX").containsKey("content"));
      }
    }
  }

  private static List<String> places(String path) {
    return Pattern.compile("(?<=\\{)[^}]+(?=})")
        .matcher(path)
        .results()
        .map(MatchResult::group)
        .sorted()
        .toList();
  }

  private static List<String> parametersIn(String place, Object described) {
    return JsonTree.list(described, "/parameters").stream()
        .filter(parameter -> place.equals(JsonTree.at(parameter, "/in")))
        .map(parameter -> JsonTree.text(parameter, "/name").orElseThrow())
        .sorted()
        .toList();
  }

  @Test
  void aBodyHasTheFieldsThatAreNotInThePath() throws Exception {
    try (HttpTestServer httpTestServer = HttpTestServer.open(data)) {
      Map<String, Object> description = OpenApi.of(httpTestServer.operationCatalog.all(), "1.2.3");
      Object waiver =
          JsonTree.object(description, "/paths")
              .get("/api/v1/sessions/{session_id}/findings/{finding}/waiver");

      Object schema = JsonTree.object(waiver, "/post/requestBody/content").get("application/json");
      assertEquals(
          List.of("as", "reason"),
          List.copyOf(JsonTree.object(schema, "/schema/properties").keySet()));
      assertEquals(List.of("as", "reason"), JsonTree.list(schema, "/schema/required"));
    }
  }

  @Test
  void theFieldsBesideATextAreInTheQuery() throws Exception {
    try (HttpTestServer httpTestServer = HttpTestServer.open(data)) {
      Map<String, Object> description = OpenApi.of(httpTestServer.operationCatalog.all(), "1.2.3");
      Object path =
          JsonTree.object(description, "/paths").get("/api/v1/sessions/{session_id}/artifact");
      Object submit = JsonTree.at(path, "/post");

      assertTrue(JsonTree.object(submit, "/requestBody/content").containsKey("text/*"));
      assertEquals(List.of("label"), parametersIn("query", submit));
    }
  }

  @Test
  void everySchemaKeepsToWhatHostsOfAgentsAccept() throws Exception {
    try (HttpTestServer httpTestServer = HttpTestServer.open(data)) {
      List<String> odd = new ArrayList<>();
      for (Operation operation : httpTestServer.operationCatalog.all()) {
        assertEquals("object", operation.input().get("type"));
        assertEquals("object", operation.output().get("type"));
        collect(operation.name(), operation.input(), odd);
        collect(operation.name(), operation.output(), odd);
      }
      assertEquals(List.of(), odd);
    }
  }

  private static void collect(String at, Map<?, ?> schema, List<String> odd) {
    schema.forEach((key, value) -> {
      if (!SUBSET.contains(key)) {
        odd.add(at + " has " + key);
      }
      if (key.equals("properties")) {
        ((Map<?, ?>) value)
            .forEach((name, each) -> collect(at + "/" + name, (Map<?, ?>) each, odd));
      } else if (key.equals("items")) {
        collect(at + "[]", (Map<?, ?>) value, odd);
      }
    });
  }

  @Test
  void itIsServedToEverybodyAlsoAsAPage() throws Exception {
    try (HttpTestServer httpTestServer = HttpTestServer.open(data)) {
      HttpTestClient nobody = new HttpTestClient(httpTestServer.port(), null);
      HttpTestClient.Answer description = nobody.get("/openapi.json");
      HttpTestClient.Answer page = nobody.get("/docs");

      assertEquals("crossreview", JsonTree.at(description.json(), "/info/title"));
      assertEquals("text/html; charset=utf-8", page.header("Content-Type"));
      assertTrue(page.header("Content-Security-Policy").startsWith("default-src 'none'"));
      for (Operation operation : httpTestServer.operationCatalog.all()) {
        assertTrue(page.text().contains("id=\"" + operation.name() + "\""), operation.name());
      }
      Matcher scripts = Pattern.compile("<script([^>]*)>([^<]*)").matcher(page.text());
      while (scripts.find()) {
        assertTrue(scripts.group(1).contains(" src=\"/page/"), scripts.group());
        assertEquals("", scripts.group(2), "script in the page itself");
      }
    }
  }

  @Test
  void longAnswersAreCompressedForWhoeverSaysSo() throws Exception {
    try (HttpTestServer httpTestServer = HttpTestServer.open(data)) {
      HttpTestClient talk = httpTestServer.talk();
      HttpTestClient.Answer small = talk.get("/openapi.json", "Accept-Encoding", "gzip");
      HttpTestClient.Answer whole = talk.get("/openapi.json");

      assertEquals("gzip", small.header("Content-Encoding"));
      assertNull(whole.header("Content-Encoding"));
      byte[] unpacked = new GZIPInputStream(new ByteArrayInputStream(small.bytes())).readAllBytes();
      assertEquals(whole.text(), new String(unpacked, StandardCharsets.UTF_8));
    }
  }
}
