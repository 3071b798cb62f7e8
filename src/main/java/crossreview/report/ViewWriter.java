package crossreview.report;

import crossreview.guard.Redaction;
import crossreview.json.JsonWriter;
import crossreview.model.Digest;
import crossreview.model.SessionId;
import crossreview.model.TextRef;
import crossreview.session.Session;
import crossreview.store.codec.ViewFormat;
import crossreview.store.disk.AtomicWriter;
import crossreview.store.index.SessionState;
import crossreview.store.registry.ViewUpdater;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Writes {@code meta.json}, {@code session-report.md} once a run has ended, and {@code final.md},
 * byte for byte, once a session converged, and {@code receipt.json} once it is closed. A view that
 * is missing, old, empty or of an earlier version can be rebuilt from the journal, so none of them
 * needs to be durable.
 */
public final class ViewWriter implements ViewUpdater {
  private static final String UNANIMOUS = "unanimous";
  private static final String ACCEPTED = "accepted";
  private static final Set<String> APPROVED = Set.of(UNANIMOUS, ACCEPTED);
  private static final Set<String> COUNTED = Set.of(UNANIMOUS, ACCEPTED, "divided", "inconclusive");

  private final AtomicWriter replace;
  private final Redaction redaction;

  /**
   * @param redaction for the views that people read; a session that was imported may hold what the
   *     journal of this daemon would have masked
   */
  public ViewWriter(AtomicWriter replace, Redaction redaction) {
    this.replace = replace;
    this.redaction = redaction;
  }

  /** Each view is tried, also where another one cannot be written. */
  @Override
  public CompletionStage<Void> changed(SessionId id, Path folder, Session durable) {
    return CompletableFuture.allOf(
        meta(folder, durable).toCompletableFuture(),
        report(folder, durable).toCompletableFuture(),
        approved(folder, durable).toCompletableFuture(),
        receipt(folder, durable).toCompletableFuture());
  }

  /**
   * A view that was written in the same moment as the journal may be of before. One of an earlier
   * version counts as missing.
   */
  @Override
  public boolean isMissing(Path folder, String state, FileTime journal) {
    boolean counted = COUNTED.contains(state);
    return older(folder.resolve("meta.json"), journal)
        || counted && gone(folder.resolve("session-report.md"))
        || APPROVED.contains(state) && gone(folder.resolve("final.md"))
        || SessionState.CLOSED.contains(state) && gone(folder.resolve("receipt.json"));
  }

  private static boolean older(Path view, FileTime journal) {
    try {
      return Files.size(view) == 0
          || Files.getLastModifiedTime(view).compareTo(journal) <= 0
          || ViewFormat.isOlder(view);
    } catch (IOException e) {
      return true; // most likely it is not there; where it cannot be written, that is logged
    }
  }

  /** A power cut leaves the name of a view that was not made durable, and none of its bytes. */
  private static boolean gone(Path view) {
    try {
      return Files.size(view) == 0;
    } catch (IOException e) {
      return true;
    }
  }

  private CompletionStage<Void> meta(Path folder, Session session) {
    return replace.replace(
        folder.resolve("meta.json"), JsonWriter.bytes(MetadataView.of(session, redaction)));
  }

  private CompletionStage<Void> report(Path folder, Session session) {
    if (session.runs() == 0 || session.running()) {
      return CompletableFuture.completedStage(null);
    }
    byte[] report =
        redaction.redact(MarkdownReport.markdown(session)).getBytes(StandardCharsets.UTF_8);
    return replace.replace(folder.resolve("session-report.md"), report);
  }

  private CompletionStage<Void> approved(Path folder, Session session) {
    if (!session.closed() || session.finalized().finalText() == null) {
      return CompletableFuture.completedStage(null);
    }
    return copied(folder, session.finalized().finalText().sha256(), "final.md");
  }

  private CompletionStage<Void> receipt(Path folder, Session session) {
    TextRef receipt = session.closed() ? session.finalized().receipt() : null;
    if (receipt == null) {
      return CompletableFuture.completedStage(null);
    }
    return receipt.text() == null
        ? copied(folder, receipt.sha256(), "receipt.json")
        : replace.replace(
            folder.resolve("receipt.json"), receipt.text().getBytes(StandardCharsets.UTF_8));
  }

  private CompletionStage<Void> copied(Path folder, Digest blob, String name) {
    try {
      byte[] text = Files.readAllBytes(folder.resolve("blobs").resolve(blob.value()));
      return replace.replace(folder.resolve(name), text);
    } catch (IOException e) {
      return CompletableFuture.failedStage(e);
    }
  }
}
