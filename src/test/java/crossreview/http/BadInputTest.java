package crossreview.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.http.HttpTalk.Answer;
import crossreview.model.Digest;
import crossreview.model.SessionId;
import crossreview.operation.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong input of every kind gets a typed answer, and nothing under the data directory changes. */
@Timeout(60)
class BadInputTest {
  private static final String API = "/api/v1";

  @TempDir static Path dir;
  private static House house;
  private static HttpTalk talk;
  private static SessionId id;
  private Map<Path, String> before;

  @BeforeAll
  static void open() throws Exception {
    house = House.open(dir.resolve("data"));
    talk = house.talk();
    id = house.session();
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @BeforeEach
  void look() throws IOException {
    before = tree();
  }

  @AfterEach
  void nothingHasChanged() throws IOException {
    assertEquals(before, tree());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // what is sent             | code            | where              | what is said
        "{}                         | invalid_input   | /task              | is required",
        "{\"task\":7}               | invalid_input   | /task              | must be a string, is a number",
        "{\"task\":null}            | invalid_input   | /task              | must be a string, is null",
        "{\"task\":[\"t\"]}         | invalid_input   | /task              | must be a string, is an array",
        "{\"task\":\"\"}            | invalid_input   | /task              | is too short",
        "{\"task\":\"t\",\"mod\":\"ship\"}  | invalid_input | /mod         | did you mean \"mode\"?",
        "{\"task\":\"t\",\"mode\":\"Ship\"} | invalid_input | /mode        | must be one of [\"ship\",\"review\"]",
        "{\"task\":\"t\",\"panel\":\"q\"}   | panel_unknown | /panel       | known: p",
        "{\"task\":\"t\",\"panel\":\"../p\"} | panel_unknown | /panel      | known: p",
        "{\"task\":\"t\",\"petitioner\":\"../x\"} | invalid_input | /petitioner | does not match",
        "{\"task\":\"t\",\"petitioner\":\"a\\nb\"} | invalid_input | /petitioner | does not match",
        "{\"task\":\"t\",\"limits\":{\"max_rounds\":9}} | limit_raised | /limits/max_rounds | at most 8",
        "{\"task\":\"t\",\"limits\":{\"max_rounds\":0}} | invalid_input | /limits/max_rounds | 0 is less than 1",
        "{\"task\":\"t\",\"limits\":{\"max_rounds\":1.5}} | invalid_input | /limits/max_rounds | must be an integer",
        "{\"task\":\"t\",\"limits\":{\"max_round\":1}} | invalid_input | /limits/max_round | did you mean \"max_rounds\"?",
        "{\"task\":\"t\",\"limits\":7} | invalid_input | /limits           | must be an object",
      })
  void aWrongFieldIsNamedWithItsPlace(String body, String code, String pointer, String said) {
    Answer answer = talk.post(API + "/sessions", body);

    assertEquals("400 " + code, answer.status() + " " + answer.code(), answer.text());
    List<?> errors = (List<?>) answer.json().get("errors");
    String found = errors.toString();
    assertTrue(found.contains("pointer=" + pointer + ","), found);
    assertTrue(found.contains(said), found);
  }

  @Test
  void allFaultsAreNamedAtOnce() {
    Answer answer = talk.post(API + "/sessions", "{\"tsk\":\"t\",\"mode\":7}");

    assertEquals(3, ((List<?>) answer.json().get("errors")).size(), answer.text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "{",
        "[]",
        "\"t\"",
        "7",
        "null",
        "{\"task\":\"t\",\"task\":\"u\"}",
        "{\"task\":\"t\"} {}",
        "{\"task\":\"t\",}",
        "{'task':'t'}",
        "{\"task\":\"t\"/**/}",
        "{\"task\":\"\u0001\"}",
        "{\"task\":NaN}",
        "{\"task\":01}"
      })
  void whatIsNoJsonObjectIsSaidToBeNone(String body) {
    Answer answer = talk.post(API + "/sessions", body);

    String expected = body.isEmpty() ? "400 invalid_input" : "400 invalid_json";
    assertEquals(expected, answer.status() + " " + answer.code(), answer.text());
  }

