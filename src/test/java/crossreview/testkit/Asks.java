package crossreview.testkit;

import crossreview.model.Digest;
import crossreview.model.call.CallPurpose;
import crossreview.model.finding.Finding;
import crossreview.model.material.Artifact;
import crossreview.peer.Ask;
import crossreview.peer.Cancellation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Ordinary questions to peers. */
public final class Asks {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private Asks() {}

  public static Ask.Material material(Artifact artifact, String text, List<Finding> own) {
    return new Ask.Material("Review " + artifact.label(), null, artifact, text, own, List.of());
  }

  public static Ask of(CallPurpose callPurpose, Ask.Material material) {
    return of(callPurpose, material, DEADLINE);
  }

  public static Ask of(CallPurpose callPurpose, Ask.Material material, Duration deadline) {
    return new Ask(
        Samples.id(),
        1,
        "c1",
        callPurpose,
        List.of(),
        material,
        null,
        deadline,
        new Cancellation());
  }

  public static Artifact artifact(String text, String mediaType, String label) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    return new Artifact(Digest.of(text), bytes, mediaType, label);
  }
}
