package crossreview.testkit;

import crossreview.model.Digest;
import crossreview.model.SessionId;
import crossreview.model.finding.DispositionAnswer;
import crossreview.model.finding.FindingDisposition;
import crossreview.model.finding.FindingKind;
import crossreview.model.finding.FindingSeverity;
import crossreview.model.material.Artifact;
import crossreview.model.policy.PolicyRef;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.PanelMember;
import crossreview.model.run.PeerRole;
import crossreview.model.run.RunMode;
import crossreview.model.vote.ConfidenceLevel;
import crossreview.model.vote.Verdict;
import crossreview.model.vote.VerdictQuality;
import crossreview.model.vote.VerdictStatus;
import crossreview.session.command.AnswerMeaning;
import crossreview.session.command.SessionCommand;
import crossreview.session.command.SessionOrigin;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Ordinary values for tests. */
public final class Samples {
  public static final ReviewLimits LIMITS = new ReviewLimits(8, 2, 60, null, 100_000, 256);

  private Samples() {}

  public static SessionId id() {
    return SessionId.of(UUID.randomUUID());
  }

  public static PanelMember reviewer(String peer) {
    return new PanelMember(peer, "scripted", "m1", "scripted", List.of(PeerRole.REVIEW));
  }

  public static PanelMember author(String peer) {
    return new PanelMember(peer, "scripted", "m1", "scripted", List.of(PeerRole.AUTHOR));
  }

  /** Three reviewers and two authors. */
  public static List<PanelMember> panel() {
    return Stream.concat(
            Stream.of("ada", "bob", "cy").map(Samples::reviewer),
            Stream.of("rex", "sam").map(Samples::author))
        .toList();
  }

  public static SessionCommand.Open open(
      RunMode runMode, List<PanelMember> panel, ReviewLimits reviewLimits) {
    return new SessionCommand.Open(
        "Review change.diff",
        null,
        "caller",
        runMode,
        new PolicyRef("unanimous", 1, Digest.of("unanimous")),
        panel,
        reviewLimits,
        Digest.of("settings"),
        SessionOrigin.NONE);
  }

  public static SessionCommand.Open open(RunMode runMode) {
    return open(runMode, panel(), LIMITS);
  }

  public static Artifact artifact(String text) {
    return new Artifact(
        Digest.of(text), text.getBytes(StandardCharsets.UTF_8).length, "text/plain", "a.txt");
  }

  public static SessionCommand.SubmitArtifact submit(String text) {
    return new SessionCommand.SubmitArtifact(artifact(text), List.of());
  }

  public static Verdict ready() {
    return new Verdict(
        VerdictStatus.READY,
        ConfidenceLevel.VERIFIED,
        "fine by the plan",
        List.of(),
        List.of(),
        List.of());
  }

  /** READY, because its own finding is settled. */
  public static Verdict resolving(String finding) {
    FindingDisposition settled =
        new FindingDisposition(finding, DispositionAnswer.RESOLVED, "seen");
    return new Verdict(
        VerdictStatus.READY,
        ConfidenceLevel.VERIFIED,
        "good now",
        List.of(),
        List.of(settled),
        List.of());
  }

  public static Verdict notReady(String... statements) {
    List<Verdict.FindingClaim> claims =
        Stream.of(statements)
            .map(s ->
                new Verdict.FindingClaim(
                    FindingKind.DEFECT, FindingSeverity.BLOCKING, s, List.of()))
            .toList();
    return new Verdict(
        VerdictStatus.NOT_READY, ConfidenceLevel.VERIFIED, "no", claims, List.of(), List.of());
  }

  public static AnswerMeaning.BallotAnswer ballot(Verdict verdict) {
    return new AnswerMeaning.BallotAnswer(verdict, VerdictQuality.CLEAN, List.of());
  }
}
