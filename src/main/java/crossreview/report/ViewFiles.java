package crossreview.report;

import crossreview.journal.StoredLine;
import crossreview.json.JsonText;
import crossreview.model.SessionId;
import crossreview.session.Session;
import crossreview.store.CommitListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the views after the answer: {@code meta.json}, {@code session-report.md} and, once a session
 * converged, {@code final.md} byte for byte. Changes that come faster than the disk share one writing.
 * Nothing is fsynced; a view that is missing or old can be made again from the journal.
 */
public final class ViewFiles implements CommitListener {
  private static final Logger LOG = LoggerFactory.getLogger(ViewFiles.class);
  private static final FileAttribute<?> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Executor disk;
  private final Function<SessionId, Path> folders;
  private final Map<SessionId, Session> changed = new HashMap<>();
  private final Set<SessionId> writing = new HashSet<>();
  private final List<CompletableFuture<Void>> waiting = new ArrayList<>();

  public ViewFiles(Executor disk, Function<SessionId, Path> folders) {
    this.disk = disk;
    this.folders = folders;
  }

  @Override
  public void told(SessionId id, List<StoredLine> lines, Session durable) {
    if (!durable.exists()) {
      return;
    }
    boolean first;
    synchronized (this) {
      changed.put(id, durable);
      first = writing.add(id);
    }
    if (first) {
      disk.execute(() -> write(id));
    }
  }

  /** Completes when everything told so far is written. */
  public synchronized CompletableFuture<Void> settled() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    if (writing.isEmpty()) {
      done.complete(null);
    } else {
      waiting.add(done);
    }
    return done;
  }

  private void write(SessionId id) {
    Session session;
    synchronized (this) {
      session = changed.remove(id);
    }
    try {
      views(session, folders.apply(id));
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("session", id).log("a view was not written: {}", e.toString());
    }
    if (again(id)) {
      disk.execute(() -> write(id));
    }
  }

  private boolean again(SessionId id) {
    List<CompletableFuture<Void>> settled = List.of();
    synchronized (this) {
      if (changed.containsKey(id)) {
        return true;
      }
      writing.remove(id);
      if (writing.isEmpty()) {
        settled = List.copyOf(waiting);
        waiting.clear();
      }
    }
    settled.forEach(done -> done.complete(null));
    return false;
  }

  private static void views(Session session, Path folder) throws IOException {
    boolean resting = !session.running();
    replace(folder.resolve("meta.json"), JsonText.bytes(MetaView.of(session)));
    if (resting && session.runs() > 0) {
      byte[] report = SessionReport.markdown(session).getBytes(StandardCharsets.UTF_8);
      replace(folder.resolve("session-report.md"), report);
    }
    if (session.closed() && session.finalized().finalText() != null) {
      String digest = session.finalized().finalText().sha256().value();
      replace(folder.resolve("final.md"), Files.readAllBytes(folder.resolve("blobs").resolve(digest)));
    }
  }

  private static void replace(Path file, byte[] bytes) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    Files.deleteIfExists(temporary);
    Set<StandardOpenOption> fresh = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (SeekableByteChannel channel = Files.newByteChannel(temporary, fresh, PRIVATE)) {
      channel.write(ByteBuffer.wrap(bytes));
    }
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
