package crossreview.cli;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.json.JsonWriter;
import crossreview.model.Digest;
import crossreview.proof.PublicKeyText;
import crossreview.proof.Receipt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "verify-receipt",
    mixinStandardHelpOptions = true,
    description = {
      "Check a receipt anywhere, without a daemon: that its signature holds, whose it is, and",
      "whether it speaks of your copy of the text. Exit code 0 only if everything asked for holds."
    })
final class VerifyReceiptCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Option(names = "--json", description = "For machines: JSON on stdout.")
  private boolean json;

  @Option(
      names = "--artifact",
      paramLabel = "FILE",
      description = "Your copy of the text that the receipt is about.")
  private Path artifact;

  @Option(
      names = "--key",
      paramLabel = "FILE|FINGERPRINT",
      description = "The key that you trust: a file from the server, or the key's fingerprint.")
  private String key;

  @Parameters(paramLabel = "FILE", description = "The receipt, receipt.json of a session.")
  private Path file;

  VerifyReceiptCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Receipt receipt = Receipt.read(bytes(file));
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("whole", receipt.whole());
    result.put("fault", receipt.fault());
    if (receipt.whole()) {
      result.put("outcome", receipt.text("outcome"));
      result.put("reason", receipt.text("reason"));
      result.put("session_id", receipt.text("session_id"));
      result.put("text", text(receipt));
      result.put("signed_by", receipt.key().fingerprint().value());
      result.put("key", keyWord(receipt.key()));
      result.put("artifact", artifactWord(receipt));
    }
    result.values().removeIf(value -> value == null);
    boolean ok =
        receipt.whole()
            && result.get("key").equals("known")
            && !"differs".equals(result.get("artifact"));
    result.put("ok", ok);
    show(result);
    return ok ? 0 : 1;
  }

  /** The approved text of a session that converged, else what was reviewed last. */
  private static String text(Receipt receipt) {
    String approved = receipt.text("final");
    return approved == null ? receipt.text("artifact") : approved;
  }

  private String keyWord(PublicKeyText signer) {
    if (key == null) {
      return "unknown";
    }
    Digest trusted =
        Digest.parse(key)
            .orElseGet(() -> fingerprint(surroundings.workingDirectory().resolve(key)));
    return trusted.equals(signer.fingerprint()) ? "known" : "other";
  }

  /** A key file is what the server's receipt_key answers, or the bare key in base64 or PEM. */
  private Digest fingerprint(Path path) {
    String text = new String(bytes(path), StandardCharsets.US_ASCII);
    try {
      Object bare = text.strip().startsWith("{") ? JsonReader.readObject(text).get("public") : text;
      return PublicKeyText.read(String.valueOf(bare)).fingerprint();
    } catch (InvalidJsonException | IllegalArgumentException e) {
      throw CliFailure.usage("bad_key", path + " holds no public key: " + e.getMessage());
    }
  }

  private String artifactWord(Receipt receipt) {
    if (artifact == null) {
      return null;
    }
    String ours = Digest.of(bytes(artifact)).value();
    return ours.equals(text(receipt)) ? "same" : "differs";
  }

  private byte[] bytes(Path path) {
    try {
      return Files.readAllBytes(surroundings.workingDirectory().resolve(path));
    } catch (IOException e) {
      String why = GlobalOptions.reason(e);
      throw CliFailure.usage("cannot_read", "cannot read " + path + ": " + why);
    }
  }

  private void show(Map<String, Object> result) {
    if (json) {
      surroundings.out().println(JsonWriter.of(result));
      return;
    }
    Style style = new Style(surroundings.colours());
    Tree tree = Tree.of(result);
    if (!tree.flag("whole")) {
      surroundings.out().println(style.bad("NOT WHOLE") + "   " + tree.text("fault"));
      return;
    }
    String whose =
        switch (tree.text("key")) {
          case "known" -> "signed by the key you trust";
          case "other" -> "signed by another key than the one you trust";
          default -> "signed by unknown key";
        };
    surroundings
        .out()
        .println(
            (tree.flag("ok") ? style.good("ok") : style.bad("NOT PROVED"))
                + "   consistent, "
                + whose);
    line("outcome", tree.text("outcome") + " (" + tree.text("reason") + ")");
    line("session", tree.text("session_id"));
    line("text", "sha256 " + tree.text("text") + artifactShown(tree));
    line("key", tree.text("signed_by"));
  }

  private String artifactShown(Tree tree) {
    return switch (tree.text("artifact")) {
      case "same" -> ", which is " + artifact;
      case "differs" -> ", which is not " + artifact;
      default -> "";
    };
  }

  private void line(String name, String value) {
    surroundings.out().println(String.format(Locale.ROOT, "     %-9s %s", name, value));
  }
}
