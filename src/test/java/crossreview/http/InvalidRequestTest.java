package crossreview.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.http.HttpTestClient.Answer;
import crossreview.operation.Operation;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ids that nobody has, wrong questions and wrong commands. */
@Timeout(60)
class InvalidRequestTest extends DataDirInvariant {
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
    for (Operation operation : httpTestServer.operationCatalog.all()) {
      String path = operation.httpRoute().path();
      if (path.contains("{session_id}")) {
        Stream.concat(ids(), Stream.of(upper, id + "%20", "%20" + id, id + ".", id + "%2f"))
            .forEach(given -> refused(operation, path.replace("{session_id}", given)));
      }
    }
  }

  private static void refused(Operation operation, String path) {
    String full = API + path.replace("{sha256}", "0".repeat(64));
    String body = operation.httpRoute().raw() == null ? "{}" : "{\"text\":\"t\"}";
    int status = status(operation.httpRoute().method(), full, body);
    // ".." is taken out of a path before it is looked at, and leads elsewhere.
    assertTrue(List.of(400, 404, 405, 426).contains(status), status + " " + full);
  }

  /** By hand, because an ordinary client refuses to send such paths. */
  private static int status(String method, String path, String body) {
    try (RawSocket socket = new RawSocket(httpTestServer.port())) {
      socket.write(
          method
              + " "
              + path
              + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
              + httpTestServer.token
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
        "/sessions/{id}/artifacts/0000000000000000000000000000000000000000000000000000000000000000"
            + " | artifact_not_found",
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
}
