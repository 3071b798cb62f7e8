package crossreview.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.cli.CliContextFixture;
import crossreview.cli.admin.LocalBackend;
import crossreview.model.SessionId;
import crossreview.settings.Settings;
import crossreview.settings.reload.ReloadSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The peers of the settings, as the command line shows them. */
class PeersCommandTest {
  @TempDir private Path home;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... arguments) throws IOException {
    Path config = home.resolve("config.json");
    Files.writeString(
        config,
        """
        {"peers": [
           {"id": "ada", "profile": "openai", "model": "m-1", "price": {"input": "1.25", "output": 10}},
           {"id": "bob", "profile": "ollama", "model": "m-2", "price": "free"},
           {"id": "cy", "profile": "gemini", "model": "m-3", "key": {"file": "~/key"}},
           {"id": "dan", "kind": "seat"},
           {"id": "secrets", "kind": "builtin"}],
         "panels": {"builtin": {"peers": ["ada", "bob"]}}}
        """);
    String[] all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--config";
    all[arguments.length + 1] = config.toString();
    return new CommandLineRunner(
            CliContextFixture.of(home, InputStream.nullInputStream(), utf8(out), utf8(err)),
            new Handed())
        .run(all);
  }

  private static PrintStream utf8(ByteArrayOutputStream into) {
    return new PrintStream(into, true, StandardCharsets.UTF_8);
  }

  private static final class Handed extends NoDaemon {
    @Override
    public List<ProbeResult> probe(Settings settings, boolean live) {
      return List.of(
          new ProbeResult("ada", "m-1", true, true, 12, "the model is listed"),
          new ProbeResult("bob", "m-2", live ? false : null, null, 0, "no key: set B"));
    }
  }

  /** What no command of this test asks for. */
  private abstract static class NoDaemon implements LocalBackend {
    @Override
    public Map<String, String> sandboxNotes(Settings settings) {
      return Map.of();
    }

    @Override
    public int serve(Settings settings, ReloadSource source) {
      throw new IllegalStateException("not in this test");
    }

    @Override
    public DaemonHandle start(Settings settings) {
      throw new IllegalStateException("not in this test");
    }

    @Override
    public void importSessions(Settings settings, Path from, ImportListener importListener) {
      throw new IllegalStateException("not in this test");
    }

    @Override
    public RepairResult repair(Settings settings, SessionId id) {
      throw new IllegalStateException("not in this test");
    }

    @Override
    public List<PanelReadiness> checkPanels(Settings settings) {
      return List.of();
    }

    @Override
    public void muteLogs() {
      // nothing is logged here
    }

    @Override
    public String version() {
      return "1.2.3";
    }
  }

  private List<String> lines() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void theListShowsWhoCostsWhatAndWhereKeysComeFrom() throws IOException {
    assertEquals(0, run("peers", "list"), () -> err.toString(StandardCharsets.UTF_8));

    assertEquals(
        List.of(
            "PEER           KIND               MODEL                      PRICE (USD/M in, out) "
                + " KEY",
            "ada            openai-responses   m-1                        1.25, 10              "
                + " variable OPENAI_API_KEY",
            "bob            openai-chat        m-2                        free                  "
                + " none",
            "cy             gemini             m-3                        not set: not called   "
                + " file "
                + home.resolve("key"),
            "dan            seat               –                          free                   –",
            "secrets        builtin            –                          free                  "
                + " –"),
        lines());
  }

  @Test
  void aProbeSaysWhoCannotBeAskedAndWhy() throws IOException {
    assertEquals(0, run("peers", "probe"));
    assertEquals(1, run("peers", "probe", "--live"));

    assertEquals(
        "ok  ada            m-1                            12 ms  the model is listed",
        lines().getFirst());
    assertEquals(
        "no  bob            m-2                             0 ms  no key: set B",
        lines().getLast());
  }
}
