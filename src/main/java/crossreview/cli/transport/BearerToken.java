package crossreview.cli.transport;

import crossreview.cli.CliException;
import crossreview.model.AccessProblem;
import crossreview.process.TextFile;
import crossreview.store.disk.FileModeCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** What a caller proves itself with; its text is in no message and no {@code toString}. */
public final class BearerToken {
  private static final int BYTES_MAX = 4 * 1024; // a token, not some other file

  private final String text;
  private final String place;

  private BearerToken(String text, String place) {
    this.text = text;
    this.place = place;
  }

  /**
   * Reads a token file; links are followed.
   *
   * @throws CliException for a file that cannot be read, that others can read or change, or that
   *     holds something else
   */
  public static BearerToken read(Path file) {
    try {
      Optional<String> open = FileModeCheck.fault(file);
      if (open.isPresent()) {
        throw refused("the token file " + file + " " + open.get());
      }
      return of(TextFile.read(file, BYTES_MAX), "the token file " + file);
    } catch (IOException e) {
      String why = e.getClass() == IOException.class ? ": " + e.getMessage() : " (--token-file)";
      throw refused("cannot read the token file " + file + why);
    }
  }

  /**
   * A token that was handed over.
   *
   * @param place where it was, for messages
   */
  public static BearerToken of(String handed, String place) {
    String text = handed.strip();
    if (text.isEmpty() || !text.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
      throw refused(place + " must hold one token and nothing else");
    }
    return new BearerToken(text, place);
  }

  private static CliException refused(String message) {
    return new CliException(AccessProblem.BAD_TOKEN_FILE, message);
  }

  /** Where it comes from, for messages. */
  public String place() {
    return place;
  }

  /** The value of the header field {@code Authorization}. */
  String header() {
    return "Bearer " + text;
  }

  @Override
  public String toString() {
    return "a token";
  }
}
