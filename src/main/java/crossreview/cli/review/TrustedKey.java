package crossreview.cli.review;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.option.GlobalOptions;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.model.CliProblem;
import crossreview.model.Digest;
import crossreview.process.TextFile;
import crossreview.proof.PublicKeyInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A key that a person trusts to sign receipts. */
public final class TrustedKey {
  private TrustedKey() {}

  /**
   * The fingerprint of a key.
   *
   * @param key a fingerprint, or a file: what the server's receipt_key answers, or the bare key in
   *     base64 or PEM
   */
  public static Digest fingerprint(CliContext cliContext, String key) {
    return Digest.parse(key).orElseGet(() -> read(cliContext.workingDirectory().resolve(key)));
  }

  private static Digest read(Path path) {
    try {
      String text = TextFile.decode(Files.readAllBytes(path));
      Object bare = text.strip().startsWith("{") ? JsonReader.readObject(text).get("public") : text;
      return PublicKeyInfo.read(String.valueOf(bare)).fingerprint();
    } catch (InvalidJsonException | IllegalArgumentException e) {
      throw new CliException(
          CliProblem.BAD_PUBLIC_KEY, path + " does not contain a public key: " + e.getMessage());
    } catch (IOException e) {
      throw new CliException(
          CliProblem.CANNOT_READ, "cannot read " + path + ": " + GlobalOptions.reason(e));
    }
  }
}
