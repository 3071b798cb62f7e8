package crossreview.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What the disk itself gives: append, fdatasync, and nothing else. */
final class RawDisk {
  private static final int LINE_BYTES = 450; // what the measured lines have on average

  private RawDisk() {}

  /** Appends groups of lines to one file, each group with one fsync; returns the nanoseconds. */
  static long groups(Path file, int groups, int linesPerGroup) throws IOException {
    ByteBuffer line = ByteBuffer.allocate(LINE_BYTES);
    try (FileChannel channel = open(file)) {
      long began = System.nanoTime();
      for (int group = 0; group < groups; group++) {
        for (int i = 0; i < linesPerGroup; i++) {
          channel.write(line.clear());
        }
        channel.force(false);
      }
      return System.nanoTime() - began;
    }
  }

  /**
   * Appends single lines, each with an fsync, to many files from a few threads; a file keeps its
   * thread. Makes the folder; returns the nanoseconds.
   */
  static long files(Path dir, int files, int linesPerFile, int threads) throws Exception {
    Files.createDirectory(dir);
    List<FileChannel> channels = new ArrayList<>();
    for (int i = 0; i < files; i++) {
      channels.add(open(dir.resolve("raw-" + i)));
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Callable<Void>> work = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        int first = thread;
        work.add(() -> rounds(channels, first, threads, linesPerFile));
      }
      long began = System.nanoTime();
      for (Future<Void> done : pool.invokeAll(work)) {
        done.get();
      }
      return System.nanoTime() - began;
    } finally {
      for (FileChannel channel : channels) {
        channel.close();
      }
    }
  }

  private static Void rounds(List<FileChannel> all, int first, int step, int lines)
      throws IOException {
    ByteBuffer line = ByteBuffer.allocate(LINE_BYTES);
    for (int round = 0; round < lines; round++) {
      for (int i = first; i < all.size(); i += step) {
        all.get(i).write(line.clear());
        all.get(i).force(false);
      }
    }
    return null;
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.WRITE);
  }
}
