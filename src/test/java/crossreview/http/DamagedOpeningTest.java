package crossreview.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.http.HttpTestClient.Answer;
import crossreview.model.SessionId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A session whose first line was altered: everything that needs its task refuses by name. */
@Timeout(60)
class DamagedOpeningTest {
  @TempDir private Path data;

  @Test
  void eachReadingOperationSaysThatTheSessionIsDamaged() throws Exception {
    SessionId id;
    SessionId sound;
    try (HttpTestServer before = HttpTestServer.open(data)) {
      id = before.session();
      sound = before.session();
    }
    spoil(data.resolve("sessions").resolve(id.value()));

    try (HttpTestServer server = HttpTestServer.open(data)) {
      String path = "/api/v1/sessions/" + id;
      for (String of : List.of("", "/convergence", "/report", "/diff?other=" + sound)) {
        Answer answer = server.talk().get(path + of);
        assertEquals("journal_damaged", answer.code(), of + " " + answer.text());
      }
      assertEquals(200, server.talk().post(path + "/verify", "{}").status());
      assertEquals(200, server.talk().get("/api/v1/sessions").status());
    }
  }

  private static void spoil(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files.filter(file -> file.toString().endsWith(".ndjson")).forEach(DamagedOpeningTest::alter);
    }
  }

  private static void alter(Path journal) {
    try {
      Files.writeString(
          journal,
          Files.readString(journal).replaceFirst("\"mode\":\"ship\"", "\"mode\":\"shop\""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
