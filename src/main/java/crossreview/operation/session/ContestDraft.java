package crossreview.operation.session;

import crossreview.diff.text.TextAnalysis;
import crossreview.git.PatchDigest;
import crossreview.guard.SecretScanner;
import crossreview.model.Digest;
import crossreview.model.event.LifecycleEvent.ArtifactSubmitted;
import crossreview.model.material.Artifact;
import crossreview.model.material.SecretMatch;
import crossreview.operation.Utf8Encoder;
import crossreview.operation.Utf8Encoder.EncodedText;
import java.util.List;

/** The text that a session reviews which contests another one, and what is known about it. */
record ContestDraft(byte[] bytes, ArtifactSubmitted submitted) {
  private static final String LABEL = "draft";
  private static final String MEDIA_TYPE = "text/plain";

  /** Reads a text; takes as long as it is long. */
  static ContestDraft of(String text, int bytesMax) {
    byte[] bytes = Utf8Encoder.of(text, EncodedText.ARTIFACT, bytesMax);
    TextAnalysis analysis = TextAnalysis.of(LABEL, MEDIA_TYPE, text);
    List<SecretMatch> secrets =
        SecretScanner.scan(text).stream().limit(ArtifactSubmitted.SECRETS_MAX).toList();
    return new ContestDraft(
        bytes,
        new ArtifactSubmitted(
            new Artifact(Digest.of(bytes), bytes.length, MEDIA_TYPE, LABEL),
            null,
            secrets,
            analysis.summary(),
            null,
            analysis.diff().map(PatchDigest::of).orElse(null),
            null,
            null));
  }
}
