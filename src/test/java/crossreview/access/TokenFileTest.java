package crossreview.access;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFileTest {
  private static final List<String> FILES =
      List.of("agent.token", "operator.token", "tokens.json", "tokens.lock");

  @TempDir Path dir;

  @Test
  void theFirstStartMakesOneOperatorTokenThatOnlyTheOwnerMayRead() throws IOException {
    TokenRegistry tokenRegistry = file().open();

    String plain = Files.readString(dir.resolve(TokenFile.OPERATOR_FILE)).strip();
    assertTrue(plain.matches("xr_[A-Za-z0-9_-]{43}"), plain);
    assertEquals(
        Optional.of(new Principal("operator", AccessRole.OPERATOR)),
        tokenRegistry.authenticate(plain).map(TokenRegistry.Authentication::principal));
    assertEquals("rw-------", mode("operator.token"));
    assertEquals("rw-------", mode("tokens.json"));
    assertFalse(Files.readString(dir.resolve("tokens.json")).contains(plain));
    assertEquals(FILES, names());
  }

  @Test
  void aTokenFileThatOthersCanReadIsRefusedAtEveryStart() throws IOException {
    for (String name : List.of("operator.token", "agent.token")) {
      file().open();
      Files.setPosixFilePermissions(
          dir.resolve(name), PosixFilePermissions.fromString("rw-rw-rw-"));

      ProblemException problemException =
          assertThrows(ProblemException.class, () -> file().open(), name);

      String message = problemException.problem().message();
      assertTrue(message.endsWith("run: chmod 600 " + dir.resolve(name)), message);
      Files.setPosixFilePermissions(
          dir.resolve(name), PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Test
  void anOperatorsTokenWithAByteOrderMarkIsRead() throws IOException {
    file().open();
    String plain = Files.readString(dir.resolve("operator.token"));
    Files.writeString(dir.resolve("operator.token"), "\ufeff" + plain);
    Files.delete(dir.resolve("tokens.json"));

    assertTrue(file().open().authenticate(plain.strip()).isPresent());
  }

  @Test
  void laterStartsKeepTheToken() throws IOException {
    file().open();
    String plain = Files.readString(dir.resolve(TokenFile.OPERATOR_FILE)).strip();

    TokenRegistry again = file().open();

    assertTrue(again.authenticate(plain).isPresent());
  }

  @Test
  void aStartThatDiedBetweenTheTwoFilesIsFinishedByTheNextOne() throws IOException {
    file().open();
    String plain = Files.readString(dir.resolve(TokenFile.OPERATOR_FILE)).strip();
    Files.delete(dir.resolve("tokens.json"));

    TokenRegistry again = file().open();

    assertTrue(again.authenticate(plain).isPresent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"tokens.json", "operator.token"})
  void aFileThatOthersMayReadIsRefusedWithTheRemedy(String name) throws IOException {
    file().open();
    Files.setPosixFilePermissions(dir.resolve(name), PosixFilePermissions.fromString("rw-r-----"));
    if (name.equals("operator.token")) {
      Files.delete(dir.resolve("tokens.json")); // the plain one is read only then
    }

    ProblemException problemException = assertThrows(ProblemException.class, () -> file().open());

    assertEquals("private_file_refused", problemException.problem().code());
    assertTrue(
        problemException.problem().message().contains("chmod 600"), problemException.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "not json",
        "[]",
        "{\"format\":2}",
        "{\"format\":1}",
        "{\"format\":1,\"tokens\":{}}",
        "{\"format\":1,\"tokens\":[{\"name\":\"x\"}]}",
        "{\"format\":1,\"format\":1,\"tokens\":[]}",
        "{\"format\":1,\"tokens\":[{\"name\":\"x\",\"role\":\"root\",\"sha256\":\"00\"}]}"
      })
  void aForeignOrDamagedFileOfHashesLetsNobodyInAndSaysWhatToDo(String content) throws IOException {
    file().open();
    Files.writeString(dir.resolve("tokens.json"), content);

    ProblemException problemException = assertThrows(ProblemException.class, () -> file().open());

    assertEquals("private_file_refused", problemException.problem().code());
    assertTrue(
        problemException.getMessage().contains("restore it from a backup"),
        problemException.getMessage());
  }

  @Test
  void aPlainTokenThatIsNoneIsRefusedAndNotHashed() throws IOException {
    file().open();
    Files.writeString(dir.resolve("operator.token"), "secret\n");
    Files.delete(dir.resolve("tokens.json"));

    ProblemException problemException = assertThrows(ProblemException.class, () -> file().open());

    assertTrue(
        problemException.getMessage().contains("remove it and start again"),
        problemException.getMessage());
    assertFalse(Files.exists(dir.resolve("tokens.json")));
  }

  @Test
  void aLinkToAFileElsewhereIsNotFollowed() throws IOException {
    file().open();
    Files.move(dir.resolve("tokens.json"), dir.resolve("elsewhere.json"));
    Files.createSymbolicLink(dir.resolve("tokens.json"), dir.resolve("elsewhere.json"));

    ProblemException problemException = assertThrows(ProblemException.class, () -> file().open());

    assertTrue(
        problemException.getMessage().contains("is not a regular file"),
        problemException.getMessage());
  }

  @Test
  void laterStartsDoNotEvenNeedThePlainToken() throws IOException {
    file().open();
    String plain = Files.readString(dir.resolve(TokenFile.OPERATOR_FILE)).strip();
    byte[] hashes = Files.readAllBytes(dir.resolve("tokens.json"));
    Files.delete(dir.resolve(TokenFile.OPERATOR_FILE));

    TokenRegistry again = file().open();

    assertTrue(again.authenticate(plain).isPresent());
    assertArrayEquals(hashes, Files.readAllBytes(dir.resolve("tokens.json")));
    assertFalse(Files.exists(dir.resolve(TokenFile.OPERATOR_FILE)));
  }

  @Test
  void startsThatRaceAgreeOnOneToken() throws Exception {
    ExecutorService starters = Executors.newFixedThreadPool(4);
    List<Future<TokenRegistry>> opened =
        starters.invokeAll(Collections.nCopies(8, () -> file().open()));
    starters.shutdown();
    String plain = Files.readString(dir.resolve(TokenFile.OPERATOR_FILE)).strip();

    for (Future<TokenRegistry> tokens : opened) {
      assertTrue(tokens.get().authenticate(plain).isPresent());
    }
    assertEquals(FILES, names());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "zz", "ABCDEF"})
  void aStoreSecretThatIsNoneIsRefusedAndNotReplaced(String content) throws IOException {
    StoreSecret.open(dir, new SecureRandom());
    Files.writeString(dir.resolve("keys/store-secret"), content);

    ProblemException problemException =
        assertThrows(ProblemException.class, () -> StoreSecret.open(dir, new SecureRandom()));

    assertEquals("private_file_refused", problemException.problem().code());
    assertEquals(content, Files.readString(dir.resolve("keys/store-secret")));
  }

  @Test
  void aStoreSecretThatOthersMayReadIsRefused() throws IOException {
    StoreSecret.open(dir, new SecureRandom());
    Files.setPosixFilePermissions(
        dir.resolve("keys/store-secret"), PosixFilePermissions.fromString("rw-r--r--"));

    ProblemException problemException =
        assertThrows(ProblemException.class, () -> StoreSecret.open(dir, new SecureRandom()));

    assertTrue(problemException.getMessage().contains("chmod 600"), problemException.getMessage());
  }

  @Test
  void nothingButTheWholeTokenIsLetIn() throws IOException {
    TokenRegistry tokenRegistry = file().open();
    String plain = Files.readString(dir.resolve(TokenFile.OPERATOR_FILE)).strip();

    for (String wrong :
        List.of(
            "",
            " ",
            plain.substring(1),
            plain + "A",
            plain.toUpperCase(Locale.ROOT),
            plain.substring(0, plain.length() - 1) + (plain.endsWith("A") ? "B" : "A"),
            "xr_" + "A".repeat(43))) {
      assertTrue(tokenRegistry.authenticate(wrong).isEmpty(), wrong);
    }
    assertTrue(tokenRegistry.authenticate(null).isEmpty());
  }

  @Test
  void theStoreSecretIsMadeOnceAndSharedByLaterStarts() throws IOException {
    StoreSecret first = StoreSecret.open(dir, new SecureRandom());
    StoreSecret second = StoreSecret.open(dir, new SecureRandom());

    assertEquals(32, first.hmac("key").length);
    assertTrue(Arrays.equals(first.hmac("key"), second.hmac("key")));
    assertFalse(Arrays.equals(first.hmac("key"), first.hmac("kez")));
    assertEquals("rw-------", mode("keys/store-secret"));
    assertEquals("rwx------", mode("keys"));
  }

  private TokenFile file() {
    return new TokenFile(dir, () -> Instant.EPOCH, new SecureRandom());
  }

  private String mode(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve(name)));
  }

  private List<String> names() throws IOException {
    try (var entries = Files.list(dir)) {
      return entries.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
