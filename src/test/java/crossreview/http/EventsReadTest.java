package crossreview.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.access.AccessRole;
import crossreview.http.HttpTestClient.Answer;
import crossreview.json.JsonTree;
import crossreview.model.SessionId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Paging through everything with one cursor. */
class EventsReadTest {
  @TempDir Path dir;
  private HttpTestServer httpTestServer;

  @BeforeEach
  void open() throws Exception {
    httpTestServer = HttpTestServer.open(dir.resolve("data"));
  }

  @AfterEach
  void close() {
    httpTestServer.close();
  }

  private Answer page(String query) {
    Answer answer = httpTestServer.talk().get("/api/v1/events/page" + query);
    assertEquals(200, answer.status(), answer.text());
    return answer;
  }

  private static String cursor(Answer page) {
    return (String) JsonTree.at(page.json(), "/cursor");
  }

  private static List<String> lines(Answer page) {
    List<String> lines = new ArrayList<>();
    for (Object item : JsonTree.list(page.json(), "/events")) {
      lines.add(JsonTree.at(item, "/session") + " " + JsonTree.at(item, "/event/seq"));
    }
    return lines;
  }

  @Test
  void aConsumerThatComesBackGetsWhatItMissedAndWhatItNeverHeardOf() throws Exception {
    SessionId known = httpTestServer.session();
    Answer first = page("");
    HttpTestServer.get(httpTestServer.line(known, "missed"));
    SessionId unheard = httpTestServer.session();

    Answer second = page("?cursor=" + cursor(first));

    assertEquals(List.of(known + " 1", known + " 2"), lines(first));
    assertEquals(List.of(known + " 3", unheard + " 1", unheard + " 2"), lines(second));
    assertEquals(List.of(), lines(page("?cursor=" + cursor(second))));
  }

  @Test
  void pagesContinueEachOtherAndEnd() throws Exception {
    for (int i = 0; i < 70; i++) {
      httpTestServer.session();
    }
    List<String> all = new ArrayList<>();
    Answer page = page("?limit=9");
    all.addAll(lines(page));
    while (Boolean.TRUE.equals(JsonTree.at(page.json(), "/has_more"))) {
      page = page("?limit=9&cursor=" + cursor(page));
      all.addAll(lines(page));
    }

    assertEquals(140, all.size());
    assertEquals(140, all.stream().distinct().count());
  }

  @Test
  void whoBeginsNowWaitsForTheNextLine() throws Exception {
    SessionId id = httpTestServer.session();
    Answer begin = page("?from_now=true");
    CompletableFuture<Answer> next =
        CompletableFuture.supplyAsync(() -> page("?wait=20&cursor=" + cursor(begin)));
    httpTestServer.line(id, "new");

    assertEquals(List.of(), lines(begin));
    assertEquals(List.of(id + " 3"), lines(next.get(30, TimeUnit.SECONDS)));
  }

  @Test
  void aCallerOfAnotherProjectSeesNothing() throws Exception {
    httpTestServer.session();
    String eve = httpTestServer.token("eve", AccessRole.READER, "other");

    assertEquals(List.of(), lines(httpTestServer.talk(eve).get("/api/v1/events/page")));
  }

  @Test
  void aCursorThatWasNotIssuedIsRefused() {
    Answer answer = httpTestServer.talk().get("/api/v1/events/page?cursor=x");

    assertEquals("400 bad_cursor", answer.status() + " " + answer.code());
  }
}
