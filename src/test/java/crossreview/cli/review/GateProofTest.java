package crossreview.cli.review;

import static crossreview.cli.review.GateAnswer.DIFF;
import static crossreview.cli.review.GateAnswer.SESSION;
import static crossreview.cli.review.GateAnswer.excluded;
import static crossreview.cli.review.GateAnswer.fingerprint;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Digest;
import crossreview.session.analysis.GateCheck.GateRefusal;
import crossreview.session.analysis.GateCode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A daemon that is wrong, or lies, lets nothing through: each way has its own sentence. */
class GateProofTest {

  record Way(String name, GateCode code, String words, Consumer<GateAnswer> wrong) {
    @Override
    public String toString() {
      return name;
    }
  }

  @Test
  void anHonestAnswerPasses() {
    assertEquals(List.of(), new GateAnswer().refusals());
  }

  @Test
  void aRebasedChangeThatGivesTheSameTreePasses() {
    GateAnswer rebased = new GateAnswer();
    rebased.exact = false;

    assertEquals(List.of(), rebased.refusals());
  }

  @Test
  void anApprovedRevisionPassesAsItself() {
    GateAnswer revised = new GateAnswer();
    revised.content.put("submitted", Digest.of("before").value());
    revised.revision = true;
    revised.exact = false;

    assertEquals(List.of(), revised.refusals());
  }

  @Test
  void aReceiptFromBeforeRulesWereNamedPassesWhereThereAreNone() {
    GateAnswer old = new GateAnswer();
    old.content.remove("context");
    old.rules = Map.of();

    assertEquals(List.of(), old.refusals());
  }

  @Test
  void anyKeyPassesWhereNoneIsTrustedMoreThanOthers() {
    GateAnswer signed = new GateAnswer();
    signed.key = GateAnswer.OTHER;
    signed.trusted = Set.of();

    assertEquals(List.of(), signed.refusals());
  }

  @Test
  void whatTheRepositoryExcludesAndTheVoterAndPolicyThatAreAskedForPass() {
    GateAnswer asked = new GateAnswer();
    asked.content.put("exclusions", List.of(excluded("samples", "gen/**")));
    asked.voters = List.of("ada");
    asked.policy = "unanimous";

    assertEquals(List.of(), asked.refusals());
  }

  @ParameterizedTest
  @MethodSource("ways")
  void eachWayToBeWrongIsRefusedWithItsOwnSentence(Way way) {
    GateAnswer answer = new GateAnswer();
    way.wrong().accept(answer);

    List<GateRefusal> refusals = answer.refusals();

    assertEquals(Set.of(way.code()), Set.copyOf(refusals.stream().map(GateRefusal::code).toList()));
    String message = refusals.getFirst().message();
    assertTrue(message.contains(way.words()), message);
  }

  /** What the gate says to a way to be wrong. */
  static Function<String, List<GateRefusal>> asked(Way way) {
    return name -> {
      GateAnswer answer = new GateAnswer();
      way.wrong().accept(answer);
      return answer.refusals();
    };
  }

  @Test
  void noTwoWaysHaveTheSameSentence() {
    List<String> sentences =
        ways()
            .map(way -> {
              GateAnswer answer = new GateAnswer();
              way.wrong().accept(answer);
              return answer.refusals().getFirst().message();
            })
            .toList();

    assertEquals(sentences.size(), Set.copyOf(sentences).size(), sentences::toString);
  }

