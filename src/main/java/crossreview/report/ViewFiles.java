package crossreview.report;

import crossreview.json.JsonText;
import crossreview.model.SessionId;
import crossreview.session.Session;
import crossreview.store.Views;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Writes {@code meta.json}, {@code session-report.md} once a run has ended, and {@code final.md},
 * byte for byte, once a session converged. Nothing is fsynced; a view that is missing or old can be
 * made again from the journal.
 */
public final class ViewFiles implements Views {
  private static final FileAttribute<?> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  @Override
  public void changed(SessionId id, Path folder, Session durable) {
    try {
      write(folder, durable);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path folder, Session session) throws IOException {
    replace(folder.resolve("meta.json"), JsonText.bytes(MetaView.of(session)));
    if (session.runs() > 0 && !session.running()) {
      byte[] report = SessionReport.markdown(session).getBytes(StandardCharsets.UTF_8);
      replace(folder.resolve("session-report.md"), report);
    }
    if (session.closed() && session.finalized().finalText() != null) {
      String digest = session.finalized().finalText().sha256().value();
      Path blob = folder.resolve("blobs").resolve(digest);
      replace(folder.resolve("final.md"), Files.readAllBytes(blob));
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
