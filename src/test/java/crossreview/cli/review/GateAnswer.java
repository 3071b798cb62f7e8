package crossreview.cli.review;

import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.cli.review.GateProof.GateTerms;
import crossreview.cli.review.GateProof.NamedReview;
import crossreview.diff.UnifiedDiff;
import crossreview.diff.text.TextAnalysis;
import crossreview.json.CanonicalJson;
import crossreview.json.JsonWriter;
import crossreview.model.Digest;
import crossreview.proof.Receipt;
import crossreview.session.analysis.GateCheck.GateRefusal;
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

/** What a daemon answers, and what is asked for; a way to be wrong changes one of them. */
final class GateAnswer {
  static final String DIFF =
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
  static final String SESSION = "0190b5f0-0000-7000-8000-000000000001";
  private static final Map<String, Digest> RULES = Map.of("REVIEW.md", Digest.of("Be kind.\n"));
  static final KeyPair KEY = pair();
  static final KeyPair OTHER = pair();

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
            change, given -> gives, new GateTerms(trusted, policy, voters, rules, Set.of("gen/**")))
        .refusals(new NamedReview(SESSION, named, exact, revision), Receipt.read(bytes), text);
  }

  @SuppressWarnings("unchecked")
  List<Object> rounds() {
    return (List<Object>) content.get("rounds");
  }

  static Map<String, Object> excluded(String reason, String... globs) {
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

  static Digest fingerprint(KeyPair key) {
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
