package crossreview.cli.review;

import crossreview.diff.UnifiedDiff;
import crossreview.diff.text.TextAnalysis;
import crossreview.git.PatchDigest;
import crossreview.json.JsonTree;
import crossreview.model.Digest;
import crossreview.proof.Receipt;
import crossreview.session.analysis.GateCheck.GateRefusal;
import crossreview.session.analysis.GateCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What speaks against an approval although a daemon lets it pass: its word is not taken for what
 * the signed receipt and the reviewed bytes show.
 */
final class GateProof {
  private final UnifiedDiff change;
  private final Predicate<String> gives;
  private final GateTerms terms;
  private final List<GateRefusal> found = new ArrayList<>();

  /**
   * @param change the change at the gate
   * @param gives whether a diff, applied to the tree before the change, gives the tree after it
   */
  GateProof(UnifiedDiff change, Predicate<String> gives, GateTerms terms) {
    this.change = change;
    this.gives = gives;
    this.terms = terms;
  }

  /**
   * What the caller asks for.
   *
   * @param trusted fingerprints of keys; empty trusts any
   * @param policy the only policy that counts, or empty
   * @param voters peers that must have voted READY
   * @param rules the digests of the rules that hold for the change, by path
   * @param exclusions the globs of the files that the repository keeps from reviewers
   */
  record GateTerms(
      Set<Digest> trusted,
      String policy,
      List<String> voters,
      Map<String, Digest> rules,
      Set<String> exclusions) {}

  /**
   * What the daemon names.
   *
   * @param artifact the digest of the text that was reviewed
   * @param exact whether it was reviewed between the same trees
   * @param revision whether it is the approved revision of what was submitted
   */
  record NamedReview(String session, String artifact, boolean exact, boolean revision) {
    String field() {
      return revision ? "final" : "submitted";
    }
  }

  /** Every reason against it. */
  List<GateRefusal> refusals(NamedReview review, Receipt receipt, String text) {
    if (!receipt.whole()) {
      return List.of(new GateRefusal(GateCode.NO_RECEIPT, String.valueOf(receipt.fault())));
    }
    Digest signer = receipt.signer().fingerprint();
    if (!terms.trusted().isEmpty() && !terms.trusted().contains(signer)) {
      add(GateCode.OTHER_KEY, "the receipt is signed by another key: " + signer);
    }
    outcome(review, receipt);
    text(review, receipt, text);
    votes(receipt);
    rules(receipt);
    exclusions(receipt);
    return List.copyOf(found);
  }

  private void outcome(NamedReview review, Receipt receipt) {
    if (!review.session().equals(receipt.text("session_id"))) {
      add(GateCode.OTHER_TEXT, "the receipt is of session " + receipt.text("session_id"));
    }
    if (!"converged".equals(receipt.text("outcome"))) {
      add(GateCode.NOT_ACCEPTED, "the receipt says " + receipt.text("outcome"));
    } else if ("imported".equals(receipt.text("reason"))) {
      add(
          GateCode.NOT_ACCEPTED,
          "the receipt is of a session that was imported, not reviewed here");
    }
    String approved = receipt.text("final");
    if (approved == null) {
      add(GateCode.REVISED, "the receipt approves no text");
    } else if (!approved.equals(receipt.text(review.field()))) {
      add(GateCode.REVISED, "the receipt approves another text than the one that was submitted");
    }
  }

  private void text(NamedReview review, Receipt receipt, String text) {
    if (!review.artifact().equals(receipt.text(review.field()))) {
      add(GateCode.OTHER_TEXT, "the receipt is about another text than the daemon names");
    } else if (!Digest.of(text).value().equals(review.artifact())) {
      add(GateCode.OTHER_TEXT, "the text that the daemon sends is not the one that it names");
    } else {
      content(review, text);
    }
  }

  private void content(NamedReview review, String text) {
    Optional<UnifiedDiff> reviewed = TextAnalysis.of("", "", text).diff();
    if (reviewed.isEmpty()) {
      add(GateCode.OTHER_TEXT, "what was reviewed is not a diff");
    } else if (!PatchDigest.of(reviewed.get()).equals(PatchDigest.of(change))) {
      ChangeMismatch.between(change, reviewed.get())
          .forEach(sentence -> add(GateCode.OTHER_TEXT, sentence));
    } else if (!review.exact() && !gives.test(text)) {
      add(
          GateCode.OTHER_TEXT,
          "what was reviewed, applied to this base, does not give this head: the same lines are"
              + " changed at another place");
    }
  }

