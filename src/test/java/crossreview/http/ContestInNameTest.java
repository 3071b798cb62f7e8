package crossreview.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.access.AccessRole;
import crossreview.http.HttpTestClient.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In whose name the session is opened that contests another one. */
class ContestInNameTest {
  private static final String IN_NAME_OF_BOB = "{\"reason\":\"it is good\",\"new_caller\":\"bob\"}";

  @TempDir Path dir;
  private HttpTestServer httpTestServer;
  private HttpTestClient ann;
  private String path;

  @BeforeEach
  void cancelled() throws Exception {
    httpTestServer = HttpTestServer.open(dir.resolve("data"));
    ann = httpTestServer.talk(httpTestServer.token("ann", AccessRole.CALLER, "default"));
    path = ann.post("/api/v1/sessions", "{\"task\":\"Review x\"}").header("Location");
    ann.send("POST", path + "/artifact", "a plan\n".getBytes(UTF_8), "Content-Type", "text/plain");
    ann.post(path + "/cancel", "{}");
  }

  @AfterEach
  void close() {
    httpTestServer.close();
  }

  @Test
  void aCallerCannotContestInTheNameOfAnotherAndNothingIsRecorded() {
    Answer refused = ann.post(path + "/contest", IN_NAME_OF_BOB);

    assertEquals(403, refused.status());
    assertEquals("identity_forgery_blocked", refused.code());
    assertTrue(
        refused.text().contains("cannot open a session in the name of \\\"bob\\\""),
        refused.text());
    assertNull(ann.get(path).json().get("contested_by"));
  }

  @Test
  void aCallerMayNameItself() {
    Answer made = ann.post(path + "/contest", "{\"reason\":\"it is good\",\"new_caller\":\"ann\"}");

    assertEquals(201, made.status(), made.text());
    assertEquals("ann", made.json().get("petitioner"));
  }

  @Test
  void anOperatorNamesWhoseSessionItBecomes() {
    Answer made = httpTestServer.talk().post(path + "/contest", IN_NAME_OF_BOB);

    assertEquals(201, made.status(), made.text());
    assertEquals("bob", made.json().get("petitioner"));
    assertEquals(
        made.json().get("session_id"), ann.get(path).json().get("contested_by"), made.text());
  }
}
