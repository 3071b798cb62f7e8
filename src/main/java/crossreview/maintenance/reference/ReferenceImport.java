package crossreview.maintenance.reference;

import crossreview.guard.SecretPolicy;
import crossreview.guard.SecretScanner;
import crossreview.maintenance.ImportedSecrets;
import crossreview.maintenance.reference.ReferenceReader.ReferenceFolder;
import crossreview.model.Digest;
import crossreview.model.ProblemException;
import crossreview.model.SessionProblem;
import crossreview.model.StorageProblem;
import crossreview.model.ValueChecks;
import crossreview.model.WireEnum;
import crossreview.model.event.LifecycleEvent.ArtifactSubmitted;
import crossreview.model.event.LifecycleEvent.SessionImported;
import crossreview.model.material.Artifact;
import crossreview.model.material.EvidenceKind;
import crossreview.model.material.SecretMatch;
import crossreview.model.policy.PolicyRef;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.EndReason;
import crossreview.model.run.RunMode;
import crossreview.model.run.SessionOutcome;
import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
import crossreview.session.command.SessionOrigin;
import crossreview.store.log.Actor;
import crossreview.store.log.SessionLog;
import crossreview.store.registry.SessionRegistry;
import crossreview.store.registry.SessionRegistry.LeasedLog;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings a data directory of the reference system in: one closed session for each of its sessions,
 * with the same id. What is here already is left alone, what a crash cut off is finished. Blocks;
 * one thread.
 */
public final class ReferenceImport {
  private static final Actor IMPORT = new Actor("import", null);
  private static final int FILE_MAX = 64 << 20; // one blob is held in memory
  private static final int LABEL_MAX = 200;

  // Its journal has one line for each file; nothing is ever asked about it.
  private static final ReviewLimits LIMITS = new ReviewLimits(1, 1, 1, null, 100_000, 1);

  private final SessionRegistry sessionRegistry;
  private final Digest settings;
  private final SecretPolicy secretPolicy;

  /**
   * @param settings the digest of the settings in force
   */
  public ReferenceImport(
      SessionRegistry sessionRegistry, Digest settings, SecretPolicy secretPolicy) {
    this.secretPolicy = secretPolicy;
    this.sessionRegistry = sessionRegistry;
    this.settings = settings;
  }

  /**
   * What became of one folder.
   *
   * @param what {@code imported}, {@code known} or {@code skipped}
   * @param notes why, or what was wrong with it
   */
  public record ImportOutcome(String folder, String what, List<String> notes) {}

  /**
   * Brings in every session of a data directory. Refused with {@code not_importable} if it is none.
   *
   * @param line hears of each folder as soon as it is done
   */
  public void directory(Path dataDir, Consumer<ImportOutcome> line) throws IOException {
    Path sessions = dataDir.resolve("sessions");
    if (!Files.isDirectory(sessions, LinkOption.NOFOLLOW_LINKS)) {
      throw StorageProblem.NOT_IMPORTABLE.exception(
          dataDir + " has no folder \"sessions\"; expected the data directory of cross-review");
    }
    List<Path> folders;
    try (Stream<Path> all = Files.list(sessions)) {
      folders = all.sorted().toList();
    }
    for (Path folder : folders) {
      line.accept(folder(folder));
    }
  }

