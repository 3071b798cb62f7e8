package crossreview.journal.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of a session's epochs; the order of the epochs lies in the names. */
public final class EpochFiles {
  private static final Pattern NAME = Pattern.compile("events-([0-9]{6,18})\\.ndjson");

  private static final int DIGITS = 6; // at least, so that a listing shows them in their order

  private EpochFiles() {}

  public static Path lines(Path folder, long epoch) {
    return folder.resolve(name(epoch));
  }

  public static Path head(Path folder, long epoch) {
    return folder.resolve(stem(epoch) + ".head");
  }

  public static String name(long epoch) {
    return stem(epoch) + ".ndjson";
  }

  private static String stem(long epoch) {
    return "events-" + ZeroPadding.padded(epoch, DIGITS);
  }

  /** The epochs that have a file, highest first. */
  public static List<Long> present(FilePort files, Path folder) throws IOException {
    TreeSet<Long> epochs = new TreeSet<>();
    for (String name : files.list(folder)) {
      Matcher matcher = NAME.matcher(name);
      if (matcher.matches()) {
        epochs.add(Long.valueOf(matcher.group(1)));
      }
    }
    return List.copyOf(epochs.descendingSet());
  }
}
