package crossreview.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.http.HttpTestClient.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are no JSON, too large, of another type, or say something else than they should. */
@Timeout(60)
class InvalidBodyTest extends DataDirInvariant {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // what is sent             | code            | where              | what is said
        "{}                         | invalid_input   | /task              | is required",
        "{\"task\":7}               | invalid_input   | /task              | must be a string, is a"
            + " number",
        "{\"task\":null}            | invalid_input   | /task              | must be a string, is"
            + " null",
        "{\"task\":[\"t\"]}         | invalid_input   | /task              | must be a string, is"
            + " an array",
        "{\"task\":\"\"}            | invalid_input   | /task              | is too short",
        "{\"task\":\"t\",\"mod\":\"ship\"}  | invalid_input | /mod         | did you mean"
            + " \"mode\"?",
        "{\"task\":\"t\",\"mode\":\"Ship\"} | invalid_input | /mode        | must be one of"
            + " [\"ship\",\"review\",\"circular\"]",
        "{\"task\":\"t\",\"panel\":\"q\"}   | panel_unknown | /panel       | known: p",
        "{\"task\":\"t\",\"panel\":\"../p\"} | panel_unknown | /panel      | known: p",
        "{\"task\":\"t\",\"petitioner\":\"../x\"} | invalid_input | /petitioner | does not match",
        "{\"task\":\"t\",\"petitioner\":\"a\\nb\"} | invalid_input | /petitioner | does not match",
        "{\"task\":\"t\",\"limits\":{\"max_rounds\":9}} | limit_raised | /limits/max_rounds | at"
            + " most 8",
        "{\"task\":\"t\",\"limits\":{\"max_rounds\":0}} | invalid_input | /limits/max_rounds | must"
            + " be at least 1, is 0",
        "{\"task\":\"t\",\"limits\":{\"max_rounds\":1.5}} | invalid_input | /limits/max_rounds |"
            + " must be an integer",
        "{\"task\":\"t\",\"limits\":{\"max_round\":1}} | invalid_input | /limits/max_round | did"
            + " you mean \"max_rounds\"?",
        "{\"task\":\"t\",\"peers\":[\"ada\"]} | invalid_input | /peers | unknown",
        "{\"task\":\"t\",\"lead_peer\":\"ada\"} | invalid_input | /lead_peer | unknown",
        "{\"task\":\"t\",\"judges\":[\"ada\"]} | invalid_input | /judges | unknown",
        "{\"task\":\"t\",\"policy\":\"k_of_n\"} | invalid_input | /policy | unknown",
        "{\"task\":\"t\",\"limits\":{\"session_usd\":\"99\"}} | limit_raised | /limits/session_usd"
            + " | allows none",
        "{\"task\":\"t\",\"limits\":{\"call_usd\":\"99\"}} | invalid_input | /limits/call_usd |"
            + " unknown",
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
    int limit = HttpTestServer.LIMITS.bodyBytes();
    Answer larger = talk.post(API + "/sessions", " ".repeat(limit + 1));
    Answer most = talk.post(API + "/sessions", " ".repeat(limit));

    assertEquals("413 body_too_large", larger.status() + " " + larger.code());
    assertEquals("400 invalid_json", most.status() + " " + most.code());
    try (RawSocket endless = new RawSocket(httpTestServer.port())) {
      endless.write(head("Transfer-Encoding: chunked"));
      String chunk = "10000\r\n" + " ".repeat(65_536) + "\r\n";
      for (int i = 0; i < 5; i++) {
        endless.write(chunk);
      }
      assertTrue(endless.readHead().startsWith("HTTP/1.1 413 "));
    }
    try (RawSocket liar = new RawSocket(httpTestServer.port())) {
      liar.write(head("Content-Length: 99999999999"));
      assertTrue(liar.readHead().startsWith("HTTP/1.1 413 "));
    }
  }

  private static String head(String length) {
    return "POST /api/v1/sessions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
        + httpTestServer.token
        + "\r\nContent-Type: application/json\r\n"
        + length
        + "\r\n\r\n";
  }
}
