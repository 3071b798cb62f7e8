package crossreview.cli.hook;

import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.json.IndentedJson;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.model.CliProblem;
import crossreview.process.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * The settings file of an agent in a person's home. It is replaced as a whole, with its mode, and
 * the first time a copy of it is kept beside; one that cannot be read is left as it is. Blocks.
 */
final class AgentHookFile {
  private static final int BYTES_MAX = 4 << 20; // settings, not some other file

  private final AgentHost host;
  private final Path file;

  AgentHookFile(Path home, AgentHost host) {
    this.host = host;
    this.file = home.resolve(host.file());
  }

  /** Adds the entries, or brings them up to date; returns what was done. */
  String install(Map<AgentMoment, String> commands) {
    Map<String, Object> before = settings();
    Map<String, Object> after = AgentHookEntry.added(before, host, commands);
    if (after.equals(before)) {
      return "already in " + shown();
    }
    return write(after, true) + trust();
  }

  /** Takes it away; returns what was done. */
  String uninstall() {
    Map<String, Object> before = settings();
    Map<String, Object> after = AgentHookEntry.removed(before, host);
    return after.equals(before) ? "no hook of crossreview is in " + shown() : write(after, false);
  }

  /** Codex runs no hook before a person has looked at it. */
  private String trust() {
    return host == AgentHost.CODEX
        ? "; start codex and trust the hook with /hooks, or it is not run"
        : "";
  }

  private Map<String, Object> settings() {
    try {
      return Files.exists(file) ? JsonReader.readObject(TextFile.read(file, BYTES_MAX)) : Map.of();
    } catch (IOException | InvalidJsonException e) {
      throw new CliException(
          CliProblem.CANNOT_READ,
          shown() + " was left as it is: it cannot be read as JSON: " + e.getMessage());
    }
  }

  private String write(Map<String, Object> settings, boolean keeps) {
    try {
      Files.createDirectories(file.resolveSibling(""));
      String kept = "";
      Path target = Files.exists(file) ? file.toRealPath() : file; // through a link
      Path fresh = target.resolveSibling(target.getFileName() + ".crossreview-new");
      if (Files.exists(target)) {
        kept = keeps ? keep(target) : "";
        Files.copy(
            target, fresh, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
      }
      Files.writeString(fresh, IndentedJson.of(settings), UTF_8);
      Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
      return "wrote " + shown() + kept;
    } catch (IOException e) {
      throw new CliException(
          CliProblem.CANNOT_WRITE, "cannot write " + shown() + ": " + JsonNode.safe("" + e));
    }
  }

  private static String keep(Path target) throws IOException {
    Path kept = target.resolveSibling(target.getFileName() + ".before-crossreview");
    if (Files.exists(kept)) {
      return "";
    }
    Files.copy(target, kept, StandardCopyOption.COPY_ATTRIBUTES);
    return ", and kept the earlier one as " + kept.getFileName();
  }

  private String shown() {
    return JsonNode.safe(file.toString());
  }
}
