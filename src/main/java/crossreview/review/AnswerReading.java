package crossreview.review;

import crossreview.model.Artifact;
import crossreview.model.CitationRule;
import crossreview.model.Digest;
import crossreview.model.DraftRefusal;
import crossreview.model.FailureClass;
import crossreview.model.PeerFailure;
import crossreview.model.Phase;
import crossreview.model.Purpose;
import crossreview.model.Quality;
import crossreview.model.Spend;
import crossreview.session.Ballots;
import crossreview.session.Call;
import crossreview.session.Session;
import crossreview.session.Use;
import crossreview.store.SessionLog;
import crossreview.verdict.Corrections;
import crossreview.verdict.Draft;
import crossreview.verdict.Reading;
import crossreview.verdict.RevisionReader;
import crossreview.verdict.RotationReader;
import crossreview.verdict.VerdictReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What an answer means: a vote, a revision, or nothing yet. */
final class AnswerReading {
  private final SessionLog log;
  private final Material material;
  private final long artifactBytesMax;

  AnswerReading(SessionLog log, Material material, long artifactBytesMax) {
    this.log = log;
    this.material = material;
    this.artifactBytesMax = artifactBytesMax;
  }

  /** What came of reading an answer. */
  sealed interface Meaning {
    record Clear(Use use) implements Meaning {}

    /** No vote can be taken from it; the code and the words are for the repair turn. */
    record Unclear(String code, String detail) implements Meaning {}

    /** A vote of which citations are not in the artifact; it may be used as it is. */
    record Uncited(Reading.Read read, Use.Ballot asItIs) implements Meaning {}
  }

  /** Reads an answer; a usable revision's blob is durable when this returns. */
  Meaning read(Call call, String answer) {
    return switch (call.purpose()) {
      case REVIEW -> verdict(call, answer, false);
      case REPAIR -> verdict(call, answer, true);
      case CITE -> cited(call, answer);
      case REVISE -> new Meaning.Clear(revision(answer));
      case JUDGE -> new Meaning.Clear(new Use.Unread()); // read with those of the other judges
      case ROTATE -> new Meaning.Clear(turn(answer));
    };
  }

  private Meaning verdict(Call call, String answer, boolean repaired) {
    Session session = log.session();
    Artifact artifact = session.artifacts().get(session.rounds().get(call.round() - 1).artifact());
    return switch (VerdictReader.read(answer, artifact, material.text())) {
      case Reading.Unreadable u -> new Meaning.Unclear(u.code(), u.detail());
      case Reading.Read read -> {
        Optional<String> contradiction =
            Ballots.contradiction(session, call.peer(), read.verdict());
        Quality quality = repaired ? Quality.RECOVERED : read.quality();
        if (contradiction.isPresent()) {
          yield new Meaning.Unclear("inconsistent_verdict", contradiction.get());
        }
        Use.Ballot ballot = new Use.Ballot(read.verdict(), quality, read.remarks());
        boolean back = !repaired && !read.uncited().isEmpty() && sendsBack(session);
        yield back ? new Meaning.Uncited(read, ballot) : new Meaning.Clear(ballot);
      }
    };
  }

  private static boolean sendsBack(Session session) {
    return session.policy().rules().citations() != CitationRule.OFF;
  }

  /** The review's vote with the citations that the second try found. */
  private Meaning cited(Call call, String answer) {
    Session session = log.session();
    Call review =
        session.callsOf(call.round()).stream()
            .filter(c -> c.unread() && c.purpose() == Purpose.REVIEW)
            .filter(c -> c.peer().equals(call.peer()))
            .findFirst()
            .orElseThrow();
    Meaning before = verdict(review, stored(review), false);
    if (!(before instanceof Meaning.Uncited uncited)) {
      return before;
    }
    Artifact artifact = session.artifacts().get(session.rounds().get(call.round() - 1).artifact());
    Reading.Read read = Corrections.merged(uncited.read(), answer, artifact, material.text());
    return new Meaning.Clear(new Use.Ballot(read.verdict(), read.quality(), read.remarks()));
  }

  /** An answer as it is stored. Awaits when it is long. */
  String stored(Call call) {
    return call.answer().text() != null
        ? call.answer().text()
        : new String(log.blobs().get(call.answer().sha256()).await(), StandardCharsets.UTF_8);
  }

  private Use revision(String answer) {
    return switch (RevisionReader.read(material.text(), answer, artifactBytesMax)) {
      case Draft.Unusable unusable -> new Use.UnusableDraft(unusable.reason());
      case Draft.Usable usable -> new Use.Revision(stored(usable), usable.changes());
    };
  }

  private Use turn(String answer) {
    RotationReader.Turn turn = RotationReader.read(material.text(), answer, artifactBytesMax);
    return switch (turn.draft()) {
      case Draft.Unusable same when same.reason() == DraftRefusal.IDENTICAL ->
          new Use.Turn(null, List.of(), turn.declared());
      case Draft.Unusable unusable -> new Use.UnusableDraft(unusable.reason());
      case Draft.Usable usable -> new Use.Turn(stored(usable), usable.changes(), turn.declared());
    };
  }

  private Artifact stored(Draft.Usable usable) {
    Artifact before = log.session().current();
    byte[] bytes = usable.text().getBytes(StandardCharsets.UTF_8);
    Digest digest = log.blobs().put(bytes).await();
    return new Artifact(digest, bytes.length, before.mediaType(), before.label());
  }

  /** How a call fails whose repair turn brought no vote either. */
  static PeerFailure unreadable(Meaning.Unclear why) {
    FailureClass failureClass =
        why.code().equals("inconsistent_verdict")
            ? FailureClass.INCONSISTENT_VERDICT
            : FailureClass.UNPARSEABLE_AFTER_RECOVERY;
    return new PeerFailure(
        failureClass, failureClass.word(), Phase.ANSWER, false, Spend.EXACT, why.detail());
  }

  /** Whether an unclear answer gets a repair turn. */
  static boolean repairable(Call call) {
    return call.purpose() == Purpose.REVIEW;
  }
}
