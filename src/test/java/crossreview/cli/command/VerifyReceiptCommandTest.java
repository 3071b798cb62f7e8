package crossreview.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.cli.CliContext;
import crossreview.cli.CliContextFixture;
import crossreview.json.JsonReader;
import crossreview.json.JsonWriter;
import crossreview.model.SessionId;
import crossreview.model.run.RunMode;
import crossreview.proof.PublicKeyInfo;
import crossreview.proof.Receipt;
import crossreview.testkit.PeerScript;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.ScriptedPeer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Checking a receipt far from the daemon that made it. */
class VerifyReceiptCommandTest {
  private static final String TEXT = "a plan\n";

  @TempDir Path root;
  @TempDir Path elsewhere;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private PublicKeyInfo key;

  @BeforeEach
  void receiptAndText() throws IOException {
    Path folder;
    try (ReviewHarness bench =
        new ReviewHarness(
            root,
            ScriptedPeer.reviewer("ada", PeerScript.ready()),
            ScriptedPeer.reviewer("bob", PeerScript.ready()))) {
      bench.store().sessions().setViewUpdater(bench.store().views());
      SessionId id = bench.open(RunMode.REVIEW, TEXT);
      assertTrue(bench.run(id).closed());
      folder = root.resolve("sessions").resolve(id.value());
    }
    byte[] receipt = Files.readAllBytes(folder.resolve("receipt.json"));
    Files.write(elsewhere.resolve("receipt.json"), receipt);
    Files.writeString(elsewhere.resolve("plan.md"), TEXT);
    key = Receipt.read(receipt).key();
    Files.write(elsewhere.resolve("key.json"), JsonWriter.bytes(key.tree()));
  }

  private int run(String... arguments) {
    out.reset();
    PrintStream print = new PrintStream(out, true, UTF_8);
    CliContext here = CliContextFixture.of(elsewhere, InputStream.nullInputStream(), print, print);
    return new CommandLine(new VerifyReceiptCommand(here)).execute(arguments);
  }

  private String said() {
    return out.toString(UTF_8);
  }

  @Test
  void withTheKeyAndTheTextItIsProved() {
    int exit = run("receipt.json", "--key", "key.json", "--artifact", "plan.md");

    assertEquals(0, exit, this::said);
    assertTrue(said().startsWith("ok   consistent, signed by the key you trust"), this::said);
    assertTrue(said().contains("converged (unanimous_ready)"), this::said);
    assertTrue(said().contains(", which is plan.md"), this::said);
  }

  @Test
  void aFingerprintIsAsGoodAsTheKey() {
    assertEquals(0, run("receipt.json", "--key", key.fingerprint().value()));
  }

  @Test
  void withoutAKnownKeyItIsOnlyConsistent() {
    assertEquals(1, run("receipt.json"));
    assertTrue(said().contains("consistent, signed by unknown key"), this::said);
  }

  @Test
  void anotherKeyThanTheTrustedOneIsNamed() {
    assertEquals(1, run("receipt.json", "--key", "0".repeat(64)));
    assertTrue(said().contains("signed by another key"), this::said);
  }

  @Test
  void anotherTextIsNotTheOneThatWasApproved() throws Exception {
    Files.writeString(elsewhere.resolve("plan.md"), TEXT + " ");

    int exit = run("receipt.json", "--artifact", "plan.md", "--key", "key.json", "--json");

    assertEquals(1, exit);
    Map<String, Object> said = JsonReader.readObject(said().strip());
    assertEquals("differs", said.get("artifact"));
    assertEquals(false, said.get("ok"));
  }

  @Test
  void anAlteredReceiptIsNotWhole() throws Exception {
    Path file = elsewhere.resolve("receipt.json");
    Files.writeString(file, Files.readString(file).replace("\"READY\"", "\"NOT_READY\""));

    assertEquals(1, run("receipt.json", "--key", "key.json"));
    assertTrue(said().startsWith("NOT WHOLE"), this::said);
  }

  @Test
  void whatIsNoReceiptIsSaid() {
    assertEquals(1, run("plan.md"));
    assertTrue(said().contains("it is not a receipt"), this::said);
  }
}