  /** The files whose change is another one. */
  static Set<String> different(UnifiedDiff one, UnifiedDiff other) {
    Map<String, Digest> here = PatchDigest.byFile(one);
    Map<String, Digest> there = PatchDigest.byFile(other);
    Set<String> files = new LinkedHashSet<>(here.keySet());
    files.addAll(there.keySet());
    files.removeIf(file -> here.containsKey(file) && here.get(file).equals(there.get(file)));
    return files;
  }

  private void votes(Receipt receipt) {
    String policy = JsonTree.text(receipt.content(), "/policy/name").orElse("");
    if (!terms.policy().isEmpty() && !terms.policy().equals(policy)) {
      add(GateCode.OTHER_POLICY, "the receipt names the policy " + policy);
    }
    List<?> rounds = JsonTree.list(receipt.content(), "/rounds");
    for (String voter : terms.voters()) {
      String said = rounds.isEmpty() ? "" : vote(rounds.getLast(), voter);
      if (rounds.isEmpty()) {
        add(GateCode.MISSING_VOTER, "the receipt has no round, and no READY of " + voter);
      } else if (said.isEmpty() && rounds.stream().anyMatch(r -> !vote(r, voter).isEmpty())) {
        add(GateCode.MISSING_VOTER, "the receipt has no READY of " + voter + " in the last round");
      } else if (said.isEmpty()) {
        add(GateCode.MISSING_VOTER, "the receipt has no READY of " + voter + ", who never voted");
      } else if (!said.equals("READY")) {
        add(GateCode.MISSING_VOTER, "the receipt has no READY of " + voter + " but " + said);
      }
    }
  }

  /** What a peer voted in a round; empty for nothing. */
  private static String vote(Object round, String voter) {
    return JsonTree.list(round, "/votes").stream()
        .filter(vote -> JsonTree.text(vote, "/peer").filter(voter::equals).isPresent())
        .map(vote -> JsonTree.text(vote, "/status").orElse("nothing"))
        .reduce("", (before, last) -> last);
  }

  /** Fewer rules, or others, were less than the repository asks for. */
  private void rules(Receipt receipt) {
    if (!terms.rules().isEmpty() && !receipt.content().containsKey("context")) {
      add(GateCode.RULES_LEFT_OUT, "its receipt does not say under which rules it was reviewed");
      return;
    }
    Map<String, String> shown = new LinkedHashMap<>();
    Set<String> attached = new LinkedHashSet<>();
    for (Object file : JsonTree.list(receipt.content(), "/context")) {
      String path = JsonTree.text(file, "/path").orElse("");
      attached.add(path);
      if (JsonTree.text(file, "/kind").filter("rule"::equals).isPresent()) {
        shown.put(path, JsonTree.text(file, "/sha256").orElse(""));
      }
    }
    terms
        .rules()
        .forEach((path, digest) -> {
          if (!shown.containsKey(path) && attached.contains(path)) {
            add(GateCode.RULES_LEFT_OUT, path + " was attached to it and not shown as a rule");
          } else if (!shown.containsKey(path)) {
            add(GateCode.RULES_LEFT_OUT, "it was reviewed without the rules in " + path);
          } else if (!digest.value().equals(shown.get(path))) {
            add(GateCode.RULES_LEFT_OUT, "it was reviewed under another version of " + path);
          }
        });
  }

  /** Whoever asks for the review does not decide what of the change is reviewed. */
  private void exclusions(Receipt receipt) {
    for (Object exclusion : JsonTree.list(receipt.content(), "/exclusions")) {
      String reason = JsonTree.text(exclusion, "/reason").orElse("");
      for (Object glob : JsonTree.list(exclusion, "/globs")) {
        if (!terms.exclusions().contains(String.valueOf(glob))) {
          add(GateCode.EXCLUDED, glob + " was kept from the reviewers (" + reason + ")");
        }
      }
    }
  }

  private void add(GateCode code, String message) {
    found.add(new GateRefusal(code, message));
  }
}
