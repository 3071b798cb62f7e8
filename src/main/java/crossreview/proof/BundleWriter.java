package crossreview.proof;

import crossreview.codec.RecordCodec;
import crossreview.json.CanonicalJson;
import crossreview.json.InvalidJsonException;
import crossreview.model.Digest;
import crossreview.model.SessionId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A session in one file: a zip whose first entry, {@code bundle.json}, names every other one with
 * its size and SHA-256. The same session makes the same bytes. Blocks.
 */
public final class BundleWriter {
  static final String MANIFEST = "bundle.json";
  static final String FORMAT = "crossreview-bundle/1";
  private static final FileTime NO_TIME = FileTime.from(Instant.parse("1980-01-01T00:00:00Z"));
  private static final int WHOLE_MAX = 1 << 20; // a head has 100 bytes, a view some thousands

  private final Path folder;
  private final List<BundleEntry> parts = new ArrayList<>();

  private BundleWriter(Path folder) {
    this.folder = folder;
  }

  /**
   * One file.
   *
   * @param bytes as many of it travel; a journal may grow meanwhile
   * @param whole its content where it may be replaced meanwhile, else null
   */
  private record BundleEntry(String name, long bytes, Digest sha256, byte @Nullable [] whole) {}

  /**
   * Writes the bundle of a session's folder; no lock of the session is needed.
   *
   * @throws NoSuchFileException when the folder is not a session's
   */
  public static void write(Path sessionFolder, OutputStream out) throws IOException {
    BundleWriter bundleWriter = new BundleWriter(sessionFolder);
    bundleWriter.look();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      bundleWriter.entry(zip, MANIFEST);
      zip.write(bundleWriter.manifest());
      zip.closeEntry();
      for (BundleEntry bundleEntry : bundleWriter.parts) {
        bundleWriter.entry(zip, bundleEntry.name());
        bundleWriter.copy(bundleEntry, zip);
        zip.closeEntry();
      }
    }
  }

  private SessionId id() throws IOException {
    return SessionId.parse(folder.getFileName().toString())
        .orElseThrow(() -> new NoSuchFileException(folder + " is not the folder of a session"));
  }

  private void look() throws IOException {
    id();
    look(BundleLayout.journal(folder));
    look(BundleLayout.others(folder));
    if (parts.stream().noneMatch(bundleEntry -> BundleLayout.grows(bundleEntry.name()))) {
      throw new NoSuchFileException(folder + " has no journal");
    }
  }

  private void look(List<String> names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name);
      long bytes = Files.size(file);
      if (BundleLayout.stays(name) || bytes > WHOLE_MAX) {
        parts.add(new BundleEntry(name, bytes, StreamCopier.digest(file, bytes), null));
      } else {
        byte[] whole = Files.readAllBytes(file);
        parts.add(new BundleEntry(name, whole.length, Digest.of(whole), whole));
      }
    }
  }

  private byte[] manifest() throws IOException {
    List<BundleFile> files =
        parts.stream()
            .map(part -> new BundleFile(part.name(), part.bytes(), part.sha256()))
            .toList();
    BundleManifest manifest = new BundleManifest(FORMAT, id(), files);
    try {
      return CanonicalJson.bytes(RecordCodec.of(BundleManifest.class).write(manifest));
    } catch (InvalidJsonException e) {
      throw new IllegalStateException("names and sizes are canonical", e);
    }
  }

  private record BundleManifest(String format, SessionId sessionId, List<BundleFile> files) {}

  private record BundleFile(String name, long bytes, Digest sha256) {}

  private void entry(ZipOutputStream zip, String name) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setLastModifiedTime(NO_TIME);
    zip.putNextEntry(entry);
  }

  private void copy(BundleEntry bundleEntry, OutputStream to) throws IOException {
    if (bundleEntry.whole() != null) {
      to.write(bundleEntry.whole());
      return;
    }
    try (InputStream in = Files.newInputStream(folder.resolve(bundleEntry.name()))) {
      if (StreamCopier.copy(in, to, bundleEntry.bytes()) != bundleEntry.bytes()) {
        throw new IOException(bundleEntry.name() + " became shorter");
      }
    }
  }
}
