package crossreview.maintenance;

import crossreview.file.DurableFiles;
import crossreview.file.FileModes;
import crossreview.guard.SecretPolicy;
import crossreview.model.SessionId;
import crossreview.model.SessionProblem;
import crossreview.model.StorageProblem;
import crossreview.proof.BundleReader;
import crossreview.proof.SessionVerifier;
import crossreview.proof.VerificationResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Takes bundles into a data directory. A session arrives whole and proved, or not at all: it is
 * unpacked beside the others under a name that is not a session's, verified, and renamed. Blocks.
 */
public final class BundleImport {
  private final Path sessions;
  private final SecretPolicy secretPolicy;

  /**
   * What became of a bundle.
   *
   * @param fresh whether its session is new here
   * @param secrets what in it looks like a secret, by file and line
   */
  public record BundleArrival(SessionId id, boolean fresh, List<String> secrets) {}

  /**
   * @param dataDir a data directory that exists
   */
  public BundleImport(Path dataDir, SecretPolicy secretPolicy) {
    this.secretPolicy = secretPolicy;
    this.sessions = dataDir.resolve("sessions");
  }

  /**
   * Takes a bundle in, unless its session is here already, as it is in the bundle or with more
   * lines. Refused with {@code bad_bundle}, with {@code journal_damaged} when its content does not
   * prove itself, with {@code secret_refused} where the settings say so, and with {@code
   * session_already_exists} for another session of the same id.
   *
   * @param packedBytes the size of the bundle
   * @param unique part of the name under which it is unpacked
   */
  public BundleArrival run(InputStream bundle, long packedBytes, String unique) throws IOException {
    Path arriving =
        Files.createDirectory(sessions.resolve(".arriving-" + unique), FileModes.PRIVATE_DIRECTORY);
    try {
      SessionId id = BundleReader.unpack(bundle, packedBytes, arriving);
      // The verifier knows a session by its folder's name.
      Path named = Files.createDirectory(arriving.resolve("proved")).resolve(id.value());
      settle(arriving, named);
      prove(named);
      List<String> secrets = ImportedSecrets.of(named);
      ImportedSecrets.check(secretPolicy, secrets);
      return new BundleArrival(id, moved(named, sessions.resolve(id.value()), id), secrets);
    } finally {
      DurableFiles.deleteTree(arriving);
    }
  }

  private static void settle(Path from, Path to) throws IOException {
    Files.createDirectory(to, FileModes.PRIVATE_DIRECTORY);
    try (Stream<Path> all = Files.list(from)) {
      for (Path each : all.toList()) {
        if (!each.equals(to.getParent())) {
          Files.move(each, to.resolve(each.getFileName()));
        }
      }
    }
    DurableFiles.syncDirectory(to.resolve("blobs"));
    DurableFiles.syncDirectory(to);
  }

  private static void prove(Path folder) throws IOException {
    VerificationResult result = SessionVerifier.verify(folder);
    if (!result.ok()) {
      String first =
          result.damages().isEmpty()
              ? "it has no line"
              : result.damages().getFirst().file() + " " + result.damages().getFirst().reason();
      throw StorageProblem.JOURNAL_DAMAGED.exception(
          "the session in the bundle is damaged: " + first);
    }
  }

  private boolean moved(Path from, Path to, SessionId id) throws IOException {
    try {
      if (Files.notExists(to)) {
        DurableFiles.move(from, to);
        return true;
      }
    } catch (DirectoryNotEmptyException | FileAlreadyExistsException e) {
      // another process was faster; what it put there is looked at like what was there before
    }
    if (!continues(to, from)) {
      throw SessionProblem.SESSION_ALREADY_EXISTS.exception(
          "session " + id + " exists here with another journal, and was not changed");
    }
    return false;
  }

  /** Whether every journal file of a session begins one of the other's, byte for byte. */
  private static boolean continues(Path here, Path arrived) throws IOException {
    try (DirectoryStream<Path> journals = Files.newDirectoryStream(arrived, "events-*.ndjson")) {
      for (Path journal : journals) {
        Path known = here.resolve(journal.getFileName());
        long differs = Files.exists(known) ? Files.mismatch(journal, known) : 0;
        if (differs >= 0 && differs < Files.size(journal)) {
          return false;
        }
      }
    }
    return true;
  }
}
