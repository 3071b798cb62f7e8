package crossreview.report;

import crossreview.json.JsonText;
import crossreview.model.SessionId;
import crossreview.session.Session;
import crossreview.store.AtomicReplace;
import crossreview.store.Views;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Writes {@code meta.json}, {@code session-report.md} once a run has ended, and {@code final.md},
 * byte for byte, once a session converged. A view that is missing or old can be made again from the
 * journal, so none of them needs to be durable.
 */
public final class ViewFiles implements Views {
  private final AtomicReplace replace;

  public ViewFiles(AtomicReplace replace) {
    this.replace = replace;
  }

  /** Each view is tried, also where another one cannot be written. */
  @Override
  public CompletionStage<Void> changed(SessionId id, Path folder, Session durable) {
    return CompletableFuture.allOf(
        meta(folder, durable).toCompletableFuture(),
        report(folder, durable).toCompletableFuture(),
        approved(folder, durable).toCompletableFuture());
  }

  private CompletionStage<Void> meta(Path folder, Session session) {
    return replace.replace(folder.resolve("meta.json"), JsonText.bytes(MetaView.of(session)));
  }

  private CompletionStage<Void> report(Path folder, Session session) {
    if (session.runs() == 0 || session.running()) {
      return CompletableFuture.completedStage(null);
    }
    byte[] report = SessionReport.markdown(session).getBytes(StandardCharsets.UTF_8);
    return replace.replace(folder.resolve("session-report.md"), report);
  }

  private CompletionStage<Void> approved(Path folder, Session session) {
    if (!session.closed() || session.finalized().finalText() == null) {
      return CompletableFuture.completedStage(null);
    }
    String digest = session.finalized().finalText().sha256().value();
    try {
      byte[] text = Files.readAllBytes(folder.resolve("blobs").resolve(digest));
      return replace.replace(folder.resolve("final.md"), text);
    } catch (IOException e) {
      return CompletableFuture.failedStage(e);
    }
  }
}
