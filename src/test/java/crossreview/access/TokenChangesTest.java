package crossreview.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.access.TokenChanges.Listed;
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
class TokenChangesTest {
  @TempDir private Path dir;
  private final FakeTime time = new FakeTime();
  private TokenFile file;
  private Tokens tokens;
  private TokenChanges changes;

  @BeforeEach
  void start() throws IOException {
    file = new TokenFile(dir, time, new SecureRandom());
    tokens = file.open();
    changes = new TokenChanges(dir, time, new SecureRandom());
  }

  private String operator() throws IOException {
    return Files.readString(dir.resolve(TokenFile.OPERATOR_FILE)).strip();
  }

  private static String code(Callable<?> what) {
    return assertThrows(ProblemException.class, what::call).problem().code();
  }

  @Test
  void aNewTokenLetsInAsSoonAsTheFileIsReadAgain() throws IOException {
    String eve = changes.create("eve", Role.CALLER, ProjectName.DEFAULT, null);
    assertTrue(tokens.authenticate(eve).isEmpty());

    assertTrue(file.refresh(tokens));

    assertEquals(
        Optional.of(new Principal("eve", Role.CALLER)),
        tokens.authenticate(eve).map(Tokens.Pass::principal));
    assertTrue(tokens.authenticate(operator()).isPresent());
    assertFalse(file.refresh(tokens), "it is read once");
    String stored = Files.readString(dir.resolve("tokens.json"), StandardCharsets.UTF_8);
    assertFalse(stored.contains(eve));
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve("tokens.json"))));
  }

  @Test
  void aTokenIsGoodUntilItExpires() throws IOException {
    String eve = changes.create("eve", Role.READER, ProjectName.DEFAULT, Duration.ofDays(2));
    file.refresh(tokens);

    time.advance(Duration.ofDays(2).minusMillis(1));
    assertTrue(tokens.authenticate(eve).isPresent());
    time.advance(Duration.ofMillis(1));
    assertTrue(tokens.authenticate(eve).isEmpty());
  }

  @Test
  void aRevokedAndARotatedTokenLetNobodyInAnyMore() throws IOException {
    String eve = changes.create("eve", Role.CALLER, ProjectName.DEFAULT, null);
    String mal = changes.create("mal", Role.CALLER, ProjectName.DEFAULT, null);
    String before = operator();

    changes.revoke("eve");
    String again = changes.rotate("mal");
    changes.rotate("operator");
    file.refresh(tokens);

    assertTrue(tokens.authenticate(eve).isEmpty());
    assertTrue(tokens.authenticate(mal).isEmpty());
    assertTrue(tokens.authenticate(before).isEmpty());
    assertEquals("mal", tokens.authenticate(again).orElseThrow().principal().name());
    assertTrue(tokens.authenticate(operator()).orElseThrow().principal().operator());
  }

  @Test
  void aListNamesEverybodyAndNoText() throws IOException {
    changes.create("eve", Role.CALLER, ProjectName.DEFAULT, Duration.ofDays(1));

    assertEquals(
        List.of(
            new Listed(
                "operator", Role.OPERATOR, ProjectName.DEFAULT, "2026-01-01T00:00:00.000Z", null),
            new Listed(
                "eve",
                Role.CALLER,
                ProjectName.DEFAULT,
                "2026-01-01T00:00:00.000Z",
                "2026-01-02T00:00:00.000Z")),
        changes.list());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "-x", "é", "a\nb"})
  void aNameThatCannotStandInAJournalIsRefused(String name) {
    assertEquals(
        "bad_name", code(() -> changes.create(name, Role.CALLER, ProjectName.DEFAULT, null)));
  }

  @Test
  void whatWouldLockEverybodyOutIsRefusedAndChangesNothing() throws IOException {
    changes.create("eve", Role.CALLER, ProjectName.DEFAULT, null);

    assertEquals(
        "token_exists", code(() -> changes.create("eve", Role.READER, ProjectName.DEFAULT, null)));
    assertEquals("token_not_found", code(() -> changes.rotate("nobody")));
    assertEquals(
        "last_operator",
        code(() -> {
          changes.revoke("operator");
          return null;
        }));
    assertEquals(2, changes.list().size());
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
    file.refresh(tokens);

    for (Future<String> token : all) {
      assertTrue(tokens.authenticate(token.get()).isPresent());
    }
  }

  private String untilFree(String name) throws IOException {
    while (true) {
      try {
        return changes.create(name, Role.READER, ProjectName.DEFAULT, null);
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

    assertEquals("private_file_refused", code(() -> file.refresh(tokens)));
    assertTrue(tokens.authenticate(before).isPresent());
  }
}
