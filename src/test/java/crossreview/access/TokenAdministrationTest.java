package crossreview.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.access.TokenAdministration.TokenSummary;
import crossreview.model.ProblemException;
import crossreview.model.ProjectName;
import crossreview.testkit.FakeTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Letting others in and out while a daemon runs. */
class TokenAdministrationTest {
  @TempDir private Path dir;
  private final FakeTime time = new FakeTime();
  private TokenFile file;
  private TokenRegistry tokenRegistry;
  private TokenAdministration changes;

  @BeforeEach
  void start() throws IOException {
    file = new TokenFile(dir, time, new SecureRandom());
    tokenRegistry = file.open();
    changes = new TokenAdministration(dir, time, new SecureRandom());
  }

  private String operator() throws IOException {
    return Files.readString(dir.resolve(TokenFile.OPERATOR_FILE)).strip();
  }

  private static String code(Callable<?> what) {
    return assertThrows(ProblemException.class, what::call).problem().code();
  }

  @Test
  void aNewTokenLetsInAsSoonAsTheFileIsReadAgain() throws IOException {
    String eve = changes.create("eve", AccessRole.CALLER, ProjectName.DEFAULT, null);
    assertTrue(tokenRegistry.authenticate(eve).isEmpty());

    assertTrue(file.refresh(tokenRegistry));

    assertEquals(
        Optional.of(new Principal("eve", AccessRole.CALLER)),
        tokenRegistry.authenticate(eve).map(TokenRegistry.Authentication::principal));
    assertTrue(tokenRegistry.authenticate(operator()).isPresent());
    assertFalse(file.refresh(tokenRegistry), "it is read once");
    String stored = Files.readString(dir.resolve("tokens.json"), StandardCharsets.UTF_8);
    assertFalse(stored.contains(eve));
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve("tokens.json"))));
  }

  @Test
  void aTokenIsGoodUntilItExpires() throws IOException {
    String eve = changes.create("eve", AccessRole.READER, ProjectName.DEFAULT, Duration.ofDays(2));
    file.refresh(tokenRegistry);

    time.advance(Duration.ofDays(2).minusMillis(1));
    assertTrue(tokenRegistry.authenticate(eve).isPresent());
    time.advance(Duration.ofMillis(1));
    assertTrue(tokenRegistry.authenticate(eve).isEmpty());
  }

  @Test
  void aRevokedAndARotatedTokenLetNobodyInAnyMore() throws IOException {
    String eve = changes.create("eve", AccessRole.CALLER, ProjectName.DEFAULT, null);
    String mal = changes.create("mal", AccessRole.CALLER, ProjectName.DEFAULT, null);
    String before = operator();

    changes.revoke("eve");
    String again = changes.rotate("mal");
    changes.rotate("operator");
    file.refresh(tokenRegistry);

    assertTrue(tokenRegistry.authenticate(eve).isEmpty());
    assertTrue(tokenRegistry.authenticate(mal).isEmpty());
    assertTrue(tokenRegistry.authenticate(before).isEmpty());
    assertEquals("mal", tokenRegistry.authenticate(again).orElseThrow().principal().name());
    assertTrue(tokenRegistry.authenticate(operator()).orElseThrow().principal().operator());
  }

  @Test
  void aListNamesEverybodyAndNoText() throws IOException {
    changes.create("eve", AccessRole.CALLER, ProjectName.DEFAULT, Duration.ofDays(1));

    assertEquals(
        List.of(
            new TokenSummary(
                "operator",
                AccessRole.OPERATOR,
                ProjectName.DEFAULT,
                "2026-01-01T00:00:00.000Z",
                null),
            new TokenSummary(
                "local-agent",
                AccessRole.CALLER,
                ProjectName.DEFAULT,
                "2026-01-01T00:00:00.000Z",
                null),
            new TokenSummary(
                "eve",
                AccessRole.CALLER,
                ProjectName.DEFAULT,
                "2026-01-01T00:00:00.000Z",
                "2026-01-02T00:00:00.000Z")),
        changes.list());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "-x", "é", "a\nb"})
  void aNameThatCannotStandInAJournalIsRefused(String name) {
    assertEquals(
        "bad_name", code(() -> changes.create(name, AccessRole.CALLER, ProjectName.DEFAULT, null)));
  }

  @Test
  void whatWouldLockEverybodyOutIsRefusedAndChangesNothing() throws IOException {
    changes.create("eve", AccessRole.CALLER, ProjectName.DEFAULT, null);

    assertEquals(
        "token_exists",
        code(() -> changes.create("eve", AccessRole.READER, ProjectName.DEFAULT, null)));
    assertEquals("token_not_found", code(() -> changes.rotate("nobody")));
    assertEquals(
        "last_operator",
        code(() -> {
          changes.revoke("operator");
          return null;
        }));
    assertEquals(3, changes.list().size());
  }

  @Test
  void changesAtTheSameTimeLoseNobody() throws Exception {
    List<Future<String>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 20; i++) {
        String name = "t" + i;
        all.add(threads.submit(() -> untilFree(name)));
      }
    }
    file.refresh(tokenRegistry);

    for (Future<String> token : all) {
      assertTrue(tokenRegistry.authenticate(token.get()).isPresent());
    }
  }

  private String untilFree(String name) throws IOException {
    while (true) {
      try {
        return changes.create(name, AccessRole.READER, ProjectName.DEFAULT, null);
      } catch (ProblemException busy) {
        assertEquals("tokens_busy", busy.problem().code());
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void aDamagedFileLeavesTheFormerTokensInForce() throws IOException {
    String before = operator();
    Files.writeString(dir.resolve("tokens.json"), "{\"format\":1");

    assertEquals("private_file_refused", code(() -> file.refresh(tokenRegistry)));
    assertTrue(tokenRegistry.authenticate(before).isPresent());
  }
}
