package crossreview.access;

import crossreview.access.TokenRegistry.TokenEntry;
import crossreview.file.FileModes;
import crossreview.model.AccessProblem;
import crossreview.model.Digest;
import crossreview.model.ProblemException;
import crossreview.store.disk.PrivateFile;
import crossreview.time.Clock;
import crossreview.time.TimestampFormat;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Changes to the hashes of a data directory's tokens, one at a time. Blocking.
 *
 * <p>Changes follow each other under an OS lock on {@code tokens.lock}, and the file of hashes is
 * replaced as a whole, so a crash leaves the one or the other.
 */
final class TokenStore {
  /**
   * One change per process: closing any channel of a file releases every lock that the process
   * holds on it.
   */
  private static final ReentrantLock IN_PROCESS = new ReentrantLock();

  private final Path dataDir;
  private final Clock clock;
  private final RandomGenerator random;

  TokenStore(Path dataDir, Clock clock, RandomGenerator random) {
    this.dataDir = dataDir;
    this.clock = clock;
    this.random = random;
  }

  /** What a change does to the list of entries. */
  @FunctionalInterface
  interface TokenEdit {
    void on(List<TokenEntry> entries) throws IOException;
  }

  PrivateFile hashes() {
    return new PrivateFile(dataDir.resolve(TokenFile.HASHES_FILE));
  }

  List<TokenEntry> entries() throws IOException {
    return TokenJson.read(hashes());
  }

  TokenEntry entry(Principal principal, String token, @Nullable String expires) {
    return new TokenEntry(
        principal, Digest.of(token), TimestampFormat.format(clock.now()), expires);
  }

  String generate() {
    return TokenRegistry.generate(random);
  }

  /** Part of the name of a temporary file, different for each writer. */
  String unique() {
    return Long.toHexString(random.nextLong());
  }

  /** Changes the entries; refused with {@code tokens_busy} while another change runs. */
  void change(TokenEdit tokenEdit) throws IOException {
    if (!IN_PROCESS.tryLock()) {
      throw busy();
    }
    try (FileChannel channel = lockFile();
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        throw busy();
      }
      replace(tokenEdit);
    } finally {
      IN_PROCESS.unlock();
    }
  }

  /** A step that belongs to a change and follows it. */
  @FunctionalInterface
  interface FollowUp {
    void run() throws IOException;
  }

  /**
   * The same for a start, which waits for a change that runs: one takes milliseconds.
   *
   * @param followUp runs once the hashes are durable, still before any other change
   */
  void changeInTurn(TokenEdit tokenEdit, FollowUp followUp) throws IOException {
    IN_PROCESS.lock();
    try (FileChannel channel = lockFile();
        FileLock lock = channel.lock()) {
      if (!lock.isValid()) {
        throw new IOException("the lock of the tokens was lost");
      }
      replace(tokenEdit);
      followUp.run();
    } finally {
      IN_PROCESS.unlock();
    }
  }

  private FileChannel lockFile() throws IOException {
    return FileChannel.open(
        dataDir.resolve("tokens.lock"),
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
        FileModes.PRIVATE_FILE);
  }

  private void replace(TokenEdit tokenEdit) throws IOException {
    List<TokenEntry> before = entries();
    List<TokenEntry> after = new ArrayList<>(before);
    tokenEdit.on(after);
    if (!after.equals(before)) {
      hashes().replace(TokenJson.bytes(after), unique());
    }
  }

  private static ProblemException busy() {
    String message = "another command is changing the tokens; try again";
    return AccessProblem.TOKENS_BUSY.exception(message);
  }
}
