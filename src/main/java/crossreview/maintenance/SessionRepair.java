package crossreview.maintenance;

import crossreview.file.DurableFiles;
import crossreview.file.FileModes;
import crossreview.journal.JournalRepair;
import crossreview.journal.file.DiskFiles;
import crossreview.model.SessionId;
import crossreview.proof.SessionVerifier;
import crossreview.proof.VerificationResult;
import crossreview.proof.VerificationResult.Damage;
import crossreview.session.Session;
import crossreview.store.codec.SessionReplay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Repairs a damaged session as far as that goes, when an operator says so: its journal goes back to
 * the last whole unit before the damage, damaged views are removed and rebuilt. Whatever is
 * replaced is kept below {@code replaced/}. A text that is damaged cannot be repaired. Blocks; the
 * caller holds the session's lock.
 */
public final class SessionRepair {
  private static final Set<String> VIEWS = Set.of("meta.json", "final.md", "receipt.json");

  private final Path folder;
  private final List<String> done = new ArrayList<>();
  private final List<String> left = new ArrayList<>();
  private Session session;

  private SessionRepair(Path folder, SessionId id) {
    this.folder = folder;
    this.session = Session.empty(id);
  }

  /**
   * What was done, and what could not be.
   *
   * @param kept where the replaced files are; absent when nothing was replaced
   */
  public record RepairOutcome(List<String> done, List<String> left, @Nullable Path kept) {}

  /**
   * Repairs one session.
   *
   * @param stamp names the directory of what is replaced
   */
  public static RepairOutcome run(Path folder, SessionId id, String stamp) throws IOException {
    VerificationResult found = SessionVerifier.verify(folder);
    if (found.damages().isEmpty()) {
      return new RepairOutcome(List.of(), List.of(), null);
    }
    return new SessionRepair(folder, id).run(found.damages(), stamp);
  }

  private RepairOutcome run(List<Damage> damages, String stamp) throws IOException {
    Path keep = folder.resolve("replaced").resolve(stamp.replace(':', '-'));
    Files.createDirectories(keep, FileModes.PRIVATE_DIRECTORY);
    Set<String> names = new LinkedHashSet<>();
    damages.forEach(damage -> names.add(damage.file()));
    names.stream()
        .filter(name -> name.startsWith("blobs/"))
        .forEach(name -> left.add(name + " cannot be repaired; restore it from a backup"));
    if (names.stream().anyMatch(name -> name.startsWith("events-"))) {
      journal(keep);
    } else {
      views(names, keep);
    }
    return new RepairOutcome(List.copyOf(done), List.copyOf(left), keep);
  }

  private void views(Set<String> names, Path keep) throws IOException {
    for (String name : names) {
      if (VIEWS.contains(name)) {
        DurableFiles.move(folder.resolve(name), keep.resolve(name));
        done.add(name + " is rebuilt");
      }
    }
  }

  private void journal(Path keep) throws IOException {
    long last =
        JournalRepair.cut(
            new DiskFiles(),
            folder,
            keep,
            (line, json) -> session = SessionReplay.apply(session, line, json));
    if (last == 0) {
      left.add("the journal has no complete line to return to; restore the folder from a backup");
    } else {
      done.add("the journal ends with seq " + last + " now, the last line before the damage");
      dropViews(keep);
    }
  }

  /** Views that may say more than the journal does now; they are rebuilt. */
  private void dropViews(Path keep) throws IOException {
    for (String view : VIEWS) {
      if (Files.exists(folder.resolve(view))) {
        DurableFiles.move(folder.resolve(view), keep.resolve(view));
      }
    }
  }
}
