package crossreview.backup;

import crossreview.backup.BackupReport.BackupListener;
import crossreview.file.DurableFiles;
import crossreview.file.FileModes;
import crossreview.model.StorageProblem;
import crossreview.time.Clock;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A backup in one file: a zip of the folder that {@link BackupJob} makes. The folder is made beside
 * the file and removed after it, so that one that was cut is continued. Blocks.
 */
public final class BackupArchive {
  private static final String PARTIAL = ".partial";
  private static final FileTime NO_TIME = FileTime.from(Instant.parse("1980-01-01T00:00:00Z"));
  private static final int ENTRIES_MAX = 10_000_000; // 10,000 sessions of 1,000 blobs
  private static final long SPARE_BYTES = 64L << 20; // of the disk, for those who work meanwhile
  private static final Pattern SESSION_FILE =
      Pattern.compile(
          "sessions/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/"
              + "(events-[0-9]{6,18}\\.(ndjson|head)|blobs/[0-9a-f]{64})");
  private static final String DATA = BackupJob.DATA + "/";

  private BackupArchive() {}

  /**
   * Makes a backup in a new file; refused as {@link BackupJob#run} is.
   *
   * @throws FileAlreadyExistsException when the file is there
   */
  public static BackupReport run(
      Path dataDir, Path file, Clock clock, BackupListener backupListener) throws IOException {
    BackupPlace.requireFree(file);
    BackupPlace.requireApart(dataDir, file);
    Path folder = file.resolveSibling(file.getFileName() + PARTIAL);
    BackupReport report = BackupJob.run(dataDir, folder, clock, backupListener);
    Path temporary = folder.resolve("packed.tmp");
    Files.deleteIfExists(temporary); // a backup that was cut may have left it
    pack(folder, temporary);
    BackupPlace.requireFree(file);
    DurableFiles.move(temporary, file);
    DurableFiles.deleteTree(folder);
    return report;
  }

  private static void pack(Path folder, Path file) throws IOException {
    List<Path> all;
    try (Stream<Path> tree = Files.walk(folder)) {
      all =
          tree.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
              .filter(path -> allowed(folder.relativize(path).toString()))
              .sorted()
              .toList();
    }
    try (FileChannel channel = DurableFiles.openNew(file)) {
      OutputStream plain = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
      ZipOutputStream zip = new ZipOutputStream(plain);
      zip.setLevel(Deflater.BEST_SPEED);
      for (Path path : all) {
        ZipEntry entry = new ZipEntry(folder.relativize(path).toString());
        entry.setLastModifiedTime(NO_TIME);
        zip.putNextEntry(entry);
        Files.copy(path, zip);
        zip.closeEntry();
      }
      zip.finish();
      plain.flush();
      channel.force(true);
    }
  }

  /** Whether a name is one that a backup may have; no other name ever becomes a path. */
  private static boolean allowed(String name) {
    if (!name.startsWith(DATA)) {
      return name.equals(BackupManifest.FILE);
    }
    String within = name.substring(DATA.length());
    return SESSION_FILE.matcher(within).matches() || PlainFiles.allowed(within);
  }

  /** Unpacks into a new folder; what it holds is not proved. Refused with {@code bad_backup}. */
  static Path unpack(Path file, Path folder) throws IOException {
    Files.createDirectories(folder, FileModes.PRIVATE_DIRECTORY);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.size() > ENTRIES_MAX) {
        throw BackupManifest.bad(file + " has more than " + ENTRIES_MAX + " entries");
      }
      long all = zip.stream().mapToLong(entry -> Math.max(0, entry.getSize())).sum();
      long room = Files.getFileStore(folder).getUsableSpace() - SPARE_BYTES;
      if (all * 2 > room) {
        throw StorageProblem.STORAGE_FULL.exception(
            "the backup needs " + all * 2 + " bytes, the disk has room for " + Math.max(0, room));
      }
      for (Enumeration<? extends ZipEntry> left = zip.entries(); left.hasMoreElements(); ) {
        ZipEntry entry = left.nextElement();
        if (!allowed(entry.getName())) {
          throw BackupManifest.bad(file + " has \"" + entry.getName() + "\", no part of a backup");
        }
        write(zip, entry, folder.resolve(entry.getName()));
      }
      return folder;
    } catch (ZipException e) {
      throw BackupManifest.bad(file + " is not a whole backup: " + e.getMessage());
    }
  }

  private static void write(ZipFile zip, ZipEntry entry, Path to) throws IOException {
    Files.createDirectories(DurableFiles.directoryOf(to), FileModes.PRIVATE_DIRECTORY);
    try (InputStream in = zip.getInputStream(entry);
        FileChannel channel = DurableFiles.openNew(to);
        OutputStream out = Channels.newOutputStream(channel)) {
      byte[] buffer = new byte[1 << 16];
      long left = entry.getSize(); // no more than was promised, whatever the packed bytes become
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        left -= read;
        if (left < 0) {
          throw BackupManifest.bad("\"" + entry.getName() + "\" is longer than it says");
        }
        out.write(buffer, 0, read);
      }
    }
  }
}
