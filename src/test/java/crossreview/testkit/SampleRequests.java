package crossreview.testkit;

import crossreview.model.Digest;
import crossreview.model.call.CallPurpose;
import crossreview.model.finding.Finding;
import crossreview.model.material.Artifact;
import crossreview.peer.CancellationSignal;
import crossreview.peer.PeerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Ordinary questions to peers. */
public final class SampleRequests {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private SampleRequests() {}

  public static PeerRequest.RequestMaterial material(
      Artifact artifact, String text, List<Finding> own) {
    return material(artifact, text, own, List.of());
  }

  /** A question to a peer of whose findings some are settled by a ruling. */
  public static PeerRequest.RequestMaterial material(
      Artifact artifact, String text, List<Finding> own, List<Finding> settled) {
    return new PeerRequest.RequestMaterial(
        "Review " + artifact.label(), null, artifact, text, own, settled, List.of(), List.of());
  }

  public static PeerRequest of(
      CallPurpose callPurpose, PeerRequest.RequestMaterial requestMaterial) {
    return of(callPurpose, requestMaterial, DEADLINE);
  }

  public static PeerRequest of(
      CallPurpose callPurpose, PeerRequest.RequestMaterial requestMaterial, Duration deadline) {
    return new PeerRequest(
        Samples.id(),
        1,
        "c1",
        callPurpose,
        List.of(),
        requestMaterial,
        null,
        deadline,
        new CancellationSignal());
  }

  public static Artifact artifact(String text, String mediaType, String label) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    return new Artifact(Digest.of(text), bytes, mediaType, label);
  }
}
