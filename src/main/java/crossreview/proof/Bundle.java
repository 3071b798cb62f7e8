package crossreview.proof;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A session in one file: a zip whose first entry, {@code bundle.json}, names every other one with
 * its size and SHA-256. The same session makes the same bytes. Blocks.
 */
public final class Bundle {
  static final String MANIFEST = "bundle.json";
  static final String FORMAT = "crossreview-bundle/1";
  private static final FileTime NO_TIME = FileTime.from(Instant.parse("1980-01-01T00:00:00Z"));
  private static final int WHOLE_MAX = 1 << 20; // views and heads are far smaller

  private final Path folder;
  private final List<Part> parts = new ArrayList<>();

  private Bundle(Path folder) {
    this.folder = folder;
  }

  /**
   * One file.
   *
   * @param bytes as many of it travel; a journal may grow meanwhile
   * @param whole its content where it may be replaced meanwhile, else null
   */
  private record Part(String name, long bytes, Digest sha256, byte[] whole) {}

  /**
   * Writes the bundle of a session's folder; nobody has to hold the session.
   *
   * @throws NoSuchFileException when the folder is no session's
   */
  public static void write(Path sessionFolder, OutputStream out) throws IOException {
    Bundle bundle = new Bundle(sessionFolder);
    bundle.look();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      bundle.entry(zip, MANIFEST);
      zip.write(bundle.manifest());
      zip.closeEntry();
      for (Part part : bundle.parts) {
        bundle.entry(zip, part.name());
        bundle.copy(part, zip);
        zip.closeEntry();
      }
    }
  }

  private SessionId id() throws IOException {
    return SessionId.parse(folder.getFileName().toString())
        .orElseThrow(() -> new NoSuchFileException(folder + " is no session's folder"));
  }

  private void look() throws IOException {
    id();
    for (String name : BundleFiles.in(folder)) {
      Path file = folder.resolve(name);
      long bytes = Files.size(file);
      if (BundleFiles.grows(name) || bytes > WHOLE_MAX) {
        parts.add(new Part(name, bytes, Streams.digest(file, bytes), null));
      } else {
        byte[] whole = Files.readAllBytes(file);
        parts.add(new Part(name, whole.length, Digest.of(whole), whole));
      }
    }
    if (parts.stream().noneMatch(part -> BundleFiles.grows(part.name()))) {
      throw new NoSuchFileException(folder + " has no journal");
    }
  }

  private byte[] manifest() throws IOException {
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("format", FORMAT);
    manifest.put("session_id", id().value());
    manifest.put("files", parts.stream().map(Bundle::line).toList());
    try {
      return CanonicalJson.bytes(manifest);
    } catch (InvalidJsonException e) {
      throw new IllegalStateException("names and sizes are canonical", e);
    }
  }

  private static Map<String, Object> line(Part part) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("name", part.name());
    line.put("bytes", part.bytes());
    line.put("sha256", part.sha256().value());
    return line;
  }

  private void entry(ZipOutputStream zip, String name) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setLastModifiedTime(NO_TIME);
    zip.putNextEntry(entry);
  }

  private void copy(Part part, OutputStream to) throws IOException {
    if (part.whole() != null) {
      to.write(part.whole());
      return;
    }
    try (InputStream in = Files.newInputStream(folder.resolve(part.name()))) {
      if (Streams.copy(in, to, part.bytes()) != part.bytes()) {
        throw new IOException(part.name() + " became shorter");
      }
    }
  }
}
