package crossreview.http.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.access.AccessRole;
import crossreview.access.TokenAdministration;
import crossreview.http.HttpTestClient;
import crossreview.http.HttpTestClient.Answer;
import crossreview.http.HttpTestServer;
import crossreview.time.SystemTime;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who asks too often, who shows no token, who comes from elsewhere. */
class RateLimitFilterTest {
  @TempDir Path dir;

  private HttpTestServer server(long requests, long failures) throws Exception {
    return HttpTestServer.open(
        dir.resolve("data"), HttpTestServer.Plan.usual().limited(requests, failures));
  }

  @Test
  void oneTokenThatAsksTooOftenDoesNotDisturbAnother() throws Exception {
    try (HttpTestServer httpTestServer = server(60, 0)) {
      HttpTestClient eve =
          httpTestServer.talk(httpTestServer.token("eve", AccessRole.READER, "default"));
      Answer first = eve.get("/api/v1/sessions");
      eve.get("/api/v1/sessions");
      Answer third = eve.get("/api/v1/sessions");

      assertEquals("\"requests\";q=2;w=2", first.header("RateLimit-Policy"));
      assertEquals("\"requests\";r=1;t=0", first.header("RateLimit"));
      assertEquals(429, third.status());
      assertEquals("rate_limited", third.code());
      assertNotNull(third.header("Retry-After"));
      assertEquals(200, httpTestServer.talk().get("/api/v1/sessions").status());
      assertEquals(200, new HttpTestClient(httpTestServer.port(), null).get("/livez").status());
    }
  }

  @Test
  void whoShowsNoValidTokenIsAnsweredAndAuditedSoOftenOnly() throws Exception {
    try (HttpTestServer httpTestServer = server(0, 60)) {
      HttpTestClient guessing = new HttpTestClient(httpTestServer.port(), "xr_guess");
      int refused = 0;
      for (int i = 0; i < 70; i++) {
        Answer answer = guessing.get("/api/v1/sessions");
        assertTrue(answer.status() == 401 || answer.status() == 429, answer.text());
        refused += answer.status() == 401 ? 1 : 0;
      }
      assertTrue(refused >= 60 && refused < 65, refused + " were answered with 401");
      assertEquals(refused, httpTestServer.acts.size());
      assertEquals("authenticate", httpTestServer.acts.peek().what());
      assertEquals(200, httpTestServer.talk().get("/api/v1/sessions").status());
    }
  }

  @Test
  void aTokenCountsAsSoonAsItIsMadeWhateverOthersOfItsAddressDid() throws Exception {
    try (HttpTestServer httpTestServer = server(0, 5)) {
      HttpTestClient guessing = new HttpTestClient(httpTestServer.port(), "xr_guess");
      for (int i = 0; i < 10; i++) {
        guessing.get("/api/v1/sessions");
      }
      assertEquals(429, guessing.get("/api/v1/sessions").status());
      TokenAdministration tokens =
          new TokenAdministration(dir.resolve("data"), new SystemTime(), new SecureRandom());
      for (int i = 0; i < 10; i++) {
        String made = tokens.create("new" + i, AccessRole.CALLER, "default", null);
        HttpTestClient fresh = new HttpTestClient(httpTestServer.port(), made);
        assertEquals(201, fresh.post("/api/v1/sessions", "{\"task\":\"t\"}").status());
      }
    }
  }

  @Test
  void whatSomebodyMayNotDoIsAuditedAndWhatOperatorsDoToo() throws Exception {
    try (HttpTestServer httpTestServer = server(0, 0)) {
      HttpTestClient eve =
          httpTestServer.talk(httpTestServer.token("eve", AccessRole.READER, "default"));
      eve.post("/api/v1/sessions", "{\"task\":\"t\"}");
      httpTestServer.talk().post("/api/v1/sweep", "{\"idle_minutes\":1440}");

      assertEquals("role_too_low", httpTestServer.acts.remove().outcome());
      assertEquals("session_sweep done", act(httpTestServer));
    }
  }

  private static String act(HttpTestServer httpTestServer) {
    var auditEvent = httpTestServer.acts.remove();
    return auditEvent.what() + " " + auditEvent.outcome();
  }

  @Test
  void aPageFromElsewhereIsLetInByNameOnly() throws Exception {
    try (HttpTestServer httpTestServer = server(0, 0)) {
      Answer known =
          httpTestServer.talk().get("/api/v1/sessions", "Origin", "https://page.example");
      Answer asked =
          new HttpTestClient(httpTestServer.port(), null)
              .send(
                  "OPTIONS",
                  "/api/v1/sessions",
                  null,
                  "Origin",
                  "https://page.example",
                  "Access-Control-Request-Method",
                  "POST");
      Answer unknown =
          httpTestServer.talk().get("/api/v1/sessions", "Origin", "https://evil.example");

      assertEquals("https://page.example", known.header("Access-Control-Allow-Origin"));
      assertEquals(204, asked.status());
      assertTrue(asked.header("Access-Control-Allow-Headers").contains("Authorization"));
      assertTrue(asked.header("Access-Control-Allow-Headers").contains("Traceparent, Tracestate"));
      assertEquals(403, unknown.status());
      assertNull(unknown.header("Access-Control-Allow-Origin"));
      assertNull(httpTestServer.talk().get("/livez").header("Access-Control-Allow-Origin"));
    }
  }

  @Test
  void aTrustedProxySaysWhomItAsksFor() throws Exception {
    try (HttpTestServer httpTestServer = server(0, 60)) {
      HttpTestClient nobody = new HttpTestClient(httpTestServer.port(), "xr_guess");
      for (int i = 0; i < 4; i++) {
        nobody.get("/api/v1/sessions", "X-Forwarded-For", "9.9.9.9, 1.2.3.4");
      }
      assertEquals("1.2.3.4", httpTestServer.acts.peek().about());
      Answer other = nobody.get("/api/v1/sessions", "X-Forwarded-For", "1.2.3.4, 5.6.7.8");
      assertEquals(401, other.status());
    }
  }

  @Test
  void aRefusalOfTheGateIsAProblemLikeEveryOther() throws Exception {
    try (HttpTestServer httpTestServer = server(0, 60)) {
      Answer refused = new HttpTestClient(httpTestServer.port(), null).get("/api/v1/sessions");

      assertEquals("application/problem+json", refused.header("Content-Type"));
      assertEquals("Bearer", refused.header("WWW-Authenticate"));
      assertTrue(new String(refused.bytes(), StandardCharsets.UTF_8).contains("unauthorized"));
    }
  }
}
