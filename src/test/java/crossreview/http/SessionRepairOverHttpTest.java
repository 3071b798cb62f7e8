package crossreview.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.http.HttpTestClient.Answer;
import crossreview.json.JsonTree;
import crossreview.model.SessionId;
import crossreview.testkit.Eventually;
import crossreview.testkit.TestStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A doctor finds what is damaged, and an operator repairs it through the same daemon. */
class SessionRepairOverHttpTest {
  private static final String API = "/api/v1";

  @TempDir private Path data;

  @Test
  void aDamagedSessionIsNamedRepairedListedAndWrittenAgain() throws Exception {
    SessionId id;
    try (HttpTestServer before = HttpTestServer.open(data)) {
      id = before.session();
      HttpTestServer.get(before.line(id, "first"));
      HttpTestServer.get(before.line(id, "help"));
    }
    spoil(data.resolve("sessions").resolve(id.value()));

    try (HttpTestServer server = HttpTestServer.open(data)) {
      HttpTestServer.get(server.sessions().loadIndex());
      String path = API + "/sessions/" + id;
      Answer sick = server.talk().get(API + "/doctor");
      assertEquals(1L, sick.json().get("damaged"), sick.text());
      assertEquals(1L, JsonTree.at(sick.json(), "/by_state/damaged"), sick.text());

      Answer repaired = server.talk().post(path + "/repair", "{}");

      assertEquals(200, repaired.status(), repaired.text());
      assertEquals(List.of(), repaired.json().get("left"));
      assertEquals("open", server.talk().get(path).json().get("state"));
      assertEquals(0L, server.talk().get(API + "/doctor").json().get("damaged"));
      Answer list = server.talk().get(API + "/sessions");
      assertEquals("open", JsonTree.at(list.json(), "/sessions/0/state"), list.text());
      Answer again = server.talk().post(path + "/repair", "{}");
      assertEquals(List.of(), again.json().get("done"), "a session in order is left alone");
    }
  }

  /** The daemon knows more lines than the repaired journal has. */
  @Test
  void aSessionThatWasDamagedUnderTheDaemonIsListedByWhatIsLeft() throws Exception {
    HttpTestServer.Plan plan =
        HttpTestServer.Plan.usual().on(new TestStore.Options().idle(Duration.ofMillis(1)));
    try (HttpTestServer server = HttpTestServer.open(data, plan)) {
      SessionId id = server.session();
      for (String line : List.of("first", "help", "more", "more", "more", "more", "more")) {
        HttpTestServer.get(server.line(id, line));
      }
      Path folder = data.resolve("sessions").resolve(id.value());
      Eventually.holds(() -> !Files.exists(folder.resolve(".lock")));
      spoil(folder);

      server.talk().post(API + "/sessions/" + id + "/repair", "{}");

      Answer list = server.talk().get(API + "/sessions");
      assertEquals(1L, JsonTree.at(list.json(), "/sessions/0/escalations"), list.text());
    }
  }

  @Test
  void aJournalThatLostItsOpeningIsSaidToBeLeft() throws Exception {
    SessionId id;
    try (HttpTestServer before = HttpTestServer.open(data)) {
      id = before.session();
      HttpTestServer.get(before.line(id, "help"));
    }
    spoil(data.resolve("sessions").resolve(id.value()));

    try (HttpTestServer server = HttpTestServer.open(data)) {
      Answer repaired = server.talk().post(API + "/sessions/" + id + "/repair", "{}");

      List<?> left = (List<?>) repaired.json().get("left");
      assertEquals(1, left.size(), repaired.text());
    }
  }

  /** Alters the line that asks for help. */
  private static void spoil(Path folder) throws IOException {
    Path journal = folder.resolve("events-000001.ndjson");
    String text = Files.readString(journal);
    Files.writeString(journal, text.replace("\"reason\":\"help\"", "\"reason\":\"held\""));
  }
}
