package crossreview.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.diff.DiffParser;
import crossreview.git.PatchDigest;
import crossreview.http.HttpTestClient.Answer;
import crossreview.json.JsonWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session says which change of which repository it is about. */
class ChangeOverHttpTest {
  private static final String API = "/api/v1";
  private static final String DIFF = "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n";
  private static final String HEAD = "ab12".repeat(10);

  @TempDir Path dir;
  private HttpTestServer server;
  private HttpTestClient talk;

  @BeforeEach
  void open() throws Exception {
    server = HttpTestServer.open(dir.resolve("data"));
    talk = server.talk();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void theChangeIsInTheSessionAndItsDiffHasADigest() {
    String path = submitted(change("github.com/acme/shop", "topic", HEAD));

    Map<?, ?> session = talk.get(path).json();

    assertEquals(change("github.com/acme/shop", "topic", HEAD), session.get("change"));
    String digest = PatchDigest.of(DiffParser.parse(DIFF).diff()).value();
    assertEquals(digest, session.get("patch_digest"));
  }

  @Test
  void theListFindsItByRepositoryBranchAndHead() {
    submitted(change("github.com/acme/shop", "topic", HEAD));
    submitted(change("github.com/acme/bookshop", "main", "cd34".repeat(10)));
    submitted(null);

    assertEquals(1, listed("repository=shop"));
    assertEquals(1, listed("repository=acme/shop"));
    assertEquals(0, listed("repository=op"));
    assertEquals(1, listed("branch=topic"));
    assertEquals(0, listed("branch=top"));
    assertEquals(1, listed("head=ab12"));
    assertEquals(0, listed("head=ab12&branch=main"));
    assertEquals(3, listed("limit=10"));
  }

  @Test
  void aChangeThatIsNotWellFormedIsRefusedByPlaceAndStoresNothing() {
    String path = talk.post(API + "/sessions", "{\"task\":\"t\"}").header("Location");
    Map<String, Object> wrong = change("shop", "topic", HEAD);
    wrong.put("head", "HEAD");

    Answer refused = talk.post(path + "/artifact", body(wrong));

    assertEquals(400, refused.status());
    assertTrue(refused.text().contains("/change/head"), refused::text);
    assertFalse(talk.get(path).json().containsKey("artifact"));
  }

  private String submitted(Map<String, Object> change) {
    String path = talk.post(API + "/sessions", "{\"task\":\"t\"}").header("Location");
    Answer stored = talk.post(path + "/artifact", body(change));
    assertEquals(201, stored.status(), stored::text);
    return path;
  }

  private static String body(Map<String, Object> change) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("text", DIFF);
    body.put("label", "x.diff");
    if (change != null) {
      body.put("change", change);
    }
    return JsonWriter.of(body);
  }

  private static Map<String, Object> change(String repository, String branch, String head) {
    Map<String, Object> change = new LinkedHashMap<>();
    change.put("repository", repository);
    change.put("branch", branch);
    change.put("base", "0123".repeat(10));
    change.put("head", head);
    change.put("base_tree", "4567".repeat(10));
    change.put("head_tree", "89ab".repeat(10));
    change.put("compared", "comparing main with topic");
    return change;
  }

  private int listed(String filter) {
    return ((List<?>) talk.get(API + "/sessions?" + filter).json().get("sessions")).size();
  }
}
