package crossreview.testkit;

import crossreview.model.Artifact;
import crossreview.model.Digest;
import crossreview.model.Finding;
import crossreview.model.Purpose;
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

  public static Ask of(Purpose purpose, Ask.Material material) {
    return of(purpose, material, DEADLINE);
  }

  public static Ask of(Purpose purpose, Ask.Material material, Duration deadline) {
    return new Ask(
        Samples.id(), 1, "c1", purpose, List.of(), material, null, deadline, new Cancellation());
  }

  public static Artifact artifact(String text, String mediaType, String label) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    return new Artifact(Digest.of(text), bytes, mediaType, label);
  }
}