  @Test
  void bombsAreRefusedByTheReader() {
    String deep = "{\"task\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    String number = "{\"task\":" + "9".repeat(200_000) + "}";
    String exponent = "{\"task\":\"t\",\"limits\":{\"max_rounds\":1e999999999}}";
    StringBuilder keys = new StringBuilder("{");
    for (int i = 0; i < 20_000; i++) {
      keys.append("\"k").append(i).append("\":1,");
    }
    keys.append("\"task\":\"t\"}");

    for (String body : List.of(deep, number, exponent, keys.toString())) {
      Answer answer = talk.post(API + "/sessions", body);
      assertEquals(400, answer.status(), answer.text());
    }
  }

  @Test
  void aBodyThatIsNotUtf8IsRefused() {
    byte[] body = "{\"task\":\"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1);

    Answer answer = talk.send("POST", API + "/sessions", body, "Content-Type", "application/json");

    assertEquals("400 invalid_json", answer.status() + " " + answer.code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=utf-16",
        "application/jsonp",
        "",
        "json"
      })
  void otherContentTypesAreRefused(String type) {
    byte[] body = "{\"task\":\"t\"}".getBytes(StandardCharsets.UTF_8);

    Answer answer =
        type.isEmpty()
            ? talk.send("POST", API + "/sessions", body)
            : talk.send("POST", API + "/sessions", body, "Content-Type", type);

    assertEquals("415 unsupported_media_type", answer.status() + " " + answer.code());
  }

  @Test
  void aBodyOverTheLimitIsRefusedBeforeItIsRead() throws IOException {
    int limit = House.LIMITS.bodyBytes();
    Answer larger = talk.post(API + "/sessions", " ".repeat(limit + 1));
    Answer most = talk.post(API + "/sessions", " ".repeat(limit));

    assertEquals("413 body_too_large", larger.status() + " " + larger.code());
    assertEquals("400 invalid_json", most.status() + " " + most.code());
    try (RawSocket endless = new RawSocket(house.port())) {
      endless.write(head("Transfer-Encoding: chunked"));
      String chunk = "10000\r\n" + " ".repeat(65_536) + "\r\n";
      for (int i = 0; i < 5; i++) {
        endless.write(chunk);
      }
      assertTrue(endless.readHead().startsWith("HTTP/1.1 413 "));
    }
    try (RawSocket liar = new RawSocket(house.port())) {
      liar.write(head("Content-Length: 99999999999"));
      assertTrue(liar.readHead().startsWith("HTTP/1.1 413 "));
    }
  }

  private static String head(String length) {
    return "POST /api/v1/sessions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
        + house.token
        + "\r\nContent-Type: application/json\r\n"
        + length
        + "\r\n\r\n";
  }

  static Stream<String> ids() {
    return Stream.of(
        "x",
        "00000000-0000-4000-8000-000000000000",
        "00000000-0000-4000-8000-00000000000",
        "00000000-0000-4000-8000-0000000000000",
        "..",
        "..%2f..%2f..%2fetc%2fpasswd",
        "%2e%2e",
        "%2e%2e%2fkeys",
        "..%5c..%5ckeys",
        "%00",
        "a%00b",
        "con",
        "%C0%AE%C0%AE",
        "%ff",
        "%",
        "%zz",
        "a".repeat(201),
        "%0d%0aX-Evil:1",
        "%E2%80%AE");
  }

  @Test
  void anIdThatNobodyHasIsNotFoundInEveryOperation() {
    String upper = id.value().toUpperCase(Locale.ROOT);
    for (Operation operation : house.catalogue.all()) {
      String path = operation.route().path();
      if (path.contains("{session_id}")) {
        Stream.concat(ids(), Stream.of(upper, id + "%20", "%20" + id, id + ".", id + "%2f"))
            .forEach(given -> refused(operation, path.replace("{session_id}", given)));
      }
    }
  }

  private static void refused(Operation operation, String path) {
    String full = API + path.replace("{sha256}", "0".repeat(64));
    String body = operation.route().raw() == null ? "{}" : "{\"text\":\"t\"}";
    int status = status(operation.route().method(), full, body);
    // ".." is taken out of a path before it is looked at, and leads elsewhere.
    assertTrue(List.of(400, 404, 405, 426).contains(status), status + " " + full);
  }

  /** By hand, because an ordinary client refuses to send such paths. */
  private static int status(String method, String path, String body) {
    try (RawSocket socket = new RawSocket(house.port())) {
      socket.write(
          method
              + " "
              + path
              + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
              + house.token
              + "\r\nContent-Type: application/json\r\nContent-Length: "
              + (method.equals("GET") ? 0 : body.length())
              + "\r\n\r\n"
              + (method.equals("GET") ? "" : body));
      return Integer.parseInt(socket.readHead().substring(9, 12));
    } catch (IOException e) {
      throw new AssertionError(path, e);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/sessions/{id}/events?after=-1       | invalid_input",
        "/sessions/{id}/events?after=3        | seq_ahead",
        "/sessions/{id}/events?after=9007199254740993 | seq_ahead",
        "/sessions/{id}/events?after=9999999999999999999 | invalid_input",
        "/sessions/{id}/events?after=x        | invalid_input",
        "/sessions/{id}/events?after=         | invalid_input",
        "/sessions/{id}/events?after=1.0      | invalid_input",
        "/sessions/{id}/events?after=1&after=1 | invalid_input",
        "/sessions/{id}/events?limit=0        | invalid_input",
        "/sessions/{id}/events?limit=1001     | invalid_input",
        "/sessions/{id}/events?wait=26        | invalid_input",
        "/sessions/{id}/events?wait=1m        | invalid_input",
        "/sessions/{id}/events?afer=1         | invalid_input",
        "/sessions/{id}/events?session_id=x   | invalid_input",
        "/sessions/{id}/findings?state=opn    | invalid_input",
        "/sessions?limit=101                  | invalid_input",
        "/sessions?cursor=x                   | bad_cursor",
        "/sessions?state=lost                 | invalid_input",
        "/sessions/{id}/artifacts/0           | artifact_not_found",
        "/sessions/{id}/artifacts/..%2fx      | artifact_not_found",
        "/sessions/{id}/artifacts/0000000000000000000000000000000000000000000000000000000000000000 | artifact_not_found",
        "/sessions/{id}/final                 | no_final_text",
      })
  void aWrongQuestionIsAnsweredWithItsCode(String path, String code) {
    Answer answer = talk.get(API + path.replace("{id}", id.value()));

    assertEquals(code, answer.code(), answer.text());
    assertTrue(answer.status() == 400 || answer.status() == 404, answer.text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/runs     | {}                          | 409 no_artifact",
        "/runs     | {\"max_rounds\":101}        | 400 invalid_input",
        "/runs     | {\"max_rounds\":\"1\"}      | 400 invalid_input",
        "/runs     | {\"caller_status\":\"ready\"} | 400 invalid_input",
        "/runs     | {\"session_id\":\"x\"}      | 400 invalid_input",
        "/runs?mode=ship | {}                    | 400 invalid_input",
        "/cancel   | {\"reason\":\"\"}           | 400 invalid_input",
        "/cancel   | {\"reson\":\"x\"}           | 400 invalid_input",
        "/artifact | {}                          | 400 invalid_input",
        "/artifact | {\"text\":\"\"}             | 400 artifact_empty",
        "/artifact | {\"text\":\"t\",\"label\":\"\"} | 400 invalid_input",
        "/artifact | {\"text\":\"t\",\"media_type\":\"x\"} | 400 invalid_input",
        "/verify   | {\"deep\":true}             | 400 invalid_input",
      })
  void aWrongCommandIsAnsweredWithItsCode(String path, String body, String expected) {
    Answer answer = talk.post(API + "/sessions/" + id + path, body);

    assertEquals(expected, answer.status() + " " + answer.code(), answer.text());
  }

  private static Map<Path, String> tree() throws IOException {
    Map<Path, String> found = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(dir)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        found.put(path, content(path));
      }
    }
    return found;
  }

  /** The heartbeat of a lock that is held changes times, never content. */
  private static String content(Path path) throws IOException {
    return Files.isRegularFile(path) ? Digest.of(Files.readAllBytes(path)).value() : "folder";
  }
}
