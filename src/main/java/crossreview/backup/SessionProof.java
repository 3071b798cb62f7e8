package crossreview.backup;

import crossreview.backup.BackupManifest.ProvedSession;
import crossreview.proof.SessionVerifier;
import crossreview.proof.VerificationResult;
import crossreview.proof.VerificationResult.Damage;
import java.io.IOException;
import java.nio.file.Path;

/** Proves the copy of a session as {@code crossreview verify} does: its chain and every text. */
final class SessionProof {
  private SessionProof() {}

  static ProvedSession of(Path folder) throws IOException {
    VerificationResult result = SessionVerifier.verify(folder);
    return new ProvedSession(
        result.lines(), result.head(), result.damages().isEmpty() ? null : damage(result));
  }

  private static String damage(VerificationResult result) {
    Damage first = result.damages().getFirst();
    String place = first.line() > 0 ? first.file() + ":" + first.line() : first.file();
    return place + " " + first.reason();
  }
}
