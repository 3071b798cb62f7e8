package crossreview.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.model.Digest;
import crossreview.model.material.ChangeIdentity;
import crossreview.session.command.ArtifactFacts;
import crossreview.session.command.SessionCommand.SubmitArtifact;
import crossreview.testkit.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

/** By what a submission is recognised when it is repeated. */
class SubmittedFactsTest {
  @Test
  void aRepeatedSubmissionIsRecognisedByItsBytesAndByWhatItsCallerSaid() {
    String tree = "12ab".repeat(10);
    ChangeIdentity change = new ChangeIdentity("shop", null, null, null, tree, tree, "HEAD");

    assertEquals(facts(null), facts(null).said());
    assertEquals(facts(null), facts(ArtifactFacts.NONE).said());
    assertEquals(facts(null), facts(new ArtifactFacts("a diff", null, Digest.of("patch"))).said());
    assertEquals(
        facts(new ArtifactFacts(null, change, null)),
        facts(new ArtifactFacts("a diff", change, Digest.of("patch"))).said());
  }

  private static SubmitArtifact facts(ArtifactFacts facts) {
    return new SubmitArtifact(Samples.artifact("text"), List.of(), facts);
  }
}
