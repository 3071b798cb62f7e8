package crossreview.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.access.AuditSink.AuditEvent;
import crossreview.json.JsonReader;
import crossreview.model.ProjectName;
import crossreview.testkit.FakeTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
  @TempDir Path dir;
  private final FakeTime time = new FakeTime();

  private List<String> lines() throws IOException {
    return Files.readAllLines(dir.resolve("audit.ndjson"));
  }

  @Test
  void everyActIsALineThatOnlyTheOwnerReads() throws Exception {
    try (AuditLog log = new AuditLog(dir, time)) {
      log.note(new AuditEvent("session_prune", "operator", "s1", "done", "r1"));
      log.note(new AuditEvent("session_prune", "eve", "s1", "role_too_low", "r2"));
    }
    assertEquals(2, lines().size());
    assertEquals(
        "role_too_low",
        JsonReader.readObject(lines().getLast().getBytes(StandardCharsets.UTF_8)).get("outcome"));
    assertEquals(
        "eve", JsonReader.readObject(lines().getLast().getBytes(StandardCharsets.UTF_8)).get("by"));
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve("audit.ndjson"))));
  }

  @Test
  void aLineHoldsWhateverAnAddressClaimsToBe() throws Exception {
    try (AuditLog log = new AuditLog(dir, time)) {
      log.note(new AuditEvent("authenticate", "", "x\n{\"act\":\"forged\"}", "unauthorized", "r"));
    }
    assertEquals(1, lines().size());
  }

  @Test
  void aFullFileIsPutAside() throws Exception {
    Files.write(dir.resolve("audit.ndjson"), new byte[(16 << 20) + 1]);
    try (AuditLog log = new AuditLog(dir, time)) {
      log.note(new AuditEvent("session_prune", "operator", "", "done", "r"));
    }
    assertEquals(1, lines().size());
    assertEquals(16 << 20 | 1, Files.size(dir.resolve("audit-20260101000000000.ndjson")));
  }

  @Test
  void whoKeepsTheHealthOfTheStorageHearsOfAFullDisk() throws Exception {
    Files.createSymbolicLink(dir.resolve("audit.ndjson"), Path.of("/dev/full"));
    List<String> faults = new CopyOnWriteArrayList<>();
    try (AuditLog log = new AuditLog(dir, time, "", fault -> faults.add(fault.code()))) {
      log.note(new AuditEvent("session_prune", "operator", "s1", "done", "r1"));
    }
    assertEquals(List.of("storage_full"), faults);
  }

  @Test
  void aTokenIsNotLostWhenItsLineCannotBeWritten() throws Exception {
    new TokenFile(dir, time, new SecureRandom()).open();
    Files.createDirectory(dir.resolve("audit.ndjson"));
    String token =
        new TokenAdministration(dir, time, new SecureRandom())
            .create("eve", AccessRole.CALLER, ProjectName.DEFAULT, null);

    assertTrue(token.startsWith(TokenRegistry.PREFIX));
  }

  @Test
  void tokensThatAreMadeAndWithdrawnAreActsToo() throws Exception {
    new TokenFile(dir, time, new SecureRandom()).open();
    TokenAdministration changes = new TokenAdministration(dir, time, new SecureRandom());
    String token = changes.create("eve", AccessRole.CALLER, ProjectName.DEFAULT, null);
    changes.rotate("eve");
    changes.revoke("eve");

    assertEquals(3, lines().size());
    assertTrue(lines().getLast().contains("token_revoke"));
    assertTrue(lines().stream().noneMatch(line -> line.contains(token)));
  }
}
