package crossreview.linter;

import java.util.Set;

/**
 * What the settings say about a program that is run about findings.
 *
 * @param confirms the exit codes that confirm a finding
 * @param refutes the exit codes that say that it found nothing; any other is a failure
 * @param fromBase the patterns of files that it sees as they were before the change, such as what
 *     it is run with
 */
public record ProofSpec(Set<Integer> confirms, Set<Integer> refutes, FilePatterns fromBase) {
  public ProofSpec {
    confirms = Set.copyOf(confirms);
    refutes = Set.copyOf(refutes);
    if (confirms.isEmpty() || confirms.stream().anyMatch(refutes::contains)) {
      throw new IllegalArgumentException(
          "an exit code confirms or refutes, and one has to confirm");
    }
  }
}
