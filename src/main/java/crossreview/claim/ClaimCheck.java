package crossreview.claim;

import crossreview.claim.ClaimMaterial.ClaimText;
import crossreview.model.material.ClaimSource;
import crossreview.model.material.UnsupportedClaim;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what a caller states as finished or as true now and nothing attached shows. Pure. */
public final class ClaimCheck {
  /** Of one text: each is looked for in all evidence, and no person states more in one. */
  private static final int STATEMENTS_MAX = 200;

  private final ClaimMaterial material;
  private final List<ReadProof> proofs = new ArrayList<>();

  private record ReadProof(String label, List<ProofRecord> records) {}

  private ClaimCheck(ClaimMaterial material) {
    this.material = material;
    material
        .proofs()
        .forEach(proof -> proofs.add(new ReadProof(proof.label(), ProofRecord.of(proof))));
  }

  /** The first {@link UnsupportedClaim#CLAIMS_MAX} of them, in the order of the texts. */
  public static List<UnsupportedClaim> of(ClaimMaterial material) {
    return new ClaimCheck(material).unsupported();
  }

  private List<UnsupportedClaim> unsupported() {
    List<UnsupportedClaim> unsupported = new ArrayList<>();
    for (ClaimText text : material.texts()) {
      if (isOutput(text)) {
        continue;
      }
      for (StatedClaim claim :
          StatedClaim.in(text.text()).stream().limit(STATEMENTS_MAX).toList()) {
        ClaimSupport support = new ClaimSupport(claim, material.changed());
        if (!support.isGivenBy(others(text.label()))) {
          unsupported.add(
              new UnsupportedClaim(
                  claim.kind(),
                  text.source(),
                  text.label(),
                  claim.sentence().line(),
                  claim.sentence().text()));
        }
        if (unsupported.size() == UnsupportedClaim.CLAIMS_MAX) {
          return unsupported;
        }
      }
    }
    return unsupported;
  }

  /** What a program wrote states nothing: it shows. */
  private boolean isOutput(ClaimText text) {
    return text.source() == ClaimSource.EVIDENCE
        && proofs.stream()
            .filter(proof -> proof.label().equals(text.label()))
            .anyMatch(proof -> proof.records().stream().anyMatch(ProofRecord::machine));
  }

  /** No text shows what it states itself. */
  private List<ProofRecord> others(@Nullable String label) {
    return proofs.stream()
        .filter(proof -> !proof.label().equals(label))
        .flatMap(proof -> proof.records().stream())
        .toList();
  }
}
