package crossreview.file;

import crossreview.model.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes to a device that is always full, and says what that is called. */
final class FullDiskProgram {
  private FullDiskProgram() {}

  public static void main(String[] args) throws IOException {
    try (FileChannel full = FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE)) {
      DurableFiles.writeAll(full, new byte[10]);
    } catch (IOException e) {
      Problem problem = StorageProblems.of("write", e);
      System.out.println(problem.code() + " " + problem.message());
    }
  }
}
