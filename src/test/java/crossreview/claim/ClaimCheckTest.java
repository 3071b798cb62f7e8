package crossreview.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.claim.ClaimMaterial.AttachedProof;
import crossreview.claim.ClaimMaterial.ClaimText;
import crossreview.model.material.ClaimKind;
import crossreview.model.material.ClaimSource;
import crossreview.model.material.UnsupportedClaim;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimCheckTest {
  private static List<UnsupportedClaim> task(String task, AttachedProof... proofs) {
    return check(task, Set.of(), proofs);
  }

  private static List<UnsupportedClaim> check(
      String task, Set<String> changed, AttachedProof... proofs) {
    return ClaimCheck.of(
        new ClaimMaterial(
            List.of(new ClaimText(ClaimSource.TASK, null, task)), List.of(proofs), changed));
  }

  private static AttachedProof ran(String command, int exitCode, String output) {
    return new AttachedProof("output", command, exitCode, output);
  }

  private static AttachedProof file(String text) {
    return new AttachedProof("log.txt", null, null, text);
  }

  @Test
  void aClaimWithoutEvidenceIsNamedWithItsPlace() {
    List<UnsupportedClaim> found = task("Review this plan.\n\nAll 45 tests\npass. Thanks.");

    assertEquals(
        List.of(
            new UnsupportedClaim(ClaimKind.TESTS, ClaimSource.TASK, null, 3, "All 45 tests pass.")),
        found);
  }

  @Test
  void theOutputOfATestRunShowsThatTestsPass() {
    assertEquals(List.of(), task("All tests pass.", ran("make test", 0, "ok\n")));
    assertEquals(List.of(), task("All tests pass.", file("Tests run: 45, Failures: 0\n")));
  }

  @ParameterizedTest
  @CsvSource({
    "make test, 1, ok",
    "make test, 0, 3 failed",
    "make test, 0, 'Tests run: 4, Failures: 2'",
    "ls -l, 0, ok",
    "git status, 0, clean"
  })
  void aFailedOrAnotherCommandShowsNothing(String command, int exitCode, String output) {
    assertEquals(1, task("All tests pass.", ran(command, exitCode, output)).size());
  }

  @ParameterizedTest
  @CsvSource({"45 passed in 3 s, 0", "145 passed in 3 s, 1", "4.45 passed in 3 s, 1"})
  void aNumberHasToBeInTheRecord(String output, int unsupported) {
    assertEquals(unsupported, task("All 45 tests pass.", ran("pytest", 0, output)).size());
  }

  @Test
  void theSuccessOfOneCommandDoesNotSpeakForAnother() {
    AttachedProof both = file("$ make lint\n0 errors\n$ make test\n2 failed\n");

    assertEquals(1, task("All tests pass.", both).size());
    assertEquals(List.of(), task("The linters are clean.", both));
  }

  @Test
  void aTextThatStatesTheSameShowsNothing() {
    assertEquals(1, task("All tests pass.", file("I can confirm that all tests pass.")).size());
  }

  @Test
  void aChangedFileIsShownByADiffOrAListing() {
    Set<String> changed = Set.of("src/main/Parser.java");

    assertEquals(List.of(), check("Parser.java was changed.", changed));
    assertEquals(List.of(), check("I changed src/main/Parser.java.", changed));
    assertEquals(1, check("I changed src/test/Parser.java.", changed).size());
    assertEquals(1, check("I changed OtherParser.java.", changed).size());
    assertEquals(
        List.of(), task("I changed a/B.java.", ran("git status", 0, "modified: a/B.java")));
  }

  @Test
  void aListingOfAnotherFileShowsNothingAndAPathMayBeginAtTheTop() {
    assertEquals(1, task("I changed a/B.java.", ran("git status", 0, "modified: a/C.java")).size());
    assertEquals(List.of(), check("I changed /src/A.java.", Set.of("src/A.java")));
  }

  @Test
  void aCountOfNothingNeedsNoRecord() {
    assertEquals(List.of(), task("1203 passed, 0 failed.", ran("pytest", 0, "1203 passed")));
  }

  @Test
  void theNumbersOfAClaimAreNotThoseOfADigest() {
    StatedClaim claim =
        StatedClaim.in("All 45 tests pass at 4f1c9ab within 1234567 ms.").getFirst();

    assertEquals(List.of("45", "1234567"), claim.numbers());
    assertEquals(List.of("4f1c9ab", "1234567"), claim.hashes());
  }

  @Test
  void aNoteBesideTheOutputOfAProgramStatesSomething() {
    AttachedProof note = new AttachedProof("note.md", null, null, "The build succeeds.");
    ClaimText text = new ClaimText(ClaimSource.EVIDENCE, "note.md", note.text());
    ClaimMaterial material =
        new ClaimMaterial(List.of(text), List.of(note, ran("ls", 0, "a.c")), Set.of());

    assertEquals(1, ClaimCheck.of(material).size());
  }

  @Test
  void aCommitHasToBeNamedByTheVersionControl() {
    AttachedProof log = ran("git log --oneline", 0, "4f1c9ab Fix it\n");

    assertEquals(List.of(), task("Fixed in commit 4f1c9ab.", log));
    assertEquals(1, task("Fixed in commit 5f1c9ab.", log).size());
  }

  @ParameterizedTest
  @CsvSource({
    "The build succeeds., cargo build",
    "CI is green., gh run view",
    "The service was deployed., kubectl apply -f a.yaml",
    "The API is up., curl -sf localhost/healthz",
    "I pushed the branch., git push"
  })
  void eachKindIsShownByTheCommandsThatDoIt(String claim, String command) {
    assertEquals(List.of(), task(claim, ran(command, 0, "done")));
    assertEquals(1, task(claim, ran(command, 1, "done")).size());
    assertEquals(1, task(claim, ran("echo yes", 0, "done")).size());
  }

  @Test
  void aFigureIsShownByATextThatHasIt() {
    assertEquals(List.of(), task("Coverage is 93.5 %.", file("lines: 93.5%\n")));
    assertEquals(1, task("Coverage is 93.5 %.", file("lines: 3.5%\n")).size());
  }

  @Test
  void aClaimInEvidenceIsNotShownByItself() {
    AttachedProof note = new AttachedProof("note.md", null, null, "Latency fell by 40 %.");
    ClaimText text = new ClaimText(ClaimSource.EVIDENCE, "note.md", note.text());

    List<UnsupportedClaim> found =
        ClaimCheck.of(new ClaimMaterial(List.of(text), List.of(note), Set.of()));

    assertEquals("note.md line 1", found.getFirst().place());
  }

  @Test
  void whatAProgramWroteStatesNothing() {
    AttachedProof log = file("$ make test\nAll tests passed.\nThe API is up.\n");
    ClaimText text = new ClaimText(ClaimSource.EVIDENCE, log.label(), log.text());

    assertEquals(
        List.of(), ClaimCheck.of(new ClaimMaterial(List.of(text), List.of(log), Set.of())));
  }

  @Test
  void codeQuotationsUntickedBoxesAndPlansAreNotRead() {
    String text =
        """
        ```
        All tests pass.
        ```
        > All tests pass.

            All tests pass.

        - [ ] All tests pass.
        - [x] CI is green.

        ## Test plan
        All tests pass.
        ## Results
        The build succeeds.
        """;

    assertEquals(
        List.of(ClaimKind.CHECKS, ClaimKind.BUILD),
        task(text).stream().map(UnsupportedClaim::kind).toList());
    assertEquals(List.of(9, 14), task(text).stream().map(UnsupportedClaim::line).toList());
  }

  @Test
  void aTextFullOfClaimsIsReadAsFarAsItsBound() {
    assertEquals(UnsupportedClaim.CLAIMS_MAX, task("All tests pass.\n\n".repeat(500)).size());
  }

  @Test
  void aTextWithoutAnEndIsReadInLinearSteps() {
    String marks = "“".repeat(200_000);
    String words = "tests ".repeat(200_000);
    String lines = "tests and more\n".repeat(100_000);

    assertTrue(task(marks + words).isEmpty());
    assertTrue(task(lines).isEmpty());
  }
}
