package crossreview.journal.file;

import java.io.IOException;
import java.nio.file.Path;

/** The two open files of an epoch that we own. */
public record EpochChannels(long epoch, FilePort.Channel lines, FilePort.Channel head)
    implements AutoCloseable {

  /** How the file of the lines is opened: new, or as it was left. */
  @FunctionalInterface
  public interface ChannelOpener {
    FilePort.Channel open(Path file) throws IOException;
  }

  public static EpochChannels open(FilePort files, Path folder, long epoch, ChannelOpener lines)
      throws IOException {
    FilePort.Channel open = lines.open(EpochFiles.lines(folder, epoch));
    try {
      return new EpochChannels(epoch, open, files.overwrite(EpochFiles.head(folder, epoch)));
    } catch (IOException | RuntimeException e) {
      open.close();
      throw e;
    }
  }

  /** Closes both, also when closing one fails. */
  @Override
  public void close() throws IOException {
    try (FilePort.Channel first = head) {
      lines.close();
    }
  }

  /** Closes both after a failure, which is the one that is reported. */
  public void closeAfter(Exception failure) {
    try {
      close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
