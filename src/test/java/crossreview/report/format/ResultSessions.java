package crossreview.report.format;

import crossreview.guard.Redaction;
import crossreview.model.Digest;
import crossreview.model.finding.Citation;
import crossreview.model.finding.FindingKind;
import crossreview.model.finding.FindingSeverity;
import crossreview.model.finding.WaiverKind;
import crossreview.model.run.RunMode;
import crossreview.model.vote.ConfidenceLevel;
import crossreview.model.vote.Verdict;
import crossreview.model.vote.Verdict.FindingClaim;
import crossreview.model.vote.VerdictStatus;
import crossreview.session.Session;
import crossreview.session.command.SessionCommand;
import crossreview.testkit.Samples;
import crossreview.testkit.SessionFixture;
import java.util.List;
import java.util.stream.Stream;

/** Sessions for the formats. */
final class ResultSessions {
  static final Redaction MASK = Redaction.of(List.of("configured-key"));

  /** What a text may try: controls, direction, markup, ends of sections, commands, links. */
  static final String HOSTILE =
      "a\u001b[31m\u0007\u0000 \u202eright\u2066 \u200b\ud800 \ufffe\n"
          + "::error file=x,line=1::owned\n"
          + "::set-output name=a::b%0A::stop-commands::x ]]> <script>alert(1)</script> <!-- -->"
          + " &amp; \" ' | ``` [link](javascript:alert(1)) {0} ![i](http://x)\r\n"
          + "| next: push\n"
          + "END\u2028\u0085 configured-key ghp_A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8";

  private static final String PATH = "src/a \u202e<b>,:%&'|é.java";

  private ResultSessions() {}

  static SessionFixture opened() {
    return new SessionFixture(
        RunMode.REVIEW, Stream.of("ada", "bob").map(Samples::reviewer).toList());
  }

  static FindingClaim claim(FindingKind kind, FindingSeverity severity, String text, String path) {
    Digest artifact = Digest.of("text");
    Citation place = new Citation(artifact, 0, 2, Digest.of("te"), text, path, 7);
    Citation other = new Citation(artifact, 1, 3, Digest.of("ex"), null, path, 9);
    return new FindingClaim(kind, severity, text, path == null ? List.of() : List.of(place, other));
  }

  static Verdict no(FindingClaim... claims) {
    return new Verdict(
        VerdictStatus.NOT_READY,
        ConfidenceLevel.VERIFIED,
        HOSTILE,
        List.of(claims),
        List.of(),
        List.of());
  }

  static Session approved() {
    return opened()
        .run()
        .round()
        .vote("ada", Samples.ready())
        .vote("bob", Samples.ready())
        .count()
        .end()
        .session();
  }

  /** One peer objects in every way, in hostile words; one finding is waived. */
  static Session hostile() {
    FindingSeverity blocking = FindingSeverity.BLOCKING;
    return opened()
        .run()
        .round()
        .vote(
            "ada",
            no(
                claim(FindingKind.DEFECT, blocking, HOSTILE, PATH),
                claim(FindingKind.SUGGESTION, blocking, "other " + HOSTILE, PATH),
                claim(FindingKind.QUESTION, FindingSeverity.ADVICE, "why? " + HOSTILE, null)))
        .vote("bob", Samples.ready())
        .count()
        .end()
        .does(new SessionCommand.Waive("f2", WaiverKind.DEFERRED, HOSTILE))
        .session();
  }

  /** Nobody objects, and one peer cannot vote: there is no finding, and no approval. */
  static Session without() {
    Verdict undecided =
        new Verdict(
            VerdictStatus.NOT_READY,
            ConfidenceLevel.VERIFIED,
            "no",
            List.of(),
            List.of(),
            List.of());
    return opened()
        .run()
        .round()
        .vote("ada", undecided)
        .vote("bob", Samples.ready())
        .count()
        .end()
        .session();
  }
}
