package crossreview.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.access.AccessRole;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {
  @TempDir private Path data;

  @Test
  void requestsAreCountedByRouteAndNeverByPath() throws Exception {
    try (HttpTestServer server = HttpTestServer.open(data)) {
      server.talk().get("/api/v1/sessions/0190b5f0-0000-7000-8000-000000000001");
      server.talk().get("/no/such/path");
      server.talk().get("/livez");
      server.talk("xr_wrong").get("/api/v1/server");

      String page = server.talk().get("/metrics").text();

      assertTrue(page.contains("method=\"GET\",route=\"/livez\",status=\"200\"} 1.0"), page);
      assertTrue(page.contains("route=\"/api/v1/sessions/:session_id\",status=\"404\"} 1.0"), page);
      assertTrue(page.contains("route=\"none\",status=\"404\"} 1.0"), page);
      assertTrue(page.contains("route=\"none\",status=\"401\"} 1.0"), page);
      assertTrue(!page.contains("0190b5f0") && !page.contains("such"), page);
      assertTrue(page.contains("jvm_memory_used_bytes"), page);
    }
  }

  @Test
  void theNumbersOfAllProjectsAreForWhoHasNoOther() throws Exception {
    try (HttpTestServer server = HttpTestServer.open(data)) {
      for (AccessRole role : List.of(AccessRole.CALLER, AccessRole.READER)) {
        var one = server.talk(server.token(role.wireName(), role, "one")).get("/metrics");

        assertEquals(403, one.status());
        assertEquals("role_too_low", one.code());
        assertTrue(one.text().contains("must be metrics or operator"), one.text());
      }
      String numbers = server.token("prometheus", AccessRole.METRICS, "one");
      assertEquals(200, server.talk(numbers).get("/metrics").status());
      assertEquals(401, server.talk("xr_wrong").get("/metrics").status());
      assertEquals(200, server.talk().get("/metrics").status());
    }
  }
}