  private ImportOutcome folder(Path folder) {
    String name = folder.getFileName().toString();
    try {
      return switch (ReferenceReader.read(folder)) {
        case ReferenceFolder.OtherFolder otherFolder ->
            new ImportOutcome(name, "skipped", List.of(otherFolder.why()));
        case ReferenceFolder.SessionFolder found -> session(folder, found.session());
      };
    } catch (IOException e) {
      return new ImportOutcome(name, "skipped", List.of("it cannot be read: " + e.getMessage()));
    } catch (ProblemException e) {
      return new ImportOutcome(name, "skipped", List.of(e.problem().message()));
    } catch (CompletionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof ProblemException problemException) {
        return new ImportOutcome(name, "skipped", List.of(problemException.problem().message()));
      }
      throw e;
    }
  }

  private ImportOutcome session(Path folder, ReferenceSession found) throws IOException {
    List<String> secrets = secrets(folder, found);
    ImportedSecrets.check(secretPolicy, secrets);
    open(found);
    LeasedLog leasedLog = await(sessionRegistry.lease(found.id()));
    try {
      Session session = leasedLog.log().session();
      if (session.opened().importedFrom() == null) {
        return new ImportOutcome(
            found.id().value(), "skipped", List.of("another session has its id"));
      }
      if (session.closed()) {
        return new ImportOutcome(found.id().value(), "known", List.of());
      }
      return filled(folder, found, secrets, leasedLog.log());
    } finally {
      leasedLog.logLease().release();
    }
  }

  private void open(ReferenceSession found) {
    SessionCommand.Open open =
        new SessionCommand.Open(
            ValueChecks.cut(found.task(), 4_000),
            cut(found.focus(), 4_000),
            ValueChecks.cut(found.caller(), 64),
            RunMode.REVIEW,
            new PolicyRef(
                "imported", 1, Digest.of("imported 1: the decision of the other program")),
            List.of(),
            LIMITS,
            settings,
            new SessionOrigin(
                null, ValueChecks.cut("cross-review " + found.version(), 200), null, null));
    try {
      await(sessionRegistry.create(found.id(), open, IMPORT));
    } catch (CompletionException e) {
      boolean known =
          e.getCause() instanceof ProblemException problemException
              && problemException.problem().type() == SessionProblem.SESSION_ALREADY_EXISTS;
      if (!known) {
        throw e;
      }
    }
  }

  /** Before anything is written. */
  private static List<String> secrets(Path folder, ReferenceSession found) throws IOException {
    List<String> secrets =
        new ArrayList<>(ImportedSecrets.of("task", found.task().getBytes(StandardCharsets.UTF_8)));
    List<Path> files = new ArrayList<>(found.files());
    if (found.text() != null && !files.contains(found.text())) {
      files.add(found.text());
    }
    for (Path file : files) {
      secrets.addAll(ImportedSecrets.of(file.toString(), bytes(folder, file, new ArrayList<>())));
    }
    return secrets;
  }

  private ImportOutcome filled(
      Path folder, ReferenceSession found, List<String> secrets, SessionLog log)
      throws IOException {
    List<String> notes = new ArrayList<>(found.repairs());
    notes.addAll(secrets);
    for (Path file : found.files()) {
      attach(folder, file, log, notes);
    }
    if (found.text() != null && !log.session().hasArtifact()) {
      submit(folder, found.text(), log, notes);
    }
    if (found.outcome() == null) {
      notes.add("it was not finished");
    }
    if (log.session().supplement().imported() == null) {
      SessionCommand all = new SessionCommand.Import(what(found, notes), found.parts());
      await(log.record(all, IMPORT));
    }
    SessionOutcome sessionOutcome =
        WireEnum.find(SessionOutcome.class, String.valueOf(found.outcome()))
            .orElse(SessionOutcome.ABORTED);
    String reason = found.outcome() == null ? "unfinished" : found.reason();
    await(
        log.record(
            new SessionCommand.Finalize(sessionOutcome, EndReason.IMPORTED, cut(reason, 1_000)),
            IMPORT));
    return new ImportOutcome(found.id().value(), "imported", notes);
  }

  private static SessionImported what(ReferenceSession found, List<String> notes) {
    List<String> repairs = new ArrayList<>();
    for (String note : notes.subList(0, Math.min(notes.size(), SessionImported.REPAIRS_MAX - 1))) {
      repairs.add(ValueChecks.cut(note, 300));
    }
    if (notes.size() > repairs.size()) {
      repairs.add(notes.size() - repairs.size() + " more");
    }
    return new SessionImported(
        ValueChecks.cut(found.version(), 64),
        cut(found.createdAt(), 64),
        cut(found.updatedAt(), 64),
        found.parts().rounds().size(),
        found.cost(),
        found.events(),
        cut(found.outcome(), 64),
        cut(found.reason(), 200),
        repairs);
  }

  private static @Nullable String cut(@Nullable String text, int most) {
    return text == null ? null : ValueChecks.cut(text, most);
  }

  private static void attach(Path folder, Path file, SessionLog log, List<String> notes)
      throws IOException {
    byte[] bytes = bytes(folder, file, notes);
    if (bytes.length > 0) {
      Digest digest = await(log.blobs().put(bytes));
      await(
          log.record(
              new SessionCommand.AttachEvidence(
                  artifact(digest, bytes, file),
                  EvidenceKind.FILE,
                  null,
                  null,
                  null,
                  "imported",
                  IMPORT.by(),
                  matches(bytes)),
              IMPORT));
    }
  }

  private static void submit(Path folder, Path file, SessionLog log, List<String> notes)
      throws IOException {
    byte[] bytes = bytes(folder, file, notes);
    if (bytes.length > 0) {
      Digest digest = await(log.blobs().put(bytes));
      SessionCommand submit =
          new SessionCommand.SubmitArtifact(artifact(digest, bytes, file), matches(bytes));
      await(log.record(submit, IMPORT));
    }
  }

  private static List<SecretMatch> matches(byte[] bytes) {
    return SecretScanner.scan(new String(bytes, StandardCharsets.UTF_8)).stream()
        .limit(ArtifactSubmitted.SECRETS_MAX)
        .toList();
  }

  private static Artifact artifact(Digest digest, byte[] bytes, Path file) {
    String type = file.toString().endsWith(".json") ? "application/json" : "text/plain";
    return new Artifact(digest, bytes.length, type, ValueChecks.cut(file.toString(), LABEL_MAX));
  }

  /** The bytes of a file; none where it is empty, gone, or too large for a blob. */
  private static byte[] bytes(Path folder, Path file, List<String> notes) throws IOException {
    Path path = folder.resolve(file);
    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      notes.add(file + " disappeared");
      return new byte[0];
    }
    if (Files.size(path) > FILE_MAX) {
      notes.add(file + " has more than " + FILE_MAX + " bytes and was not attached");
      return new byte[0];
    }
    return Files.readAllBytes(path);
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
