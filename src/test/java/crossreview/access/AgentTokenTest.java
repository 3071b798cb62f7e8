package crossreview.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The token of local agents: made once, a caller's, and revoked for good. */
class AgentTokenTest {
  @TempDir Path dir;

  @Test
  void theFirstStartMakesATokenForLocalAgentsWhoseRoleIsCaller() throws IOException {
    TokenRegistry tokenRegistry = file().open();

    assertEquals(
        Optional.of(new Principal("local-agent", AccessRole.CALLER)),
        tokenRegistry.authenticate(agent()).map(TokenRegistry.Authentication::principal));
    assertEquals("rw-------", mode("agent.token"));
  }

  @Test
  void aDirectoryFromBeforeThereWereAgentsGetsTheirTokenAtItsNextStart() throws IOException {
    file().open();
    changes().revoke("local-agent");
    Files.delete(dir.resolve("agent.token"));

    TokenRegistry again = file().open();

    assertTrue(again.authenticate(agent()).isPresent());
  }

  @Test
  void anAgentsTokenThatWasRevokedStaysRevoked() throws IOException {
    file().open();
    String before = agent();
    changes().revoke("local-agent");

    TokenRegistry again = file().open();

    assertEquals(before, agent());
    assertTrue(again.authenticate(before).isEmpty());
  }

  @Test
  void aStartThatDiedBeforeTheAgentsFileWasWrittenIsFinishedByTheNextOne() throws IOException {
    file().open();
    Files.delete(dir.resolve("agent.token"));

    TokenRegistry again = file().open();

    assertTrue(again.authenticate(agent()).isPresent());
    assertEquals(2, changes().list().size());
  }

  @Test
  void anAgentsTokenThatIsRotatedIsWrittenForTheAgents() throws IOException {
    file().open();

    String rotated = changes().rotate("local-agent");

    assertEquals(rotated, agent());
    assertEquals("rw-------", mode("agent.token"));
  }

  private String agent() throws IOException {
    return Files.readString(dir.resolve("agent.token")).strip();
  }

  private TokenAdministration changes() {
    return new TokenAdministration(dir, () -> Instant.EPOCH, new SecureRandom());
  }

  private TokenFile file() {
    return new TokenFile(dir, () -> Instant.EPOCH, new SecureRandom());
  }

  private String mode(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve(name)));
  }
}
