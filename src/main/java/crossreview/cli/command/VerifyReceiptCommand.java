package crossreview.cli.command;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.cli.option.GlobalOptions;
import crossreview.cli.render.TextStyle;
import crossreview.cli.review.TrustedKey;
import crossreview.json.JsonWriter;
import crossreview.model.CliProblem;
import crossreview.model.Digest;
import crossreview.proof.PublicKeyInfo;
import crossreview.proof.Receipt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "verify-receipt",
    mixinStandardHelpOptions = true,
    description = {
      "Check a receipt anywhere, without a daemon.",
      "It checks the signature, its key, and whether the receipt is about your copy of the text."
          + " Exit code 0 only if every requested check succeeds."
    })
final class VerifyReceiptCommand implements Callable<Integer> {
  private final CliContext cliContext;

  @Option(names = "--json", description = "JSON output on stdout.")
  private boolean json;

  @Option(names = "--artifact", paramLabel = "FILE", description = "Your copy of the text.")
  private @Nullable Path artifact;

  @Option(
      names = "--key",
      paramLabel = "FILE|FINGERPRINT",
      description = "The trusted key: a file from the server, or the fingerprint of the key.")
  private @Nullable String key;

  @Parameters(paramLabel = "FILE", description = "The receipt, receipt.json of a session.")
  private Path file;

  VerifyReceiptCommand(CliContext cliContext) {
    this.cliContext = cliContext;
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
      result.put("signed_by", receipt.signer().fingerprint().value());
      result.put("key", keyWord(receipt.signer()));
      result.put("artifact", artifactWord(receipt));
    }
    result.values().removeIf(value -> value == null);
    boolean ok =
        receipt.whole()
            && "known".equals(result.get("key"))
            && !"differs".equals(result.get("artifact"));
    result.put("ok", ok);
    show(result);
    return ok ? 0 : 1;
  }

  /** The approved text of a session that converged, else what was reviewed last. */
  private static @Nullable String text(Receipt receipt) {
    String approved = receipt.text("final");
    return approved == null ? receipt.text("artifact") : approved;
  }

  private String keyWord(PublicKeyInfo signer) {
    if (key == null) {
      return "unknown";
    }
    Digest trusted = TrustedKey.fingerprint(cliContext, key);
    return trusted.equals(signer.fingerprint()) ? "known" : "other";
  }

  private @Nullable String artifactWord(Receipt receipt) {
    if (artifact == null) {
      return null;
    }
    String ours = Digest.of(bytes(artifact)).value();
    return ours.equals(text(receipt)) ? "same" : "differs";
  }

  private byte[] bytes(Path path) {
    try {
      return Files.readAllBytes(cliContext.workingDirectory().resolve(path));
    } catch (IOException e) {
      String why = GlobalOptions.reason(e);
      throw new CliException(CliProblem.CANNOT_READ, "cannot read " + path + ": " + why);
    }
  }

  private void show(Map<String, Object> result) {
    if (json) {
      cliContext.out().println(JsonWriter.of(result));
      return;
    }
    TextStyle textStyle = new TextStyle(cliContext.colours());
    JsonNode jsonNode = JsonNode.of(result);
    if (!jsonNode.flag("whole")) {
      cliContext.out().println(textStyle.bad("NOT WHOLE") + "   " + jsonNode.text("fault"));
      return;
    }
    String whose =
        switch (jsonNode.text("key")) {
          case "known" -> "signed by the key you trust";
          case "other" -> "signed by another key than the one you trust";
          default -> "signed by unknown key";
        };
    cliContext
        .out()
        .println(
            (jsonNode.flag("ok") ? textStyle.good("ok") : textStyle.bad("NOT PROVED"))
                + "   consistent, "
                + whose);
    line("outcome", jsonNode.text("outcome") + " (" + jsonNode.text("reason") + ")");
    line("session", jsonNode.text("session_id"));
    line("text", "sha256 " + jsonNode.text("text") + artifactShown(jsonNode));
    line("key", jsonNode.text("signed_by"));
  }

  private String artifactShown(JsonNode jsonNode) {
    return switch (jsonNode.text("artifact")) {
      case "same" -> ", which is " + artifact;
      case "differs" -> ", which is not " + artifact;
      default -> "";
    };
  }

  private void line(String name, String value) {
    cliContext.out().println(String.format(Locale.ROOT, "     %-9s %s", name, value));
  }
}