  static Stream<Way> ways() {
    return Stream.of(
        new Way("no receipt", GateCode.NO_RECEIPT, "the receipt is empty", a -> a.receipt = ""),
        new Way("cut", GateCode.NO_RECEIPT, "it is not a receipt", a -> a.receipt = "{\"key\""),
        new Way("altered", GateCode.NO_RECEIPT, "was altered", a -> a.altered = true),
        new Way(
            "another key",
            GateCode.OTHER_KEY,
            "signed by another key: " + fingerprint(GateAnswer.OTHER),
            a -> a.key = GateAnswer.OTHER),
        new Way(
            "another session's receipt",
            GateCode.OTHER_TEXT,
            "is of session 0290",
            a -> a.content.put("session_id", SESSION.replace('1', '2'))),
        new Way(
            "an aborted session",
            GateCode.NOT_ACCEPTED,
            "the receipt says aborted",
            a -> a.content.put("outcome", "aborted")),
        new Way(
            "an imported session",
            GateCode.NOT_ACCEPTED,
            "of a session that was imported, not reviewed here",
            a -> a.content.put("reason", "imported")),
        new Way(
            "nothing approved",
            GateCode.REVISED,
            "the receipt approves no text",
            a -> a.content.remove("final")),
        new Way(
            "a revision approved",
            GateCode.REVISED,
            "approves another text than the one that was submitted",
            a -> a.content.put("final", Digest.of("another text").value())),
        new Way(
            "another text named",
            GateCode.OTHER_TEXT,
            "another text than the daemon names",
            a -> a.named = Digest.of("x").value()),
        new Way(
            "another text sent",
            GateCode.OTHER_TEXT,
            "is not the one that it names",
            a -> a.text = DIFF.replace("+2", "+3")),
        new Way("a text", GateCode.OTHER_TEXT, "is not a diff", a -> a.reviewed("a plan\n")),
        new Way(
            "other lines",
            GateCode.OTHER_TEXT,
            "other lines were reviewed: a.c",
            a -> a.reviewed(DIFF.replace("+2", "+3"))),
        new Way(
            "other context",
            GateCode.OTHER_TEXT,
            "the same lines were reviewed between other ones: a.c",
            a -> a.reviewed(DIFF.replace(" three", " four"))),
        new Way(
            "a file less",
            GateCode.OTHER_TEXT,
            "nothing of these files was reviewed: a.c",
            a -> a.reviewed(DIFF.replace("a.c", "b.c"))),
        new Way(
            "a file more",
            GateCode.OTHER_TEXT,
            "the reviewed change has files that this one has not: z.c",
            a -> a.reviewed(DIFF + DIFF.replace("a.c", "z.c"))),
        new Way(
            "another mode",
            GateCode.OTHER_TEXT,
            "another mode or name was reviewed: a.c",
            a -> a.reviewed(DIFF.replace("--- a/", "old mode 100644\nnew mode 100755\n--- a/"))),
        new Way(
            "another place",
            GateCode.OTHER_TEXT,
            "changed at another place",
            a -> {
              a.exact = false;
              a.gives = false;
            }),
        new Way(
            "another policy",
            GateCode.OTHER_POLICY,
            "the receipt names the policy unanimous",
            a -> a.policy = "strict"),
        new Way(
            "a voter that was not asked",
            GateCode.MISSING_VOTER,
            "no READY of eve, who never voted",
            a -> a.voters = List.of("ada", "eve")),
        new Way(
            "a voter that objected",
            GateCode.MISSING_VOTER,
            "no READY of bob but NOT_READY",
            a -> a.voters = List.of("ada", "bob")),
        new Way(
            "a voter that approved an earlier round only",
            GateCode.MISSING_VOTER,
            "no READY of ada in the last round",
            a -> {
              a.voters = List.of("ada");
              a.rounds().add(Map.of("votes", List.of(Map.of("peer", "bob", "status", "READY"))));
            }),
        new Way(
            "a voter of a review without a round",
            GateCode.MISSING_VOTER,
            "the receipt has no round, and no READY of ada",
            a -> {
              a.voters = List.of("ada");
              a.rounds().clear();
            }),
        new Way(
            "rules that were not shown",
            GateCode.RULES_LEFT_OUT,
            "without the rules in .crossreview/rules/sql.md",
            a -> a.rules = Map.of(".crossreview/rules/sql.md", Digest.of("x"))),
        new Way(
            "rules that were only attached",
            GateCode.RULES_LEFT_OUT,
            "REVIEW.md was attached to it and not shown as a rule",
            a ->
                a.content.put(
                    "context",
                    List.of(
                        Map.of(
                            "kind",
                            "attached",
                            "path",
                            "REVIEW.md",
                            "sha256",
                            Digest.of("Be kind.\n").value())))),
        new Way(
            "rules that were others",
            GateCode.RULES_LEFT_OUT,
            "under another version of REVIEW.md",
            a -> a.rules = Map.of("REVIEW.md", Digest.of("Be strict.\n"))),
        new Way(
            "a file that its caller kept from the reviewers",
            GateCode.EXCLUDED,
            "src/** was kept from the reviewers (--exclude)",
            a -> a.content.put("exclusions", List.of(excluded("--exclude", "src/**")))),
        new Way(
            "a file beside those that the repository excludes",
            GateCode.EXCLUDED,
            "auth.c was kept from the reviewers (samples)",
            a -> a.content.put("exclusions", List.of(excluded("samples", "gen/**", "auth.c")))),
        new Way(
            "a receipt that is too old to say it",
            GateCode.RULES_LEFT_OUT,
            "does not say under which rules",
            a -> a.content.remove("context")));
  }
}
