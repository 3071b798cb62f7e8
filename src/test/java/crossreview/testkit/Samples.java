package crossreview.testkit;

import crossreview.model.Artifact;
import crossreview.model.Confidence;
import crossreview.model.Digest;
import crossreview.model.Disposition;
import crossreview.model.DispositionAnswer;
import crossreview.model.FindingKind;
import crossreview.model.Limits;
import crossreview.model.Mode;
import crossreview.model.PanelMember;
import crossreview.model.PolicyRef;
import crossreview.model.Quality;
import crossreview.model.Role;
import crossreview.model.SessionId;
import crossreview.model.Severity;
import crossreview.model.Status;
import crossreview.model.Verdict;
import crossreview.session.Command;
import crossreview.session.Use;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Ordinary values for tests. */
public final class Samples {
  public static final Limits LIMITS = new Limits(8, 2, 60, null, 100_000, 256);

  private Samples() {}

  public static SessionId id() {
    return SessionId.of(UUID.randomUUID());
  }

  public static PanelMember reviewer(String peer) {
    return new PanelMember(peer, "scripted", "m1", "scripted", List.of(Role.REVIEW));
  }

  public static PanelMember author(String peer) {
    return new PanelMember(peer, "scripted", "m1", "scripted", List.of(Role.AUTHOR));
  }

  /** Three reviewers and two authors. */
  public static List<PanelMember> panel() {
    return Stream.concat(
            Stream.of("ada", "bob", "cy").map(Samples::reviewer),
            Stream.of("rex", "sam").map(Samples::author))
        .toList();
  }

  public static Command.Open open(Mode mode, List<PanelMember> panel, Limits limits) {
    return new Command.Open(
        "Review change.diff",
        null,
        "caller",
        mode,
        new PolicyRef("unanimous", 1, Digest.of("unanimous")),
        panel,
        limits,
        Digest.of("settings"));
  }

  public static Command.Open open(Mode mode) {
    return open(mode, panel(), LIMITS);
  }

  public static Artifact artifact(String text) {
    return new Artifact(
        Digest.of(text), text.getBytes(StandardCharsets.UTF_8).length, "text/plain", "a.txt");
  }

  public static Command.SubmitArtifact submit(String text) {
    return new Command.SubmitArtifact(artifact(text), List.of());
  }

  public static Verdict ready() {
    return new Verdict(Status.READY, Confidence.VERIFIED, "fine", List.of(), List.of(), List.of());
  }

  /** READY, because its own finding is settled. */
  public static Verdict resolving(String finding) {
    Disposition settled = new Disposition(finding, DispositionAnswer.RESOLVED, "seen");
    return new Verdict(
        Status.READY, Confidence.VERIFIED, "good now", List.of(), List.of(settled), List.of());
  }

  public static Verdict notReady(String... statements) {
    List<Verdict.Claim> claims =
        Stream.of(statements)
            .map(s -> new Verdict.Claim(FindingKind.DEFECT, Severity.BLOCKING, s, List.of()))
            .toList();
    return new Verdict(Status.NOT_READY, Confidence.VERIFIED, "no", claims, List.of(), List.of());
  }

  public static Use.Ballot ballot(Verdict verdict) {
    return new Use.Ballot(verdict, Quality.CLEAN, List.of());
  }
}
