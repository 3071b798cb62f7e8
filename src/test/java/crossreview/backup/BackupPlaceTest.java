package crossreview.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.ProblemException;
import crossreview.model.run.RunMode;
import crossreview.testkit.Folders;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where backups and restored directories may be, and who can read them. */
class BackupPlaceTest {
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

  @TempDir Path root;
  private Path home;
  private Path place;

  @BeforeEach
  void session() throws Exception {
    home = Folders.createPrivate(root.resolve("home"));
    place = root.resolve("backup");
    try (ReviewHarness bench =
        new ReviewHarness(home, ScriptedPeer.reviewer("ada", PeerScript.ready()))) {
      bench.open(RunMode.REVIEW, "a plan\n".repeat(3_000));
    }
    Files.writeString(home.resolve("operator.token"), "xr_plain\n");
    Files.writeString(home.resolve("tokens.json"), "{}");
  }

  private BackupReport backup() throws IOException {
    return BackupJob.run(home, place, () -> NOON, (done, all, bytes) -> {});
  }

  private BackupReport restore(Path from, Path to) throws IOException {
    return RestoreJob.run(from, to, false, (done, all, bytes) -> {});
  }

  private static String refusal(Callable<?> step) {
    return assertThrows(ProblemException.class, step::call).problem().code();
  }

  @Test
  void nothingIsOverwrittenByARestore() throws Exception {
    backup();

    assertThrows(FileAlreadyExistsException.class, () -> restore(place, home));
    Path strange = Folders.createPrivate(root.resolve("new.restoring"));
    Files.writeString(strange.resolve("mine"), "a file of somebody else");
    assertThrows(FileAlreadyExistsException.class, () -> restore(place, root.resolve("new")));
    assertTrue(Files.exists(strange.resolve("mine")));
  }

  @Test
  void aBackupNeverGoesOntoTheDataDirectoryOrIntoIt() throws Exception {
    Path link = Files.createSymbolicLink(root.resolve("link"), home);
    List<Path> wrong =
        List.of(
            home,
            home.resolve("backups"),
            home.resolve("sessions").resolve("new").resolve("deep"),
            link,
            link.resolve("backups"),
            root,
            home.resolve("..").resolve("home"));
    for (Path at : wrong) {
      place = at;
      assertEquals("bad_backup", refusal(this::backup), at.toString());
    }
    assertFalse(Files.exists(home.resolve("backups")));
    assertFalse(Files.exists(home.resolve("backup.json")));
    assertEquals(
        "bad_backup",
        refusal(() ->
            BackupArchive.run(home, home.resolve("b.zip"), () -> NOON, (done, all, bytes) -> {})));
  }

  @Test
  void aFolderWithOtherThingsOrAnotherBackupIsRefused() throws Exception {
    Folders.createPrivate(place);
    Files.writeString(place.resolve("thesis.txt"), "mine");
    assertEquals("bad_backup", refusal(this::backup));

    place = root.resolve("second");
    backup();
    Path other = Folders.createPrivate(root.resolve("other"));
    Files.writeString(other.resolve("format.json"), "{\"format\":1,\"store_id\":\"other\"}");
    home = other;
    assertEquals("bad_backup", refusal(this::backup));

    place = Folders.createPrivate(root.resolve("public"));
    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertEquals("private_file_refused", refusal(this::backup));
  }

  @Test
  void twoBackupsAtOnceDoNotMix() throws Exception {
    backup();
    try (BackupPlace held = BackupPlace.lock(place)) {
      assertEquals("backup_running", refusal(this::backup));
    }
    assertEquals(1, backup().sessions());
  }

  @Test
  void nobodyElseCanReadItAndItHasNoToken() throws Exception {
    backup();
    List<String> open = new ArrayList<>();
    List<String> names = new ArrayList<>();
    try (Stream<Path> all = Files.walk(place)) {
      for (Path path : all.toList()) {
        String modes = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        if (!modes.endsWith("------")) {
          open.add(path + " " + modes);
        }
        names.add(place.relativize(path).toString());
      }
    }
    assertEquals(List.of(), open);
    assertTrue(names.contains("data/keys/receipt-key.json"), names.toString());
    assertFalse(names.stream().anyMatch(name -> name.contains("token")), names.toString());
  }
}
