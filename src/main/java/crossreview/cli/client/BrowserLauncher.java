package crossreview.cli.client;

import crossreview.file.FileModes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;

/**
 * Starts the browser of the person at this machine. Blocking, for milliseconds.
 *
 * <p>The address holds a one-time code, and everybody on a machine can read the arguments of every
 * process. So the browser is given the name of a file that only its owner can read and that sends
 * it on.
 */
public final class BrowserLauncher {
  private static final Path MAC_ONLY = Path.of("/usr/bin/sw_vers"); // no other system has it

  private final Path folder;
  private final Map<String, String> variables;

  /**
   * @param folder a folder that is closed to others
   */
  public BrowserLauncher(Path folder, Map<String, String> variables) {
    this.folder = folder;
    this.variables = variables;
  }

  /** Opens an address; false where there is no screen or no browser. */
  public boolean open(String url) {
    boolean mac = Files.isExecutable(MAC_ONLY);
    boolean screen = variables.containsKey("DISPLAY") || variables.containsKey("WAYLAND_DISPLAY");
    if (!mac && !screen) {
      return false;
    }
    try {
      start(mac ? "open" : "xdg-open", redirect(url));
      return true;
    } catch (IOException e) {
      return false; // no such program; the caller prints the address
    }
  }

  private static void start(String program, Path file) throws IOException {
    new ProcessBuilder(program, file.toUri().toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** The file; the next one takes its place, and the code in it is used up or too old soon. */
  Path redirect(String url) throws IOException {
    Path file = folder.resolve("open.html");
    Files.deleteIfExists(file);
    try (SeekableByteChannel channel =
        Files.newByteChannel(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            FileModes.PRIVATE_FILE)) {
      channel.write(
          ByteBuffer.wrap(
              ("<!doctype html><meta http-equiv=\"refresh\" content=\"0;url=" + url + "\">\n")
                  .getBytes(StandardCharsets.UTF_8)));
    }
    return file;
  }
}
