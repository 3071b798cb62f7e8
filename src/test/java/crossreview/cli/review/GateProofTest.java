package crossreview.cli.review;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.cli.review.GateProof.GateTerms;
import crossreview.cli.review.GateProof.NamedReview;
import crossreview.diff.UnifiedDiff;
import crossreview.diff.text.TextAnalysis;
import crossreview.json.CanonicalJson;
import crossreview.json.JsonWriter;
import crossreview.model.Digest;
import crossreview.proof.Receipt;
import crossreview.session.analysis.GateCheck.GateRefusal;
import crossreview.session.analysis.GateCode;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
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
  private static final String DIFF =
      """
      diff --git a/a.c b/a.c
      --- a/a.c
      +++ b/a.c
      @@ -1,3 +1,3 @@
       one
      -two
      +2
       three
      """;
  private static final String SESSION = "0190b5f0-0000-7000-8000-000000000001";
  private static final Map<String, Digest> RULES = Map.of("REVIEW.md", Digest.of("Be kind.\n"));
  private static final KeyPair KEY = pair();
  private static final KeyPair OTHER = pair();

  /** What a daemon answers, and what is asked for; a way to be wrong changes one of them. */
  static final class Answer {
    String text = DIFF;
    String named = Digest.of(DIFF).value();
    boolean exact = true;
    boolean gives = true;
    boolean revision;
    KeyPair key = KEY;
    boolean altered;
    String receipt;
    Set<Digest> trusted = Set.of(fingerprint(KEY));
    String policy = "";
    List<String> voters = List.of();
    Map<String, Digest> rules = RULES;
    final Map<String, Object> content = content();

    /** Another text was reviewed, and everything the daemon says fits it. */
    void reviewed(String other) {
      text = other;
      named = Digest.of(other).value();
      content.put("submitted", named);
      content.put("final", named);
    }

    List<GateRefusal> refusals() {
      UnifiedDiff change = TextAnalysis.of("", "", DIFF).diff().orElseThrow();
      byte[] bytes = receipt == null ? signed(content, key, altered) : receipt.getBytes(UTF_8);
      return new GateProof(
              change,
              given -> gives,
              new GateTerms(trusted, policy, voters, rules, Set.of("gen/**")))
          .refusals(new NamedReview(SESSION, named, exact, revision), Receipt.read(bytes), text);
    }
  }

  record Way(String name, GateCode code, String words, Consumer<Answer> wrong) {
    @Override
    public String toString() {
      return name;
    }
  }

  @Test
  void anHonestAnswerPasses() {
    assertEquals(List.of(), new Answer().refusals());
  }

  @Test
  void aRebasedChangeThatGivesTheSameTreePasses() {
    Answer rebased = new Answer();
    rebased.exact = false;

    assertEquals(List.of(), rebased.refusals());
  }

  @Test
  void anApprovedRevisionPassesAsItself() {
    Answer revised = new Answer();
    revised.content.put("submitted", Digest.of("before").value());
    revised.revision = true;
    revised.exact = false;

    assertEquals(List.of(), revised.refusals());
  }

  @ParameterizedTest
  @MethodSource("ways")
  void eachWayToBeWrongIsRefusedWithItsOwnSentence(Way way) {
    Answer answer = new Answer();
    way.wrong().accept(answer);

    List<GateRefusal> refusals = answer.refusals();

    assertEquals(List.of(way.code()), refusals.stream().map(GateRefusal::code).toList());
    String message = refusals.getFirst().message();
    assertTrue(message.contains(way.words()), message);
  }

  /** What the gate says to a way to be wrong. */
  static Function<String, List<GateRefusal>> asked(Way way) {
    return name -> {
      Answer answer = new Answer();
      way.wrong().accept(answer);
      return answer.refusals();
    };
  }

  @Test
  void noTwoWaysHaveTheSameSentence() {
    List<String> sentences =
        ways()
            .filter(way -> !way.words().endsWith("reviewed: a.c") && !way.name().equals("cut"))
            .map(way -> {
              Answer answer = new Answer();
              way.wrong().accept(answer);
              return answer.refusals().getFirst().message();
            })
            .toList();

    assertEquals(sentences.size(), Set.copyOf(sentences).size(), sentences::toString);
  }

  static Stream<Way> ways() {
    return Stream.of(
        new Way("no receipt", GateCode.NO_RECEIPT, "it is not a receipt", a -> a.receipt = ""),
        new Way("cut", GateCode.NO_RECEIPT, "it is not a receipt", a -> a.receipt = "{\"key\""),
        new Way("altered", GateCode.NO_RECEIPT, "was altered", a -> a.altered = true),
        new Way(
            "another key",
            GateCode.OTHER_KEY,
            "signed by another key: " + fingerprint(OTHER),
            a -> a.key = OTHER),
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
            "nothing approved",
            GateCode.REVISED,
            "approves another text",
            a -> a.content.remove("final")),
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
            "other content was reviewed: a.c",
            a -> a.reviewed(DIFF.replace("+2", "+3"))),
        new Way(
            "other context",
            GateCode.OTHER_TEXT,
            "other content was reviewed: a.c",
            a -> a.reviewed(DIFF.replace(" three", " four"))),
        new Way(
            "a file less",
            GateCode.OTHER_TEXT,
            "other content was reviewed: a.c, b.c",
            a -> a.reviewed(DIFF.replace("a.c", "b.c"))),
        new Way(
            "a file more",
            GateCode.OTHER_TEXT,
            "other content was reviewed: z.c",
            a -> a.reviewed(DIFF + DIFF.replace("a.c", "z.c"))),
        new Way(
            "another mode",
            GateCode.OTHER_TEXT,
            "other content was reviewed: a.c",
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
            "no READY of eve",
            a -> a.voters = List.of("ada", "eve")),
        new Way(
            "a voter that objected",
            GateCode.MISSING_VOTER,
            "no READY of bob",
            a -> a.voters = List.of("ada", "bob")),
        new Way(
            "rules that were not shown",
            GateCode.RULES_LEFT_OUT,
            "without the rules in .crossreview/rules/sql.md",
            a -> a.rules = Map.of(".crossreview/rules/sql.md", Digest.of("x"))),
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

  private static Map<String, Object> excluded(String reason, String... globs) {
    return Map.of("reason", reason, "globs", List.of(globs));
  }

  private static Map<String, Object> content() {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("session_id", SESSION);
    content.put("outcome", "converged");
    content.put("submitted", Digest.of(DIFF).value());
    content.put("final", Digest.of(DIFF).value());
    content.put("policy", Map.of("name", "unanimous"));
    content.put(
        "rounds",
        new ArrayList<>(
            List.of(
                Map.of(
                    "votes",
                    List.of(
                        Map.of("peer", "ada", "status", "READY"),
                        Map.of("peer", "bob", "status", "NOT_READY"))))));
    content.put(
        "context",
        List.of(
            Map.of(
                "kind", "rule", "path", "REVIEW.md", "sha256", Digest.of("Be kind.\n").value())));
    return content;
  }

  private static byte[] signed(Map<String, Object> content, KeyPair key, boolean altered) {
    try {
      Map<String, Object> receipt = new LinkedHashMap<>();
      receipt.put("content", content);
      String encoded = Base64.getEncoder().encodeToString(key.getPublic().getEncoded());
      receipt.put(
          "key",
          Map.of(
              "algorithm", "Ed25519", "fingerprint", fingerprint(key).value(), "public", encoded));
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key.getPrivate());
      signature.update(CanonicalJson.bytes(receipt));
      receipt.put("signature", Base64.getEncoder().encodeToString(signature.sign()));
      if (altered) {
        content.put("petitioner", "mallory");
      }
      return JsonWriter.of(receipt).getBytes(UTF_8);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static Digest fingerprint(KeyPair key) {
    return Digest.of(key.getPublic().getEncoded());
  }

  private static KeyPair pair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
