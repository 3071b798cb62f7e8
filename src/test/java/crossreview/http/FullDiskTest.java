package crossreview.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.http.HttpTestClient.Answer;
import crossreview.model.SessionId;
import crossreview.testkit.Await;
import crossreview.testkit.FaultyFiles;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A data directory that takes nothing more, seen through the API. */
@Timeout(60)
class FullDiskTest {
  @TempDir Path dir;
  private final FaultyFiles files = new FaultyFiles();
  private HttpTestServer httpTestServer;
  private HttpTestClient talk;
  private String session;

  @BeforeEach
  void open() throws Exception {
    httpTestServer = HttpTestServer.open(dir.resolve("data"), files);
    talk = httpTestServer.talk();
    SessionId id = httpTestServer.session();
    session = "/api/v1/sessions/" + id;
    assertEquals(201, talk.post(session + "/artifact", "{\"text\":\"first\"}").status());
  }

  @AfterEach
  void close() {
    files.heal();
    httpTestServer.close();
  }

  @ParameterizedTest
  @CsvSource({
    "No space left on device, storage_full",
    "Read-only file system, storage_readonly",
    "Input/output error, journal_failed"
  })
  void writesAreRefusedReadinessSaysWhyAndReadsGoOn(String message, String code) throws Exception {
    String state = talk.get(session).text();
    String events = talk.get(session + "/events").text();

    files.fail(message, file -> file.toString().contains("events-"));
    Answer refused = talk.post(session + "/artifact", "{\"text\":\"second\"}");

    assertEquals("503 " + code, refused.status() + " " + refused.code(), refused.text());
    assertEquals("503 " + code, ready());
    assertEquals(state, talk.get(session).text());
    assertEquals(events, talk.get(session + "/events").text());
    assertEquals(200, talk.get("/livez").status());
  }

  @Test
  void nothingIsHalfWrittenAndWithRoomItGoesOnByItself() throws Exception {
    files.fail("No space left on device", file -> true);
    Answer artifact = talk.post(session + "/artifact", "{\"text\":\"second\"}");
    Answer opening = talk.post("/api/v1/sessions", "{\"task\":\"t\"}");
    assertEquals(List.of(503, 503), List.of(artifact.status(), opening.status()));

    files.heal();
    Await.until("ready again", () -> ready().equals("200 "));

    Answer third = talk.post(session + "/artifact", "{\"text\":\"third\"}");
    assertEquals(201, third.status(), third.text());
    assertEquals(2, ((List<?>) talk.get(session).json().get("artifacts")).size());
    assertEquals(1, ((List<?>) talk.get("/api/v1/sessions").json().get("sessions")).size());
    assertEquals(201, talk.post("/api/v1/sessions", "{\"task\":\"t\"}").status());
  }

  private String ready() {
    Answer answer = talk.get("/readyz");
    Object why = answer.json().get("reason");
    return answer.status() + " " + (why == null ? "" : why);
  }
}
