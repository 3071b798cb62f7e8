package crossreview.proof;

import crossreview.file.DurableFiles;
import crossreview.file.FileModes;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.model.Digest;
import crossreview.model.ProblemException;
import crossreview.model.SessionId;
import crossreview.model.StorageProblem;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * Unpacks a {@link BundleWriter} into a folder, believing nothing: names, sizes and digests are
 * those of the manifest, or the bundle is refused with {@code bad_bundle}. Blocks.
 */
public final class BundleReader {
  private static final int ENTRIES_MAX = 100_000; // as many lines as a session may have
  private static final int MANIFEST_MAX = 32 << 20; // for so many entries
  private static final long BYTES_MAX = 16L << 30; // packed, and unpacked
  private static final long SPARE_BYTES = 64L << 20; // of the disk, for those who work meanwhile

  /** What a bundle may become without a look at how much smaller it was. */
  private static final long SMALL_BYTES = 256L << 20;

  private static final int RATIO_MAX = 100; // sessions are text, which packs 3 to 20 times

  private final ZipInputStream zip;
  private final long packedBytes;

  private BundleReader(ZipInputStream zip, long packedBytes) {
    this.zip = zip;
    this.packedBytes = packedBytes;
  }

  private record ManifestEntry(long bytes, Digest sha256) {}

  /**
   * Unpacks, unless what the manifest promises is too much for a session, for its size or for the
   * disk; every file is durable when this returns, their names are not.
   *
   * @param packedBytes the size of the bundle
   * @param folder empty; what was unpacked before a refusal is left to the caller
   * @return the session's id
   */
  public static SessionId unpack(InputStream bundle, long packedBytes, Path folder)
      throws IOException {
    if (packedBytes > BYTES_MAX) {
      throw bad("it has " + packedBytes + " bytes, at most " + BYTES_MAX + " are allowed");
    }
    try (ZipInputStream zip = new ZipInputStream(bundle)) {
      return new BundleReader(zip, packedBytes).unpack(folder);
    } catch (ZipException | EOFException e) {
      throw bad("it is not a complete zip file: " + e.getMessage());
    }
  }

  private SessionId unpack(Path folder) throws IOException {
    ZipEntry first = zip.getNextEntry();
    if (first == null || !first.getName().equals(BundleWriter.MANIFEST)) {
      throw bad("its first entry is not " + BundleWriter.MANIFEST);
    }
    byte[] bytes = zip.readNBytes(MANIFEST_MAX + 1);
    if (bytes.length > MANIFEST_MAX) {
      throw bad("its " + BundleWriter.MANIFEST + " has more than " + MANIFEST_MAX + " bytes");
    }
    Map<String, Object> manifest = manifest(bytes);
    SessionId id =
        SessionId.parse(String.valueOf(manifest.get("session_id")))
            .orElseThrow(() -> bad("its session_id is not valid"));
    Map<String, ManifestEntry> promised = promised(manifest);
    fits(promised.values().stream().mapToLong(ManifestEntry::bytes).sum(), folder);
    Files.createDirectory(folder.resolve("blobs"), FileModes.PRIVATE_DIRECTORY);
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      ManifestEntry file = promised.remove(entry.getName());
      if (file == null) {
        throw bad("it has \"" + entry.getName() + "\", which is not in its manifest");
      }
      file(folder.resolve(entry.getName()), entry.getName(), file);
    }
    if (!promised.isEmpty()) {
      throw bad("it does not contain \"" + promised.keySet().iterator().next() + "\"");
    }
    return id;
  }

  private static Map<String, Object> manifest(byte[] bytes) {
    try {
      Map<String, Object> manifest = JsonReader.readObject(bytes);
      if (!BundleWriter.FORMAT.equals(manifest.get("format"))) {
        throw bad("its format is " + manifest.get("format") + ", known is " + BundleWriter.FORMAT);
      }
      return manifest;
    } catch (InvalidJsonException e) {
      throw bad("its " + BundleWriter.MANIFEST + ": " + e.getMessage());
    }
  }

  private static Map<String, ManifestEntry> promised(Map<String, Object> manifest) {
    Map<String, ManifestEntry> files = new LinkedHashMap<>();
    long all = 0;
    List<?> lines = manifest.get("files") instanceof List<?> list ? list : List.of();
    if (lines.size() > ENTRIES_MAX) {
      throw bad("it has " + lines.size() + " files, at most " + ENTRIES_MAX + " are allowed");
    }
    for (Object line : lines) {
      Map<?, ?> file = line instanceof Map<?, ?> map ? map : Map.of();
      String name = String.valueOf(file.get("name"));
      Digest sha256 =
          Digest.parse(String.valueOf(file.get("sha256")))
              .orElseThrow(() -> bad("\"" + name + "\" has no digest"));
      long bytes = file.get("bytes") instanceof Long size && size >= 0 ? size : -1;
      all += Math.max(0, bytes);
      if (!BundleLayout.allowed(name) || bytes < 0 || all > BYTES_MAX) {
        throw bad("\"" + name + "\" with " + file.get("bytes") + " bytes cannot be in a bundle");
      }
      if (files.put(name, new ManifestEntry(bytes, sha256)) != null) {
        throw bad("its manifest has \"" + name + "\" twice");
      }
    }
    return files;
  }

  /** Nothing is unpacked that cannot be what it says, or that the disk has no room for. */
  private void fits(long bytes, Path folder) throws IOException {
    if (bytes > SMALL_BYTES && bytes / RATIO_MAX > packedBytes) {
      throw bad(
          packedBytes
              + " bytes would become "
              + bytes
              + ", more than "
              + RATIO_MAX
              + " times as many");
    }
    long room = Files.getFileStore(folder).getUsableSpace() - SPARE_BYTES;
    if (bytes > room) {
      throw StorageProblem.STORAGE_FULL.exception(
          "the bundle needs " + bytes + " bytes, the disk has room for " + Math.max(0, room));
    }
  }

  private void file(Path to, String name, ManifestEntry manifestEntry) throws IOException {
    try (FileChannel channel = DurableFiles.openNew(to)) {
      OutputStream out = Channels.newOutputStream(channel);
      Digest found = StreamCopier.digest(zip, out, manifestEntry.bytes());
      boolean longer = zip.read() >= 0;
      if (longer || !found.equals(manifestEntry.sha256())) {
        throw bad("\"" + name + "\" does not match its manifest");
      }
      channel.force(true);
    }
  }

  private static ProblemException bad(String why) {
    return StorageProblem.BAD_BUNDLE.exception("this bundle cannot be imported: " + why);
  }
}
