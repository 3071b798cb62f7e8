package crossreview.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFileTest {
  @TempDir Path dir;

  @Test
  void theFirstStartMakesOneOperatorTokenThatOnlyTheOwnerMayRead() throws IOException {
    Tokens tokens = file().open();

    String plain = Files.readString(dir.resolve(TokenFile.OPERATOR_FILE)).strip();
    assertTrue(plain.matches("xr_[A-Za-z0-9_-]{43}"), plain);
    assertEquals(Optional.of(new Principal("operator", Role.OPERATOR)), tokens.authenticate(plain));
    assertEquals("rw-------", mode("operator.token"));
    assertEquals("rw-------", mode("tokens.json"));
    assertFalse(Files.readString(dir.resolve("tokens.json")).contains(plain));
    assertEquals(List.of("operator.token", "tokens.json"), names());
  }

  @Test
  void laterStartsKeepTheToken() throws IOException {
    file().open();
    String plain = Files.readString(dir.resolve(TokenFile.OPERATOR_FILE)).strip();

    Tokens again = file().open();

    assertTrue(again.authenticate(plain).isPresent());
  }

  @Test
  void aStartThatDiedBetweenTheTwoFilesIsFinishedByTheNextOne() throws IOException {
    file().open();
    String plain = Files.readString(dir.resolve(TokenFile.OPERATOR_FILE)).strip();
    Files.delete(dir.resolve("tokens.json"));

    Tokens again = file().open();

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

    Refused refused = assertThrows(Refused.class, () -> file().open());

    assertEquals("private_file_refused", refused.problem().code());
    assertTrue(refused.problem().message().contains("chmod 600"), refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "{\"format\":2}", "{\"format\":1,\"tokens\":[{\"name\":\"x\"}]}"})
  void aDamagedFileOfHashesLetsNobodyIn(String content) throws IOException {
    file().open();
    Files.writeString(dir.resolve("tokens.json"), content);

    assertThrows(Refused.class, () -> file().open());
  }

  @Test
  void nothingButTheWholeTokenIsLetIn() throws IOException {
    Tokens tokens = file().open();
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
      assertTrue(tokens.authenticate(wrong).isEmpty(), wrong);
    }
    assertTrue(tokens.authenticate(null).isEmpty());
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
