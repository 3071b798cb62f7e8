package crossreview.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.codec.ObjectCodec;
import crossreview.json.CanonicalJson;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonTree;
import crossreview.model.Digest;
import crossreview.model.SessionProblem;
import crossreview.model.event.LifecycleEvent.ArtifactSubmitted;
import crossreview.model.material.ChangeIdentity;
import crossreview.session.Session;
import crossreview.session.analysis.GateCheck;
import crossreview.session.analysis.GateCheck.GateWaiver;
import crossreview.session.rule.CoverageRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a receipt says as an attestation that other tools read: an in-toto Statement v1 in a DSSE
 * envelope, signed by the key that signed the receipt. The same for the same session, byte for
 * byte. Pure.
 */
public final class ReviewAttestation {
  private static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";
  private static final String STATEMENT = "https://in-toto.io/Statement/v1";

  /** Names the fields of the predicate; other fields have another name. */
  static final String PREDICATE = "urn:crossreview:attestation:review:v1";

  /** The digest of a change, which is none of bytes: see {@code git.PatchDigest}. */
  static final String PATCH = "crossreviewPatch";

  private static final List<String> FROM_RECEIPT =
      List.of(
          "session_id",
          "petitioner",
          "task",
          "opened_at",
          "closed_at",
          "outcome",
          "reason",
          "policy",
          "panel",
          "exclusions",
          "findings",
          "cost_usd");

  private static final ObjectCodec<ChangeIdentity> CHANGE =
      ObjectCodec.<ChangeIdentity>object()
          .field("repository", ChangeIdentity::repository)
          .field("branch", ChangeIdentity::branch)
          .field("base", ChangeIdentity::base)
          .field("head", ChangeIdentity::head)
          .field("base_tree", ChangeIdentity::baseTree)
          .field("head_tree", ChangeIdentity::headTree);

  private static final ObjectCodec<GateWaiver> WAIVER =
      ObjectCodec.<GateWaiver>object()
          .field("finding", GateWaiver::finding)
          .field("by", GateWaiver::by)
          .field("reason", GateWaiver::reason);

  private final Session session;
  private final Receipt receipt;

  private ReviewAttestation(Session session, Receipt receipt) {
    this.session = session;
    this.receipt = receipt;
  }

  /**
   * The envelope as a tree for JSON.
   *
   * @param session a closed one
   * @param receipt the bytes of its receipt
   * @throws crossreview.model.ProblemException {@code receipt_not_ours} when the key has not signed
   *     the receipt: nothing is attested that another daemon decided
   */
  public static Map<String, Object> envelope(Session session, byte[] receipt, ReceiptKey key) {
    Receipt read = Receipt.read(receipt);
    if (!read.whole() || !read.signer().fingerprint().equals(key.fingerprint())) {
      String signer =
          read.whole() ? read.signer().fingerprint().value() : "nobody: " + read.fault();
      throw SessionProblem.RECEIPT_NOT_OURS.exception(
          "the receipt is signed by "
              + signer
              + ", and the key of this daemon is "
              + key.fingerprint().value());
    }
    Map<String, Object> statement =
        new ReviewAttestation(session, read).statement(Digest.of(receipt));
    try {
      return SignedEnvelope.of(PAYLOAD_TYPE, CanonicalJson.bytes(whole(statement)), key);
    } catch (InvalidJsonException e) {
      throw new IllegalStateException("a statement has texts and whole numbers only", e);
    }
  }

  private Map<String, Object> statement(Digest digest) {
    return JsonTree.of(
        "_type",
        STATEMENT,
        "subject",
        subjects(),
        "predicateType",
        PREDICATE,
        "predicate",
        predicate(digest));
  }

  /** The commit and the change only where exactly what a caller submitted was decided on. */
  private List<Object> subjects() {
    List<Object> subjects = new ArrayList<>();
    ArtifactSubmitted submitted = session.supplement().submitted();
    String decided = decided();
    boolean asSubmitted =
        submitted != null && submitted.artifact().sha256().value().equals(decided);
    if (submitted != null
        && asSubmitted
        && submitted.change() != null
        && submitted.change().head() != null) {
      String name = "git+" + submitted.change().repository();
      subjects.add(subject(name, "gitCommit", submitted.change().head()));
    }
    if (submitted != null && asSubmitted && submitted.patchDigest() != null) {
      subjects.add(subject("patch", PATCH, submitted.patchDigest().value()));
    }
    if (decided != null) {
      String name = submitted == null ? "artifact" : submitted.artifact().label();
      subjects.add(subject(name, "sha256", decided));
    }
    return subjects;
  }

  private static Map<String, Object> subject(String name, String algorithm, String digest) {
    return JsonTree.of("name", name, "digest", JsonTree.of(algorithm, digest));
  }

  /** The approved text, else what was reviewed last; null for a session without a text. */
  private @Nullable String decided() {
    String approved = receipt.text("final");
    return approved == null ? receipt.text("artifact") : approved;
  }

  private Map<String, Object> predicate(Digest digest) {
    Map<String, Object> predicate = new LinkedHashMap<>();
    Map<String, Object> named = new LinkedHashMap<>();
    named.put("sha256", digest.value());
    named.put("format", receipt.text("format"));
    predicate.put("receipt", named);
    for (String name : FROM_RECEIPT) {
      if (receipt.content().get(name) != null) {
        predicate.put(name, receipt.content().get(name));
      }
    }
    ArtifactSubmitted submitted = session.supplement().submitted();
    if (submitted != null && submitted.change() != null) {
      predicate.put("change", CHANGE.tree(submitted.change()));
    }
    rounds(predicate);
    predicate.put("waivers", WAIVER.trees(GateCheck.waivers(session)));
    if (session.supplement().contest() != null) {
      predicate.put("contested_by", session.supplement().contest().by());
    }
    return predicate;
  }

  private void rounds(Map<String, Object> predicate) {
    List<?> rounds = receipt.content().get("rounds") instanceof List<?> list ? list : List.of();
    predicate.put("rounds", rounds.size());
    if (!rounds.isEmpty() && rounds.getLast() instanceof Map<?, ?> last) {
      Map<String, Object> shown = new LinkedHashMap<>();
      last.forEach((name, value) -> shown.put((String) name, value));
      shown.remove("prompts");
      predicate.put("last_round", shown);
    }
    session
        .lastRound()
        .ifPresent(
            round -> predicate.put("coverage_gaps", new CoverageRules(session, round).gaps()));
  }

  /** The same without halves of surrogate pairs, which have no canonical form. */
  private static Object whole(Object value) {
    return switch (value) {
      case String text -> new String(text.getBytes(UTF_8), UTF_8);
      case Map<?, ?> map -> {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((name, item) -> copy.put((String) name, item == null ? null : whole(item)));
        yield copy;
      }
      case List<?> list -> {
        List<Object> copy = new ArrayList<>();
        list.forEach(item -> copy.add(whole(item)));
        yield copy;
      }
      default -> value;
    };
  }
}
